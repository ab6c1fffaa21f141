"""The second check of two texts that may be copies of one: they are laid side by side, word by word.

A copy keeps the words in their order. What it leaves out or adds on one side makes no difference; what stands on both sides, but
otherwise, is rewritten, and small changes within a sentence may make another statement of it: a "not", another name, another number.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from nlp._reversals import turned

WORDS: Final = 4
"""Words in a shingle."""
COPY: Final = 0.5
"""Share of the shorter text that a copy has in common with the other."""
REWRITTEN: Final = 0.3
"""Share of rewritten words from which on a text is no copy."""
HEADLINE: Final = 25
"""Words at the start, and at the end, that may differ: headline, dateline, credits."""
OWN_LEAD: Final = 40
"""Words before the first common ones, on both sides, with which each text tells a story of its own."""
WORDS_A_CHANGE: Final = 200
"""Common words for each other name or number that a copy may have: a correction is one, a filled-in form has many."""
PART: Final = 3
"""A text so many times longer than another contains it, and is a copy only where both begin with the same."""
_SMALL: Final = 8
_EDGE: Final = 12
_REFINED: Final = 60

_TAIL: Final = re.compile(
    r"""(?:about\ (?-i:[A-Z])[^.!?\n]{0,60}:?\s*$ | about\ (?-i:[A-Z])[^.!?\n]{0,40}:
    | (?:cautionary\ (?:note|statement)|forward[-\ ]looking\ statements?|safe\ harbou?r)\b
    | (?:media|press|investor)\ (?:contacts?|enquiries|inquiries|relations)\b | contacts?:?\s*$ | notes?\ (?:to|for)\ editors\b
    | ©|\(c\)\ |copyright\b | all\ rights\ reserved | (?:for\ )?(?:more|further)\ information\b | \#\#\# | ends?\.?\s*$ | disclaimer\b
    | \(?(?:reporting|editing|writing)\ by\b | subscribe\b | sign\ up\b | this\ (?:article|story)\ (?:was\ )?(?:first|originally)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+(?:['’]\w+)*")
_PUNCTUATION: Final = re.compile(r"['’,]")
_STOP: Final = re.compile(r"[.!?:;](?!\w)|\n\s*\n")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
_SCALE: Final = re.compile(r"\d*(bn|billions?|mn|millions?|m|trn?|trillions?|thousands?|k|hundreds?)\Z")
_SCALES: Final = {"b": "billion", "m": "million", "t": "trillion", "k": "thousand", "h": "hundred"}
_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_NUMBERS: Final = {
    **{word: str(n) for n, word in enumerate(f"two three four five six seven eight nine {_TEENS}".split(), 2)},
    **{word: str(n * 10) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
}
_TIMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today yesterday tomorrow
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    morning afternoon evening night gmt utc est edt cet""".split()
)
_OPENERS: Final = frozenset(
    """a an the this that these those it its he she they we i you in on at by for from of to as and but or so if when while where after
    before since although though because however meanwhile moreover also separately still yet then now there here under with according both
    one our their his her who what which last next earlier later""".split()
)


@dataclass(frozen=True)
class Words:
    """A text as the words of its body: ``plain`` in lower case, ``written`` as they stand; ``stops`` are those that end a sentence."""

    plain: tuple[str, ...]
    written: tuple[str, ...]
    stops: frozenset[int]

    @cached_property
    def shingles(self) -> tuple[str, ...]:
        """Every run of four words, in order; a shorter text is one."""
        if len(self.plain) < WORDS:
            return (" ".join(self.plain),) if self.plain else ()
        return tuple(" ".join(self.plain[i : i + WORDS]) for i in range(len(self.plain) - WORDS + 1))


def words_of(text: str) -> Words:
    """The words of a text, without what stands below a heading such as "About the company" or "Forward-looking statements"."""
    text = _body(unicodedata.normalize("NFKC", text))
    plain: list[str] = []
    written: list[str] = []
    stops = set[int]()
    end = 0
    for found in _WORD.finditer(text):
        if (between := text[end : found.start()]) != " " and plain and _STOP.search(between):
            stops.add(len(plain) - 1)
        end = found.end()
        written.append(found[0])
        plain.append(_PUNCTUATION.sub("", found[0].casefold()))
    return Words(tuple(plain), tuple(written), frozenset(stops))


def _body(text: str) -> str:
    """The text up to its closing boilerplate, if as much as a short notice stands before it."""
    at = 0
    for line in text.splitlines(keepends=True):
        if _TAIL.match(line.strip()) and len(_WORD.findall(text[:at])) >= 3 * WORDS:
            return text[:at]
        at += len(line)
    return text


@dataclass(frozen=True)
class _Gap:
    """What stands between two common runs: ``[i1:i2]`` of one text, ``[j1:j2]`` of the other; ``edge``: outside of all."""

    i1: int
    i2: int
    j1: int
    j2: int
    edge: bool

    @property
    def both(self) -> int:
        return min(self.i2 - self.i1, self.j2 - self.j1)

    @property
    def small(self) -> bool:
        most = 3 if self.edge else _SMALL
        return max(self.i2 - self.i1, self.j2 - self.j1) <= most


def similarity(one: Words, other: Words) -> float | None:
    """The share of the shorter text's words that both have, in order; ``None`` where neither is a copy of the other."""
    if one.plain == other.plain:
        return 1.0 if one.plain else None
    a, b = sorted((one, other), key=lambda w: (len(w.plain), w.plain, w.written))
    if len(a.shingles) < 3 * WORDS:
        return None
    pairs = _aligned(a, b)
    if len(pairs) < COPY * len(a.plain):
        return None
    gaps = list(_gaps(pairs, len(a.plain), len(b.plain)))
    first = pairs[0]
    if min(first) > OWN_LEAD or (len(b.plain) > PART * len(a.plain) and first[1] > max(2 * OWN_LEAD, len(b.plain) // 8)):
        return None
    rewritten = sum(max(0, gap.both - HEADLINE) if gap.edge else gap.both for gap in gaps)
    if rewritten > REWRITTEN * (len(pairs) + rewritten):
        return None
    changes = 0
    for gap in gaps:
        if not gap.small or _spans_sentences(a, gap.i1, gap.i2) or _spans_sentences(b, gap.j1, gap.j2):
            continue
        gone, come = _only(a.plain[gap.i1 : gap.i2], b.plain[gap.j1 : gap.j2])
        if turned(gone, come):
            return None
        changes += _contradict(_facts(a, gap.i1, gap.i2), _facts(b, gap.j1, gap.j2))
    if changes > len(pairs) // WORDS_A_CHANGE:
        return None
    return round(len(pairs) / len(a.plain), 4)


def _aligned(a: Words, b: Words) -> list[tuple[int, int]]:
    """Positions of common words, rising in both texts: runs of four first, then what the gaps between them still share."""
    places = dict(zip(_counted(b.shingles), range(len(b.shingles)), strict=True))
    anchors = _rising([(i, places[key]) for i, key in enumerate(_counted(a.shingles)) if key in places])
    runs = sorted({(i + k, j + k) for i, j in anchors for k in range(WORDS)})
    pairs: list[tuple[int, int]] = []
    for i, j in runs:  # two runs may overlap in one text and not in the other
        if not pairs or (i > pairs[-1][0] and j > pairs[-1][1]):
            pairs.append((i, j))
    if not pairs:
        return []
    found: list[tuple[int, int]] = []
    for gap in _gaps(pairs, len(a.plain), len(b.plain)):
        found += _within(a, b, gap, head=gap.edge and (gap.i2, gap.j2) == pairs[0])
    return sorted(pairs + found)


def _counted(shingles: Sequence[str]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for shingle in shingles:
        seen[shingle] += 1
        yield shingle, seen[shingle]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the second numbers rise as well."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        k = bisect_left(ends, j)
        before.append(at[k - 1] if k else -1)
        ends[k : k + 1], at[k : k + 1] = [j], [n]
    out = []
    n = at[-1] if at else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]


def _within(a: Words, b: Words, gap: _Gap, *, head: bool) -> list[tuple[int, int]]:
    """What the two sides of a gap have in common, if that is most of it; of long edges, the words next to the common run."""
    i1, i2, j1, j2 = gap.i1, gap.i2, gap.j1, gap.j2
    if gap.edge and head:
        i1, j1 = max(i1, i2 - _EDGE), max(j1, j2 - _EDGE)
    elif gap.edge:
        i2, j2 = min(i2, i1 + _EDGE), min(j2, j1 + _EDGE)
    if not gap.both or max(i2 - i1, j2 - j1) > _REFINED:
        return []
    match = SequenceMatcher(None, a.plain[i1:i2], b.plain[j1:j2], autojunk=False)
    blocks = [(i1 + m.a + k, j1 + m.b + k) for m in match.get_matching_blocks() for k in range(m.size)]
    return blocks if 2 * len(blocks) >= min(i2 - i1, j2 - j1) else []


def _gaps(pairs: Sequence[tuple[int, int]], a: int, b: int) -> Iterator[_Gap]:
    i, j, edge = 0, 0, True
    for x, y in pairs:
        if x > i or y > j:
            yield _Gap(i, x, j, y, edge)
        i, j, edge = x + 1, y + 1, False
    if i < a or j < b:
        yield _Gap(i, a, j, b, True)


def _spans_sentences(words: Words, start: int, end: int) -> bool:
    return any(n in words.stops for n in range(start, end - 1))


def _only(one: Sequence[str], other: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    left, right = Counter(one), Counter(other)
    return frozenset(left - right), frozenset(right - left)


def _facts(words: Words, start: int, end: int) -> frozenset[str]:
    """Names and numbers; days and months are none, and a number beside a month belongs to it."""
    found = set[str]()
    dated = any(word in _TIMES for word in words.plain[max(0, start - 1) : end + 1] if word != "may")
    for n in range(start, end):
        plain, written = words.plain[n], words.written[n]
        if plain in _TIMES:
            continue
        number = _NUMBERS.get(plain)
        if (digits := _DIGITS.findall(plain)) or number:
            day = dated and digits and len(plain) <= 4 and float(digits[0]) <= 31
            found |= set() if day else {*digits, *([number] if number else [])}
        if scale := _SCALE.match(plain):
            found.add(_SCALES[scale[1][0]])
        elif written[0].isupper() and plain not in _OPENERS and not _describes(words, n, start, end):
            found.add(plain)
    return frozenset(found)


def _describes(words: Words, n: int, start: int, end: int) -> bool:
    """Whether a word with a capital only tells something of what is meant, as in "the Danish company"."""
    return n > start and words.plain[n - 1] == "the" and n + 1 < end and words.written[n + 1].islower()


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both sides name something, and nothing in common; initials stand for the words."""
    if not one or not other or one & other:
        return False
    initials = [sorted(w[0] for w in side) for side in (one, other)]
    letters = [sorted("".join(side)) for side in (one, other)]
    return not (letters[0] == initials[1] or letters[1] == initials[0])
