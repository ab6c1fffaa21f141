"""Time grows with the length of a text, whatever the text is: what is twice as long takes about twice as long."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from nlp import Passage, extract, near_copies

DAY = date(2025, 6, 10)
LONG = 6_000
"""Characters of noise: enough for a step that is taken for every pair of characters to show."""
MOST = 3.5
"""Times as long for twice as much: 2 by right, 4 where time grows with the square."""
LEAST = 0.03
"""Seconds below which the clock tells nothing."""
PROSE = (
    "The lake lay still in the morning, and the ferry left on time with its eleven passengers for the far shore of the bay. "
    "Lintel Software has named Tarvos Cloud its exclusive cloud provider, and both said that the contract will run for five years. "
)

NOISE = {
    "spaces": " ",
    "lines": "\n",
    "one letter": "A",
    "a small letter": "a",
    "digits": "1",
    "commas": ",",
    "figures with commas": "1,",
    "opening quotes": "“",
    "straight quotes": '"',
    "apostrophes": "’",
    "brackets": "(",
    "brackets with quotes": '(the "',
    "dots": ".",
    "dots and quotes": '."',
    "only": "only ",
    "exclusive": "exclusive ",
    "capitals": "A ",
    "names": "Tarvos Cloud ",
    "names, each with a verb": "Tarvos Cloud signed. ",
    "common words before a name": "Buy Tarvos Cloud. ",
    "names after one another": "exclusive to Tarvos ",
    "whose": "Tarvos’s ",
    "conjuncts": "Tarvos and Lintel, ",
    "zero width": "\u200b",
    "accents": "e\u0301",
}


def _grows_evenly(work: Callable[[str], None], once: str, twice: str) -> bool:
    """Whether twice as much takes less than MOST times the processor's time, in the best of three tries."""
    return any(_seconds(work, twice) < MOST * max(LEAST, _seconds(work, once)) for _ in range(3))


def _seconds(work: Callable[[str], None], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


def _read(text: str) -> None:
    (found,) = extract([Passage("x", "", text, DAY, "")])
    assert found.language == "en"
    assert all(text[c.start : c.end] == c.quote for c in found.claims)


def _filled(noise: str, size: int) -> str:
    """Noise on lines of its own, in a dateline, and within a sentence, among English prose."""
    much, prose = (noise * (size // len(noise) + 1))[:size], PROSE * 8
    return f"{prose}\n{much}x\nLISBON, {much}x. {prose}\nLintel Software gave Tarvos Cloud{much} exclusive rights to it. {prose}"


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
def test_extraction_takes_twice_as_long_for_twice_as_much(noise: str) -> None:
    assert _grows_evenly(_read, _filled(noise, LONG), _filled(noise, 2 * LONG))


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
def test_comparing_takes_twice_as_long_for_twice_as_much(noise: str) -> None:
    def compare(text: str) -> None:
        assert near_copies({"b": text + " It was sold."}, {"a": text})

    assert _grows_evenly(compare, _filled(noise, LONG), _filled(noise, 2 * LONG))


def test_a_million_characters_without_a_space_end() -> None:
    begun = time.process_time()
    (found,) = extract([Passage("x", "", "Tarvos" * 170_000, DAY, "")])
    assert found.claims == ()
    assert time.process_time() - begun < 120, "it hangs"
