"""The modes of one line against each other: which one holds on which day, and what is said against it.

Rules *succession* and *weight*: a stated change closes the older mode; a mere report that another mode holds must
outweigh those who kept saying the old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from typing import Final

from graph._episodes import Episode, outranks, stands
from graph._witnesses import Line, Witness
from graph.claims import Change, Mode
from graph.dates import Interval, Precision

FRESH: Final = timedelta(days=180)
"""A statement counts in full against a newer one for half a year, and by half afterwards."""

_COMPATIBLE: Final = frozenset({frozenset({Mode.PREFERRED, Mode.NON_EXCLUSIVE}), frozenset({Mode.FIRST_REFUSAL, Mode.NON_EXCLUSIVE})})
_STRENGTH: Final = {mode: n for n, mode in enumerate(reversed(Mode))}


@dataclass(frozen=True)
class Span:
    """A mode of the line over ``valid``; ``doubtful`` are the parts of it that sources dispute.

    ``start_latest`` and ``end_earliest`` are the inner bounds of an uncertain beginning and end; else the bounds themselves.
    """

    line: Line
    mode: Mode
    valid: Interval
    supports: tuple[Witness, ...]
    enders: tuple[Witness, ...]
    against: tuple[Witness, ...]
    doubtful: tuple[Interval, ...]
    rules: frozenset[str]
    start_latest: date | None
    end_earliest: date | None


@dataclass(frozen=True)
class _Verdict:
    """Who holds on a day: the winner, the set-aside, those whose place it took, and whether the matter is open."""

    winner: Episode
    beaten: tuple[Episode, ...] = ()
    disputed: bool = False
    closed: tuple[Episode, ...] = ()


def succeed(line: Line, found: Sequence[Episode]) -> list[Span]:
    """The line's spans, one mode at a time, in order of valid time."""
    if not found:
        return []
    segments: list[tuple[date | None, date | None, _Verdict]] = []
    bounds = sorted({d for e in found for d in (e.start, e.end) if d is not None})
    edges: list[date | None] = [None, *bounds, None]
    closed: list[Episode] = []
    for left, right in pairwise(edges):
        if left is None and right == date.min:
            continue  # nothing lies before the first of all days
        day = left if left is not None else (right - timedelta(days=1) if right is not None else date.min)
        active = [e for e in found if e.active(day) and not any(e is c for c in closed)]
        if active:
            verdict = _judge(active)
            closed += verdict.closed  # for good: when the new mode lapses, the old one does not come back
            segments.append((left, right, verdict))
    return _join(line, segments)


def _judge(active: Sequence[Episode]) -> _Verdict:
    ordered = sorted(active, key=lambda e: (e.start or date.min, -_STRENGTH[e.mode]))
    return reduce(_against, ordered[1:], _Verdict(ordered[0]))


def _against(verdict: _Verdict, later: Episode) -> _Verdict:
    """The incumbent against an episode that began on the same day or later."""
    old = verdict.winner
    if frozenset({old.mode, later.mode}) in _COMPATIBLE:
        strong = max(old, later, key=lambda e: _STRENGTH[e.mode])
        return _Verdict(strong, verdict.beaten, verdict.disputed, verdict.closed)
    since = later.start or date.min
    challenge = sum(w.weight for w in later.supports)
    if old.start == later.start and {w.story for w in old.supports} & {w.story for w in later.supports}:
        # one story that says both speaks of two things: the better told one is believed, of equals the lesser right
        told = sum(w.weight for w in old.supports) > challenge
        return _Verdict(old if told else later, (*verdict.beaten, later if told else old), verdict.disputed, verdict.closed)
    if later.changes and old.start != later.start:
        if not outranks(_best(later), _best(old)):
            return _Verdict(old, (*verdict.beaten, later), verdict.disputed, verdict.closed)
        keep = _insistence(old, later)
    else:
        keep = _incumbency(old, since)
    if challenge > keep:
        insists = any(w.said > since for w in old.supports) and stands(keep, challenge)
        if insists:
            return _Verdict(later, (*verdict.beaten, old), True, verdict.closed)
        return _Verdict(later, verdict.beaten, False, (*verdict.closed, old))
    return _Verdict(old, (*verdict.beaten, later), verdict.disputed or stands(challenge, keep), verdict.closed)


def _best(episode: Episode) -> float:
    return max((w.trust for w in episode.supports), default=0.0)


def _insistence(old: Episode, later: Episode) -> float:
    """The weight of those who said that the old mode holds after the change had been told."""
    told = min(w.said for w in later.supports)
    return sum(w.weight for w in old.supports if w.said > told and w.claim.change is Change.HOLDS)


def _incumbency(old: Episode, since: date) -> float:
    """The weight of those who kept saying the old mode, and of the best of those who had said it before."""
    after = sum(w.weight for w in old.supports if w.said > since)
    before = max((w.weight * (1.0 if since - w.said <= FRESH else 0.5) for w in old.supports if w.said <= since), default=0.0)
    return after + before


def _join(line: Line, segments: Sequence[tuple[date | None, date | None, _Verdict]]) -> list[Span]:
    """Adjacent segments of one episode become one span; what changed inside it is kept as doubt."""
    runs: list[list[tuple[date | None, date | None, _Verdict]]] = []
    for segment in segments:
        last = runs[-1][-1] if runs else None
        if last is not None and last[2].winner is segment[2].winner and last[1] == segment[0]:
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return [_span(line, run, nxt[0] if nxt else None) for run, nxt in zip(runs, [*runs[1:], None], strict=True)]


def _span(
    line: Line, run: Sequence[tuple[date | None, date | None, _Verdict]], following: tuple[date | None, date | None, _Verdict] | None
) -> Span:
    start, end, winner = run[0][0], run[-1][1], run[0][2].winner
    start_precision = winner.start_precision if start == winner.start else Precision.DAY
    end_precision = winner.end_precision if end == winner.end else Precision.DAY
    rules = set(winner.rules)
    against = list(winner.against)
    # of a right that only its end tells of, the end is all the evidence there is
    enders = list(winner.enders) if end == winner.end or not winner.supports else []
    if start != winner.start or any(v.closed for *_, v in run):
        rules.add("succession")
    if end != winner.end and following is not None and following[0] == end:
        rules.add("succession")
        enders += [w for w in following[2].winner.supports if w not in winner.supports][:1]
    doubts = [Interval(left, right) for left, right, verdict in run if verdict.disputed]
    valid = Interval(start, end, start_precision, end_precision)
    doubts += [part for left, right in winner.doubtful if (part := valid.intersect(Interval(left, right))) is not None]
    for *_, verdict in run:
        for beaten in verdict.beaten:
            against += [w for w in beaten.supports if w not in against]
            rules.add("dispute" if verdict.disputed else "weight")
    latest = winner.start_latest if start == winner.start and winner.start_latest else start
    if start is not None and latest is not None and end is not None:
        latest = max(start, min(latest, end - timedelta(days=1)))
    earliest = winner.end_earliest if end == winner.end and winner.end_earliest else end
    if start is not None and earliest is not None:
        earliest = max(earliest, start + timedelta(days=1))
    if latest != start:
        rules.add("uncertain-start")
    if earliest != end:
        rules.add("uncertain-end")
    return Span(
        line=line,
        mode=winner.mode,
        valid=valid,
        supports=tuple(winner.supports),
        enders=tuple(enders),
        against=tuple(against),
        doubtful=tuple(doubts),
        rules=frozenset(rules),
        start_latest=latest,
        end_earliest=earliest,
    )
