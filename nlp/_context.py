"""What a text has said so far: which company "it", "its", "the carmaker" or "the two" means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from graph.claims import Change, Mode
from graph.gazetteer import fold
from nlp import _marks as marks
from nlp._cues import DEALS
from nlp._lexicon import COMPANY_NOUNS, NATIONS, PEOPLES
from nlp._names import Mention, Names
from nlp._parse import SUBJECTS, Parse, child, clause_verb, conjuncts, subject
from nlp._sentences import Sentence
from nlp._told import SAID, Told, via
from nlp._words import words

_IT: Final = frozenset(("it", "its", "itself"))
_THEY: Final = frozenset(
    ("they", "their", "them", "both", "two", "neither", "pair", "three", "companies", "firms", "sides", "parties", "partners")
)
_PERSONAL: Final = frozenset(("he", "she", "his", "her", "him", "we", "our", "us"))
_OURS: Final = frozenset(("we", "our", "us"))
REACH: Final = 4
"""Sentences back within which a pronoun or description finds its company."""

ALIAS: Final = "another form of the name"
BEHIND: Final = "the company behind what is named"
MEANT: Final = "stands for a company named elsewhere"
HOUSE: Final = "the company of the person quoted"
OWNED: Final = "whose it is was said before"
OTHER_HERE: Final = "inferred: the one other party of the sentence"
OTHER_PAIR: Final = "inferred: the other party of the right or deal spoken of before"
OTHER_LAST: Final = "inferred: the party named last before"
OTHER_TEXT: Final = "inferred: the one other party of the text"
HOLDER_BEFORE: Final = "inferred: the holder of the right spoken of before"
"""How a party is known whose name does not stand in its place."""


_DESCRIBED: Final = re.compile(rf"(?:The|Its|Their) (?:[\w-]+ ){{0,4}}?(?:{'|'.join(sorted(COMPANY_NOUNS))})\b")
_AS_OBJECT: Final = re.compile(r"\b(?:from|with|by|against|over|than|for|to|of|after)\s+(?:the )?\Z")
_TRADES: Final = {
    ending: words(trade)
    for endings, trade in (
        ("bank", "bank lender"),
        ("airlines airways", "airline carrier"),
        ("motors automotive cars", "carmaker automaker"),
        ("pharma pharmaceuticals therapeutics", "drugmaker pharma"),
        ("labs laboratories", "lab laboratory"),
        ("studios", "studio"),
        ("foods", "food"),
        ("stores retail supermarkets", "retailer chain"),
        ("tv television radio broadcasting", "broadcaster"),
        ("telecom telecoms", "carrier operator"),
        ("foundry foundries", "foundry"),
        ("league", "league"),
        ("cloud hosting", "cloud"),
        ("co-operative cooperative", "co-op coop co-operative cooperative"),
        ("insurance", "insurer"),
        ("chips semiconductor semiconductors", "chipmaker"),
        ("university", "university"),
    )
    for ending in endings.split()
}
"""What a company whose name ends so may be called afterwards."""


def trades(party: str) -> frozenset[str]:
    """The nouns for a company that its own name gives: "the lender" for Morrow Bank."""
    return _TRADES.get(fold(party.split()[-1]), frozenset())


def _partner(token: Any) -> bool:
    """Whether a name only tells whom a deal is with, which may then be described: "a contract with ABB makes the Swiss group …"."""
    return token.dep_ == "pobj" and token.head.lower_ in ("with", "between") and token.head.head.lemma_.lower() in DEALS


def _listed(parse: Parse, token: Any) -> list[Any]:
    """What the parser took for words beside a name, and is the rest of a list: "X, the utility Y and the builder Z"."""
    for c in token.children:
        name = next((g for g in c.children if g.dep_ == "appos" and g.i in parse.at), None) if c.dep_ == "appos" else None
        if name is not None:
            return [*conjuncts(c), *(t for t in conjuncts(name) if t.i != name.i)]
    return []


@dataclass
class Context:
    """A text, its sentences and names."""

    text: str
    published: date | None
    sentences: list[Sentence]
    names: Names
    pair: tuple[str, str] | None = None
    pair_at: int = -9
    mode: Mode | None = None
    change: Change | None = None
    voice: str | None = None
    fields: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    deals: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    suits: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    _seen: dict[int, list[str]] = field(default_factory=dict)

    def party(self, mention: Mention, weak: bool = False) -> str | None:
        """The company that a mention stands for; with ``weak`` also a name whose nature is unknown, or a person."""
        name = mention.name
        if name.party:
            return self.named(mention) if name.party == name.canonical else Told(name.party, (mention.start, mention.end), BEHIND)
        if name.canonical in self.names.owners:
            return via(self.names.owners[name.canonical], BEHIND, (mention.start, mention.end))
        if weak and name.canonical in self.names.employers:
            return via(self.names.employers[name.canonical], HOUSE, (mention.start, mention.end))
        return self.named(mention) if weak and name.kind in ("other", "person") else None

    @cached_property
    def selling(self) -> frozenset[str]:
        """The parties that the text says are to sell or show something."""
        return frozenset(p for m in self.names.mentions if (p := self.party(m)) and marks.WILL_SELL_AFTER.match(self.text, m.end))

    @cached_property
    def regaining(self) -> frozenset[str]:
        """The parties to whom the text says that something is given back."""
        before = ((self.party(m), self.text[max(0, m.start - 90) : m.start]) for m in self.names.mentions)
        return frozenset(p for p, words in before if p and marks.GIVEN_BACK_BEFORE.search(words))

    def named(self, mention: Mention) -> Told:
        """What a mention names, the company behind it left aside."""
        name = mention.name.canonical
        return Told(name, (mention.start, mention.end), SAID if self.text[mention.start : mention.end] == name else ALIAS)

    def recent(self, offset: int, index: int) -> list[str]:
        """The parties named before the offset, the latest first, in this sentence and the few before it."""
        floor = self.sentences[max(0, index - REACH)].start
        out: list[str] = []
        for m in reversed(self.names.starting(floor, offset)):
            if (party := self.party(m)) and party not in out:
                out.append(party)
        return out

    def in_sentence(self, index: int) -> list[str]:
        """The parties named in a sentence, in its order."""
        if index not in self._seen:
            s = self.sentences[index]
            found = (self.party(m) for m in self.names.within(s.start, s.end) if m.start not in self.names.asides)
            self._seen[index] = list(dict.fromkeys(p for p in found if p))
        return self._seen[index]

    def unsure(self, index: int) -> list[str]:
        """Names in a sentence that may be companies: of more than one word, and nothing says what they are."""
        s = self.sentences[index]
        found = [self.named(m) for m in self.names.within(s.start, s.end) if m.name.kind == "other" and " " in m.name.canonical]
        return list(dict.fromkeys(found))

    def who(self, parse: Parse, token: Any, exclude: tuple[str, ...] = (), weak: bool = True) -> list[str]:
        """The parties that a noun phrase means, conjuncts included; none for anything that is no company."""
        out: list[str] = []
        for part in (*conjuncts(token), *_listed(parse, token)):
            for party in self._one(parse, part, exclude, weak):
                if party not in out and party not in exclude:
                    out.append(party)
        return out

    def _one(self, parse: Parse, token: Any, exclude: tuple[str, ...], weak: bool) -> list[str]:
        if (m := parse.at.get(token.i)) is not None:
            party = self.party(m, weak)
            return [party] if party else []
        for c in token.children:
            m = parse.at.get(c.i) if c.dep_ in ("appos", "compound", "nmod") else None
            party = self.party(m, weak and c.dep_ == "appos") if m is not None else None
            if m is None or party is None:
                continue
            if c.dep_ == "appos" or token.lemma_.lower() in COMPANY_NOUNS or m.name.kind == "product" or m.name.sort == "cloud":
                return [party]
        span = parse.start(token.left_edge), parse.end(token)
        how = HOUSE if token.lower_ in _OURS else MEANT
        return [via(p, how, span) for p in self._meant(parse, token, exclude)]

    def _meant(self, parse: Parse, token: Any, exclude: tuple[str, ...]) -> list[str]:
        """The parties that a pronoun or a description stands for."""
        word = token.lower_
        if word in _IT:
            return self._pronoun(parse, token, exclude)
        if word in ("latter", "former"):
            recent = self.recent(parse.start(token), parse.index)
            pick = recent[:1] if word == "latter" else recent[1:2]
            return pick
        if word in _OURS:
            return self._house(parse)
        if word in _PERSONAL:
            return []
        if word in _THEY and (
            token.pos_ in ("PRON", "NUM")
            or word == "neither"
            or any(c.lower_ in ("the", "both", "two") for c in token.children)
            or token.dep_ == "poss"
        ):
            return self._both(parse, token)
        if word in PEOPLES or self._describes(token):
            return self._description(parse, token, exclude)
        return []

    def _house(self, parse: Parse) -> list[str]:
        """Whose "we" it is: the company of the person quoted, named nearby."""
        near = sorted(
            (abs(m.start - parse.sentence.start), m.start) for m in self.names.mentions if m.name.canonical in self.names.employers
        )
        if near and near[0][0] < 600:
            speaker = next(m for m in self.names.mentions if m.start == near[0][1])
            return [self.names.employers[speaker.name.canonical]]
        return []

    def owner_of(self, token: Any) -> str | None:
        """Whose the thing is that the text has said to be somebody's: "the handset" after "Apple's handset"."""
        if not any(c.lower_ in ("the", "that", "this", "such", "these", "those", "same") for c in token.children):
            return None
        return self.names.things.get(fold(token.lemma_).removesuffix("s"))

    def _describes(self, token: Any) -> bool:
        if token.lemma_.lower() not in COMPANY_NOUNS and token.lower_ not in COMPANY_NOUNS:
            return False
        return any(c.lower_ in ("the", "its", "their", "this", "that") for c in token.children if c.dep_ in ("det", "poss"))

    def _pronoun(self, parse: Parse, token: Any, exclude: tuple[str, ...]) -> list[str]:
        """A company that comes before: a subject of the sentence first, then of the sentence before, then the latest named."""
        start = parse.start(token)
        verb = clause_verb(token)
        own = [t for t in verb.children if t.dep_ in SUBJECTS] if token.dep_ not in SUBJECTS and token.dep_ != "poss" else []
        barred = set(exclude) | {p for t in own if t.i != token.i and t.i in parse.at and (p := self.party(parse.at[t.i]))}
        options: list[str] = []
        for t in parse.doc:
            if t.i in parse.at and parse.start(t) < start and (party := self.party(parse.at[t.i])) and t.dep_ in SUBJECTS:
                options.insert(0, party)
        here = (m for m in self.names.within(parse.sentence.start, start) if m.start not in self.names.asides)
        options += [p for m in here if (p := self.party(m))][:1]
        for i in range(parse.index - 1, max(-1, parse.index - REACH), -1):
            options += self._leading(i)
        options += self.recent(start, parse.index)
        return next(([p] for p in options if p not in barred), [])

    def _leading(self, index: int) -> list[str]:
        """The first party of a sentence, unless its subject is a description of another: "The broadcaster takes over *from* X"."""
        s, found = self.sentences[index], self.in_sentence(index)[:1]
        described = _DESCRIBED.match(self.text, s.start, s.end)
        first = next((m for m in self.names.within(s.start, s.end) if found and self.party(m) == found[0]), None)
        return [] if described and first and _AS_OBJECT.search(self.text, s.start, first.start) else found

    def _both(self, parse: Parse, token: Any) -> list[str]:
        own = subject(clause_verb(token)) if token.dep_ == "poss" else None
        if own is not None and own.tag_ == "NNS" and own.i not in parse.at and own.lower_ not in _THEY:
            return []  # "dealers cancelled their orders"
        recent = self.recent(parse.start(token), parse.index)
        here = [p for p in self.in_sentence(parse.index) if p in recent]
        count = 3 if token.lower_ == "three" else 2
        if len(here) >= 2:
            return here[:count] if token.lower_ in ("two", "three", "both", "pair", "neither") else here
        before = next(
            (self.in_sentence(i) for i in range(parse.index - 1, max(-1, parse.index - REACH), -1) if len(self.in_sentence(i)) >= 2), []
        )
        if len(before) > 2 and token.lower_ in ("pair", "two", "both", "neither"):
            verb = clause_verb(token)
            speaking = {
                p
                for a in verb.ancestors
                for t in a.children
                if t.dep_ in SUBJECTS and t.i != token.i
                for p in self._one(parse, t, (), False)
            }
            before = [p for p in before if p not in speaking][-2:]
        return (before or list(reversed(recent[:2])))[
            : max(count, len(before) if token.lower_ in ("they", "their", "companies") else count)
        ]

    def _description(self, parse: Parse, token: Any, exclude: tuple[str, ...]) -> list[str]:
        told = {fold(t.text) for t in token.subtree if t.head.i == token.i and t.dep_ in ("amod", "compound", "nmod")} | {
            fold(token.lemma_)
        }
        if (poss := child(token, "poss")) is not None:
            exclude = (*exclude, *self._one(parse, poss, (), False)) if poss.lower_ != token.lower_ else exclude
        recent = [p for p in self.recent(parse.start(token), parse.index) if p not in exclude]
        told |= {PEOPLES[t] for t in (token.lower_,) if t in PEOPLES}
        content = told - {"company", "group", "firm", "new", "same", "other"}
        scored = [(len(content & (self.names.nouns.get(p, set()) | trades(p))), -i, p) for i, p in enumerate(recent)]
        if scored and max(scored)[0] > 0:
            return [max(scored)[2]]
        everyone = [p for p in self.names.parties if p not in exclude]
        known = [p for p in everyone if content & self.names.nouns.get(p, set()) - NATIONS]
        if known:
            return known[:1]
        if not content and token.dep_ in SUBJECTS:
            leads = [
                p for i in range(parse.index - 1, max(-1, parse.index - REACH), -1) for p in self.in_sentence(i)[:1] if p not in exclude
            ]
            if leads:
                return leads[:1]
        clause = self._named_in_clause(parse, token)
        free = [p for p in recent if p not in clause]
        return (free or recent)[:1]

    def _named_in_clause(self, parse: Parse, token: Any) -> set[str]:
        verb = clause_verb(token)
        return {
            p
            for t in verb.subtree
            if t.i in parse.at and t.i != token.i and clause_verb(t).i == verb.i and not _partner(t) and (p := self.party(parse.at[t.i]))
        }

    def other(self, parse: Parse, than: list[str]) -> list[str]:
        """The one other party of the matter: in the sentence, else of the right or deal spoken of before, else named just before.

        None where it is open which.
        """
        how, found = self._other(parse, than)
        return [via(p, how) for p in found]

    def _other(self, parse: Parse, than: list[str]) -> tuple[str, list[str]]:
        here = [p for p in self.in_sentence(parse.index) if p not in than]
        if here:
            return OTHER_HERE, here if len(here) == 1 else []
        unsure = [p for p in self.unsure(parse.index) if p not in than]
        if len(unsure) == 1:
            return OTHER_HERE, unsure
        near = self.pair is not None and parse.index - self.pair_at <= REACH
        if near and self.pair and than and than[0] in self.pair:
            return OTHER_PAIR, [p for p in self.pair if p != than[0]]
        for index, parties in reversed(self.deals):
            if len(parties) == 2 and than and than[0] in parties and parse.index - index <= REACH:
                return OTHER_PAIR, [p for p in parties if p != than[0]]
        for claimant, respondents in reversed(self.suits):
            if than and than[0] in respondents:
                return OTHER_PAIR, [claimant]
            if than and than[0] == claimant and len(respondents) == 1:
                return OTHER_PAIR, list(respondents)
        if near and self.pair:
            return OTHER_PAIR, [self.pair[0]]
        for i in range(parse.index - 1, max(-1, parse.index - REACH), -1):
            found = [p for p in self.in_sentence(i) if p not in than]
            if found:
                return OTHER_LAST, found[:1]
        everyone = [p for p in self.names.parties if p not in than]
        return OTHER_TEXT, everyone if len(everyone) == 1 and len(self.sentences) <= 8 else []
