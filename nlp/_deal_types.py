"""The type of an agreement, from the deal's own words first, then from its sentence."""

from __future__ import annotations

import re
from typing import Final

from nlp._told import Span, Told, whole_words

_BY_NOUN: Final = {
    "purchase": "acquisition",
    "acquisition": "acquisition",
    "takeover": "acquisition",
    "merger": "acquisition",
    "investment": "investment",
    "stake": "investment",
}
_PATTERNS: Final = tuple(
    (name, re.compile(r"\b(?:" + "|".join(parts) + ")", re.IGNORECASE))
    for name, parts in (
        ("joint_venture", [r"joint[- ]venture\b"]),
        ("investment", [r"invest(?:s|ed|ing|ments?)?\b", r"stake\b", r"shares of\b", r"equity\b", r"funding round\b"]),
        ("licence", [r"licen[cs](?:e|es|ed|ing)\b"]),
        (
            "media",
            [
                r"media\b",
                r"broadcast",
                r"streaming\b",
                r"television\b",
                r"podcast\b",
                r"TV\b",
                r"(?:American |media |sports? |television )rights\b",
                r"fights\b",
            ],
        ),
        (
            "distribution",
            [
                r"distribut",
                r"resell",
                r"co-?promot",
                r"promotion (?:agreement|deal|contract)\b",
                r"sales agen",
                r"marketing agreement\b",
                r"sole agent\b",
                r"right to (?:sell|market)\b",
            ],
        ),
        ("development", [r"(?:co-)?develop(?:ment|ing)?\b(?! cent)", r"collaboration agreement\b"]),
        (
            "cloud",
            [
                *(r"cloud\b", r"comput(?:e|ing)\b", r"(?:inference|training|processor|GPU|AI) capacity\b", r"capacity services\b"),
                *(
                    r"graphics[- ]processors?\b",
                    r"Nvidia processors\b",
                    r"Azure\b",
                    r"AWS\b",
                    r"OCI\b",
                    r"data[- ]cent(?:re|er)s? (?:lease|capacity)\b",
                ),
                *(r"Master Services Agreement\b.*capacity", r"inference\b", r"GPUs?\b"),
            ],
        ),
        (
            "supply",
            [
                *(
                    r"suppl(?:y|ies|ied|ier)\b",
                    r"offtake\b",
                    r"power[- ]purchase\b",
                    r"chips\b",
                    r"wafers?\b",
                    r"manufactur",
                    r"(?:natural )?gas\b",
                ),
                *(r"purchase agreement\b", r"engines?\b", r"deliver", r"orders?\b", r"cells\b", r"electricity\b", r"packaging\b"),
            ],
        ),
        ("acquisition", [r"acqui(?:re|res|red|sition)\b", r"takeover\b", r"merger\b", r"buyout\b"]),
    )
)
_PARTNERSHIP: Final = re.compile(r"\b(?:partnership|alliance|teaming|tie-ups?|services?)\b", re.IGNORECASE)
_CAPACITY: Final = re.compile(r"\bcapacity|Master Services\b")


UNNAMED: Final = "inferred: no words tell the type, so it is none of the others"


def deal_type(noun: str, text: str, own: Span, after: Span, sentence: Span, investing: bool) -> str:
    """The type of a deal. ``noun`` is its folded noun, ``own`` the words up to it, ``after`` those that belong to it behind.

    An investment is one by its own words, or by its verb (``investing``): money is named in many deals that are none.
    """
    if noun in _BY_NOUN:
        return Told(_BY_NOUN[noun], (after[0], own[1]))
    for part in (own, after, sentence):
        words = text[slice(*part)]
        for name, pattern in _PATTERNS:
            m = pattern.search(words)
            if m is None:
                continue
            if name == "investment" and part is not own and not investing:
                continue
            if name == "development" and part is own and "partnership" in words:
                continue
            return Told(name, whole_words(text, part[0] + m.start(), part[0] + m.end()))
        partnership = _PARTNERSHIP.search(words) if part is own else None
        if partnership and not _CAPACITY.search(words):
            return Told("partnership", whole_words(text, part[0] + partnership.start(), part[0] + partnership.end()))
    return Told("partnership", how=UNNAMED)
