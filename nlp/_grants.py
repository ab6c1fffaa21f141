"""Rights by their own noun: "the exclusive right to …" is held by whoever has, gets, keeps or loses it, or whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graph.claims import Change, Mode
from nlp import _cues as cues
from nlp._context import Context
from nlp._frame import Frame
from nlp._holders import enjoyed_by, granted_to, held_by, mutual, own_product, paid_for, possessor
from nlp._parse import Parse, auxiliaries, child, negated, negation, prepositional, subject
from nlp._roles import state
from nlp._syntax import (
    ENDINGS,
    beside,
    ceases,
    company,
    denies,
    governor,
    left,
    let_go,
    no_longer,
    nominal,
    particle,
    previous_holder,
    receiver,
)
from nlp._terms import exclusive_deal, last_pair, on_terms, pair_of_contract, predicate
from nlp._words import words

_TAKES_PLACE: Final = re.compile(r"\s+(?:the|its) place")
_ENDED: Final = re.compile(
    r"(?<!which )(?<!that )\b(?:laps(?:ed|es)|expire[sd]?|end(?:ed|s)|r[au]ns? out|f[ae]lls? away|is over|are over|over since|gone|"
    r"cease[sd]?|spent|"
    r"terminated|(?:will not be|was not|were not|not been) (?:renewed|extended)|"
    r"c[ao]mes? to an end|was (?:withdrawn|revoked|scrapped|waived|given up)|dropped)\b"
)
_STANDS: Final = re.compile(
    r"\b(?:remains?|stays?|in force|continues?|still (?:stands|holds)|runs? (?:until|through|to)|holds good|unchanged|intact)\b"
)
_FROM_THEN: Final = re.compile(r"(?:From|As of|With effect from) (?:that|the same|\d|[A-Z])")
_WORKING: Final = frozenset(("handle", "operate", "host", "say", "act", "supply", "distribute", "broadcast", "serve"))
_UNDER: Final = cues.GIVING | cues.GETTING | _WORKING | {"hold", "supply", "offer", "sign", "agree", "sell", "bid", "ask"}
_STANDING: Final = frozenset(("remain", "stay", "continue", "hold", "stand", "apply", "survive", "cover", "last", "extend"))
_LYING: Final = frozenset(("lie", "rest", "be", "sit", "reside", "remain", "stay"))
_ANYBODY: Final = frozenset(("anybody", "anyone", "nobody", "somebody", "someone", "everybody", "everyone", "none"))
_REGAINING: Final = frozenset(("regain", "reclaim", "recover", "reacquire", "repossess", "repurchase"))
_AWAY_FROM: Final = re.compile(r"\baway from\b")
_MOVING: Final = frozenset(("go", "pass", "fall", "move", "switch", "shift", "transfer"))
_BINDING: Final = frozenset(("commitment", "commitments", "obligation", "promise", "pledge"))
_PRESERVES: Final = frozenset(("preserve", "domain"))
_PROLONGING: Final = words("extend renew prolong uphold confirm affirm reaffirm widen broaden narrow limit restrict")
_CONVERTING: Final = frozenset(("convert", "turn", "change", "downgrade"))
_CONTAINING: Final = frozenset(("contain", "include", "carry", "feature", "guarantee"))
_RESTORING: Final = frozenset(("restore", "reinstate", "revive"))
_STOPPING: Final = words("replace remove end terminate cancel scrap revoke waive sell void annul suspend withdraw")


@dataclass
class _Draft:
    """What is known of a right while its sentence is being read."""

    mode: Mode
    holder: list[str] = field(default_factory=list)
    grantor: list[str] = field(default_factory=list)
    change: Change | None = None
    rule: str = "right"
    confidence: float = 0.8
    denied: Any = None
    by: Any = None

    def set(self, holder: list[str], change: Change | None, rule: str) -> None:
        self.holder, self.change, self.rule = holder, change, rule


def frames(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any) -> Iterator[Frame]:
    """The right that ``noun`` names, by the verb that it hangs on."""
    if noun.lower_ == "one":
        if noun.dep_ in ("conj", "appos") and noun.head.lemma_.lower() in cues.RIGHTS:
            noun = noun.head
        elif noun.dep_ == "attr" and (topic := subject(noun.head)) is not None and topic.lemma_.lower() in cues.RIGHTS:
            yield from predicate(ctx, parse, cue, mode, topic, noun.head)
            return
        elif (converted := _converted(noun)) is not None:
            yield from predicate(ctx, parse, cue, mode, *converted)
            return
    verb, how = governor(noun)
    if verb is not None and _is_predicate(cue, noun):
        yield from predicate(ctx, parse, cue, mode, noun, verb)
        return
    if both := mutual(ctx, parse, noun):
        lemma = verb.lemma_.lower() if verb is not None else ""
        change = Change.ENDS if lemma in cues.ENDING else Change.BEGINS if lemma in cues.SIGNING | cues.GIVING else Change.HOLDS
        yield Frame(mode, change, cue, noun, both[:1], both[1:], "right-mutual", 0.65, by=verb)
        yield Frame(mode, change, cue, noun, both[1:], both[:1], "right-mutual", 0.65, by=verb)
        return
    if noun.lemma_.lower() in cues.CONTRACTS:
        yield from exclusive_deal(ctx, parse, cue, mode, noun)
        return
    lemma = verb.lemma_.lower() if verb is not None and how != "appos" else ""
    if verb is not None and how in ("subj", "dobj") and lemma in _MOVING and (moved := _moved(ctx, parse, cue, mode, noun, verb)):
        yield from moved
        return
    special = _commitment(ctx, parse, cue, mode, noun, lemma) or _special(ctx, parse, cue, mode, noun, verb, how, lemma)
    if special is not None:
        yield from special
        return
    if (paid := paid_for(ctx, parse, noun)) is not None:
        yield Frame(mode, Change.BEGINS, cue, noun, paid[1], paid[0], "right-bought", 0.65)
        return
    if how.startswith("pobj:in") and lemma in cues.GETTING | cues.HAVING and child(verb, "dobj") is None:
        how = "dobj"
    if how == "pobj:to" and lemma == "put" and verb is not None and re.search(r"\bend to\b", ctx.text[parse.start(verb) : parse.end(noun)]):
        how, lemma = "dobj", "end"
    draft = _Draft(mode, by=verb if how != "appos" else None)
    if (told := nominal(noun)) is not None:
        _by_nominal(ctx, parse, noun, told, draft)
    elif verb is not None:
        _by_verb(ctx, parse, noun, verb, how, lemma, draft)
    yield from _finished(ctx, parse, cue, noun, verb if how == "dobj" else None, draft)


def _is_predicate(cue: Any, noun: Any) -> bool:
    """Whether the cue is said of the noun: "its right is exclusive"."""
    told = cue.dep_ in ("acomp", "attr", "oprd", "conj", "ROOT", "dobj", "ccomp")
    return told and noun.i < cue.i and noun.dep_ in ("nsubj", "nsubjpass")


def _converted(noun: Any) -> tuple[Any, Any] | None:
    """The right that is turned into another one, with the verb: "converted Y's exclusive *licence* into a non-exclusive one"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("into", "to") else None
    whole = child(verb, "dobj", "nsubjpass") if verb is not None and verb.lemma_ in _CONVERTING else None
    return (whole, verb) if whole is not None and whole.lemma_.lower() in cues.RIGHTS else None


def _commitment(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any, lemma: str) -> list[Frame] | None:
    """ "X's exclusivity commitments to Y": whose the promise is is bound, and the other one holds the right."""
    if noun.lemma_.lower() not in _BINDING:
        return None
    bound = company(ctx, parse, child(noun, "poss")) or company(ctx, parse, prepositional(noun, "of", "by"))
    holder = company(ctx, parse, prepositional(noun, "to", "towards"), tuple(bound)) or ctx.other(parse, bound)
    if not bound or not holder:
        return None
    over = lemma in cues.ENDING | cues.LOSING or (nominal(noun) is not None)
    change = Change.ENDS if over else Change.BEGINS if lemma in cues.GIVING | {"make", "sign", "enter"} else Change.HOLDS
    return [Frame(mode, change, cue, noun, holder[:1], bound[:1], "right-promised", 0.65)]


def _special(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any, verb: Any | None, how: str, lemma: str) -> list[Frame] | None:
    """Readings that need nothing further: "granted to it in 2021", "on a non-exclusive basis", "stripped Y of", "there is no"."""
    given = granted_to(ctx, parse, noun)
    if given:
        over = how == "subj" and (lemma in cues.ENDING or _ENDED.search(ctx.text, parse.end(noun), parse.sentence.end))
        change = Change.ENDS if over else Change.BEGINS if how == "dobj" and lemma in cues.GIVING else Change.HOLDS
        grantor = beside(ctx, parse, noun, given) or ctx.other(parse, given)
        return [Frame(mode, change, cue, noun, given, grantor, "right-granted-to", 0.65, by=verb)]
    if verb is None:
        return None
    if how == "attr" and lemma == "be" and child(verb, "expl") is not None:
        return list(on_terms(ctx, parse, cue, mode, noun, verb, there_is=True))
    on_basis = how == "pobj:on" and noun.lemma_.lower() in ("basis", "term", "terms") and lemma in _WORKING | cues.GIVING
    if on_basis or (mode is Mode.NON_EXCLUSIVE and how in ("pobj:with", "pobj:without", "pobj:on", "pobj:under")):
        return list(on_terms(ctx, parse, cue, mode, noun, verb))
    if how == "pobj:of" and lemma in cues.STRIPPING:
        loser = company(ctx, parse, child(verb, "dobj", "nsubjpass"))
        taker = company(ctx, parse, subject(verb), tuple(loser)) if child(verb, "nsubjpass") is None else []
        taker = taker[:1] or ctx.other(parse, loser)
        return [Frame(mode, Change.ENDS, cue, noun, loser[:1], taker, "right-stripped", 0.7, by=verb)] if loser else []
    return None


def _by_verb(ctx: Context, parse: Parse, noun: Any, verb: Any, how: str, lemma: str, draft: _Draft) -> None:
    held = cues.GIVING | cues.HAVING | cues.LOSING
    if how == "attr" and noun.lemma_.lower() in _PRESERVES:
        draft.set(company(ctx, parse, prepositional(noun, "of")), state(ctx, parse, verb), "right-is")
        topic = subject(verb)
        draft.grantor = beside(ctx, parse, topic, draft.holder)[:1] if topic is not None else []
        return
    if how == "dobj":
        _as_object(ctx, parse, noun, verb, lemma, draft)
    elif how == "subj" and lemma in held and child(verb, "nsubjpass") is not None:
        _as_passive(ctx, parse, noun, verb, lemma, draft)
    elif how == "subj":
        _as_subject(ctx, parse, noun, verb, lemma, draft)
    elif how == "agent" and lemma == "replace":
        draft.set(company(ctx, parse, subject(verb)), Change.BEGINS, "right-replaces")
    elif how.startswith("pobj:") and lemma:
        _after_preposition(ctx, parse, verb, how.removeprefix("pobj:"), lemma, draft)


def _by_nominal(ctx: Context, parse: Parse, noun: Any, told: Any, draft: _Draft) -> None:
    """ "the expiry of Y's right", "Y's loss of its right", "the award of the right to Y by X"."""
    owner = company(ctx, parse, child(told, "poss"))
    draft.by = told
    if told.lemma_.lower() in ENDINGS:
        draft.set(company(ctx, parse, possessor(parse, noun)) or owner, Change.ENDS, "right-ended")
        if not draft.holder:
            draft.holder = previous_holder(ctx, parse)
        return
    draft.grantor = company(ctx, parse, prepositional(told, "by")) or owner
    given = next((t for t in (told, noun, told.head) if prepositional(t, "to") is not None), told)
    draft.set(company(ctx, parse, prepositional(given, "to"), tuple(draft.grantor)), Change.BEGINS, "right-given")


def _as_object(ctx: Context, parse: Parse, noun: Any, verb: Any, lemma: str, draft: _Draft) -> None:
    """ "gave Y the right", "won the right", "has the right", "lost the right", "ended Y's right"."""
    if lemma in cues.LOSING and (lemma not in cues.GIVING or particle(verb) in ("up", "away", "back")):
        draft.set(company(ctx, parse, subject(verb)), Change.ENDS, "right-lost")
    elif let_go(ctx, parse, verb):
        draft.set(company(ctx, parse, possessor(parse, noun)) or previous_holder(ctx, parse), Change.ENDS, "right-ended")
    elif lemma in cues.GIVING:
        _given(ctx, parse, noun, verb, lemma, draft)
    elif lemma == "claim":
        draft.set(company(ctx, parse, subject(verb)), Change.HOLDS, "right-had")
    elif lemma in cues.SEEKING:
        draft.set(company(ctx, parse, subject(verb)), Change.BEGINS, "right-sought")
    elif lemma in cues.GETTING | cues.HAVING | _REGAINING | {"be"}:
        _had(ctx, parse, verb, lemma, draft)
    elif lemma in _CONTAINING and noun.lemma_.lower() in ("exclusivity", "nonexclusivity"):
        draft.set([], Change.HOLDS, "right-agreed")
    elif lemma in ("agree", "sign"):
        draft.grantor = beside(ctx, parse, noun, [], own=False)
        draft.set([], Change.BEGINS, "right-agreed")
    elif lemma in _PROLONGING and (holder := company(ctx, parse, possessor(parse, noun))):
        draft.set(holder, Change.HOLDS, "right-stands")
    elif lemma in _RESTORING and (holder := company(ctx, parse, possessor(parse, noun))):
        draft.set(holder, Change.BEGINS, "right-stands")
    elif lemma in _STOPPING:
        ending = company(ctx, parse, subject(verb))
        holder = enjoyed_by(ctx, parse, noun) or company(ctx, parse, possessor(parse, noun))
        holder = holder or company(ctx, parse, prepositional(noun, "of"), tuple(ending)) or previous_holder(ctx, parse)
        draft.set(holder, Change.ENDS, "right-ended")
    elif lemma == "deny":
        having = (t for t in reversed(list(parse.doc[: noun.i])) if t.pos_ in ("VERB", "AUX"))
        had = next((t for t in having if t.lemma_.lower() in cues.HAVING | cues.GETTING), None)
        if had is not None and had.i > verb.i:
            draft.set(company(ctx, parse, subject(had)), Change.HOLDS, "right-had")
            draft.by = had


def _given(ctx: Context, parse: Parse, noun: Any, verb: Any, lemma: str, draft: _Draft) -> None:
    passive = child(verb, "nsubjpass")
    if passive is not None:
        holder = company(ctx, parse, passive)
        draft.grantor = company(ctx, parse, prepositional(verb, "by"), tuple(holder))
    elif lemma in ("license", "licence") and (licensor := _licensor(ctx, parse, verb)):
        draft.grantor = licensor  # who licenses something from another takes the licence
        draft.set(company(ctx, parse, subject(verb), tuple(licensor)), Change.BEGINS, "right-won")
        return
    else:
        draft.grantor = company(ctx, parse, subject(verb))
        holder = receiver(ctx, parse, verb, noun, tuple(draft.grantor))
        if not holder and any(c.dep_ in ("dative", "dobj", "iobj") and c.lower_ in _ANYBODY for c in verb.children):
            return
    owes_none = lemma == "owe" and draft.mode is Mode.NON_EXCLUSIVE
    draft.set(holder, Change.HOLDS if owes_none else Change.BEGINS, "right-given")
    draft.denied = negation(verb)


def _licensor(ctx: Context, parse: Parse, verb: Any) -> list[str]:
    """From whom something is licensed."""
    taken = (prepositional(t, "from") for t in verb.subtree if t.i >= verb.i)
    return next((found for t in taken if t is not None and t.i in parse.at and (found := company(ctx, parse, t))), [])


def _had(ctx: Context, parse: Parse, verb: Any, lemma: str, draft: _Draft) -> None:
    back = any(c.lower_ == "back" for c in verb.children) and lemma in cues.GETTING
    away = lemma == "take" and _AWAY_FROM.search(ctx.text, parse.end(verb), parse.sentence.end)
    if back or away or lemma in _REGAINING:
        draft.grantor = company(ctx, parse, subject(verb))
        gone = company(ctx, parse, next((t for t in (prepositional(x, "from") for x in (verb, *verb.subtree)) if t is not None), None))
        draft.set([p for p in gone if p not in draft.grantor], Change.ENDS, "right-lost")
        return
    if lemma == "exercise":
        return
    aux = auxiliaries(verb)
    has = lemma in cues.HAVING - {"get"}
    change = Change.HOLDS if has and not aux & {"shall", "will", "would"} else Change.BEGINS
    if _FROM_THEN.match(ctx.text, parse.sentence.start, parse.sentence.end):
        change = Change.BEGINS
    if lemma in ("keep", "retain"):
        change = Change.HOLDS
    elif has and any(c.lower_ == "now" for c in verb.children):
        change = Change.BEGINS
    past = (verb.dep_ == "xcomp" and verb.head.lower_ == "used") or (lemma == "have" and verb.lower_ == "had" and not aux & {"has", "have"})
    if no_longer(ctx, parse, verb) or past or (has and "had" in aux):
        change = Change.ENDS
    if denies(verb) and not no_longer(ctx, parse, verb) and draft.mode is not Mode.NON_EXCLUSIVE:
        if has:
            draft.mode, change = Mode.NON_EXCLUSIVE, Change.HOLDS
        else:
            draft.denied = negation(verb)
    draft.set(company(ctx, parse, _haver(parse, verb)), change, "right-had" if has else "right-won")


def _haver(parse: Parse, verb: Any) -> Any | None:
    """The subject of "has": of two verbs that are joined the company before, where the parser takes a deal or a sum to have a right."""
    topic = subject(verb)
    while topic is not None and topic.i not in parse.at and topic.lemma_.lower() in cues.DEALS | cues.DEAL_NOUNS:
        above = topic.head.head if topic.head.i != topic.i else None
        outer = subject(above) if above is not None and above.pos_ == "VERB" else None
        if outer is None or outer.i == topic.i:
            return topic
        topic = outer
    return topic


def _as_passive(ctx: Context, parse: Parse, noun: Any, verb: Any, lemma: str, draft: _Draft) -> None:
    """ "the rights are held by Y", "were granted to Y", "were waived"."""
    agent = prepositional(verb, "by")
    holder = company(ctx, parse, agent if lemma in cues.HAVING else prepositional(verb, "to"))
    if lemma in cues.LOSING and not holder:
        draft.set(company(ctx, parse, agent) or company(ctx, parse, possessor(parse, noun)), Change.ENDS, "right-lost")
    else:
        draft.set(holder, Change.HOLDS if lemma in cues.HAVING else Change.BEGINS, "right-held-by")


def _as_subject(ctx: Context, parse: Parse, noun: Any, verb: Any, lemma: str, draft: _Draft) -> None:
    """ "Y's right expired", "remains in force", "has gone to Y", "in its place comes …"."""
    holder = company(ctx, parse, possessor(parse, noun)) or company(ctx, parse, prepositional(noun, "of"))
    if (turned := _turned(verb)) is not None:
        draft.set(holder, Change.ENDS, "right-ended")
        draft.by = turned
        return
    after = ctx.text[parse.end(verb) : parse.end(verb) + 20]
    said = {c.lower_ for c in verb.children}
    change: Change | None = None
    if lemma in _MOVING and not holder and prepositional(verb, "to") is not None:
        holder, change = company(ctx, parse, prepositional(verb, "to")), Change.BEGINS
    elif lemma in _LYING and not holder and (keeper := company(ctx, parse, prepositional(verb, "with"))):
        holder, change = keeper, state(ctx, parse, verb)
    elif lemma in _STANDING or (lemma == "run" and not said & {"out", "down"}):
        change = None if negated(verb) else Change.HOLDS  # "does not cover": what it leaves out
    elif ceases(ctx, parse, verb):
        change = Change.ENDS
    elif lemma in ("begin", "start", "commence") or (lemma == "take" and "effect" in after):
        change = Change.BEGINS
    elif not holder and (lemma in ("come", "follow", "succeed") or (lemma == "take" and _TAKES_PLACE.match(after))):
        holder, change = previous_holder(ctx, parse), Change.BEGINS
    draft.set(holder, change, "right-ended" if change is Change.ENDS else "right-stands")


def _turned(verb: Any) -> Any | None:
    """The verb by which it came otherwise: "was to run until 2028 but *ended* in January"."""
    for above in (verb, *verb.ancestors):
        joined = child(above, "conj")
        if joined is not None and any(c.dep_ == "cc" and c.lower_ in ("but", "yet") for c in above.children):
            own = child(joined, "nsubj")
            ends = joined.lemma_.lower() in cues.ENDING and not negated(joined) and (own is None or own.lower_ == "it")
            return joined if ends else None
    return None


def _after_preposition(ctx: Context, parse: Parse, verb: Any, prep: str, lemma: str, draft: _Draft) -> None:
    """ "replaced … with a right", "turned into", "handles … under a licence", "asks X for a right"."""
    if left(ctx, parse, verb):
        draft.set(company(ctx, parse, subject(verb)), Change.ENDS, "right-lost")
    elif lemma == "replace" or (lemma in ("turn", "change", "convert") and prep in ("into", "to")):
        draft.set([], Change.BEGINS, "right-replaces")
    elif prep == "without" and lemma == "leave":
        draft.set(company(ctx, parse, child(verb, "dobj", "nsubjpass")), Change.ENDS, "right-lost")
        draft.grantor = company(ctx, parse, subject(verb), tuple(draft.holder))
    elif prep in ("under", "with", "on", "by") and lemma in _UNDER:
        working = lemma in _WORKING
        draft.set(company(ctx, parse, subject(verb)) if working else [], Change.HOLDS if working else Change.BEGINS, "right-under")
    elif prep in ("for", "on") and lemma in ("ask", "press", "push", "bid", "insist") and draft.mode is Mode.NON_EXCLUSIVE:
        draft.set(company(ctx, parse, subject(verb)), Change.BEGINS, "right-had")
    elif prep == "for" and lemma in ("ask", "press", "push", "bid"):
        draft.grantor = company(ctx, parse, child(verb, "dobj"))
        draft.set(company(ctx, parse, subject(verb), tuple(draft.grantor)), Change.BEGINS, "right-sought")


def _finished(ctx: Context, parse: Parse, cue: Any, noun: Any, giver: Any | None, draft: _Draft) -> Iterator[Frame]:
    """Adds what the words after the noun say, and the party that is still open."""
    poss = possessor(parse, noun)
    if draft.change is None and poss is not None:
        draft.holder = draft.holder or company(ctx, parse, poss)
        after = ctx.text[parse.end(noun) : parse.sentence.end]
        ended, stands = _ENDED.search(after), _STANDS.search(after)
        if draft.holder and (told := ended or stands):
            draft.change, draft.rule = (Change.ENDS, "right-ended") if ended else (Change.HOLDS, "right-stands")
            draft.confidence, draft.by = 0.7, (parse.end(noun) + told.start(), parse.end(noun) + told.end())
    if draft.change is None:
        return
    holder, grantor = draft.holder, draft.grantor
    if not holder and not grantor and (pair := pair_of_contract(ctx, parse, noun)):
        grantor, holder = [pair[0]], [pair[1]]
    if not holder and not grantor:
        holder = previous_holder(ctx, parse)
        if not holder and (pair := last_pair(ctx, parse)) is not None:
            grantor, holder = [pair[0]], [pair[1]]
        draft.confidence -= 0.15
    if holder and not grantor and (owner := own_product(ctx, parse, noun, holder)):
        holder, grantor = owner
    if holder and not grantor:
        grantor = beside(ctx, parse, noun, holder, own=False)
        if not grantor and giver is not None:
            grantor = company(ctx, parse, prepositional(giver, "from", "with"), tuple(holder))
        draft.confidence -= 0.05
    guessed = bool(holder) and not grantor
    if guessed:
        grantor = ctx.other(parse, holder)
        draft.confidence -= 0.1
    if grantor and not holder:
        holder = ctx.other(parse, grantor)
        draft.confidence -= 0.15
    if holder:
        sure, denied = draft.confidence, draft.denied
        yield Frame(draft.mode, draft.change, cue, noun, holder[:3], grantor[:3], draft.rule, sure, denied, guessed, by=draft.by)


def _moved(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any, verb: Any) -> list[Frame]:
    """ "the right goes from Y to Z", "the right, held by Y, passes to Z": the one loses it, the other gets it."""
    left = (company(ctx, parse, prepositional(verb, "from")) or held_by(ctx, parse, noun))[:1]
    taker = company(ctx, parse, prepositional(verb, "to"), tuple(left))[:1]
    grantor = [g for g in beside(ctx, parse, noun, [*left, *taker]) or ctx.other(parse, [*left, *taker]) if g not in left + taker][:1]
    ends = [Frame(mode, Change.ENDS, cue, noun, left, grantor, "right-lost", 0.7, by=verb)] if left else []
    return [*ends, Frame(mode, Change.BEGINS, cue, noun, taker, grantor, "right-stands", 0.7, by=verb)] if ends and taker else ends
