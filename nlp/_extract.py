"""From passages to claims: gates, names, parses, frames, and what completes a claim."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final

from graph.claims import Claim
from nlp import _claims, _cues, _model, _names, _parse, _sentences
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
    batches = _batches(passages)
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


def _batches(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    stream = iter(passages)
    while batch := list(islice(stream, BATCH)):
        yield batch


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
        found = _claims.claims(ctx, parses.get(id(ctx), []))
        names = dict.fromkeys(
            m.name.party or m.name.canonical for m in ctx.names.mentions if m.name.kind in ("company", "product", "person", "regulator")
        )
        yield Extraction(passage.id, tuple(found), tuple(names))
