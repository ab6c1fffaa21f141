"""What a right is for: fields of use from the words around it, the narrowest that the text supports."""

from __future__ import annotations

import re
from typing import Final

_RULES: Final[tuple[tuple[str, str], ...]] = (
    ("media", r"\b(?:broadcast\w*|stream(?:s|ed|ing)?|televis\w+|\bair(?:s|ed)?\b(?! cool)|media rights|podcasts?|programming|matches|fights|exhibit\w*|home of|shown? on|screen\w*|races?|episodes?|watch(?:ed)?|viewers|listeners)\b"),
    ("licence", r"\b(?:licen[cs]\w+|intellectual property|\bIP\b)\b"),
    ("manufacturing", r"\b(?:manufactur\w+|foundry|(?:to |may |and |, )(?:make|build|produce|assemble)\b|makes? (?:its|their|all|the)\b|made (?:by|at|only)\b|alone makes|maker|producer|build and|fabricat\w+|packaging)\b"),
    ("development", r"\b(?:develop(?:s|ed|ment)?|co-develop\w*)\b"),
    ("distribution", r"\b(?:distribut\w+|re-?sell\w*|sell(?:s|er|ers|ing)?|sold|market(?:s|ing)?\b(?! capital)|retail(?:er|ers)?\b|dealers?|agents?|stock(?:s|ed|ist)?\b|commercial\w+|carriers?|bringing .{0,40} to market|on the shelves|sales rights|importers?|available only (?:from|at|in))\b"),
    ("service", r"\b(?:issu(?:e|er|ing)|process(?:or|ing) (?:of )?|card network|network of the card|ground.handling|handl\w+ (?:flights|bags)|handling|servic(?:e|es|ing)\b(?! (?:in|on) )|charging|checkout|brokerage|network services|repair\w*|maintenance|debit|credit)\b"),
    ("supply", r"\b(?:suppl(?:y|ies|ier|iers|ied|ying)|sole-suppl\w+|offtake|procure\w*|purchas\w+|buy|buys|bought|deliver\w*|engines?|vendor|source)\b"),
)  # fmt: skip
_COMPUTE: Final = re.compile(
    r"\b(?:comput(?:e|ing|ers?)|cloud|GPUs?|graphics[- ]processors?|data[- ]cent(?:re|er)s?|capacity|accelerators?|servers?|gigawatts?|megawatts?|supercomput\w+|workloads?|TPUs?|training|inference|infrastructure)\b",
    re.IGNORECASE,
)
_STRICT_COMPUTE: Final = re.compile(
    r"\b(?:comput(?:e|ing|ers?)|cloud|GPUs?|graphics[- ]processors?|data[- ]cent(?:re|er)s?|supercomput\w+|workloads?|train(?:s|ed|ing)|inference|cloud infrastructure|Azure|AWS)\b",
    re.IGNORECASE,
)
_HOST: Final = re.compile(
    r"\b(?:hosts?|hosted|hosting|run (?:only|exclusively|solely) on|live (?:on|nowhere)|API|APIs|served?|serving|pass through|available (?:on|in|through)|offer (?:them |it )?on|models? to (?:itself|themselves))\b"
)
_TRAIN: Final = re.compile(r"\btrain(?:s|ed|ing)?\b", re.IGNORECASE)
_INFER: Final = re.compile(r"\binference\b|\bserving\b", re.IGNORECASE)


def fields_of_use(core: str, around: str, cloud: bool = False, model: bool = False) -> tuple[str, ...]:
    """The fields that the right's own words name, else those of the sentence. ``cloud``: a cloud is the grantee's brand;
    ``model``: the subject is an AI model or API."""
    for text in (core, around):
        found = _read(text, cloud, model)
        if found:
            return found
    return ("hosting",) if model else ("compute",) if cloud else ()


def likeliest(core: str, territory: bool, refusal: bool) -> tuple[str, ...]:
    """The field where no word tells: what is granted for a country is mostly sold there, a first call is on supply, the rest is licensed."""
    if refusal:
        return ("supply",)
    if territory or not re.search(r"\brights?\b|\blicen[cs]e", core):
        return ("distribution",)
    return ("licence",)


def _read(text: str, cloud: bool, model: bool) -> tuple[str, ...]:
    hosting = _hosting(text)
    if hosting:
        return hosting
    if _STRICT_COMPUTE.search(text) and not re.search(r"\b(?:stream|games|catalogue|sell|resell|licen[cs])", text):
        return _compute(text)
    found = tuple(name for name, pattern in _RULES if re.search(pattern, text, re.IGNORECASE))
    if "licence" in found and len(found) > 1:
        found = tuple(
            f
            for f in found
            if f == "licence"
            or (
                f in ("manufacturing", "media", "development", "distribution")
                and re.search(r"\bto (?:exhibit|make|manufacture|develop|sell|broadcast)", text)
            )
        )
    if len(found) > 1 and "supply" in found:
        found = tuple(f for f in found if f != "supply") if not re.search(r"\bsuppl(?:y|ier)\b", text) else ("supply",)
    if len(found) > 1 and "service" in found and ("distribution" in found or "manufacturing" in found):
        found = tuple(f for f in found if f != "service")
    if found:
        return tuple(sorted(found, key=[name for name, _ in _RULES].index)) if len(found) <= 3 else found[:1]
    if cloud and _COMPUTE.search(text):
        return _compute(text)
    if model and _HOST.search(text):
        return ("hosting",)
    if _COMPUTE.search(text):
        return _compute(text)
    return ()


def _hosting(text: str) -> tuple[str, ...]:
    out = []
    if re.search(r"\bstateful\b", text):
        out.append("hosting.stateful_runtime")
    if re.search(r"\bstateless\b", text):
        out.append("hosting.stateless_api")
    if re.search(r"\bfirst-party\b", text):
        out.append("hosting.first_party")
    return tuple(out) or (("hosting",) if _HOST.search(text) else ())


def _compute(text: str) -> tuple[str, ...]:
    out = [name for name, pattern in (("compute.training", _TRAIN), ("compute.inference", _INFER)) if pattern.search(text)]
    return tuple(out) or ("compute",)
