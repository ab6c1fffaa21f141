"""Runs of capitals in a text, and what kind of thing each of them names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graph import gazetteer
from graph.gazetteer import LEGAL_SUFFIXES, fold
from graph.places import is_place
from nlp import _marks as marks
from nlp._lexicon import (
    COMPANY_BEGINNINGS,
    COMPANY_ENDINGS,
    COMPANY_NOUNS,
    FIRST_NAMES,
    NATIONS,
    NOT_NAMES,
    PEOPLES,
    PERSON_ROLES,
    PRODUCT_NOUNS,
    TITLES,
)
from nlp._sentences import SMALL_SPEAKS
from nlp._words import words as word_set

TOKEN: Final = re.compile(r"[^\W_]+(?:[.'’&\-+/][^\W_]+)*[+!]?|[&]|[^\s\w]")
_POSSESSIVE: Final = re.compile(r"[’']s\Z|(?<=s)[’']\Z", re.IGNORECASE)
_LINKS: Final = word_set("& de du des di da van von der del la le el y e")
_OF_HEADS: Final = word_set(
    """port bank university house board department ministry league association federation court college institute council academy agency
    authority bureau centre center chamber commission committee foundation museum office school society union"""
)
_BODIES: Final = _OF_HEADS - word_set("bank house court league centre center office school union") | word_set("consortium hospital")
"""First or last words of organisations that are no companies, and yet parties."""
_MAKERS: Final = word_set(
    """rival retailer carmaker automaker drugmaker chipmaker toolmaker planemaker jeweller broadcaster supplier manufacturer grocer brewer
    startup insurer lender wholesaler distributor publisher refiner miner streamer biotech"""
)
"""Nouns that may stand before a name at a sentence's beginning: "Rival Penrose"."""
_QUARTERS: Final = word_set("northern southern eastern western")
"""Adjectives of place that one word is enough beside: "Northern League", where "French League" may be a description."""
_NUMBERS: Final = word_set("one two three four five six seven eight nine ten")
"""Last words of names that would else be none: "Cirrus One"."""
_PAPERS: Final = word_set("agreement contract amendment act court memorandum statement prospectus")
_AFTER_PREPOSITION: Final = re.compile(r"\b(?:[Ii]n|[Ff]rom|[Oo]utside|[Aa]t|[Ff]or|[Aa]cross|[Tt]hroughout)\s+(?:the\s+)?\Z")
_NUMBERED: Final = re.compile(r"\s++(?:\d+|[A-Z])\b(?![’'])")
_TITLED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.? ([A-Z][\w’'-]+)")
_VENTURE: Final = re.compile(r"\b(?:venture|subsidiary|company|unit),?\s+(?:called\s+|named\s+)?\Z")
_JOINED_SUBJECT: Final = re.compile(r"\s+and\s+[A-Z][\w.\- ]*\s+(?:said|have|has|announced|signed|agreed)")
_OWNED: Final = re.compile(r"(?:[’']s?|\b(?:its|their|his|the|an?|of))\s+(?:[a-z\-]+\s+){0,2}\Z")
_TWO_WORDS: Final = re.compile(r"\s++([a-z\-]+)(?:\s+([a-z]+))?\b")
_OPENING: Final = '“"‘•:—–'
_LONGEST: Final = 6
_CAMEL: Final = re.compile(r"[a-z]{2,8}[A-Z][a-z]{2,}(?:[’']s)?")
"""Brands that begin small: "quickFerry"."""
_SMALL_INSIDE: Final = re.compile(
    r", (?P<name>[a-z]{5,}) (?=(?:said|announced|says)\b(?! that| it))|"
    r"\b(?:named|chosen|chose|picked|made|appointed|selected) (?P<name2>[a-z]{5,}) (?=(?:as )?its (?:exclusive|sole|only|preferred)\b)"
)
_MODEL: Final = re.compile(r"[A-Z]{1,2}-?\d{1,4}[A-Za-z]?")
"""What hardly is a company's name: "M9"."""
_SMALL: Final = re.compile(r"\b[a-z]{4,}\b(?=[’']s\b|,|\s+(?:" + SMALL_SPEAKS + r")\b)")
"""Brands without a capital, where they begin a sentence: "brightpath has"."""


@dataclass
class Run:
    """A run of capitals at ``text[start:end]``, possessive mark and legal form apart."""

    start: int
    end: int
    words: tuple[str, ...]
    initial: bool
    legal: bool = False


def find(text: str, initials: set[int], known: dict[int, int], is_word: Callable[[str], bool]) -> list[Run]:
    """The runs in order. ``initials``: where sentences begin; ``known``: starts and ends of known names; ``is_word``: for common words."""
    tokens = list(TOKEN.finditer(text))
    finder = _Finder(text, initials, is_word, Counter(_bare(t.group()) for t in tokens))
    small = {m.group() for m in _SMALL.finditer(text) if m.start() in initials and not is_word(m.group())}
    small |= {m[m.lastgroup or 0] for m in _SMALL_INSIDE.finditer(text) if not is_word(m[m.lastgroup or 0])}
    run: list[re.Match[str]] = []
    link: list[re.Match[str]] = []
    for token in tokens:
        word = token.group()
        adjoining = bool(run) and text[(link or run)[-1].end() : token.start()] in (" ", "\u00a0")
        if _is_capital(word) or _bare(word) in small:
            broken = link and link[0].group() in ("of", "for") and fold(run[-1].group()) not in _OF_HEADS
            if run and (not adjoining or broken):
                finder.add(run)
                run, link = [], []
            run += [*link, token]
            link = []
            inside = known.get(token.start(), 0) > token.end()
            if _POSSESSIVE.search(word) and not inside:
                finder.add(run)
                run = []
        elif adjoining and not link and re.match(r"[dl][’'][A-Z]", word):
            run.append(token)
        elif adjoining and not link and (word in _LINKS or word == "of" or (word == "for" and fold(run[-1].group()) in _BODIES)):
            link = [token]
        elif adjoining and not link and word.isdigit() and marks.LEGAL_AFTER.match(text, token.end()):
            link = [token]  # "Studio 54 Ltd"
        elif run:
            finder.add(run)
            run, link = [], []
    if run:
        finder.add(run)
    return finder.runs


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _is_capital(word: str) -> bool:
    if marks.SEATED.fullmatch(word):
        return False
    return (
        bool(_CAMEL.fullmatch(word))
        or word[0].isupper()
        or (any(c.isupper() for c in word[1:]) and (word[0].isdigit() or word[1:2].isupper()))
    )


@dataclass
class _Finder:
    """Collects runs; ``counts`` says how often each word occurs."""

    text: str
    initials: set[int]
    is_word: Callable[[str], bool]
    counts: Counter[str]

    def __post_init__(self) -> None:
        self.runs: list[Run] = []
        self.pairs: dict[tuple[str, str], int] = {}

    def add(self, tokens: list[re.Match[str]]) -> None:
        """Adds the run of these tokens, less the words at its ends that are no part of a name."""
        text, start = self.text, tokens[0].start()
        if len(tokens) > 2 * _LONGEST:
            return
        if any(fold(t.group()) in _PAPERS for t in tokens) or marks.OUTLETS.search(text, start, tokens[-1].end()):
            return
        initial = start in self.initials or text[max(0, start - 2) : start].strip()[-1:] in tuple(_OPENING)
        tokens = self._trimmed(tokens, initial)
        if not tokens or (len(tokens) == 1 and fold(_bare(tokens[0].group())) in PEOPLES):
            return
        initial = initial and tokens[0].start() == start
        start, end = tokens[0].start(), tokens[-1].end()
        if tail := _POSSESSIVE.search(text, tokens[-1].start(), end):
            end = tail.start()
        words = (*(t.group() for t in tokens[:-1]), _bare(tokens[-1].group()))
        legal = bool(marks.LEGAL_AFTER.match(text, end))
        while len(words) > 1 and (fold(words[-1]) in LEGAL_SUFFIXES or words[-1] == "&"):
            end = tokens[len(words) - 2].end()
            words, legal = words[:-1], True
        numbered = len(words) == 1 and _NUMBERED.match(text, end) and self.is_word(fold(words[0]))
        if len("".join(words)) >= 2 and words != ("New", "Year") and not numbered:
            self.runs.append(Run(start, end, words, initial, legal))

    def _trimmed(self, tokens: list[re.Match[str]], initial: bool) -> list[re.Match[str]]:
        tokens, first = list(tokens), tokens[0]
        while tokens and self._no_name(tokens[0]):
            del tokens[0]
        if len(tokens) > 1 and _AFTER_PREPOSITION.search(self.text, max(0, tokens[0].start() - 18), tokens[0].start()):
            del tokens[: self._place(tokens)]
        while tokens and (self._no_name(tokens[0]) or _is_nation(tokens)):
            del tokens[0]
        if initial and len(tokens) > 1 and tokens[0] is first and (fold(first.group()) in _MAKERS or self._only_begins(tokens)):
            del tokens[0]
        while tokens and (
            (
                self._no_name(tokens[-1])
                and fold(_bare(tokens[-1].group())) not in (COMPANY_ENDINGS | _NUMBERS if len(tokens) > 1 else COMPANY_ENDINGS)
            )
            or tokens[-1].group() in _LINKS
        ):
            del tokens[-1]
        return tokens

    def _place(self, tokens: list[re.Match[str]]) -> int:
        """How many words of a run that stands after a preposition are a known place, before the name itself: "in Hong Kong Ravello"."""
        for size in range(min(4, len(tokens) - 1), 0, -1):
            place = gazetteer.load().by_name(self.text[tokens[0].start() : tokens[size - 1].end()])
            if place is not None and place.kind == "place":
                return size
        return 0

    def _no_name(self, token: re.Match[str]) -> bool:
        folded = fold(_bare(token.group()))
        return not folded or folded in NOT_NAMES or folded in TITLES or folded.isdigit()

    def _only_begins(self, tokens: list[re.Match[str]]) -> bool:
        """Whether a common word stands before a name only because a sentence begins with it: "Buy Pharos"."""
        first, second = tokens[0].group(), _bare(tokens[1].group())
        if not self.is_word(fold(first)) or second in _LINKS:
            return False
        return first.endswith("ly") or self.counts[second] > (self._together(first, second) if self.counts[second] > 1 else 1)

    def _together(self, first: str, second: str) -> int:
        """How often the two words stand side by side."""
        if (first, second) not in self.pairs:
            pair, text = f"{first} {second}", self.text
            count, at = 0, text.find(pair)
            while at >= 0:
                whole = _parts_words(text, at) and _parts_words(text, at + len(pair))
                count += whole
                at = text.find(pair, at + (len(pair) if whole else 1))
            self.pairs[first, second] = count
        return self.pairs[first, second]


def _parts_words(text: str, at: int) -> bool:
    """Whether a word begins or ends here."""
    return (text[at - 1 : at] or " ").replace("_", "a").isalnum() != (text[at : at + 1] or " ").replace("_", "a").isalnum()


def _is_nation(tokens: list[re.Match[str]]) -> bool:
    """An adjective of place belongs to a name only where the rest would hardly be one by itself."""
    rest, adjective = tokens[1:], fold(tokens[0].group())
    enough = 1 if adjective in _QUARTERS else 2
    return adjective in NATIONS and not (len(rest) >= enough and fold(_bare(rest[-1].group())) in COMPANY_ENDINGS)


def classify(text: str, runs: list[Run], is_word: Callable[[str], bool]) -> list[tuple[Run, str, str]]:
    """Each run that names something new, with its canonical name and kind: company, product, person, place or other."""
    book = gazetteer.load()
    groups: dict[tuple[str, ...], list[Run]] = defaultdict(list)
    for run in runs:
        groups[tuple(fold(w) for w in run.words)].append(run)
    shorter = {words[:size] for words in groups for size in range(1, len(words)) if book.by_name(" ".join(words)) is None}
    shorter |= {words[-1:] for words in groups if len(words) > 1}
    titled = {fold(m[1]) for m in _TITLED.finditer(text)}
    out: list[tuple[Run, str, str]] = []
    for words, found in groups.items():
        first = found[0]
        venture = _VENTURE.search(text, max(0, first.start - 40), first.start)
        if words in shorter or book.by_name(" ".join(first.words)) is not None or (not venture and _starts_known(first.words)):
            continue
        if kind := "place" if is_place(" ".join(first.words)) else _kind(text, words, found, is_word, titled):
            canonical = text[first.start : first.end].replace("’", "'")
            if canonical.isupper() and len(canonical) > 6:
                canonical = canonical.title()
            out += [(run, canonical, kind) for run in found]
    return sorted(out, key=lambda item: item[0].start)


def _starts_known(words: tuple[str, ...]) -> bool:
    """Whether a run is a known, unambiguous name with something after it: "Google Fiber", "Microsoft Research"."""
    book = gazetteer.load()
    for size in range(len(words), 0, -1):
        entity = book.by_name(" ".join(words[:size]))
        if entity is not None and entity.kind in ("company", "product", "person"):
            return not (entity.ambiguous and fold(words[-1]) in COMPANY_ENDINGS)
    return False


def _kind(text: str, words: tuple[str, ...], found: list[Run], is_word: Callable[[str], bool], titled: set[str]) -> str:
    """What a name is, from all of its occurrences; empty for what is no name. ``titled``: last names that the text gives a title."""
    if len(words) > _LONGEST:
        return ""
    if any(r.legal for r in found) or (len(words) > 1 and words[0] in COMPANY_BEGINNINGS):
        return "company"
    if any(text[r.end : r.end + 1] in ("®", "™") for r in found):
        return "product"
    votes = Counter[str](person=2 * (len(words) in (2, 3) and words[-1] in titled))
    for run in found:
        _vote(text, run, words, votes, is_word)
    company, person, product, place = votes["company"], votes["person"], votes["product"], votes["place"]
    common = len(words) == 1 and is_word(words[0])
    if len(words) == 1 and _MODEL.fullmatch(found[0].words[0]) and company < 2:
        return "product"
    if len(words) == 2 and len(words[1]) == 1 and is_word(words[0]) and company < 2:
        return "product"
    if len(words) > 1 and words[-1] in COMPANY_ENDINGS and not (person and words[0] in FIRST_NAMES):
        return "company"
    plain = not any(c.isdigit() for c in "".join(words))
    if person > company or (2 <= len(words) <= 4 and plain and (words[0] in FIRST_NAMES or person >= 2)):
        return "person"
    if common and company < 2 and all(r.initial for r in found):
        return ""
    if product and product >= company and (product * 2 >= len(found) or product > 1):
        return "product"
    if company and company >= place - (company >= 2):
        return "company"
    if place and place + votes["maybe"] == len(found):
        return "place"
    if common and not company:
        return ""
    if len(words) in (2, 3) and not company and any(marks.PERSON_VERB.match(text, r.end) for r in found):
        return "person"
    return "company" if company or _is_body(words) else "other"


def _is_body(words: tuple[str, ...]) -> bool:
    """Whether a name says that it is an organisation: "Turbine Federation", "National Association for Turbine Safety"."""
    heads = {words[-1]} | {head for head, link in pairwise(words) if link in ("of", "for")}
    return len(words) > 1 and not heads.isdisjoint(_BODIES)


def _vote(text: str, run: Run, words: tuple[str, ...], votes: Counter[str], is_word: Callable[[str], bool]) -> None:
    """Adds what one occurrence speaks for."""
    before, after = text[max(0, run.start - 90) : run.start], text[run.end : run.end + 90]
    if ticker := marks.TICKER_AFTER.match(after):
        votes["company"] += 3
        after = after[ticker.end() :]
    possessive = re.match(r"[’']s?(?=\s)", after)
    single = len(words) == 1
    if marks.PERSON_BEFORE.search(before) or marks.PERSON_AFTER.match(after):
        votes["person"] += 2
    for apposed in (marks.MAKER_BEFORE.search(before), marks.MAKER_FIRST.search(before), marks.MAKER_AFTER.match(after)):
        if apposed and fold(apposed["noun"]) in COMPANY_NOUNS and fold(apposed["noun"]) not in PERSON_ROLES:
            votes["company"] += 2
    votes["company"] += 3 * bool(marks.EMPLOYER_BEFORE.search(before) or marks.EMPLOYER_AFTER.match(after))
    votes["company"] += 2 * bool(marks.OWNERSHIP_BEFORE.search(before))
    if (beside := marks.PLACE_AND_BEFORE.search(before)) and (named := gazetteer.load().by_name(beside["place"])) and named.kind == "place":
        votes["place"] += 2
        return
    if single and marks.NAME_OF_BEFORE.search(before):
        votes["place"] += 2
        return
    acting = marks.AUXILIARY_AFTER.match(after) and not (single and (is_word(words[0]) or marks.MADE_AFTER.match(after)))
    there = single and marks.INSIDE_BEFORE.search(before)  # "agents in Dickinson say"
    votes["company"] += bool((marks.VERB_AFTER.match(after) or acting) and not there)
    owns = possessive and (not run.initial or not single or (marks.RIGHT_AFTER.match(after) and not is_word(words[0])))
    votes["company"] += bool(owns)
    votes["company"] += bool(marks.SAID_BEFORE.search(before) or marks.ORG_AFTER.match(after) or marks.RECEIVER_BEFORE.search(before))
    votes["company"] += bool(marks.NAMED_BEFORE.search(before) and marks.NAMED_AFTER.match(after))
    votes["company"] += bool(_JOINED_SUBJECT.match(after))
    thing = _TWO_WORDS.match(after)
    if (
        thing
        and (thing[1] in PRODUCT_NOUNS or (thing[2] in PRODUCT_NOUNS and thing[1] not in NOT_NAMES))
        and (single or _OWNED.search(before))
    ):
        votes["product"] += 1
    votes["product"] += bool(
        single and ((marks.SOLD_BEFORE.search(before) and marks.GOODS_AFTER.match(after)) or marks.MADE_AFTER.match(after))
    )
    if marks.PLACE_BEFORE.search(before):
        votes["place"] += 1
    elif (single and marks.MAYBE_PLACE_BEFORE.search(before)) or (votes["place"] and before.endswith(", ")):
        votes["maybe"] += 1
