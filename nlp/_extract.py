"""From passages to claims: gates, names, parses, frames, and what completes a claim."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final

from graph.claims import AgreementClaim, Change, Claim, DisputeClaim, RightClaim, Stance
from nlp import (
    _agreements,
    _cues,
    _disputes,
    _fields,
    _hosting,
    _merge,
    _model,
    _money,
    _names,
    _parse,
    _phrases,
    _rights,
    _sentences,
    _stance,
    _when,
)
from nlp._context import Context
from nlp._parse import Parse

EXTRACTOR: Final = "rules/1"
"""Name and version of the extractor; a change of any rule's outcome is a new version."""

BATCH: Final = 24
"""Passages parsed together: the same however many processes work, so that the outcome is the same to the byte."""

_ANY: Final = (_cues.RIGHT_CUE, _cues.HOSTING_CUE, _cues.DEAL_CUE, _cues.DISPUTE_CUE)


@dataclass(frozen=True)
class Passage:
    """A text to read: an article or a few sentences. ``published`` anchors relative dates."""

    id: str
    title: str
    text: str
    published_at: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Extraction:
    """What one passage says. ``mentions`` are the canonical names of the companies, products and people in it."""

    passage_id: str
    claims: tuple[Claim, ...]
    mentions: tuple[str, ...]


def _context(passage: Passage) -> Context:
    sentences = _sentences.split(passage.text)
    names = _names.find(passage.text, sentences, passage.published_at, _model.is_word)
    return Context(passage.text, passage.published_at, sentences, names)


def _gated(ctx: Context) -> list[int]:
    """The sentences worth parsing: those with a cue, in a text that names a company at all."""
    if not any(m.name.kind in ("company", "product", "other") for m in ctx.names.mentions):
        return []
    return [i for i, s in enumerate(ctx.sentences) if s.end - s.start > 12 and any(cue.search(ctx.text, s.start, s.end) for cue in _ANY)]


def extract(passages: Iterable[Passage], processes: int = 1) -> Iterator[Extraction]:
    """The claims of each passage, in the order given. With several processes each works on batches of its own; the outcome is the same."""
    batches = iter(lambda stream=iter(passages): list(islice(stream, BATCH)), [])
    if processes <= 1:
        for batch in batches:
            yield from read(batch)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Extraction]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_read_all, batch))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _read_all(passages: list[Passage]) -> list[Extraction]:
    return list(read(passages))


def read(passages: Iterable[Passage]) -> Iterator[Extraction]:
    """The claims of some passages, in order, with one pass of the parser over all their sentences that matter."""
    contexts = [(p, _context(p)) for p in passages]
    jobs: list[tuple[Context, int, list[tuple[int, int]], list[Any]]] = []
    texts: list[str] = []
    for _, ctx in contexts:
        for i in _gated(ctx):
            mentions = ctx.names.within(ctx.sentences[i].start, ctx.sentences[i].end)
            masked, points = _parse.mask(ctx.text, ctx.sentences[i], mentions)
            texts.append(masked)
            jobs.append((ctx, i, points, mentions))
    parses: dict[int, list[Parse]] = {}
    for (ctx, i, points, mentions), doc in zip(jobs, _model.pipeline().pipe(texts, batch_size=64) if texts else (), strict=True):
        parses.setdefault(id(ctx), []).append(_parse.build(i, ctx.sentences[i], doc, points, mentions))
    for passage, ctx in contexts:
        claims = _claims(ctx, parses.get(id(ctx), []))
        names = dict.fromkeys(
            m.name.party or m.name.canonical for m in ctx.names.mentions if m.name.kind in ("company", "product", "person", "regulator")
        )
        yield Extraction(passage.id, tuple(claims), tuple(names))


def _claims(ctx: Context, parses: list[Parse]) -> list[Claim]:
    rights: list[RightClaim] = []
    deals: list[AgreementClaim] = []
    quarrels: list[DisputeClaim] = []
    for parse in parses:
        found = list(_rights.frames(ctx, parse))
        held = {h for frame in found for h in frame.holder}
        found += [f for f in (*_phrases.frames(ctx, parse), *_hosting.frames(ctx, parse)) if f.holder[0] not in held]
        for frame in found:
            rights += _complete(ctx, parse, frame)
        for deal in _agreements.deals(ctx, parse):
            ctx.deals.append((parse.index, tuple(deal.parties)))
            deals += _agreement(ctx, parse, deal)
        for quarrel in _disputes.quarrels(ctx, parse):
            quarrels += _dispute(ctx, parse, quarrel)
    merged = _merge.agreements(deals)
    out: list[Claim] = [*_merge.rights(rights, merged), *merged, *_merge.disputes(quarrels)]
    return sorted(out, key=lambda c: (c.start, c.kind, c.end))


def _agreement(ctx: Context, parse: Parse, deal: _agreements.Deal) -> Iterator[AgreementClaim]:
    start, end = _trim(ctx.text, *_stance.part(parse, ctx.text, deal.anchor))
    stance = Stance.DENIED if deal.denied else _stance.stance(ctx, parse, deal.anchor)
    when = _when.validity(ctx, deal.change, start, end, parse.start(deal.anchor))
    amount = _money.largest(_money.find(ctx.text[start:end]))
    yield AgreementClaim(
        stance=stance, change=deal.change, quote=ctx.text[start:end], start=start, end=end, speaker=_stance.speaker(ctx, parse, deal.anchor), confidence=deal.confidence, rule=deal.rule,
        parties=tuple(deal.parties), type=deal.type, value=amount.text if amount else None, value_usd=amount.usd if amount and not amount.rate else None, term=when.term,
        valid_from=when.valid_from, valid_to=when.valid_to,
    )  # fmt: skip


def _dispute(ctx: Context, parse: Parse, quarrel: _disputes.Quarrel) -> Iterator[DisputeClaim]:
    start, end = _trim(ctx.text, *_stance.part(parse, ctx.text, quarrel.anchor))
    stance = Stance.DENIED if quarrel.denied else _stance.stance(ctx, parse, quarrel.anchor)
    yield DisputeClaim(
        stance=stance, change=quarrel.change, quote=ctx.text[start:end], start=start, end=end, speaker=_stance.speaker(ctx, parse, quarrel.anchor), confidence=quarrel.confidence,
        rule=quarrel.rule, claimant=quarrel.claimant[0], respondents=tuple(quarrel.respondents), over=quarrel.over,
    )  # fmt: skip


def _complete(ctx: Context, parse: Parse, frame: _rights.Frame) -> Iterator[RightClaim]:
    """Adds stance, speaker, field, subject, territory, dates and quote."""
    start, end = _stance.part(parse, ctx.text, frame.anchor)
    start, end = _trim(ctx.text, start, end)
    stance = Stance.DENIED if frame.denied else _stance.stance(ctx, parse, frame.anchor)
    change = frame.change
    if stance is Stance.PROPOSED and change is Change.HOLDS:
        change = Change.BEGINS
    when = _when.validity(ctx, change, start, end, parse.start(frame.anchor))
    left, right = parse.span(frame.noun)
    core = ctx.text[left:right]
    cloud = bool(re.search(r"\bcloud\b", ctx.text[start:end], re.IGNORECASE)) or any(
        m.name.sort == "cloud" for m in ctx.names.within(start, end)
    )
    model = any(m.name.sort == "model" for m in ctx.names.within(start, end))
    fields = _fields.fields_of_use(core, ctx.text[start:end], cloud, model)
    if not fields:
        return
    speaker = _stance.speaker(ctx, parse, frame.anchor)
    for grantee in frame.holder:
        for grantor in frame.grantor:
            if grantor == grantee:
                continue
            ctx.pair, ctx.pair_at, ctx.mode = (grantor, grantee), parse.index, frame.mode
            yield RightClaim(
                stance=stance, change=change, quote=ctx.text[start:end], start=start, end=end, speaker=speaker, confidence=round(max(0.05, frame.confidence), 2), rule=frame.rule,
                grantor=grantor, grantee=grantee, mode=frame.mode, field_of_use=fields, valid_from=when.valid_from, valid_to=when.valid_to,
            )  # fmt: skip


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n\t;,:":
        start += 1
    while end > start and text[end - 1] in " \n\t;.,:":
        end -= 1
    return start, end
