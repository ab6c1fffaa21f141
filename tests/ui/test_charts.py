"""The charts are Vega-Lite that the browser understands, and strangers' names are only ever data in them."""

from __future__ import annotations

import copy
import itertools
import json
import math
from datetime import date
from typing import Any

import altair as alt
import pytest
from rights import clash, held, told
from saga import HOSTILE, HOSTILE_MARKDOWN

from graph.claims import Mode
from ui.charts.timeline import timeline_chart
from ui.charts.vega import PICK
from ui.layout.timeline import timeline
from ui.palette import DARK, LIGHT, Palette, palette

AT, KNOWN = date(2025, 6, 30), date(2026, 11, 22)
NAMES = ['Zed "quoted" \\ Works', HOSTILE, HOSTILE_MARKDOWN, "'+alert(1)+'"]
MINE, THEIRS = (
    held(NAMES[0], doubt=("2025-01-01", None)),
    held(NAMES[1], "non_exclusive", since="2020-01-01", valid_from_latest=date(2020, 12, 31)),
)
RIGHTS = [MINE, THEIRS, held(NAMES[2], credence=0.1), held(NAMES[3], "preferred", since="2027-01-01", territory=HOSTILE)]


def drawn(colours: Palette = LIGHT) -> dict[str, Any]:
    talk = told(grantee=HOSTILE, stance="proposed", source=HOSTILE_MARKDOWN)
    after = held(NAMES[2], since="2027-01-01")
    times = timeline([*RIGHTS, after], [clash(MINE, THEIRS, "2021-01-01")], at=AT, known=KNOWN, prospects=[talk])
    return timeline_chart(times, colours)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_it_is_valid_by_the_schema(colours: Palette) -> None:
    spec = drawn(colours)
    assert alt.LayerChart.from_dict(copy.deepcopy(spec)).to_dict()["layer"]
    assert all(layer["data"]["values"] for layer in spec["layer"])


def test_it_loads_nothing() -> None:
    text = json.dumps({k: v for k, v in drawn().items() if k != "$schema"})
    assert '"url"' not in text
    assert '"href"' not in text
    assert '"image"' not in text


def test_days_have_no_zone() -> None:
    stamps = [row[key] for layer in drawn()["layer"] for row in layer["data"]["values"] for key in ("start", "stop") if key in row]
    assert stamps
    assert all(len(stamp) == 19 and stamp.endswith("T00:00:00") for stamp in stamps)


def test_names_stand_in_expressions_as_json_strings_only() -> None:
    axes = [layer["encoding"].get("y", {}).get("axis") or {} for layer in drawn()["layer"]]
    (expression,) = [axis["labelExpr"] for axis in axes if "labelExpr" in axis]
    names, place = json.JSONDecoder().raw_decode(expression)
    assert all(isinstance(name, str) for name in names)
    assert expression[place:] == "[datum.value]"


def test_every_look_has_lines_and_fills_of_its_own() -> None:
    (bars,) = [layer["data"]["values"] for layer in drawn()["layer"] if "params" in layer]
    looks = {(tuple(row["dash"]), row["full"], row["fill"] == row["line"]) for row in bars}
    assert looks == {((1, 0), 1.0, True), ((4, 3), 1.0, False), ((1.5, 2.5), 0.0, True), ((1, 0), 0.0, True), ((1, 0), 0.28, True)}


def test_a_click_on_a_bar_names_its_right() -> None:
    (params,) = [layer["params"] for layer in drawn()["layer"] if "params" in layer]
    assert params[0]["name"] == PICK
    assert params[0]["select"]["fields"] == ["right"]


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_can_be_read(colours: Palette) -> None:
    """By WCAG 2: 4.5 to 1 for text."""
    assert contrast(colours.ink, colours.paper) >= 4.5
    assert contrast(colours.faint, colours.paper) >= 4.5
    assert contrast(colours.dispute, colours.paper) >= 4.5
    assert contrast(colours.dispute, colours.dispute_fill) >= 4.5
    assert all(contrast(colours.inks[m], colours.modes[m]) >= 4.5 for m in Mode)


def test_the_theme_is_known_by_its_name() -> None:
    assert [palette(name) for name in ("light", "dark", None)] == [LIGHT, DARK, LIGHT]


SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "without green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "without blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How colours look to people who lack one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """The colour as somebody of that sight has it, in CIE L*a*b*."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))]
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SIGHT[sight])
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", list(SIGHT))
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_modes_are_told_apart_by_any_sight(colours: Palette, sight: str) -> None:
    """At least 20 in CIE 1976 between any two modes; about 2 can just be seen side by side."""
    known = {m: seen(colours.modes[m], sight) for m in Mode}
    for one, other in itertools.combinations(Mode, 2):
        assert math.dist(known[one], known[other]) >= 20, (one, other)
