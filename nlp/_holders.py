"""Whose a right is by the words around its noun: whose it is called, who enjoys it, has paid for it or was granted it, whom it binds."""

from __future__ import annotations

from typing import Any

from nlp import _cues as cues
from nlp._context import Context
from nlp._parse import Parse, child, prepositional, subject
from nlp._syntax import company


def possessor(parse: Parse, noun: Any) -> Any | None:
    """Whose the right is: "its right", and "its right of first refusal" for the refusal."""
    poss = child(noun, "poss")
    if poss is None and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        poss = child(noun.head.head, "poss")
    if poss is None and noun.lemma_.lower() in ("exclusivity", "monopoly"):
        poss = next((c for c in noun.children if c.dep_ in ("compound", "nmod") and c.i in parse.at), None)
    return poss


def paid_for(ctx: Context, parse: Parse, noun: Any) -> tuple[list[str], list[str]] | None:
    """Grantor and holder of "X pays Y $5 million, most of it for a licence to …"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return None
    pay = next((a for a in noun.ancestors if a.lemma_.lower() == "pay" and a.pos_ == "VERB"), None)
    payee = next((t for t in parse.doc[pay.i + 1 : noun.i] if t.i in parse.at or t.dep_ == "dative"), None) if pay is not None else None
    if pay is None or payee is None:
        return None
    grantor = company(ctx, parse, payee)
    holder = company(ctx, parse, subject(pay), tuple(grantor))
    return (grantor[:1], holder[:1]) if grantor and holder else None


def mutual(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The two that a "mutual exclusivity" binds."""
    if not any(c.lower_ in ("mutual", "reciprocal") for c in noun.children):
        return []
    below = [p for t in noun.subtree if t.i in parse.at and (p := ctx.party(parse.at[t.i]))]
    both = list(dict.fromkeys(below)) or ctx.in_sentence(parse.index)
    return both if len(both) == 2 else []


def own_product(ctx: Context, parse: Parse, noun: Any, holder: list[str]) -> tuple[list[str], list[str]] | None:
    """Holder and grantor where "its exclusive right to sell X's soups" was read as X's own: nobody needs a right to what is its own."""
    poss = possessor(parse, noun)
    if poss is None or poss.lower_ not in ("its", "their") or len(holder) != 1:
        return None
    named = [p for t in noun.subtree if t.i > noun.i and t.i in parse.at and (p := ctx.party(parse.at[t.i]))]
    if named != holder:
        return None
    others = [p for p in ctx.in_sentence(parse.index) if p not in holder] or ctx.other(parse, holder)
    return (others[:1], holder) if len(others) == 1 else None


def enjoyed_by(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """Who enjoys it by a relative clause: "that O2 has enjoyed"."""
    for t in noun.subtree:
        if t.dep_ == "relcl" and t.lemma_.lower() in cues.HAVING:
            own = child(t, "nsubj")
            if own is not None and own.lower_ not in ("that", "which", "who"):
                return company(ctx, parse, own)
    return []


def held_by(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """Who has it by a participle: "held by O2 since 2015"."""
    having = (t for t in noun.subtree if t.dep_ in ("acl", "relcl") and t.tag_ == "VBN" and t.lemma_.lower() in cues.HAVING)
    return next((found for t in having if (found := company(ctx, parse, prepositional(t, "by")))), [])


def granted_to(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """To whom it was given by a participle: "granted to it in 2021"."""
    for t in noun.subtree:
        if t.dep_ in ("acl", "relcl") and t.tag_ == "VBN" and t.lemma_.lower() in cues.GIVING:
            return company(ctx, parse, prepositional(t, "to"))
    return []
