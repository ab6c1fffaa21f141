"""Archives: files to articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hosting import STORY, home_for, hosted, rss, rss_item, story
from nightly import events

from graph.blobs import BlobStore
from graph.errors import BadDate, BadInput
from graph.home import Home
from ingest import RunReport, backfill, ingest

TEXT = "\n\n".join(STORY)


WRAPPED = """Title

This paragraph was wrapped by an editor at a column that
was narrow in its day, so that its sentences break off in
the middle.

End."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_for(tmp_path / "home")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    return folder


def take_in(home: Home, *paths: Path, **more: Any) -> tuple[RunReport, list[dict[str, Any]]]:
    """The report, and what was captured, by title."""
    report = backfill(paths, home=home, **more)
    return report, sorted((dict(event.data) for event in events(home, "article.captured")), key=lambda data: data["title"] or "")


def text_of(home: Home, data: dict[str, Any]) -> str:
    return BlobStore(home.blobs_dir).get_text(data["text"])


def rows(path: Path, *values: Any) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return path


def test_a_text_file(home: Home, archive: Path) -> None:
    file = archive / "a deal.txt"
    file.write_text(f"A deal\n\n{TEXT}\n", encoding="utf-8")
    report, (data,) = take_in(home, file, published="2026-03-02")
    assert data["url"].startswith("file:a%20deal.txt#")
    assert (data["title"], data["source"], data["via"]) == ("A deal", "a deal.txt", "file")
    assert (data["published_at"], data["published_from"]) == ("2026-03-02", "given")
    assert text_of(home, data) == TEXT
    assert BlobStore(home.blobs_dir).get(data["raw"]) == file.read_bytes()
    assert report.counts["claims"] > 0
    assert report.kind == "backfill"
    assert str(archive) not in json.dumps([dict(event.data) for event in events(home)])


def test_the_clients_own_article(home: Home, shared: Path) -> None:
    report, (data,) = take_in(home, shared / "articles" / "openai-aws-azure.txt", published="2026-03-02")
    assert (report.status, data["source"]) == ("ok", "openai-aws-azure.txt")
    assert data["title"] == "OpenAI's AWS deal may undermine Microsoft's Azure exclusivity rights"
    assert report.counts["claims"] > 0


def test_text_files_want_a_date_before_anything_is_done(home: Home, archive: Path) -> None:
    (archive / "a.txt").write_text(TEXT)
    with pytest.raises(BadInput, match=r"a\.txt does not say") as caught:
        backfill([archive], home=home)
    assert "--published" in caught.value.hint
    with pytest.raises(BadDate):
        backfill([archive], home=home, published="2026-02-30")
    assert not home.folder.exists()


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Title\n\nFirst.\n\nSecond.", "Title", "First.\n\nSecond."),
        ("\ufeffTitle\r\n\r\nFirst.\r\n", "Title", "First."),
        ("First line.\nSecond line.\n\nThird.", "file", "First line.\nSecond line.\n\nThird."),
        ("Only one line.", "file", "Only one line."),
        ("Title\n\n\n\nFirst.   \n\n\nSecond.", "Title", "First.\n\nSecond."),
        (WRAPPED, "Title", " ".join(WRAPPED.split("\n")[2:5]) + "\n\nEnd."),
        ("Title\n\nshort\nlines\nof a list", "Title", "short\nlines\nof a list"),
    ],
)
def test_titles_and_paragraphs(home: Home, archive: Path, text: str, title: str, body: str) -> None:
    (archive / "file.txt").write_bytes(text.encode("utf-8"))
    _, (data,) = take_in(home, archive, published="2026-03-02")
    assert (data["title"], text_of(home, data)) == (title, body)


def test_a_web_page_in_a_file(home: Home, archive: Path) -> None:
    (archive / "page.html").write_text(story("A deal")[1])
    (archive / "bare.htm").write_text(f"<html><body><h1>Undated</h1><p>{STORY[0]}</p><p>{STORY[1]}</p></body></html>")
    _, (deal, undated) = take_in(home, archive)
    assert (deal["title"], deal["source"], deal["published_at"], deal["published_from"]) == (
        "A deal",
        "The Daily Test",
        "2025-11-03T14:00:00-05:00",
        "meta",
    )
    assert (undated["source"], undated["published_at"], undated["published_from"]) == ("bare.htm", None, "unknown")
    assert text_of(home, deal) == text_of(home, undated) == TEXT


def test_rows_of_jsonl(home: Home, archive: Path) -> None:
    file = rows(
        archive / "a.jsonl",
        {"title": "One", "text": TEXT, "published_at": "2025-11-03T14:00:00+01:00", "source": "The Wire", "url": "http://w.example/1#x"},
        {"id": "r2", "title": "Two", "text": TEXT + " More.", "published_at": "2025-11-03"},
        {"text": TEXT + " Other.", "title": None},
    )
    _, (bare, one, two) = take_in(home, file, published="2026-01-01", source="An archive")
    assert (one["url"], one["source"], one["published_at"]) == ("http://w.example/1", "The Wire", "2025-11-03T14:00:00+01:00")
    assert (two["source"], two["published_at"]) == ("An archive", "2025-11-03")
    assert two["url"].startswith("file:a.jsonl#")
    assert (bare["title"], bare["published_at"], bare["published_from"]) == (None, "2026-01-01", "given")


def test_binary_content_is_no_text(home: Home, archive: Path) -> None:
    (archive / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (archive / "b.txt").write_bytes(bytes(range(1, 256)) * 9)
    report, captured = take_in(home, archive, published="2026-03-02")
    assert not captured
    assert all("binary, not text" in problem for problem in report.problems)
    assert len(report.problems) == 2


@pytest.mark.parametrize("published", [None, "2026-03-02"])
@pytest.mark.parametrize("key", ["date", "published"])
def test_a_date_under_another_key_is_told(home: Home, archive: Path, key: str, published: str | None) -> None:
    report, captured = take_in(home, rows(archive / "a.jsonl", {"text": TEXT, key: "2025-11-03"}), published=published)
    assert not captured
    assert report.problems == (f'file a.jsonl: line 1: its date stands under "{key}"; name it "published_at"',)


def test_what_no_file_can_hold_is_replaced(home: Home, archive: Path) -> None:
    row = {"title": "One \udfff", "text": f"\ud83d \0 {TEXT}", "published_at": "2025-11-03", "source": "\ud800"}
    report, (captured,) = take_in(home, rows(archive / "a.jsonl", row))
    assert report.status == "ok"
    assert (captured["title"], captured["source"]) == ("One \ufffd", "\ufffd")
    assert text_of(home, captured).startswith("\ufffd \ufffd ")


def test_bad_rows_and_files_are_named_and_stop_no_other(home: Home, archive: Path) -> None:
    good = {"title": "Good", "text": TEXT, "published_at": "2025-11-03"}
    file = rows(archive / "a.jsonl", good, 7, {"title": "No text"}, {"text": "x", "published_at": "soon"}, {"text": "x", "url": "ftp://x"})
    with file.open("ab") as out:
        out.write(b"{broken\n\n" + json.dumps({**good, "text": TEXT + " More."}).encode())
    (archive / "empty.txt").write_text(" \n")
    (archive / "none.html").write_text("<html><body></body></html>")
    (archive / ".hidden.txt").write_text("x")
    (archive / "image.png").write_bytes(b"x")
    report, captured = take_in(home, archive, published="2026-03-02")
    assert len(captured) == 2
    assert (report.status, report.counts["failed_articles"]) == ("partial", 7)
    assert sorted(problem.split(":")[0] for problem in report.problems) == ["file a.jsonl"] * 5 + ["file empty.txt", "file none.html"]
    assert all(f"line {number}" in problem for number, problem in zip(range(2, 7), report.problems, strict=False))


@pytest.mark.parametrize(
    ("name", "message"),
    [("missing.txt", "there is no file"), ("image.png", "of no kind"), (".", "there is no file to read")],
)
def test_what_cannot_be_read_is_said_before_anything_is_done(home: Home, archive: Path, name: str, message: str) -> None:
    (archive / "image.png").write_bytes(b"x")
    with pytest.raises(BadInput, match=message):
        backfill([archive / name], home=home, published="2026-03-02")
    assert not home.folder.exists()


def test_read_again_it_changes_nothing(home: Home, archive: Path) -> None:
    (archive / "a.txt").write_text(f"A deal\n\n{TEXT}")
    (archive / "deep").mkdir()
    (archive / "deep" / "page.html").write_text(story("A page", "Another text, which is quite long and says nothing of interest to us.")[1])
    rows(
        archive / "rows.jsonl",
        {"title": "Row", "text": "Something else, which says even less.", "published_at": "2025-11-03"},
    )
    take_in(home, archive, published="2026-03-02")
    before = len(events(home))
    moved = archive.rename(archive.with_name("moved"))
    report, captured = take_in(home, moved, moved / "a.txt", published="2026-03-02")
    assert [event.type for event in events(home)[before:]] == ["run.started", "run.finished"]
    assert (len(captured), report.counts["captured"]) == (3, 0)


def test_two_files_of_one_name_stay_two(home: Home, archive: Path) -> None:
    for folder, text in (("x", TEXT), ("y", "Tolvane Freight has withdrawn its bid for the harbour."), ("z", TEXT)):
        (archive / folder).mkdir()
        (archive / folder / "story.txt").write_text(f"Title\n\n{text}")
    _, captured = take_in(home, archive, published="2026-03-02")
    assert len({data["article"] for data in captured}) == 2


def test_a_corrected_row_is_a_revision_once(home: Home, archive: Path) -> None:
    row = {"title": "One", "text": TEXT, "published_at": "2025-11-03", "url": "http://w.example/1"}
    for text in (TEXT, TEXT + " More.", TEXT + " More.", TEXT):
        take_in(home, rows(archive / "a.jsonl", {**row, "text": text}))
    assert len(events(home, "article.captured")) == 1
    assert len(events(home, "article.revised")) == 1


def test_an_archive_does_not_overwrite_what_the_page_said(tmp_path: Path, archive: Path) -> None:
    with hosted() as site:
        site.pages |= {"/feed": rss(rss_item("/a")), "/a": story("A deal")}
        home = home_for(tmp_path / "home", site)
        ingest([site.at("/feed")], home=home)
        file = rows(archive / "a.jsonl", {"text": "Another telling of it.", "url": site.at("/a"), "published_at": "2020-01-01"})
        report, captured = take_in(home, file)
        assert (report.counts["revised"], len(captured)) == (0, 1)
        assert not events(home, "article.revised")


def test_an_archived_page_is_revised_by_the_page_itself(tmp_path: Path, archive: Path) -> None:
    with hosted() as site:
        site.pages |= {"/feed": rss(rss_item("/a")), "/a": story("A deal")}
        home = home_for(tmp_path / "home", site)
        take_in(home, rows(archive / "a.jsonl", {"text": "An early telling of it.", "url": site.at("/a"), "published_at": "2020-01-01"}))
        ingest([site.at("/feed")], home=home, recheck="all")
        (revised,) = events(home, "article.revised")
        assert (revised.data["via"], revised.data["published_at"]) == ("page", "2025-11-03T14:00:00-05:00")
