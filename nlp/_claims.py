"""From what the rules find in each sentence to the claims of a text.

Stance, speaker, field, subject, territory, condition and dates are added sentence by sentence; what only the whole text
tells comes last: who the grantor must be where a sentence leaves it open, and the terms that a later sentence states.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, Final

from graph.claims import AgreementClaim, Change, Claim, DisputeClaim, Mode, RightClaim, Stance
from graph.errors import BadClaim
from nlp import _acts, _agreements, _details, _disputes, _fields, _hosting, _merge, _money, _phrases, _rights, _stance, _when
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import Parse

_OPEN: Final = "?"
"""Stands for a grantor until the whole text is read."""
_AGREED: Final = (Stance.ASSERTED, Stance.REPORTED)
_TERMS: Final = re.compile(
    r"\A(?:The|This|That|Its|Both|It)\s+(?:[\w\-]+\s+){0,3}?(?P<what>contracts?|agreements?|deals?|pact|rights?|licen[cs]es?|partnership|arrangement|appointment|exclusivity|lease)?\b"
    r"[^.;]{0,90}?\b(?:starts?|runs?|takes? effect|took effect|begins?|commences?|expires?|lasts?|(?:has|with) a term|is valid|are valid|comes? into force|valid)\b"
)


def claims(ctx: Context, parses: list[Parse]) -> list[Claim]:
    """The claims of one text in the order of their quotes."""
    rights: list[RightClaim] = []
    deals: list[AgreementClaim] = []
    quarrels: list[DisputeClaim] = []
    guessed: set[int] = set()
    vague: set[int] = set()
    for parse in parses:
        for frame in _frames(ctx, parse):
            for claim in _right(ctx, parse, frame):
                if frame.guessed or claim.grantor == _OPEN:
                    guessed.add(len(rights))
                rights.append(claim)
        done: set[int] = set()
        for deal in (*_agreements.deals(ctx, parse, done), *_acts.deals(ctx, parse, done)):
            ctx.deals.append((parse.index, tuple(deal.parties)))
            deals += _agreement(ctx, parse, deal)
        for quarrel in _disputes.quarrels(ctx, parse):
            quarrels += _dispute(ctx, parse, quarrel)
    settled = _settle_grantors(ctx, rights, guessed)
    agreements = [d for d in _merge.agreements(deals) if not _is_breach(d, quarrels)]
    settled, agreements = _with_terms(ctx, settled, agreements)
    out: list[Claim] = [*_merge.rights(settled, agreements, ctx.published), *agreements, *_merge.disputes(quarrels)]
    return sorted(out, key=lambda c: (c.start, c.kind, c.end))


def _frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The rights of a sentence; other ways of putting it only add holders that no noun has named."""
    found = list(_rights.frames(ctx, parse))
    held = {holder for frame in found for holder in frame.holder}
    yield from found
    for frame in (*_phrases.frames(ctx, parse), *_hosting.frames(ctx, parse)):
        if frame.holder[0] not in held:
            held.add(frame.holder[0])
            yield frame


def _right(ctx: Context, parse: Parse, frame: Frame) -> Iterator[RightClaim]:
    start, end = _trim(ctx.text, *_stance.part(parse, ctx.text, frame.anchor))
    stance = Stance.DENIED if frame.denied else _stance.stance(ctx, parse, frame.anchor)
    change = Change.BEGINS if stance is Stance.PROPOSED and frame.change is Change.HOLDS else frame.change
    at = parse.start(frame.noun)
    grantors = frame.grantor or [_OPEN]
    inside = ctx.names.within(start, end)
    cloud = any(m.name.sort == "cloud" for m in inside) or bool(re.search(r"\bcloud\b", ctx.text[start:end], re.IGNORECASE))
    model = any(m.name.sort == "model" for m in inside) or bool(re.search(r"\b(?:AI|language|foundation) models?\b", ctx.text[start:end]))
    left, right = _own_part(parse, frame.noun)
    fields = frame.fields or _fields.fields_of_use(_without_names(ctx, left, right), _without_names(ctx, start, end), cloud, model)
    fields = fields or ctx.fields.get((grantors[0], frame.holder[0]), ())
    territory = _details.territory(ctx, start, end, at)
    unsure = not fields
    if unsure and frame.rule.startswith(("right", "role")):
        fields = _fields.likeliest(ctx.text[left:right], territory is not None, frame.mode is Mode.FIRST_REFUSAL)
    if not fields:
        return
    when = _when.validity(ctx, change, start, end, at, stance in _AGREED)
    following = ctx.sentences[parse.index + 1] if parse.index + 1 < len(ctx.sentences) else None
    speaker = _stance.speaker(ctx, parse, frame.anchor)
    ctx.voice = speaker or ctx.voice
    for grantee in frame.holder:
        for grantor in grantors:
            if grantor == grantee:
                continue
            if grantor != _OPEN:
                ctx.pair, ctx.pair_at, ctx.mode = (grantor, grantee), parse.index, frame.mode
                ctx.fields[grantor, grantee] = fields
            yield RightClaim(
                stance=stance,
                change=change,
                quote=ctx.text[start:end],
                start=start,
                end=end,
                speaker=speaker,
                confidence=round(max(0.05, frame.confidence - (0.15 if unsure else 0)), 2),
                rule=frame.rule,
                grantor=grantor,
                grantee=grantee,
                mode=frame.mode,
                field_of_use=fields,
                subject=_details.subject(ctx, parse, frame.noun),
                territory=territory,
                condition=_details.condition(ctx, start, end, ctx.text[following.start : following.end] if following else ""),
                valid_from=when.valid_from,
                valid_to=when.valid_to,
            )


def _agreement(ctx: Context, parse: Parse, deal: _agreements.Deal) -> Iterator[AgreementClaim]:
    start, end = _trim(ctx.text, *_stance.part(parse, ctx.text, deal.anchor))
    stance = Stance.DENIED if deal.denied else _stance.stance(ctx, parse, deal.anchor)
    when = _when.validity(ctx, deal.change, start, end, parse.start(deal.anchor), stance in _AGREED)
    left, right = deal.span or (start, end)
    amounts = _money.find(ctx.text[left:right])
    amount = amounts[0] if deal.span and amounts else _money.largest(amounts)
    speaker = _stance.speaker(ctx, parse, deal.anchor)
    ctx.voice = speaker or ctx.voice
    yield AgreementClaim(
        stance=stance,
        change=deal.change,
        quote=ctx.text[start:end],
        start=start,
        end=end,
        speaker=speaker,
        confidence=deal.confidence,
        rule=deal.rule,
        parties=tuple(deal.parties),
        type=deal.type,
        value=amount.text if amount else None,
        value_usd=amount.usd if amount and not amount.rate else None,
        term=when.term,
        valid_from=when.valid_from,
        valid_to=when.valid_to,
    )


def _dispute(ctx: Context, parse: Parse, quarrel: _disputes.Quarrel) -> Iterator[DisputeClaim]:
    start, end = _trim(ctx.text, *_stance.part(parse, ctx.text, quarrel.anchor))
    stance = Stance.DENIED if quarrel.denied else _stance.stance(ctx, parse, quarrel.anchor)
    speaker = _stance.speaker(ctx, parse, quarrel.anchor)
    ctx.voice = speaker or ctx.voice
    yield DisputeClaim(
        stance=stance,
        change=quarrel.change,
        quote=ctx.text[start:end],
        start=start,
        end=end,
        speaker=speaker,
        confidence=quarrel.confidence,
        rule=quarrel.rule,
        claimant=quarrel.claimant[0],
        respondents=tuple(quarrel.respondents),
        over=quarrel.over,
    )


def _settle_grantors(ctx: Context, rights: list[RightClaim], guessed: set[int]) -> list[RightClaim]:
    """Where a sentence leaves the grantor open, it is the one that grants elsewhere in the text, or the one party that holds nothing."""
    holders = {c.grantee for i, c in enumerate(rights)}
    known = {c.grantor for i, c in enumerate(rights) if i not in guessed}
    free = [p for p in ctx.names.parties() if p not in holders]
    out = []
    for i, claim in enumerate(rights):
        if i in guessed and (claim.grantor == _OPEN or (claim.grantor in holders and claim.grantor not in known)):
            granting = sorted(known - {claim.grantee})
            options = granting if len(granting) == 1 else free if len(free) == 1 else []
            if options and options[0] != claim.grantee:
                claim = dataclasses.replace(claim, grantor=options[0], confidence=round(max(0.05, claim.confidence - 0.1), 2))
        if claim.grantor != _OPEN:
            out.append(claim)
    return out


def _is_breach(deal: AgreementClaim, quarrels: list[DisputeClaim]) -> bool:
    """Whether a "broken" agreement is only what a dispute of the same sentence is about."""
    return deal.change is Change.ENDS and any(q.start == deal.start and q.rule.startswith(("breach", "denies")) for q in quarrels)


def _with_terms(ctx: Context, rights: list[RightClaim], deals: list[AgreementClaim]) -> tuple[list[RightClaim], list[AgreementClaim]]:
    """Gives the dates of a sentence about the contract itself ("It runs until …") to the claims just before it."""
    for i, s in enumerate(ctx.sentences):
        m = _TERMS.match(ctx.text[s.start : s.end])
        if m is None:
            continue
        when = _when.validity(ctx, Change.HOLDS, s.start, s.end, s.start)
        if not (when.valid_from or when.valid_to):
            continue
        floor = ctx.sentences[max(0, i - 4)].start
        near = [
            c
            for c in (*rights, *deals)
            if floor <= c.start <= s.start and c.change is not Change.ENDS and c.stance in _AGREED and not (c.valid_to and c.valid_from)
        ]
        if (m["what"] or "").startswith("right"):
            near = [c for c in near if isinstance(c, RightClaim)]
        if not near:
            continue
        last = max(near, key=lambda c: c.start)
        pair = {last.grantor, last.grantee} if isinstance(last, RightClaim) else set(last.parties)
        for c in near:
            mine = {c.grantor, c.grantee} if isinstance(c, RightClaim) else set(c.parties)
            if mine == pair and (c.start == last.start or not isinstance(c, RightClaim) or not isinstance(last, RightClaim)):
                dated = _merge.dated(c, when.valid_from, when.valid_to)
                if isinstance(dated, RightClaim):
                    rights = [dated if r is c else r for r in rights]
                else:
                    deals = [dated if d is c else d for d in deals]
    return rights, deals


def _own_part(parse: Parse, noun: Any) -> tuple[int, int]:
    """What the noun's subtree covers, up to what is joined to it by "and"."""
    left, right = parse.span(noun)
    joined = [parse.start(c.left_edge) for c in noun.children if c.dep_ == "conj"]
    return left, max(min([right, *joined]), parse.end(noun))


def _without_names(ctx: Context, start: int, end: int) -> str:
    """``text[start:end]`` without the names in it, whose words say nothing about what a right is for."""
    parts, at = [], start
    for m in ctx.names.within(start, end):
        if m.name.kind in ("company", "product", "person", "other"):
            parts.append(ctx.text[at : m.start])
            at = m.end
    return "◦".join([*parts, ctx.text[at:end]])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n\t;,:":
        start += 1
    while end > start and text[end - 1] in " \n\t;.,:":
        end -= 1
    return start, end
