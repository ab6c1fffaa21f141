"""The page of an agreement and the list of them without a browser, and how amounts read."""

from __future__ import annotations

import json

import pytest
from desk import html, opened
from saga import HOSTILE

from graph import open_graph
from graph.agreements import Terms
from graph.home import Home
from ui.cli import run
from ui.markup import agreements as agreements_html
from ui.views.agreements import Line, amount, money_text
from ui.views.cards import Badge

DAYS = {"at": "2026-03-31", "known_at": "2026-06-30"}


@pytest.mark.parametrize(
    ("dollars", "text"),
    [
        (38e9, "US$38 billion"),
        (11.9e9, "US$11.9 billion"),
        (1.25e12, "US$1.25 trillion"),
        (300e9, "US$300 billion"),
        (2_500_000, "US$2.5 million"),
        (250_000, "US$250,000"),
    ],
)
def test_amounts_as_they_are_read(dollars: float, text: str) -> None:
    assert money_text(dollars) == text


def test_an_amount_in_other_words_has_dollars_beside_it() -> None:
    given = [Terms(value="$38 billion", value_usd=38e9), Terms(value="£2bn", value_usd=2.6e9), Terms(value="an undisclosed sum"), Terms()]
    assert [amount(terms) for terms in given] == ["$38 billion", "£2bn (US$2.6 billion)", "an undisclosed sum", ""]


def test_an_agreement_of_the_demo(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    with open_graph(demo_home) as deals:
        cloud = next(a for a in deals.agreements("Amazon") if a.type == "cloud")
    app = opened(monkeypatch, demo_home, "agreement", {"id": cloud.id, **DAYS})
    written = html(app)
    assert "<h1>Amazon – OpenAI: cloud</h1>" in written
    assert "In force on 31 Mar 2026" in written
    assert "<mark>OpenAI has signed a seven-year, $38 billion contract for computing with Amazon Web Services" in written
    assert "stated: the agreement begins" in written
    assert dict(app.query_params) == {"id": cloud.id, **DAYS}
    assert app.button(key="at_previous").label == "← 3 Nov 2025", "it knows its own days"
    early = opened(monkeypatch, demo_home, "agreement", {"id": cloud.id, "at": "2026-03-31", "known_at": "2020-01-01"})
    assert "It was first told of on 2025-11-03" in html(early)


def test_a_company_has_a_list(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    app = opened(monkeypatch, demo_home, "agreement", {"grantor": "AWS", **DAYS})
    assert "<h1>Agreements of Amazon</h1>" in html(app)
    assert html(app).count('href="agreement?id=g-') == 3
    assert "No such agreement" in html(opened(monkeypatch, demo_home, "agreement", {"id": HOSTILE, **DAYS}))
    assert "No agreement has the id" in html(opened(monkeypatch, demo_home, "agreement", {"id": "g-mistyped", **DAYS}))
    assert "<img" not in html(app)


def test_a_list_steps_through_its_agreements_and_a_page_that_knows_no_days_has_no_buttons(
    monkeypatch: pytest.MonkeyPatch, demo_home: Home
) -> None:
    listed = opened(monkeypatch, demo_home, "agreement", {"grantor": "AWS", **DAYS})
    assert [listed.button(key=key).label for key in ("at_previous", "known_previous")] == ["← 27 Feb 2026", "← 27 Apr 2026"]
    listed.button(key="at_previous").click()
    assert listed.run().button(key="at_previous").label == "← 3 Nov 2025"
    cypher = opened(monkeypatch, demo_home, "cypher", DAYS)
    assert not [button for button in cypher.button if button.key and button.key.startswith("at_")]


def test_hostile_texts_stay_texts() -> None:
    line = Line(HOSTILE, Badge(HOSTILE, "none"), HOSTILE, HOSTILE, "agreement?id=g-1")
    for written in (agreements_html.lines([line]), agreements_html.stretches([(HOSTILE, HOSTILE)], "When", "What")):
        assert "&lt;img" in written
        assert "<img" not in written


def test_the_command_line_lists_them(monkeypatch: pytest.MonkeyPatch, demo_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEALGRAPH_HOME", str(demo_home.folder))
    words = ["agreements", "--party", "Amazon", "--at", "2026-03-31", "--known-at", "2026-03-31"]
    assert run([*words, "--json"]) == 0
    found = {row["name"]: row for row in json.loads(capsys.readouterr().out)["agreements"]}
    assert found["Amazon – OpenAI: cloud"]["terms"]["value_usd"] == 38e9
    assert found["Amazon – OpenAI: cloud"]["state"] == "in force"
    assert found["Amazon – OpenAI: cloud"]["supporting"][0]["quote"].startswith("OpenAI has signed a seven-year")
    assert run(words) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "Amazon – OpenAI: cloud: $38 billion, seven-year" in printed
    id_ = found["Amazon – OpenAI: cloud"]["id"]
    assert id_ in printed
    assert run(["evidence", id_]) == 0
    assert "“OpenAI has signed a seven-year, $38 billion contract" in capsys.readouterr().out
    assert run(["evidence", id_, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["agreement"].keys() == found["Amazon – OpenAI: cloud"].keys()
    assert run(["agreements", "--party", "Amazn Corp"]) == 2
