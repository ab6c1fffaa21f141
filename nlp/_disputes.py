"""Disputes: who says that a deal or act breaks a right, by suing, accusing, or arguing; and the denials and ends of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.claims import Change
from nlp import _cues as cues
from nlp._context import Context
from nlp._negation import failing
from nlp._parse import Parse, auxiliaries, child, negation, prepositional, subject
from nlp._told import cut

_RIGHT_WORDS: Final = re.compile(
    r"\b(?:rights?|exclusiv\w*|agreement|contract|obligations?|deal|promise|licen[cs]e|status|clause|terms|hold|territory|commitments?|"
    r"letter)\b",
    re.IGNORECASE,
)
_NOT_OURS: Final = re.compile(
    r"\b(?:patents?|antitrust|copyright|trademark(?! (?:and|or|licen[cs]\w+|agreement))|"
    r"competition (?:authority|case)|libel|defamation|securities fraud|discrimination)\b",
    re.IGNORECASE,
)
_TO_COURT: Final = re.compile(r"\bto (?:[\w\s]+ )?(?:court|arbitration|tribunal)\b|\bbefore a (?:court|tribunal)\b")
_STOPPING: Final = frozenset(("stop", "bar", "block", "prevent"))
_OVER_WITH: Final = re.compile(r"\b(?:settled|dropped|withdrawn|dismissed|thrown out|come to a close|ended|(?:is|are|was|were|now) over)\b")
_REQUESTS: Final = frozenset(("request", "notice", "demand", "application"))
_MODALS: Final = frozenset(("would", "will", "could", "may", "might"))
_REVIVING: Final = frozenset(("revive", "reopen", "reinstate"))
_GOING_ON: Final = frozenset(("go", "continue", "drag", "head", "escalate", "rumble", "proceed", "remain", "persist"))
_THREATS: Final = frozenset(("prepare", "consider", "weigh", "threaten", "ponder", "mull", "plan", "study", "explore"))
_GROUNDLESS: Final = re.compile(r"\bbaseless\b|\bwithout merit\b|\bunfounded\b")
_DESIST: Final = re.compile(r"\bcease[- ]and[- ]desist\b", re.IGNORECASE)
_GROUND: Final = re.compile(
    r"\b(?:exclusiv\w*|sole|agreement|contract|obligations?|deal|licen[cs]\w+|territory|first refusal)\b", re.IGNORECASE
)
_FOUGHT: Final = frozenset(("lawsuit", "suit", "dispute", "litigation", "arbitration", "claim", "claims", "lawsuits"))
_SPOKESMEN: Final = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_SEEING: Final = frozenset(("object", "see", "regard", "describe", "denounce", "condemn", "view", "treat", "attack"))
_REJECTING: Final = frozenset(("call", "reject", "dismiss", "describe", "label", "brand", "deny", "refute"))
_DENYING: Final = re.compile(r"\b(?:denie[sd]|denying|not|nothing|no)\b")
_SPEAKING: Final = frozenset(("say", "deny", "argue", "claim", "maintain", "reply", "insist", "allege", "complain", "object"))
_OVER: Final = re.compile(
    r"\b(?:an? |the |its |their )?((?:exclusive|sole|sole-supply|exclusivity|first-refusal|right of first refusal)[\w\s\-]{0,60}?)"
    r"(?=[,.;:]|\s(?:by|when|and|until|that|which|in breach|is|are|was|were|has|had|goes|will|would|after|before)\b|\Z)"
)


@dataclass
class Quarrel:
    """A dispute as one sentence has it. ``denied``: the token or the span that denies it."""

    claimant: list[str]
    respondents: list[str]
    change: Change
    anchor: Any
    rule: str
    confidence: float
    denied: Any = None
    over: str | None = None


def quarrels(ctx: Context, parse: Parse) -> Iterator[Quarrel]:
    """The disputes that one sentence speaks of. A breach that is only the ground of a suit is no dispute of its own."""
    text = ctx.text[parse.sentence.start : parse.sentence.end]
    if _NOT_OURS.search(text):
        return
    found = [q for t in parse.doc if t.i not in parse.at and (q := _one(ctx, parse, t, text)) is not None]
    found = [q for q in found if _came_about(q)]
    told = any(q.change is not Change.HOLDS and q.claimant and q.respondents and not auxiliaries(q.anchor) & _MODALS for q in found)
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for quarrel in found:
        quarrel.respondents = [r for r in quarrel.respondents if r not in quarrel.claimant]
        if not quarrel.claimant or not quarrel.respondents or (told and quarrel.rule == "breach" and not quarrel.denied):
            continue
        key = (quarrel.claimant[0], tuple(quarrel.respondents))
        if key not in seen:
            seen.add(key)
            ctx.suits.append(key)
            over, at = _OVER.search(text), parse.sentence.start
            quarrel.over = cut(ctx.text, at + over.start(1), at + over.end(1)) if over else None
            yield quarrel


def _came_about(quarrel: Quarrel) -> bool:
    """Whether it did: not "has not sued", "decided against suing"; a quarrel that was not settled goes on."""
    undone = None if quarrel.change is Change.HOLDS or quarrel.denied else failing(quarrel.anchor) or negation(quarrel.anchor)
    if undone is not None and quarrel.change is Change.ENDS:
        quarrel.change = Change.HOLDS
        return True
    return undone is None


def _one(ctx: Context, parse: Parse, t: Any, text: str) -> Quarrel | None:
    lemma = t.lemma_.lower()
    if t.pos_ == "VERB":
        return _by_verb(ctx, parse, t, lemma, text)
    if t.pos_ == "NOUN" and lemma in cues.BREACH_NOUNS:
        return _breach_noun(ctx, parse, t)
    if t.pos_ == "NOUN" and lemma in cues.SUITS:
        return _suit(ctx, parse, t, text)
    if lemma == "injunction":
        return _injunction(ctx, parse, t)
    if lemma == "settlement" and any(w in _words(text) for w in _FOUGHT):
        return _settlement(ctx, parse, t)
    if lemma == "letter" and _DESIST.search(text) and _GROUND.search(text):
        return _warned(ctx, parse, t)
    return None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _settlement(ctx: Context, parse: Parse, noun: Any) -> Quarrel | None:
    """ "X and Y have reached a settlement in their lawsuit", "X agreed a settlement with Y over the contract dispute"."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "on") else None
    if verb is None or verb.lemma_ not in ("reach", "agree", "announce", "sign", "strike", "negotiate") or negation(verb) is not None:
        return None
    actor = _who(ctx, parse, subject(verb))
    target = _who(ctx, parse, prepositional(noun, "with") or prepositional(verb, "with"), actor) or actor[1:]
    return Quarrel(actor[:1], target, Change.ENDS, verb, "settlement", 0.65)


def _injunction(ctx: Context, parse: Parse, noun: Any) -> Quarrel | None:
    """ "X sought an injunction against Y", "asked for an injunction barring Y from selling"."""
    asked = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun.head if noun.dep_ == "dobj" else None
    if asked is None or asked.lemma_ not in ("seek", "ask", "request", "apply", "file", "sue", "win", "obtain", "get"):
        return None
    actor, barring = _who(ctx, parse, subject(asked)), child(noun, "acl", "relcl")
    against = prepositional(noun, "against") or (child(barring, "dobj") if barring is not None else None)
    return Quarrel(actor, _who(ctx, parse, against, actor), Change.BEGINS, asked, "asks-a-court", 0.7)


def _warned(ctx: Context, parse: Parse, letter: Any) -> Quarrel | None:
    """ "X sent Y a cease-and-desist letter", "Y received a cease-and-desist letter from X"."""
    verb = letter.head if letter.dep_ in ("dobj", "nsubjpass") else None
    if verb is None or verb.lemma_ not in ("send", "serve", "write", "receive", "get", "issue", "deliver"):
        return None
    actor = _who(ctx, parse, subject(verb)) if letter.dep_ == "dobj" else _who(ctx, parse, prepositional(verb, "by"))
    if verb.lemma_ in ("receive", "get"):
        claimant = _who(ctx, parse, prepositional(letter, "from") or prepositional(verb, "from"), actor)
        return Quarrel(claimant, actor, Change.BEGINS, verb, "warns", 0.65)
    dative = child(verb, "dative")
    target = prepositional(verb, "to") or prepositional(letter, "to") or (dative if dative is not None and dative.pos_ != "ADP" else None)
    return Quarrel(actor, _who(ctx, parse, target, actor), Change.BEGINS, verb, "warns", 0.65)


def _who(ctx: Context, parse: Parse, token: Any | None, exclude: list[str] | None = None) -> list[str]:
    return ctx.who(parse, token, tuple(exclude or ())) if token is not None else []


def _by_verb(ctx: Context, parse: Parse, verb: Any, lemma: str, text: str) -> Quarrel | None:
    """ "X sued Y", "took Y to court", "accused Y of", "asked a judge to stop Y", "breached"."""
    uneasy = lemma == "sit" and any(c.lower_ in ("badly", "uneasily", "awkwardly", "ill") for c in verb.children)
    if lemma in cues.BREACHES or uneasy or (lemma == "go" and "going back on" in text):
        return _breach(ctx, parse, verb)
    if lemma not in ("sue", "countersue", "take", "bring", "go", "accuse", "ask", "settle", "threaten"):
        return None
    actor, thing, passive = _who(ctx, parse, subject(verb)), child(verb, "dobj"), child(verb, "nsubjpass")
    if lemma == "threaten":
        with_what = prepositional(verb, "with")
        suing = with_what is not None and with_what.lemma_.lower() in cues.SUITS
        return Quarrel(actor, _who(ctx, parse, thing, actor), Change.BEGINS, verb, "threatens-suit", 0.75) if suing else None
    if lemma in ("sue", "countersue", "accuse"):
        if lemma == "accuse" and any(c.lower_ == "had" for c in verb.children):
            return None
        claimant = actor if passive is None else _who(ctx, parse, prepositional(verb, "by"))
        target = _who(ctx, parse, thing, actor) if passive is None else _who(ctx, parse, passive)
        if lemma == "accuse":
            return Quarrel(claimant, target, Change.BEGINS, verb, "accuses", 0.7)
        return Quarrel(claimant, target, Change.BEGINS, verb, "threatens-suit" if _threatened(verb) else "sues", 0.85)
    if lemma in ("take", "bring") and _TO_COURT.search(text):
        return Quarrel(actor, _who(ctx, parse, thing, actor), Change.BEGINS, verb, "takes-to-court", 0.8)
    if lemma == "go" and _TO_COURT.search(text):
        return Quarrel(actor, ctx.other(parse, actor), Change.BEGINS, verb, "goes-to-court", 0.55)
    if lemma == "ask" and re.search(r"\b(?:judge|court|tribunal)\b", text):
        stop = next((v for v in verb.subtree if v.lemma_ in _STOPPING), None)
        return (
            Quarrel(actor, _who(ctx, parse, child(stop, "dobj"), actor), Change.BEGINS, verb, "asks-a-court", 0.75)
            if stop is not None
            else None
        )
    if lemma == "settle" and thing is not None and thing.lemma_.lower() in cues.SUITS:
        return _ended(ctx, parse, verb, thing, actor)
    return None


def _suit(ctx: Context, parse: Parse, suit: Any, text: str) -> Quarrel | None:
    """ "filed a suit against", "dropped its complaint", "X's suit was dismissed", "the claim is baseless"."""
    verb = suit.head if suit.dep_ in ("dobj", "nsubj", "nsubjpass") else suit.head.head if suit.dep_ == "pobj" else None
    asked = verb if verb is not None and verb.lemma_.lower() in _REQUESTS and verb.dep_ == "dobj" else None
    verb = asked.head if asked is not None else verb  # "filed a request for arbitration"
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    lemma, actor = verb.lemma_.lower(), _who(ctx, parse, subject(verb))
    groundless = _GROUNDLESS.search(text)
    if lemma in cues.DROPPING and suit.dep_ == "dobj" and not groundless:
        return _ended(ctx, parse, verb, suit, actor)
    against = prepositional(suit, "against") or prepositional(verb, "against")
    if suit.dep_ in ("nsubj", "nsubjpass") and _OVER_WITH.search(text):
        filed = next((c for c in suit.children if c.dep_ == "acl" and c.lemma_ in cues.FILING), None)
        claimant = _who(ctx, parse, child(suit, "poss") or prepositional(suit, "between")) or (
            _who(ctx, parse, prepositional(filed, "by")) if filed is not None else []
        )
        against = against or (prepositional(filed, "against") if filed is not None else None)
        target = _who(ctx, parse, against, claimant) or claimant[1:] or ctx.other(parse, claimant)
        return Quarrel(claimant[:1], target, Change.ENDS, verb, "suit-ended", 0.65)
    if _goes_on(suit, verb):
        sides = _who(ctx, parse, child(suit, "poss") or prepositional(suit, "between")) or (actor if suit.dep_ == "pobj" else [])
        target = _who(ctx, parse, prepositional(suit, "against", "with"), sides) or sides[1:]
        return Quarrel(sides[:1], target, Change.HOLDS, verb, "suit-goes-on", 0.6)
    if groundless and lemma in (*_REJECTING, "be"):
        voice = _speaking(ctx, parse, verb)
        actor = actor if lemma in _REJECTING else [voice] if voice else []
        owner = _who(ctx, parse, child(suit, "poss"), actor) or _accuser(ctx, actor)
        denied = parse.sentence.start + groundless.start(), parse.sentence.start + groundless.end()
        return Quarrel(owner or ctx.other(parse, actor), actor, Change.HOLDS, verb, "denies-claim", 0.55, denied) if actor else None
    if lemma in _REVIVING:
        actor = _who(ctx, parse, child(suit, "poss")) or actor
    if lemma in cues.FILING | _REVIVING and against is not None:
        rule = "threatens-suit" if lemma in _THREATS or _threatened(verb) else "files-suit"
        return Quarrel(actor, _who(ctx, parse, against, actor), Change.BEGINS, verb, rule, 0.8)
    if lemma == "face" and suit.dep_ == "dobj":
        claimant = _who(ctx, parse, prepositional(suit, "from", "by") or prepositional(verb, "from"), actor)
        return Quarrel(claimant, actor, Change.BEGINS, verb, "faces-suit", 0.7)
    return None


def _goes_on(suit: Any, verb: Any) -> bool:
    """Whether a quarrel is said to be under way: "the dispute between X and Y goes to trial", "is in dispute with Y"."""
    if suit.dep_ == "pobj":
        return bool(verb.lemma_ == "be" and suit.head.lower_ == "in")
    return bool(suit.dep_ == "nsubj" and verb.lemma_ in _GOING_ON)


def _accuser(ctx: Context, accused: list[str]) -> list[str]:
    """Who has been said to quarrel with the accused."""
    return next(([claimant] for claimant, respondents in reversed(ctx.suits) if accused and accused[0] in respondents), [])


def _threatened(verb: Any) -> bool:
    """Whether the suit is only threatened or weighed: "threatened to sue"."""
    return verb.dep_ in ("xcomp", "pcomp") and any(a.lemma_.lower() in _THREATS for a in verb.ancestors)


def _ended(ctx: Context, parse: Parse, verb: Any, suit: Any, actor: list[str]) -> Quarrel:
    """A suit that was dropped, withdrawn, settled or thrown out; a court that dismisses it is no party."""
    owner = child(suit, "poss")
    if owner is not None and owner.lower_ not in ("its", "their") and (named := ctx.who(parse, owner)):
        actor = named
    target = _who(ctx, parse, prepositional(suit, "against", "with") or prepositional(verb, "against", "with"), actor)
    if not target:
        for inner in (v for v in suit.subtree if v.pos_ == "VERB" and v.dep_ in ("acl", "relcl", "ccomp")):
            target = _who(ctx, parse, child(inner, "nsubj"), actor) or target
    if not target and len(actor) >= 2:
        return Quarrel(actor[:1], actor[1:], Change.ENDS, verb, "settles", 0.6)
    return Quarrel(actor, target or ctx.other(parse, actor), Change.ENDS, verb, "drops-suit", 0.75)


def _breach(ctx: Context, parse: Parse, verb: Any) -> Quarrel | None:
    """ "X breached its obligations to Y", "the deal does not violate Y's rights"."""
    target = child(verb, "dobj") or prepositional(verb, "with", "on", "of")
    if target is None or any(a.lemma_ == "accuse" for a in verb.ancestors):
        return None
    if not _RIGHT_WORDS.search(ctx.text, parse.start(target.left_edge), parse.end(target.right_edge)):
        return None
    acting = subject(verb)
    actor, voice = _who(ctx, parse, acting), _speaking(ctx, parse, verb)
    denying = _DENYING.search(ctx.text, parse.sentence.start, parse.start(verb))
    none = next((c for c in target.children if c.dep_ == "det" and c.lower_ == "no"), None)
    denied = negation(verb) or none or (denying.span() if denying else None)
    mine = child(target, "poss")
    if (
        voice
        and not denied
        and mine is not None
        and mine.lower_ in ("its", "their")
        and (acting is None or acting.lemma_.lower() in cues.DEALS)
    ):
        partner = _who(ctx, parse, prepositional(target, "with"), [voice])
        if partner:
            return Quarrel([voice], partner, Change.HOLDS, verb, "breach", 0.6)
    owner = _owner(ctx, parse, target, actor, voice if denied else None) or _who(ctx, parse, prepositional(verb, "to"), actor)
    if acting is not None and (not actor or acting.lemma_ in cues.DEALS):
        named = [p for t in acting.subtree if t.i in parse.at and (p := ctx.party(parse.at[t.i]))]
        actor = list(dict.fromkeys(p for p in (*_who(ctx, parse, child(acting, "poss")), *named) if p not in owner))[:2]
    if acting is None and not owner:
        return None
    if denied and voice and not actor and not owner:
        actor = [voice]
        owner = _accuser(ctx, actor)
    if not owner:
        owner = [voice] if voice and voice not in actor and not denied else ctx.other(parse, actor)
    if not actor:
        actor = [voice] if voice and voice not in owner and denied else ctx.other(parse, owner)
    elif voice and denied and voice not in owner and voice not in actor:
        actor = [voice, *actor]
    if voice and not denied and actor == [voice]:
        return None
    return Quarrel(owner[:1], actor, Change.HOLDS, verb, "breach", 0.6, denied)


def _owner(ctx: Context, parse: Parse, target: Any, actor: list[str], denying: str | None) -> list[str]:
    """Whose right it is: "Y's rights", "its obligations to Y". Who denies the breach is not the one wronged."""
    barred = [*actor, denying] if denying else actor
    poss = child(target, "poss")
    found = _who(ctx, parse, poss, barred) if poss is not None and poss.lower_ not in ("its", "their") else []
    found = found or _who(ctx, parse, prepositional(target, "to", "with", "of"), actor)
    compound = [
        p for c in target.children if c.dep_ == "compound" and c.i in parse.at and (p := ctx.party(parse.at[c.i])) and p not in barred
    ]
    whole = prepositional(target, "of")
    return found or compound or (_who(ctx, parse, child(whole, "poss"), barred) if whole is not None else [])


def _breach_noun(ctx: Context, parse: Parse, noun: Any) -> Quarrel | None:
    """ "is a breach of its exclusive right", "deny any breach"."""
    as_one = noun.dep_ == "pobj" and noun.head.lower_ == "as"
    verb = noun.head if noun.dep_ in ("dobj", "attr") else noun.head.head if as_one else None
    if verb is None or verb.lemma_ not in (_SEEING if as_one else ("deny", "be", "allege")):
        return None
    acting = subject(verb)
    right, voice = prepositional(noun, "of"), _who(ctx, parse, acting)[:1] if as_one else [v] if (v := _speaking(ctx, parse, verb)) else []
    poss = child(right, "poss") if right is not None else None
    if right is not None and voice and verb.lemma_ != "deny" and poss is not None and poss.lower_ in ("its", "their"):
        partner = _who(ctx, parse, prepositional(right, "with"), voice) or ctx.other(parse, voice)
        return Quarrel(
            voice, [*partner, *_winner(ctx, parse, acting, [*voice, *partner])], Change.HOLDS, verb, "breach", 0.55, negation(verb)
        )
    if verb.lemma_ == "allege":
        thing = prepositional(noun, "of")
        breaker = prepositional(noun, "by") or prepositional(verb, "by") or (prepositional(thing, "by") if thing is not None else None)
        claimant = _who(ctx, parse, acting)
        return Quarrel(claimant, _who(ctx, parse, breaker, claimant), Change.HOLDS, verb, "breach", 0.6)
    if verb.lemma_ == "deny":
        actor = _who(ctx, parse, acting)
        owner = (
            _accuser(ctx, actor)
            or ctx.other(parse, actor)
            or [p for p in ctx.recent(parse.sentence.start, parse.index) if p not in actor][:1]
        )
        return Quarrel(owner, actor, Change.HOLDS, verb, "denies-breach", 0.6, verb)
    right = prepositional(noun, "of")
    owner = _who(ctx, parse, child(right, "poss")) if right is not None else []
    inside = acting.subtree if acting is not None else ()
    actor = [p for t in inside if t.i in parse.at and (p := ctx.party(parse.at[t.i])) and p not in owner]
    return Quarrel(owner, actor or ctx.other(parse, owner), Change.HOLDS, verb, "breach", 0.55, negation(verb)) if owner else None


def _winner(ctx: Context, parse: Parse, acting: Any | None, apart: list[str]) -> list[str]:
    """Who has what is said to be the breach: "*X* has won the rights, in an award that Y says is a breach of its contract"."""
    main = next((t for t in parse.doc if t.dep_ == "ROOT"), None) if acting is not None and acting.tag_ == "WDT" else None
    return _who(ctx, parse, subject(main), apart)[:1] if main is not None else []


def _speaking(ctx: Context, parse: Parse, verb: Any) -> str | None:
    """The company whose statement the verb is part of."""
    said = (t for t in (*verb.ancestors, *verb.children) if t.lemma_ in _SPEAKING and t.i != verb.i)
    say = next(said, None)
    speaking = subject(say) if say is not None else None
    found = _who(ctx, parse, speaking)
    if not found and speaking is not None and speaking.lower_ in _SPOKESMEN:
        inside = [t for t in speaking.subtree if t.i in parse.at]
        found = [p for t in inside if (p := ctx.party(parse.at[t.i]))]
    return found[0] if found else None
