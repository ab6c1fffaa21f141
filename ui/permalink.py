"""The address of a view: its scope and both dates in the query string, by the names that the command line has for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from graph.dates import parse_day
from graph.errors import BadInput
from graph.fields import check_field
from graph.gazetteer import entity_id, load

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""The days that the page can be set to."""

LONGEST: Final = 200
"""Characters of a name; what is longer is nobody's."""


@dataclass(frozen=True)
class Scope:
    """Whose rights, held by whom, for what use, where, and over which product. ``None`` leaves a question open."""

    grantor: str
    grantee: str | None = None
    use: str | None = None
    territory: str | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Point:
    """Where one stands: a day in the world, and the day of knowledge."""

    at: date
    known: date


@dataclass(frozen=True)
class View:
    """A scope seen on a day in the world, with the knowledge of another."""

    scope: Scope
    at: date
    known: date


@dataclass(frozen=True)
class FieldView:
    """A field of use, whoever grants rights over it, seen on a day in the world with the knowledge of another."""

    use: str
    at: date
    known: date


@dataclass(frozen=True)
class Given:
    """What a query string asks for. ``problems`` are sentences on what it got wrong and what is shown instead."""

    grantor: str | None = None
    grantee: str | None = None
    use: str | None = None
    territory: str | None = None
    subject: str | None = None
    at: date | None = None
    known: date | None = None
    problems: tuple[str, ...] = field(default=())


def read(params: Mapping[str, str]) -> Given:
    """What the query string asks for. What cannot be read is left out, with a sentence about it."""
    problems: list[str] = []

    def name(key: str) -> str | None:
        text = params.get(key, "").strip()
        if len(text) > LONGEST:
            problems.append(f"The {key} in the link is too long for a name; it is left out.")
            return None
        return text or None

    def dated(key: str, instead: str) -> date | None:
        found, problem = day(params, key, instead)
        problems.extend([problem] if problem else [])
        return found

    use = name("use")
    if use is not None:
        try:
            check_field(use)
        except BadInput as error:
            problems.append(f"The link names an {error.message}. {error.hint} All fields are shown.")
            use = None
    return Given(
        grantor=name("grantor"),
        grantee=name("grantee"),
        use=use,
        territory=name("territory"),
        subject=name("subject"),
        at=dated("at", "today"),
        known=dated("known_at", "the last completed run"),
        problems=tuple(problems),
    )


def day(params: Mapping[str, str], key: str, instead: str) -> tuple[date | None, str | None]:
    """The day that a link has under a key, if it has one; where it is none, a sentence on that and on what is shown ``instead``."""
    if not (text := params.get(key, "").strip()):
        return None, None
    try:
        found = parse_day(text)
        if EARLIEST <= found <= LATEST:
            return found, None
        why = f"{found} lies outside {EARLIEST.year} to {LATEST.year}"
    except BadInput as error:
        why = error.message
    return None, f"The {key} of the link is off: {why}. Shown instead: {instead}."


def params(view: View | FieldView) -> dict[str, str]:
    """The query string's parameters; both dates are always there, so that the link means the same tomorrow."""
    if isinstance(view, FieldView):
        return {"use": view.use, **days(view)}
    scope = view.scope
    given = {"grantor": scope.grantor, "subject": scope.subject, "grantee": scope.grantee, "use": scope.use, "territory": scope.territory}
    return {**{k: v for k, v in given.items() if v}, **days(view)}


def days(point: Point | View | FieldView) -> dict[str, str]:
    """The parameters of both days, which every page has."""
    return {"at": point.at.isoformat(), "known_at": point.known.isoformat()}


def address(base: str, params: Mapping[str, str]) -> str:
    """The whole address of the page at ``base`` with these parameters."""
    parts = urlsplit(base)
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(params), ""))


def href(path: str, params: Mapping[str, str]) -> str:
    """A link from one page to another, wherever the pages are served."""
    return f"{path or '.'}?{urlencode(params)}"


def recognised(name: str | None, known: Iterable[str]) -> str | None:
    """The known name that a given one stands for, however spelt: an alias, a brand, another case. ``None`` if there is none."""
    if not name:
        return None
    entity = load().by_name(name)
    wanted = {entity_id(name)} | ({load().party(entity).id} if entity else set())
    return next((k for k in known if entity_id(k) in wanted), None)
