"""What the Ask page says: the quotes that a question found, the reports of one event together. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.answers import Evidence, Right, Stand
from graph.claims import Mode
from ui.search import Results
from ui.views.sayings import right_label
from ui.words import MODES, STANCES, counted, day_text

LONGEST: Final = 300
"""Characters of a question."""

QUESTIONS: Final = (
    "Who may host the models?",
    "Is anybody thinking of suing?",
    "When did an exclusive right end?",
    "The chance to match any other offer",
    "Who sells it, and where?",
)
"""To begin with."""

_MOST_RIGHTS: Final = 3
_CHANGES: Final = {"begins": "begins", "holds": "goes on", "ends": "ends", "amends": "is changed"}


@dataclass(frozen=True)
class Spoken:
    """A right that a quote speaks for (or, not ``sides_with``, against), by its label and id."""

    right: str
    label: str
    sides_with: bool


@dataclass(frozen=True)
class Quoted:
    """A quote that was found, what it says in words, and the rights that rest on it; ``more`` are those not listed."""

    evidence: Evidence
    says: str
    rights: tuple[Spoken, ...]
    more: int


@dataclass(frozen=True)
class Event:
    """Reports of one event, the best first: of what, and from when to when they were published."""

    title: str
    when: str
    quotes: tuple[Quoted, ...]


def events(found: Results, stands: Mapping[str, Stand]) -> tuple[Event, ...]:
    """The results by event, the best of each in order; ``stands`` are the rights that each claim speaks for and against."""
    groups: dict[int, list[Evidence]] = {}
    for result in found.results:
        groups.setdefault(result.event, []).append(result.evidence)
    return tuple(_event(told, stands) for told in groups.values())


def _event(told: list[Evidence], stands: Mapping[str, Stand]) -> Event:
    days = sorted(e.known_from for e in told)
    first = min(told, key=lambda e: (e.known_from, e.claim))
    when = day_text(days[0]) if days[0] == days[-1] else f"{day_text(days[0])} to {day_text(days[-1])}"
    return Event(first.title or "Untitled", f"{counted(len(told), 'quote')}, {when}", tuple(_quoted(e, stands[e.claim]) for e in told))


def _quoted(evidence: Evidence, stand: Stand) -> Quoted:
    sides: list[tuple[Right, bool]] = [(r, True) for r in stand.supports] + [(r, False) for r in stand.opposes]
    spoken = tuple(Spoken(r.id, f"{right_label(r)} · of {r.grantor}", sides_with) for r, sides_with in sides[:_MOST_RIGHTS])
    return Quoted(evidence, says(evidence), spoken, max(0, len(sides) - _MOST_RIGHTS))


def says(evidence: Evidence) -> str:
    """What the claim does, whatever it is about: ``stated: exclusive right ends``."""
    what = f"{MODES[Mode(evidence.mode)].lower()} right" if evidence.mode else "an agreement or dispute"
    return f"{STANCES.get(evidence.stance, evidence.stance)}: {what} {_CHANGES.get(evidence.change, evidence.change)}"


def summary(found: Results, told: int) -> str:
    """How much was found."""
    return f"{counted(len(found.results), 'quote')} on {counted(told, 'event')}, the best first"
