"""A right as one sentence has it, before stance, dates and the rest are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.claims import Change, Mode


@dataclass
class Frame:
    """``anchor`` is the token that the claim hangs on, ``noun`` the right or the role. ``guessed``: the grantor is only the likeliest."""

    mode: Mode
    change: Change
    anchor: Any
    noun: Any
    holder: list[str]
    grantor: list[str]
    rule: str
    confidence: float
    denied: bool = False
    guessed: bool = False
    fields: tuple[str, ...] = ()
