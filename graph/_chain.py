"""How a right came about: its rules in the order in which they are applied, what each came to, and what it used. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.answers import Evidence, Right, Step
from graph.claims import Change
from graph.dates import PartialDate
from graph.rules import RULES


@dataclass(frozen=True)
class _Sides:
    """A right's evidence by the part it plays: who says that it is in force, that it is over, that another mode took its place, and
    who speaks or objects against it.
    """

    right: Right
    supports: tuple[Evidence, ...]
    ends: tuple[Evidence, ...]
    others: tuple[Evidence, ...]

    @classmethod
    def of(cls, right: Right) -> _Sides:
        own = [e for e in right.supporting if e.mode == right.mode]
        ends = [e for e in own if e.change == Change.ENDS]
        # a wider right lends a narrower one its term, and no more
        lent = [e for e in own if "lapse" in right.rules and e.valid_to and not set(right.field_of_use) & set(e.field_of_use)]
        others = [e for e in right.supporting if e.mode != right.mode]
        return cls(right, tuple(e for e in own if e not in ends and e not in lent), tuple(ends), tuple(others))

    @property
    def against(self) -> tuple[Evidence, ...]:
        """Those who say otherwise; an objection says nothing of the mode."""
        return tuple(e for e in self.right.opposing if e.mode is not None)


def chain(right: Right) -> tuple[Step, ...]:
    """The right's rules as steps, in the order in which they are applied."""
    sides = _Sides.of(right)
    steps = []
    for name in (rule for rule in RULES if rule in right.rules):
        used, result = _STEPS[name](sides) if name in _STEPS else ((), "")
        steps.append(Step(name, RULES[name].meaning, result, tuple(used)))
    return tuple(steps)


Told = tuple[Sequence[Evidence], str]


def _copies(s: _Sides) -> Told:
    used = [e for e in (*s.right.supporting, *s.right.opposing) if e.copies]
    return used, f"copies that add no weight: {sum(len(e.copies) for e in used)}"


def _weight(s: _Sides) -> Told:
    return s.against, "what is said against it weighs too little"


def _begin(s: _Sides) -> Told:
    return [e for e in s.supports if e.change == Change.BEGINS], f"in force from {_start(s.right)}"


def _hold(s: _Sides) -> Told:
    return [e for e in s.supports if e.change == Change.HOLDS], f"in force from {_start(s.right)}"


def _end(s: _Sides) -> Told:
    return s.ends, f"over on {s.right.valid_to}"


def _lapse(s: _Sides) -> Told:
    used = [e for e in s.right.supporting if e.valid_to and e.change != Change.ENDS]
    return used, f"its last day is {s.right.valid_to - timedelta(days=1)}" if s.right.valid_to else ""


def _unsure_start(s: _Sides) -> Told:
    used = [e for e in s.supports if e.valid_from and len(e.valid_from) < _DAY]
    return used, f"began between {s.right.valid_from} and {s.right.valid_from_latest}"


def _unsure_end(s: _Sides) -> Told:
    used = [e for e in s.right.supporting if e.valid_to and len(e.valid_to) < _DAY]
    return used, f"was over between {s.right.valid_to_earliest} and {s.right.valid_to}"


def _succession(s: _Sides) -> Told:
    return s.others, f"another mode took its place on {s.right.valid_to}" if s.others else "it took the place of another mode"


def _retrospect(s: _Sides) -> Told:
    return [e for e in s.right.supporting if _looks_back(e)], "told after the event: believed from the day of the telling on"


def _looks_back(e: Evidence) -> bool:
    stated = e.valid_to if e.change == Change.ENDS else e.valid_from
    return stated is not None and PartialDate.parse(stated).after <= e.known_from


def _dispute(s: _Sides) -> Told:
    said = [f"{d.by or 'sources disagree'} {_stretch(d.since, d.until)}" for d in s.right.disputes]
    return s.right.opposing, f"in dispute: {'; '.join(said)}"


def _settlement(s: _Sides) -> Told:
    over = [f"{d.by or 'sources'} until {d.until}" for d in s.right.disputes if d.until and d.until != s.right.valid_to]
    return [e for e in s.right.opposing if e.mode is None], f"closed: {'; '.join(over)}"


def _credence(s: _Sides) -> Told:
    favour = s.supports or s.ends
    sums = [f"{e.weight:.2f}" for e in favour]
    doubt = f", against it {', '.join(f'{e.weight:.2f}' for e in s.against)}" if s.against else ""
    return (*favour, *s.against), f"{s.right.credence:.2f}, from weights {', '.join(sums)}{doubt}"


_DAY: Final = len("2025-01-21")

_STEPS: Final[Mapping[str, Callable[[_Sides], Told]]] = {
    "one-story-one-witness": _copies,
    "weight": _weight,
    "begin": _begin,
    "hold": _hold,
    "end": _end,
    "lapse": _lapse,
    "uncertain-start": _unsure_start,
    "uncertain-end": _unsure_end,
    "succession": _succession,
    "retrospect": _retrospect,
    "dispute": _dispute,
    "settlement": _settlement,
    "credence": _credence,
}


def _start(right: Right) -> str:
    if right.valid_from is None:
        return "an unknown day"
    return right.valid_from.isoformat()[: {"year": 4, "month": 7}.get(right.valid_from_precision, _DAY)]


def _stretch(since: date | None, until: date | None) -> str:
    return f"from {since or 'an unknown day'}" + (f" until {until}" if until else "")
