"""Digests as one HTML page that can be sent: tables and styles of their own lines, which mail programs keep; nothing is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from graph.answers import Evidence
from ui import permalink
from ui.digest import Digest, parts
from ui.markup.text import esc
from ui.palette import LIGHT
from ui.views.changes import Change
from ui.words import day_text, published_text, web_address

_FONT: Final = "font-family:Helvetica,Arial,sans-serif"
_TEXT: Final = f"{_FONT};font-size:15px;line-height:22px;color:{LIGHT.ink}"
_SMALL: Final = f"{_FONT};font-size:13px;line-height:19px;color:{LIGHT.faint}"
_HEAD: Final = f"{_FONT};font-size:18px;line-height:24px;color:{LIGHT.ink};font-weight:bold;margin:0"
_LINK: Final = f"color:{LIGHT.ink};text-decoration:underline"
_QUOTES: Final = 2
"""Quotes that a change is told with."""
_NOTHING: Final = "Nothing changed."


def page(digests: Sequence[Digest], base: str, known: date) -> str:
    """The digests one under the other. ``base`` is where the pages are served, which rights are linked to."""
    title = subject(digests)
    body = "".join(_digest(d, base, known) for d in digests)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{esc(title)}</title></head>\n"
        f'<body style="margin:0;padding:0;background-color:{LIGHT.grid}">'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:{LIGHT.grid}"><tr>'
        '<td align="center" style="padding:24px 12px">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="max-width:640px;background-color:{LIGHT.paper}">'
        f'<tr><td style="padding:24px 28px 8px 28px"><h1 style="{_HEAD};font-size:22px;line-height:28px">{esc(title)}</h1>'
        f'<p style="{_SMALL};margin:6px 0 0 0">Using only what was known on {esc(day_text(known))}.</p></td></tr>\n'
        f"{body}</table></td></tr></table></body></html>\n"
    )


def subject(digests: Sequence[Digest]) -> str:
    """What the mail is called: ``5 changes after 1 Jan 2026, up to 8 Jan 2026``."""
    many = sum(len(d.world.moved) + len(d.news) for d in digests)
    since, until = min(d.world.since for d in digests), max(d.world.until for d in digests)
    count = "No change" if not many else "1 change" if many == 1 else f"{many} changes"
    return f"{count} after {day_text(since)}, up to {day_text(until)}"


def _digest(digest: Digest, base: str, known: date) -> str:
    rows = [_row(f'<h2 style="{_HEAD}">{esc(digest.watchlist.name)}</h2>', "24px 28px 0 28px")]
    rows += [_row(f'<p style="{_SMALL};margin:0">{esc(text)}</p>', "6px 28px 0 28px") for text in digest.unknown]
    for part in parts(digest):
        if part.shown:
            rows.append(_row(f'<h3 style="{_HEAD};font-size:15px">{esc(part.title)}</h3>', "16px 28px 0 28px"))
            rows += [_change(change, base, known) for change in part.shown]
        if part.since:
            rows.append(_row(f'<p style="{_SMALL};margin:0">{esc(_more(part.since))}</p>', "6px 28px 0 28px"))
    if not digest.world.moved and not digest.news:
        rows.append(_row(f'<p style="{_TEXT};margin:0">{_NOTHING}</p>', "12px 28px 0 28px"))
    return "".join(rows) + _row("&nbsp;", "8px 28px")


def _more(since: date) -> str:
    return f"There is more: only what changed after {day_text(since)} is told."


def _row(content: str, padding: str) -> str:
    return f'<tr><td style="padding:{padding}">{content}</td></tr>\n'


def _change(change: Change, base: str, known: date) -> str:
    address = right_address(base, change, known)
    return _row(
        f'<p style="{_SMALL};margin:0">{esc(change.when)} · <strong>{esc(change.word)}</strong></p>'
        f'<p style="{_TEXT};margin:0"><a href="{esc(address)}" style="{_LINK}"><strong>{esc(change.what)}</strong></a></p>'
        f'<p style="{_SMALL};margin:0">{esc(change.how)} · granted by {esc(change.grantor)}</p>{quoted(change)}',
        f"12px 28px 12px 28px;border-bottom:1px solid {LIGHT.line}",
    )


def right_address(base: str, change: Change, known: date) -> str:
    """The page of a change's right, on the day of the change, as known."""
    day = {"at": change.day.isoformat()} if change.day else {}
    return permalink.address(f"{base.rstrip('/')}/right", {"id": change.right, **day, "known_at": known.isoformat()})


def quoted(change: Change) -> str:
    """The first quotes of a change, with their pages."""
    return "".join(map(_quote, change.told[:_QUOTES]))


def _quote(evidence: Evidence) -> str:
    address = web_address(evidence.canonical_url) or web_address(evidence.url)
    title = esc(evidence.title or evidence.url)
    linked = f'<a href="{esc(address)}" style="{_LINK}">{title}</a>' if address else title
    speaker = f"{esc(evidence.speaker)}, in " if evidence.speaker else ""
    source = f"{esc(evidence.source)} · {esc(published_text(evidence.published_at))}"
    return (
        f'<blockquote style="{_TEXT};margin:8px 0 0 0;padding:0 0 0 12px;border-left:3px solid {LIGHT.line}">“{esc(evidence.quote)}”'
        f'<br><span style="{_SMALL}">{speaker}{linked} · {source}</span></blockquote>'
    )


def plain(digests: Sequence[Digest], base: str, known: date) -> str:
    """The same without HTML, for a terminal or as the mail's other part."""
    lines = [subject(digests), f"Using only what was known on {day_text(known)}."]
    for digest in digests:
        lines += ["", digest.watchlist.name, "=" * len(digest.watchlist.name), *digest.unknown]
        for part in parts(digest):
            lines += ["", part.title] if part.shown else []
            for change in part.shown:
                lines += ["", f"{change.when}  {change.word}  {change.what}", f"    {change.how}; granted by {change.grantor}"]
                lines += [f"    “{e.quote}” ({e.source}, {published_text(e.published_at)})" for e in change.told[:_QUOTES]]
                lines.append(f"    {right_address(base, change, known)}")
            lines += ["", _more(part.since)] if part.since else []
        lines += [] if digest.world.moved or digest.news else ["", _NOTHING]
    return "\n".join(lines) + "\n"
