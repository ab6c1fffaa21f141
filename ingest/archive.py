"""Archives: text, HTML and JSONL files to articles, the same way that pages go."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from graph.errors import BadDate, BadInput
from graph.events import article_id
from graph.home import Home
from ingest import _encoding, decide, pages
from ingest._run import Run, running
from ingest.addresses import normalise
from ingest.errors import FetchRefused, NoText
from ingest.report import RunReport
from ingest.times import stamp

if TYPE_CHECKING:
    from nlp import ChatModel

_TEXT: Final = frozenset({".txt", ".text", ".md"})
_HTML: Final = frozenset({".html", ".htm", ".xhtml"})
_JSONL: Final = frozenset({".jsonl", ".ndjson"})
_LARGEST: Final = 10_000_000
"""Bytes of a file, or of a line of JSONL: the same as a page may have."""

_AT_ONCE: Final = 200

_OTHER_DATES: Final = (
    "published",
    "date",
    "publishedAt",
    "published_date",
    "publication_date",
    "published_on",
    "datePublished",
    "pub_date",
    "pubDate",
)
"""Where rows of other programs have the date. Which of them means what is not guessed."""


@dataclass(frozen=True)
class Document:
    """One article of an archive. ``address`` identifies it; ``name`` is its file's, the outlet where nothing else is."""

    address: str
    page: pages.Page
    raw: bytes
    name: str | None


def backfill(
    paths: Sequence[str | Path],
    *,
    home: Home,
    published: str | None = None,
    source: str | None = None,
    progress: Callable[[str], None] | None = None,
    model: ChatModel | None = None,
) -> RunReport:
    """Takes in files, and the files in folders: text, HTML and JSONL, known by their endings.

    Text: the first line is the title if an empty one follows. HTML: as a page that was fetched. JSONL: objects with
    ``title``, ``text``, ``published_at``, ``source``, and ``url`` or ``id``. ``published`` (a date or time) and
    ``source`` hold for what does not say so itself; without a source, the file's name is it. Read again, a file changes
    nothing; a row of JSONL with another text for the same ``url`` is a revision, unless the page itself has been read.
    Not taken in, but told among the report's ``problems``: binary content in text files, rows that are no objects with a text, and
    rows whose date is none or stands under another key. NUL and lone surrogates in rows become U+FFFD.
    ``model`` reads the texts instead of the rules, which read those on which it fails.

    Raises :class:`~graph.errors.BadInput` before anything is done, also for text files without a date, and
    :class:`~graph.errors.AlreadyRunning`, :class:`~graph.errors.LogUnavailable`.
    """
    given = stamp(published)
    if published and given is None:
        raise BadDate(published)
    files = _files(paths)
    if given is None and (undated := [file.name for file in files if file.suffix.lower() in _TEXT]):
        raise BadInput(f"{undated[0]} does not say when it was published", "Give the day of undated files: --published 2026-03-02.")
    with running(home, "backfill", progress, model) as run:
        run.start()
        documents = (document for file in files for document in _documents(run, file))
        while batch := list(islice(documents, _AT_ONCE)):
            _record(run, batch, given, source)
            run.say(f"took in {run.counts['captured']} articles")
        return run.finish()


def _files(paths: Sequence[str | Path]) -> list[Path]:
    """The files meant, folders walked in order, each once."""
    kinds = _TEXT | _HTML | _JSONL
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            within = (p for p in path.rglob("*") if not any(part.startswith(".") for part in p.relative_to(path).parts))
            found += sorted(p for p in within if p.suffix.lower() in kinds and p.is_file())
        elif not path.is_file():
            raise BadInput(f"there is no file {path}", "Name files, or folders of files.")
        elif path.suffix.lower() not in kinds:
            raise BadInput(f"{path.name} is of no kind that can be read", f"Known endings: {', '.join(sorted(kinds))}.")
        else:
            found.append(path)
    if not found:
        raise BadInput("there is no file to read", f"Known endings: {', '.join(sorted(kinds))}.")
    return list({file.resolve(): file for file in found}.values())


def _documents(run: Run, file: Path) -> Iterator[Document]:
    """What a file holds; what cannot be read of it becomes a problem of the run."""
    try:
        if file.suffix.lower() in _JSONL:
            yield from _rows(run, file)
            return
        if file.stat().st_size > _LARGEST:
            raise NoText(f"it is larger than {_LARGEST:,} bytes")
        raw = file.read_bytes()
        read = _text_file if file.suffix.lower() in _TEXT else _html_file
        yield Document(address_of(file.name, raw), read(file, raw), raw, file.name)
    except NoText as e:
        _problem(run, file, e.message)
    except OSError as e:
        _problem(run, file, e.strerror or str(e))


def _text_file(file: Path, raw: bytes) -> pages.Page:
    text = _encoding.decode(raw, [])
    if _encoding.is_binary(text):
        raise NoText("its content is binary, not text; save it as text in UTF-8")
    title, body = split_title(text)
    if not body:
        raise NoText("it holds no text")
    return _page(title or file.stem, body)


def _html_file(file: Path, raw: bytes) -> pages.Page:
    return pages.read(raw, url=f"file:{quote(file.name)}")


def _rows(run: Run, file: Path) -> Iterator[Document]:
    with file.open("rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(_LARGEST + 1), b""), 1):
            if len(line) > _LARGEST:
                _problem(run, file, f"line {number} and what follows it were not read: larger than {_LARGEST:,} bytes")
                return
            if line.strip():
                try:
                    yield _row(file, line)
                except NoText as e:
                    _problem(run, file, f"line {number}: {e.message}")


def _row(file: Path, line: bytes) -> Document:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as e:
        raise NoText(f"it is no JSON: {e}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise NoText("it is no object with a text")
    if not row.get("published_at") and (other := next((key for key in _OTHER_DATES if row.get(key)), None)):
        raise NoText(f'its date stands under "{other}"; name it "published_at"')
    published_at = stamp(_string(row, "published_at"))
    if row.get("published_at") and published_at is None:
        raise NoText(f"its date {row['published_at']!r} is none")
    page = replace(
        _page(_string(row, "title"), _paragraphs(_encoding.storable(row["text"]))),
        source=_string(row, "source"),
        published_at=published_at,
        published_from="given" if published_at else None,
    )
    if url := _string(row, "url"):
        try:
            return Document(normalise(url), page, line, None)
        except FetchRefused as e:
            raise NoText(e.message) from None
    return Document(address_of(file.name, line), page, line, file.name)


def _string(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return " ".join(_encoding.storable(value).split()) or None if isinstance(value, str) else None


def _page(title: str | None, text: str) -> pages.Page:
    return pages.Page(title, None, None, None, None, None, None, None, text)


def address_of(name: str, content: bytes) -> str:
    """The address of something in a file: its name and what it holds, wherever the file lies. Two of one name stay two."""
    return f"file:{quote(name)}#{decide.sha256(content)[:8]}"


def split_title(text: str) -> tuple[str | None, str]:
    """The title, where the first line is one (an empty line follows it), and the rest."""
    text = _paragraphs(text)
    head, _, rest = text.partition("\n\n")
    return (" ".join(head.split()), rest) if rest and "\n" not in head else (None, text)


def _paragraphs(text: str) -> str:
    """The text with plain line ends; paragraphs that were wrapped at a column are one line again."""
    lines = "\n".join(line.rstrip() for line in re.split(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]", text.strip("\ufeff\n\r\t ")))
    return "\n\n".join(_unwrap(paragraph) for paragraph in re.split(r"\n{2,}", lines) if paragraph)


def _unwrap(paragraph: str) -> str:
    lines = paragraph.split("\n")
    wrapped = len(lines) > 1 and all(45 <= len(line) <= 100 for line in lines[:-1]) and len(lines[-1]) <= 100
    return " ".join(line.strip() for line in lines) if wrapped else paragraph


def _record(run: Run, documents: Sequence[Document], published: str | None, source: str | None) -> None:
    decided = {}
    for document in documents:
        article = run.known.articles.get(article_id(document.address)) or decide.new_article(document.address, datetime.now(UTC))
        if article.id in decided or (article.current is not None and article.current.via != "file"):
            continue
        if decide.sha256(document.page.text.encode("utf-8")) in article.texts:
            run.keep(article, document.page.text)
            continue
        outlet = source or document.name
        capture = decide.capture(article, document.page, document.raw, via="file", published=published, source=outlet)
        decided[article.id] = (article, decide.page(article, capture), [capture])
    run.record(decided.values())


def _problem(run: Run, file: Path, what: str) -> None:
    run.counts["failed_articles"] += 1
    run.problems.append(f"file {file.name}: {what}")
