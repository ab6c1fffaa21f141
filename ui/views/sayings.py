"""Quotes and the rights that they speak for and against, as plain values. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.answers import Evidence, Right
from graph.claims import Mode
from ui.words import MODES, STANCES, end_text, over_label, published_text, start_text, web_address

Side = Literal["for", "against", "both", "aside"]


@dataclass(frozen=True)
class Saying:
    """A quote, and the rights that it speaks for and against: by their labels, in brief, and by id. Without any it is set aside.

    ``now`` is whether any of them is in force on the day.
    """

    evidence: Evidence
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    briefly: tuple[str, ...]
    rights: tuple[str, ...]
    now: bool

    @property
    def side(self) -> Side:
        """Which of the two, or both, or neither."""
        if self.speaks_for:
            return "both" if self.speaks_against else "for"
        return "against" if self.speaks_against else "aside"


def right_label(right: Right) -> str:
    """``Microsoft · Exclusive · Compute · 22 Jul 2019 to 21 Jan 2025``: enough to tell it from all others."""
    subject = f" ({right.subject})" if right.subject else ""
    ending = f"to {end_text(right)}" if right.valid_to else "on"
    return f"{right.grantee} · {MODES[right.mode]} · {over_label(right)}{subject} · {start_text(right)} {ending}"


def sayings(rights: Sequence[Right], aside: Iterable[Evidence], at: date) -> tuple[Saying, ...]:
    """What was said for and against the rights that are in force on the day, then of the other rights, then what was set aside; the latest
    known first, and each claim once.
    """
    in_force = {right.id for right in rights if right.in_force(at)}
    found: dict[str, Evidence] = {}
    sides: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    for right in rights:
        for n, evidence in enumerate((right.supporting, right.opposing)):
            for item in evidence:
                found.setdefault(item.claim, item)
                place = sides.setdefault(item.claim, ([], [], [], []))
                place[n].append(right_label(right))
                place[2].append(f"{right.grantee} · {over_label(right)}")
                place[3].append(right.id)
    for item in aside:
        found.setdefault(item.claim, item)
    told = []
    for item in found.values():
        speaks_for, speaks_against, briefly, ids = (tuple(dict.fromkeys(x)) for x in sides.get(item.claim, ((), (), (), ())))
        told.append(Saying(item, speaks_for, speaks_against, briefly, ids, not in_force.isdisjoint(ids)))
    return tuple(sorted(told, key=lambda t: (t.side == "aside", not t.now, -t.evidence.known_from.toordinal(), t.evidence.claim)))


def about(told: Iterable[Saying], rights: Iterable[str]) -> tuple[Saying, ...]:
    """The sayings on rights of these ids."""
    wanted = set(rights)
    return tuple(t for t in told if wanted & set(t.rights))


def on_side(told: Iterable[Saying], side: str | None) -> tuple[Saying, ...]:
    """Those on the side named ``For``, ``Against`` or ``Set aside``; all without one."""
    sides: dict[str, tuple[Side, ...]] = {"For": ("for", "both"), "Against": ("against", "both"), "Set aside": ("aside",)}
    wanted = sides.get(side or "", ())
    return tuple(t for t in told if not wanted or t.side in wanted)


def said(evidence: Evidence, about: str = "a dispute") -> str:
    """What the claim does, in words: ``stated: ends exclusive``; ``about`` is what one is of that is of no right."""
    what = f"{evidence.change} {MODES[Mode(evidence.mode)].lower()}" if evidence.mode else f"{about} {evidence.change}"
    return f"{STANCES.get(evidence.stance, evidence.stance)}: {what}"


def table(told: Iterable[Saying]) -> dict[str, list[str | None]]:
    """The sayings as columns of plain text."""
    rows = [
        {
            "Side": {"for": "For", "against": "Against", "both": "Both", "aside": "Set aside"}[t.side],
            "Right": "; ".join(t.briefly) or "–",
            "That day": "In force" if t.now else "–",
            "Says": said(t.evidence),
            "Published": published_text(t.evidence.published_at),
            "Source": t.evidence.source,
            "Quote": t.evidence.quote,
            "Page": web_address(t.evidence.canonical_url) or web_address(t.evidence.url),
        }
        for t in told
    ]
    return {column: [row[column] for row in rows] for column in rows[0]} if rows else {}
