"""What the Sources page says, without a browser: edits word by word, feeds and records in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from saga import HOSTILE
from telling import right

from graph.records import Record
from graph.statements import Feed
from ui.markup import sources as html
from ui.revisions import Revision, gained_and_lost
from ui.views import sources as views
from ui.views.edits import AROUND, Run, hunks


def test_an_edited_paragraph_shows_the_words_that_went_and_came() -> None:
    before = "Untouched.\n\nOslund gives its soups to Marrick alone, it said."
    (hunk,) = hunks(before, before.replace("alone", "and Tallow").replace("it said", "it says"))
    assert hunk == (
        Run("same", "Oslund gives its soups to Marrick "),
        Run("gone", "alone"),
        Run("new", "and Tallow"),
        Run("same", ", it "),
        Run("gone", "said"),
        Run("new", "says"),
        Run("same", "."),
    )


def test_paragraphs_that_went_or_came_whole_stand_alone() -> None:
    assert hunks("One.\nTwo words of soup.", "One.\nSomething else entirely, said nobody.") == (
        (Run("gone", "Two words of soup."),),
        (Run("new", "Something else entirely, said nobody."),),
    )
    assert hunks("", "New.") == ((Run("new", "New."),),)


def test_spaces_alone_are_no_edit() -> None:
    assert hunks("One  two.\n\nThree.", "One two.\nThree. ") == ()


def test_what_is_the_same_is_cut_to_the_words_around() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    (hunk,) = hunks(f"{words} alone {words}", f"{words} first {words}")
    first, gone, new, last = hunk
    assert (gone.text, new.text) == ("alone", "first")
    assert first.text.startswith("… word")
    assert last.text.endswith(" …")
    assert len(first.text) <= AROUND + 2 >= len(last.text)


_WORDS = st.lists(st.sampled_from(["soup", "deal", "Oslund", "alone", "said", "\n", "first,", "2030."]), max_size=40).map(" ".join)


@given(_WORDS, _WORDS)
def test_what_came_is_in_the_later_text_and_what_went_in_the_former(before: str, after: str) -> None:
    squeezed = {kind: "".join(text.split()) for kind, text in (("gone", before), ("new", after))}
    for hunk in hunks(before, after):
        assert any(run.kind != "same" for run in hunk)
        for run in hunk:
            if run.kind != "same":
                assert "".join(run.text.split()) in squeezed[run.kind]
    assert (hunks(before, after) == ()) == ([p.split() for p in _lines(before)] == [p.split() for p in _lines(after)])


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_the_same_claim_elsewhere_in_the_text_is_neither_gained_nor_lost() -> None:
    moved = right("Oslund", "Marrick", quote="elsewhere, in other words", confidence=0.5)
    gained, lost = gained_and_lost([right("Oslund", "Marrick")], [moved, right("Oslund", "Tallow")])
    assert ([c.grantee for c in gained], lost) == (["Tallow"], ())  # type: ignore[union-attr]


def test_edits_say_when_each_text_counted_and_whether_the_page_said_so() -> None:
    one = Revision("Soup", date(2025, 3, 1), True, "alone", (right("Oslund", "Marrick"),))
    two = Revision("Soups", date(2025, 4, 1), False, "first", ())
    three = Revision("Soups", date(2025, 5, 1), True, None, ())
    erased, silent = views.edits([one, two, three])
    assert silent.silent
    assert silent.title == ("Soup", "Soups")
    assert silent.when == "The first text counted from 1 Mar 2025, the second from 1 Apr 2025 until 1 May 2025"
    assert silent.lost == one.claims
    assert erased.problem
    assert not erased.silent
    shown = html.edit(silent)
    assert "Unannounced" in shown
    assert "lost" in shown
    assert '<del><span aria-hidden="true">−</span>alone</del>' in shown


def test_a_failing_feed_says_since_when_and_why() -> None:
    at = datetime(2026, 1, 3, 3, 15, tzinfo=UTC)
    failing = views.feed_row(Feed("https://a.example/feed", at, "failed", 500, 0, "server error", datetime(2026, 1, 1, tzinfo=UTC), 2, 7))
    assert failing.state == "Fails · HTTP 500"
    assert failing.trouble == "2 failures in a row, last answered 1 Jan 2026, 00:00 UTC: server error"
    never = views.feed_row(Feed("https://a.example/feed", at, "failed", None, 0, "no such host", None, 1, 0))
    assert never.trouble == "1 failure in a row, it has never answered: no such host"
    good = views.feed_row(Feed("https://a.example/feed", at, "unchanged", 304, 0, None, at, 0, 1))
    assert (good.state, good.trouble, good.items) == ("Answers, unchanged · HTTP 304", "", "0 listed, 1 article ever")


def test_a_share_is_said_with_its_numbers() -> None:
    assert views.contradicted(Record(10, 12, 8, 2, 0, 0)) == "2 of 8 (25 %)"
    assert views.contradicted(Record(10, 12, 0, 0, 0, 0)) == "–"


def test_hostile_names_stay_texts() -> None:
    row = views.SourceRow(*[HOSTILE] * 7)
    feed = views.FeedRow(*[HOSTILE] * 6)
    article = views.ArticleRow("a-1", HOSTILE, "javascript:alert(1)", HOSTILE, (HOSTILE,), True)
    shown = html.sources([(row, "sources")]) + html.feeds([feed]) + html.article(article) + html.facts([(HOSTILE, HOSTILE)])
    assert "<img" not in shown
    assert "<script" not in shown
    assert 'href="javascript' not in shown
