"""How the pages put things: days, terms, fields, modes and credence in words. Pure functions of text."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from graph.answers import HEARD, Right
from graph.claims import Mode

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MODES: Final = {
    Mode.EXCLUSIVE: "Exclusive",
    Mode.FIRST_REFUSAL: "First refusal",
    Mode.PREFERRED: "Preferred",
    Mode.NON_EXCLUSIVE: "Non-exclusive",
}

STRENGTH: Final = {mode: n for n, mode in enumerate(Mode)}
"""The strongest mode first."""

STANCES: Final = {"asserted": "stated", "reported": "reported", "proposed": "planned", "denied": "denied"}

_CREDENCE: Final = ((0.9, "well attested"), (0.65, "likely"), (HEARD, "uncertain"), (0.0, "only a rumour"))


def day_text(day: date, precision: str = "day") -> str:
    """``30 Jun 2025``, ``Jun 2025`` or ``2025``."""
    if precision == "year":
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def published_text(stamp: str | None) -> str:
    """The day of an ISO time stamp in its own zone; ``undated`` without one."""
    try:
        return day_text(date.fromisoformat((stamp or "")[:10]))
    except ValueError:
        return "undated"


def field_label(field: str) -> str:
    """``Hosting · stateless API`` for ``hosting.stateless_api``."""
    text = field.replace("_", " ").replace(".", " · ").replace(" api", " API")
    return raised(text)


def over_label(right: Right) -> str:
    """What a right is over: its fields and, where it has one, its territory."""
    fields = ", ".join(field_label(f) for f in right.field_of_use)
    return f"{fields} · {right.territory}" if right.territory else fields


def credence_text(credence: float) -> str:
    """Credence, 0 to 1, in words."""
    return next(words for least, words in _CREDENCE if credence >= least)


def start_text(right: Right) -> str:
    """Its first day as precisely as anybody stated it; ``unknown`` if nobody did."""
    return day_text(right.valid_from, right.valid_from_precision) if right.valid_from else "unknown"


def end_text(right: Right, precision: str | None = None) -> str:
    """Its last day for a term that runs out, the first day without it for one that was ended; ``open`` if there is no end.

    It is as precise as anybody stated it, or as ``precision``.
    """
    if right.valid_to is None:
        return "open"
    inclusive = "lapse" in right.rules or right.valid_to_precision != "day"
    return day_text(right.valid_to - timedelta(days=1) if inclusive else right.valid_to, precision or right.valid_to_precision)


def term_text(right: Right, at: date) -> str:
    """Its term in a phrase, seen from a day: ``since 22 Jul 2019, no end stated``."""
    if right.valid_from is not None and right.valid_from > at:
        ending = f" to {end_text(right)}" if right.valid_to else ""
        return f"from {start_text(right)}{ending}"
    if right.valid_to is None:
        return f"since {start_text(right)}, no end stated" if right.valid_from else "no start or end stated"
    if right.valid_from is None:
        return f"until {end_text(right)}, start unknown"
    return f"{start_text(right)} to {end_text(right)}"


def listed(names: Iterable[str], most: int = 3) -> str:
    """``A, B and C``; what is beyond ``most`` is counted."""
    given = list(dict.fromkeys(names))
    if len(given) > most:
        return f"{', '.join(given[:most])} and {len(given) - most} more"
    return " and ".join([", ".join(given[:-1]), given[-1]]) if len(given) > 1 else "".join(given)


def dispute_text(objecting: Iterable[str], holders: Container[str]) -> str:
    """``disputed by A``; ``in dispute: A objects`` of a holder, whose own right others do not keep to; ``disputed between sources``."""
    names = list(dict.fromkeys(objecting))
    if not names:
        return "disputed between sources"
    if all(name in holders for name in names):
        return f"in dispute: {listed(names)} {'objects' if len(names) == 1 else 'object'}"
    return f"disputed by {listed(names)}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 copy``, ``2 copies``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(text: str, most: int) -> str:
    """At most that many characters, with an ellipsis for the rest."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def lowered(label: str) -> str:
    """A label within a sentence: its first letter small."""
    return label[:1].lower() + label[1:]


def raised(text: str) -> str:
    """A phrase as a sentence: its first letter a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, http or https with a host; else ``None``."""
    try:
        parts = urlsplit((url or "").strip())
        return url.strip() if url and parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
