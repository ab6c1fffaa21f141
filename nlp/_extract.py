"""From passages to claims: gates, names, parses, frames, and what completes a claim."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import Final

from graph.claims import Claim
from nlp import _claims, _cues, _explain, _language, _model, _names, _parse, _sentences
from nlp._context import Context
from nlp._explain import Explained
from nlp._parse import Parse

EXTRACTOR: Final = "rules/4"
"""Name and version of the extractor; a change of any rule's outcome is a new version."""

BATCH: Final = 24
"""Passages parsed together: the same however many processes work, so that the outcome is the same to the byte."""

WINDOW: Final = 100_000
"""Characters of a text that are read at once; what is longer is read in parts."""

AT_ONCE: Final = 500_000
"""Characters from which on what has been read is parsed and let go, so that memory does not grow with the text."""

_TAIL: Final = 4 * _sentences.LONGEST
"""Characters at a window's end in which its last sentence begins."""

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
    """What one passage says. ``mentions`` are the canonical names of the companies, products and people in it.

    ``explained`` tells for each claim which rule made it, and where in the text each of its attributes comes from.
    ``language`` is the ISO 639 code of the text's language where it can be told; no claims are read from what is not English.
    ``model``: the extractor's name of the model that has read it; ``None``: the rules have.
    """

    passage_id: str
    claims: tuple[Claim, ...]
    mentions: tuple[str, ...]
    explained: tuple[Explained, ...] = ()
    language: str | None = None
    model: str | None = None


def context(text: str, published: date | None, title: str = "") -> Context:
    """A text with its sentences and names."""
    sentences = _sentences.split(text)
    return Context(text, published, sentences, _names.find(text, sentences, published, _model.is_word, title))


def windows(text: str, size: int = WINDOW) -> Iterator[tuple[int, str]]:
    """A text in parts short enough to be read at once, with their offsets, cut at line ends, else before a sentence, else at a space."""
    start = 0
    while len(text) - start > size:
        half, end = start + size // 2, start + size
        cut = text.rfind("\n", half, end) + 1
        if not cut:
            last = _sentences.split(text[end - _TAIL : end])[-1:]
            cut = end - _TAIL + last[0].start if last and last[0].start else text.rfind(" ", half, end) + 1
        cut = cut or end
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def _groups(passages: Iterable[tuple[int, Passage]]) -> Iterator[list[tuple[int, int, Context]]]:
    """The windows of passages, with the passage's number and their offset, as many at a time as are parsed together."""
    group: list[tuple[int, int, Context]] = []
    size = 0
    for k, passage in passages:
        for offset, text in windows(passage.text):
            group.append((k, offset, context(text, passage.published_at, passage.title)))
            size += len(text)
            if size >= AT_ONCE:
                yield group
                group, size = [], 0
    if group:
        yield group


def gated(ctx: Context) -> list[int]:
    """The sentences worth parsing: those with a cue, in a text that names a company at all."""
    if not any(m.name.kind in ("company", "product", "other") for m in ctx.names.mentions):
        return []
    return [i for i, s in enumerate(ctx.sentences) if s.end - s.start > 12 and any(cue.search(ctx.text, s.start, s.end) for cue in _ANY)]


def mentioned(ctx: Context) -> Iterator[str]:
    """The canonical names of the companies, products and people that a text mentions."""
    kinds = ("company", "product", "person", "regulator")
    return (m.name.party or m.name.canonical for m in ctx.names.mentions if m.name.kind in kinds)


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


def explain(passage: Passage) -> tuple[Explained, ...]:
    """The claims of one passage, each with its rule, its cue, and the words of the text that each of its attributes comes from."""
    return next(read([passage])).explained


def _batches(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    stream = iter(passages)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _read_all(passages: list[Passage]) -> list[Extraction]:
    return list(read(passages))


def read(passages: Iterable[Passage]) -> Iterator[Extraction]:
    """The claims of some passages, in order, with few passes of the parser over all their sentences that matter."""
    passages = list(passages)
    languages = [_language.language(p.text) for p in passages]
    found: list[list[Explained]] = [[] for _ in passages]
    names: list[dict[str, None]] = [{} for _ in passages]
    for parts in _groups((k, p) for k, p in enumerate(passages) if languages[k] in (None, _language.ENGLISH)):
        parses = _parsed([ctx for _, _, ctx in parts])
        for n, (k, offset, ctx) in enumerate(parts):
            found[k] += (_explain.explained(claim, offset) for claim in _claims.claims(ctx, parses.get(n, [])))
            names[k] |= dict.fromkeys(mentioned(ctx))
    for passage, told, named, language in zip(passages, found, names, languages, strict=True):
        yield Extraction(passage.id, tuple(e.claim for e in told), tuple(named), tuple(told), language)


def _parsed(contexts: list[Context]) -> dict[int, list[Parse]]:
    """The parses of the sentences that matter, by the number of their window, in one pass of the parser."""
    jobs = [(n, i) for n, ctx in enumerate(contexts) for i in gated(ctx)]
    masked = []
    for n, i in jobs:
        ctx = contexts[n]
        mentions = ctx.names.within(ctx.sentences[i].start, ctx.sentences[i].end)
        masked.append((mentions, *_parse.mask(ctx.text, ctx.sentences[i], mentions)))
    docs = _model.pipeline().pipe([text for _, text, _ in masked], batch_size=64) if masked else ()
    parses: dict[int, list[Parse]] = {}
    for (n, i), (mentions, _, points), doc in zip(jobs, masked, docs, strict=True):
        parses.setdefault(n, []).append(_parse.build(i, contexts[n].sentences[i], doc, points, mentions))
    return parses
