"""Objections of parties, laid over the rights that they are about (rule *dispute*): they mark, they never change a mode."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from graph._succession import Span
from graph._witnesses import Objection
from graph.claims import Change, DisputeClaim, Mode, Stance
from graph.dates import Interval
from graph.fields import FIELDS, covers, related
from graph.gazetteer import entity_id

_FIELD_WORDS: Final = (
    ("hosting.stateless_api", r"stateless|\bAPIs?\b"),
    ("hosting.stateful_runtime", r"stateful"),
    ("compute.training", r"\btrain"),
    ("compute.inference", r"\binference"),
    ("hosting", r"\bhost(?:ing|ed|s)?\b"),
    ("compute", r"\bcomput(?:e|ing)\b|\bcloud\b"),
    ("distribution", r"\bdistribut|\bsell|\bsales?\b|\bmarketing"),
    ("licence", r"\blicen[cs]"),
    ("supply", r"\bsuppl"),
    ("manufacturing", r"\bmanufactur|\bmaking\b"),
    ("development", r"\bdevelop"),
    ("media", r"\bbroadcast|\bstream|\bpublish"),
    ("service", r"\bservic"),
)


def fields_in(text: str | None) -> tuple[str, ...]:
    """The fields of use that words such as "exclusive hosting of stateless APIs" name, the narrower ones without their parents."""
    found = [name for name, pattern in _FIELD_WORDS if text and re.search(pattern, text, re.IGNORECASE) and name in FIELDS]
    return tuple(f for f in found if not any(g != f and covers(f, g) for g in found))


def mark(spans: Sequence[Span], objected: Sequence[Objection]) -> list[tuple[Span, list[tuple[Interval, Objection | None]]]]:
    """Each span with the parts of it that are in doubt, and by whose objection (``None``: sources disagree)."""
    marked = []
    for span in spans:
        doubts: list[tuple[Interval, Objection | None]] = [(interval, None) for interval in span.doubtful]
        for objection in objected:
            if not _concerns(objection, span, objected):
                continue
            days = lasting(objection, objected)
            if days is not None and (part := span.valid.intersect(days)) is not None:
                doubts.append((part, objection))
        marked.append((span, doubts))
    return marked


def _concerns(objection: Objection, span: Span, objected: Sequence[Objection]) -> bool:
    claim = objection.claim
    if claim.stance is Stance.DENIED or claim.change is Change.ENDS:
        return False
    parties = {entity_id(name) for name in (claim.claimant, *claim.respondents)}
    # nobody objects to what is neither in force nor announced
    unheard = all(w.said > objection.published for w in span.supports)
    begun_later = span.valid.start is not None and span.valid.start > objection.published and unheard
    if span.line.grantee not in parties or begun_later:
        return False
    # who does not say what it is about speaks of what others say that the same quarrel is about
    fields = fields_in(claim.over) or {f for o in objected if _same_quarrel(o.claim, claim) for f in fields_in(o.claim.over)}
    if fields:
        return any(related(f, span.line.field) for f in fields)
    return span.mode in (Mode.EXCLUSIVE, Mode.FIRST_REFUSAL)


def _same_quarrel(a: DisputeClaim, b: DisputeClaim) -> bool:
    """The same claimant and a respondent in common."""
    shared = {entity_id(name) for name in a.respondents} & {entity_id(name) for name in b.respondents}
    return entity_id(a.claimant) == entity_id(b.claimant) and bool(shared)


def lasting(objection: Objection, objected: Sequence[Objection]) -> Interval | None:
    """From the day it was raised until it was settled or dropped (rule *settlement*).

    A page that tells of a quarrel and of its end tells of none that is open, and who says after the end that there is one looks back;
    only a quarrel that is said to begin anew is another.
    """
    ends = sorted(o.published for o in objected if _settles(o.claim, objection.claim))
    raised = objection.published
    if raised in ends:
        return None
    earlier = [day for day in ends if day < raised]
    if earlier and objection.claim.change is not Change.BEGINS and not _raised_anew(objection, objected, earlier[-1]):
        return None
    return Interval(raised, next((day for day in ends if day > raised), None))


def _raised_anew(objection: Objection, objected: Sequence[Objection], settled: date) -> bool:
    since = (o for o in objected if settled < o.published <= objection.published and o.claim.change is Change.BEGINS)
    return any(_same_quarrel(o.claim, objection.claim) for o in since)


def _settles(end: DisputeClaim, dispute: DisputeClaim) -> bool:
    """Whether the one tells, and not just hopes, that the other is over: the same two sides, whoever is named first, and related fields."""
    told = end.change is Change.ENDS and end.stance in (Stance.ASSERTED, Stance.REPORTED)
    a, b = fields_in(end.over), fields_in(dispute.over)
    one_matter = not a or not b or any(related(f, g) for f in a for g in b)
    sides = {entity_id(name) for name in (end.claimant, *end.respondents)}
    both = entity_id(dispute.claimant) in sides and any(entity_id(name) in sides for name in dispute.respondents)
    return told and one_matter and both
