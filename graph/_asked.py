"""What a question about rights is about, read from the graph: rights, with who owned their parties on the day, and claims.

:mod:`graph._decide` makes the answer of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from graph import queries
from graph._aside import to_itself
from graph._decide import carry, decide, on_day, unknown
from graph._fetch import Ownerships, dressed
from graph._read import counted, evidence_of, stories
from graph.answers import Answer, Evidence, Question, Right
from graph.fields import check_field, related
from graph.finding import names_of
from graph.gazetteer import entity_id
from graph.store import GraphStore


def answers(store: GraphStore, anything: Question, uses: Iterable[str | None]) -> dict[str | None, Answer]:
    """A question of a grantor and a day over anything, answered over each of some fields of use."""
    rights = rights_of(store, anything)
    claims = _claims(store, anything)
    told = (*claims, *(e for r in rights for e in r.supporting))
    missing = tuple(unknown(anything, told))
    found: dict[str | None, Answer] = {}
    for use in uses:
        question = replace(anything, use=check_field(use) if use is not None else None)
        found[use] = replace(decide(question, rights, _aside(question, rights, claims)), unknown=missing)
    return found


def rights_of(store: GraphStore, question: Question) -> tuple[Right, ...]:
    """The grantor's rights as known, or everybody's; with a day also those of companies that the grantor owned, and who owned whom."""
    known, day = question.known_at.isoformat(), question.at
    if question.grantor is None:
        return dressed(store, store.read(queries.ALL_RIGHTS, known=known))
    own = entity_id(question.grantor)
    rows = store.read(queries.RIGHTS, grantors=[own], known=known)
    if day is None:
        return dressed(store, rows)
    told = Ownerships(store, question.known_at)
    parties = {own, *([entity_id(question.grantee)] if question.grantee else [])}
    owners = told.of({*parties, *(row["r"]["grantee"] for row in rows)})
    if below := owners.below(own, day):
        rows = store.read(queries.RIGHTS, grantors=[own, *below], known=known)
        owners = told.of(row["r"]["grantee"] for row in rows)
    rights = dressed(store, rows)
    steps = {key: owners.above(key, day) for r in rights for key in (entity_id(r.grantor), entity_id(r.grantee))}
    names = names_of(store, {key for found in steps.values() for step in found for key in (step.owner, step.owned)})
    return tuple(carry(on_day(right, day), question, steps, names) for right in rights)


def versions_of(store: GraphStore, question: Question, earlier: date, later: date) -> tuple[Right, ...]:
    """All that was believed of the grantor's rights, or of everybody's, at some time between two days of knowing."""
    between = {"earlier": earlier.isoformat(), "later": later.isoformat()}
    if question.grantor is None:
        return dressed(store, store.read(queries.ALL_VERSIONS, **between))
    return dressed(store, store.read(queries.VERSIONS, grantor=entity_id(question.grantor), **between))


def _claims(store: GraphStore, question: Question) -> tuple[Evidence, ...]:
    """Every claim about the grantor's rights that counted on the day of knowledge."""
    known = question.known_at
    grantor = entity_id(question.grantor) if question.grantor is not None else None

    def made() -> tuple[Evidence, ...]:
        rows = store.read(queries.CLAIMS_ON, grantors=[grantor], known=known.isoformat())
        return tuple(evidence_of(row["c"], row["a"]) for row in rows if counted(row["c"], known) and not to_itself(row["c"]))

    return store.once(("claims", grantor, known), made)


def _aside(question: Question, rights: Sequence[Right], claims: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Claims in scope that support no right: prospects, denials, and what was weighed and found too light."""
    used = {e.said for r in rights for e in r.supporting}
    owned = {entity_id(step.owned) for r in rights for step in r.carried if step.owner == question.grantee}
    holders = {entity_id(question.grantee), *owned} if question.grantee else None
    found: list[tuple[int, Evidence]] = []
    for claim in claims:
        near = question.use is None or any(related(f, question.use) for f in claim.field_of_use)
        if claim.said not in used and near and (holders is None or claim.grantee in holders):
            found.append((len(found), claim))
    return stories(found)
