"""Exclusivity as a property: of a contract, of the terms on which somebody sells, of a right that "is" or "became" so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graph.claims import Change, Mode
from nlp import _cues as cues
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import Parse, auxiliaries, child, negated, negation, prepositional, subject
from nlp._roles import state
from nlp._syntax import beside, ceases, company, denies, governor, left, let_go, no_longer, previous_holder, receiver
from nlp._words import words

_VENDORS: Final = words(
    "supplier distributor reseller dealer importer wholesaler carrier broadcaster channel streamer retailer grocer chain supermarket bank "
    "lender issuer processor handler contractor bottler agent foundry"
)
_VENDING_NAME: Final = re.compile(
    r"\b(?:Bank|Imports?|Distribution|Distributors|Stores|Retail|Supermarkets|Pharmacies|Wholesale|Trading|TV|Television|Radio|"
    r"Broadcasting|Foundry|Foundries|Catering|Logistics)\Z"
)
_CLOUDY: Final = re.compile(r"\b(?:Cloud|Compute|Computing|Hosting)\Z")
_GOING_ON: Final = frozenset(("remain", "extend", "renew", "have", "be", "keep", "prolong"))
_PROLONGING: Final = frozenset(("extend", "renew", "prolong"))
_BINDING: Final = frozenset(("bind", "tie", "lock"))
_WORKING: Final = frozenset(("operate", "work", "function", "act"))
_WINNING: Final = frozenset(("win", "lose", "secure", "land", "clinch", "bag"))
"""What a vendor does with a contract: the subject holds what is exclusive."""
_NOW: Final = re.compile(r"\b(?:from today|now|signed|today)\b")


def is_cloud(name: str) -> bool:
    """Whether a company's name says that it is a cloud."""
    return bool(_CLOUDY.search(name))


def _direct(ctx: Context, parties: list[str]) -> tuple[str, str] | None:
    """Grantor and grantee of a deal whose words do not say: the text's own earlier answer, else the cloud is the grantee."""
    if len(parties) != 2:
        return None
    if ctx.pair and set(ctx.pair) == set(parties):
        return ctx.pair
    if len(vending := [p for p in parties if _vends(ctx, p)]) == 1:
        return next(p for p in parties if p != vending[0]), vending[0]
    if len(returned := [p for p in parties if p in ctx.regaining]) == 1:
        return returned[0], next(p for p in parties if p != returned[0])
    if len(selling := [p for p in parties if p in ctx.selling]) == 1:
        return next(p for p in parties if p != selling[0]), selling[0]
    clouds = {ctx.party(m) for m in ctx.names.mentions if m.name.sort == "cloud"} | {p for p in parties if is_cloud(p)}
    inside = [p for p in parties if p in clouds]
    return (next(p for p in parties if p != inside[0]), inside[0]) if len(inside) == 1 else None


def last_pair(ctx: Context, parse: Parse) -> tuple[str, str] | None:
    """Grantor and grantee of the deal that the text spoke of just before, where it is plain which is which."""
    near = bool(ctx.deals) and 0 < parse.index - ctx.deals[-1][0] <= 2
    return _direct(ctx, list(ctx.deals[-1][1])) if near else None


def pair_of_contract(ctx: Context, parse: Parse, noun: Any) -> tuple[str, str] | None:
    """Grantor and grantee of the contract that an exclusivity stands in: "the exclusivity in X's contract with Y", "between X and Y"."""
    if between := company(ctx, parse, prepositional(noun, "between")):
        return _direct(ctx, between)
    contract = prepositional(noun, "in", "of", "under")
    if contract is None and noun.dep_ == "dobj":
        contract = prepositional(noun.head, "in", "from") or subject(noun.head)
    if contract is None or contract.lemma_.lower() not in cues.CONTRACTS:
        return None
    parties = company(ctx, parse, child(contract, "poss"))
    parties += [p for p in company(ctx, parse, prepositional(contract, "with", "between")) if p not in parties]
    return _direct(ctx, parties)


def _vends(ctx: Context, party: str) -> bool:
    """Whether the text, or its name, says that a company sells, supplies or carries what others make: it holds what is exclusive."""
    return bool(_VENDORS & ctx.names.nouns.get(party, set()) or _VENDING_NAME.search(party))


def exclusive_deal(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any) -> Iterator[Frame]:
    """ "an exclusive licence agreement with Y for its heat pump"."""
    verb, how = governor(noun)
    parties: list[str] = []
    named = (child(noun, "poss"), subject(verb) if verb is not None and how != "subj" else None, prepositional(noun, "with", "between"))
    for token in named:
        parties += [p for p in company(ctx, parse, token) if p not in parties]
    won = parties[:1] if verb is not None and how == "dobj" and verb.lemma_.lower() in _WINNING and child(verb, "nsubj") else []
    if won and len(parties) < 2:
        parties += beside(ctx, parse, noun, won, own=False)[:1] or company(ctx, parse, prepositional(verb, "from"), tuple(won))[:1]
    if verb is not None and how != "subj" and len(parties) < 2:
        parties += [p for p in company(ctx, parse, prepositional(verb, "with")) if p not in parties]
    if len(parties) == 1:
        parties += ctx.other(parse, parties)[:1]
    pointed = any(c.lower_ in ("that", "this") for c in noun.children)
    if not parties and pointed and ctx.pair and parse.index - ctx.pair_at <= 2:
        parties = list(ctx.pair)
    if verb is not None and how == "dobj" and verb.lemma_.lower() in cues.GIVING and (giver := company(ctx, parse, subject(verb))[:1]):
        won, parties = receiver(ctx, parse, verb, noun, tuple(giver))[:1], giver
        parties = [*won, *giver] if won else parties
    winner = (parties[1], won[0]) if won and len(parties) == 2 else None
    pair = winner or _by_doer(ctx, parse, noun, verb, parties) or _direct(ctx, parties) or _by_owner(ctx, parse, noun, verb, parties)
    if pair is None:
        return
    verb = None if how == "pobj:under" and verb is not None and verb.lemma_.lower() not in _WORKING else verb
    change = _change(ctx, parse, noun, verb, how)
    denied = negation(verb) if verb is not None and change is not Change.ENDS else None
    if denied is not None and change is Change.HOLDS and mode is Mode.EXCLUSIVE:
        mode, denied = Mode.NON_EXCLUSIVE, None
    yield Frame(mode, change, cue, noun, [pair[1]], [pair[0]], "right-by-deal", 0.55, denied, by=verb)


def _change(ctx: Context, parse: Parse, noun: Any, verb: Any | None, how: str) -> Change:
    """What becomes of an exclusive contract by the verb that it hangs on; one that is somebody's goes on where none tells."""
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.children)
    if verb is None:
        return Change.HOLDS if known else Change.BEGINS
    lemma, aux = verb.lemma_.lower(), auxiliaries(verb)
    over = ceases(ctx, parse, verb) if how == "subj" else lemma in cues.ENDING | cues.DEAL_ENDING | {"lose"}
    past = verb.lower_ == "had" and not aux & {"has", "have"}
    undone = negated(verb) if lemma in _PROLONGING else past and not negated(verb)
    if over or undone or any(gone(ctx, parse, verb) for gone in (left, let_go, no_longer)):
        return Change.ENDS
    begins = lemma in cues.SIGNING | cues.GIVING | cues.GETTING | {"commit", "include", "provide"}
    standing = (lemma in _BINDING and aux & {"is", "are", "was", "were", "be"}) or (
        lemma in _WORKING and how == "pobj:under" and verb.tag_ in ("VBZ", "VBP")
    )
    return Change.HOLDS if lemma in _GOING_ON or standing or (known and not begins) else Change.BEGINS


def _by_doer(ctx: Context, parse: Parse, noun: Any, verb: Any | None, parties: list[str]) -> tuple[str, str] | None:
    """Who signs an exclusive contract "to design", "to sell" or "to build" something for the other holds the right."""
    if len(parties) != 2 or verb is None:
        return None
    doing = next((t for t in verb.subtree if t.i > noun.i and t.tag_ == "VB" and t.lemma_.lower() in cues.DOING), None)
    if doing is None or not any(c.lower_ == "to" for c in doing.children):
        return None
    doer = [p for p in company(ctx, parse, subject(verb)) if p in parties]
    return (next(p for p in parties if p != doer[0]), doer[0]) if len(doer) == 1 else None


def _by_owner(ctx: Context, parse: Parse, noun: Any, verb: Any | None, parties: list[str]) -> tuple[str, str] | None:
    """The party whose thing the deal is about is the grantor."""
    if len(parties) != 2:
        return None
    trees = [noun.subtree] if verb is None else [noun.subtree, verb.subtree]
    owned = next((t for tree in trees for t in tree if t.i > noun.i and t.dep_ == "poss"), None)
    owner = [p for p in ctx.who(parse, owned) if p in parties] if owned is not None else []
    return (owner[0], next(p for p in parties if p != owner[0])) if owner else None


def on_terms(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any, verb: Any, there_is: bool = False) -> Iterator[Frame]:
    """ "hosts … on a non-exclusive basis", "ships to us with no exclusivity"; ``there_is``: "there is no exclusivity in …"."""
    if there_is:
        pair = _direct(ctx, ctx.in_sentence(parse.index))
        if pair:
            yield Frame(mode, Change.HOLDS, cue, noun, [pair[1]], [pair[0]], "right-on-terms", 0.55, by=verb)
        return
    topic, target = child(verb, "nsubjpass"), child(verb, "dobj", "dative")
    giver = company(ctx, parse, subject(verb)) if topic is None and verb.lemma_.lower() in cues.GIVING else []
    if giver and (taker := receiver(ctx, parse, verb, noun, tuple(giver))):
        change = Change.HOLDS if verb.tag_ in ("VBZ", "VBP") else Change.BEGINS
        yield Frame(mode, change, cue, noun, taker[:2], giver[:1], "right-on-terms", 0.65, by=verb)
        return
    before = ctx.names.within(parse.sentence.start, parse.start(noun))
    clouds = [p for m in before if m.name.sort == "cloud" and (p := ctx.party(m))]
    holder = clouds[-1:] or company(ctx, parse, subject(verb) if topic is None else prepositional(verb, "by", "to"))
    grantor: list[str] = []
    for token in (target, topic, prepositional(verb, "to") if topic is None else None):
        if token is not None and not grantor:
            grantor = [p for p in company(ctx, parse, token, tuple(holder)) or beside(ctx, parse, token, holder) if p not in holder]
    grantor = grantor or ctx.other(parse, holder)
    if holder and grantor:
        begins = auxiliaries(verb) & {"will", "would", "shall"} or _NOW.search(ctx.text, parse.sentence.start, parse.sentence.end)
        change = Change.BEGINS if begins else Change.HOLDS
        yield Frame(mode, change, cue, noun, holder[:2], grantor[:1], "right-on-terms", 0.65, by=verb)


def predicate(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any, verb: Any) -> Iterator[Frame]:
    """ "Its right to distribute them is exclusive", "the licence became non-exclusive", "stopped being exclusive"."""
    what = noun.lemma_.lower()
    if what not in cues.RIGHTS | cues.DEALS:
        return
    holder, grantor = _parties_of(ctx, parse, noun, what)
    if not holder or not grantor:
        return
    stopped = any(a.lemma_ in ("stop", "cease") for a in (verb, *verb.ancestors) if a.pos_ == "VERB")
    if mode is Mode.NON_EXCLUSIVE and verb.lemma_.lower() in ("become", "turn", "go", "make", "render", "convert", "change", "downgrade"):
        yield Frame(Mode.EXCLUSIVE, Change.ENDS, cue, noun, holder, grantor, "right-became-non-exclusive", 0.75, by=verb)
        yield Frame(mode, Change.BEGINS, cue, noun, holder, grantor, "right-became-non-exclusive", 0.75, by=verb)
    elif stopped:
        yield Frame(mode, Change.ENDS, cue, noun, holder, grantor, "right-ended", 0.75, by=verb)
    elif denies(verb) and mode is Mode.EXCLUSIVE:
        yield Frame(Mode.NON_EXCLUSIVE, Change.HOLDS, cue, noun, holder, grantor, "right-is-not-exclusive", 0.7, by=verb)
    elif (change := state(ctx, parse, verb)) is not None:
        yield Frame(mode, change, cue, noun, holder, grantor, "right-is", 0.7, by=verb)


def _parties_of(ctx: Context, parse: Parse, noun: Any, what: str) -> tuple[list[str], list[str]]:
    """Holder and grantor of the right or deal that something is said of."""
    holder = company(ctx, parse, child(noun, "poss"))
    grantor: list[str] = []
    if what in cues.DEALS:
        parties = [*holder, *(p for p in company(ctx, parse, prepositional(noun, "with", "between")) if p not in holder)]
        if not parties and ctx.deals and parse.index - ctx.deals[-1][0] <= 2:
            parties = list(ctx.deals[-1][1])
        pair = _direct(ctx, parties if len(parties) > 1 else [*parties, *ctx.other(parse, parties)[:1]])
        holder, grantor = ([pair[1]], [pair[0]]) if pair else ([], [])
    elif what in ("license", "licence"):
        licensee = company(ctx, parse, prepositional(noun, "to"))
        if licensee and holder and licensee != holder:
            holder, grantor = licensee, holder
    if not holder:
        clouds = [p for m in ctx.names.within(*parse.span(noun)) if m.name.sort == "cloud" and (p := ctx.party(m))]
        if not clouds and what in ("license", "licence") and not ctx.pair and (told := last_pair(ctx, parse)):
            return [told[1]], [told[0]]
        holder = clouds[:1] or (previous_holder(ctx, parse) if what not in cues.DEALS else [])
    if holder and not grantor:
        grantor = beside(ctx, parse, noun, holder, own=False) or ctx.other(parse, holder)
    return holder, grantor
