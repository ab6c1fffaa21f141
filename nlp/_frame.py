"""A right as one sentence has it, before stance, dates and the rest are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.claims import Change, Mode
from nlp._told import Span


@dataclass
class Frame:
    """``anchor`` is the token that the claim hangs on, ``noun`` the right or the role. ``guessed``: the grantor is only the likeliest.

    ``by`` is what tells the change, mostly a verb, and ``denied`` what negates it: tokens or spans. ``cue``: the words that make it a
    right, where they are more than the anchor.
    """

    mode: Mode
    change: Change
    anchor: Any
    noun: Any
    holder: list[str]
    grantor: list[str]
    rule: str
    confidence: float
    denied: Any = None
    guessed: bool = False
    fields: tuple[str, ...] = ()
    by: Any = None
    cue: Span | None = None
