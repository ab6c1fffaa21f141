"""What a sentence says is not so, did not come about, or leaves open: "has no right", "failed to win it", "has not expired", "whether"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from graph.claims import Change, Mode, Stance
from nlp import _cues as cues
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import ABLE, Parse, negation
from nlp._syntax import no_longer

_FAILING: Final = frozenset(("fail", "refuse", "decline", "neglect"))
_REFUSING: Final = frozenset(("reject", "refuse", "decline", "spurn", "rebuff", "shun"))
_UNABLE: Final = ABLE - {"able"}
_PREVENTING: Final = frozenset(("stop", "prevent", "bar", "block", "keep", "restrain", "ban"))
_COMPLEMENTS: Final = frozenset(("xcomp", "pcomp", "dobj"))
_NOT_DOING: Final = re.compile(
    r"\b(?:stop(?:s|ped|ping)? short of|miss(?:es|ed|ing)? out on|(?:lost|los(?:es?|ing)) out on|(?:decid|cho|vot|argu)\w+ against|"
    r"instead of|rather than)\s+\Z",
    re.IGNORECASE,
)
_BY_VERB: Final = ("right", "role")
"""Beginnings of the rules that read a verb. Those of :mod:`nlp._phrases` read a "not" as what makes a right exclusive."""


def settled(ctx: Context, parse: Parse, frame: Frame) -> Frame:
    """The right with what its sentence negates: one that nobody got is denied, one that did not end holds."""
    verb = frame.by if not isinstance(frame.by, tuple) else None
    if frame.denied is not None or frame.mode is Mode.NON_EXCLUSIVE or not frame.rule.startswith(_BY_VERB):
        return frame
    undone = None if verb is None else verb if _refused(verb) else failing(verb)
    if frame.change is not Change.ENDS:
        no = next((c for c in frame.noun.children if c.dep_ == "det" and c.lower_ in ("no", "neither")), undone)
        return replace(frame, denied=no)
    if verb is None or no_longer(ctx, parse, verb) or verb.lemma_.lower() not in cues.ENDING | cues.LOSING:
        return frame  # "was not renewed" is an end itself
    return replace(frame, change=Change.HOLDS) if undone is not None or negation(verb) is not None or _prevented(verb) else frame


def failing(verb: Any) -> Any | None:
    """The word above a verb that says that it did not come about: "*refused* to grant", "was *unable* to win", "*ruled* out granting"."""
    for _ in range(3):
        above, how = verb.head, verb.dep_
        if verb.tag_ == "VBG" and _NOT_DOING.search(verb.doc.text[: verb.idx]):
            return above
        if how == "acl" and (no := next((c for c in above.children if c.dep_ == "det" and c.lower_ == "no"), None)) is not None:
            return no  # "has no plans to end it"
        if _ruled_out(above) and how in _COMPLEMENTS | {"advcl"}:
            return above
        if how not in _COMPLEMENTS or above.i == verb.i:
            return None
        if above.lemma_.lower() in _FAILING or above.lower_ in _UNABLE or (above.lower_ == "without" and how == "pcomp"):
            return above
        verb = above
    return None


def _refused(verb: Any) -> bool:
    """Whether it is what somebody would not have: "turned down an exclusive deal", "ruled one out"."""
    return _ruled_out(verb) or verb.lemma_ in _REFUSING or (verb.lemma_ == "turn" and any(c.lower_ == "down" for c in verb.children))


def _ruled_out(verb: Any) -> bool:
    return verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)


def left_open(token: Any, change: Change, stance: Stance) -> bool:
    """Whether it is only asked, not known or to be kept from happening: "declined to say whether", "asked a court to stop Y from granting".

    What is answered by a denial is not open, nor what is to be kept from ending.
    """
    above = (token, *token.ancestors)
    asked = any(c.dep_ == "mark" and c.lower_ == "whether" for t in above for c in t.children)
    return stance is not Stance.DENIED and (asked or (change is not Change.HOLDS and any(map(_prevented, above))))


def accused_of(verb: Any) -> bool:
    """Whether it is only what somebody is accused of: "accused X of breaking it by *licensing* the drug"."""
    while verb.dep_ in ("pcomp", "prep", "xcomp", "conj") and verb.head.i != verb.i:
        verb = verb.head
        if verb.lemma_ == "accuse":
            return True
    return False


def _prevented(verb: Any) -> bool:
    return bool(verb.dep_ == "pcomp" and verb.head.lower_ == "from" and verb.head.head.lemma_.lower() in _PREVENTING)
