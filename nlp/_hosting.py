"""One company's product on another's platform or shelf: a non-exclusive right by plain availability."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.claims import Change, Mode
from nlp._context import Context
from nlp._frame import Frame
from nlp._names import Mention
from nlp._parse import Parse, clause_verb
from nlp._terms import is_cloud
from nlp._words import either

_ON_PLATFORM: Final = re.compile(
    r"\b(?:available|offered|on offer|hosted|served|live|lives|sold|used|had|accessed|called|call|integrated|deployed?|runs?|added|"
    r"arrive[sd]|comes?|came|"
    r"lands?|landed|brought|bringing|brings|launched|listed|carried|heard|watched|stays?|remains?|access|out)\b[^.;]{0,60}?\b(?:on|in|"
    r"through|via|from|into|at|to)\b"
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
    r"on the shelves|on shelves|stocks?|in stores?|in (?:the )?shops",
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
_GOODS: Final = re.compile(
    r"[’']s?\s+(?:[\w\-]+\s+){0,3}(?:models?|APIs?|handsets?|phones?|app|games?|podcast|range|assistant|agents?|films?|series|cars|"
    r"products?|"
    r"software|motors?|service)\b"
)
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
    for good in _goods(ctx, mentions, s.end):
        for platform in platforms:
            owner, host = ctx.party(good), ctx.party(platform)
            if not owner or not host or owner == host or (owner, host) in seen:
                continue
            change, token = _change(ctx, good, platform, s.start, s.end), parse.token_at(good.start)
            if change is not None and token is not None:
                seen.add((owner, host))
                fields = _field(text, good, platform)
                yield Frame(Mode.NON_EXCLUSIVE, change, token, clause_verb(token), [host], [owner], "available-on", 0.6, fields=fields)


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


def _field(text: str, good: Mention, platform: Mention) -> tuple[str, ...]:
    """Hosting on a cloud or of a model, media for what is heard or watched, else distribution."""
    if _MEDIA.search(text):
        return ("media",)
    if good.name.sort == "model" or platform.name.sort == "cloud" or re.search(r"\b(?:models?|APIs?)\b", text):
        narrow = (("hosting.stateful_runtime", "stateful"), ("hosting.stateless_api", "stateless"))
        return tuple(name for name, word in narrow if word in text) or ("hosting",)
    return ("distribution",)


def _change(ctx: Context, good: Mention, platform: Mention, start: int, end: int) -> Change | None:
    """Whether the one can be had on the other, and whether that begins or goes on; ``None`` where the words do not say so."""
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
        had = _ON_PLATFORM.search(between) or "can be used" in between or called or (_CUSTOMERS.search(before) and _AT_CLOUD.search(near))
        if not had or _OTHER_MATTER.search(between):
            return None
    else:
        offered = len(between) < 70 and _OFFERS.search(between)
        customers = _CUSTOMERS.search(text, max(start, first.start - 30), second.start)
        if not (offered or customers) or not (cloud or shelf or good.name.sort == "model"):
            return None
    if "since this morning" in clause:
        local = text[max(start, second.start - 30) : min(end, second.end + 30)]
        return Change.BEGINS if "this morning" in local else Change.HOLDS
    if _GOES_ON.search(clause) and "now also" not in clause and "from today" not in clause:
        return Change.HOLDS
    return Change.BEGINS if _STARTS.search(clause) or _ALLOWS.search(clause) else Change.HOLDS
