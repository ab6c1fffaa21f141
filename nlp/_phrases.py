"""Exclusivity that is said without the word: "to H and to no one else", "only on H", "H alone may", "has them to itself".

Each pattern points at the holder or at the party that is bound; the parse tells which company that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graph.claims import Change, Mode
from nlp import _cues as cues
from nlp._context import Context
from nlp._parse import Parse, auxiliaries, child, clause_verb, subject
from nlp._frame import Frame

_NOBODY: Final = r"(?:no[ -]?one|nobody|no other \w+|none other|nowhere|no third party)"
_PREP: Final = r"(?:on|in|at|by|from|to|through|via|with|inside|using|for)"
_HOLDER_AFTER: Final[tuple[tuple[str, str], ...]] = (
    ("only-through", rf"\b(?:only|solely|exclusively|nowhere but|nowhere except|anywhere (?:but|except|other than)|nowhere other than|none but) {_PREP} (?P<h>)"),
    ("only-through", r"\b(?:anywhere|nowhere|nobody|no one|no-one|anybody|anyone|any \w+|no (?:\w+ )?(?:\w+)|nothing|none) (?:else )?(?:but|except|other than|save|besides) (?:(?:on|by|from|to|through|with|in|at) )?(?P<h>)"),
    ("only-through", rf"\b(?:nowhere|nobody|no one|nothing) (?:else )?(?:than|but|except) (?:{_PREP} )?(?P<h>)"),
    ("all-from", r"\b(?:buy|source|procure|obtain|purchase|take|order|get|rent)s? (?:all|the whole|everything|every) .{3,60}? (?:from|at) (?P<h>)"),
    ("only-through", rf"\b(?:has|have|had) to (?:pass|go|run|route|be routed|be bought|come|be run) (?:only )?{_PREP} (?P<h>)"),
    ("only-through", rf"\b(?:exclusive|exclusively|unique) to (?P<h>)"),
    ("locked-to", r"\b(?:is|are|was|were|been) (?:\w+ )?(?:locked|tied|bound|wedded|committed|reserved|confined|restricted|limited|dedicated)(?: exclusively| solely)? (?:in|into|to|for) (?P<h>)"),
    ("nobody-else", rf"\bonly (?P<h>)(?=\S+(?: \S+)? (?:may|can|could|will|is allowed|is permitted|has the right|holds|gets|was allowed)\b)"),
    ("one-workshop", r"\bfrom (?:one|a single) \w+ only, (?P<h>)"),
)  # fmt: skip
_HOLDER_BEFORE: Final[tuple[tuple[str, str], ...]] = (
    ("nobody-else", rf",? and (?:to |by |from |with |on |in |for )?{_NOBODY}(?: else)?\b"),
    ("nobody-else", rf", (?:but )?not {_PREP} (?:anyone|anybody|any other)"),
    ("alone", r"\s+alone\b(?! in| among| last| this)"),
    ("to-itself", r"\b(?:has|have|had|having|keeps?|kept|gets?) (?P<x>.{2,80}?) (?:all )?to (?:itself|themselves)\b"),
)  # fmt: skip
_BOUND: Final[tuple[tuple[str, str], ...]] = (
    ("may-not-sell", r"\b(?:may|can|could|shall|will|must|would|is) (?:not|never)(?: to)? (?:\w+ )?(?:sell|supply|license|licence|offer|deliver|give|grant|ship|host|distribute|procure|buy|purchase|use)\b.{0,90}?\b(?:any(?:body|one) else|(?:any|an)other|somebody else|other than|any other|elsewhere|third part\w+|rivals?|competitors?)\b"),
    ("may-not-sell", r"\b(?:sells?|supplies|licen[cs]es|gives?|offers?|buys?|sell|supply|buy|sold|supplied|bought) .{0,60}?\b(?:to|from|with) (?:no other|no one else|nobody else|none other)\b"),
)  # fmt: skip
_OFFER_FIRST: Final = re.compile(r"\b(?:must|has to|have to|shall|is to|will) (?:first )?offer .{3,80}? (?:first )?to (?P<h>)")
_SELLING: Final = frozenset(
    ("broadcast", "stream", "air", "show", "carry", "sell", "distribute", "market", "host", "offer", "publish", "resell", "screen")
)
_LONGER: Final = re.compile(r"\bno longer\b|\bnot any more\b|\bneed not\b|\buntil (?:now|then|recently)\b|\bused to\b")
_NOT: Final = re.compile(r"\b(?:does|do|did|is|are|will|has|have) not\b|n't\b|\bneither\b|\bnot\s+\Z")


def frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The exclusive rights that a sentence puts in other words."""
    text = parse.doc.text
    done: set[str] = set()
    for rule, pattern in _HOLDER_AFTER:
        for m in re.finditer(pattern, text, re.IGNORECASE):
            token = _noun_at(parse, m.end("h"))
            yield from _emit(ctx, parse, m, rule, token, done)
    for rule, pattern in _HOLDER_BEFORE:
        for m in re.finditer(pattern, text):
            if rule == "to-itself":
                verb = _token_at(parse, m.start())
                token = subject(verb) if verb is not None else None
                if token is None:
                    token = next((t for t in reversed(list(parse.doc)) if t.idx < m.start() and t.pos_ in ("NOUN", "PROPN", "PRON")), None)
            else:
                token = _last_company(ctx, parse, m.start())
            yield from _emit(ctx, parse, m, rule, token, done)
    for t in parse.doc:
        if (
            t.lower_ in ("exclusively", "solely")
            and t.dep_ == "advmod"
            and t.head.lemma_.lower() in _SELLING
            and (thing := child(t.head, "dobj")) is not None
        ):
            holder = ctx.who(parse, subject(t.head)) if subject(t.head) is not None else []
            owner = [p for x in thing.subtree if x.i in parse.at and (p := ctx.party(parse.at[x.i])) and p not in holder]
            if holder and owner and holder[0] not in done:
                done.add(holder[0])
                yield Frame(Mode.EXCLUSIVE, _change(parse, t.head, text), t, t.head, holder[:1], owner[:1], "exclusively-sells", 0.65)
    for m in _OFFER_FIRST.finditer(text):
        if "first" in text[m.start() : m.end() + 60] or "before" in text[: m.start()].casefold():
            for frame in _emit(ctx, parse, m, "offer-first", _noun_at(parse, m.end("h")), done):
                frame.mode, frame.change = Mode.FIRST_REFUSAL, Change.HOLDS
                yield frame
    for rule, pattern in _BOUND:
        for m in re.finditer(pattern, text, re.IGNORECASE):
            verb = _token_at(parse, m.start())
            while verb is not None and verb.pos_ == "AUX" and verb.dep_ in ("aux", "auxpass"):
                verb = verb.head
            token = subject(verb) if verb is not None else None
            bound = ctx.who(parse, token) if token is not None else []
            holder = ctx.other(parse, bound) if bound else []
            if not holder and bound:
                holder = [p for p in ctx.in_sentence(parse.index) if p not in bound][:1]
            if bound and holder and verb is not None and holder[0] not in done:
                done.add(holder[0])
                yield Frame(Mode.EXCLUSIVE, _change(parse, verb, text[: m.end()]), verb, verb, holder[:1], bound[:1], rule, 0.55)


def _emit(ctx: Context, parse: Parse, m: re.Match[str], rule: str, token: Any | None, done: set[str]) -> Iterator[Frame]:
    if token is None:
        return
    holder = ctx.who(parse, token, weak=True)
    if not holder or holder[0] in done:
        return
    m_token = parse.at.get(token.i)
    if m_token is not None and m_token.name.kind in ("person", "place", "regulator"):
        return
    verb = clause_verb(token)
    before = parse.doc.text[: m.start()]
    here = [p for p in ctx.in_sentence(parse.index) if p not in holder]
    offset = parse.original(m.start())
    earlier = [p for x in ctx.names.within(parse.sentence.start, offset) if (p := ctx.party(x)) and p not in holder]
    grantor = earlier[:1] or here[:1] or _described(ctx, parse, token, holder) or ctx.other(parse, holder)
    guessed = not (earlier or here)
    mode, change = Mode.EXCLUSIVE, _change(parse, verb, parse.doc.text[: m.end()])
    if _LONGER.search(before) or (rule == "to-itself" and re.search(r"\bno longer\b", before)):
        change = Change.ENDS
    elif _NOT.search(before[-60:]):
        if rule not in ("to-itself", "only-through"):
            return
        if rule == "to-itself":
            mode, change = Mode.NON_EXCLUSIVE, Change.HOLDS
    done.add(holder[0])
    yield Frame(mode, change, token, verb, holder[:1], grantor[:1], rule, 0.6, guessed=guessed)


def _described(ctx: Context, parse: Parse, token: Any, holder: list[str]) -> list[str]:
    """The company that a description before the holder means."""
    for t in parse.doc:
        if t.i < token.i and t.dep_ in ("nsubj", "nsubjpass", "poss") and t.i not in parse.at:
            found = [p for p in ctx.who(parse, t) if p not in holder]
            if found:
                return found
    return []


def _change(parse: Parse, verb: Any, text: str) -> Change:
    """What the tense says: will, signs, has handed begin it; is, keeps, may hold it; had and was are over."""
    aux, lemma = auxiliaries(verb), verb.lemma_.lower()
    if lemma in cues.HOLDING:
        return Change.HOLDS
    if aux & {"will", "would", "shall", "could"}:
        return Change.BEGINS
    if "had" in aux or (verb.lower_ in ("was", "were", "had") and not re.search(r"\bsince\b", text)) or ({"was", "were"} & aux):
        return Change.ENDS
    if lemma in cues.GIVING - {"pass"} | cues.GETTING - {"get"} or lemma in ("sign", "agree", "choose", "pick", "select", "name"):
        return Change.BEGINS
    return Change.HOLDS


def _token_at(parse: Parse, offset: int) -> Any | None:
    return next((t for t in parse.doc if t.idx <= offset < t.idx + len(t.text_with_ws) or t.idx >= offset), None)


def _noun_at(parse: Parse, offset: int) -> Any | None:
    """The head of the noun phrase that begins at the offset."""
    first = _token_at(parse, offset)
    for t in parse.doc[first.i : first.i + 6] if first is not None else ():
        if t.i in parse.at:
            return t
        if t.pos_ == "PRON" and t.dep_ != "poss":
            return t
        if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "nmod", "poss", "amod"):
            return t
        if t.pos_ in ("VERB", "PUNCT", "CCONJ"):
            return None
    return None


def _last_company(ctx: Context, parse: Parse, offset: int) -> Any | None:
    """The last noun before the offset that means a company."""
    for t in reversed(list(parse.doc)):
        if t.idx < offset and (t.pos_ in ("NOUN", "PROPN", "PRON") or t.i in parse.at) and ctx.who(parse, t, weak=False):
            m = parse.at.get(t.i)
            if m is None or m.name.kind in ("company", "product", "other"):
                return t
        if offset - t.idx > 90:
            return None
    return None
