"""What a right is over, where, and on what condition, as the text has it."""

from __future__ import annotations

import re
from typing import Any, Final

from graph.places import is_place
from nlp._context import Context
from nlp._names import Mention
from nlp._parse import Parse, child
from nlp._sentences import Sentence
from nlp._told import Span, Told, cut

THERE: Final = 'the place that "there" stands for'
DEFINED: Final = "by the meaning that the text gives to the term"

_REGION: Final = re.compile(
    r"\b(?P<prep>in|outside|across|throughout|for|within|inside|to|into|cover(?:s|ed|ing)?|except in|but in|"
    r"(?:everywhere|anywhere|worldwide|globally|(?:all|any) (?:other )?(?:countries|markets|territories)),?\s+"
    r"(?:except|excluding|but|other than|apart from|bar)(?:\s+(?:for|in))?)\s+(?:(?:the|mainland|Greater|continental|"
    r"all of|most of)\s+)*\Z",
    re.IGNORECASE,
)
_LEAVING_OUT: Final = re.compile(r"\A(?:outside|except in|but in)\Z|\s(?:except|excluding|but|other than|apart from|bar)\b")
_JOIN: Final = re.compile(r"\s*+(?:,\s++and|,|\band\b|\bor\b|&)\s++(?:the\s+|in\s+)?")
_NOT_TERRITORY: Final = re.compile(
    r"\b(?:court|tribunal|judge|signed|based|headquarter\w*|plant|factory|campus|shed|meeting|met|conference|told|reporters|born|offices?|"
    r"hearing|newspaper|site|cent(?:re|er)s?)\b[^,.;]{0,24}\Z"
)
_GRANTED_FOR: Final = re.compile(
    r"\b(?:rights?|exclusivity|\w*licen[cs]\w+|franchise|sell\w*|distribut\w+|suppl\w+|partner|agent|dealer|"
    r"manufacturer|maker|producer|provider|operator|issuer|broadcaster|publisher|carrier|host)\b"
)
_THERE: Final = re.compile(
    r"\b[Tt]here\b(?! (?:is|are|was|were|will|has|had|have|may|would)\b)|"
    r"\b(?:both|the (?:two|three|same)|these|those) (?:countries|markets|territories)\b"
)
_COUNTED: Final = {"both": 2, "two": 2, "three": 3}
_TERM: Final = re.compile(r"\b[Tt]he Territory\b")
_MEANING: Final = re.compile(
    r"(?:[“\"]Territory[”\"] (?:means|shall mean|is|refers to)|\b[Tt]he Territory (?:comprises|means|covers|is|shall be|consists of))"
    r"\s+(?:the )?"
)
_LOOSE: Final = re.compile(
    r"\b(?:the )?(?P<place>most of the world|rest of the world|Gulf|Nordics|Middle East|north-east|north-west|south-east|south-west|"
    r"NATO countries)\b"
)
_ADJECTIVE: Final = re.compile(
    r"(?<![\w.])(?P<place>U\.S\.|U\.K\.|(?:(?:North|South|Latin|East|West) )?[A-Z]\w+)\s+(?:(?:distribution|marketing|sales|selling|"
    r"commercial|commerciali[sz]ation|development|media|broadcast(?:ing)?|streaming|television|TV|digital|retail|licensing|exclusive)\s+)*"
    r"(?:rights?|licen[cs]e|licen[cs]ee|distributor|distributorship|agent|agency|dealer|reseller|importer|broadcaster|exclusivity)\b"
)
"""A place that stands before what is held: "European rights", "its exclusive U.S. distributor"."""
_ITS_PLACES: Final = re.compile(
    r"\b(?:its|their|[’']s?)\s+(?P<place>U\.S\.|U\.K\.|(?:(?:North|South|Latin|East|West) )?[A-Z]\w+)\s+"
    r"(?:plants?|factor(?:y|ies)|works|operations|stores|shops|stations|dealerships?|hospitals|customers)\b"
)
"""Where something is to be had or used: "for its European plants"."""
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_CONDITION: Final = re.compile(
    r"(?:(?<=\s)|\A)(?P<condition>"
    r"(?:unless|except(?: for| in)?|other than|excluding|save(?: for)?|provided(?: that)?|so long as|as long as|subject to|apart from|"
    r"with the exception of|on condition that|but not(?: for)?|if|should|upon)\s+[^.;:]{4,160}|"
    rf"until (?!\d|{_MONTHS}|the end of|then|now|at least|mid-|early|late|next|this|last|\w+day)[^.;:]{{6,160}}|"
    r"(?:\w+ ){1,8}(?:excepted|apart|excluded)\b|"
    r"for (?:\w+ ){0,3}(?:customers|users|agencies)(?: in [A-Z][\w ]+)?)"
)
_CARVED: Final = re.compile(
    r"\b(?:carved out|does not apply|do not apply|shall apply|not part of it|left out|stays? outside|are? exempt|excluded from|not covered|"
    r"neither (?:commitment|obligation))\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"\b(?:commitment|obligation|rights?|exclusiv\w+|deal|contract|preference|agreement|licen[cs]e|carved out|left out|not part of it)\b",
    re.IGNORECASE,
)
_SUBJECT_ENDS: Final = re.compile(
    r"\s(?:in|until|from \d|since|through|during|outside|that|which|who|for the next|for (?:government|public))\b|[,;]\s(?!\w+ and\b)"
)
_DETERMINER: Final = re.compile(r"\A(?:the|a|an|its|their|his|all|more)\s+")


def territory(ctx: Context, start: int, end: int, at: int) -> str | None:
    """The place over which the right runs, nearest to where the text speaks of it: "England and Wales", "outside China"."""
    places = [m for m in ctx.names.within(start, end) if m.name.kind == "place"]
    found: list[tuple[int, Span]] = []
    while places:
        first = last = places.pop(0)
        while places and _JOIN.fullmatch(ctx.text, last.end, places[0].start):
            last = places.pop(0)
        span = _as_territory(ctx, first, last, start)
        if span is not None:
            found.append((abs(first.start - at), span))
    if found:
        return cut(ctx.text, *min(found)[1])
    if (term := _TERM.search(ctx.text, start, end)) and (meant := _meaning(ctx)):
        return Told(ctx.text[slice(*meant)], term.span(), DEFINED, meant)
    if there := _THERE.search(ctx.text, start, end):
        wanted = next((n for word, n in _COUNTED.items() if word in there.group().split()), 1)
        runs = _runs_of_places(ctx, start)
        if span := next((span for span, count in reversed(runs) if count >= wanted), runs[-1][0] if runs else None):
            return Told(ctx.text[slice(*span)].removeprefix("the "), there.span(), THERE, span)
    loose = _LOOSE.search(ctx.text, start, end)
    if loose:
        return Told(loose["place"], loose.span("place"))
    found_adjectives = (*_ADJECTIVE.finditer(ctx.text, start, end), *_ITS_PLACES.finditer(ctx.text, start, end))
    adjectives = [m for m in found_adjectives if is_place(m["place"])]
    nearest = min(adjectives, key=lambda m: abs(m.start() - at), default=None)
    return Told(nearest["place"], nearest.span("place")) if nearest else None


def _runs_of_places(ctx: Context, upto: int) -> list[tuple[Span, int]]:
    """The places before an offset, those that are told together as one, with how many they are."""
    runs: list[tuple[Span, int]] = []
    for m in ctx.names.mentions:
        if m.end > upto or not _is_region(m):
            continue
        if runs and _JOIN.fullmatch(ctx.text, runs[-1][0][1], m.start):
            (begin, _), count = runs.pop()
            runs.append(((begin, m.end), count + 1))
        else:
            runs.append(((m.start, m.end), 1))
    return runs


def _meaning(ctx: Context) -> Span | None:
    """The places that the text gives the defined term "Territory" for its meaning."""
    for m in _MEANING.finditer(ctx.text):
        places = [p for p in ctx.names.within(m.end(), m.end() + 300) if p.name.kind == "place"]
        if not places or places[0].start != m.end():
            continue
        last = places[0]
        for following in places[1:]:
            if not _JOIN.fullmatch(ctx.text, last.end, following.start):
                break
            last = following
        return m.end(), last.end
    return None


def _as_territory(ctx: Context, first: Mention, last: Mention, start: int) -> Span | None:
    """The places from ``first`` to ``last`` as a territory, if the words before them make them one."""
    left = max(start, first.start - 60)
    before = ctx.text[left : first.start]
    m = _REGION.search(before)
    if m is None or not _is_region(first) or _NOT_TERRITORY.search(before[: m.start()]):
        return None
    prep = m["prep"].casefold()
    if prep in ("to", "into", "for") and not _GRANTED_FOR.search(before):
        return None
    begin = left + m.start("prep") if _LEAVING_OUT.search(prep) else first.start
    return begin, last.end


def _is_region(m: Mention) -> bool:
    """A country or wider: towns are where things happen, hardly ever where a right holds."""
    return m.name.kind == "place" and m.name.known and m.name.sort != "town"


_NO_THINGS: Final = frozenset(
    ("refusal", "offer", "negotiation", "call", "option", "exclusion", "period", "term", "year", "month", "week", "season", "decade")
)
"""What a right may be of, on or for, and is not over."""


def subject(ctx: Context, parse: Parse, noun: Any) -> str | None:
    """What the right is over: the object of what it allows, or what stands after "of", "over", "on" or "to"."""
    target = _allowed_object(noun) or _prepositional_object(parse, noun)
    if target is None or target.pos_ == "PRON" or (target.i in parse.at and parse.at[target.i].name.kind == "place"):
        return None
    left, right = parse.start(target.left_edge), parse.end(target)
    for c in target.children:
        if c.i < target.i:
            continue
        end = parse.end(c.right_edge)
        belongs = c.dep_ in ("prep", "acl", "appos") and c.lower_ in ("of", "for", "from") and end - left < 90
        if belongs or (c.dep_ == "conj" and end - left < 70):
            right = max(right, end)
    right = next(
        (m.start for m in ctx.names.within(left, right) if m.name.kind == "place" and ctx.text[: m.start].endswith(" for ")), right
    )
    text = _SUBJECT_ENDS.split(ctx.text[left:right])[0].removesuffix(" for ")
    determiner = _DETERMINER.match(text)
    return cut(ctx.text, left + (determiner.end() if determiner else 0), left + len(text), " ,;.")


def _allowed_object(noun: Any) -> Any | None:
    """The object of the verb that the right allows: "to sell the handset"."""
    verb = next((t for t in noun.subtree if t.i > noun.i and t.tag_ in ("VB", "VBG") and t.dep_ in ("acl", "relcl", "pcomp")), None)
    while verb is not None and child(verb, "dobj") is None:
        joined = child(verb, "conj")
        verb = joined if joined is not None and joined.pos_ == "VERB" else None
    return child(verb, "dobj") if verb is not None else None


def _prepositional_object(parse: Parse, noun: Any) -> Any | None:
    """What the right is of, over, on or to, also by way of "first refusal on"."""
    inner = (g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children for g in p.children)
    for c in (*noun.children, *inner):
        if c.dep_ != "prep" or c.i < noun.i or c.lower_ not in ("of", "over", "on", "to", "for"):
            continue
        found = child(c, "pobj")
        named = parse.at.get(found.i) if found is not None else None
        party = named is not None and named.name.kind in ("company", "person", "place")
        if found is not None and found.lemma_.lower() not in _NO_THINGS and not party:
            return found
    return None


def condition(ctx: Context, start: int, end: int, following: Sentence | None) -> str | None:
    """A stated condition or carve-out, in the sentence or as the whole of the next one."""
    m = _CONDITION.search(ctx.text[start:end])
    if m:
        return cut(ctx.text, start + m.start("condition"), start + m.end("condition"), " ,")
    if following is None or following.end - following.start >= 200:
        return None
    carved = _CARVED.search(ctx.text, following.start, following.end) and _ABOUT.search(ctx.text, following.start, following.end)
    return cut(ctx.text, following.start, following.end, " .") if carved else None
