"""What both pictures share: the groups of rights by what they are over, in the order of the tree of fields. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from graph.answers import Right
from graph.claims import Mode
from graph.fields import FIELDS
from ui.words import field_label

State = Literal["in force", "ended", "to come", "undated"]

Group = tuple[str, str]
"""A field of use and a territory, which may be empty."""

FIELD_ORDER: Final = {f: n for n, f in enumerate(FIELDS)}
STRENGTH: Final = {mode: n for n, mode in enumerate(Mode)}


def group(right: Right) -> Group:
    """What the right is over."""
    return right.field_of_use[0], right.territory or ""


def group_label(over: Group) -> str:
    """``Compute · Japan``."""
    return f"{field_label(over[0])} · {over[1]}" if over[1] else field_label(over[0])


def in_order(groups: Iterable[Group]) -> list[Group]:
    """Each group once, in the tree's order."""
    return sorted(set(groups), key=lambda g: (FIELD_ORDER.get(g[0], len(FIELD_ORDER)), g[1]))


def state(right: Right, at: date) -> State:
    """How the right stands on a day."""
    if right.in_force(at):
        return "in force"
    if right.valid_from is None:
        return "undated"
    return "to come" if right.valid_from > at else "ended"
