"""Agreements by their verb: "invests $1bn in", "buys", "orders … from", "teams up with"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, Final

from graph.claims import Change
from nlp._agreements import Deal, following, join, type_of, who
from nlp._context import Context
from nlp._negation import accused_of
from nlp._parse import Parse, child, clause_verb, negated, negation, prepositional, subject
from nlp._told import Told
from nlp._words import words

_TYPES: Final = {
    "invest": "investment",
    "take": "investment",
    "put": "investment",
    "raise": "investment",
    "snap": "investment",
    "buy": "acquisition",
    "acquire": "acquisition",
    "merge": "acquisition",
    "rent": "cloud",
    "order": "supply",
    "purchase": "supply",
    "license": "licence",
    "licence": "licence",
    "sell": "acquisition",
    "collaborate": "development",
    "pay": "",
    "commit": "",
    "spend": "",
    "pledge": "",
    "team": "",
    "partner": "",
    "join": "",
}
_MONEY: Final = re.compile(r"[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:million|billion|bn|m)\b|\b(?:CHF|EUR|NOK|SEK|KRW)\s?\d|\bstake\b|\d%")
_SHARE: Final = re.compile(r"\bstake\b|\bshares\b|\d% of")
_ROUND: Final = re.compile(r"\b(?:[Ff]unding|[Ff]inancing|[Ss]eries [A-H]|[Ss]eed|[Vv]enture capital|equity)\b|\bround\b")
_ROUNDS: Final = words("secure close announce complete land lead")
"""Verbs that a funding round is told by, beside "raise"."""
_OWED: Final = words("settle resolve compensation damages damage fine penalty")
"""What is paid for a wrong, and is no deal."""
_PARTS: Final = words("business unit division subsidiary arm brand operation operations stake share shareholding holding interest")
"""What is sold with a company or of it, and is no goods."""
_LARGER: Final = re.compile(r"\bextend|\benlarg|\bexpand")


def deals(ctx: Context, parse: Parse, done: set[int]) -> Iterator[Deal]:
    """The agreements that a sentence states by a verb alone; verbs in ``done`` are spoken for. Joint investors have a deal each."""
    for t in parse.doc:
        if t.pos_ != "VERB" or t.lemma_.lower() not in _TYPES.keys() | _ROUNDS or t.i in done or accused_of(t):
            continue
        deal = _deal(ctx, parse, t)
        if deal is None:
            continue
        buyers = who(ctx, parse, subject(t))
        if deal.type == "investment" and len(buyers) > 1:
            for buyer in buyers:
                yield dataclasses.replace(deal, parties=[buyer, *(p for p in deal.parties if p not in buyers)])
        else:
            yield deal


def _deal(ctx: Context, parse: Parse, verb: Any) -> Deal | None:
    lemma, s = verb.lemma_.lower(), parse.sentence
    text = ctx.text[s.start : s.end]
    bought = child(verb, "nsubjpass")
    if bought is None and verb.dep_ == "xcomp" and child(verb, "auxpass") is not None:
        bought = subject(verb)  # "agreed to be acquired by"
    if bought is not None:
        return _taken_over(ctx, parse, verb, bought, who(ctx, parse, prepositional(verb, "by"))) if lemma in ("buy", "acquire") else None
    actor = who(ctx, parse, _doer(verb))
    if verb.dep_ == "relcl" and lemma in ("buy", "acquire") and getattr(child(verb, "dobj"), "lower_", "") in ("which", "that"):
        return _taken_over(ctx, parse, verb, verb.head, actor)  # "Y, which X bought last year"
    if not actor or (verb.dep_ in ("relcl", "acl") and lemma != "invest" and not _is_headline(parse, verb) and not _talked_of(verb)):
        return None
    if lemma in ("team", "partner", "collaborate", "join"):
        if lemma == "join" and getattr(child(verb, "dobj"), "lemma_", "") != "force":
            return None
        other = who(ctx, parse, prepositional(verb, "with"), tuple(actor)) or actor[1:]
        kind = _TYPES[lemma] or type_of(ctx, parse, verb, verb)
        found = Deal(join(actor, other), kind, Change.BEGINS, verb, f"act-{lemma}", 0.6, by=verb)
        return found if other and not negated(verb) else None
    if any(t.lemma_.lower() in _OWED for t in verb.subtree):
        return None
    other, kind = _counterparty(ctx, parse, verb, lemma, text, tuple(actor))
    if not other or not (kind in ("acquisition", "licence") or lemma == "rent" or _counted(verb) or _MONEY.search(text)):
        return None
    change = Change.AMENDS if lemma not in ("buy", "acquire") and _LARGER.search(text) else Change.BEGINS
    kind = Told(kind, parse.words(verb)) if kind else type_of(ctx, parse, verb, verb)
    return Deal(
        join(actor, other),
        kind,
        change,
        verb,
        "act-raise" if lemma in _ROUNDS else f"act-{lemma}",
        0.65,
        negation(verb),
        verb,
        (parse.start(verb), s.end),
    )


def _taken_over(ctx: Context, parse: Parse, verb: Any, bought: Any, buyer: list[str]) -> Deal | None:
    """ "Y was acquired by X": a company only, for shares and goods are bought from somebody."""
    if bought.i not in parse.at or parse.at[bought.i].name.kind not in ("company", "other"):
        return None
    parties = join(buyer, who(ctx, parse, bought, tuple(buyer)))
    if not buyer or len(parties) < 2:
        return None
    span = parse.start(verb), parse.sentence.end
    return Deal(parties, "acquisition", Change.BEGINS, verb, f"act-{verb.lemma_.lower()}", 0.65, negation(verb), span)


def _is_headline(parse: Parse, verb: Any) -> bool:
    """Whether the verb is a headline's: "X to buy Y", which the parser takes for a description of X."""
    head = verb.head
    return verb.dep_ in ("acl", "relcl") and head.dep_ == "ROOT" and head.i in parse.at and any(c.lower_ == "to" for c in verb.children)


def _counterparty(ctx: Context, parse: Parse, verb: Any, lemma: str, text: str, actor: tuple[str, ...]) -> tuple[list[str], str]:
    """With whom, and of which type the deal is, as far as the verb tells."""
    kind, thing = _TYPES.get(lemma, "investment"), child(verb, "dobj")
    if lemma in ("invest", "take", "put", "snap"):
        if lemma != "invest" and not re.search(r"\bstake\b|\bmoney\b|[$€£]", text):
            return [], kind
        return _below(ctx, parse, verb, thing, ("in", "into"), actor), kind
    if lemma == "raise":
        return _backers(ctx, parse, verb, thing, text, actor), kind
    if lemma in _ROUNDS:
        if thing is None or not _ROUND.search(ctx.text, *parse.span(thing)):
            return [], kind
        return _round(ctx, parse, verb, thing, text, actor), kind
    if lemma in ("license", "licence"):
        return _below(ctx, parse, verb, thing, ("to", "from"), actor) if thing is not None and thing.i not in parse.at else [], kind
    if lemma == "sell":
        return _sold(ctx, parse, verb, thing, actor)
    if lemma == "merge" and (found := who(ctx, parse, prepositional(verb, "with"), actor)):
        return found, kind
    if lemma in ("buy", "acquire", "merge"):
        return _bought(ctx, parse, verb, thing, text, actor)
    if not (_MONEY.search(text) or _counted(verb)):
        return [], kind
    target = child(verb, "dative")
    found = who(ctx, parse, target, actor) if target is not None and target.pos_ != "ADP" else []
    found = found or (who(ctx, parse, thing, actor) if thing is not None and thing.i in parse.at else [])
    found = found or who(ctx, parse, prepositional(verb, "to", "from", "on", "with"), actor)
    found = found or following(ctx, parse, thing if thing is not None else verb)
    return [p for p in found if p not in actor], kind


def _backers(ctx: Context, parse: Parse, verb: Any, thing: Any | None, text: str, actor: tuple[str, ...]) -> list[str]:
    """Whom money comes from: "raised … from Y", "in a round led by Y and Z"."""
    if found := _below(ctx, parse, verb, thing, ("from",), actor):
        return found
    leading = (t for t in verb.subtree if t.lower_ in ("led", "headed", "co", "from") and t.i > verb.i) if _ROUND.search(text) else ()
    return next((p for t in leading if (p := who(ctx, parse, prepositional(t, "by") or child(t, "pobj"), actor))), [])


def _round(ctx: Context, parse: Parse, verb: Any, thing: Any, text: str, actor: tuple[str, ...]) -> list[str]:
    """The other side of "led Y's round", "closed a round led by Y"."""
    if verb.lemma_.lower() == "lead":
        return who(ctx, parse, child(thing, "poss") or prepositional(thing, "in", "for") or prepositional(verb, "in", "for"), actor)
    return _backers(ctx, parse, verb, thing, text, actor)


def _counted(verb: Any) -> bool:
    """Whether a number of things is ordered: "ordered 40 jets"."""
    thing = child(verb, "dobj")
    return verb.lemma_.lower() == "order" and thing is not None and child(thing, "nummod") is not None


def _talked_of(verb: Any) -> bool:
    """Whether the verb is what talks are about: "in talks to buy Y"."""
    return verb.dep_ in ("acl", "relcl") and verb.head.lemma_.lower() in ("talk", "discussion", "negotiation")


def _doer(verb: Any) -> Any | None:
    """Who does what the verb says, or talks of doing it."""
    return subject(clause_verb(verb.head)) if _talked_of(verb) else subject(verb)


def _sold(ctx: Context, parse: Parse, verb: Any, thing: Any | None, actor: tuple[str, ...]) -> tuple[list[str], str]:
    """To whom a company, a part of one or a stake in one is sold; goods are sold every day."""
    if thing is None:
        return [], ""
    whole = thing.i in parse.at and parse.at[thing.i].name.kind == "company"
    if not whole and thing.lemma_.lower() not in _PARTS:
        return [], ""
    buyer = who(ctx, parse, prepositional(verb, "to") or prepositional(thing, "to"), actor)
    return buyer, "acquisition" if whole or not _SHARE.search(ctx.text, *parse.span(thing)) else "investment"


def _below(ctx: Context, parse: Parse, verb: Any, thing: Any | None, prepositions: tuple[str, ...], actor: tuple[str, ...]) -> list[str]:
    targets = [prepositional(verb, *prepositions), prepositional(thing, *prepositions) if thing is not None else None]
    found = next((p for t in targets if (p := who(ctx, parse, t, actor))), [])
    owners = (child(t, "poss") for t in targets if t is not None and t.lemma_.lower() in _PARTS)
    return found or next((p for t in owners if (p := who(ctx, parse, t, actor))), [])


def _bought(ctx: Context, parse: Parse, verb: Any, thing: Any | None, text: str, actor: tuple[str, ...]) -> tuple[list[str], str]:
    """A company is taken over, its shares are an investment, its goods a supply."""
    beside = child(thing, "appos") if thing is not None else None  # "the dinghy maker Y"
    whole = beside if beside is not None and beside.i in parse.at else thing
    if whole is not None and whole.i in parse.at and parse.at[whole.i].name.kind in ("company", "other"):
        return who(ctx, parse, whole, actor), "acquisition"
    source = prepositional(verb, "from") or (prepositional(thing, "from", "of", "in") if thing is not None else None)
    found = who(ctx, parse, source, actor)
    if found:
        return found, "investment" if _SHARE.search(text) else ""
    whose = next((t for t in thing.subtree if t.i in parse.at and t.dep_ in ("compound", "poss")), None) if thing is not None else None
    if whose is not None and re.search(r"\bshares\b|\bcapacity\b|\bservices\b", text):
        return who(ctx, parse, whose, actor), "investment" if "shares" in text else "cloud"
    return [], "supply"
