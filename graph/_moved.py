"""What moved between two days, in the world or in what was believed: pure functions of rights, no graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from graph.answers import Kind, Moved, Right
from graph.subjects import subject_of

_FIRST: Final = 16
"""Days of the first piece of :func:`pieces`."""


def world_moved(rights: Sequence[Right], start: date, end: date) -> tuple[Moved, ...]:
    """What began and ended after ``start`` and up to ``end``. A new mode for the same parties, field and place amends the old one."""
    heard = [r for r in rights if r.heard]
    begun = [r for r in heard if r.valid_from is not None and start < r.valid_from <= end]
    ended = [r for r in heard if r.valid_to is not None and start < r.valid_to <= end]
    found: list[Moved] = []
    for right in begun:
        earlier = next((r for r in ended if _line(r) == _line(right) and r.valid_to == right.valid_from), None)
        found.append(Moved("amends" if earlier else "begins", right.valid_from, earlier, right))
    amended = {m.before.id for m in found if m.before}
    found += [Moved("ends", r.valid_to, r, None) for r in ended if r.id not in amended]
    return sort(found)


def knowledge_moved(versions: Sequence[Right], day: date, start: date, end: date) -> tuple[Moved, ...]:
    """What was believed to be in force on ``day``, at two times of knowing; dated by when the later belief was first held.

    ``versions`` are all that were believed between the two.
    """
    turns = sorted({start, end, *(d for r in versions for d in (r.known_from, r.known_to) if d is not None and start < d <= end)})
    states = {turn: {_line(r): r for r in versions if _believed(r, turn) and r.in_force(day) and r.heard} for turn in turns}
    found: list[Moved] = []
    for line in sorted({line for state in (states[start], states[end]) for line in state}, key=str):
        was, now = states[start].get(line), states[end].get(line)
        if _terms(was, day) == _terms(now, day):
            continue
        since = end
        for turn in reversed(turns):
            if _terms(states[turn].get(line), day) != _terms(now, day):
                break
            since = turn
        found.append(Moved("begins" if was is None else "ends" if now is None else "amends", since, was, now))
    return sort(found)


def doubted(rights: Iterable[Right], start: date, end: date) -> tuple[Moved, ...]:
    """What came into dispute after ``start`` and up to ``end``, once for each day on which somebody began to object."""
    found = []
    for right in rights:
        since = {d.since or right.disputed_since for d in right.disputes} or {right.disputed_since}
        days = sorted(day for day in since if day is not None and start < day <= end)
        found += [Moved("disputed", day, None, right) for day in days if right.heard and right.disputed]
    return sort(found)


def beliefs_moved(versions: Iterable[Right], start: date, end: date) -> tuple[Moved, ...]:
    """How beliefs about all days of the world moved after ``start`` and up to ``end``, two days of knowing.

    ``versions`` are at least those whose known interval begins or ends in between. What was told meanwhile and taken back is
    no difference; neither is more evidence for the same terms. A change is dated by when the later belief was first held.
    """
    lines: dict[tuple[object, ...], list[Right]] = {}
    for version in versions:
        if version.heard:
            lines.setdefault(_line(version), []).append(version)
    found: list[Moved] = []
    for line in lines.values():
        was = [r for r in line if _believed(r, start) and not _believed(r, end)]
        now = [r for r in line if _believed(r, end) and not _believed(r, start)]
        for before, after in _pairs(was, now):
            if after is not None:
                found.append(Moved(_kind(before, after), _held_since(after, line, start), before, after))
            elif before is not None:
                found.append(Moved("ends", _held_until(before, line, end), before, None))
    return sort(found)


def _kind(before: Right | None, after: Right) -> Kind:
    if before is None:
        return "begins"
    return "disputed" if _days(before) == _days(after) and after.disputed and not before.disputed else "amends"


def _pairs(was: Sequence[Right], now: Sequence[Right]) -> list[tuple[Right | None, Right | None]]:
    """What took whose place, the likest first: the same beginning, then the same mode. Pairs that say the same are left out."""
    rest, left = list(was), list(now)
    found: list[tuple[Right | None, Right | None]] = []
    for like in _LIKENESS:
        for after in list(left):
            before = next((r for r in rest if like(r) == like(after)), None)
            if before is not None:
                rest.remove(before)
                left.remove(after)
                found += [] if like is _whole else [(before, after)]
    return [*found, *((None, r) for r in left), *((r, None) for r in rest)]


def _days(right: Right) -> tuple[object, ...]:
    return right.mode, right.valid_from, right.valid_to


def _whole(right: Right) -> tuple[object, ...]:
    return *_days(right), right.disputed_since, right.disputed_until, right.disputes


_LIKENESS: Final[tuple[Callable[[Right], object], ...]] = (
    _whole,
    _days,
    lambda r: (r.valid_from, r.mode),
    lambda r: r.valid_from,
    lambda r: r.mode,
)
"""What two rights of a line may have in common, the most first."""


def _held_since(right: Right, line: Sequence[Right], start: date) -> date:
    """From when on the right was believed on the same terms, without a break, after ``start``."""
    first = right.known_from
    while earlier := next((r for r in line if r.known_to == first and r.known_from > start and _whole(r) == _whole(right)), None):
        first = earlier.known_from
    return first


def _held_until(right: Right, line: Sequence[Right], end: date) -> date | None:
    """Until when the right was believed on the same terms, without a break, up to ``end``."""
    last = right.known_to
    same = [r for r in line if r.known_to is not None and r.known_to <= end and _whole(r) == _whole(right)]
    while later := next((r for r in same if r.known_from == last), None):
        last = later.known_to
    return last


def pieces(start: date, end: date) -> Iterator[tuple[date, date]]:
    """The days after ``start`` and up to ``end`` in pieces, the last first, each four times as long as the one before.

    Who looks for the latest of many things finds them in the first pieces, and need not sort all.
    """
    length = _FIRST
    while start < end:
        begin = max(start, end - timedelta(days=length)) if (end - start).days > length else start
        yield begin, end
        end, length = begin, length * 4


def _believed(right: Right, known: date) -> bool:
    return right.known_from <= known and (right.known_to is None or known < right.known_to)


def _line(right: Right) -> tuple[object, ...]:
    words = tuple(sorted(subject_of(right.subject, (right.grantor, right.grantee)).words))
    return right.grantor, right.grantee, right.field_of_use, right.territory, words


def _terms(right: Right | None, day: date) -> tuple[object, ...] | None:
    return None if right is None else (right.mode, right.valid_from, right.valid_to, right.disputed_on(day))


def sort(found: Iterable[Moved]) -> tuple[Moved, ...]:
    """By day; on one day ends first."""

    def key(moved: Moved) -> tuple[date, int, str]:
        kinds: dict[Kind, int] = {"ends": 0, "amends": 1, "begins": 2, "disputed": 3}
        right = moved.after or moved.before
        return moved.date or date.min, kinds[moved.change], right.id if right else ""

    return tuple(sorted(found, key=key))
