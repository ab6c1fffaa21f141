"""What only the whole text tells: who must be the grantor, what a right is for, and the terms that a later sentence states."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from itertools import pairwise
from typing import Final

from graph.claims import TAKEN_BACK, AgreementClaim, Change, RightClaim, Stance
from graph.dates import PartialDate
from graph.places import excepted, places, within
from nlp import _dates, _when
from nlp._context import Context
from nlp._lengths import Duration
from nlp._merge import AGREED, Dated, dated
from nlp._told import Source, Told, cue_of, reread, source_of, via

GRANTS: Final = "inferred: it grants elsewhere in the text"
FREE: Final = "inferred: the one party of the text that holds nothing"
FIELDS: Final = "inferred: what the grantor's other rights in the text are for"
TAKEN: Final = "taken back by the next sentence"
LEFT_OUT: Final = "said of the right in a sentence of its own"
"""How is known what the sentence leaves open."""
OPEN: Final = "?"
"""Stands for a grantor until the whole text is read."""
_BACK: Final = 4
"""Sentences within which "the contract" is the one spoken of."""
_LEAVING: Final = re.compile(r"\b(?:outside|not|excluded|excepted|exempt|left out|carved out)\b")
_TAKEN_BACK: Final = re.compile(
    r"(?:(?:The|This|That|Our|These|Those) (?:\w+ )?(?:reports?|stor(?:y|ies)|articles?|claims?|statements?|information|account) "
    r"(?:was|were|is|are) (?:\w+ly )?(?:wrong|false|untrue|incorrect|inaccurate|mistaken|unfounded|not true|not correct)|"
    r"(?:That|This) (?:was|is) (?:wrong|false|untrue|incorrect|not so|not the case)|We (?:withdraw|retract|take back))\b"
)
_TERMS: Final = re.compile(
    r"(?:(?:It|This|Both)\s+(?:[a-z]+\s+){0,2}?|(?:The|This|That|Its|Both)\s+(?:[\w\-]+\s+){0,3}?"
    r"(?P<what>contracts?|agreements?|deals?|pact|rights?|licen[cs]es?|partnership|arrangement|appointment|exclusivity|term|"
    r"lease)\b[^.;]{0,90}?)"
    r"\b(?:starts?|runs?|takes? effect|took effect|begins?|commences?|expires?|lasts?|(?:has|with) a term|comes? into force|valid)\b"
)


@dataclasses.dataclass
class Draft:
    """A right and what is not sure about it: whether its grantor was guessed, and its field."""

    claim: RightClaim
    guessed: bool = False
    vague: bool = False


def settled(ctx: Context, drafts: list[Draft]) -> list[RightClaim]:
    """The rights with their open ends tied; those whose grantor nothing tells are left out."""
    claims = _grantors(ctx, drafts)
    return [c for c in _fields(claims, [d.vague for d in drafts]) if c.grantor != OPEN]


def _grantors(ctx: Context, drafts: list[Draft]) -> list[RightClaim]:
    """Where a sentence leaves the grantor open, it is the one that grants elsewhere in the text, or the one party that holds nothing."""
    holders = {d.claim.grantee for d in drafts}
    known = {d.claim.grantor for d in drafts if not d.guessed}
    free = [p for p in ctx.names.parties if p not in holders]
    out = []
    for d in drafts:
        claim = d.claim
        if d.guessed and (claim.grantor == OPEN or (claim.grantor in holders and claim.grantor not in known)):
            granting = sorted(known - {claim.grantee, OPEN})
            how, options = (GRANTS, granting) if len(granting) == 1 else (FREE, free if len(free) == 1 else [])
            if options and options[0] != claim.grantee:
                grantor = via(options[0], how)
                claim = dataclasses.replace(claim, grantor=grantor, confidence=round(max(0.05, claim.confidence - 0.1), 2))
        out.append(claim)
    return out


def _fields(claims: list[RightClaim], vague: list[bool]) -> list[RightClaim]:
    """A right whose own words do not say what it is for is for what its grantor's other rights in the text are for."""
    out = []
    for claim, unsure in zip(claims, vague, strict=True):
        told = Counter(c.field_of_use for c, v in zip(claims, vague, strict=True) if not v and c.grantor == claim.grantor)
        if unsure and told:
            claim = dataclasses.replace(claim, field_of_use=tuple(via(f, FIELDS) for f in told.most_common(1)[0][0]))
        out.append(claim)
    return out


def with_terms(ctx: Context, rights: list[RightClaim], deals: list[AgreementClaim]) -> tuple[list[RightClaim], list[AgreementClaim]]:
    """Gives the dates of a sentence about the contract itself ("It runs until …") to the claims just before it."""
    for i, s in enumerate(ctx.sentences):
        m = _TERMS.match(ctx.text, s.start, s.end)
        if m is None:
            continue
        when = _when.validity(ctx, Change.HOLDS, s.start, s.end, s.start)
        length = next((d for d in _when.terms(ctx, s.start, s.end) if d.months or d.days), None)
        if not (when.valid_from or when.valid_to or length):
            continue
        floor = ctx.sentences[max(0, i - _BACK)].start
        near_rights = [c for c in rights if floor <= c.start <= s.start and _undated(c)]
        near_deals = [] if (m["what"] or "").startswith("right") else [c for c in deals if floor <= c.start <= s.start and _undated(c)]
        last_right = max(near_rights, key=lambda c: c.start, default=None)
        last_deal = max(near_deals, key=lambda c: c.start, default=None)
        if last_deal is not None and (last_right is None or last_deal.start > last_right.start):
            pair = set(last_deal.parties)
        elif last_right is not None:
            pair = {last_right.grantor, last_right.grantee}
            near_rights = [c for c in near_rights if c.start == last_right.start]
        else:
            continue
        meant = [c for c in near_rights if {c.grantor, c.grantee} == pair]
        rights = [_lasting(_dated(c, when), length) if c in meant else c for c in rights]
        deals = [_lasting(_dated(c, when), length) if c in near_deals and set(c.parties) == pair else c for c in deals]
    return rights, deals


def with_exceptions(ctx: Context, rights: list[RightClaim]) -> list[RightClaim]:
    """Gives a sentence that leaves a place out ("Quebec is not covered") to the rights over a wider place before it, as a condition."""
    for i, s in enumerate(ctx.sentences):
        text = ctx.text[s.start : s.end].rstrip(" .:;")
        out = excepted(text) if _LEAVING.search(text) else ()
        floor = ctx.sentences[max(0, i - 2 * _BACK)].start
        for k, claim in enumerate(rights):
            wide = claim.condition is None and floor <= claim.start < s.start and claim.change is not Change.ENDS
            if wide and any(p != q and within(p, q) for p in out for q in places(claim.territory)):
                rights[k] = dataclasses.replace(claim, condition=Told(text, (s.start, s.start + len(text)), LEFT_OUT))
    return rights


def without_withdrawn(ctx: Context, told: list[Dated]) -> list[Dated]:
    """The claims, denied where the next sentence takes them back: "The report was wrong, and we withdraw it"."""
    gone = [(before.start, before.end) for before, s in pairwise(ctx.sentences) if _TAKEN_BACK.match(ctx.text, s.start, s.end)]
    return [_taken_back(c) if any(a <= c.start < b for a, b in gone) else c for c in told]


def _taken_back(claim: Dated) -> Dated:
    how = Source(TAKEN, cue_of(claim.rule))
    return dataclasses.replace(claim, stance=Stance.DENIED, rule=reread(claim.rule, TAKEN_BACK, stance=how))


def _dated(claim: Dated, when: _when.Validity) -> Dated:
    """With the dates that the sentence states: its start beats the day of the announcement."""
    announced = source_of(claim.valid_from or "")
    if claim.change is Change.BEGINS and when.valid_from and announced and announced.how == _when.RELATIVE:
        claim = dataclasses.replace(claim, valid_from=None)
    return dated(claim, when.valid_from, when.valid_to)


def _lasting(claim: Dated, length: Duration | None) -> Dated:
    """What begins on a known day ends with its term: "The appointment runs for three years"."""
    if length is None or claim.change is not Change.BEGINS or not claim.valid_from or claim.valid_to:
        return claim
    try:
        end = _dates.add(PartialDate.parse(claim.valid_from), length.months, length.days)
    except (ValueError, OverflowError):
        return claim
    return dated(claim, None, Told(str(end), (length.start, length.end), _when.BY_TERM))


def _undated(claim: RightClaim | AgreementClaim) -> bool:
    return claim.change is not Change.ENDS and claim.stance in AGREED and not (claim.valid_from and claim.valid_to)
