"""One claim for one thing: what a text says twice, or in two sentences, is joined."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, TypeVar

from graph.claims import AgreementClaim, Change, DisputeClaim, Mode, RightClaim, Stance
from graph.dates import PartialDate
from graph.errors import BadClaim
from nlp._told import Source, cue_of, reread

Dated = TypeVar("Dated", RightClaim, AgreementClaim)

WITH_DEAL: Final = "inferred: begins with the agreement that the text announces"

AGREED: Final = (Stance.ASSERTED, Stance.REPORTED)
"""Stances of what has been agreed, surely or by hearsay."""
_NEAR: Final = 900
"""Characters within which a deal and a right are the same matter."""
_SAME_MATTER: Final = 700
_OLD: Final = timedelta(days=60)
_OF_ONE_KIND: Final = frozenset(("investment", "acquisition", "joint_venture"))
_STANDING: Final = frozenset(("to-itself", "right-is-not-exclusive", "right-ended"))
_REPLACING: Final = frozenset(("right-replaces", "role-replaces"))
_GOES_ON: Final = re.compile(
    r"\b(?:remain\w*|still|keeps?|stays?|continu\w+|since|has been|have been|already|retains?|renew\w*|extend\w*|prolong\w*|carries on|"
    r"in force|"
    r"until now|goes on)\b",
    re.IGNORECASE,
)


def agreements(found: Iterable[AgreementClaim]) -> list[AgreementClaim]:
    """One claim for each deal: the same parties, or fewer of them, and the same change are the same deal."""
    out: list[AgreementClaim] = []
    for claim in found:
        for i, kept in enumerate(out):
            if _same_deal(kept, claim):
                out[i] = _joined(kept, claim)
                break
        else:
            out.append(claim)
    return out


def _same_deal(a: AgreementClaim, b: AgreementClaim) -> bool:
    x, y = set(a.parties), set(b.parties)
    if not (x <= y or y <= x) or a.change is not b.change:
        return False
    return a.type == b.type or a.start == b.start or not {a.type, b.type} & _OF_ONE_KIND


def _joined(a: AgreementClaim, b: AgreementClaim) -> AgreementClaim:
    """The first mention, with what only the later one states."""
    larger = b.value_usd is not None and (a.value_usd is None or b.value_usd > a.value_usd)
    same_sentence = a.start == b.start
    try:
        return dataclasses.replace(
            a,
            parties=b.parties if same_sentence and len(b.parties) > len(a.parties) else a.parties,
            type=b.type if same_sentence and a.type == "partnership" else a.type,
            value_usd=b.value_usd if larger else a.value_usd,
            value=b.value if larger else a.value or b.value,
            term=a.term or b.term,
            valid_from=a.valid_from or b.valid_from,
            valid_to=a.valid_to or b.valid_to,
        )
    except BadClaim:
        return a


def rights(found: Iterable[RightClaim], deals: Iterable[AgreementClaim], published: date | None) -> list[RightClaim]:
    """Rights without repetition; one that begins takes the dates of the agreement that grants it."""
    deals, out = list(deals), dict[tuple[object, ...], RightClaim]()
    told = _told_once(_without_titles(list(found)))
    for claim in told:
        claim = _dated_by_deal(_begun(_taking_over(claim, told), deals, published), deals, published)
        key = (claim.grantor, claim.grantee, claim.mode, claim.change, claim.stance, claim.territory, claim.field_of_use, claim.subject)
        twin = out.get(key)
        if twin is None or not (twin.valid_from or twin.valid_to):
            out[key] = claim
    return list(out.values())


def _without_titles(found: list[RightClaim]) -> list[RightClaim]:
    """What the name of a contract says ("an exclusive licence agreement") is dropped where its sentence tells the right itself."""
    told = {(c.grantor, c.grantee, c.mode, c.change, c.start) for c in found if c.rule != "right-by-deal"}
    return [c for c in found if c.rule != "right-by-deal" or (c.grantor, c.grantee, c.mode, c.change, c.start) not in told]


def _told_once(found: Iterable[RightClaim]) -> list[RightClaim]:
    """Joins what a text says about one right in several sentences: that it holds and that it ends are one end."""
    out: list[RightClaim] = []
    for claim in found:
        twin = next((i for i, c in enumerate(out) if _same_right(c, claim)), None)
        if twin is None:
            out.append(claim)
            continue
        kept = out[twin]
        main, extra = (claim, kept) if claim.change is Change.ENDS and kept.change is not Change.ENDS else (kept, claim)
        start = extra.valid_from if extra.change is not Change.ENDS or not main.valid_from else None
        end = extra.valid_to if extra.change is main.change or main.change is not Change.ENDS else None
        joined = dated(main, start, end)
        out[twin] = dataclasses.replace(joined, territory=main.territory or extra.territory, subject=main.subject or extra.subject)
    return out


def _same_right(a: RightClaim, b: RightClaim) -> bool:
    """Whether ``b``, told after ``a``, is about the same right."""
    if (a.grantor, a.grantee, a.mode, a.stance, a.field_of_use) != (b.grantor, b.grantee, b.mode, b.stance, b.field_of_use):
        return False
    if a.stance is Stance.DENIED or (a.territory and b.territory and a.territory != b.territory) or abs(a.start - b.start) > _SAME_MATTER:
        return False
    if a.change is b.change:
        return a.subject is None or b.subject is None or bool(_stems(a.subject) & _stems(b.subject))
    if (a.change, b.change) == (Change.BEGINS, Change.HOLDS):
        return not _GOES_ON.search(b.quote)
    if {a.change, b.change} == {Change.HOLDS, Change.ENDS}:
        return a.start == b.start or (a.change is Change.HOLDS and a.start < b.start)
    return False


def _stems(subject: str) -> set[str]:
    """The beginnings of a subject's words: "batteries" and "battery packs" have one in common."""
    return {word[:5].casefold() for word in re.findall(r"\w{4,}", subject)} or {subject.casefold()}


def _taking_over(claim: RightClaim, others: Iterable[RightClaim]) -> RightClaim:
    """What replaces a right begins where that one ends: the dates of the sentence are those of the one that went."""
    if claim.mode is Mode.NON_EXCLUSIVE and claim.change is not Change.ENDS:
        pair = claim.grantor, claim.grantee
        for gone in others:
            lesser = gone.change is Change.ENDS and gone.mode is Mode.EXCLUSIVE and (gone.grantor, gone.grantee) == pair
            if (
                lesser
                and gone.start == claim.start
                and claim.valid_from is None
                and gone.valid_to
                and claim.valid_to in (None, gone.valid_to)
            ):
                return dataclasses.replace(claim, change=Change.BEGINS, valid_from=gone.valid_to, valid_to=None)
    if claim.rule not in _REPLACING or claim.change is not Change.BEGINS:
        return claim
    for gone in others:
        same = (
            gone.change is Change.ENDS
            and gone.start == claim.start
            and (gone.valid_from, gone.valid_to) == (claim.valid_from, claim.valid_to)
        )
        if same and gone.valid_from and gone.valid_to:
            return dataclasses.replace(claim, valid_from=gone.valid_to, valid_to=None)
    return claim


def _begun(claim: RightClaim, deals: list[AgreementClaim], published: date | None) -> RightClaim:
    """What "is" the case under a deal that the text announces begins with that deal."""
    if claim.change is not Change.HOLDS or claim.stance is Stance.DENIED or claim.rule in _STANDING or _GOES_ON.search(claim.quote):
        return claim
    for deal in deals:
        new = deal.change is Change.BEGINS and (deal.stance in AGREED or deal.stance is claim.stance) and not _is_old(deal, published)
        if new and {claim.grantor, claim.grantee} <= set(deal.parties) and -200 < claim.start - deal.start < _NEAR:
            return dataclasses.replace(
                claim, change=Change.BEGINS, rule=reread(claim.rule, change=Source(WITH_DEAL, None, cue_of(deal.rule)))
            )
    return claim


def _is_old(deal: AgreementClaim, published: date | None) -> bool:
    """Whether the text looks back on the deal."""
    return bool(published and deal.valid_from and PartialDate.parse(deal.valid_from).after < published - _OLD)


def _dated_by_deal(claim: RightClaim, deals: list[AgreementClaim], published: date | None) -> RightClaim:
    if claim.stance not in AGREED or claim.change is Change.ENDS:
        return claim
    for deal in deals:
        renewed = deal.change is Change.AMENDS and deal.stance in AGREED and {claim.grantor, claim.grantee} <= set(deal.parties)
        if renewed and claim.mode is not Mode.FIRST_REFUSAL and 0 <= claim.start - deal.start < _NEAR:
            return dated(claim, None, deal.valid_to)
    if claim.change is not Change.BEGINS:
        return claim
    for deal in deals:
        granting = deal.change is Change.BEGINS and deal.stance in AGREED and {claim.grantor, claim.grantee} <= set(deal.parties)
        if granting and abs(deal.start - claim.start) < _NEAR and (claim.start == deal.start or not _is_old(deal, published)):
            return dated(claim, deal.valid_from, deal.valid_to if claim.valid_from in (None, deal.valid_from) else None)
    return claim


def dated(claim: Dated, start: str | None, end: str | None) -> Dated:
    """The claim with these dates where it has none; unchanged where they would contradict its own."""
    try:
        return dataclasses.replace(claim, valid_from=claim.valid_from or start, valid_to=claim.valid_to or end)
    except BadClaim:
        return claim


def disputes(found: Iterable[DisputeClaim]) -> list[DisputeClaim]:
    """Disputes without repetition; that a breach is alleged says nothing new where a suit is told of."""
    found, out = list(found), list[DisputeClaim]()
    suits = [c for c in found if c.change is not Change.HOLDS and c.stance is Stance.ASSERTED]
    for claim in found:
        told = suits if claim.change is Change.HOLDS and claim.stance is Stance.ASSERTED else []
        same = [c for c in out if c.stance is claim.stance and c.change is claim.change]
        if not any(c.claimant == claim.claimant and set(c.respondents) & set(claim.respondents) for c in (*told, *same)):
            out.append(claim)
    return out
