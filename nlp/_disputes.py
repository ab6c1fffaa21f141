"""Disputes: who says that a deal or act breaks a right, by suing, accusing, or arguing; and the denials and ends of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.claims import Change
from nlp._context import Context
from nlp._parse import Parse, child, negated, prepositional, subject

_SUIT: Final = frozenset(
    (
        "lawsuit",
        "suit",
        "complaint",
        "claim",
        "action",
        "litigation",
        "case",
        "arbitration",
        "proceeding",
        "proceedings",
        "dispute",
        "quarrel",
        "charge",
        "accusation",
    )
)
_FILING: Final = frozenset(
    (
        "file",
        "bring",
        "launch",
        "open",
        "start",
        "lodge",
        "prepare",
        "consider",
        "weigh",
        "threaten",
        "ponder",
        "mull",
        "plan",
        "take",
        "begin",
        "pursue",
        "study",
        "explore",
    )
)
_DROPPING: Final = frozenset(("drop", "settle", "withdraw", "end", "abandon", "resolve", "close", "dismiss", "lose", "win", "throw"))
_BREACH: Final = frozenset(
    ("breach", "violate", "infringe", "break", "contravene", "undermine", "conflict", "flout", "trample", "ignore", "disregard", "breached")
)
_BREACH_NOUN: Final = frozenset(("breach", "violation", "infringement"))
_RIGHT_WORDS: Final = re.compile(
    r"\b(?:right|rights|exclusiv\w*|agreement|contract|obligations?|deal|promise|licen[cs]e|status|clause|terms|hold|territory|commitments?|letter)\b",
    re.IGNORECASE,
)
_NOT_OURS: Final = re.compile(
    r"\b(?:patents?|antitrust|copyright|trademark|competition (?:authority|case)|libel|defamation|securities fraud|discrimination)\b",
    re.IGNORECASE,
)


@dataclass
class Quarrel:
    """A dispute as one sentence has it."""

    claimant: list[str]
    respondents: list[str]
    change: Change
    anchor: Any
    rule: str
    confidence: float
    denied: bool = False
    over: str | None = None


def quarrels(ctx: Context, parse: Parse) -> Iterator[Quarrel]:
    """The disputes that one sentence speaks of."""
    s = parse.sentence
    text = ctx.text[s.start : s.end]
    if _NOT_OURS.search(text):
        return
    found = [q for t in parse.doc if t.i not in parse.at and (q := _one(ctx, parse, t, text)) is not None and q.claimant and q.respondents]
    opened = any(q.change is Change.BEGINS for q in found)
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for quarrel in found:
        if opened and quarrel.rule == "breach" and not quarrel.denied:
            continue
        quarrel.respondents = [r for r in quarrel.respondents if r not in quarrel.claimant]
        key = (quarrel.claimant[0], tuple(quarrel.respondents))
        if quarrel.respondents and key not in seen:
            seen.add(key)
            quarrel.over = quarrel.over or _over(text)
            yield quarrel


def _one(ctx: Context, parse: Parse, t: Any, text: str) -> Quarrel | None:
    lemma = t.lemma_.lower()
    who = lambda token, exclude=(): ctx.who(parse, token, tuple(exclude)) if token is not None else []  # noqa: E731
    if t.pos_ == "VERB":
        subj = who(subject(t))
        if lemma == "sue":
            passive = child(t, "nsubjpass")
            if passive is not None:
                return Quarrel(who(prepositional(t, "by")), who(passive), Change.BEGINS, t, "sues", 0.8)
            return Quarrel(subj, who(child(t, "dobj"), subj), Change.BEGINS, t, "sues", 0.85)
        if lemma in ("take", "bring") and re.search(
            r"\bto (?:[\w\s]+ )?(?:court|arbitration|tribunal)\b|\bbefore a (?:court|tribunal)\b", text
        ):
            return Quarrel(subj, who(child(t, "dobj"), subj), Change.BEGINS, t, "takes-to-court", 0.8)
        if lemma == "go" and re.search(r"\bto court\b", text):
            return Quarrel(subj, ctx.other(parse, subj), Change.BEGINS, t, "goes-to-court", 0.55)
        if lemma == "accuse":
            passive = child(t, "nsubjpass")
            target = who(passive) if passive is not None else who(child(t, "dobj"), subj)
            claimant = who(prepositional(t, "by")) if passive is not None else subj
            past = any(c.lower_ == "had" for c in t.children)
            return None if past else Quarrel(claimant, target, Change.BEGINS, t, "accuses", 0.7)
        if lemma == "ask" and re.search(r"\b(?:judge|court|tribunal)\b", text) and re.search(r"\bto (?:stop|bar|block|prevent)\b", text):
            stop = next((v for v in t.subtree if v.lemma_ in ("stop", "bar", "block", "prevent")), None)
            return Quarrel(subj, who(child(stop, "dobj"), subj) if stop is not None else [], Change.BEGINS, t, "asks-a-court", 0.75)
        if lemma in _BREACH or (lemma == "go" and "going back on" in text):
            return _breach(ctx, parse, t, text)
        if lemma == "settle" and child(t, "dobj") is not None and child(t, "dobj").lemma_.lower() in _SUIT:
            return _ended(ctx, parse, t, child(t, "dobj"), subj)
    if lemma in _BREACH_NOUN and t.pos_ == "NOUN":
        return _breach_noun(ctx, parse, t, text)
    if lemma in _SUIT and t.pos_ == "NOUN":
        verb = (
            t.head if t.dep_ in ("dobj", "nsubj", "nsubjpass") else t.head.head if t.dep_ == "pobj" and t.head.head.pos_ == "VERB" else None
        )
        if verb is None:
            return None
        v = verb.lemma_.lower()
        subj = who(subject(verb))
        against = prepositional(t, "against") or prepositional(verb, "against")
        if v in _DROPPING and t.dep_ == "dobj":
            return _ended(ctx, parse, verb, t, subj)
        if t.dep_ in ("nsubj", "nsubjpass") and re.search(
            r"\b(?:settled|dropped|withdrawn|dismissed|thrown out|come to a close|ended|over)\b", text
        ):
            claimant = who(child(t, "poss"))
            return Quarrel(claimant, who(against, claimant) or ctx.other(parse, claimant), Change.ENDS, verb, "suit-ended", 0.65)
        if v in _FILING:
            return Quarrel(subj, who(against, subj), Change.BEGINS, verb, "files-suit", 0.8) if against is not None else None
        if v == "call" and re.search(r"\bbaseless\b|\bwithout merit\b|\bunfounded\b", text):
            return Quarrel(ctx.other(parse, subj), subj, Change.HOLDS, verb, "denies-claim", 0.55, denied=True)
        if v == "be" and re.search(r"\bbaseless\b|\bwithout merit\b|\bunfounded\b", text):
            return None
    return None


def _ended(ctx: Context, parse: Parse, verb: Any, suit: Any, subj: list[str]) -> Quarrel:
    owner = child(suit, "poss")
    if owner is not None and owner.lower_ not in ("its", "their") and (named := ctx.who(parse, owner)):
        subj = named
    against = prepositional(suit, "against", "with") or prepositional(verb, "against", "with")
    target = ctx.who(parse, against, tuple(subj)) if against is not None else []
    if not target:
        inner = [v for v in suit.subtree if v.pos_ == "VERB" and v.dep_ in ("acl", "relcl", "ccomp")]
        for v in inner:
            actor = child(v, "nsubj")
            if actor is not None:
                target = [p for p in ctx.who(parse, actor) if p not in subj] or target
    if not target and len(subj) >= 2:
        return Quarrel(subj[:1], subj[1:], Change.ENDS, verb, "settles", 0.6)
    target = target or ctx.other(parse, subj)
    return Quarrel(subj, target, Change.ENDS, verb, "drops-suit", 0.75)


def _breach(ctx: Context, parse: Parse, verb: Any, text: str) -> Quarrel | None:
    """ "X breached its obligations to Y", "the deal does not violate Y's rights"."""
    target = child(verb, "dobj") or prepositional(verb, "with", "on", "of")
    if target is None or not _RIGHT_WORDS.search(ctx.text[parse.start(target.left_edge) : parse.end(target.right_edge)]):
        return None
    subj = subject(verb)
    actor = ctx.who(parse, subj) if subj is not None else []
    if any(a.lemma_ == "accuse" for a in verb.ancestors):
        return None
    speaking = _speaker(ctx, parse, verb)
    denying = negated(verb) or any(a.lemma_ == "deny" for a in verb.ancestors)
    poss = child(target, "poss")
    barred = (*actor, speaking) if speaking and denying else tuple(actor)
    owner = ctx.who(parse, poss, barred) if poss is not None and poss.lower_ not in ("its", "their") else []
    if not owner:
        owner = (
            ctx.who(parse, prepositional(target, "to", "with", "of"), tuple(actor))
            if prepositional(target, "to", "with", "of") is not None
            else []
        )
    if not actor and subj is not None:
        inner = [t for t in subj.subtree if t.i in parse.at]
        actor = [p for t in inner if (p := ctx.party(parse.at[t.i])) and p not in owner][:1]
    denied = negated(verb) or bool(
        re.search(r"\b(?:denie[sd]|denying|not|nothing|no)\b", ctx.text[parse.sentence.start : parse.start(verb)])
    )
    if not owner:
        owner = [speaking] if speaking and speaking not in actor and not denied else ctx.other(parse, actor)
    if not actor:
        actor = [speaking] if speaking and speaking not in owner and denied else ctx.other(parse, owner)
    elif speaking and denied and speaking not in owner and speaking not in actor:
        actor = [speaking, *actor]
    if speaking and not denied and speaking in actor and len(actor) == 1:
        return None
    return Quarrel(
        owner[:1], actor, Change.HOLDS if denied or verb.lemma_ in ("undermine",) else Change.HOLDS, verb, "breach", 0.6, denied=denied
    )


def _breach_noun(ctx: Context, parse: Parse, noun: Any, text: str) -> Quarrel | None:
    """ "is a breach of its exclusive right", "deny any breach"."""
    verb = noun.head if noun.dep_ in ("dobj", "attr") else None
    if verb is None:
        return None
    if verb.lemma_ == "deny":
        actor = ctx.who(parse, subject(verb)) if subject(verb) is not None else []
        owner = ctx.other(parse, actor) or [p for p in ctx.recent(parse.sentence.start, parse.index) if p not in actor][:1]
        return Quarrel(owner, actor, Change.HOLDS, verb, "denies-breach", 0.6, denied=True)
    if verb.lemma_ == "be":
        of = prepositional(noun, "of")
        owner = ctx.who(parse, child(of, "poss")) if of is not None and child(of, "poss") is not None else []
        subj = subject(verb)
        actor = (
            [p for t in subj.subtree if t.i in parse.at and (p := ctx.party(parse.at[t.i])) and p not in owner] if subj is not None else []
        )
        if owner:
            return Quarrel(owner, actor or ctx.other(parse, owner), Change.HOLDS, verb, "breach", 0.55, denied=negated(verb))
    return None


def _speaker(ctx: Context, parse: Parse, verb: Any) -> str | None:
    say = next(
        (
            a
            for a in verb.ancestors
            if a.lemma_ in ("say", "deny", "argue", "claim", "maintain", "reply", "insist", "allege", "complain", "object")
        ),
        None,
    )
    if say is None or subject(say) is None:
        return None
    found = ctx.who(parse, subject(say))
    return found[0] if found else None


def _over(text: str) -> str | None:
    m = re.search(
        r"\b(?:an? |the |its |their )?((?:exclusive|sole|sole-supply|exclusivity|first-refusal|right of first refusal)[\w\s\-]{0,60}?)(?=[,.;:]|\s(?:by|when|and|until|that|which|in breach)\b|\Z)",
        text,
    )
    return m.group(1).strip() if m else None
