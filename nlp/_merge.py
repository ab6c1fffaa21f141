"""One claim for one thing: what a text says twice, or in two sentences, is joined."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, TypeVar

from graph.claims import AgreementClaim, Change, DisputeClaim, RightClaim, Stance
from graph.dates import PartialDate
from graph.errors import BadClaim

C = TypeVar("C", RightClaim, AgreementClaim)


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
    if a.type != b.type and {a.type, b.type} & {"investment", "acquisition", "joint_venture"} and a.start != b.start:
        return False
    return True


def _joined(a: AgreementClaim, b: AgreementClaim) -> AgreementClaim:
    """The first mention, with what only the later one states."""
    usd, value = a.value_usd, a.value
    if b.value_usd is not None and (usd is None or b.value_usd > usd):
        usd, value = b.value_usd, b.value
    more = {
        "value_usd": usd,
        "value": value or b.value,
        "term": a.term or b.term,
        "valid_from": a.valid_from or b.valid_from,
        "valid_to": a.valid_to or b.valid_to,
        "parties": a.parties if len(a.parties) >= len(b.parties) or a.start != b.start else b.parties,
        "type": b.type if a.type == "partnership" and a.start == b.start else a.type,
    }
    try:
        return dataclasses.replace(a, **more)
    except BadClaim:
        return a


def rights(found: Iterable[RightClaim], deals: Iterable[AgreementClaim], published: date | None) -> list[RightClaim]:
    """Rights without repetition; one that begins takes the dates of the agreement that grants it."""
    out: list[RightClaim] = []
    deals = list(deals)
    for claim in _told_twice(found):
        claim = _dated(_begun(claim, deals, published), deals)
        key = (claim.grantor, claim.grantee, claim.mode, claim.change, claim.stance, claim.territory, claim.field_of_use, claim.subject)
        twin = next(
            (
                i
                for i, c in enumerate(out)
                if (c.grantor, c.grantee, c.mode, c.change, c.stance, c.territory, c.field_of_use, c.subject) == key
            ),
            None,
        )
        if twin is None:
            out.append(claim)
        elif out[twin].valid_from is None and out[twin].valid_to is None and (claim.valid_from or claim.valid_to):
            out[twin] = claim
    return out


def _told_twice(found: Iterable[RightClaim]) -> list[RightClaim]:
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
        end = extra.valid_to if extra.change is main.change or main.change is Change.HOLDS else None
        out[twin] = dataclasses.replace(
            dated(main, start, end), territory=main.territory or extra.territory, subject=main.subject or extra.subject
        )
    return out


def _same_right(a: RightClaim, b: RightClaim) -> bool:
    if (a.grantor, a.grantee, a.mode, a.stance, a.field_of_use) != (b.grantor, b.grantee, b.mode, b.stance, b.field_of_use):
        return False
    if a.stance is Stance.DENIED or (a.territory and b.territory and a.territory != b.territory) or abs(a.start - b.start) > 700:
        return False
    if a.change is b.change:
        return a.change is not Change.BEGINS and (a.subject is None or b.subject is None or a.subject == b.subject)
    if (a.change, b.change) == (Change.BEGINS, Change.HOLDS) and not _GOES_ON.search(b.quote):
        return True
    if {a.change, b.change} == {Change.HOLDS, Change.ENDS}:
        return a.start == b.start or (a.change is Change.HOLDS and a.start < b.start)
    return False


_GOES_ON: Final = re.compile(
    r"\b(?:remain\w*|still|keeps?|stays?|continu\w+|since|has been|have been|already|retains?|renew\w*|extend\w*|prolong\w*|carries on|in force|until now|goes on)\b"
)


def _begun(claim: RightClaim, deals: list[AgreementClaim], published: date | None) -> RightClaim:
    """What "is" the case under a deal that the text announces begins with that deal."""
    if (
        claim.change is not Change.HOLDS
        or claim.stance is Stance.DENIED
        or claim.rule in ("to-itself", "right-is-not-exclusive", "right-ended")
        or _GOES_ON.search(claim.quote)
    ):
        return claim
    for deal in deals:
        old = bool(published and deal.valid_from and PartialDate.parse(deal.valid_from).after < published - timedelta(days=60))
        if (
            deal.change is Change.BEGINS
            and not old
            and deal.stance is not Stance.DENIED
            and {claim.grantor, claim.grantee} <= set(deal.parties)
            and -200 < claim.start - deal.start < 900
        ):
            return dataclasses.replace(claim, change=Change.BEGINS)
    return claim


def _dated(claim: RightClaim, deals: list[AgreementClaim]) -> RightClaim:
    if claim.change is not Change.BEGINS or claim.stance in (Stance.PROPOSED, Stance.DENIED):
        return claim
    for deal in deals:
        granting = deal.change is Change.BEGINS and deal.stance in (Stance.ASSERTED, Stance.REPORTED)
        if granting and {claim.grantor, claim.grantee} <= set(deal.parties) and abs(deal.start - claim.start) < 900:
            ends = deal.valid_to if claim.valid_from in (None, deal.valid_from) else None
            return dated(claim, deal.valid_from, ends)
    return claim


def dated(claim: C, start: str | None, end: str | None) -> C:
    """The claim with these dates where it has none; unchanged where they would contradict its own."""
    try:
        return dataclasses.replace(claim, valid_from=claim.valid_from or start, valid_to=claim.valid_to or end)
    except BadClaim:
        return claim


def disputes(found: Iterable[DisputeClaim]) -> list[DisputeClaim]:
    """Disputes without repetition."""
    out: list[DisputeClaim] = []
    found = list(found)
    opened = [c for c in found if c.change is not Change.HOLDS and c.stance is Stance.ASSERTED]
    for claim in found:
        if (
            claim.change is Change.HOLDS
            and claim.stance is Stance.ASSERTED
            and any(c.claimant == claim.claimant and set(c.respondents) & set(claim.respondents) for c in opened)
        ):
            continue
        if not any(
            c.claimant == claim.claimant
            and set(c.respondents) & set(claim.respondents)
            and c.stance is claim.stance
            and c.change is claim.change
            for c in out
        ):
            out.append(claim)
    return out
