"""What the Analysis page says of a neighbourhood, and how it draws it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import altair as alt
import pytest
from rights import held
from saga import HOSTILE, HOSTILE_MARKDOWN

from graph.answers import Neighbourhood, Right
from ui.charts.series import Mark, Series, series_chart
from ui.markup import measures as html
from ui.palette import LIGHT
from ui.views.measures import HELP, MEASURES, Measure, behind, chains, first_days, hurt, label, lost, shown

AT, KNOWN = date(2025, 6, 30), date(2026, 11, 22)
PERIOD = (date(2019, 1, 1), date(2026, 1, 1))
DAYS = {"at": "2025-06-30", "known_at": "2026-11-22"}


def right(grantor: str, holder: str, field: str = "compute", **more: str) -> Right:
    made = held(holder, field=field, grantor=grantor, **more)
    return replace(made, id=f"r-{grantor}-{holder}-{field}")


FIRST, SECOND = right("Acme", "Oracle", "supply"), right("Oracle", "Zed", "hosting", since="2021-01-01")
OTHER = right("Acme", "Amazon", "supply", since="2023-01-01", until="2024-01-01")
AROUND = Neighbourhood("Acme", (FIRST, SECOND, OTHER), False, {"Zed": "Zed Holding"})


def test_a_line_ends_where_there_is_nothing_and_begins_again() -> None:
    series = Series("HHI", (date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)), (0.5, None, 1.0, 1.0))
    spec = series_chart([series], [], LIGHT)
    alt.LayerChart.from_dict(spec)
    lines = next(layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert [(row["day"][:10], row["value"], row["stretch"]) for row in lines] == [
        ("2020-01-01", 0.5, 0),
        ("2021-01-01", 0.5, 0),
        ("2022-01-01", 1.0, 1),
        ("2023-01-01", 1.0, 1),
    ]
    points = next(layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "point")
    assert [row["told"] for row in points] == ["HHI: 0.50 from 1 Jan 2020", "HHI: 1.00 from 1 Jan 2022"]


def test_days_outside_the_period_are_not_marked() -> None:
    series = Series("x", PERIOD, (1.0, 1.0))
    spec = series_chart([series], [Mark("here", AT), Mark("beyond", date(2030, 1, 1)), Mark("high", height=0.18)], LIGHT)
    assert "here" in str(spec)
    assert "beyond" not in str(spec)
    assert "high" in str(spec)


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("dependency", {"Oracle": "1.00"}),
        ("supply", {}),
        ("concentration", {"Hosting": "1.00", "Supply": "1.00"}),
        ("brokers", {"Oracle": "1.00"}),
        ("exposure", {"Zed": "1.00", "Zed Holding": "1.00"}),
    ],
)
def test_each_measure_has_its_values_on_the_day(measure: Measure, values: dict[str, str]) -> None:
    assert shown(AROUND, measure, AT, KNOWN, PERIOD, FIRST).values == values


def test_a_measure_over_time_turns_when_rights_do() -> None:
    lines = {
        s.name: dict(zip(map(str, s.days), s.values, strict=True)) for s in shown(AROUND, "dependency", AT, KNOWN, PERIOD, None).series
    }
    assert lines["Oracle"]["2019-07-22"] == 1.0
    assert lines["Oracle"]["2023-01-01"] == pytest.approx(0.5)
    assert lines["Amazon"]["2024-01-01"] is None
    assert str(AT) in lines["Oracle"]


def test_every_measure_says_how_it_is_computed() -> None:
    assert set(HELP) == set(MEASURES)
    for measure, source in {"concentration": "Hirschman", "brokers": "Brandes", "exposure": "Brioschi"}.items():
        assert source in HELP[measure]  # type: ignore[index]


def test_the_rights_behind_a_measure_are_its_own() -> None:
    assert behind(AROUND, "dependency", AT) == (FIRST,)
    assert behind(AROUND, "supply", AT) == ()
    assert set(behind(AROUND, "brokers", AT)) == {FIRST, SECOND}


def test_who_is_hurt_is_told_with_the_chain_of_rights() -> None:
    told = chains(hurt(AROUND, FIRST, AT), {r.id: r for r in AROUND.rights})
    assert told[0] == ("Zed: 1.00 of what it rests on", ((label(SECOND), SECOND.id),))
    assert told[1][1][-1] == ("Zed Holding owns Zed", None)
    written = html.chains(told, DAYS)
    assert f'href="right?id={SECOND.id}&amp;at=2025-06-30' in written
    assert lost(AROUND, FIRST, AT) == "Oracle, its holder, would lose 1.00 of all that it is known to hold."


def test_the_period_begins_with_the_first_right() -> None:
    assert first_days(AROUND, AT)[0] == date(2019, 7, 22)
    assert first_days(Neighbourhood("Acme", (), False, {}), AT)[0] < AT
    assert first_days(replace(AROUND, rights=(right("Acme", "Old", since="1950-01-01"),)), AT)[0] > date(2015, 1, 1)


def test_hostile_texts_stay_texts() -> None:
    evil = right(HOSTILE, HOSTILE_MARKDOWN)
    written = html.rights([evil], DAYS) + html.values({HOSTILE: HOSTILE}, HOSTILE) + html.chains([(HOSTILE, [(HOSTILE, HOSTILE)])], DAYS)
    assert "<img" not in written
    assert "<script" not in written
    spec = series_chart([Series(HOSTILE_MARKDOWN, PERIOD, (1.0, 0.5))], [], LIGHT)
    assert all("evil.example" not in str(layer["mark"]) for layer in spec["layer"])
