"""From statements to beliefs: who held which right, over which days, as known from when to when. Pure functions, no I/O.

A belief is a mode of a right line over a valid interval, held over a known interval. The rules have names, and every
belief lists those that made it:

=========================  ==============================================================================================
*one-story-one-witness*    near-copies of one text that say the same count once, by the earliest published
*weight*                   source rating × stance × extraction confidence; what weighs too little is set aside, not hidden
*begin*, *hold*, *end*     a right opens at its stated day, else on publication; it closes at the stated end, else on publication
*lapse*                    a right with a stated term closes by itself
*succession*               a new mode on the same line closes the old one
*retrospect*               a later article that dates a past change corrects the valid time, from its own publication on
*dispute*                  a party objects, or sources of weight disagree: both sides stay
*credence*                 ``(1 − ∏(1 − wᵢ)) × (1 − ½ (1 − ∏(1 − aⱼ)))`` over independent witnesses for (wᵢ) and against (aⱼ), at most 0.99
*conflict*                 related fields, a shared day and place, incompatible modes, different grantees
=========================  ==============================================================================================

The same statements in any order give the same beliefs.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from graph._disputes import mark
from graph._episodes import Episode, episodes
from graph._succession import Span, succeed
from graph._witnesses import Line, Objection, Witness, lines, modes, objections, subject_words, subjects_meet, witnesses
from graph.claims import Change, DisputeClaim, Mode, RightClaim, Stance
from graph.dates import Interval
from graph.fields import covers, related
from graph.gazetteer import entity_id
from graph.places import meet, within
from graph.statements import Statement


@dataclass(frozen=True)
class Belief:
    """A right line's mode over ``valid``, as believed over ``known``.

    Parties are entity ids. ``supporting`` and ``opposing`` are statement ids by publication; the first of a witness is
    followed by its copies. ``disputed`` is the part of the valid interval that is in doubt, or ``None``.
    """

    grantor: str
    grantee: str
    mode: Mode
    field: str
    place: str | None
    subject: str | None
    condition: str | None
    valid: Interval
    known: Interval
    credence: float
    disputed: Interval | None
    disputed_by: tuple[str, ...]
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def id(self) -> str:
        """Stable: the same belief has the same id in every build."""
        text = "|".join(
            str(x)
            for x in (
                self.grantor,
                self.grantee,
                self.mode,
                self.field,
                self.place,
                self.subject,
                self.valid.start,
                self.valid.end,
                self.known.start,
            )
        )
        return "r-" + hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Conflict:
    """Two beliefs of one grantor that cannot both hold, over ``valid``; ``kind`` is ``overlap`` or ``potential``."""

    left: str
    right: str
    kind: str
    valid: Interval


def believe(grantor: str, statements: Iterable[Statement]) -> tuple[Belief, ...]:
    """Everything that was ever believed of one grantor's rights, by the statements about it."""
    about: dict[str, list[Statement]] = {}
    disputes = []
    for statement in statements:
        claim = statement.claim
        if isinstance(claim, RightClaim) and entity_id(claim.grantor) == grantor:
            about.setdefault(entity_id(claim.grantee), []).append(statement)
        elif isinstance(claim, DisputeClaim):
            disputes.append(statement)
    found = [b for grantee, told in about.items() for b in _versions(grantor, grantee, told, disputes)]
    return tuple(sorted(found, key=_order))


def _versions(grantor: str, grantee: str, told: Sequence[Statement], disputes: Sequence[Statement]) -> Iterator[Belief]:
    """Believes once for each day on which something became known, and joins what did not change."""
    bounds = {day for s in (*told, *disputes) for day in (s.known.start, s.known.end) if day is not None}
    current: dict[Belief, date] = {}
    for day in sorted(bounds):
        now = set(as_known(grantor, grantee, [s for s in told if day in s.known], [s for s in disputes if day in s.known]))
        for belief in [b for b in current if b not in now]:
            yield replace(belief, known=Interval(current.pop(belief), day))
        for belief in now - set(current):
            current[belief] = day
    for belief, since in current.items():
        yield replace(belief, known=Interval(since, None))


def _order(belief: Belief) -> tuple[str, str, str, date, date, str]:
    return (belief.grantee, belief.field, belief.place or "", belief.valid.start or date.min, belief.known.start or date.min, belief.id)


_EVER: Final = Interval()
SURE: Final = 0.99
"""No number of reports makes anything certain."""


def as_known(grantor: str, grantee: str, told: Sequence[Statement], disputes: Sequence[Statement]) -> tuple[Belief, ...]:
    """What one set of statements amounts to. The known interval of the result is open: it is the caller's."""
    heard = witnesses(told)
    denials = [w for w in heard if w.claim.stance is Stance.DENIED]
    affirmed = [w for w in heard if w.claim.stance is not Stance.DENIED]
    objected = objections(disputes)
    spans = []
    for line, (own, inherited) in lines(grantor, grantee, affirmed).items():
        found = _spans(line, (*own, *inherited), affirmed, denials)
        spans += [
            s
            for s in found
            if not inherited or any(w in own for w in (*s.supports, *(e for e in s.enders if e.claim.change is Change.ENDS)))
        ]
    return tuple(_belief(span, doubts) for span, doubts in mark(spans, objected))


def _spans(line: Line, members: Sequence[Witness], affirmed: Sequence[Witness], denials: Sequence[Witness]) -> list[Span]:
    """The line's modes over valid time. An end or a denial of a wider right is one of this line too."""
    found: list[Episode] = []
    for mode in modes(members):
        supports = [w for w in members if w.claim.mode is mode and w.claim.change is not Change.ENDS]
        own = [w for w in members if w.claim.mode is mode and w.claim.change is Change.ENDS]
        wider = [w for w in affirmed if w not in members and w.claim.change is Change.ENDS and w.claim.mode is mode and _reaches(w, line)]
        denied = [w for w in denials if w.claim.mode is mode and _reaches(w, line)]
        found += episodes(supports, [*own, *(wider if supports else [])], denied)
    return succeed(line, found)


def _reaches(witness: Witness, line: Line) -> bool:
    return covers(witness.field, line.field) and within(line.place, witness.place)


def _belief(span: Span, doubts: Sequence[tuple[Interval, Objection | None]]) -> Belief:
    supports, enders, against = span.supports, span.enders, span.against
    objecting = [o for _, o in doubts if o is not None]
    favour = 1 - math.prod(1 - w.weight for w in (supports or enders))
    opposed = 1 - math.prod(1 - w.weight for w in against)
    disputed = _hull([interval for interval, _ in doubts])
    conditions = [w for w in supports if w.claim.condition]
    rules = {*span.rules, "credence", *(["dispute"] if disputed else [])}
    if any(len(w.ids) > 1 for w in (*supports, *enders, *against)):
        rules.add("one-story-one-witness")
    return Belief(
        grantor=span.line.grantor,
        grantee=span.line.grantee,
        mode=span.mode,
        field=span.line.field,
        place=span.line.place,
        subject=span.line.subject,
        condition=min(conditions, key=lambda w: (-w.weight, w.said, w.ids)).claim.condition if conditions else None,
        valid=span.valid,
        known=_EVER,
        credence=round(min(favour * (1 - opposed / 2), SURE), 4),
        disputed=disputed,
        disputed_by=tuple(sorted({o.claim.claimant for o in objecting})),
        supporting=_ids((*supports, *enders)),
        opposing=_ids((*against, *objecting)),
        rules=tuple(sorted(rules)),
    )


def _ids(told: Iterable[Witness | Objection]) -> tuple[str, ...]:
    ordered = sorted(told, key=lambda w: (w.said, w.ids))
    return tuple(dict.fromkeys(i for w in ordered for i in w.ids))


def _hull(intervals: Sequence[Interval]) -> Interval | None:
    if not intervals:
        return None
    starts, ends = [i.start for i in intervals], [i.end for i in intervals]
    start = None if None in starts else min(s for s in starts if s)
    end = None if None in ends else max(e for e in ends if e)
    return Interval(start, end)


_CLASHES: Final = frozenset(
    {
        *((Mode.EXCLUSIVE, other) for other in Mode),
        (Mode.FIRST_REFUSAL, Mode.FIRST_REFUSAL),
    }
)


def conflicts(beliefs: Sequence[Belief]) -> tuple[Conflict, ...]:
    """Rule *conflict* over the beliefs of one grantor: pairs that are believed on a common day of knowledge."""
    found = []
    ordered = sorted(beliefs, key=lambda b: b.id)
    for n, left in enumerate(ordered):
        for right in ordered[n + 1 :]:
            if left.grantee == right.grantee or not left.known.overlaps(right.known) or not _clash(left.mode, right.mode):
                continue
            valid = left.valid.intersect(right.valid)
            kind = _relation(left.field, right.field)
            if kind is None or valid is None or not _lasts(valid) or not meet(left.place, right.place) or not _same_subject(left, right):
                continue
            found.append(Conflict(left.id, right.id, kind, valid))
    return tuple(found)


def _clash(a: Mode, b: Mode) -> bool:
    return (a, b) in _CLASHES or (b, a) in _CLASHES


def _relation(a: str, b: str) -> str | None:
    if related(a, b):
        return "overlap"
    return "potential" if a.partition(".")[0] == b.partition(".")[0] else None


def _lasts(valid: Interval) -> bool:
    """A shared day of handing over ("until 1 July", "from 1 July") is a succession, no conflict."""
    return valid.start is None or valid.end is None or valid.end - valid.start > timedelta(days=1)


def _same_subject(left: Belief, right: Belief) -> bool:
    a, b = (subject_words(x.subject, (x.grantor, x.grantee)) for x in (left, right))
    return subjects_meet(a, b)
