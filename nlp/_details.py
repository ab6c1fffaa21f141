"""What a right is over, where, and on what condition, as the text has it."""

from __future__ import annotations

import re
from typing import Any, Final

from nlp import _cues as cues
from nlp._context import Context
from nlp._names import Mention
from nlp._parse import Parse, child

_REGION: Final = re.compile(
    r"\b(?P<prep>in|outside|across|throughout|for|within|inside|to|into|except in|but in)\s+(?P<place>(?:(?:the|mainland|Greater|continental|all of|most of)\s+)*)\Z"
)
_JOIN: Final = re.compile(r"\s*(?:,\s+and|,|\band\b|\bor\b|&)\s+(?:the\s+|in\s+)?\Z")
_NOT_TERRITORY: Final = re.compile(
    r"\b(?:court|tribunal|judge|signed|based|headquarter\w*|plant|factory|campus|shed|meeting|met|conference|told|reporters|born|offices?|hearing|newspaper|site|centres?|centers?)\b[^,.;]{0,24}\Z"
)
_LOOSE: Final = re.compile(
    r"\b(?P<t>most of the world|the rest of the world|the Gulf|the Nordics|the north-east|the Middle East|outside (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,3}|NATO countries)\b"
)
_CONDITION: Final = re.compile(
    r"(?:,\s+|\s+|\A)(?P<c>(?:unless|except(?: for| in)?|other than|excluding|save(?: for)?|provided(?: that)?|so long as|as long as|subject to|apart from|with the exception of|on condition that|but not(?: for)?|if|should|upon)\s+[^.;:]{4,160}|"
    r"until (?!\d|January|February|March|April|May|June|July|August|September|October|November|December|the end of|then|now|at least|mid-|early|late|next|this|last)[^.;:]{6,160}|"
    r"(?:\w+ ){1,8}(?:excepted|apart|excluded)\b|for (?:\w+ ){0,3}(?:customers|users|agencies|workloads)(?: in [A-Z][\w ]+)?)"
)
_ABOUT: Final = re.compile(
    r"\b(?:commitment|obligation|rights?|exclusiv\w+|deal|contract|preference|agreement|licen[cs]e|carved out|left out|not part of it)\b",
    re.IGNORECASE,
)
_CARVED: Final = re.compile(
    r"\b(?:carved out|does not apply|do not apply|shall apply|not part of it|left out|stays? outside|are? exempt|excluded from|not covered|neither (?:commitment|obligation))\b",
    re.IGNORECASE,
)


def territory(ctx: Context, start: int, end: int, at: int) -> str | None:
    """The place over which the right runs, nearest to where the text speaks of it: "England and Wales", "outside China"."""
    places = [m for m in ctx.names.within(start, end) if m.name.kind == "place"]
    best: tuple[int, str] | None = None
    i = 0
    while i < len(places):
        first = last = places[i]
        while i + 1 < len(places) and _JOIN.fullmatch(ctx.text[last.end : places[i + 1].start]):
            i += 1
            last = places[i]
        i += 1
        before = ctx.text[max(start, first.start - 60) : first.start]
        m = _REGION.search(before)
        if m is None or _NOT_TERRITORY.search(before[: m.start()]) or not _is_region(ctx, first):
            continue
        prep = m["prep"]
        if prep in ("to", "into", "for") and not re.search(r"\b(?:rights?|sell\w*|distribut\w+|suppl\w+|partner|agent|dealer)\b", before):
            continue
        left = start + (first.start - start)
        text = ctx.text[left : last.end]
        if prep in ("outside", "except in", "but in"):
            text = ctx.text[max(start, first.start - 60) + m.start("prep") : last.end]
        distance = abs(first.start - at)
        if best is None or distance < best[0]:
            best = (distance, text)
    if best is not None:
        return best[1]
    if re.search(r"\b[Tt]here\b(?! (?:is|are|was|were|will|has|had|have|may|would)\b)", ctx.text[start:end]):
        before_it = [m for m in ctx.names.mentions if m.end <= start and m.name.kind == "place" and _is_region(ctx, m)]
        if before_it:
            return ctx.text[before_it[-1].start : before_it[-1].end].removeprefix("the ")
    loose = _LOOSE.search(ctx.text, start, end)
    return loose["t"].removeprefix("the ") if loose else None


def _is_region(ctx: Context, m: Mention) -> bool:
    """Countries and wider; a town only where somebody sells or serves."""
    del ctx
    return m.name.known and m.name.sort != "town"


def subject(ctx: Context, parse: Parse, noun: Any) -> str | None:
    """What the right is over: the object of what it allows, or what stands after "of", "over", "on" or "to"."""
    target = None
    verb = next(
        (c for c in noun.subtree if c.dep_ in ("acl", "relcl", "pcomp") and c.pos_ == "VERB" and c.i > noun.i and c.tag_ in ("VB", "VBG")),
        None,
    )
    if verb is not None:
        inner = verb
        while child(inner, "dobj") is None and (conj := child(inner, "conj")) is not None and conj.pos_ == "VERB":
            inner = conj
        target = child(inner, "dobj")
    if target is None:
        holder = noun
        for c in (*noun.children, *(g for c in noun.children if c.dep_ == "prep" for p in c.children for g in p.children)):
            if c.dep_ == "prep" and c.lower_ in ("of", "over", "on", "to", "for") and c.i > noun.i:
                found = child(c, "pobj")
                if found is not None and found.lower_ not in ("refusal", "offer") and not _is_party(ctx, parse, found):
                    target = found
                    break
        del holder
    if target is None or target.pos_ == "PRON":
        return None
    left, right = parse.start(target.left_edge), parse.end(target)
    for c in target.children:
        if (
            c.dep_ in ("prep", "acl", "appos")
            and c.lower_ in ("of", "for", "from")
            and c.i > target.i
            and parse.end(c.right_edge) - left < 90
        ):
            right = max(right, parse.end(c.right_edge))
        if c.dep_ == "conj" and parse.end(c.right_edge) - left < 70:
            right = max(right, parse.end(c.right_edge))
    text = ctx.text[left:right]
    text = re.split(
        r"\s(?:in|until|from \d|since|through|during|outside|that|which|who|for the next|for (?:government|public))\b|[,;]\s(?!\w+ and\b)",
        text,
    )[0]
    return re.sub(r"\A(?:the|a|an|its|their|his|all|more)\s+", "", text).strip(" ,;.") or None


def _is_party(ctx: Context, parse: Parse, token: Any) -> bool:
    m = parse.at.get(token.i)
    return m is not None and m.name.kind in ("company", "person", "place")


def condition(ctx: Context, start: int, end: int, following: str) -> str | None:
    """A stated condition or carve-out, in the sentence or as the whole of the next one."""
    m = _CONDITION.search(ctx.text[start:end])
    if m:
        return m["c"].strip(" ,")
    if _CARVED.search(following) and len(following) < 200 and _ABOUT.search(following):
        return following.strip(" .")
    return None
