"""The colours can be read, and told apart, by everybody."""

from __future__ import annotations

import itertools
import math

import pytest

from graph.claims import Mode
from ui.palette import DARK, LIGHT, Palette, palette


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
