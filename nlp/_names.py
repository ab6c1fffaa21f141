"""Who and what a text names: known names by the gazetteer, new ones by the marks that news gives them.

A new name is a run of capitals. What it is follows from all of its occurrences: a legal form or a company-like last word, an
apposition ("the toolmaker Verhoeven Optics"), an office beside it, a title, the prepositions before it. Later short forms
("Brackholm" for Brackholm Narrowboats) and defined terms (the “Company”) lead back to the full name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from graph import gazetteer
from graph.gazetteer import LEGAL_SUFFIXES, Entity, fold
from nlp._lexicon import COMPANY_ENDINGS, COMPANY_NOUNS, FIRST_NAMES, NATIONS, NOT_NAMES, PERSON_ROLES, PRODUCT_NOUNS, TITLES
from nlp._sentences import Sentence
from nlp._words import words as word_set


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
class _Run:
    """A run of capitals in the text."""

    start: int
    end: int
    words: tuple[str, ...]
    initial: bool
    legal: bool = False


OUTLETS: Final = re.compile(
    r"\b(?:Reuters|Bloomberg|CNBC|CNN|BBC|The Information|Financial Times|Wall Street Journal|New York Times|Washington Post|Semafor|"
    r"Axios|Fortune|Forbes|Politico|"
    r"Nikkei|Handelsblatt|Les Echos|Economist|Guardian|Business Insider|TechCrunch|The Verge|Wired|Der Spiegel|Le Monde|Newswire|Herald|"
    r"Gazette|Tribune)\b"
)
"""Newspapers and agencies: sources, hardly ever parties."""
_PAPERS: Final = frozenset(("agreement", "contract", "amendment", "act", "court", "memorandum", "statement", "prospectus"))
"""Words that make a run of capitals the title of a paper or a court."""
_TOKEN: Final = re.compile(r"[^\W_]+(?:[.'’&\-+/][^\W_]+)*[+!]?|[&]|[^\s\w]", re.UNICODE)
_POSSESSIVE: Final = re.compile(r"[’']s\Z|(?<=s)[’']\Z", re.IGNORECASE)
_LINKS: Final = frozenset(("&", "de", "du", "des", "di", "da", "van", "von", "der", "del", "la", "le", "el", "y", "e"))
_OF_HEADS: Final = word_set("bank university house board department ministry league association federation court college institute council")
_DEFINED: Final = re.compile(
    r"\s*,?\s*\((?:together with [^()]{0,60}|collectively,? )?(?:the |an? )?[“\"‘']?(?:the )?([A-Z][\w&.\- ]{0,38}?)[”\"’',.]*\)"
)
_LEGAL_AFTER: Final = re.compile(
    r",?\s+(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|LLC|LLP|LP|AG|SE|SA|S\.A|S\.p\.A|SpA|SAS|Sarl|NV|N\.V|BV|"
    r"B\.V|GmbH|KGaA|AB|A/S|AS|ASA|Oy|Oyj|Srl|Pty|Pte|KK|K\.K|Bhd|PBC)\b\.?"
)
_OFFICE: Final = r"(?:(?:[a-z\-]+ ){0,5}(?:" + "|".join(sorted(PERSON_ROLES)) + r"))"
_PERSON_AFTER: Final = re.compile(
    rf"[,]\s+(?:(?:who|a|an|the|its|their|\w+[’']s?|[A-Z][\w.&\- ]+[’']s?)\s+(?:former |new |then )?)?{_OFFICE}\b|,\s+who (?:runs|"
    rf"teaches|leads|heads|founded|owns)\b"
)
_PERSON_BEFORE: Final = re.compile(
    rf"\b{_OFFICE},?\s+\Z|\b(?:Mr|Mrs|Ms|Dr|Sir|Dame|Prof)\.?\s+\Z|\b(?:chaired|led|founded|headed|posted|written|edited|"
    rf"reporting) by\s+\Z|(?:\A|\n)By\s+\Z|\|\s+\Z"
)
_EMPLOYER_BEFORE: Final = re.compile(rf"\b{_OFFICE} (?:of|at)\s+(?:the\s+)?\Z|\bwho (?:runs|leads|heads|founded|owns)\s+(?:the\s+)?\Z")
_MAKER_BEFORE: Final = re.compile(r"\b(?:the|a|an|its|[A-Z]\w+[’']s)\s+(?:[\w\-’']+\s+){0,4}?(?P<noun>[a-z][\w\-]+)\s+\Z")
_MAKER_AFTER: Final = re.compile(
    r",\s+(?:an?|the|one of)\s+(?P<words>(?:[\w\-’']+\s+){0,5}?)(?P<noun>[a-z][\w\-]+)(?=[,.;:)—–]|\s(?:in|of|based|that|which|with|for|"
    r"to|and|at|on|from|owned|backed)\b)"
)
_VERB_AFTER: Final = re.compile(
    r"\s+(?:(?:also|yesterday|today|recently|later|now|then|\w+ly)\s+)?(?:says?|said|signed|announced|agreed|plans|confirmed|denied|"
    r"denies|sued|disclosed|declined|invest|buys|bought|sells|sold|"
    r"has (?:\w+ly )?(?:signed|agreed|won|sued|denied|been|given|granted|made|named|appointed|licensed|bought|\w+ed)|will (?:buy|supply|"
    r"pay|sell|use|invest|host|be|become|make|provide)|would (?:buy|supply|pay|sell|get|become)|"
    r"entered into|holds|keeps|becomes|became|gets|got|gave|gives|grants|granted|named|picked|chose|selected|appointed|made|makes|told|"
    r"filed|owns|acquired|remains|stays|lost|loses|waived|expects|maintains|insists|argues|replied|replies|calls|carries|owes|had|"
    r"is (?:weighing|considering|suing|seeking|asking|planning|buying|paying|putting|preparing|in talks|close to|said to|understood to|"
    r"pleased to))\b"
)
_SAID_BEFORE: Final = re.compile(
    r"\b(?:with|by|between|from|sued|against|given|gives|gave|grants|granted|give|grant|making|made|makes|accused|told|and|owner|parent|"
    r"maker|unit|subsidiary),?\s+(?:the\s+)?\Z"
)
_PLACE_BEFORE: Final = re.compile(r"\b(?:in|near|at|outside|across|around|north of|south of|west of|east of|off)\s+(?:the\s+)?\Z")
_MAYBE_PLACE_BEFORE: Final = re.compile(r"\b(?:of|from|to|into|for)\s+(?:the\s+)?\Z")


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in _TOKEN.findall(_POSSESSIVE.sub("", text)) if w[0].isalnum())


@cache
def _known() -> dict[str, list[tuple[str, Entity]]]:
    """First word → names that begin with it, longest first."""
    table: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for entity in gazetteer.load():
        for name in {entity.name, *entity.aliases}:
            table[re.split(r"[\s]", name, maxsplit=1)[0].split("'")[0]].append((name, entity))
    for names in table.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return dict(table)


@dataclass
class Names:
    """All mentions of one text in order, without overlaps, and what the text calls each party ("the carmaker")."""

    mentions: list[Mention] = field(default_factory=list)
    nouns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    owners: dict[str, str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    employers: dict[str, str] = field(default_factory=dict)
    asides: set[int] = field(default_factory=set)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in ``text[start:end]``."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def parties(self) -> list[str]:
        """Every party in the order of its first mention."""
        return list(dict.fromkeys(m.name.party for m in self.mentions if m.name.party))


def find(text: str, sentences: Iterable[Sentence], published: date | None, is_word: Callable[[str], bool]) -> Names:
    """The names of a text. ``is_word`` says whether a folded word is a common one."""
    sentences = list(sentences)
    initials = {s.start for s in sentences}
    known = _find_known(text, published)
    runs = _find_runs(text, initials, [(m.start, m.end) for m, _ in known], is_word)
    out = Names()
    fresh = _classify(text, runs, is_word, out)
    kept = _keep_known(text, known, fresh)
    taken = [(m.start, m.end) for m in kept]
    for mention in fresh:
        if not any(s < mention.end and mention.start < e for s, e in taken):
            kept.append(mention)
    kept.sort(key=lambda m: m.start)
    kept += _short_forms(text, kept, initials, is_word)
    kept.sort(key=lambda m: (m.start, -m.end))
    for m in kept:
        if not out.mentions or m.start >= out.mentions[-1].end:
            out.mentions.append(m)
    out.mentions = _defined_terms(text, out.mentions)
    _own(text, out)
    _learn_nouns(text, out)
    _learn_things(text, out)
    return out


# --- known names


def _find_known(text: str, published: date | None) -> list[tuple[Mention, Entity]]:
    table, book = _known(), gazetteer.load()
    out: list[tuple[Mention, Entity]] = []
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() < end or not token.group()[0].isalnum():
            continue
        first = token.group()
        keys = {first, first.split("’")[0].split("'")[0], first.rstrip("!+")}
        pairs = [pair for key in keys for pair in table.get(key, ())]
        for name, entity in sorted(pairs, key=lambda pair: -len(pair[0])):
            stop = token.start() + len(name)
            if text[token.start() : stop].replace("’", "'") == name and not (
                stop < len(text) and (text[stop].isalnum() or text[stop] == "_")
            ):
                party = book.party(entity, published)
                known = Name(entity.name, entity.kind, entity.sort, party.name if party.kind == "company" else None, known=True)
                out.append((Mention(token.start(), stop, known), entity))
                end = stop
                break
    return out


def _keep_known(text: str, known: list[tuple[Mention, Entity]], fresh: list[Mention]) -> list[Mention]:
    """Known names minus those that are part of a new company's name, and ambiguous ones without a context."""
    sure = sum(1 for m, e in known if not e.ambiguous and e.kind in ("company", "product"))
    out = []
    for m, e in known:
        inside = next((f for f in fresh if f.start <= m.start and m.end <= f.end and (f.start, f.end) != (m.start, m.end)), None)
        if inside is not None:
            continue
        if not e.ambiguous or _carried(text, m, e, known, sure):
            out.append(m)
    return out


def _carried(text: str, m: Mention, e: Entity, known: list[tuple[Mention, Entity]], sure: int) -> bool:
    """Whether the context carries an ambiguous name."""
    named = {x.name.canonical for x, other in known if other.id != e.id and not other.ambiguous}
    kin = {o.name for o in e.owners}
    if kin & named or any(x.name.party == e.name and other.kind == "product" for x, other in known):
        return True
    if e.kind == "product":
        return any(other.sort in ("cloud", "model", "chip") and other.id != e.id for _, other in known) and sure > 0
    if " " in text[m.start : m.end]:
        return True
    after, before = text[m.end : m.end + 40], text[max(0, m.start - 40) : m.start]
    strong = bool(
        _VERB_AFTER.match(after)
        or (sure and re.match(r"\s(?:has|had|will|was|is)\b", after))
        or re.match(r"[’']s?\s", after)
        or _LEGAL_AFTER.match(after)
        or _SAID_BEFORE.search(before)
    )
    return strong or (sure >= 2 and text[m.start : m.start + 1].isupper() and bool(before.strip()) and before.rstrip()[-1:] not in ".!?")


# --- new names


def _find_runs(text: str, initials: set[int], known: list[tuple[int, int]], is_word: Callable[[str], bool]) -> list[_Run]:
    inside = dict(known)
    runs: list[_Run] = []
    run: list[re.Match[str]] = []
    link: list[re.Match[str]] = []

    def close() -> None:
        if run:
            _add_run(runs, text, run, initials, is_word)
        run.clear()
        link.clear()

    for token in _TOKEN.finditer(text):
        word = token.group()
        gap = text[(link or run)[-1].end() : token.start()] if run else ""
        adjoining = run and gap in (" ", "\u00a0")
        capital = _is_capital(word) or (token.start() in inside and _is_capital(word))
        if capital:
            if (run and not adjoining) or (run and link and link[0].group() in ("of", "for") and fold(run[-1].group()) not in _OF_HEADS):
                close()
            run.extend(link)
            link.clear()
            run.append(token)
            if _POSSESSIVE.search(word) and not _continues(token.end(), known, token.start()):
                close()
        elif run and adjoining and not link and re.match(r"[dl][’'][A-Z]", word):
            run.append(token)
        elif run and adjoining and not link and (word in _LINKS or word == "of"):
            link.append(token)
        else:
            close()
    close()
    return runs


def _continues(end: int, known: list[tuple[int, int]], start: int) -> bool:
    """Whether a word in ’s belongs to a longer known name."""
    return any(s <= start and end < e for s, e in known)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (any(c.isupper() for c in word[1:]) and (word[0].isdigit() or word[1:2].isupper()))


def _add_run(runs: list[_Run], text: str, tokens: list[re.Match[str]], initials: set[int], is_word: Callable[[str], bool]) -> None:
    tokens = list(tokens)
    start = tokens[0].start()
    initial = start in initials or text[max(0, start - 2) : start].strip()[-1:] in ("“", '"', "‘", "•", ":", "—", "–")

    def drop(word: str) -> bool:
        folded = fold(_POSSESSIVE.sub("", word))
        return folded in NOT_NAMES or folded in TITLES or folded.isdigit() or len(folded) == 0

    def nation() -> bool:
        """An adjective of place belongs to a name only where the rest would hardly be one by itself."""
        rest = tokens[1:]
        return fold(tokens[0].group()) in NATIONS and not (len(rest) >= 2 and fold(rest[-1].group()) in COMPANY_ENDINGS)

    if any(fold(t.group()) in _PAPERS for t in tokens) or OUTLETS.search(text, tokens[0].start(), tokens[-1].end()):
        return
    while tokens and (drop(tokens[0].group()) or nation()):
        del tokens[0]
        initial = False
    if tokens and initial and tokens[0].start() == start and len(tokens) > 1:
        first = fold(tokens[0].group())
        second = tokens[1].group()
        alone = len(re.findall(rf"(?<!{re.escape(tokens[0].group())} )\b{re.escape(_POSSESSIVE.sub('', second))}\b", text))
        if is_word(first) and (
            first.endswith("ly") or (alone and not re.search(rf"[a-z,] {re.escape(tokens[0].group())} {re.escape(second)}", text))
        ):
            del tokens[0]
    while tokens and ((drop(tokens[-1].group()) and fold(tokens[-1].group()) not in COMPANY_ENDINGS) or tokens[-1].group() in _LINKS):
        del tokens[-1]
    if len(tokens) > 1 and re.search(
        r"\b(?:In|in|From|from|Outside|outside|At|at|For)\s+\Z", text[max(0, tokens[0].start() - 10) : tokens[0].start()]
    ):
        place = gazetteer.load().by_name(tokens[0].group())
        if place is not None and place.kind == "place" and fold(tokens[-1].group()) != fold(tokens[0].group()):
            del tokens[0]
    if not tokens:
        return
    end = tokens[-1].end()
    tail = _POSSESSIVE.search(text, tokens[-1].start(), end)
    if tail:
        end = tail.start()
    words = tuple(_POSSESSIVE.sub("", t.group()) if i == len(tokens) - 1 else t.group() for i, t in enumerate(tokens))
    legal = bool(_LEGAL_AFTER.match(text[end : end + 20]))
    while len(words) > 1 and fold(words[-1]) in LEGAL_SUFFIXES:
        end = tokens[len(words) - 2].end()
        words, legal = words[:-1], True
    numbered = len(words) == 1 and re.match(r"\s+(?:\d+|[A-Z])\b(?![’'])", text[end : end + 6]) and is_word(fold(words[0]))
    if len("".join(words)) >= 2 and words != ("New", "Year") and not numbered:
        runs.append(_Run(tokens[0].start(), end, words, initial and tokens[0].start() == start, legal))


def _classify(text: str, runs: list[_Run], is_word: Callable[[str], bool], out: Names) -> list[Mention]:
    """What each run of capitals is, from all its occurrences. Runs that are nothing are left out."""
    del out
    groups: dict[tuple[str, ...], list[_Run]] = defaultdict(list)
    book = gazetteer.load()
    for run in runs:
        groups[tuple(fold(w) for w in run.words)].append(run)
    longer = {words[:size] for words in groups for size in range(1, len(words)) if book.by_name(" ".join(words)) is None}
    longer |= {words[-1:] for words in groups if len(words) > 1}
    mentions: list[Mention] = []
    for words, found in groups.items():
        known = book.by_name(" ".join(found[0].words))
        if known is not None:
            continue
        venture = bool(
            re.search(
                r"\b(?:venture|subsidiary|company|unit),?\s+(?:called\s+|named\s+)?\Z", text[max(0, found[0].start - 40) : found[0].start]
            )
        )
        if not venture and _starts_known(found[0].words):
            continue
        kind = _kind(text, words, found, is_word)
        if not kind or words in longer:
            continue
        canonical = text[found[0].start : found[0].end].replace("’", "'")
        if canonical.isupper() and len(canonical) > 6:
            canonical = canonical.title()
        name = Name(canonical, kind, party=canonical if kind == "company" else None)
        mentions += [Mention(r.start, r.end, name) for r in found]
    return sorted(mentions, key=lambda m: m.start)


def _starts_known(words: tuple[str, ...]) -> bool:
    """Whether a run is a known, unambiguous company with something after it: "Google Fiber", "Microsoft Research"."""
    book = gazetteer.load()
    for size in range(len(words), 0, -1):
        entity = book.by_name(" ".join(words[:size]))
        if entity is not None and entity.kind in ("company", "product", "person"):
            return not (entity.ambiguous and fold(words[-1]) in COMPANY_ENDINGS)
    return False


def _kind(text: str, words: tuple[str, ...], found: list[_Run], is_word: Callable[[str], bool]) -> str:
    if len(words) > 6:
        return ""
    if any(r.legal for r in found):
        return "company"
    person = company = product = place = maybe = 0
    middle = [r for r in found if not r.initial]
    for r in found:
        before, after = text[max(0, r.start - 90) : r.start], text[r.end : r.end + 90]
        after = re.sub(r"\A[’']s?(?=\s)", "’s", after)
        if _PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after):
            person += 2
        if (m := _MAKER_BEFORE.search(before)) and m["noun"] in COMPANY_NOUNS and m["noun"] not in PERSON_ROLES:
            company += 2
        if _EMPLOYER_BEFORE.search(before):
            company += 3
        if (m := _MAKER_AFTER.match(after)) and m["noun"] in COMPANY_NOUNS and m["noun"] not in PERSON_ROLES:
            company += 2
        if _VERB_AFTER.match(after) or (_AUXILIARY_AFTER.match(after) and (len(words) > 1 or not is_word(words[0]))):
            company += 1
        if after.startswith("’s") and (not r.initial or len(words) > 1):
            company += 1
        if _SAID_BEFORE.search(before) or _ORG_AFTER.match(after):
            company += 1
        if re.match(r"\s+(?:and|&)\s+[A-Z]", after) and re.search(
            r"\A\s+and\s+[A-Z][\w.\- ]*\s+(?:said|have|has|announced|signed|agreed)", after
        ):
            company += 1
        if (
            (m := re.match(r"\s+([a-z\-]+)(?:\s+([a-z]+))?\b", after))
            and (m[1] in PRODUCT_NOUNS or (m[2] in PRODUCT_NOUNS and m[1] not in NOT_NAMES))
            and (len(words) == 1 or re.search(r"(?:[’']s?|\b(?:its|their|his|the|an?|of))\s+(?:[a-z\-]+\s+){0,2}\Z", before))
        ):
            product += 1
        if _PLACE_BEFORE.search(before):
            place += 1
        elif (_MAYBE_PLACE_BEFORE.search(before) and len(words) == 1) or (place and before.endswith(", ")):
            maybe += 1
    last = words[-1]
    if len(words) > 1 and last in COMPANY_ENDINGS and not (person and words[0] in FIRST_NAMES):
        return "company"
    if 2 <= len(words) <= 4 and (words[0] in FIRST_NAMES or person >= 2) and not any(c.isdigit() for c in "".join(words)):
        return "person"
    if person > company:
        return "person"
    if not middle and len(words) == 1 and is_word(words[0]) and company < 2:
        return ""
    if product and product >= company and product * 2 >= len(found):
        return "product"
    if company and company >= place - (company >= 2):
        return "company"
    if place and place + maybe == len(found):
        return "place"
    if len(words) == 1 and is_word(words[0]) and not company:
        return ""
    if len(words) in (2, 3) and not company and any(_PERSON_VERB.match(text[r.end : r.end + 20]) for r in found):
        return "person"
    return "company" if company else "other"


_ORG_AFTER: Final = re.compile(r",\s+which\b|\s+of\s+[A-Z]\w+\b(?!\s+[A-Z])")
_AUXILIARY_AFTER: Final = re.compile(r"\s+(?:will|would|may|shall|has|is|must)\s+(?:(?:also|now|not|never|still|\w+ly)\s+)?[a-z]+")
_PERSON_VERB: Final = re.compile(r"\s+(?:wrote|told|explained|argued|added|says|said)\b")


# --- later forms of a name

_BODIES: Final = word_set("circuit league association federation club council university bank board union society series tour institute")
"""Last words that stand for the whole after "the"."""


def _short_forms(text: str, mentions: list[Mention], initials: set[int], is_word: Callable[[str], bool]) -> list[Mention]:
    """Occurrences of the first or last words of a longer name: "Brackholm", "Bruni", "Ms Lindqvist"."""
    forms: dict[str, list[Name]] = defaultdict(list)
    for name in dict.fromkeys(m.name for m in mentions if m.name.kind in ("company", "person")):
        words = name.canonical.split()
        if len(words) < 2 or (name.known and fold(words[-1]) not in COMPANY_ENDINGS):
            continue
        if name.kind == "person":
            forms[words[-1]].append(name)
            continue
        for size in range(1, len(words)):
            form = " ".join(words[:size]).rstrip(",&").strip()
            if (
                fold(form) not in NOT_NAMES
                and fold(form) not in NATIONS
                and len(form) > 2
                and fold(words[size - 1]) not in ("of", "and", "de", "the")
            ):
                forms[form].append(name)
        if fold(words[-1]) not in COMPANY_ENDINGS and len(words[-1]) > 3 and not is_word(fold(words[-1])):
            forms[words[-1]].append(name)
        if fold(words[-1]) in _BODIES:
            forms["the " + words[-1]].append(name)
    if not forms:
        return []
    taken = [(m.start, m.end) for m in mentions if m.name.kind != "other" and m.name.kind != "place"]
    out = []
    pattern = re.compile(
        r"(?<![\w&])(?:" + "|".join(re.escape(f).replace("'", "[’']") for f in sorted(forms, key=len, reverse=True)) + r")(?![\w&])"
    )
    for m in pattern.finditer(text):
        if any(s < m.end() and m.start() < e for s, e in taken):
            continue
        names = forms[m.group().replace("’", "'")]
        name = (
            names[0]
            if len(names) == 1
            else max(names, key=lambda n: max((x.start for x in mentions if x.name == n and x.start < m.start()), default=-1))
        )
        if (
            m.start() in initials
            and is_word(fold(m.group()))
            and not re.match(
                r"(?:[’']s?)?\s+(?:[a-z]+ly\s+)?(?:\w+ed|has|had|will|would|is|was|said|says|may|can|keeps|gets|holds|\w+s)\b|[’']",
                text[m.end() : m.end() + 30],
            )
        ):
            continue
        out.append(Mention(m.start(), m.end(), name))
    return out


def _defined_terms(text: str, mentions: list[Mention]) -> list[Mention]:
    """Terms that the text defines in brackets after a name: (“AMD”), (the “Company”)."""
    terms: dict[str, Name] = {}
    for m in mentions:
        legal = _LEGAL_AFTER.match(text[m.end : m.end + 20])
        stop = m.end + (legal.end() if legal else 0)
        if m.name.party and (found := _DEFINED.match(text[stop : stop + 80])):
            term = found[1].strip()
            if fold(term) not in ("effective date", "agreement", "date") and not term.isdigit():
                terms.setdefault(term, m.name)
    if (first := next((m.name for m in mentions if m.name.party), None)) is not None and "Company" not in terms and "Agreement" in text:
        terms["the Company"] = first
    if not terms:
        return mentions
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(terms, key=len, reverse=True))) + r")\b(?!\s?[”\"’]\))")
    fresh = [Mention(m.start(), m.end(), terms[m.group()]) for m in pattern.finditer(text) if text[max(0, m.start() - 1)] not in '“"']
    fresh = [f for f in fresh if not any(m.start <= f.start and f.end <= m.end and m.end - m.start > f.end - f.start for m in mentions)]
    kept = [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in fresh)]
    return sorted(kept + fresh, key=lambda m: m.start)


def _own(text: str, names: Names) -> None:
    """Gives a new product the party in whose possession it is named: "Osterveen's Kolk motors"."""
    for before, m in zip(names.mentions, names.mentions[1:], strict=False):
        if m.name.kind in ("product", "other") and not m.name.party and before.name.party:
            between = text[before.end : m.start]
            if re.fullmatch(r"[’']s?\s+(?:[a-z\-]+\s+){0,3}", between):
                names.owners.setdefault(m.name.canonical, before.name.party)


def _learn_nouns(text: str, names: Names) -> None:
    """What the text calls each party: nouns and adjectives of its appositions."""
    for m in names.mentions:
        if not m.name.party:
            continue
        before, after = text[max(0, m.start - 80) : m.start], text[m.end : m.end + 100]
        for match in (_MAKER_BEFORE.search(before), _MAKER_AFTER.match(after)):
            if match and match["noun"] in COMPANY_NOUNS:
                words = re.findall(r"[\w\-]+", match.group())
                names.nouns[m.name.party].update(fold(w) for w in words if fold(w) not in ("the", "a", "an", "its", "one", "of"))


_ASIDE_BEFORE: Final = re.compile(
    r"\b(?:subsidiary|unit|arm|division|affiliate|part|owner|parent|offshoot|rivals?|customers?|ahead|instead) of\s+(?:the\s+)?\Z|"
    r"\b(?:owned|backed|controlled|led|run) by\s+\Z|"
    r"\b(?:such as|unlike|like|including|rivals?|behind|alongside|formerly|previously|against those of)\s+\Z"
)
_EMPLOYED_AFTER: Final = re.compile(
    rf",\s+(?:(?:the|a|an)\s+)?{_OFFICE}\s+(?:of|at|for)\s+(?:the\s+)?\Z|,\s+who (?:runs|leads|heads|founded|owns)\s+(?:the\s+)?\Z"
)
_EMPLOYED_BEFORE: Final = re.compile(rf"\A(?:[’']s?)?\s+(?:[A-Z]{{3}}|{_OFFICE}),?\s+\Z")


def _learn_things(text: str, names: Names) -> None:
    """Whose thing is whose ("Apple's handset", "the league's matches"), who works for whom, and which names are asides."""
    for i, m in enumerate(names.mentions):
        if _ASIDE_BEFORE.search(text[max(0, m.start - 40) : m.start]):
            names.asides.add(m.start)
        before = names.mentions[i - 1] if i else None
        if before is not None:
            gap = text[before.end : m.start]
            if before.name.kind == "person" and m.name.party and _EMPLOYED_AFTER.search(gap):
                names.employers.setdefault(before.name.canonical, m.name.party)
            elif m.name.kind == "person" and before.name.party and _EMPLOYED_BEFORE.match(gap):
                names.employers.setdefault(m.name.canonical, before.name.party)
        party = m.name.party or names.owners.get(m.name.canonical)
        if party is None:
            continue
        if found := re.match(
            r"[’']s?\s+((?:[a-z][\w\-]*\s+){0,4}?[a-z][\w\-]+)(?=[.,;:)]|\s(?:in|on|for|to|and|from|with|at|of|is|was|are|has|had|will|"
            r"outside|that|which)\b|\Z)",
            text[m.end : m.end + 80],
        ):
            thing = fold(found[1].split()[-1])
            names.things.setdefault(thing.removesuffix("s"), party)
