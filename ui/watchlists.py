"""Watchlists: which companies and fields of use somebody wants to hear of, in ``watchlists.toml`` in the home.

::

    [[watchlist]]
    name = "Clouds"
    companies = ["OpenAI", "Microsoft"]   # who grant or hold; without them, everybody
    fields = ["compute"]                  # with wider and narrower ones; without them, all
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.errors import BadInput
from graph.fields import check_field
from graph.home import Home
from ui.errors import BadWatchlists

FILE: Final = "watchlists.toml"
EXAMPLE: Final = '[[watchlist]]\nname = "Clouds"\ncompanies = ["OpenAI", "Microsoft"]\nfields = ["compute"]'
"""A file of one watchlist."""

_KEYS: Final = ("name", "companies", "fields")
_HINT: Final = f"Mend it; a watchlist looks like this:\n{EXAMPLE}"


@dataclass(frozen=True)
class Watchlist:
    """A name, and whose rights over what it is about: nobody for everybody's, no field for all."""

    name: str
    companies: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def watchlists(home: Home) -> tuple[Watchlist, ...]:
    """Those of a home in the order of its file; none without a file. Raises :class:`~ui.errors.BadWatchlists`."""
    path = home.folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise BadWatchlists(f"{path} cannot be read: {error}", _HINT) from None
    try:
        return parse(text)
    except BadWatchlists as error:
        raise BadWatchlists(f"{path}: {error.message}", error.hint) from None


def parse(text: str) -> tuple[Watchlist, ...]:
    """The watchlists of a file's text; raises :class:`~ui.errors.BadWatchlists` saying which one is wrong, and how."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadWatchlists(f"this is no TOML: {error}", _HINT) from None
    rows = table.pop("watchlist", [])
    if table or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        what = f"unknown table {min(table)!r}" if table else "watchlist is no list of tables"
        raise BadWatchlists(f"{what}: a file holds tables [[watchlist]] alone", _HINT)
    found = tuple(_watchlist(row, number) for number, row in enumerate(rows, 1))
    names = [w.name for w in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise BadWatchlists(f"two watchlists are named {twice!r}", "Give each a name of its own.")
    return found


def _watchlist(row: Mapping[str, Any], number: int) -> Watchlist:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadWatchlists(f"watchlist {number} has no name", _HINT)
    if unknown := sorted(set(row) - set(_KEYS)):
        raise BadWatchlists(f"watchlist {name!r} has {unknown[0]!r}, which means nothing", f"It may have {', '.join(_KEYS)}.")
    companies, fields = (_words(row.get(key, []), name, key) for key in ("companies", "fields"))
    if not companies and not fields:
        raise BadWatchlists(f"watchlist {name!r} watches nothing", "Give it companies, fields or both.")
    try:
        return Watchlist(name.strip(), companies, tuple(check_field(field) for field in fields))
    except BadInput as error:
        raise BadWatchlists(f"watchlist {name!r}: {error.message}", error.hint) from None


def _words(value: Any, name: str, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise BadWatchlists(f"the {key} of watchlist {name!r} are no list of names", f'Write {key} = ["…", "…"].')
    return tuple(dict.fromkeys(item.strip() for item in value))
