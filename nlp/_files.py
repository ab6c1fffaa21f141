"""Passages and claims as JSON lines, as ``dealgraph extract`` reads and writes them."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TextIO, cast

from graph.claims import claim_to_dict
from graph.dates import parse_day
from graph.errors import BadInput
from nlp import _explain, _language
from nlp._extract import Extraction, Passage, extract
from nlp.model import ModelReader

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half of a character beyond the first 65,536, which JSON can hold and UTF-8 cannot."""


def extract_file(
    source: Path | TextIO, target: Path | TextIO, processes: int = 1, explain: bool = False, reader: ModelReader | None = None
) -> int:
    """Reads ``{"id", "title", "text", "published_at", "source"}`` lines and writes ``{"id", "claims": […]}`` lines in the same order.

    Either may be a path or an open text stream. With ``explain`` each claim has an ``explanation``: its rule, its cue, and the words that
    each attribute was read from. A passage in another language than English has its ``language`` and no claims. What a model has
    read (``reader``, which leaves to the rules what it cannot read) says so by its ``extractor``. A lone surrogate is read as U+FFFD,
    so that offsets stay. Returns the number of passages. Raises :class:`~graph.errors.BadInput`, naming the line, for what is not such
    an object (what came before it has been written), and for a file that cannot be read or written.
    """
    texts: deque[str] = deque()
    count = 0
    with _opened(source, "r", "utf-8-sig") as lines, _opened(target, "w", "utf-8") as out:
        passages = _noting(_passages(lines), texts)
        for extraction in reader.extract(passages) if reader else extract(passages, processes):
            text = texts.popleft()
            out.write(_line(extraction, text if explain else None) + "\n")
            count += 1
    return count


@contextmanager
def _opened(file: Path | TextIO, mode: str, encoding: str) -> Iterator[TextIO]:
    """A file while it is needed; a stream is left open."""
    if not isinstance(file, Path):
        yield file
        return
    try:
        stream = cast(TextIO, file.open(mode, encoding=encoding, newline=None if mode == "r" else "\n"))
    except OSError as e:
        raise BadInput(f"{e.filename}: {e.strerror}", "Give a file that can be read and a place that can be written.") from None
    with stream:
        yield stream


def _noting(passages: Iterable[Passage], texts: deque[str]) -> Iterator[Passage]:
    """The passages, whose texts are kept until their claims are there."""
    for passage in passages:
        texts.append(passage.text)
        yield passage


def _line(extraction: Extraction, text: str | None) -> str:
    """The line for one passage, explained if its text is given; ASCII alone where a model answered what is no Unicode character."""
    why = {e.claim: {"explanation": _explain.to_dict(e, text)} for e in extraction.explained} if text is not None else {}
    claims = [claim_to_dict(c) | why.get(c, {}) for c in extraction.claims]
    row: dict[str, Any] = {"id": extraction.passage_id, "claims": claims}
    if extraction.language not in (None, _language.ENGLISH):
        row["language"] = extraction.language
    if extraction.model:
        row["extractor"] = extraction.model
    line = json.dumps(row, ensure_ascii=False)
    return line if line.isascii() or not _HALF.search(line) else json.dumps(row)


def read_passages(source: Path | TextIO) -> Iterator[Passage]:
    """The passages of a file of JSON lines; see :func:`extract_file` for its form and its errors."""
    with _opened(source, "r", "utf-8-sig") as lines:
        yield from _passages(lines)


def _passages(lines: Iterable[str]) -> Iterator[Passage]:
    seen: set[str] = set()
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            if "\0" in line:
                raise BadInput(f"line {number}: binary content, not text", "Give a file of JSON Lines, saved as UTF-8.")
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as e:
                raise BadInput(f"line {number}: not JSON: {e}", "Each line is one JSON object.") from None
            try:
                passage = passage_from_dict(row)
            except BadInput as e:
                raise BadInput(f"line {number}: {e.message}", e.hint) from None
            if passage.id in seen:
                raise BadInput(f"line {number}: the id {passage.id!r} comes twice", "Give every passage an id of its own.")
            seen.add(passage.id)
            yield passage
    except UnicodeDecodeError as e:
        raise BadInput(f"after line {number}: not UTF-8: {e.reason}", "Save the file as UTF-8.") from None


def passage_from_dict(row: Any) -> Passage:
    """A passage from its JSON object; raises :class:`~graph.errors.BadInput` where it lacks an id or a text or has a bad date."""
    if not isinstance(row, Mapping):
        raise BadInput(f"not an object but {type(row).__name__}", 'Write {"id": …, "text": …} on each line.')
    for key in ("id", "text"):
        if not isinstance(row.get(key), str) or (key == "id" and not row[key]):
            raise BadInput(f"{key!r} is missing or no text", 'Each object needs an "id" and a "text".')
    for key in ("title", "source", "published_at"):
        if row.get(key) is not None and not isinstance(row[key], str):
            raise BadInput(f"{key!r} is no text", "Leave it out, or give a text.")
    day = row.get("published_at")
    title, source = _whole(row.get("title") or ""), _whole(row.get("source") or "")
    return Passage(_whole(row["id"]), title, _whole(row["text"]), parse_day(day[:10]) if day else None, source)


def _whole(text: str) -> str:
    return text if text.isascii() else _HALF.sub("\ufffd", text)
