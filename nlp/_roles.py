"""Roles: "the exclusive distributor of …" is held by whoever is, becomes, remains or is named it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graph.claims import Change, Mode
from nlp import _cues as cues
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import Parse, auxiliaries, child, negation, prepositional, subject
from nlp._syntax import beside, company, denies, governor, no_longer, phrase_start

_CALLING: Final = frozenset(("call", "use", "have", "consider", "retain"))
_TAKING_ON: Final = frozenset(("partner", "team", "sign", "hire", "contract", "ask", "bring", "enlist", "award", "commission"))
_DISPLACING: Final = frozenset(("replace", "succeed", "supplant", "displace", "oust"))
_SAYING: Final = frozenset(("say", "add", "confirm", "note", "tell", "announce", "state", "insist", "maintain"))
_STARTING: Final = frozenset(("take", "sign", "join", "come", "succeed", "step"))
_FROM_NOW: Final = re.compile(
    r"\b(?:[Ee]ffective|[Aa]s of|[Ff]rom) (?:today|\d|(?:the )?(?:start|end)|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)|"
    r"\b[Ff]rom now on\b|\b[Aa]s of this\b|\b[Nn]ow\b",
)
_UNTIL: Final = re.compile(
    r"\b(?:[Pp]rior to|until|till|up to|no longer|before|ended|lapsed|expired|(?:[Ff]rom|[Bb]etween) [^,;]{0,14}\d{4} (?:to|and|through))\b"
)
_NOT_SOLE: Final = re.compile(
    r"\b(?:but|though|although|if|albeit|and)?,? ?not (?:the |its |an? |their |as (?:the |its |an? )?)?(?:exclusive|only|sole)\b"
)
_APPOSED: Final = re.compile(r",\s+(?:(?:since|from|until|for|now|once|long)\s*)?(?:[\w ]{0,20}\s)?(?:the|its|their)\s+(?:\w+\s+){0,4}")
_ONCE: Final = re.compile(
    r"\b(?:once|formerly|previously|originally|initially|erstwhile|at first|until (?:now|then|recently)|used to|"
    r"for (?:\w+ ){0,3}(?:years?|decades?|months|seasons)|no more)\b",
    re.IGNORECASE,
)
_TURN: Final = re.compile(
    r"(?:But|However|Yet|No longer|Not any ?more|That (?:changed|ended|is over)|Since then|Now)\b|[^.]{0,60}\b(?:has|have) since\b"
)
_APPOINTMENTS: Final = frozenset(("appointment", "selection", "choice", "designation", "nomination", "naming"))
_SKIPPED: Final = frozenset(("still", "now", "also", "already", "longer", "no", "not", "therefore"))


@dataclass
class _Held:
    """Who holds the role, as one reading of the sentence has it; ``by`` is the word that tells the change, if not the role's verb."""

    holder: list[str]
    change: Change | None
    rule: str
    confidence: float = 0.8
    grantor: list[str] = field(default_factory=list)
    by: Any = None


def frames(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any) -> Iterator[Frame]:
    """The right of whoever holds the role that ``noun`` names."""
    verb, how = governor(noun)
    linking = _linked_before(parse, noun)
    if linking is not None:
        verb, how = linking, "attr"
    if how in ("attr", "as") and denies(verb) and mode is Mode.EXCLUSIVE and not no_longer(ctx, parse, verb):
        mode = Mode.NON_EXCLUSIVE
    held = _read(ctx, parse, noun, verb, how)
    if held is None or not held.holder or held.change is None:
        return
    if held.rule in ("role-apposition", "role-as", "role-subject") and _is_past(parse, noun):
        held.change = Change.ENDS
    holder, grantor, confidence = held.holder[:4], held.grantor, held.confidence
    if not grantor:
        grantor = beside(ctx, parse, noun, holder)
        confidence -= 0.05
    guessed = not grantor
    if guessed and noun.lemma_.lower() not in cues.ROLES:
        return  # "the only company to make such chips" is a boast
    if guessed:
        grantor = _doing(ctx, parse, verb, holder) or ctx.other(parse, holder)
        confidence -= 0.1
    by = held.by if held.by is not None else verb if how != "appos" else None
    denied = negation(by) if held.rule == "role-named" and not isinstance(by, tuple) and by is not None else None
    yield Frame(mode, held.change, cue, noun, holder, grantor, held.rule, confidence, denied, guessed=guessed, by=by)
    if held.rule != "role-named" and how == "as" and verb is not None and mode is Mode.EXCLUSIVE:
        gone = [p for p in _displaced(ctx, parse, verb) if p not in holder and p not in grantor]
        if gone:
            yield Frame(mode, Change.ENDS, cue, noun, gone, grantor, "role-displaced", 0.65, guessed=guessed, by=verb)
    if mode is Mode.PREFERRED and (m := _NOT_SOLE.search(ctx.text, parse.end(noun), parse.sentence.end)):
        yield Frame(
            Mode.NON_EXCLUSIVE, held.change, cue, noun, holder, grantor, held.rule, confidence, guessed=guessed, by=by, cue=m.span()
        )


def _read(ctx: Context, parse: Parse, noun: Any, verb: Any | None, how: str) -> _Held | None:
    lemma = verb.lemma_.lower() if verb is not None and how != "appos" else ""
    if how != "attr" and (named := _named_before(parse, noun)) is not None:
        naming, target = named
        grantor = _whose(ctx, parse, noun) or company(ctx, parse, subject(naming))
        return _Held(company(ctx, parse, target, tuple(grantor)), _named(naming.lemma_), "role-named", grantor=grantor, by=naming)
    if verb is None or how.startswith("pobj"):
        return _Held(_just_before(ctx, parse, noun), Change.HOLDS, "role-apposition", 0.6)
    if how == "as" and verb.lemma_.lower() in _APPOINTMENTS:
        whose = company(ctx, parse, child(verb, "poss"))
        of = company(ctx, parse, prepositional(verb, "of"))
        appointed = of or whose
        grantor = company(ctx, parse, prepositional(verb, "by")) or (whose if of else [])
        ended = any(a.lemma_ in cues.ENDING for a in verb.ancestors)
        return _Held(
            appointed, Change.ENDS if ended else Change.BEGINS, "role-named", 0.7, [g for g in grantor if g not in appointed], verb
        )
    if how == "as" and verb.pos_ == "NOUN":
        over = any(a.lemma_ in cues.ENDING for a in verb.ancestors)
        return _Held(company(ctx, parse, child(verb, "poss")), Change.ENDS if over else Change.HOLDS, "role-position", 0.65)
    if how == "attr" or (how in ("as", "dobj") and lemma in cues.BE):
        if (taken := _taken_on(ctx, parse, verb)) is not None:
            return taken
        topic = subject(verb)
        if topic is None or topic.i == noun.i:
            topic = next((t for t in reversed(list(parse.doc[: verb.i])) if t.i in parse.at or t.pos_ in ("NOUN", "PRON")), None)
        return _Held(company(ctx, parse, topic), state(ctx, parse, verb), f"role-{'is' if lemma == 'be' else lemma}")
    if how in ("oprd", "small", "as", "dobj") and lemma in cues.NAMING | {"have"}:
        return _by_naming(ctx, parse, noun, verb, how)
    if how == "as" and lemma in _DISPLACING and child(verb, "nsubjpass") is not None:
        holder = company(ctx, parse, prepositional(verb, "by", "with"))
        return _Held(holder, Change.BEGINS, "role-replaces")
    if how == "as" and lemma == "replace":
        grantor = company(ctx, parse, subject(verb))
        found = (company(ctx, parse, w, tuple(grantor)) for x in verb.subtree if (w := prepositional(x, "with")) is not None)
        holder = next((f for f in found if f), grantor)
        return _Held(holder, Change.BEGINS, "role-replaces", grantor=[g for g in grantor if g not in holder])
    if how == "as" and (partner := _worked_with(ctx, parse, noun, verb)) is not None:
        return partner
    if how == "as" and lemma in cues.LOSING and (lost := company(ctx, parse, child(verb, "dobj"))):
        return _Held(lost, Change.ENDS, "role-as", 0.65, company(ctx, parse, subject(verb), tuple(lost)), verb)
    if how == "as" and lemma in cues.LOSING:
        return _Held(company(ctx, parse, subject(verb)), Change.ENDS, "role-as", 0.65)
    if how == "as":
        change = Change.BEGINS if lemma in _STARTING else Change.HOLDS
        return _Held(company(ctx, parse, subject(verb)), change, "role-as", 0.65)
    if how == "appos":
        return _Held(company(ctx, parse, verb), Change.HOLDS, "role-apposition", 0.7)
    if how == "subj":
        if (beside_it := _just_before(ctx, parse, noun)) and verb.i > noun.i:
            return _Held(beside_it, Change.HOLDS, "role-apposition", 0.6)
        apposed = child(noun, "appos") or (child(verb, "attr") if lemma == "be" else None)
        return _Held(company(ctx, parse, apposed), Change.HOLDS, "role-subject", 0.6)
    return _Held(_just_before(ctx, parse, noun), Change.HOLDS, "role-apposition", 0.6)


def _doing(ctx: Context, parse: Parse, verb: Any | None, holder: list[str]) -> list[str]:
    """Who brings the holder in, where a relative clause tells what it becomes: "*X* has signed Y, which will be the exclusive issuer"."""
    main = verb.head.head if verb is not None and verb.dep_ == "relcl" else None
    while main is not None and main.pos_ != "VERB" and main.head.i != main.i:
        main = main.head
    return company(ctx, parse, subject(main), tuple(holder))[:1] if main is not None and main.pos_ == "VERB" else []


def _whose(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """Whose the role is, where a name or a description says so: "making it *the carmaker's* exclusive supplier"."""
    poss = child(noun, "poss")
    return company(ctx, parse, poss) if poss is not None and poss.pos_ != "PRON" else []


def _named(lemma: str) -> Change:
    return Change.HOLDS if lemma in _CALLING else Change.BEGINS


def _by_naming(ctx: Context, parse: Parse, noun: Any, verb: Any, how: str) -> _Held:
    """ "X named Y its …", "Y was appointed … by X"."""
    change = _named(verb.lemma_.lower())
    passive = child(verb, "nsubjpass")
    if passive is not None:
        holder = company(ctx, parse, passive)
        return _Held(holder, change, "role-named", grantor=company(ctx, parse, prepositional(verb, "by"), tuple(holder)))
    grantor = company(ctx, parse, subject(verb))
    if how == "small":
        target = child(noun, "nsubj")
    elif how == "dobj":
        target = child(verb, "dative") or child(noun, "nsubj")
    else:
        target = child(verb, "dobj")
    if target is None and how == "oprd":
        between = (t for t in verb.children if verb.i < t.i < noun.i)
        target = next((t for t in between if t.dep_ in ("dobj", "nsubj", "dative", "npadvmod")), None)
    if target is None:
        target = next((t for t in parse.doc if verb.i < t.i < noun.i and t.i in parse.at), None)
    relative = next((c for c in verb.children if c.lower_ in ("which", "whom", "that") and c.i < verb.i), None)
    if verb.dep_ == "relcl" and relative is not None and verb.lemma_.lower() in _CALLING:
        caller = next((c for c in verb.children if c.dep_ == "nsubj" and c.i != relative.i), None)
        called = company(ctx, parse, verb.head)
        return _Held(called, change, "role-named", grantor=company(ctx, parse, caller, tuple(called)))
    holder = company(ctx, parse, target, tuple(grantor)) if target is not None and target.i != noun.i else []
    return _Held(holder, change, "role-named", grantor=grantor)


def state(ctx: Context, parse: Parse, verb: Any) -> Change | None:
    """What "is", "becomes", "remains", "was" say about a role or a right; ``None`` for what merely was so at some time."""
    lemma, aux = verb.lemma_.lower(), auxiliaries(verb)
    if no_longer(ctx, parse, verb) or (verb.dep_ == "xcomp" and verb.head.lemma_ in ("cease", "stop")):
        return Change.ENDS
    if lemma in cues.HOLDING:
        return Change.HOLDS
    if lemma == "become" or aux & {"will", "shall", "would", "could", "might"}:
        return Change.BEGINS
    if lemma == "be" and verb.dep_ == "xcomp" and verb.head.lower_ == "used":
        return Change.ENDS
    if lemma == "be" and verb.lower_ in ("was", "were"):
        over = _UNTIL.search(ctx.text, parse.sentence.start, parse.sentence.end) or _ONCE.search(
            ctx.text, parse.sentence.start, parse.sentence.end
        )
        if over or _turns(ctx, parse):
            return Change.ENDS
        told = verb.dep_ == "ccomp" and verb.head.lemma_ in _SAYING and verb.head.tag_ == "VBD"
        return Change.HOLDS if told else None  # "said that it was the only supplier": is, in indirect speech
    if "had" in aux:
        return Change.ENDS
    if not aux & {"has", "have"} and _FROM_NOW.search(ctx.text, parse.sentence.start, parse.sentence.end):
        return Change.BEGINS
    return Change.HOLDS


def _displaced(ctx: Context, parse: Parse, verb: Any) -> list[str]:
    """Who had the role before: "Y replaces *Z* as …", "Y takes over from *Z* as …", "*Z* was replaced by Y as …"."""
    lemma = verb.lemma_.lower()
    if negation(verb) is not None:
        return []
    if lemma in _DISPLACING:
        return company(ctx, parse, child(verb, "nsubjpass") or child(verb, "dobj"))
    taken = lemma == "take" and any(c.lower_ == "over" for c in verb.children)
    return company(ctx, parse, prepositional(verb, "from")) if taken else []


def _turns(ctx: Context, parse: Parse) -> bool:
    """Whether the next sentence says that things have changed."""
    after = ctx.sentences[parse.index + 1 : parse.index + 2]
    return any(_TURN.match(ctx.text, s.start, s.end) for s in after)


def _is_past(parse: Parse, noun: Any) -> bool:
    """Whether the words just before the role put it in the past: "once the sole supplier", "the former exclusive distributor"."""
    first = phrase_start(noun)
    before = [t.lower_ for t in parse.doc[max(0, first - 3) : noun.i]]
    return "former" in before or bool(_ONCE.search(" ".join(before)))


def _taken_on(ctx: Context, parse: Parse, verb: Any) -> _Held | None:
    """ "X is partnering with Y to be its sole …", "X chose Y to become …": the one taken on, not the subject, is to be it."""
    above = verb.head
    if verb.lemma_.lower() not in cues.BE | {"become", "serve"} or verb.tag_ != "VB" or above.pos_ != "VERB" or above.i > verb.i:
        return None
    if not any(c.lower_ == "to" for c in verb.children) or above.lemma_.lower() not in cues.NAMING | _TAKING_ON:
        return None
    between = [t for t in parse.doc[above.i + 1 : verb.i] if t.i in parse.at and ctx.party(parse.at[t.i], weak=True)]
    if not between:
        return None
    taken = ctx.who(parse, between[-1])
    grantor = [p for p in company(ctx, parse, subject(above)) if p not in taken]
    return _Held(taken, Change.BEGINS, "role-named", 0.7, grantor, above)


def _worked_with(ctx: Context, parse: Parse, noun: Any, verb: Any) -> _Held | None:
    """ "X works with Y as its preferred supplier": Y is the one that holds the role."""
    poss, other = child(noun, "poss"), prepositional(verb, "with")
    if poss is None or poss.lower_ not in ("its", "their") or other is None or other.i > noun.i:
        return None
    grantor = company(ctx, parse, subject(verb))
    holder = company(ctx, parse, other, tuple(grantor))
    change = Change.BEGINS if verb.lemma_.lower() in cues.SIGNING | _TAKING_ON else Change.HOLDS
    return _Held(holder, change, "role-as", 0.65, grantor) if holder and grantor else None


def _linked_before(parse: Parse, noun: Any) -> Any | None:
    """The linking verb right before the role, but for an aside: "stays OpenAI's primary cloud", "is, as of today, the sole dealer"."""
    i = phrase_start(noun) - 1
    if i > 2 and parse.doc[i].lower_ == ",":
        opening = next((j for j in range(i - 1, max(0, i - 8), -1) if parse.doc[j].lower_ == ","), None)
        i = opening - 1 if opening is not None else i
    while i > 0 and parse.doc[i].lower_ in _SKIPPED:
        i -= 1
    verb = parse.doc[i] if i > 0 else None
    linking = verb is not None and verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in ("be", "become", "remain", "stay")
    return verb if linking else None


def _named_before(parse: Parse, noun: Any) -> tuple[Any, Any] | None:
    """The naming verb and the company right before the role: "made Y its …", "appointed Y the …", "and Y its …"."""
    i = phrase_start(noun) - 1
    if i >= 1 and parse.doc[i].lower_ == "as":
        i -= 1
    if i < 1 or not (i in parse.at or parse.doc[i].lower_ in ("it", "them")):
        return None
    j = i - 1
    while j >= 0 and parse.doc[j].dep_ in ("compound", "det", "nmod"):
        j -= 1
    verb = parse.doc[j] if j >= 0 else None
    if verb is not None and verb.lower_ == "and":
        verb = next((t for t in parse.doc[:j] if t.pos_ == "VERB" and t.lemma_.lower() in cues.NAMING - {"use", "call"}), None)
    if verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() in cues.NAMING and child(verb, "nsubjpass") is None:
        return verb, parse.doc[i]
    return None


def _just_before(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The company that a role follows after a comma: "Y, since 2017 the sole seller of …"."""
    start = parse.start(noun)
    before = [m for m in ctx.names.within(parse.sentence.start, start) if ctx.party(m, weak=True)]
    if before and _APPOSED.fullmatch(ctx.text, before[-1].end, start):
        found = ctx.party(before[-1], weak=True)
        return [found] if found else []
    return []
