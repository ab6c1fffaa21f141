"""Rights in force of many grantors, in words. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.answers import Right
from graph.claims import Mode
from ui.words import credence_text, over_label, raised, term_text


@dataclass(frozen=True)
class Holding:
    """A right in force: who holds it of whom. ``right`` and ``use`` lead on: its id, and its widest field of use."""

    grantor: str
    holder: str
    mode: Mode
    over: str
    term: str
    credence: str
    disputed: bool
    right: str
    use: str


def holdings(rights: Iterable[Right], at: date) -> tuple[Holding, ...]:
    """The rights in words, in their order."""
    return tuple(
        Holding(
            grantor=right.grantor,
            holder=right.grantee,
            mode=right.mode,
            over=over_label(right) + (f" ({right.subject})" if right.subject else ""),
            term=raised(term_text(right, at)),
            credence=raised(credence_text(right.credence)),
            disputed=right.disputed_on(at),
            right=right.id,
            use=right.field_of_use[0],
        )
        for right in rights
    )
