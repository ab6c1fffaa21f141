"""Whether two names of organisations may be one: legal forms, spelling, spaces and word order apart.

Rigour (of the OpenSanctions people) reads the names: it cuts them into parts, and knows the legal forms of the world and which of
them are the same. RapidFuzz measures how far two words are apart. What is decided here is what a difference means: a slip of the
pen little, another legal form something, another word, place or number nearly everything.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Final

from rapidfuzz.distance import OSA

from graph.gazetteer import LEGAL_SUFFIXES
from graph.places import known as is_place
from graph.places import place

_SLIP: Final = 4
"""One wrong letter in so many is a slip of the pen; in shorter words one at most."""
_LEFT_OVER: Final = 1.5
"""What a word without a partner weighs, beside one with a partner."""
_OTHER_FORM: Final = 0.7
"""What is left of a score where both names have a legal form and not the same one."""
_OTHER_ORDER: Final = 0.97
"""The score of the same words in another order."""
_INITIALS: Final = 0.75
"""The score of an abbreviation: it may stand for others as well."""
_NO_FORM: Final = frozenset("co corp company corporation".split())
"""Last words that say no more than that it is a company."""
_NAMES: Final = frozenset("intl exp is ad".split())
"""What rigour counts among the forms and news as part of a name."""
_EMPTY: Final = frozenset("the of and for a an de la du".split())
_ROMAN: Final = re.compile(r"[ivx]+\Z")


@dataclass(frozen=True)
class Parts:
    """A name as it is compared: its words in order, plain and without legal forms, and these, each as one of a few kinds."""

    words: tuple[str, ...]
    forms: frozenset[str]


@lru_cache(maxsize=1 << 16)
def parts(name: str) -> Parts:
    """The words and legal forms of a name; a name that is nothing but forms ("The Limited") keeps them as its words."""
    replace, forms = _legal()
    plain = _plain(name) or ""
    words = replace(plain).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    first, last = 0, len(words)
    while last - first > 1 and words[last - 1] in forms:
        last -= 1
    while last - first > 1 and words[first] in forms:
        first += 1
    kinds = {word if not word.endswith("jsc") else "jsc" for word in (*words[:first], *words[last:])}
    spelt = (word for told in words[first:last] for word in (_plain(place(told)) or told).split())
    return Parts(tuple(spelt), frozenset(kinds - _NO_FORM))


@cache
def _legal() -> tuple[Callable[[str], str], frozenset[str]]:
    """What writes the legal forms in a plain name in one way, and the words that are one then."""
    from rigour.data.names.org_types import ORG_TYPES
    from rigour.names import replace_org_types_compare

    logging.getLogger("rigour.names.org_types").setLevel(logging.ERROR)  # it warns of aliases that are two forms' for us
    kinds = {_alias(row.get("compare")) for row in ORG_TYPES} - {None}
    return partial(replace_org_types_compare, normalizer=_alias), frozenset(k for k in kinds if k) - _NAMES | LEGAL_SUFFIXES


def _alias(text: str | None) -> str | None:
    """A legal form as it stands in a plain name. A Roman number is none, whatever it is short for somewhere."""
    plain = _plain(text)
    return None if plain is None or _counts(plain) else plain


@lru_cache(maxsize=1 << 16)
def _plain(text: str | None) -> str | None:
    """In lower case and the Latin alphabet, as words with one space between them."""
    from rigour.names import NamePart, tokenize_name

    if text is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would rather have ICU, for alphabets that news in English does not use
        tokens = [t if t.isascii() else NamePart(t).ascii or t for t in tokenize_name(text.lower().replace("&", " and "))]
    return " ".join(" ".join(tokens).lower().split()) or None


def score(one: str, other: str) -> float:
    """How far the two names can be one organisation's, 0 to 1, the same both ways round."""
    a, b = parts(one), parts(other)
    if not a.words or not b.words:
        return 0.0
    alike = _alike(a.words, b.words)
    return alike * (_OTHER_FORM if a.forms and b.forms and not a.forms & b.forms else 1.0)


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if "".join(a) == "".join(b):
        return 1.0
    if sorted(a) == sorted(b):
        return _OTHER_ORDER
    pairs, rest_a, rest_b = _aligned(a, b)
    if _initials(a, b) or _initials(b, a):
        return _INITIALS
    if rest_a and rest_b and (joined := _slip("".join(rest_a), "".join(rest_b))):
        pairs.append(joined)
        rest_a, rest_b = [], []
    lost = sum(_weight(word) for word in (*rest_a, *rest_b))
    return sum(pairs) / (len(pairs) + _LEFT_OVER * lost) if pairs else 0.0


def _aligned(a: Sequence[str], b: Sequence[str]) -> tuple[list[float], list[str], list[str]]:
    """How alike the words are that belong together, the likest first, and the words of each side that are left over."""
    rest_a, rest_b = list(a), list(b)
    pairs: list[float] = []
    ranked = sorted(((_slip(x, y), x, y) for x in dict.fromkeys(a) for y in dict.fromkeys(b)), key=lambda r: (-r[0], r[1:]))
    for likeness, x, y in ranked:
        while likeness and x in rest_a and y in rest_b:
            rest_a.remove(x)
            rest_b.remove(y)
            pairs.append(likeness)
    return pairs, rest_a, rest_b


def _slip(a: str, b: str) -> float:
    """How alike two words are that may be one, a slip of the pen or an abbreviation apart; 0 where they are two."""
    if a == b:
        return 1.0
    if _counts(a) or _counts(b) or (is_place(a) and is_place(b)):
        return 0.0
    short, long = sorted((a, b), key=len)
    if len(short) >= 3 and len(long) - len(short) >= 3 and short[0] == long[0] and short[-1] == long[-1] and _within(short, long):
        return 0.9
    away = OSA.distance(a, b)
    return 1 - away / len(long) if away <= max(1, len(long) // _SLIP) and len(short) > 2 else 0.0


def _within(short: str, long: str) -> bool:
    """Whether the letters of the short word come in the long one, in order: "intl"."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _counts(word: str) -> bool:
    """Whether a word is a number: the second fund is not the first."""
    return any(c.isdigit() for c in word) or bool(_ROMAN.match(word))


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    told = [word for word in long if word not in _EMPTY]
    return len(short) == 1 and len(told) >= 3 and short[0] == "".join(word[0] for word in told)


def _weight(word: str) -> float:
    return 0.1 if word in _EMPTY else 2.0 if is_place(word) else 1.0
