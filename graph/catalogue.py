"""Queries to begin with: questions that researchers ask, and the named queries, each with what it answers.

Each is whole but for ``$at`` and ``$known``, the days in the world and of knowledge as ISO strings: what else a named query takes is
filled in with something that the graph holds (:class:`Sample`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from graph import queries
from graph.answers import HEARD
from graph.store import GraphStore

_SAMPLE: Final = """
MATCH (r:Right)-[:SUPPORTED_BY]->(c:Claim)<-[:STATES]-(a:Article) WHERE $grantor IS NULL OR r.grantor = $grantor
RETURN r.grantor AS grantor, r.grantee AS grantee, r.id AS right, c.id AS claim, a.id AS article LIMIT 1"""

_AGREEMENT: Final = """
MATCH (e:Entity)<-[:PARTY]-(g:Agreement) WHERE $grantor IS NULL OR e.id = $grantor RETURN g.deal AS agreement LIMIT 1"""


@dataclass(frozen=True)
class Sample:
    """Ids of things that the graph holds and that belong together; empty ones for an empty graph."""

    grantor: str = ""
    grantee: str = ""
    right: str = ""
    claim: str = ""
    article: str = ""
    agreement: str = ""

    @classmethod
    def of(cls, store: GraphStore, grantor: str | None = None) -> Sample:
        """Of one grantor by id, or of the first that comes."""
        rows = [*store.read(_SAMPLE, grantor=grantor), *store.read(_AGREEMENT, grantor=grantor)]
        return cls(**{name: id for row in rows for name, id in row.items()})


@dataclass(frozen=True)
class Example:
    """A query with what it answers, in a sentence.

    ``given`` are values of its parameters, in which ``{right}`` and the like stand for a sample's.
    """

    name: str
    answers: str
    query: str
    given: Any = None

    def text(self, sample: Sample) -> str:
        """The query with the sample's ids written into it."""
        given = _filled(self.given or {}, sample)
        return re.sub(r"\$(\w+)", lambda p: json.dumps(given[p[1]], ensure_ascii=False) if p[1] in given else p[0], self.query).strip()


def _filled(value: Any, sample: Sample) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item, sample) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, sample) for item in value]
    return value.format(**vars(sample)) if isinstance(value, str) else value


_HOLDS: Final = "r.valid_from <= $at AND (r.valid_to IS NULL OR r.valid_to > $at)"
_BELIEVED: Final = "r.known_from <= $known AND (r.known_to IS NULL OR r.known_to > $known)"
_ONE: Final = {"grantor": "{grantor}"}

QUESTIONS: Final = (
    Example(
        "Who held what",
        "One company’s rights in force on the day, with holder, field of use and credence.",
        f"""
MATCH (r:Right)-[:HELD_BY]->(h:Entity)
WHERE r.grantor = $grantor
  AND {_HOLDS}
  AND {_BELIEVED}
RETURN h.name AS holder, r.mode AS mode, r.field_of_use AS field,
  r.territory AS territory, r.valid_from AS since, r.valid_to AS until,
  r.credence AS credence, r.id AS right
ORDER BY credence DESC, right""",
        _ONE,
    ),
    Example(
        "The network of the day",
        "The same as a graph: who granted what to whom. See the tab Graph.",
        f"""
MATCH (g:Entity)<-[b:GRANTED_BY]-(r:Right)-[a:HELD_BY]->(h:Entity)
WHERE r.grantor = $grantor
  AND {_HOLDS}
  AND {_BELIEVED}
RETURN g, b, r, a, h""",
        _ONE,
    ),
    Example(
        "By whose word",
        "The quotes that one company’s rights rest on, the weightiest first, with their sources.",
        f"""
MATCH (r:Right)-[:SUPPORTED_BY]->(c:Claim)<-[:STATES]-(a:Article)
WHERE r.grantor = $grantor
  AND {_HOLDS}
  AND {_BELIEVED}
RETURN r.id AS right, c.quote AS quote, a.source AS source,
  a.published AS published, c.weight AS weight
ORDER BY weight DESC, published""",
        _ONE,
    ),
    Example(
        "What followed what",
        "Rights that took the place of another, as a graph.",
        f"""
MATCH (r:Right)-[s:SUCCEEDS]->(o:Right)
WHERE r.grantor = $grantor
  AND {_BELIEVED}
  AND o.known_from <= $known AND (o.known_to IS NULL OR o.known_to > $known)
RETURN r, s, o""",
        _ONE,
    ),
    Example(
        "What cannot both hold",
        "Conflicts open on the day, with both holders.",
        """
MATCH (r:Right)-[c:CONFLICTS_WITH]->(o:Right)
WHERE c.known_from <= $known AND (c.known_to IS NULL OR c.known_to > $known)
  AND c.since <= $at AND (c.until IS NULL OR c.until > $at)
RETURN r.grantor AS grantor, r.grantee AS one, o.grantee AS other,
  r.field_of_use AS field, c.kind AS kind, c.since AS since,
  c.until AS until, r.id AS right, o.id AS rival
ORDER BY since, right""",
    ),
    Example(
        "Who speaks most",
        "Sources by the number of claims that they state.",
        """
MATCH (s:Source)<-[:FROM]-(a:Article)-[:STATES]->(c:Claim)
WHERE c.known_from <= $known
RETURN s.name AS source, count(DISTINCT a) AS articles, count(c) AS claims
ORDER BY claims DESC, source LIMIT 50""",
    ),
)
"""Each runs as it stands with ``$at`` and ``$known``."""

_MOST: Final = 100
_RIGHTS: Final = {"ids": ["{right}"]}
_STANDING: Final = {"heard": 1 / 3, "skip": 0, "most": _MOST}
_PERIOD: Final = {"since": "0001-01-01", "until": "9999-12-31", "fields": None, "limit": _MOST}
_CLAIMS: Final = {"ids": ["{claim}"]}
_AGREEMENTS: Final = {"deals": ["{agreement}"]}
_BOTH: Final = {"parties": ["{grantor}", "{grantee}"]}
_ANY_CLASH: Final = {"open": True, "heard": HEARD, "kind": None, "fields": None, "disputed": None, "day": None}
_RANKS: Final = {"low": "", "high": "99999999", "most": _MOST}

NAMED: Final = (
    Example("RIGHTS", "All that is believed of some grantors’ rights.", queries.RIGHTS, {"grantors": ["{grantor}"]}),
    Example("ALL_RIGHTS", "All that is believed of everybody’s rights.", queries.ALL_RIGHTS),
    Example(
        "IN_FORCE_OVER",
        "What is in force on the day over some fields, whoever grants it, the strongest first.",
        queries.IN_FORCE_OVER,
        {"fields": ["compute", "hosting"], **_STANDING},
    ),
    Example(
        "IN_FORCE_HELD",
        "What somebody holds on the day, whoever grants it, the strongest first.",
        queries.IN_FORCE_HELD,
        {"grantee": "{grantee}", **_STANDING},
    ),
    Example("RIGHTS_BY_ID", "Rights by their ids.", queries.RIGHTS_BY_ID, _RIGHTS),
    Example("EVIDENCE", "The claims for and against some rights, with the articles that state them.", queries.EVIDENCE, _RIGHTS),
    Example(
        "CLAIMS_ON", "Every claim about some grantors’ rights, plans and denials included.", queries.CLAIMS_ON, {"grantors": ["{grantor}"]}
    ),
    Example(
        "TAKEOVERS",
        "Claims of acquisitions in which one of some companies bought or was bought.",
        queries.TAKEOVERS,
        {"ids": ["{grantor}", "{grantee}"]},
    ),
    Example("CLAIM", "Claims by their ids, whenever they were known.", queries.CLAIM, _CLAIMS),
    Example("CLAIMS_KNOWN", "Those of some claims that had been said and not taken back.", queries.CLAIMS_KNOWN, _CLAIMS),
    Example("RIGHTS_OF_CLAIM", "The rights that a claim speaks for and against.", queries.RIGHTS_OF_CLAIM, {"id": "{claim}"}),
    Example("STANDS", "The rights that some claims speak for and against, as known.", queries.STANDS, _CLAIMS),
    Example(
        "AROUND",
        "The likeliest rights that some companies grant or hold, over all days.",
        queries.AROUND,
        {"ids": ["{grantor}"], "most": _MOST},
    ),
    Example(
        "VERSIONS",
        "Every version of a grantor’s rights that was ever believed, by the day it became known.",
        queries.VERSIONS,
        {"grantor": "{grantor}", "earlier": "0001-01-01", "later": "9999-12-31"},
    ),
    Example(
        "ALL_VERSIONS",
        "Every version of everybody’s rights that was ever believed, by the day it became known.",
        queries.ALL_VERSIONS,
        {"earlier": "0001-01-01", "later": "9999-12-31"},
    ),
    Example("TURNS", "The rights that began last, as known.", queries.TURNS["valid_from"], _PERIOD),
    Example("TURNS_OF", "The same of some companies.", queries.TURNS_OF["valid_from"], {"parties": ["{grantor}"], **_PERIOD}),
    Example("BROUGHT", "What is believed since some claims were known, and by their word.", queries.BROUGHT, {**_CLAIMS, "limit": _MOST}),
    Example(
        "STAKES",
        "Rights, each behind its rank, of which something hangs on a claim that nobody has reviewed.",
        queries.STAKES,
        {**_RANKS, "least": 0.01, "alone": False, "disputed": False},
    ),
    Example("RIVALS", "What some rights conflict with.", queries.RIVALS, _RIGHTS),
    Example("CONFLICTS", "Conflicts between some rights that are believed at once.", queries.CONFLICTS, _RIGHTS),
    Example(
        "LINE",
        "Every version of one holder’s right over one field, by the day it became known.",
        queries.LINE,
        {"grantor": "{grantor}", "grantee": "{grantee}", "field": "compute", "territory": ""},
    ),
    Example("CONFLICTS_OF", "What one right conflicts with.", queries.CONFLICTS_OF, {"id": "{right}"}),
    Example("SUCCESSIONS", "The rights whose place one took, and those that took its own.", queries.SUCCESSIONS, {"id": "{right}"}),
    Example("CLASHES", "Conflicts that are open on the day, each behind its rank.", queries.CLASHES, {**_RANKS, **_ANY_CLASH}),
    Example(
        "CLASHES_AMONG",
        "The same of one grantor.",
        queries.CLASHES_AMONG["grantor"],
        {"grantor": "{grantor}", "most": _MOST, **_ANY_CLASH},
    ),
    Example("AGREEMENTS", "Agreements that somebody had told of, the latest first.", queries.AGREEMENTS, {"most": 50, "skip": 0}),
    Example("AGREEMENTS_OF", "Those of one party.", queries.AGREEMENTS_OF, {"party": "{grantor}", "most": 50, "skip": 0}),
    Example("AGREEMENT_CLAIMS", "All that was ever told of some agreements.", queries.AGREEMENT_CLAIMS, _AGREEMENTS),
    Example("AGREEMENT_PARTIES", "The parties of some agreements.", queries.AGREEMENT_PARTIES, _AGREEMENTS),
    Example("OBJECTIONS", "Who objects to rights that begin with an agreement.", queries.OBJECTIONS, {"deal": "{agreement}", **_BOTH}),
    Example(
        "RIGHTS_TOLD_WITH",
        "The rights between an agreement’s parties of which the same pages tell.",
        queries.RIGHTS_TOLD_WITH,
        {"deal": "{agreement}", **_BOTH},
    ),
    Example(
        "AGREEMENTS_TOLD_WITH",
        "The agreements between a right’s parties of which the same pages tell.",
        queries.AGREEMENTS_TOLD_WITH,
        {"id": "{right}"},
    ),
    Example("NAMES", "Names of entities by their ids.", queries.NAMES, {"ids": ["{grantor}", "{grantee}"]}),
    Example("ENTITY", "The entity of an id.", queries.ENTITY, {"id": "{grantor}"}),
    Example("ALIAS", "The entity that the one of an id was judged to be.", queries.ALIAS, {"id": "{grantor}"}),
    Example("ENTITIES", "All entities with their kinds and other names.", queries.ENTITIES),
    Example("GRANTORS", "Who has granted something, as far as anybody has said.", queries.GRANTORS),
    Example("BEST_KNOWN", "Companies that grant, each behind its rank, as articles name them.", queries.BEST_KNOWN["GRANTED_BY"], _RANKS),
    Example("BEST_PRODUCTS", "Those of some products that a right is over.", queries.BEST_PRODUCTS, {"ids": ["chatgpt"], "most": _MOST}),
    Example(
        "GRANTORS_OVER",
        "Who has granted over some fields, and how many rights.",
        queries.GRANTORS_OVER,
        {"fields": ["compute"], "looked": 5000},
    ),
    Example(
        "CLAIMS_BETWEEN",
        "Every claim about what one party holds of another, whenever it was known.",
        queries.CLAIMS_BETWEEN,
        {"grantor": "{grantor}", "grantee": "{grantee}"},
    ),
    Example("CARRIED", "The rights that some claims speak for.", queries.CARRIED, _CLAIMS),
    Example("SHELVED", "How many articles stand on the shelves of outlets.", queries.SHELVED, {"low": "", "high": "~", "most": _MOST}),
    Example("SOURCES", "Every source with the number of its articles.", queries.SOURCES),
    Example("ARTICLE", "The article of an id or an address.", queries.ARTICLE, {"id": "{article}", "url": ""}),
)
"""The queries of :mod:`graph.queries` by their names there."""
