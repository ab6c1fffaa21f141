"""Who and what a text names: known names by the gazetteer, new ones by the marks that news gives them.

A new name is a run of capitals. What it is follows from all of its occurrences: a legal form or a company-like last word, an
apposition ("the toolmaker Verhoeven Optics"), an office beside it, a title, the prepositions before it. Later short forms
("Brackholm" for Brackholm Narrowboats) and defined terms (the “Company”) lead back to the full name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Final

from graph import gazetteer
from graph.gazetteer import Entity, fold
from nlp import _marks as marks
from nlp import _runs
from nlp._lexicon import COMPANY_ENDINGS, COMPANY_NOUNS, NATIONS, NOT_NAMES, PRODUCT_NOUNS
from nlp._sentences import Sentence, is_dateline
from nlp._told import Told
from nlp._words import words

OUTLETS: Final = marks.OUTLETS
"""Newspapers and agencies: sources, hardly ever parties."""
_BODIES: Final = words("circuit league association federation club council university bank board union society series tour institute")
"""Last words that stand for the whole after "the"."""
_SHORT_VERB: Final = re.compile(
    r"(?:[’']s?)?\s++(?:[a-z]+ly\s+)?(?:\w+ed|has|had|will|would|is|was|said|says|may|can|keeps|gets|holds|\w+s)\b|[’']"
)
_MADE_BY: Final = re.compile(
    rf",\s+(?:the|an?)\s+(?:[\w\-]+\s+){{0,3}}(?:{'|'.join(sorted(PRODUCT_NOUNS))})\s+"
    r"(?:from|by|of|made by|developed by)\s+(?:[A-Z]\w+[’']s\s+)?|"
    r",?\s+(?:(?:which|that)\s+(?:is|was)\s+)?(?:made|developed|produced|manufactured|brewed|built)\s+by\s+(?:the\s+)?"
)
"""What stands between a product and its maker: "Glasshouse 3, the open model from …"."""
_MAKES: Final = re.compile(r"(?:,[^,]{2,60},)?\s+(?:makes|developed|develops|produces|manufactures|invented|brews)\s+(?:the\s+)?")
_OWNING: Final = re.compile(r"[’']s?\s+(?:[a-z\-]+\s+){0,3}")
_THING: Final = re.compile(
    r"[’']s?\s+((?:[a-z][\w\-]*\s+){0,4}?[a-z][\w\-]+)"
    r"(?=[.,;:)]|\s(?:in|on|for|to|and|from|with|at|of|is|was|are|has|had|have|will|outside|that|which)\b|\Z)"
)
_CASE: Final = re.compile(
    r"(?:Case [\w/ -]{1,30}: )?(?P<first>[A-Z][^:;|()]{1,80}?),? v(?:s|ersus)?\.? (?P<second>[A-Z][^:;|()]{1,80}?)"
    r"(?= ?(?:[(:;|–—]|, \d|\[|\Z))"
)
"""A case by its parties: "Harrow & Pike Ltd v Veldra Turbines plc"."""
_ARTICLES: Final = words("the a an its one of")


@dataclass(frozen=True)
class Name:
    """Something named. ``party`` is the canonical name of the company that acts for it, or ``None``."""

    canonical: str
    kind: str
    sort: str = ""
    party: str | None = None
    known: bool = False


@dataclass(frozen=True)
class Mention:
    """A name at ``text[start:end]``, possessive mark and legal form apart."""

    start: int
    end: int
    name: Name


@dataclass
class Names:
    """All mentions of one text in order, without overlaps, and what the text tells of the parties.

    ``nouns``: what it calls each ("carmaker", "dutch"); ``owners``: new products' companies; ``things``: whose thing a noun is;
    ``employers``: who works for whom; ``asides``: starts of mentions that are named only beside another.
    """

    mentions: list[Mention] = field(default_factory=list)
    nouns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    owners: dict[str, str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    employers: dict[str, str] = field(default_factory=dict)
    asides: set[int] = field(default_factory=set)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in ``text[start:end]``."""
        return [m for m in self.starting(start, end) if m.end <= end]

    def starting(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in ``text[start:end]``."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        return self.mentions[first : bisect_left(self.mentions, end, key=lambda m: m.start)]

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Every party in the order of its first mention."""
        return tuple(dict.fromkeys(told for m in self.mentions if (told := _party(m))))


def _party(m: Mention) -> Told | None:
    """The party that the mention names, with its place in the text."""
    return Told(m.name.party, (m.start, m.end)) if m.name.party else None


class _Spans:
    """Stretches of text, to ask whether one is touched."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        spans = sorted((m.start, m.end) for m in mentions)
        self._starts = [s for s, _ in spans]
        self._ends = [e for _, e in spans]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them overlaps ``[start, end)``; they do not overlap one another."""
        i = bisect_right(self._starts, start)
        return (i > 0 and self._ends[i - 1] > start) or (i < len(self._starts) and self._starts[i] < end)

    def contain(self, start: int, end: int) -> bool:
        """Whether one of them holds all of ``[start, end)`` and more."""
        i = bisect_right(self._starts, start) - 1
        return i >= 0 and self._ends[i] >= end and (self._starts[i], self._ends[i]) != (start, end)


def find(text: str, sentences: Sequence[Sentence], published: date | None, is_word: Callable[[str], bool], title: str = "") -> Names:
    """The names of a text. ``is_word`` says whether a folded word is a common one; the title tells who the parties of a case are."""
    initials = {s.start for s in sentences}
    known = _find_known(text, published)
    runs = _runs.find(text, initials, {m.start: m.end for m, _ in known}, is_word)
    fresh = [
        Mention(run.start, run.end, Name(canonical, kind, party=canonical if kind == "company" else None))
        for run, canonical, kind in _runs.classify(text, runs, is_word)
    ]
    kept = _without_overlaps(_keep_known(text, known, fresh))
    taken = _Spans(kept)
    kept += [m for m in fresh if not taken.touch(m.start, m.end)]
    kept += _short_forms(text, sorted(kept, key=lambda m: m.start), initials, is_word)
    filed = _Spans(Mention(s.start, s.end, Name("", "")) for s in sentences if is_dateline(text, s))
    names = Names(_defined_terms(text, [m for m in _without_overlaps(kept) if not filed.touch(m.start, m.end)], title))
    _learn(text, names)
    return names


def _without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In order, the longer of two that begin together, the earlier of two that overlap."""
    out: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or m.start >= out[-1].end:
            out.append(m)
    return out


# --- known names


@cache
def _known() -> dict[str, list[tuple[str, Entity]]]:
    """First word → names that begin with it, longest first."""
    table: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for entity in gazetteer.load():
        for name in {entity.name, *entity.aliases}:
            table[name.split()[0].split("'")[0]].append((name, entity))
    return {first: sorted(names, key=lambda pair: (-len(pair[0]), pair[0])) for first, names in table.items()}


def _find_known(text: str, published: date | None) -> list[tuple[Mention, Entity]]:
    table, book = _known(), gazetteer.load()
    out: list[tuple[Mention, Entity]] = []
    end = 0
    for token in _runs.TOKEN.finditer(text):
        first = token.group()
        if token.start() < end or not first[0].isalnum():
            continue
        keys = {first, f"{first}.", re.split(r"[’']", first, maxsplit=1)[0], first.rstrip("!+")}
        pairs = sorted((pair for key in keys for pair in table.get(key, ())), key=lambda pair: -len(pair[0]))
        for name, entity in pairs:
            stop = token.start() + len(name)
            if text[token.start() : stop].replace("’", "'") == name and not re.match(r"\w", text[stop : stop + 1]):
                party = book.party(entity, published)
                known = Name(entity.name, entity.kind, entity.sort, party.name if party.kind == "company" else None, known=True)
                out.append((Mention(token.start(), stop, known), entity))
                end = stop
                break
    return out


def _keep_known(text: str, known: list[tuple[Mention, Entity]], fresh: list[Mention]) -> list[Mention]:
    """Known names minus those that are part of a new company's name, and ambiguous ones without a context."""
    sure = sum(1 for _, e in known if not e.ambiguous and e.kind in ("company", "product"))
    named = {e.name for _, e in known if not e.ambiguous}
    owning = {m.name.party for m, e in known if e.kind == "product"}
    sorts = {e.sort: e.id for _, e in known if e.sort in ("cloud", "model", "chip")}
    new = _Spans(fresh)
    out = []
    for m, e in known:
        if new.contain(m.start, m.end):
            continue
        kin = bool({o.name for o in e.owners} & named) or e.name in owning
        technical = e.kind == "product" and sure > 0 and any(entity != e.id for entity in sorts.values())
        if not e.ambiguous or kin or technical or (e.kind != "product" and _carried(text, m, sure)):
            out.append(m)
    return out


def _carried(text: str, m: Mention, sure: int) -> bool:
    """Whether the words around carry an ambiguous company name; ``sure``: how many sure names the text has."""
    if " " in text[m.start : m.end]:
        return True
    after, before = text[m.end : m.end + 60], text[max(0, m.start - 40) : m.start]
    acts = (
        marks.VERB_AFTER.match(after) or re.match(r"[’']s?\s", after) or marks.LEGAL_AFTER.match(after) or marks.SAID_BEFORE.search(before)
    )
    if acts or (sure and re.match(r"\s(?:has|had|will|was|is)\b", after)):
        return True
    middle = bool(before.strip()) and before.rstrip()[-1:] not in ".!?"
    return sure >= 2 and middle and text[m.start].isupper()


# --- later forms of a name


def _short_forms(text: str, mentions: list[Mention], initials: set[int], is_word: Callable[[str], bool]) -> list[Mention]:
    """Occurrences of the first or last words of a longer name: "Brackholm", "Bruni", "Ms Lindqvist", "the League"."""
    forms: dict[str, list[Name]] = defaultdict(list)
    for name in dict.fromkeys(m.name for m in mentions if m.name.kind in ("company", "person")):
        for form in _forms(name, is_word):
            forms[form].append(name)
    if not forms:
        return []
    taken = _Spans(m for m in mentions if m.name.kind not in ("other", "place"))
    alternatives = "|".join(re.escape(f).replace("'", "[’']") for f in sorted(forms, key=lambda f: (-len(f), f)))
    out = []
    last = {m.name: m.start for m in reversed(mentions)}
    for m in re.finditer(rf"(?<![\w&])(?:{alternatives})(?![\w&])", text):
        if taken.touch(m.start(), m.end()):
            continue
        common = m.start() in initials and is_word(fold(m.group()))
        if common and not _SHORT_VERB.match(text, m.end()):
            continue
        names = forms[m.group().replace("’", "'")]
        name = max(names, key=lambda n: (last[n] if last[n] < m.start() else -1, -names.index(n)))
        out.append(Mention(m.start(), m.end(), name))
    return out


def _forms(name: Name, is_word: Callable[[str], bool]) -> Iterable[str]:
    """The short forms under which a name may come again."""
    parts = name.canonical.split()
    if len(parts) < 2 or (name.known and fold(parts[-1]) not in COMPANY_ENDINGS):
        return
    last = fold(parts[-1])
    if name.kind == "person":
        yield parts[-1]
        return
    for size in range(1, len(parts)):
        form = " ".join(parts[:size]).rstrip(",& ")
        if len(form) > 2 and fold(form) not in NOT_NAMES | NATIONS and fold(parts[size - 1]) not in ("of", "and", "de", "the"):
            yield form
    if last in _BODIES:
        yield "the " + parts[-1]
    elif last not in COMPANY_ENDINGS and len(parts[-1]) > 3 and not is_word(last):
        yield parts[-1]


def _sides(title: str, mentions: list[Mention]) -> dict[str, Name]:
    """What a court calls the two of "X v Y", with their names."""
    case = _CASE.match(title)
    if case is None:
        return {}
    terms: dict[str, Name] = {}
    for side, roles in (("first", "claimant plaintiff applicant petitioner"), ("second", "defendant respondent")):
        full = re.sub(r"\W+\Z", "", case[side])
        legal = next((m for m in marks.LEGAL_AFTER.finditer(full) if m.end() == len(full)), None)
        canonical = full[: legal.start()] if legal else full
        known = (m.name for m in mentions if m.name.party and fold(m.name.canonical) == fold(canonical))
        name = next(known, Name(canonical, "company", party=canonical))
        terms |= {form: name for role in roles.split() for form in (f"the {role}", f"The {role}", role.capitalize())}
        terms |= dict.fromkeys(_forms(name, lambda _: False), name) | {canonical: name}
    return terms


def _defined_terms(text: str, mentions: list[Mention], title: str = "") -> list[Mention]:
    """With the terms that the text defines in brackets after a name: (“AMD”), (the “Company”)."""
    terms = _sides(title, mentions)
    for m in mentions:
        legal = marks.LEGAL_AFTER.match(text, m.end)
        end = legal.end() if legal else m.end
        if m.name.party and (ticker := marks.TICKER_AFTER.match(text, end)):
            terms.setdefault(ticker[1], m.name)
            end = ticker.end()
        if m.name.party and (meaning := marks.MEANING.search(text, max(0, m.start - 60), m.start)):
            terms.setdefault(meaning[1], m.name)
        found = marks.DEFINED.match(text, end) if m.name.party else None
        if found and fold(found[1]) not in ("effective date", "agreement", "date") and not found[1].strip().isdigit():
            terms.setdefault(found[1].strip(), m.name)
    first = next((m.name for m in mentions if m.name.party), None)
    if first is not None and "Company" not in terms and "Agreement" in text:
        terms["the Company"] = first
    if not terms:
        return mentions
    alternatives = "|".join(map(re.escape, sorted(terms, key=lambda t: (-len(t), t))))
    taken = {(m.start, m.end) for m in mentions}
    whole = _Spans(mentions)
    fresh = [
        Mention(m.start(), m.end(), terms[m.group()])
        for m in re.finditer(rf"(?<![“\"])\b(?:{alternatives})\b(?!\s?[”\"’]\))", text)
        if not whole.touch(m.start(), m.end()) or (m.start(), m.end()) in taken or _covers(m.span(), mentions)
    ]
    covered = _Spans(fresh)
    return sorted([*(m for m in mentions if not covered.touch(m.start, m.end)), *fresh], key=lambda m: m.start)


def _covers(span: tuple[int, int], mentions: list[Mention]) -> bool:
    """Whether the span is longer than the one mention that it touches: "the Company" over "Company"."""
    i = bisect_left(mentions, span[0], key=lambda m: m.end)
    touched = [m for m in mentions[max(0, i - 1) : i + 2] if m.start < span[1] and span[0] < m.end]
    return all(span[0] <= m.start and m.end <= span[1] for m in touched)


# --- what the text tells of them


def _learn(text: str, names: Names) -> None:
    """What the text calls each party, whose thing is whose, who works for whom, and which names are asides."""
    for i, m in enumerate(names.mentions):
        near, after = text[max(0, m.start - 80) : m.start], text[m.end : m.end + 100]
        if marks.ASIDE_BEFORE.search(near[-40:]):
            names.asides.add(m.start)
        if i:
            _learn_pair(text, names, names.mentions[i - 1], m)
        party = _party(m) or names.owners.get(m.name.canonical)
        if party is None:
            continue
        for apposed in (marks.MAKER_BEFORE.search(near), marks.MAKER_FIRST.search(near), marks.MAKER_AFTER.match(after)):
            if m.name.party and apposed and apposed["noun"] in COMPANY_NOUNS:
                names.nouns[party].update(fold(w) for w in re.findall(r"[\w\-]+", apposed.group()) if fold(w) not in _ARTICLES)
        if found := _THING.match(after[:80]):
            names.things.setdefault(fold(found[1].split()[-1]).removesuffix("s"), party)


def _learn_pair(text: str, names: Names, first: Mention, second: Mention) -> None:
    """What the words between two names tell: "Osterveen's Kolk motors", "Iger, chief executive of Disney"."""
    if second.start - first.end > 80:
        return
    gap = text[first.end : second.start]
    if (owner := _party(first)) and second.name.kind in ("product", "other") and not second.name.party and _OWNING.fullmatch(gap):
        names.owners.setdefault(second.name.canonical, owner)
    if second.name.kind in ("product", "other") and not second.name.party and (maker := _party(first)) and _MAKES.fullmatch(gap):
        names.owners.setdefault(second.name.canonical, maker)
    whose = re.fullmatch(r"[®™]?,\s+", gap) and re.match(r"[’']s?\s+[a-z]", text[second.end : second.end + 6])
    if (
        first.name.kind in ("product", "other")
        and not first.name.party
        and (maker := _party(second))
        and (whose or _MADE_BY.fullmatch(gap))
    ):
        names.owners.setdefault(first.name.canonical, maker)
    office = marks.EMPLOYED_AFTER.search(gap) or (re.fullmatch(r",\s+", gap) and marks.EMPLOYER_AFTER.match(text, second.end))
    if first.name.kind == "person" and (employer := _party(second)) and office:
        names.employers.setdefault(first.name.canonical, employer)
    elif second.name.kind == "person" and (employer := _party(first)) and marks.EMPLOYED_BEFORE.match(gap):
        names.employers.setdefault(second.name.canonical, employer)
