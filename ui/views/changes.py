"""What changed between two days, in words. Pure functions of the graph's answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph.answers import Changes, Evidence, Kind, Moved, Right
from ui.words import MODES, counted, day_text, dispute_text, end_text, listed, over_label, start_text

Clock = Literal["world", "knowledge"]

WORDS: Final[Mapping[Clock, Mapping[Kind, str]]] = {
    "world": {"begins": "begins", "ends": "ends", "amends": "amends", "disputed": "disputed"},
    "knowledge": {"begins": "learnt", "ends": "dropped", "amends": "revised", "disputed": "disputed"},
}
"""What a change is called in the world, and in what was known."""

_FIGURES: Final[Mapping[Clock, Mapping[Kind, str]]] = {
    "world": {"begins": "began", "ends": "ended", "amends": "amended", "disputed": "came into dispute"},
    "knowledge": {"begins": "learnt", "ends": "dropped", "amends": "revised", "disputed": "came into dispute"},
}


@dataclass(frozen=True)
class Change:
    """One change in a sentence, with what was said for it, what speaks of just this first: of ``right`` (its id), which ``grantor`` gives.

    ``key`` names the change whichever version of the right tells it.
    """

    when: str
    kind: Kind
    word: str
    right: str
    grantor: str
    what: str
    how: str
    told: tuple[Evidence, ...]
    day: date | None
    key: str


def changes(moved: Iterable[Moved], clock: Clock = "world") -> tuple[Change, ...]:
    """The changes in words, in their order."""
    return tuple(_change(m, clock) for m in moved)


def figures(found: Changes, clock: Clock) -> tuple[str, ...]:
    """How many of each kind, such as ``3 began``; ``at least`` where there are more than were counted."""
    many = Counter(m.change for m in found.moved)
    more = "" if found.complete else "at least "
    return tuple(f"{more}{many[kind]} {word}" for kind, word in _FIGURES[clock].items() if many[kind])


def summary(found: Changes, clock: Clock) -> str:
    """What is shown, in a sentence."""
    where = "in the world" if clock == "world" else "in what was known"
    many = counted(len(found.moved), "change") if found.complete else f"The latest {counted(len(found.moved), 'change')}"
    return f"{many} {where} after {day_text(found.since)}, up to {day_text(found.until)}"


def _change(moved: Moved, clock: Clock) -> Change:
    before, after = moved.before, moved.after
    right = after or before
    assert right is not None
    if moved.change == "disputed":
        how = _disputed(right, moved.date)
    elif before is not None and after is not None:
        how = _amended(before, after)
    elif after is not None:
        how = _began(after)
    else:
        how = f"{MODES[right.mode]} since {start_text(right)}, until {end_text(right)}"
    known = {e.claim for e in before.supporting} if before is not None and after is not None else set()
    said = right.supporting if moved.change != "disputed" else (*right.opposing, *right.supporting)
    told = sorted((e for e in said if e.claim not in known), key=lambda e: e.change != moved.change)
    when = day_text(moved.date) if moved.date else "undated"
    what = f"{right.grantee} · {over_label(right)}"
    key = "|".join((clock, moved.change, str(moved.date), line_of(right)))
    return Change(when, moved.change, WORDS[clock][moved.change], right.id, right.grantor, what, how, tuple(told), moved.date, key)


def line_of(right: Right) -> str:
    """Who holds what, of whom, in which mode: the same for every version of a right."""
    return "|".join(map(str, (right.grantor, right.grantee, right.mode, *right.field_of_use, right.territory, right.subject)))


def _began(right: Right) -> str:
    mode = MODES[right.mode]
    return f"{mode}, {start_text(right)} to {end_text(right)}" if right.valid_to else f"{mode} since {start_text(right)}"


def _disputed(right: Right, day: date | None) -> str:
    since = [d for d in right.disputes if d.since == day and d.by]
    objecting = [d.by for d in since if d.by] or right.disputed_by
    over = listed(d.over for d in since if d.over)
    return f"{_began(right)}; {dispute_text(objecting, (right.grantee,))}{f', over {over}' if over else ''}"


def _amended(before: Right, after: Right) -> str:
    said = []
    if before.mode is not after.mode:
        said.append(f"{MODES[before.mode]} → {MODES[after.mode].lower()}")
    elif (before.valid_from, before.valid_to) != (after.valid_from, after.valid_to):
        terms = [f"{start_text(r)} to {end_text(r)}" for r in (before, after)]
        said.append(f"{MODES[after.mode]}, {terms[0]} → {terms[1]}")
    if before.disputed != after.disputed:
        said.append("now disputed" if after.disputed else "no longer disputed")
    return "; ".join(said) or f"{MODES[after.mode]}: same terms, other evidence"
