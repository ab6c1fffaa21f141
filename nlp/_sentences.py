"""Sentences with their offsets, cut by rules that know the abbreviations of business news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nlp._words import words

LONGEST: Final = 1200
"""Characters: what no full stop divides is cut here, at a space if there is one."""

_ABBREVIATIONS: Final = words(
    "mr mrs ms dr prof st no nos vs jan feb mar apr jun jul aug sep sept oct nov dec bros gen gov sen rep capt est approx dept univ "
    "e.g i.e a.m p.m cf al fig sec art vol pp"
)
_MAYBE: Final = words("inc corp co ltd llc plc u.s u.k e.u cos s.a n.v b.v a.g s.p.a jr sr etc")
_STARTERS: Final = words(
    """
    the a an in on under it its this that these those they their he she his her we you at by for from with as after before since until
    when while although though if but and or nor so yet both neither either each all any some no not to of upon pursuant during
    thereafter concurrently meanwhile however further there here what who how why one two three four
    """
)
_BREAK: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s|$)|\n+|(?<=\s)[•▪●](?=\s)|[;:](?=\s)")
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|does|did|may|can|could|must|says?|said|keeps?|gets?|gave|gives?|becomes?|"
    r"became|goes|went|holds?|"
    r"stays?|remains?|ends?|runs?|\w{2,}ed)\b"
)
_PLACE: Final = r"[A-Z][\w.'’-]*+(?: [A-Z][\w.'’-]*+){0,3}(?:, [A-Z][A-Za-z.]++(?![ \w]*\d))?"
_DAY: Final = r", (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_AGENCY: Final = r"\s*+\([A-Z][^()\n]{1,40}\)"
_DATELINE: Final = re.compile(rf"{_PLACE}(?:(?:,|,? and) {_PLACE}){{0,3}}(?:{_DAY}(?:{_AGENCY})?|{_AGENCY})\s*+[-–—]{{1,2}}\s++(?=\S)")
"""Where and when a wire story was filed, and by whom: "LISBON, Feb 3 (Newswire) -"."""
SMALL_SPEAKS: Final = (
    r"(?:said|says|has|had|will|would|is|was|may|and its|also|now|supplies|sells|makes|holds|becomes?|became|signed|won|"
    r"gets|got|gave|gives|"
    r"agreed|plans|denied|sued|named|provides|runs|keeps|took|takes)"
)
"""What follows a brand without a capital that begins a sentence: "brightpath said"."""
_SMALL_SUBJECT: Final = re.compile(rf"[a-z]{{4,}}(?:[’']s)? {SMALL_SPEAKS}\b")
_PRONOUNS: Final = words("that this they there what which here these those")
_WORD_BEFORE: Final = re.compile(r"([^\s\"“”(\[]+)\Z")
_OPENING: Final = "\"“‘'([-–—•"


@dataclass(frozen=True)
class Sentence:
    """``text[start:end]``, without surrounding space."""

    start: int
    end: int


def split(text: str) -> list[Sentence]:
    """The sentences of a text in order. Line ends always divide; together they hold every character but space."""
    out: list[Sentence] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.group()[0] in ".!?…" and not _ends(text, match):
            continue
        if match.group()[0] in ";:" and not _parts(text, start, match):
            continue
        cut = match.start() if match.group()[0] in "•▪●" else match.end()
        _add_after_dateline(out, text, start, cut)
        start = cut
    _add_after_dateline(out, text, start, len(text))
    return out


def is_dateline(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is only a dateline."""
    return text[sentence.end - 1] in "-–—" and _DATELINE.match(text, sentence.start) is not None


def _add_after_dateline(out: list[Sentence], text: str, start: int, end: int) -> None:
    """A dateline at the head of a paragraph is a sentence of its own."""
    dateline = _DATELINE.match(text, start, end) if start == 0 or text[start - 1] == "\n" else None
    if dateline is not None:
        _add(out, text, start, dateline.end())
        start = dateline.end()
    _add(out, text, start, end)


def _parts(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a semicolon or colon parts two clauses that stand by themselves."""
    left = text[max(start, match.start() - 300) : match.start()]
    right = re.split(r"[.;:\n]", text[match.end() : match.end() + 200], maxsplit=1)[0]
    if match.group() == ":" and re.search(r"\b(?:said|says|added|wrote|told \w+)\Z", left):
        return False
    return len(left.split()) > 3 and len(right.split()) > 3 and bool(_FINITE.search(left)) and bool(_FINITE.search(right))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the stop at ``match`` ends a sentence."""
    rest = text[match.end() : match.end() + 40].lstrip(" \t\r\f\v\u00a0")
    if not rest or rest[0] == "\n":
        return True
    first = rest.lstrip(_OPENING)[:1]
    if (first.islower() and not _begins_small(rest)) or (first and not (first.isalnum() or first in "$€£¥")):
        return False
    if match.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before.group(1).casefold() if before else ""
    if word in _ABBREVIATIONS:
        return False
    if word in _MAYBE or re.fullmatch(r"(?:\w\.)+\w", word):
        return rest.lstrip(_OPENING).split(" ", 1)[0].rstrip(",").casefold() in _STARTERS
    return not (len(word) == 1 and word.isalpha() and word != "i")


def _begins_small(rest: str) -> bool:
    """Whether the sentence after a stop begins with a brand that has no capital."""
    m = _SMALL_SUBJECT.match(rest.lstrip(_OPENING))
    return m is not None and m.group().split()[0] not in _PRONOUNS


def _add(out: list[Sentence], text: str, start: int, end: int) -> None:
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start <= LONGEST:
            break
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        out.append(Sentence(start, cut))
        start = cut
    if start < end:
        out.append(Sentence(start, end))
