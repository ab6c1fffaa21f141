"""One company's product on another's platform or shelf: a non-exclusive right by plain availability."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.claims import Change, Mode
from nlp._context import Context
from nlp._names import Mention
from nlp._parse import Parse, clause_verb
from nlp._terms import is_cloud
from nlp._frame import Frame

_ON_PLATFORM: Final = re.compile(
    r"\b(?:available|offered|on offer|hosted|served|live|lives|sold|used|had|accessed|called|call|integrated|deployed?|runs?|added|arrives?|comes?|lands?|launched|arrived|came|landed|brought|bringing|brings|listed|carried|heard|watched|stays?|remains?|access|out)\b"
    r"[^.;]{0,60}?\b(?:on|in|through|via|from|into|at|to)\b"
)
_CUSTOMERS: Final = re.compile(
    r"\b(?:customers?|users?|developers?|clients?|subscribers?|enterprises|businesses|builders)\b[^.;]{0,50}\b(?:can|may|could|are able to|have been able to|will be able to|get|gain|gained|now have|have)\b[^.;]{0,40}?\b(?:use|access|call|run|deploy|build|buy|try|order|reach|pick|tap)\b",
    re.IGNORECASE,
)
_OFFERS: Final = re.compile(
    r"\b(?:offers?|offered|hosts?|hosted|serves?|sells?|lists?|carries|added|adds|provides?|(?:may|to|will) (?:offer|host|sell|serve|add|carry|stock|distribute)|stocks?|began selling|start(?:s|ed)? selling|selling)\b"
)
_SHELF: Final = re.compile(
    r"\b(?:start(?:s|ed)? selling|began selling|begins? selling|sells|on sale|on the shelves|on shelves|stocks?|in stores?|in (?:the )?shops|go(?:es)? on sale|on offer)\b"
)
_HOLDS: Final = re.compile(
    r"\b(?:already|since|still|stays?|remains?|has been|have been|has offered|has hosted|continues?|as before|keeps?|is staying)\b"
)
_NOW: Final = re.compile(
    r"\b(?:now|from today|today|went live|goes live|will|began|begins|starts?|started|launched|as of|this morning|adds|added|arrives|from \w+day|since this morning)\b"
)
_EXCLUSIVE: Final = re.compile(
    r"(?<!non-)(?<!non)\bexclusiv|\bsole(?:ly)?\b|\bonly (?:on|in|by|through|place|cloud|via)\b|\balone\b|\bnowhere\b|\bnobody\b|\bno one\b|\bto itself\b|\bno longer\b|\bdenie[sd]\b|\bstop(?:s|ped)?\b",
    re.IGNORECASE,
)
_NOT_AVAILABLE: Final = re.compile(r"\b(?:not|never|cannot|can't|isn't|won't|stop|stopped|removed|withdrawn|pulled|banned|refus\w+)\b")


def frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The non-exclusive rights to host or sell that plain availability shows."""
    s = parse.sentence
    text = ctx.text[s.start : s.end]
    if _EXCLUSIVE.search(text) or _NOT_AVAILABLE.search(text):
        return
    mentions = ctx.names.within(s.start, s.end)
    platforms = [
        m
        for m in mentions
        if m.name.sort == "cloud" or m.name.kind == "company" or (m.name.kind == "product" and m.name.sort == "" and m.name.party)
    ]
    goods = [m for m in mentions if m.name.kind == "product" and m.name.sort in ("model", "") and ctx.party(m)] + _models(
        ctx, mentions, s.start, s.end
    )
    shelf = bool(_SHELF.search(text))
    seen: set[tuple[str, str]] = set()
    for good in goods:
        owner = ctx.party(good)
        for platform in platforms:
            host = ctx.party(platform)
            if not owner or not host or owner == host or (owner, host) in seen:
                continue
            change = _meets(ctx, good, platform, s.start, s.end, shelf)
            if change is None:
                continue
            token = parse.token_at(good.start)
            if token is None:
                continue
            seen.add((owner, host))
            yield Frame(
                Mode.NON_EXCLUSIVE,
                change,
                token,
                clause_verb(token),
                [host],
                [owner],
                "available-on",
                0.6,
                fields=_field(text, good, platform),
            )


def _field(text: str, good: Mention, platform: Mention) -> tuple[str, ...]:
    """Hosting on a cloud or of a model, media for what is heard or watched, else distribution."""
    if re.search(r"\b(?:podcast|heard|watch\w*|stream\w*|broadcast\w*|episodes?|film|series)\b", text):
        return ("media",)
    if good.name.sort == "model" or platform.name.sort == "cloud" or re.search(r"\b(?:models?|APIs?)\b", text):
        found = tuple(
            name for name, word in (("hosting.stateful_runtime", "stateful"), ("hosting.stateless_api", "stateless")) if word in text
        )
        return found or ("hosting",)
    return ("distribution",)


def _models(ctx: Context, mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Companies whose models or products are named after them: "Meta's Llama 3", "Cohere's models", "Apple's handset"."""
    out = []
    for m in mentions:
        after = ctx.text[m.end : min(end, m.end + 60)]
        if m.name.kind == "company" and re.match(
            r"[’']s?\s+(?:[\w\-]+\s+){0,3}(?:models?|API|APIs|handsets?|phones?|app|games?|podcast|range|assistant|agents?|films?|series|cars|products?|software|motors?|service)\b",
            after,
        ):
            out.append(m)
    return out


def _meets(ctx: Context, good: Mention, platform: Mention, start: int, end: int, shelf: bool) -> Change | None:
    """Whether the words between and around the two say that the one can be had on the other, and since when."""
    text = ctx.text
    cloudy = platform.name.sort == "cloud" or is_cloud(platform.name.canonical)
    if good.name.kind == "company" and not cloudy and not shelf:
        return None
    if good.name.kind == "product" and good.name.sort == "" and not cloudy and not shelf and platform.name.kind == "company":
        return None
    a, b = sorted((good, platform), key=lambda m: m.start)
    between, before, after = text[a.end : b.start], text[start : a.start], text[b.end : end]
    if len(between) > 170:
        return None
    near = text[max(start, b.start - 24) : b.start]
    hit = False
    if a is good:
        hit = bool(_ON_PLATFORM.search(between)) or (
            cloudy and bool(re.search(r"\bcall\b", before) and re.search(r"\bfrom\s\Z|,\s\Z|\band\b.{0,25}\Z", near))
        )
        hit = hit or (
            bool(_CUSTOMERS.search(text[start : a.start])) and bool(re.search(r"\b(?:on|in|through|via|from)\s+(?:\w+[’']s\s+)?\Z", near))
        )
        hit = hit or bool(re.search(r"\b(?:can be (?:used|had|bought|accessed))\b", between))
        hit = hit and not re.search(r"\b(?:trains?|training|built|buil[dt]ing|invest\w*|su(?:ed|es))\b", between)
    else:
        hit = bool(_CUSTOMERS.search(text[max(start, a.start - 30) : b.start])) or (
            bool(re.search(r"\A\s+(?:\w+\s+){0,3}?(?:has |have |had |will |also |already |now |may )*", between))
            and bool(_OFFERS.search(between))
            and len(between) < 70
        )
        hit = hit and (cloudy or shelf or platform.name.kind == "company" and good.name.sort == "model")
        hit = hit and not re.search(r"\b(?:customer of|competes?|rivals?|like)\b", between)
    if not hit:
        return None
    clause = text[start:end]
    local = text[max(start, b.start - 30) : min(end, b.end + 30)]
    if re.search(r"\bsince this morning\b", clause):
        return Change.BEGINS if "this morning" in local else Change.HOLDS
    if _HOLDS.search(clause) and not re.search(r"\bnow also\b|\bfrom today\b", clause):
        return Change.HOLDS
    del after
    return Change.BEGINS if _NOW.search(clause) else Change.HOLDS
