"""What one party says of a right that the other has just claimed: "Y disputes that", "there is no such right", "Y sees it otherwise"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graph.claims import Change
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import Parse, child, subject

_REJECTING: Final = frozenset(("deny", "dispute", "reject", "contest", "contradict", "disagree", "refute", "rebut", "challenge"))
_POINTING: Final = frozenset(
    ("that", "this", "it", "claim", "assertion", "account", "version", "reading", "right", "exclusivity", "statement")
)
_NO_SUCH: Final = re.compile(
    r"\b(?:no such|never (?:was|were|been)|(?:is|was) (?:no|not a) (?:such )?(?:right|exclusivity|promise|licence|license))\b"
)
_CLAIMED: Final = re.compile(r"\b(?:says?|said|claims?|claimed|insists?|insisted|maintains?|maintained|argues?|argued|according to)\b")
_REACH: Final = 2


def frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The denial of the right that the sentence before spoke of, by the party that is said to have given it."""
    if ctx.pair is None or ctx.mode is None or not 0 < parse.index - ctx.pair_at <= _REACH:
        return
    before = ctx.sentences[ctx.pair_at]
    if not _CLAIMED.search(ctx.text, before.start, before.end):
        return
    grantor, holder = ctx.pair
    for verb in (t for t in parse.doc if t.pos_ == "VERB"):
        topic = subject(verb)
        if topic is None or grantor not in ctx.who(parse, topic, weak=False):
            continue
        if _rejects(verb) or _says_no(ctx, parse, verb):
            yield Frame(ctx.mode, ctx.change or Change.HOLDS, verb, verb, [holder], [grantor], "right-disputed", 0.6, verb, by=verb)
            return


def _rejects(verb: Any) -> bool:
    """ "disputes that", "rejects the claim"."""
    if verb.lemma_.lower() not in _REJECTING:
        return False
    target = child(verb, "dobj")
    return (target is None and child(verb, "ccomp") is None) or (target is not None and target.lemma_.lower() in _POINTING)


def _says_no(ctx: Context, parse: Parse, verb: Any) -> bool:
    """ "says that there is no such right"."""
    said = child(verb, "ccomp")
    if said is None or verb.lemma_.lower() not in ("say", "insist", "maintain", "reply", "argue", "add", "counter"):
        return False
    return child(said, "expl") is not None and bool(_NO_SUCH.search(ctx.text, parse.start(verb), parse.sentence.end))
