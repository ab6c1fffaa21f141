"""What would be believed otherwise: the log is read, two sets of beliefs are compared, nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph.beliefs import Belief
from graph.claims import Claim, claim_from_dict
from graph.dates import iso
from graph.errors import BadInput
from graph.events import NewEvent, article_id
from graph.gazetteer import load
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.statements import Statement
from graph.whatif import SUPPOSED, Change, Supposition, party_names, supposed, unknown_sources
from graph.whatif import if_said as suppose_said
from graph.whatif import whatif as suppose
from ui.errors import BadUsage
from ui.model import model
from ui.tables import json_of


@dataclass(frozen=True)
class Supposed:
    """A belief that would change, and the names of its parties by their ids."""

    change: Change
    names: Mapping[str, str]


def whatif(
    home: Home,
    *,
    without_sources: Sequence[str],
    without_articles: Sequence[str],
    claims: Sequence[str],
    published: date | None,
    source: str,
    known: date | None,
) -> list[dict[str, Any]]:
    """The changes as JSON data. Raises :class:`~ui.errors.BadUsage` where nothing is supposed, ``BadInput`` for what is not there."""
    if not (without_sources or without_articles or claims):
        raise BadUsage("nothing is supposed", "Say --without-source, --without-article or --claim.")
    with _ledger(home) as ledger:
        return _suppose(ledger, without_sources, without_articles, claims, published, source, known)


def if_said(home: Home, event: NewEvent, known: date) -> tuple[Supposed, ...]:
    """What would change in the beliefs held on the day of knowledge ``known`` if an analyst's event were written now."""
    with _ledger(home) as ledger:
        return tuple(Supposed(change, party_names(change, ledger)) for change in suppose_said(ledger, event, known))


def _suppose(
    ledger: Ledger,
    without_sources: Sequence[str],
    without_articles: Sequence[str],
    claims: Sequence[str],
    published: date | None,
    source: str,
    known: date | None,
) -> list[dict[str, Any]]:
    if missing := unknown_sources(ledger, without_sources):
        raise BadInput(f"no article is from {missing[0]!r}", "dealgraph sources lists what there is.")
    articles = [_article(ledger, given) for given in without_articles]
    added = [supposed(_claim(text), published or date.today(), source, n) for n, text in enumerate(claims)]
    supposition = Supposition(frozenset(without_sources), frozenset(articles), tuple(added))
    changes = suppose(ledger, supposition, known or date.today())
    told = _statements(ledger, changes, added)
    return [_change(change, party_names(change, ledger), told) for change in changes]


def reread(home: Home, adopt: bool, progress: Callable[[str], None]) -> dict[str, Any]:
    """What the current extractor would change in what is believed, as JSON data; with ``adopt``, has changed."""
    from ingest import reextract  # the extractor comes with it, which nothing else here needs

    found = reextract(home, adopt=adopt, progress=progress, model=model())
    return {
        "extractor": found.extractor,
        "former": dict(found.former),
        "problems": list(found.problems),
        "changes": [_change(r.change, r.names, r.told) for r in found.changes],
        "report": json_of(found.report) if found.report else None,
    }


def _ledger(home: Home) -> Ledger:
    with EventLog.open(home.log_url) as log:
        return Ledger.open(home.create().index_file, log)


def _article(ledger: Ledger, given: str) -> str:
    wanted = given if given.startswith("a-") else article_id(given)
    if wanted not in ledger.articles:
        raise BadInput(f"no article {given!r} has been read", "Ids and addresses are as the answers print them.")
    return wanted


def _claim(text: str) -> Claim:
    """A claim from JSON, or from a file of it; where it quotes nothing, it quotes itself."""
    try:
        values = json.loads(text if text.lstrip().startswith("{") else Path(text).read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise BadUsage(f"--claim is neither JSON nor a file of it: {e}", _EXAMPLE) from None
    if not isinstance(values, dict):
        raise BadUsage("--claim is no JSON object", _EXAMPLE)
    quote = str(values.get("quote") or "supposed")
    given = {"kind": "right", "stance": "asserted", "change": "begins", **values}
    return claim_from_dict({**given, "quote": quote, "char_start": 0, "char_end": len(quote)})


_EXAMPLE = 'Such as {"grantor": "OpenAI", "grantee": "Oracle", "mode": "exclusive", "field_of_use": ["compute"], "valid_from": "2026"}.'


def _statements(ledger: Ledger, changes: Iterable[Change], added: Iterable[Statement]) -> dict[str, Statement]:
    grantors = {b.grantor for change in changes for b in (change.before, change.after) if b is not None}
    return {s.id: s for grantor in sorted(grantors) for s in ledger.statements_of(grantor)} | {s.id: s for s in added}


def _change(change: Change, names: Mapping[str, str], told: Mapping[str, Statement]) -> dict[str, Any]:
    sides = [{*b.supporting, *b.opposing} if b else set[str]() for b in (change.before, change.after)]
    because = sorted((told[claim] for claim in sides[0] ^ sides[1]), key=lambda s: (s.published, s.id))
    return {
        "change": change.change,
        "before": _right(change.before, names),
        "after": _right(change.after, names),
        "because": [
            {
                "claim": s.id,
                "article": s.article,
                "published": s.published.isoformat(),
                "stance": s.claim.stance.value,
                "extractor": s.extractor,
                "quote": s.claim.quote,
            }
            for s in because
            if s.extractor != SUPPOSED
        ],
    }


def _right(belief: Belief | None, names: Mapping[str, str]) -> dict[str, Any] | None:
    """A belief in the shape of a right, without its evidence."""
    if belief is None:
        return None
    return {
        "id": belief.id,
        "grantor": _name(belief.grantor, names),
        "grantee": _name(belief.grantee, names),
        "mode": belief.mode.value,
        "field_of_use": [belief.field],
        "subject": belief.subject,
        "territory": belief.place,
        "condition": belief.condition,
        "valid_from": iso(belief.valid.start),
        "valid_to": iso(belief.valid.end),
        "known_from": iso(belief.known.start),
        "known_to": iso(belief.known.end),
        "credence": belief.credence,
        "disputed": belief.disputed is not None,
        "rules": list(belief.rules),
    }


def _name(key: str, names: Mapping[str, str]) -> str:
    known = load().get(key)
    return known.name if known else names[key]
