"""From what the rules find in each sentence to the claims of a text, with stance, speaker, field, subject, place, condition and dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from graph.claims import AgreementClaim, Change, Claim, DisputeClaim, Mode, RightClaim, Stance
from nlp import (
    _acts,
    _agreements,
    _details,
    _disputes,
    _fields,
    _hosting,
    _merge,
    _money,
    _negation,
    _phrases,
    _replies,
    _rights,
    _stance,
    _when,
    _whole,
)
from nlp._context import Context
from nlp._cues import ROLES
from nlp._frame import Frame
from nlp._parse import Parse, prepositional
from nlp._sentences import Sentence
from nlp._told import SAID, Reading, Source, Span, Told, via, whole_words

SIDES: Final = "inferred: the field of the same two parties' right before"
NEGATED: Final = "negated by these words"
STANDS: Final = "inferred: what is so named, with no word of a beginning or an end, is in force"
NEWS: Final = "inferred: a deal that is named, with no verb that says otherwise, is new"
PLANNED: Final = "inferred: what is only planned has still to begin"
MOVED: Final = "inferred: the end of a dispute denies nothing"
CUE: Final = "said by the cue"
"""How an attribute is known that no words state alone."""

_MODELS: Final = re.compile(r"\b(?:AI|language|foundation) models?\b")
_CLOUD: Final = re.compile(r"\bcloud\b", re.IGNORECASE)
_THE_DEAL: Final = re.compile(
    r"(?:The|This|That)\s+(?:[\w\-]+\s+){0,3}?(?:contract|agreement|deal|pact|accord|licen[cs]e|partnership|arrangement|appointment)\b"
)
_SURE_OF_RIGHT: Final = (
    "right",
    "role",
    "locked",
    "only-through",
    "nobody-else",
    "offer-first",
    "each-other",
    "no-other-does",
    "only-after",
    "to-itself",
)
"""Rules whose words leave no doubt that there is a right, even where they do not say to what."""
_VAGUE: Final = 0.15
"""What an unsure field takes from the confidence."""


def claims(ctx: Context, parses: list[Parse]) -> list[Claim]:
    """The claims of one text in the order of their quotes."""
    drafts: list[_whole.Draft] = []
    deals: list[AgreementClaim] = []
    quarrels: list[DisputeClaim] = []
    for parse in parses:
        if ctx.text[parse.sentence.start : parse.sentence.end].rstrip("”\"’'").endswith("?"):
            continue  # what is asked is not said
        for frame in _frames(ctx, parse):
            drafts += _right(ctx, parse, _negation.settled(ctx, parse, frame))
        done: set[int] = set()
        for deal in (*_agreements.deals(ctx, parse, done), *_acts.deals(ctx, parse, done)):
            if len(deal.parties) < 2:  # of those who invest in one of themselves, that one is left alone
                continue
            ctx.deals.append((parse.index, tuple(deal.parties)))
            agreement = _agreement(ctx, parse, deal)
            if not _negation.left_open(deal.anchor, deal.change, agreement.stance):
                deals.append(agreement)
        for quarrel in _disputes.quarrels(ctx, parse):
            dispute = _dispute(ctx, parse, quarrel)
            if not _negation.left_open(quarrel.anchor, quarrel.change, dispute.stance):
                quarrels.append(dispute)
    agreements = [d for d in _merge.agreements(deals) if not _is_breach(d, quarrels)]
    rights, agreements = _whole.with_terms(ctx, _whole.with_exceptions(ctx, _whole.settled(ctx, drafts)), agreements)
    rights, agreements = _whole.without_withdrawn(ctx, rights), _whole.without_withdrawn(ctx, agreements)
    out: list[Claim] = [*_merge.rights(rights, agreements, ctx.published), *agreements, *_merge.disputes(quarrels)]
    return sorted(out, key=lambda c: (c.start, c.kind, c.end))


def _frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The rights of a sentence; other ways of putting it only add holders that no noun has named."""
    found = list(_rights.frames(ctx, parse))
    held = {(holder, frame.mode) for frame in found for holder in frame.holder}
    yield from found
    for frame in (*_phrases.frames(ctx, parse), *_hosting.frames(ctx, parse), *_replies.frames(ctx, parse)):
        added = frame.mode is Mode.NON_EXCLUSIVE and frame.rule != "exclusively-sells"  # "no longer exclusively" tells of both
        if (frame.holder[0], frame.mode) not in held and not (added and frame.holder[0] in dict(held)):
            held.add((frame.holder[0], frame.mode))
            yield frame


def _right(ctx: Context, parse: Parse, frame: Frame) -> Iterator[_whole.Draft]:
    start, end = _quote(ctx, parse, frame.anchor)
    stance, governing = _governed(
        ctx, parse, frame.anchor, frame.denied, _stance.DECISIVE if frame.rule.startswith(("right", "role")) else ()
    )
    if _negation.left_open(frame.noun, frame.change, stance):
        return
    change, by = frame.change, _by(ctx, parse, frame.by, STANDS)
    if stance is Stance.PROPOSED and change is Change.HOLDS:
        change, by = Change.BEGINS, Source(PLANNED, governing.span)
    reading = _read(ctx, parse, frame.rule, frame.cue or frame.anchor, change=by, stance=governing)
    at, grantors = parse.start(frame.noun), frame.grantor or [_whole.OPEN]
    deal = _deal_before(ctx, parse, {*grantors, *frame.holder})
    territory = _details.territory(ctx, start, end, at) or (_details.territory(ctx, deal.start, deal.end, deal.start) if deal else None)
    fields = frame.fields or _named_fields(ctx, parse, frame.noun, start, end)
    fields = fields or (_fields.fields_of_use(_fields.NOTHING, _without_names(ctx, deal.start, deal.end)) if deal else ())
    fields = fields or tuple(via(f, SIDES) for f in ctx.fields.get((grantors[0], frame.holder[0]), ()))
    vague = not fields
    if vague and frame.rule.startswith(_SURE_OF_RIGHT):
        left, right = _own_part(parse, frame.noun)
        fields = _fields.likeliest(
            ctx.text[left:right], territory is not None, frame.mode is Mode.FIRST_REFUSAL, (*grantors, *frame.holder)
        )
    if fields == ("licence",) and _fields.shown((*grantors, *frame.holder)):
        fields = (via("media", _fields.PARTIES),)
    if not fields:
        return
    by_at = frame.by[0] if isinstance(frame.by, tuple) else parse.start(frame.by) if frame.by is not None else at
    turn = by_at if change is Change.ENDS else at
    when = _when.validity(ctx, change, start, end, turn, stance in _merge.AGREED)
    after = ctx.sentences[parse.index + 1] if parse.index + 1 < len(ctx.sentences) else None
    speaker = _stance.speaker(ctx, parse, frame.anchor)
    ctx.voice = speaker or ctx.voice
    for grantor, grantee in ((g, h) for h in frame.holder for g in grantors if g != h):
        if grantor != _whole.OPEN:
            ctx.pair, ctx.pair_at, ctx.mode, ctx.change = (grantor, grantee), parse.index, frame.mode, change
            if not vague:
                ctx.fields[grantor, grantee] = fields
        claim = RightClaim(
            stance=stance,
            change=change,
            quote=ctx.text[start:end],
            start=start,
            end=end,
            speaker=speaker,
            confidence=round(max(0.05, frame.confidence - (_VAGUE if vague else 0)), 2),
            rule=reading,
            grantor=grantor,
            grantee=grantee,
            mode=frame.mode,
            field_of_use=fields,
            subject=_details.subject(ctx, parse, frame.noun),
            territory=territory,
            condition=_details.condition(ctx, start, end, after),
            valid_from=when.valid_from,
            valid_to=when.valid_to,
        )
        yield _whole.Draft(claim, frame.guessed or grantor == _whole.OPEN, vague)


def _deal_before(ctx: Context, parse: Parse, parties: set[str]) -> Sentence | None:
    """The sentence before, where this one speaks of the deal that it tells of: "The licence is exclusive"."""
    told = parse.index > 0 and _THE_DEAL.match(ctx.text, parse.sentence.start, parse.sentence.end)
    return ctx.sentences[parse.index - 1] if told and parties & set(ctx.in_sentence(parse.index - 1)) else None


def _named_fields(ctx: Context, parse: Parse, noun: Any, start: int, end: int) -> tuple[str, ...]:
    """The fields of use that the words name, those of the right itself before those of its sentence."""
    inside = ctx.names.within(start, end)
    named = {m.name.sort: (m.start, m.end) for m in reversed(inside)}
    cloud, model = (named.get(sort) or _span(p.search(ctx.text, start, end)) for sort, p in (("cloud", _CLOUD), ("model", _MODELS)))
    left, right = _own_part(parse, noun)
    if noun.lemma_.lower() in ROLES:
        thing = prepositional(noun, "of")
        upto = parse.end(thing if thing is not None and thing.i > noun.i else noun)
        role = _fields.fields_of_use(_without_names(ctx, left, upto), _fields.NOTHING)
        if role and not any(f.startswith(("compute", "hosting")) for f in role):
            return role  # "network services provider to the Company's retail customers": what stands before the role tells
    return _fields.fields_of_use(_without_names(ctx, left, right), _without_names(ctx, start, end), cloud, model)


def _span(m: re.Match[str] | None) -> Span | None:
    return m.span() if m else None


def _agreement(ctx: Context, parse: Parse, deal: _agreements.Deal) -> AgreementClaim:
    start, end = _quote(ctx, parse, deal.anchor)
    stance, governing = _governed(ctx, parse, deal.anchor, deal.denied)
    when = _when.validity(ctx, deal.change, start, end, parse.start(deal.anchor), stance in _merge.AGREED)
    left, right = deal.span or (start, end)
    amounts = _money.of_deal(ctx.text[left:right], deal.type)
    amount = amounts[0] if deal.span and amounts else _money.largest(amounts)
    speaker = _stance.speaker(ctx, parse, deal.anchor)
    ctx.voice = speaker or ctx.voice
    return AgreementClaim(
        stance=stance,
        change=deal.change,
        quote=ctx.text[start:end],
        start=start,
        end=end,
        speaker=speaker,
        confidence=deal.confidence,
        rule=_read(ctx, parse, deal.rule, deal.anchor, change=_by(ctx, parse, deal.by, NEWS), stance=governing),
        parties=tuple(deal.parties),
        type=deal.type,
        value=Told(amount.text, (left + amount.start, left + amount.end)) if amount else None,
        value_usd=amount.usd if amount and not amount.rate else None,
        term=when.term,
        valid_from=when.valid_from,
        valid_to=when.valid_to,
    )


def _dispute(ctx: Context, parse: Parse, quarrel: _disputes.Quarrel) -> DisputeClaim:
    start, end = _quote(ctx, parse, quarrel.anchor)
    speaker = _stance.speaker(ctx, parse, quarrel.anchor)
    ctx.voice = speaker or ctx.voice
    stance, governing = _governed(ctx, parse, quarrel.anchor, quarrel.denied)
    if quarrel.change is Change.ENDS and stance is Stance.DENIED:
        stance, governing = Stance.ASSERTED, Source(MOVED, governing.span)  # "a court dismissed the suit" denies nothing
    return DisputeClaim(
        stance=stance,
        change=quarrel.change,
        quote=ctx.text[start:end],
        start=start,
        end=end,
        speaker=speaker,
        confidence=quarrel.confidence,
        rule=_read(ctx, parse, quarrel.rule, quarrel.anchor, change=Source(CUE, parse.words(quarrel.anchor)), stance=governing),
        claimant=quarrel.claimant[0],
        respondents=tuple(quarrel.respondents),
        over=quarrel.over,
    )


def _governed(ctx: Context, parse: Parse, anchor: Any, denied: Any, open_to: Collection[str] | None = None) -> tuple[Stance, Source]:
    """The stance, by what the rule itself found negated, else by the words of the clause."""
    return (Stance.DENIED, Source(NEGATED, parse.words(denied))) if denied is not None else _stance.stance(ctx, parse, anchor, open_to)


def _by(ctx: Context, parse: Parse, by: Any, otherwise: str) -> Source:
    """What tells the change, or how it is inferred where nothing does."""
    span = parse.words(by)
    return Source(SAID, whole_words(ctx.text, *span)) if span else Source(otherwise)


def _read(ctx: Context, parse: Parse, rule: str, cue: Any, **sources: Source) -> Reading:
    """The rule as applied to a sentence: the mode or the kind of the claim is told by its cue."""
    span = whole_words(ctx.text, *(parse.words(cue) or (parse.sentence.start, parse.sentence.end)))
    return Reading(rule, span, (parse.sentence.start, parse.sentence.end), {"mode": Source(CUE, span), **sources})


def _is_breach(deal: AgreementClaim, quarrels: list[DisputeClaim]) -> bool:
    """Whether a "broken" agreement is only what a dispute of the same sentence is about."""
    return deal.change is Change.ENDS and any(q.start == deal.start and q.rule.startswith(("breach", "denies")) for q in quarrels)


def _quote(ctx: Context, parse: Parse, anchor: Any) -> tuple[int, int]:
    """The part of the sentence that the anchor stands in, without the marks at its ends."""
    start, end = _stance.part(parse, ctx.text, anchor)
    while start < end and ctx.text[start] in " \n\t;,:":
        start += 1
    while end > start and ctx.text[end - 1] in " \n\t;.,:":
        end -= 1
    return start, end


def _own_part(parse: Parse, noun: Any) -> tuple[int, int]:
    """What the noun's subtree covers, up to what is joined to it by "and"."""
    left, right = parse.span(noun)
    joined = [parse.start(c.left_edge) for c in noun.children if c.dep_ == "conj"]
    return left, max(min([right, *joined]), parse.end(noun))


def _without_names(ctx: Context, start: int, end: int) -> _fields.Part:
    """``text[start:end]`` with the names in it blanked out, for their words say nothing about what a right is for."""
    parts: list[str] = []
    at = start
    for m in ctx.names.within(start, end):
        if m.name.kind in ("company", "product", "person", "other"):
            parts += (ctx.text[at : m.start], "◦" * (m.end - m.start))
            at = m.end
    return _fields.Part("".join([*parts, ctx.text[at:end]]), start)
