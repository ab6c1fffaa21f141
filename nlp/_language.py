"""Which language a text is in, where it is long enough to tell: the rules read English, and say so of what is not."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

ENGLISH: Final = "en"
SHORTEST: Final = 120
"""Characters from which on a text may be held to be in another language. Shorter ones, mostly names, are mistaken too often."""
SURE: Final = 0.9
"""The probability from which on it is."""

_PART: Final = 1500
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = frozenset("the of and to that for with its is has by from will said which".split())
_SHARE: Final = 0.08
"""The share of common English words above which a text is English, whatever a model of letters makes of its names."""


def language(text: str) -> str | None:
    """The ISO 639 code of a text's language, or ``None`` where that cannot be told. Read from its head, its middle and its end."""
    middle = max(0, len(text) // 2 - _PART // 2)
    sample = text if len(text) <= 3 * _PART else " ".join((text[:_PART], text[middle : middle + _PART], text[-_PART:]))
    words = _WORD.findall(sample.casefold())
    if not words:
        return None
    if sum(word in _COMMON for word in words) >= _SHARE * len(words):
        return ENGLISH
    if len(sample) < SHORTEST:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= SURE else None


@cache
def _identifier() -> Any:
    """Loaded with the first text that its common words do not show to be English: it takes a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
