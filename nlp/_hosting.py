"""One company's product on another's platform or shelf: a non-exclusive right by plain availability."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.claims import Change, Mode
from nlp._context import Context
from nlp._fields import PRODUCT
from nlp._frame import Frame
from nlp._names import Mention
from nlp._parse import Parse, clause_verb
from nlp._terms import is_cloud
from nlp._told import Span, Told
from nlp._words import either

ON_SALE: Final = "inferred: what is to be had at somebody's is sold there"

_ON_PLATFORM: Final = re.compile(
    r"\b(?:available|offered|on offer|hosted|served|live|lives|sold|used|had|accessed|called|call|integrated|deployed?|runs?|added|"
    r"arrive[sd]|comes?|came|"
    r"lands?|landed|brought|bringing|brings|launched|listed|carried|heard|watched|stays?|remains?|access|out)\b[^.;]{0,60}?\b(?:on|in|"
    r"through|via|from|into|at|to)\b|\b(?:shown|aired|broadcast|screened|streamed|stocked|sold)\b[^.;]{0,40}?\b(?:by|on|in|at)\b|"
    r"\bon (?:the )?shelves (?:of|at|in)\b"
)
_CUSTOMERS: Final = re.compile(
    r"\b(?:customers?|users?|developers?|clients?|subscribers?|enterprises|businesses|builders)\b[^.;]{0,50}"
    r"\b(?:can|may|could|are able to|have been able to|will be able to|get|gain|gained|now have|have)\b[^.;]{0,40}?"
    r"\b(?:use|access|call|run|deploy|build|buy|try|order|reach|pick|tap)\b",
    re.IGNORECASE,
)
_OFFERS: Final = either(
    r"offers?|offered|hosts?|hosted|serves?|sells?|lists?|carries|added|adds|provides?|stocks?|began selling|start(?:s|ed)? selling|"
    r"selling",
    r"(?:may|to|will) (?:offer|host|sell|serve|add|carry|stock|distribute)",
)
_SHELF: Final = either(
    r"start(?:s|ed)? selling|began selling|begins? selling|sells|on sale|go(?:es)? on sale|on offer",
    r"on the shelves|on shelves|stocks?|stocked|in stores?|in (?:the )?shops|(?:shown|aired|screened|broadcast|streamed) (?:by|on)",
)
_GOES_ON: Final = either(
    r"already|since|still|stays?|remains?|has been|have been|has offered|has hosted|continues?|as before|keeps?|is staying"
)
_STARTS: Final = either(
    r"now|from today|today|went live|goes live|will|began|begins|starts?|started|launched|as of|this morning|adds|added|arrive[sd]|"
    r"landed|came|brought|from \w+day"
)
_ALLOWS: Final = re.compile(r"\b(?:deal|agreement|partnership|contract)\b[^.;]{0,60}\b(?:allows|lets|enables|permits)\b")
_EXCLUSIVE: Final = re.compile(
    r"(?<!non-)(?<!non)\bexclusiv|\bsole(?:ly)?\b|\bonly (?:on|in|by|through|place|cloud|via)\b|\balone\b|\bnowhere\b|\bnobody\b|"
    r"\bno one\b|"
    r"\bto itself\b|\bno longer\b|\bdenie[sd]\b|\bstop(?:s|ped)?\b",
    re.IGNORECASE,
)
_GONE: Final = either(r"not|never|cannot|can't|isn't|won't|stop|stopped|removed|withdrawn|pulled|banned|refus\w+")
_OTHER_MATTER: Final = re.compile(r"\b(?:trains?|training|built|buil[dt]ing|invest\w*|su(?:ed|es))\b")
_MEDIA: Final = either(r"podcast|heard|watch\w*|stream\w*|broadcast\w*|episodes?|film|series")
_THINGS: Final = (
    r"(?:models?|APIs?|handsets?|phones?|app|games?|podcast|range|assistant|agents?|films?|series|cars|products?|software|motors?|service|"
    r"matches|races|shows?|songs|music|catalogue|drinks?|beers?|wines?|shoes|boots|clothes|clothing|bikes|scooters|toys|dolls|books|watch(?:es)?|"
    r"tablets?|laptops?|speakers?|glasses|cosmetics|furniture|line)"
)
_GOODS: Final = re.compile(rf"[’']s?\s+(?:[\w\-]+\s+){{0,3}}{_THINGS}\b")
_ITS_GOODS: Final = re.compile(rf"\s+(?:[\w\-]+\s+){{0,2}}{_THINGS}\b")
_PLATFORM: Final = re.compile(
    r"[’']s?\s+(?:[\w\-]+\s+){0,3}(?:platform|cloud|stores?|shops?|shelves|website|service|app|network|customers)\b"
)
_FROM_CLOUD: Final = re.compile(r"\bfrom\s\Z|,\s\Z|\band\b.{0,25}\Z")
_AT_CLOUD: Final = re.compile(r"\b(?:on|in|through|via|from)\s+(?:\w+[’']s\s+)?\Z")
_FARTHEST: Final = 170
_FOR_ITSELF: Final = re.compile(
    r"\b(?:own (?:[\w-]+ ){0,2}(?:products?|apps?|services?|workloads?)|itself|themselves)\b.{0,60}\b(?:hosted|runs?|running)\b"
)
"""Where a company runs what it uses or sells itself is no offer of the platform's."""


def frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The non-exclusive rights to host or sell that plain availability shows."""
    s = parse.sentence
    text = ctx.text[s.start : s.end]
    if _EXCLUSIVE.search(text) or _GONE.search(text) or _FOR_ITSELF.search(text):
        return
    mentions = ctx.names.within(s.start, s.end)
    platforms = [m for m in mentions if _is_platform(ctx, m, s.end)]
    seen: set[tuple[str, str]] = set()
    for good in (*_goods(ctx, mentions, s.end), *_its_goods(ctx, parse)):
        for platform in platforms:
            owner, host = ctx.party(good), ctx.party(platform)
            if not owner or not host or owner == host or (owner, host) in seen:
                continue
            found, token = _change(ctx, good, platform, s.start, s.end), parse.token_at(good.start)
            if found is not None and token is not None:
                seen.add((owner, host))
                change, cue, by = found
                fields, verb = _field(text, s.start, good, platform), clause_verb(token)
                yield Frame(Mode.NON_EXCLUSIVE, change, token, verb, [host], [owner], "available-on", 0.6, fields=fields, by=by, cue=cue)


def _is_platform(ctx: Context, m: Mention, end: int) -> bool:
    """Clouds and other products; companies, but not as the owners of something else: "OpenAI's ChatGPT"."""
    if m.name.kind == "product":
        return m.name.sort in ("cloud", "")
    owning = re.match(r"[’']s?\s", ctx.text[m.end : m.end + 3]) and not _PLATFORM.match(ctx.text, m.end, end)
    return m.name.kind == "company" and not owning


def _goods(ctx: Context, mentions: list[Mention], end: int) -> list[Mention]:
    """Products and models, and companies before their goods: "Cohere's models", "Apple's handset"."""
    products = [m for m in mentions if m.name.kind == "product" and m.name.sort in ("model", "") and ctx.party(m)]
    return products + [m for m in mentions if m.name.kind == "company" and _GOODS.match(ctx.text, m.end, min(end, m.end + 60))]


def _its_goods(ctx: Context, parse: Parse) -> Iterator[Mention]:
    """ "Its" before goods, as a mention of the company that it stands for."""
    for t in parse.doc:
        if t.dep_ == "poss" and t.lower_ in ("its", "their") and _ITS_GOODS.match(ctx.text, parse.end(t), parse.sentence.end):
            for party in ctx.who(parse, t)[:1]:
                named = next((m for m in ctx.names.mentions if ctx.party(m) == party and m.name.kind == "company"), None)
                if named is not None:
                    yield replace(named, start=parse.start(t), end=parse.end(t))


def _field(text: str, start: int, good: Mention, platform: Mention) -> tuple[str, ...]:
    """Hosting on a cloud or of a model, media for what is heard or watched, else distribution. The text begins at ``start``."""
    if media := _MEDIA.search(text):
        return (Told("media", (start + media.start(), start + media.end())),)
    model = re.search(r"\b(?:models?|APIs?)\b", text)
    named = good if good.name.sort == "model" else platform if platform.name.sort == "cloud" else None
    if named is None and model is None:
        return (Told("distribution", how=ON_SALE),)
    span = (named.start, named.end) if named else (start + model.start(), start + model.end()) if model else None
    narrow = (("hosting.stateful_runtime", "stateful"), ("hosting.stateless_api", "stateless"))
    at = [(name, start + text.index(word), len(word)) for name, word in narrow if word in text]
    return tuple(Told(name, (i, i + size)) for name, i, size in at) or (Told("hosting", span, PRODUCT),)


def _change(ctx: Context, good: Mention, platform: Mention, start: int, end: int) -> tuple[Change, Span, Span | None] | None:
    """Whether the one can be had on the other, and whether that begins or goes on, with the words that tell the one and the other.

    ``None`` where the words do not say so.
    """
    text, clause = ctx.text, ctx.text[start:end]
    cloud = platform.name.sort == "cloud" or is_cloud(platform.name.canonical)
    shelf = bool(_SHELF.search(clause))
    plain = good.name.kind == "company" or (good.name.sort == "" and platform.name.kind == "company")
    first, second = sorted((good, platform), key=lambda m: m.start)
    between = text[first.end : second.start]
    if (plain and not cloud and not shelf) or len(between) > _FARTHEST:
        return None
    if first is good:
        near, before = text[max(start, second.start - 24) : second.start], text[start : first.start]
        called = cloud and "call" in before and _FROM_CLOUD.search(near)
        on, customers = _ON_PLATFORM.search(between), _CUSTOMERS.search(before)
        had = on or "can be used" in between or called or (customers and _AT_CLOUD.search(near))
        if not had or _OTHER_MATTER.search(between):
            return None
        cue = (
            (first.end + on.start(), first.end + on.end())
            if on
            else (start + customers.start(), start + customers.end())
            if customers
            else None
        )
    else:
        offered = len(between) < 70 and _OFFERS.search(between)
        customers = _CUSTOMERS.search(text, max(start, first.start - 30), second.start)
        if not (offered or customers) or not (cloud or shelf or good.name.sort == "model"):
            return None
        cue = (first.end + offered.start(), first.end + offered.end()) if offered else customers.span() if customers else None
    cue = cue or (first.start, second.end)
    if "since this morning" in clause:
        local = text[max(start, second.start - 30) : min(end, second.end + 30)]
        return Change.BEGINS if "this morning" in local else Change.HOLDS, cue, None
    going = _GOES_ON.search(clause)
    if going and "now also" not in clause and "from today" not in clause:
        return Change.HOLDS, cue, (start + going.start(), start + going.end())
    begun = _STARTS.search(clause) or _ALLOWS.search(clause)
    return (Change.BEGINS, cue, (start + begun.start(), start + begun.end())) if begun else (Change.HOLDS, cue, None)
