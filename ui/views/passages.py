"""A quote in its paragraph. Pure functions of an article's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 700
"""Characters of the paragraph that are shown on either side of the quote."""


@dataclass(frozen=True)
class Passage:
    """The paragraph around a quote, cut in three. ``problem`` says why there is none: then only the quote is known."""

    before: str
    quote: str
    after: str
    problem: str = ""


def passage(text: str | None, start: int, end: int, quote: str, *, withdrawn: bool = False) -> Passage:
    """The paragraph of ``text`` that ``[start:end]`` lies in. ``text`` is ``None`` where it is not kept, or no longer."""
    if text is None:
        gone = "Its article is withdrawn, and the text is erased." if withdrawn else "The article’s text is not in the store."
        return Passage("", quote, "", f"{gone} Only the quote is kept.")
    if text[start:end] != quote:
        return Passage("", quote, "", "The text in the store has other words at this place: it is not the one that was read.")
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before, after = text[first:start], text[end : last if last >= 0 else len(text)]
    return Passage(_from_the_end(before), quote, _from_the_start(after))


def _from_the_start(text: str) -> str:
    return text if len(text) <= MOST else text[:MOST].rpartition(" ")[0] + " …"


def _from_the_end(text: str) -> str:
    return text if len(text) <= MOST else "… " + text[-MOST:].partition(" ")[2]
