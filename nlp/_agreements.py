"""Agreements by their noun: who has signed, extended or ended "a supply contract with …".

The parties are the subject of the verb that the noun hangs on, and whoever the deal is with, between, from or to; other names in the
sentence are not parties. Deals that are only a verb ("invests in") are in :mod:`nlp._acts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.claims import Change
from nlp import _cues as cues
from nlp._context import Context
from nlp._deal_types import deal_type
from nlp._negation import failing
from nlp._parse import Parse, auxiliaries, child, negated, negation, prepositional, subject
from nlp._syntax import beyond_out, ceases, left, let_go, no_longer, particle
from nlp._told import Told

_DOING: Final = frozenset(("termination", "cancellation", "amendment", "extension", "expansion", "prolongation", "renewal"))
_PASSING: Final = _DOING | {"end", "expiry", "breach", "terms"}
_PARTS: Final = frozenset(("exclusivity", "clause", "provision"))
"""What stands in a deal and is not the deal."""
_LEADING: Final = cues.DEAL_NOUNS | {"signing", "formation", "talk", "close", "closing", "entry", "purchase", "completion"}
_REACHED: Final = frozenset(
    ("award", "sign", "agree", "strike", "announce", "reach", "confirm", "complete", "finalise", "finalize", "close")
)
_PREPOSITIONS: Final = frozenset(("into", "on", "to", "about", "with", "in", "through", "from", "of"))
_SHARES: Final = re.compile(r"\b(?:shares|stock)\b")
_BUYING: Final = frozenset(("buy", "acquire", "purchase"))
_TAPPING: Final = frozenset(("tap", "pick", "choose", "select", "enlist", "hire"))
_BANDS: Final = frozenset(("consortium", "syndicate", "duo", "trio"))
_ACCUSING: Final = frozenset(("sue", "accuse", "allege"))
_STOPPING: Final = frozenset(("stop", "prevent", "bar", "block"))
_EXTENDED: Final = re.compile(r"\b(?:extended|renewed|prolonged)\b")
_RUNNING: Final = re.compile(r"\bruns? (?:from|until|through)\b")


@dataclass
class Deal:
    """An agreement as one sentence has it. ``span``: where its amount is to be looked for, if not in the whole sentence.

    ``by`` is the verb that tells the change, ``denied`` its "not".
    """

    parties: list[str]
    type: str
    change: Change
    anchor: Any
    rule: str
    confidence: float
    denied: Any = None
    by: Any = None
    span: tuple[int, int] | None = None


def deals(ctx: Context, parse: Parse, done: set[int]) -> Iterator[Deal]:
    """The agreements that a sentence names by a noun; the indices of their verbs are added to ``done``."""
    for t in parse.doc:
        if t.i not in parse.at and t.lemma_.lower() in cues.DEAL_NOUNS and (t.pos_ in ("NOUN", "PROPN") or _taken_for_verb(t)):
            deal = _deal(ctx, parse, t, done)
            if deal is not None:
                yield deal


def who(ctx: Context, parse: Parse, token: Any | None, exclude: tuple[str, ...] = ()) -> list[str]:
    """The companies that a noun phrase means; none for a deal or a paper."""
    if token is None or (token.i not in parse.at and token.lemma_.lower() in cues.DEAL_NOUNS | {"statement", "filing", "restructuring"}):
        return []
    if (m := parse.at.get(token.i)) is not None and m.name.kind == "other" and any(c.isdigit() for c in m.name.canonical):
        return []
    if token.lemma_.lower() in _BANDS and (members := prepositional(token, "of")) is not None:
        return ctx.who(parse, members, exclude)
    return ctx.who(parse, token, exclude)


def join(*groups: list[str]) -> list[str]:
    """The names of all groups, each once."""
    return list(dict.fromkeys(p for g in groups for p in g))


def type_of(ctx: Context, parse: Parse, noun: Any, verb: Any | None) -> str:
    """The type of the deal that ``noun`` (or a verb in its place) names."""
    buying = _buying(noun)
    whole = child(buying, "dobj") if buying is not None else None
    if whole is not None and (_is_company(parse, whole) or _SHARES.search(ctx.text, *parse.span(whole))):
        return Told("acquisition", parse.words(buying))
    own = parse.start(noun.left_edge), parse.end(noun)
    after = parse.start(noun), min(parse.end(noun.right_edge), parse.end(noun) + 160)
    sentence = parse.sentence.start, parse.sentence.end
    text = _without_companies(ctx, *sentence) if noun.pos_ == "VERB" else ctx.text
    return deal_type(noun.lemma_.lower(), text, own, after, sentence, verb is not None and verb.lemma_ == "invest")


def _buying(noun: Any) -> Any | None:
    """The verb of "a deal to buy …"."""
    after = noun.doc[noun.i + 1 : noun.i + 4]
    to_buy = noun.lemma_.lower() in cues.CONTRACTS and len(after) > 1 and after[0].lower_ == "to"
    return next((t for t in after if t.lemma_ in _BUYING and t.pos_ == "VERB"), None) if to_buy else None


def _is_company(parse: Parse, token: Any) -> bool:
    return token.i in parse.at and parse.at[token.i].name.kind in ("company", "other")


def _without_companies(ctx: Context, start: int, end: int) -> str:
    """The text with the names of companies blanked out between two offsets: whom one joins tells nothing of the purpose."""
    text = ctx.text
    for m in ctx.names.within(start, end):
        if m.name.kind in ("company", "other") and m.name.sort != "cloud":
            text = text[: m.start] + "◦" * (m.end - m.start) + text[m.end :]
    return text


def _taken_for_verb(t: Any) -> bool:
    """Whether the parser took "a … deal worth …" for a verb."""
    if t.lower_ != "deal" or t.dep_ != "ccomp":
        return False
    return any(c.dep_ == "nsubj" and any(d.lower_ in ("a", "the") for d in c.children) for c in t.children)


def _deal(ctx: Context, parse: Parse, noun: Any, done: set[int]) -> Deal | None:
    lemma = noun.lemma_.lower()
    if noun.dep_ == "pobj" and _in_passing(noun.head):
        return None
    verb, how = _governor(noun)
    change, parties = Change.BEGINS, _own_parties(ctx, parse, noun)
    if lemma in _DOING:
        change = Change.ENDS if lemma in ("termination", "cancellation") else Change.AMENDS
        parties = join(parties, _inner_parties(ctx, parse, noun))
    confidence = 0.75
    if verb is None and how != "root" and lemma not in _DOING and _is_definite(noun):
        return None
    if verb is not None:
        if how == "subj":
            found, confidence = _as_subject(ctx, parse, noun, verb, change, parties), 0.7
        elif how == "under":
            found, confidence = _under(ctx, parse, noun, verb, parties), 0.65
        elif how in ("dobj", "attr") or how in _PREPOSITIONS:
            found = _as_object(ctx, parse, noun, verb, how, change, parties, done)
        else:
            return None
        if found is None:
            return None
        change, parties = found
        if how != "subj" and no_longer(ctx, parse, verb):
            change = Change.ENDS
        elif negated(verb) and change is Change.ENDS:
            return None
        if change is Change.ENDS and (alleged := _alleged(verb)):
            if alleged not in _STOPPING:
                return None
            change = Change.HOLDS
        change = Change.ENDS if negated(verb) and change is Change.AMENDS else change
    if not 2 <= len(parties) <= 8:
        return None
    own = verb if how != "under" else None
    denied = failing(own) if own is not None else None
    if denied is not None and change is Change.ENDS:
        return None
    if denied is None and own is not None and change in (Change.BEGINS, Change.HOLDS):
        denied = negation(own)
    by = verb if verb is not None else noun if lemma in _DOING else None
    return Deal(parties, type_of(ctx, parse, noun, verb), change, noun, f"deal-{lemma}", confidence, denied, by)


def _in_passing(prep: Any) -> bool:
    """Whether a deal is named only behind its end or what stands in it: "the expiry of the contract", "ended the exclusivity in it"."""
    above = prep.head
    if prep.lower_ in ("of", "to") and above.lemma_.lower() in _PASSING:
        return True
    part = child(above, "dobj") if above.pos_ == "VERB" else above
    return prep.lower_ in ("of", "in", "under") and part is not None and part.lemma_.lower() in _PARTS


def _alleged(verb: Any) -> str:
    """The verb by which an end is only what somebody is accused of, or is to be kept from; empty where it is neither."""
    above = []
    broken = verb.lemma_ == "break"
    while verb.dep_ != "conj" and verb.head.i != verb.i:
        verb = verb.head
        above.append(verb.lemma_.lower())
    return next((v for v in above if v in _ACCUSING or (broken and v == "deny")), next((v for v in above if v in _STOPPING), ""))


def _is_definite(noun: Any) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "such") for c in noun.children)


def _as_subject(ctx: Context, parse: Parse, noun: Any, verb: Any, change: Change, parties: list[str]) -> tuple[Change, list[str]] | None:
    """ "Y's contract with X was extended", "an agreement between X and Y was signed", "the purchase is off"."""
    v, lemma = verb.lemma_.lower(), noun.lemma_.lower()
    what = child(verb, "dobj")
    if v in cues.AMENDING or (v in cues.DEAL_ENDING | {"remove"} and what is not None and what.lemma_.lower() in _PARTS):
        change = Change.AMENDS
    elif (ceases(ctx, parse, verb) and v not in _REACHED) or v in cues.DEAL_ENDING:
        change = Change.ENDS
    elif v in cues.DEAL_HOLDING and change is Change.BEGINS:
        change = Change.HOLDS
    elif v in _REACHED:
        agents = who(ctx, parse, prepositional(verb, "by")) if child(verb, "nsubjpass") is not None else []
        parties = join(parties, agents, who(ctx, parse, prepositional(verb, "to", "with", "between")))
    elif change is Change.BEGINS and not (v in ("be", "have") and len(parties) >= 2 and lemma in cues.CONTRACTS and not negated(verb)):
        return None
    if lemma in ("licence", "license") and change in (Change.HOLDS, Change.ENDS):
        return None
    if len(parties) == 1 and not _is_definite(noun):
        parties = join(parties, ctx.other(parse, parties))
    return change, parties


def _as_object(
    ctx: Context, parse: Parse, noun: Any, verb: Any, how: str, change: Change, parties: list[str], done: set[int]
) -> tuple[Change, list[str]] | None:
    """ "X signed a contract with Y", "entered into an agreement with Y", "is in talks with Y about a contract"."""
    v = verb.lemma_.lower()
    if v in cues.AMENDING:
        change = Change.AMENDS
    elif v in cues.DEAL_ENDING or left(ctx, parse, verb) or let_go(ctx, parse, verb):
        change = Change.ENDS
    elif (
        v == "keep"
        or (v == "be" and how == "in" and noun.head.head.i == verb.i)
        or (v == "have" and how == "dobj" and change is Change.BEGINS)
    ):
        change = Change.HOLDS
    elif v in _TAPPING and how in ("in", "for") and (taken := who(ctx, parse, child(verb, "dobj"))):
        parties = join(parties, who(ctx, parse, subject(verb)), taken)
    elif (v in cues.GIVING and particle(verb) in ("up", "back")) or not (
        v in cues.SIGNING or (v in ("be", "close") and how in ("to", "in", "about", "on"))
    ):
        return None
    buying = _buying(noun)
    done.update(t.i for t in (verb, buying) if t is not None)
    agents = who(ctx, parse, prepositional(verb, "by")) if child(verb, "nsubjpass") is not None else []
    partners = who(ctx, parse, prepositional(verb, "with", "between")) or _on_the_way(ctx, parse, noun, verb)
    parties = join(who(ctx, parse, subject(verb)), _beside(ctx, parse, verb), agents, partners, parties)
    if len(parties) < 2:
        parties = join(parties, who(ctx, parse, prepositional(verb, "from", "to", "for", "in")))
    if len(parties) < 2 and buying is not None:
        whole = child(buying, "dobj")
        inside = (parse.at[t.i] for t in (whole.subtree if whole is not None else ()) if t.i in parse.at)
        parties = join(parties, [p for m in inside if (p := ctx.party(m, weak=True))][:1])
    if any(_unknown(ctx, parse, side) for side in (subject(verb), prepositional(noun, "with", "from"))):
        return change, parties
    if len(parties) < 2:
        parties = join(parties, following(ctx, parse, noun))
    if len(parties) == 1 and how in ("dobj", "into") and not _is_definite(noun):
        parties = join(parties, ctx.other(parse, parties))
    return change, parties


def _under(ctx: Context, parse: Parse, noun: Any, verb: Any, parties: list[str]) -> tuple[Change, list[str]] | None:
    """ "X will make chips for Y under a contract …"."""
    if _is_definite(noun) and ctx.pair:
        return None
    attr = child(verb, "attr")
    owner = who(ctx, parse, child(attr, "poss")) if attr is not None else []
    parties = join(parties, who(ctx, parse, subject(verb)), who(ctx, parse, child(verb, "dative", "dobj")), owner)
    if len(parties) < 2:
        parties = join(parties, who(ctx, parse, prepositional(verb, "for", "to", "from", "with")))
    if len(parties) == 1:
        parties = join(parties, ctx.other(parse, parties))
    own = ctx.text[parse.start(noun) : parse.end(noun.right_edge)]
    if _EXTENDED.search(own):
        return Change.AMENDS, parties
    if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children):
        return Change.HOLDS, parties
    if verb.lemma_ in ("operate", "work", "function") and verb.tag_ in ("VBZ", "VBP"):
        return Change.HOLDS, parties
    running = "signed" not in own and _RUNNING.search(own) and not auxiliaries(verb) & {"will", "would"}
    return Change.HOLDS if running else Change.BEGINS, parties


def _unknown(ctx: Context, parse: Parse, token: Any | None) -> bool:
    """Whether a side of the deal is somebody of whom the text does not tell who it is, so that nobody is put in their place."""
    if token is None or token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() in cues.DEALS | cues.DEAL_NOUNS:
        return False
    return not who(ctx, parse, token)


def _beside(ctx: Context, parse: Parse, verb: Any) -> list[str]:
    """The first of two subjects that a headline joins by a comma: "X, Y sign deal"."""
    own = subject(verb)
    if own is None or own.i not in parse.at or verb.tag_ not in ("VBP", "VB", "VBD"):
        return []
    here = parse.at[own.i]
    for t in parse.doc:
        m = parse.at.get(t.i)
        if m is None or m.name == here.name or t.i > verb.i:
            continue
        first, last = sorted((m, here), key=lambda x: x.start)
        if first.start == parse.sentence.start and ctx.text[first.end : last.start] == ", " and (party := ctx.party(m, weak=True)):
            return [party]
    return []


def _on_the_way(ctx: Context, parse: Parse, noun: Any, verb: Any) -> list[str]:
    """Whom the nouns between the deal and its verb are with: "in talks with Y about a contract"."""
    for above in noun.ancestors:
        if above.i == verb.i:
            break
        if found := who(ctx, parse, prepositional(above, "with", "between")):
            return found
    return []


def _governor(noun: Any) -> tuple[Any | None, str]:
    """The verb that the deal hangs on, and how: dobj, subj, attr, under or another preposition; root or none."""
    token = noun
    for _ in range(5):
        dep, head = token.dep_, token.head
        if dep == "dobj" or _taken_for_verb(token):
            return head, "dobj"
        if dep in ("nsubj", "nsubjpass"):
            return head, "subj"
        if dep in ("attr", "oprd"):
            return head, "attr"
        if dep in ("conj", "appos"):
            token = head
            continue
        if dep != "pobj":
            return None, "root"
        word, above = head.lower_, beyond_out(head)
        if above.pos_ in ("VERB", "AUX"):
            return above, "under" if word in ("under", "pursuant") else word
        if word == "under":
            verb = next((a for a in above.ancestors if a.pos_ in ("VERB", "AUX")), None)
            return verb, "under" if verb is not None else "none"
        if above.pos_ in ("ADJ", "ADV"):
            return above.head, word
        if above.lemma_.lower() not in _LEADING:
            return None, "none"
        token = above
    return None, "none"


def _own_parties(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """Whom the noun itself names: "X's contract with Y", "an agreement between X and Y", "an investment in Y"."""
    own = who(ctx, parse, child(noun, "poss"))
    others: list[str] = []
    for c in noun.children:
        target = child(c, "pobj") if c.dep_ == "prep" else None
        if target is None:
            continue
        taking = c.lower_ == "of" and noun.lemma_ in ("purchase", "acquisition", "takeover")
        putting = c.lower_ in ("in", "from") and noun.lemma_ in ("investment", "stake", "purchase")
        if taking or putting or c.lower_ in ("with", "between", "among"):
            others += who(ctx, parse, target, tuple(own))
        if taking:
            others += who(ctx, parse, prepositional(target, "from"), tuple(own))
            own = own or who(ctx, parse, prepositional(noun, "by") or prepositional(target, "by"), tuple(others))
    return join(own, others)


def _inner_parties(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The parties of the deal below "termination of", "amendment to"."""
    below = (child(c, "pobj") for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "to"))
    return join(*(_own_parties(ctx, parse, t) for t in below if t is not None and t.lemma_.lower() in cues.DEAL_NOUNS))


def following(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The first party in what follows: "a contract to rent computing power from Y", "that gives Y …", "for Azure services"."""
    trees = [noun.subtree, noun.head.subtree if noun.head.pos_ == "VERB" else ()]
    for tree in trees:
        for t in tree:
            if t.i <= noun.i or t.i not in parse.at or t.dep_ not in ("pobj", "dative", "dobj", "nsubj", "conj", "nsubjpass"):
                continue
            cloud = parse.at[t.i].name.sort == "cloud"
            if t.dep_ == "pobj" and t.head.lower_ in ("of", "in", "at", "on", "by", "than") and not cloud:
                continue
            if party := ctx.party(parse.at[t.i]):
                return [party]
    ordered = prepositional(noun, "for") if noun.lemma_.lower() == "order" else None
    for t in ordered.subtree if ordered is not None else ():
        if t.i in parse.at and t.dep_ in ("compound", "nmod", "poss") and (party := ctx.party(parse.at[t.i])):
            return [party]
    for t in parse.doc[noun.i + 1 :]:
        if t.dep_ == "compound" and t.i in parse.at and parse.at[t.i].name.sort == "cloud" and (party := ctx.party(parse.at[t.i])):
            return [party]
    return []
