"""What Home and the strip of changes say, as values and as HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from rights import clash, held, told
from saga import HOSTILE, HOSTILE_MARKDOWN

from graph.answers import Changes, Dispute, Moved
from graph.runs import LastRun
from ui import strip
from ui.markup import home as home_html
from ui.palette import LIGHT
from ui.views.changes import changes, figures, summary
from ui.views.home import brought, open_conflicts
from ui.views.runs import Standing, banner, health, standing

AT = date(2025, 6, 30)


def a_run(**more: Any) -> LastRun:
    values: dict[str, Any] = {
        "kind": "ingest",
        "status": "ok",
        "finished": datetime(2025, 6, 30, 3, 15, tzinfo=UTC),
        "counts": {"polled": 2, "captured": 1, "claims": 3, "revised": 0},
        "failed": (),
        "after": None,
        "claims": (),
        "whole": True,
    }
    return LastRun(**(values | more))


def test_a_run_that_went_well_says_what_it_brought() -> None:
    found = health(Standing(a_run()))
    assert found.well
    assert found.lines == ("Nightly run, over at 30 Jun 2025, 03:15 UTC", "1 new page and 3 claims")
    assert health(Standing(a_run(counts={}))).lines[1] == "Nothing new"


def test_what_failed_is_named_and_counted() -> None:
    found = health(Standing(a_run(status="partial", failed=tuple((f"https://{n}.example", "timeout") for n in range(5)))))
    assert (found.well, found.title) == (False, "Went well in part")
    assert found.lines[2:] == (*(f"Feed failed: https://{n}.example: timeout" for n in range(3)), "2 more feeds failed")


def test_a_graph_that_lags_is_not_well() -> None:
    found = health(Standing(a_run(), ("the graph lacks 3 events of the log",)))
    assert (found.well, found.title, found.lines[-1]) == (False, "The graph is not up to date", "the graph lacks 3 events of the log")
    assert not health(Standing()).well


def test_a_log_that_cannot_be_read_is_said_alike_on_home_and_elsewhere() -> None:
    found = Standing(unread=("the log cannot be reached", "Is the server running?"))
    assert banner(found) == ("The log cannot be read", "The log cannot be reached. Is the server running?")
    told = health(found)
    assert (told.well, told.title, told.lines) == (False, "The log cannot be read", ("the log cannot be reached", "Is the server running?"))


NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
LAG = "the graph lacks 3 events of the log"


@pytest.mark.parametrize(
    ("run", "warnings", "title", "said"),
    [
        (a_run(), [LAG], "The graph is not up to date", "The graph lacks 3 events of the log."),
        (a_run(status="partial"), [], "The last run went well in part", "Some feeds or pages failed in the last run: Home says which."),
        (
            a_run(finished=datetime(2025, 6, 20, 3, 15, tzinfo=UTC)),
            [],
            "The graph is not up to date",
            "The last run was 11 days ago, on 20 Jun 2025: dealgraph ingest reads what is new since.",
        ),
        (None, [LAG], "The graph is not up to date", "The graph lacks 3 events of the log."),
    ],
)
def test_every_page_says_what_keeps_it_from_being_up_to_date(run: LastRun | None, warnings: list[str], title: str, said: str) -> None:
    assert banner(standing(run, warnings, NOW)) == (title, said)


def test_nothing_is_said_where_all_is_well_or_was_put_in_by_hand() -> None:
    assert banner(standing(a_run(), [], NOW)) is None
    assert banner(standing(None, [], NOW)) is None
    late = datetime(2025, 7, 3, 3, 15, tzinfo=UTC)
    assert banner(standing(a_run(), [], late)) is None, "a nightly run may be late"


def test_home_says_that_the_last_run_is_long_ago() -> None:
    found = health(standing(a_run(), [], datetime(2025, 7, 10, tzinfo=UTC)))
    assert (found.well, found.title) == (False, "The graph is not up to date")
    assert found.lines[-1].startswith("the last run was 9 days ago")


def test_figures_and_summaries_say_whether_there_is_more() -> None:
    moved = (Moved("begins", AT, None, held("Zed")), Moved("ends", AT, held("Yolk"), None), Moved("begins", AT, None, held("Xenon")))
    whole = Changes(date(2025, 6, 1), AT, True, moved)
    assert figures(whole, "world") == ("2 began", "1 ended")
    assert figures(replace(whole, complete=False), "knowledge") == ("at least 2 learnt", "at least 1 dropped")
    assert summary(whole, "world") == "3 changes in the world after 1 Jun 2025, up to 30 Jun 2025"
    assert summary(replace(whole, complete=False, moved=moved[:1]), "knowledge").startswith("The latest 1 change in what was known")


def test_a_dispute_says_who_objects_to_what() -> None:
    since = date(2025, 6, 1)
    right = held("Zed", doubt=("2025-06-01", None), disputes=(Dispute(since, None, "Yolk", over="the sale"), Dispute(AT, None, "Xenon")))
    right = replace(right, supporting=(told("c-1"),), opposing=(told("c-2"),))
    (change,) = changes([Moved("disputed", since, None, right)])
    assert change.how == "Exclusive since 22 Jul 2019; disputed by Yolk, over the sale"
    assert [e.claim for e in change.told] == ["c-2", "c-1"]


def test_what_a_run_brought_is_told_with_the_quotes_that_it_read() -> None:
    day = date(2025, 6, 1)
    right = held("Zed", known_from=day, supporting=(told("c-1"), told("c-2", known_from=day)))
    (line,) = brought([right], {"c-2"}, AT)
    assert (line.when, line.how, [e.claim for e in line.told]) == (
        "1 Jun 2025",
        "Exclusive, since 22 Jul 2019, no end stated, likely",
        ["c-2"],
    )


def test_sure_conflicts_come_before_possible_ones_and_late_before_early() -> None:
    one, other = held("Zed"), held("Yolk")
    given = [clash(one, other, "2020-01-01"), clash(one, other, "2025-01-01", kind="potential"), clash(one, other, "2024-01-01")]
    assert [(c.since, c.potential) for c in open_conflicts(given)] == [
        ("since 1 Jan 2024", False),
        ("since 1 Jan 2020", False),
        ("since 1 Jan 2025", True),
    ]


def test_the_strip_has_a_mark_for_each_day_and_kind() -> None:
    moved = [Moved("begins", AT, None, held(name)) for name in ("Zed", "Yolk")] + [Moved("ends", AT, held("Xenon"), None)]
    found = Changes(date(2025, 1, 1), AT, True, tuple(moved))
    spec = strip.strip(found, changes(moved), "world", LIGHT)
    assert [(row["kind"], row["many"], row["day"]) for row in spec["data"]["values"]] == [
        ("begins", 2, "2025-06-30T00:00:00"),
        ("ends", 1, "2025-06-30T00:00:00"),
    ]
    assert spec["data"]["values"][0]["words"] == "30 Jun 2025: 2 changes, begins: Zed · Compute and Yolk · Compute"


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE_MARKDOWN, "'\"><a href=javascript:alert(1)>"])
def test_hostile_texts_show_as_they_are(text: str) -> None:
    class Seen(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: set[str] = set()
            self.text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.add(tag)
            assert not any(name.startswith("on") or name == "src" for name, _ in attrs)
            assert all((value or "").startswith("conflicts?") for name, value in attrs if name == "href")

        def handle_data(self, data: str) -> None:
            self.text += data

    right = held(text, grantor=text)
    tile = home_html.Tile(text, text, (text,), text, "")
    for html in (
        home_html.tiles([tile], health(Standing(a_run(failed=((text, text),))))),
        home_html.conflicts(open_conflicts([clash(right, right)]), {"at": "2025-01-01"}),
    ):
        seen = Seen()
        seen.feed(html)
        assert text in seen.text
        assert seen.tags <= {"section", "article", "p", "h2", "ul", "li", "span", "strong", "a"}
