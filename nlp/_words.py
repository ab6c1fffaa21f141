"""Lists of words and patterns, written the way they are read."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def either(*lines: str, ignore_case: bool = False) -> re.Pattern[str]:
    """A pattern for whole words: any of the alternatives, several to a line where they are parted by ``|``."""
    return re.compile(r"\b(?:" + "|".join(lines) + r")\b", re.IGNORECASE if ignore_case else 0)
