"""Agreements: who has signed, extended or ended what with whom.

A deal is a noun ("a supply contract with …") with the verb that it hangs on, or an act ("invests in", "buys"). The
parties are the subject, and whoever the deal is with, between, from or to; other names in the sentence are not parties.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.claims import Change
from nlp._context import Context
from nlp._parse import Parse, auxiliaries, child, negated, prepositional, subject

_DEALS: Final = frozenset(
    (
        "deal",
        "contract",
        "agreement",
        "pact",
        "accord",
        "partnership",
        "order",
        "venture",
        "alliance",
        "collaboration",
        "memorandum",
        "lease",
        "license",
        "licence",
        "tie",
        "letter",
        "commitment",
        "investment",
        "purchase",
        "acquisition",
        "takeover",
        "merger",
        "stake",
        "amendment",
        "extension",
        "expansion",
        "prolongation",
        "renewal",
        "termination",
        "cancellation",
        "understanding",
        "talks",
    )  # fmt: skip
)
_CHANGES: Final = frozenset(
    ("termination", "cancellation", "amendment", "extension", "expansion", "prolongation", "renewal", "end", "expiry", "breach", "terms")
)
_SIGNING: Final = frozenset(
    (
        "sign",
        "strike",
        "agree",
        "announce",
        "enter",
        "form",
        "reach",
        "make",
        "seal",
        "conclude",
        "unveil",
        "win",
        "land",
        "ink",
        "execute",
        "disclose",
        "secure",
        "award",
        "have",
        "clinch",
        "set",
        "complete",
        "close",
        "finalise",
        "finalize",
        "place",
        "follow",
        "confirm",
        "give",
        "discuss",
        "negotiate",
        "get",
        "write",
        "cut",
        "establish",
        "near",
        "lead",
        "finalize",
        "create",
        "launch",
    )  # fmt: skip
)
_AMENDING: Final = frozenset(
    (
        "extend",
        "expand",
        "amend",
        "renew",
        "prolong",
        "enlarge",
        "renegotiate",
        "restate",
        "revise",
        "change",
        "deepen",
        "broaden",
        "widen",
        "increase",
        "lengthen",
        "modify",
        "rewrite",
        "update",
    )  # fmt: skip
)
_ENDING: Final = frozenset(
    (
        "end",
        "terminate",
        "cancel",
        "scrap",
        "abandon",
        "break",
        "expire",
        "lapse",
        "dissolve",
        "drop",
        "quit",
        "leave",
        "collapse",
        "fall",
        "unwind",
        "exit",
    )
)
_HOLDING: Final = frozenset(("remain", "run", "stay", "continue", "stand", "hold", "keep"))
_ACTS: Final = {
    "invest": "investment",
    "buy": "acquisition",
    "acquire": "acquisition",
    "purchase": "supply",
    "take": "investment",
    "put": "investment",
    "pay": "",
    "rent": "cloud",
    "commit": "",
    "spend": "",
    "order": "supply",
    "sell": "supply",
    "merge": "acquisition",
    "sign": "",
    "supply": "supply",
    "pledge": "",
    "raise": "investment",
    "team": "",
    "partner": "",
    "collaborate": "development",
}
_TYPES: Final[tuple[tuple[str, str], ...]] = (
    ("joint_venture", r"\bjoint[- ]venture\b"),
    ("investment", r"\binvest(?:s|ed|ing|ment|ments)?\b|\bstake\b|\bshares of\b|\bequity\b|\bfunding round\b"),
    ("licence", r"\blicen[cs](?:e|es|ed|ing)\b"),
    ("media", r"\bmedia\b|\bbroadcast\w*|\bstreaming\b|\bmulti-year contract with Spotify\b|\btelevision\b|\bpodcast\b|\bTV\b|\b(?:American |media |sports? |television )rights\b|\bfights\b|\bgames in question\b"),
    ("distribution", r"\bdistribut\w+|\bresell\w*|\bsales agen\w+|\bmarketing agreement\b|\bsole agent\b|\bexclusive right to (?:sell|market)\b"),
    ("development", r"\b(?:co-)?develop(?:ment|ing)?\b(?! cent)|\bcollaboration agreement\b"),
    ("cloud", r"\bcloud\b|\bcomput(?:e|ing)\b|\b(?:inference|training|processor|GPU|AI) capacity\b|\bcapacity services\b|\bgraphics[- ]processors?\b|\bNvidia processors\b|\bAzure\b|\bAWS\b|\bOCI\b|\bdata[- ]cent(?:re|er)s? (?:lease|capacity)\b|\bMaster Services Agreement\b.*capacity|\binference\b|\bGPUs?\b"),
    ("supply", r"\bsuppl(?:y|ies|ied|ier)\b|\bofftake\b|\bpower[- ]purchase\b|\bchips\b|\bwafers?\b|\bmanufactur\w+|\b(?:natural )?gas\b|\bpurchase agreement\b|\bengines?\b|\bdeliver\w*|\borders?\b|\bcells\b|\belectricity\b|\bpackaging\b"),
    ("acquisition", r"\bacqui(?:re|res|red|sition)\b|\btakeover\b|\bmerger\b|\bbuyout\b|\bpurchase of [A-Z]"),
)  # fmt: skip
_NOUN_TYPES: Final = {
    "purchase": "acquisition",
    "acquisition": "acquisition",
    "takeover": "acquisition",
    "merger": "acquisition",
    "investment": "investment",
    "stake": "investment",
}
_SAID: Final = frozenset(("say", "announce", "confirm", "disclose", "report", "tell"))


@dataclass
class Deal:
    """An agreement as one sentence has it."""

    parties: list[str]
    type: str
    change: Change
    anchor: Any
    rule: str
    confidence: float
    denied: bool = False
    span: tuple[int, int] | None = None


def deals(ctx: Context, parse: Parse) -> Iterator[Deal]:
    """The agreements that one sentence speaks of."""
    verbs_done: set[int] = set()
    for t in parse.doc:
        if t.i in parse.at:
            continue
        lemma = t.lemma_.lower()
        if lemma in _DEALS and (t.pos_ == "NOUN" or _is_noun(t)):
            deal = _by_noun(ctx, parse, t, verbs_done)
            if deal:
                yield deal
    for t in parse.doc:
        if t.pos_ == "VERB" and t.lemma_.lower() in _ACTS and t.i not in verbs_done:
            deal = _by_act(ctx, parse, t)
            if deal and deal.type == "investment" and len(buyers := _who(ctx, parse, _subject_of(t))) > 1:
                for buyer in buyers:
                    yield dataclasses.replace(deal, parties=[buyer, *(p for p in deal.parties if p not in buyers)])
            elif deal:
                yield deal


def _is_noun(t: Any) -> bool:
    """Whether the parser took "a … deal worth …" for a verb."""
    return (
        t.lower_ == "deal"
        and t.dep_ == "ccomp"
        and any(c.dep_ == "nsubj" and any(d.lower_ in ("a", "the") for d in c.children) for c in t.children)
    )


def _join(*groups: list[str]) -> list[str]:
    return list(dict.fromkeys(p for g in groups for p in g))


def _who(ctx: Context, parse: Parse, token: Any | None, exclude: tuple[str, ...] = ()) -> list[str]:
    if token is None or (token.i not in parse.at and token.lemma_.lower() in _DEALS | {"statement", "filing", "restructuring"}):
        return []
    return ctx.who(parse, token, exclude)


def _subject_of(verb: Any) -> Any | None:
    found = subject(verb)
    return found


def _by_noun(ctx: Context, parse: Parse, noun: Any, verbs_done: set[int]) -> Deal | None:
    lemma = noun.lemma_.lower()
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in _CHANGES and noun.head.lower_ in ("of", "to"):
        return None
    definite = any(c.lower_ in ("the", "this", "that", "such") for c in noun.children if c.dep_ == "det")
    verb, how = _governor(noun)
    inner = _inner(ctx, parse, noun)
    change, rule = Change.BEGINS, f"deal-{lemma}"
    confidence = 0.75
    parties = inner
    negative = False
    if lemma in ("termination", "cancellation"):
        change = Change.ENDS
        parties = _deep(ctx, parse, noun)
    elif lemma in ("amendment", "extension", "expansion", "prolongation", "renewal"):
        change = Change.AMENDS
        parties = _deep(ctx, parse, noun)
    if verb is not None:
        v = verb.lemma_.lower()
        negative = negated(verb)
        agents = _who(ctx, parse, prepositional(verb, "by")) if child(verb, "nsubjpass") is not None else []
        if how == "subj":
            if v in _AMENDING:
                change = Change.AMENDS
            elif v in _ENDING or (v == "be" and re.search(r"\b(?:off|over|dead)\b", ctx.text[parse.end(verb) : parse.end(verb) + 12])):
                change = Change.ENDS
            elif v in _HOLDING and change is Change.BEGINS:
                change = Change.HOLDS
            elif v in ("award", "sign", "agree", "strike", "announce", "reach", "confirm"):
                parties = _join(parties, agents, _who(ctx, parse, prepositional(verb, "to", "with", "between")))
            elif change is Change.BEGINS and not (
                v in ("be", "have") and len(parties) >= 2 and lemma in ("contract", "agreement", "deal", "partnership")
            ):
                return None
            if lemma in ("licence", "license") and change is Change.HOLDS:
                return None
            if len(parties) == 1 and not definite:
                parties = _join(parties, ctx.other(parse, parties))
            confidence = 0.7
        elif how in ("dobj", "into", "on", "to", "about", "attr", "passive", "with", "in", "through", "from"):
            subj = _who(ctx, parse, _subject_of(verb))
            if v in _AMENDING:
                change = Change.AMENDS
            elif v in _ENDING:
                change = Change.ENDS
            elif (
                v in _SIGNING
                or (v in ("be", "close") and how in ("to", "in", "about", "on"))
                or (v == "be" and lemma == "talks")
                or v in ("discuss", "negotiate")
            ):
                verbs_done.add(verb.i)
            elif v == "keep":
                change = Change.HOLDS
            else:
                return None
            if v == "have" and how == "dobj" and change is Change.BEGINS:
                change = Change.HOLDS
            verbs_done.add(verb.i)
            withs = _who(ctx, parse, prepositional(verb, "with", "between")) or _on_the_way(ctx, parse, noun, verb)
            parties = _join(subj, agents, withs, inner if change is Change.BEGINS and lemma not in ("amendment",) else parties)
            if len(parties) < 2:
                parties = _join(parties, _who(ctx, parse, prepositional(verb, "from", "to", "for", "in")))
            if len(parties) < 2:
                parties = _join(parties, _loose(ctx, parse, noun))
            if len(parties) == 1 and how in ("dobj", "into") and not definite:
                parties = _join(parties, ctx.other(parse, parties))
        elif how == "under":
            if definite and ctx.pair:
                return None
            subj = _who(ctx, parse, _subject_of(verb))
            direct = _who(ctx, parse, child(verb, "dative", "dobj"))
            attr = child(verb, "attr")
            owner = [p for c in (attr.children if attr is not None else ()) if c.dep_ == "poss" for p in ctx.who(parse, c)]
            parties = _join(inner, subj, direct, owner)
            if len(parties) < 2:
                parties = _join(parties, _who(ctx, parse, prepositional(verb, "for", "to", "from", "with")))
            if len(parties) < 2:
                parties = _join(parties, ctx.other(parse, parties)) if parties else []
            own = ctx.text[parse.start(noun) : parse.end(noun.right_edge)]
            if re.search(r"\bextended|renewed|prolonged\b", own):
                change = Change.AMENDS
            elif (
                "signed" not in own and re.search(r"\bruns? (?:from|until|through)\b", own) and not (auxiliaries(verb) & {"will", "would"})
            ):
                change = Change.HOLDS
            confidence = 0.65
        else:
            return None
    elif len(parties) < 2:
        return None
    if len(parties) < 2 or len(parties) > 8:
        return None
    kind = _type(ctx, parse, noun, verb)
    return Deal(parties, kind, change, noun, rule, confidence, negative and change is Change.BEGINS)


def _on_the_way(ctx: Context, parse: Parse, noun: Any, verb: Any) -> list[str]:
    """Whom the nouns between the deal and its verb are with: "in talks with Y about a contract"."""
    for above in noun.ancestors:
        if above.i == verb.i:
            return []
        if found := _who(ctx, parse, prepositional(above, "with", "between")):
            return found
    return []


def _governor(noun: Any) -> tuple[Any | None, str]:
    token = noun
    for _ in range(5):
        dep, head = token.dep_, token.head
        if dep == "dobj" or _is_noun(token):
            return head, "dobj"
        if dep == "nsubj":
            return head, "subj"
        if dep == "nsubjpass":
            return head, "subj"
        if dep in ("attr", "oprd"):
            return head, "attr"
        if dep == "pobj":
            prep, above = head, head.head
            if above.pos_ in ("VERB", "AUX"):
                word = prep.lower_
                return above, "under" if word in ("under", "pursuant") else word
            if prep.lower_ == "under":
                while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
                    above = above.head
                return (above, "under") if above.pos_ in ("VERB", "AUX") else (None, "none")
            if above.lemma_.lower() in _DEALS | {"signing", "formation", "talk", "close", "entry", "purchase"}:
                token = above
                continue
            if above.pos_ == "ADJ":
                return above.head, prep.lower_
            return None, "none"
        if dep in ("conj", "appos"):
            token = head
            continue
        if dep in ("compound", "nmod"):
            return None, "compound"
        return None, "root"
    return None, "none"


def _inner(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """Whom the noun itself names: "X's contract with Y", "an agreement between X and Y"."""
    poss = child(noun, "poss")
    own = _who(ctx, parse, poss) if poss is not None else []
    others: list[str] = []
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("with", "between", "among"):
            target = child(c, "pobj")
            if target is not None:
                others += _who(ctx, parse, target, tuple(own))
        if c.dep_ == "prep" and c.lower_ == "of" and noun.lemma_ in ("purchase", "acquisition", "takeover"):
            target = child(c, "pobj")
            if target is not None:
                others += _who(ctx, parse, target, tuple(own))
                others += _who(ctx, parse, prepositional(target, "from"), tuple(own))
        if c.dep_ == "prep" and c.lower_ in ("in", "from") and noun.lemma_ in ("investment", "stake", "purchase"):
            target = child(c, "pobj")
            if target is not None:
                others += _who(ctx, parse, target, tuple(own))
    return _join(own, others)


def _deep(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The parties of the deal below "termination of", "amendment to"."""
    out = _inner(ctx, parse, noun)
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("of", "to"):
            target = child(c, "pobj")
            if target is not None and target.lemma_.lower() in _DEALS:
                out = _join(out, _inner(ctx, parse, target))
    return out


def _loose(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The first party in what follows the noun: "a contract to rent computing power from Y", "that gives Y …"."""
    for t in noun.subtree:
        if (
            t.i > noun.i
            and t.i in parse.at
            and t.dep_ in ("pobj", "dative", "dobj", "nsubj", "conj", "nsubjpass")
            and (party := ctx.party(parse.at[t.i]))
        ):
            if t.dep_ == "pobj" and t.head.lower_ in ("of", "in", "at", "on") and party not in ():
                if parse.at[t.i].name.sort != "cloud":
                    continue
            return [party]
    verb = noun.head if noun.head.pos_ == "VERB" else None
    if verb is not None:
        for t in verb.subtree:
            if t.i > noun.i and t.i in parse.at and t.dep_ in ("pobj", "dative", "dobj") and (party := ctx.party(parse.at[t.i])):
                if t.dep_ == "pobj" and t.head.lower_ in ("of", "in", "at", "on", "by", "than") and parse.at[t.i].name.sort != "cloud":
                    continue
                return [party]
    for t in parse.doc:
        if (
            t.i > noun.i
            and t.dep_ == "compound"
            and t.i in parse.at
            and parse.at[t.i].name.sort == "cloud"
            and (party := ctx.party(parse.at[t.i]))
        ):
            return [party]
    return []


def _by_act(ctx: Context, parse: Parse, verb: Any) -> Deal | None:
    lemma = verb.lemma_.lower()
    s = parse.sentence
    text = ctx.text[s.start : s.end]
    buyer = _who(ctx, parse, _subject_of(verb))
    if not buyer or (verb.dep_ in ("relcl", "acl") and lemma not in ("invest",)):
        return None
    money = re.search(r"[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:million|billion|bn|m)\b|\b(?:CHF|EUR|NOK|SEK|KRW)\s?\d|\bstake\b|\d%", text)
    dobj = child(verb, "dobj")
    other: list[str] = []
    kind = _ACTS[lemma]
    if lemma == "invest":
        other = _who(ctx, parse, prepositional(verb, "in", "into"), tuple(buyer)) or (
            _who(ctx, parse, prepositional(dobj, "in", "into"), tuple(buyer)) if dobj is not None else []
        )
    elif lemma in ("buy", "acquire", "merge"):
        other = (
            _who(ctx, parse, dobj, tuple(buyer))
            if dobj is not None and dobj.i in parse.at and parse.at[dobj.i].name.kind in ("company", "other")
            else []
        )
        if not other:
            source = prepositional(verb, "from") or (prepositional(dobj, "from", "of", "in") if dobj is not None else None)
            other = _who(ctx, parse, source, tuple(buyer))
            of = prepositional(dobj, "of", "in") if dobj is not None else None
            kind = (
                "investment"
                if (of is not None and source is not None and source.i == of.i) or re.search(r"\bstake\b|\bshares\b|\d% of", text)
                else "supply"
            )
            if dobj is not None and not other:
                holder = next((t for t in dobj.subtree if t.i in parse.at and t.dep_ in ("compound", "poss")), None)
                other = (
                    _who(ctx, parse, holder, tuple(buyer))
                    if holder is not None and re.search(r"\bshares\b|\bcapacity\b|\bservices\b", text)
                    else []
                )
                kind = "investment" if re.search(r"\bshares\b", text) else "cloud"
    elif lemma in ("take", "put"):
        if not re.search(r"\bstake\b|\bmoney\b|[$€£]", text):
            return None
        other = _who(ctx, parse, prepositional(verb, "in", "into"), tuple(buyer)) or (
            _who(ctx, parse, prepositional(dobj, "in", "into"), tuple(buyer)) if dobj is not None else []
        )
    elif lemma in ("pay", "commit", "spend", "pledge", "rent", "order", "purchase"):
        if not money:
            return None
        target = child(verb, "dative")
        other = _who(ctx, parse, target, tuple(buyer)) if target is not None and target.pos_ != "ADP" else []
        other = other or (_who(ctx, parse, dobj, tuple(buyer)) if dobj is not None and dobj.i in parse.at else [])
        other = other or _who(ctx, parse, prepositional(verb, "to", "from", "on", "with"), tuple(buyer))
        other = other or _loose(ctx, parse, dobj if dobj is not None else verb)
        other = [p for p in other if p not in buyer]
    elif lemma in ("team", "partner", "collaborate"):
        other = _who(ctx, parse, prepositional(verb, "with"), tuple(buyer))
        if other and not negated(verb):
            return Deal(_join(buyer, other), kind or _type(ctx, parse, verb, verb), Change.BEGINS, verb, f"act-{lemma}", 0.6)
        return None
    elif lemma == "raise":
        other = _who(ctx, parse, prepositional(verb, "from"), tuple(buyer)) or (
            _who(ctx, parse, prepositional(dobj, "from"), tuple(buyer)) if dobj is not None else []
        )
    elif lemma in ("sign", "supply", "sell"):
        return None
    if not other or not (money or kind in ("acquisition",) or lemma == "rent"):
        return None
    change = (
        Change.AMENDS
        if re.search(r"\bextend\w*|\bexpand\w*|\benlarg\w*|\bfurther\b|\banother\b", text)
        and lemma not in ("buy", "acquire")
        and re.search(r"\bextend|\benlarg|\bexpand", text)
        else Change.BEGINS
    )
    if not kind:
        kind = _type(ctx, parse, verb, verb)
    return Deal(_join(buyer, other), kind, change, verb, f"act-{lemma}", 0.65, negated(verb), (parse.start(verb), s.end))


def _type(ctx: Context, parse: Parse, noun: Any, verb: Any | None) -> str:
    """The type that the noun's own words name, else the sentence's."""
    if noun.lemma_.lower() in _NOUN_TYPES:
        return _NOUN_TYPES[noun.lemma_.lower()]
    left = ctx.text[parse.start(noun.left_edge) : parse.end(noun)]
    own = ctx.text[parse.start(noun) : min(parse.end(noun.right_edge), parse.end(noun) + 160)]
    s = parse.sentence
    whole = ctx.text[s.start : s.end]
    for text in (left, own, whole):
        for name, pattern in _TYPES:
            if name == "investment" and text is whole and not re.search(r"\binvest", text):
                continue
            if re.search(pattern, text if name in ("acquisition", "cloud") else text, re.IGNORECASE if name != "acquisition" else 0):
                if name == "investment" and text is not left and verb is not None and verb.lemma_ != "invest":
                    continue
                if text is left and re.search(r"\bpartnership\b", left) and name in ("development",):
                    continue
                return name
        if (
            text is left
            and re.search(r"\b(?:partnership|alliance|teaming|services?)\b", left, re.IGNORECASE)
            and not re.search(r"\bcapacity|Master Services\b", left)
        ):
            return "partnership"
    return "partnership"
