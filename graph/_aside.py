"""Why a right does not rest on a claim about its parties and field: pure functions, no graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from graph.answers import Aside, Evidence, Right
from graph.claims import Stance
from graph.fields import related
from graph.places import meet, places

Said = tuple[Mapping[str, Any], Evidence]
"""A claim as the graph has it, and where it stands."""


def aside(right: Right, told: Iterable[Said], carried: Mapping[str, Sequence[Right]]) -> tuple[Aside, ...]:
    """What had been said on a right's matter, and is neither for nor against it, each with the reason.

    ``told`` are all claims between the parties; ``carried`` the rights that rest on each claim, by its id.
    """
    cited = {e.claim for e in (*right.supporting, *right.opposing)}
    same = {e.said for e in right.supporting}
    day = (right.known_to or date.max) - timedelta(days=1)
    found = []
    for claim, evidence in told:
        if evidence.claim in cited or evidence.known_from > day or not _on_the_matter(right, evidence):
            continue
        found.append(Aside(evidence, _reason(right, claim, evidence, day, carried.get(evidence.claim, ()), copied=evidence.said in same)))
    return tuple(found)


def to_itself(claim: Mapping[str, Any]) -> str:
    """Why no right rests on a claim whose two parties are one company (rule *one-company*); empty for any other claim."""
    if claim["kind"] != "right" or claim["grantor"] != claim["grantee"]:
        return ""
    return "both parties are names of one company, and nobody grants himself a right"


def _on_the_matter(right: Right, evidence: Evidence) -> bool:
    told = places(evidence.territory) or (None,)
    return any(related(f, g) for f in right.field_of_use for g in evidence.field_of_use) and any(meet(right.territory, p) for p in told)


def _reason(right: Right, claim: Mapping[str, Any], evidence: Evidence, day: date, carried: Sequence[Right], *, copied: bool) -> str:
    """The first of the reasons that applies; the order is that of the rules."""
    review = evidence.review
    if review is not None and review.verdict == "reject":
        return f"rejected by {review.by} on {review.on}: {review.why}"
    if evidence.withdrawn:
        return "its article is withdrawn"
    if claim.get("known_to") and date.fromisoformat(claim["known_to"]) <= day:
        return f"its page says so no more since {claim['known_to']}"
    if copied:
        return "a copy: its story has been heard already"
    if evidence.stance == Stance.PROPOSED:
        return "a prospect: what may come is not in force"
    others = [r for r in carried if r.known_from <= day and (r.known_to is None or day < r.known_to) and r.id != right.id]
    if others:
        return f"it stands for another right: {_named(others[0])}"
    if evidence.stance == Stance.DENIED:
        return "a denial that weighs too little, or is of something else"
    if carried:
        return "superseded: what was believed by it is believed no more"
    return "outweighed: others who are trusted more, or spoke later, say otherwise"


def _named(right: Right) -> str:
    mode, fields = right.mode.value.replace("_", "-"), ", ".join(right.field_of_use)
    since = f" since {right.valid_from}" if right.valid_from else ""
    until = f" until {right.valid_to}" if right.valid_to else ""
    return f"{mode}, {fields}{since}{until}"
