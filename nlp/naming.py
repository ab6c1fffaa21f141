"""The names of a text, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nlp import _model, _names, _sentences


@dataclass(frozen=True)
class Named:
    """A name at ``text[start:end]``: its full form in the text or the gazetteer, its kind (company, product, person, regulator, place,
    or other for what could not be told), and the company that acts for it on the day of the text, if any."""

    start: int
    end: int
    name: str
    kind: str
    party: str | None


def names_in(text: str, published: date | None = None) -> tuple[Named, ...]:
    """The names of a text in their order. ``published`` is the day on which the owners of brands are asked for."""
    found = _names.find(text, _sentences.split(text), published, _model.is_word)
    return tuple(Named(m.start, m.end, m.name.canonical, m.name.kind, m.name.party) for m in found.mentions)
