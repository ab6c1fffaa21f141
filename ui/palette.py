"""Colours, for a light and a dark page. Told apart without colour vision too: by lightness, and by dashes for what is disputed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.claims import Mode


@dataclass(frozen=True)
class Palette:
    """One theme's colours, as CSS has them. ``modes`` fill a bar, ``inks`` write on it."""

    modes: Mapping[Mode, str]
    inks: Mapping[Mode, str]
    dispute: str
    dispute_fill: str
    paper: str
    ink: str
    faint: str
    line: str
    grid: str


LIGHT: Final = Palette(
    modes={Mode.EXCLUSIVE: "#143a72", Mode.FIRST_REFUSAL: "#1f8076", Mode.PREFERRED: "#e3a53a", Mode.NON_EXCLUSIVE: "#b0bbc9"},
    inks={Mode.EXCLUSIVE: "#ffffff", Mode.FIRST_REFUSAL: "#ffffff", Mode.PREFERRED: "#33260a", Mode.NON_EXCLUSIVE: "#1d2733"},
    dispute="#b93a1e",
    dispute_fill="#fbe3dc",
    paper="#ffffff",
    ink="#16202c",
    faint="#5a6675",
    line="#c9d1db",
    grid="#eef1f5",
)

DARK: Final = Palette(
    modes={Mode.EXCLUSIVE: "#a3c9fa", Mode.FIRST_REFUSAL: "#30a699", Mode.PREFERRED: "#e2a63c", Mode.NON_EXCLUSIVE: "#515d70"},
    inks={Mode.EXCLUSIVE: "#0b1a2e", Mode.FIRST_REFUSAL: "#04211e", Mode.PREFERRED: "#33260a", Mode.NON_EXCLUSIVE: "#f3f6fa"},
    dispute="#ff8f70",
    dispute_fill="#4a2118",
    paper="#11171f",
    ink="#e7ecf2",
    faint="#9aa7b6",
    line="#364252",
    grid="#1f2833",
)


def palette(theme: str | None) -> Palette:
    """The colours for Streamlit's name of the theme, ``light`` or ``dark``."""
    return DARK if theme == "dark" else LIGHT
