"""Which of a grantor's rights cannot both hold (rule *conflict*), and what only looks like it. Pure functions.

A conflict needs four things at once: fields that are related, days that are shared, modes that exclude each other, and different
holders; and it needs a place and a subject in common. Less is something else: a succession where one ends as the other begins, a
carve-out where the older holder has lost the very part that the newer one got.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from graph.beliefs import Belief
from graph.claims import Mode
from graph.dates import Interval
from graph.fields import covers, related
from graph.places import common, meet, within
from graph.subjects import Subject, subject_of

Grade = Literal["overlap", "potential"]

CLASHES: Final = frozenset({*(frozenset({Mode.EXCLUSIVE, other}) for other in Mode), frozenset({Mode.FIRST_REFUSAL})})
"""Modes that two holders cannot both have: exclusive beside anything, and two rights of first refusal over one thing."""


@dataclass(frozen=True)
class Conflict:
    """Two beliefs of one grantor that cannot both hold, over ``valid``, as seen over ``known``.

    ``kind`` is ``overlap`` (the same field or one within the other) or ``potential`` (only fields with a common parent).
    """

    left: str
    right: str
    kind: Grade
    valid: Interval
    known: Interval


def conflicts(beliefs: Sequence[Belief]) -> tuple[Conflict, ...]:
    """Rule *conflict* over the beliefs of one grantor: pairs that are believed on a common day of knowledge."""
    found: list[Conflict] = []
    of: dict[str, list[Belief]] = {}
    for belief in sorted(beliefs, key=lambda b: b.id):
        of.setdefault(belief.grantee, []).append(belief)
    for left, right in _rivals(beliefs):
        kind, known = grade(left.field, right.field), left.known.intersect(right.known)
        if kind is None or known is None or not _both_surely(left, right) or not _same_thing(left, right):
            continue
        valid = left.valid.intersect(right.valid)
        assert valid is not None  # they share the days on which both are sure
        cuts = [
            (side, n) for side in (left, right) for n in of[side.grantee] if n.known.overlaps(known) and _holds_the_common(n, left, right)
        ]
        carved = [(part, narrow.known) for side, narrow in cuts if (part := carve_out(narrow, side)) is not None]
        for during, seen in _left_over(valid, known, carved):
            found.append(Conflict(left.id, right.id, kind, during, seen))
    return tuple(sorted(found, key=lambda c: (c.left, c.right)))


def _rivals(beliefs: Iterable[Belief]) -> Iterator[tuple[Belief, Belief]]:
    """The pairs of different holders whose modes clash and of which one was known before the other was given up, the first by id first.

    Beliefs come by the day from which they were known and leave when they were given up, so that the many versions of what a much
    discussed grantor has granted meet only those of their time.
    """
    held: dict[Mode, list[Belief]] = {}
    for belief in sorted(beliefs, key=lambda b: (b.known.start or date.min, b.id)):
        since = belief.known.start or date.min
        for mode in Mode:
            if clash(mode, belief.mode) and mode in held:
                held[mode] = [other for other in held[mode] if other.known.end is None or other.known.end > since]
                for other in held[mode]:
                    if other.grantee != belief.grantee:
                        yield (other, belief) if other.id < belief.id else (belief, other)
        held.setdefault(belief.mode, []).append(belief)


def clash(a: Mode, b: Mode) -> bool:
    """Whether two holders cannot have these modes over the same thing."""
    return frozenset({a, b}) in CLASHES


def grade(a: str, b: str) -> Grade | None:
    """``overlap`` for the same or nested fields, ``potential`` for fields under one parent, else ``None``."""
    if related(a, b):
        return "overlap"
    return "potential" if a.partition(".")[0] == b.partition(".")[0] else None


def carve_out(narrow: Belief, wide: Belief) -> Interval | None:
    """Rule *carve-out*: the days on which what is believed of a narrower right takes its part out of the same holder's wider one.

    It does from its end on, if it ended after the wider right had begun, and as long as it has another mode that began later.
    """
    if (narrow.grantor, narrow.grantee) != (wide.grantor, wide.grantee) or not narrower(scope(narrow), scope(wide)):
        return None
    begun = wide.valid.start or date.min
    if narrow.mode is wide.mode:
        end = narrow.valid.end
        return Interval(end, None) if end is not None and end > begun else None
    return narrow.valid if (narrow.valid.start or date.min) > begun else None


Scope = tuple[str, str | None, Subject]


def scope(belief: Belief) -> Scope:
    """What a belief is over: field, place and subject."""
    return belief.field, belief.place, subject_of(belief.subject, (belief.grantor, belief.grantee))


def narrower(a: Scope, b: Scope) -> bool:
    """Whether the one lies in the other and is not the same."""
    inside = covers(b[0], a[0]) and within(a[1], b[1]) and b[2].covers(a[2])
    return inside and not (covers(a[0], b[0]) and within(b[1], a[1]) and a[2].words == b[2].words)


def _holds_the_common(narrow: Belief, left: Belief, right: Belief) -> bool:
    """Whether the right is over all that the two have in common."""
    (f, p, s), (g, q, t) = scope(left), scope(right)
    field, place, subject = scope(narrow)
    shared = g if covers(f, g) else f if covers(g, f) else None
    thing = t if s.covers(t) else s
    return shared is not None and covers(field, shared) and within(common(p, q), place) and (subject.covers(thing) or not thing.words)


def _both_surely(left: Belief, right: Belief) -> bool:
    """Whether there are two days or more on which both are in force beyond doubt.

    One shared day ("until 1 July", "from 1 July") is a handing over, and so is an overlap that may be none because a bound is coarse.
    """
    if left.sure is None or right.sure is None or left.valid.start is None or right.valid.start is None:
        return False  # a right of which only the end is told was in force on no day that anybody knows
    shared = left.sure.intersect(right.sure)
    return shared is not None and _lasts(shared)


def _lasts(valid: Interval) -> bool:
    return valid.start is None or valid.end is None or valid.end - valid.start > timedelta(days=1)


def _same_thing(left: Belief, right: Belief) -> bool:
    return meet(left.place, right.place) and scope(left)[2].meets(scope(right)[2])


def _left_over(valid: Interval, known: Interval, carved: Sequence[tuple[Interval, Interval]]) -> Iterator[tuple[Interval, Interval]]:
    """What remains of the days, for each time of knowing in which the carve-outs that were known are the same."""
    days = {d for _, seen in carved for d in (seen.start, seen.end) if d is not None and d in known and d != known.start}
    for start, end in pairwise([known.start, *sorted(days), known.end]):
        at = start or date.min
        for during in _minus(valid, [part for part, seen in carved if at in seen]):
            if _lasts(during):
                yield during, Interval(start, end)


def _minus(whole: Interval, parts: Iterable[Interval]) -> list[Interval]:
    rest = [whole]
    for part in parts:
        rest = [piece for interval in rest for piece in _without(interval, part)]
    return rest


def _without(interval: Interval, part: Interval) -> Iterator[Interval]:
    if not interval.overlaps(part):
        yield interval
        return
    if part.start is not None and (interval.start is None or interval.start < part.start):
        yield Interval(interval.start, part.start, interval.start_precision, part.start_precision)
    if part.end is not None and (interval.end is None or part.end < interval.end):
        yield Interval(part.end, interval.end, part.end_precision, interval.end_precision)
