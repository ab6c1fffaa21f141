"""The named queries: every question to the graph that this program asks, in the one dialect both servers speak.

A researcher may take them as they are. Days are ISO strings; ``$known`` is the day of knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_KNOWN = "r.known_from <= $known AND (r.known_to IS NULL OR r.known_to > $known)"

RIGHTS: Final = f"""
MATCH (r:Right) WHERE r.grantor IN $grantors AND {_KNOWN}
RETURN r ORDER BY r.valid_from, r.id"""
"""All that is believed of some grantors' rights."""

ALL_RIGHTS: Final = f"""
MATCH (r:Right) WHERE {_KNOWN}
RETURN r ORDER BY r.valid_from, r.id"""
"""All that is believed."""

_IN_FORCE: Final = f"""{_KNOWN} AND r.valid_from <= $at AND (r.valid_to IS NULL OR r.valid_to > $at) AND r.credence >= $heard
RETURN r, CASE r.mode WHEN 'exclusive' THEN 0 WHEN 'first_refusal' THEN 1 WHEN 'preferred' THEN 2 ELSE 3 END AS strength
ORDER BY strength, r.credence DESC, r.id SKIP $skip LIMIT $most"""

IN_FORCE_OVER: Final = f"""
MATCH (r:Right)-[:FOR_USE]->(f:FieldOfUse) WHERE f.id IN $fields AND {_IN_FORCE}"""
"""What is believed to be in force on a day over some fields, whoever grants it: a page of it, the strongest first."""

IN_FORCE_HELD: Final = f"""
MATCH (r:Right) WHERE r.grantee = $grantee AND {_IN_FORCE}"""
"""What somebody is believed to hold on a day, whoever grants it: a page of it, the strongest first."""

RIGHTS_BY_ID: Final = """
MATCH (r:Right) WHERE r.id IN $ids
RETURN r ORDER BY r.valid_from, r.id"""

EVIDENCE: Final = """
MATCH (r:Right)-[e:SUPPORTED_BY]->(c:Claim)<-[:STATES]-(a:Article) WHERE r.id IN $ids
RETURN r.id AS right, 'supporting' AS side, e.order AS place, c, a
UNION ALL
MATCH (r:Right)-[e:OPPOSED_BY]->(c:Claim)<-[:STATES]-(a:Article) WHERE r.id IN $ids
RETURN r.id AS right, 'opposing' AS side, e.order AS place, c, a"""
"""By whose word, for and against."""

CLAIMS_ON: Final = """
MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE c.grantor IN $grantors AND c.known_from <= $known AND (c.known_to IS NULL OR c.known_to > $known)
RETURN c, a ORDER BY c.known_from, c.id"""
"""Every claim about some grantors' rights, prospects and denials included."""

TAKEOVERS: Final = """
MATCH (c:Claim) WHERE c.owned IN $ids AND c.known_from <= $known AND (c.known_to IS NULL OR c.known_to > $known) RETURN c
UNION
MATCH (c:Claim) WHERE c.owner IN $ids AND c.known_from <= $known AND (c.known_to IS NULL OR c.known_to > $known) RETURN c"""
"""Claims about acquisitions in which one of some companies bought or was bought."""

CLAIM: Final = """
MATCH (c:Claim)<-[:STATES]-(a:Article) WHERE c.id IN $ids
RETURN c, a ORDER BY c.id"""

CLAIMS_KNOWN: Final = """
MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE c.id IN $ids AND c.known_from <= $known AND (c.known_to IS NULL OR c.known_to > $known)
RETURN c, a ORDER BY c.id"""
"""Those of some claims that were said by a day, and not yet taken back."""

RIGHTS_OF_CLAIM: Final = """
MATCH (r:Right)-[:SUPPORTED_BY]->(c:Claim) WHERE c.id = $id RETURN r.id AS right, 'supports' AS side
UNION ALL
MATCH (r:Right)-[:OPPOSED_BY]->(c:Claim) WHERE c.id = $id RETURN r.id AS right, 'opposes' AS side"""

STANDS: Final = f"""
MATCH (c:Claim)<-[:SUPPORTED_BY]-(r:Right) WHERE c.id IN $ids WITH c, r WHERE {_KNOWN} RETURN c.id AS claim, 'supports' AS side, r
UNION ALL
MATCH (c:Claim)<-[:OPPOSED_BY]-(r:Right) WHERE c.id IN $ids WITH c, r WHERE {_KNOWN} RETURN c.id AS claim, 'opposes' AS side, r"""
"""The rights that claims speak for and against, as known."""

AROUND: Final = f"""
MATCH (r:Right) WHERE r.grantor IN $ids WITH r WHERE {_KNOWN} RETURN r ORDER BY r.credence DESC, r.id LIMIT $most
UNION
MATCH (r:Right) WHERE r.grantee IN $ids WITH r WHERE {_KNOWN} RETURN r ORDER BY r.credence DESC, r.id LIMIT $most"""
"""The likeliest rights that some companies grant or hold, as known, over all days."""

_BETWEEN = "r.known_from <= $later AND (r.known_to IS NULL OR r.known_to > $earlier)"

VERSIONS: Final = f"""
MATCH (r:Right) WHERE r.grantor = $grantor AND {_BETWEEN}
RETURN r ORDER BY r.known_from, r.id"""
"""All versions of a grantor's rights that were believed at some time between two days of knowing."""

ALL_VERSIONS: Final = f"""
MATCH (r:Right) WHERE {_BETWEEN}
RETURN r ORDER BY r.known_from, r.id"""
"""All versions of everybody's rights that were believed at some time between two days of knowing."""


def _turn(day: str, pattern: str, condition: str = "") -> str:
    # what else is wanted comes after WITH: else the embedded server takes the index of known_from, which nearly all rights are in
    known = "" if day.startswith("known") else f" AND {_KNOWN}"
    return f"""
MATCH {pattern} WHERE {condition}r.{day} > $since AND r.{day} <= $until
WITH DISTINCT r WHERE ($fields IS NULL OR r.field_of_use IN $fields){known}
RETURN r, r.{day} AS day ORDER BY day DESC, r.id LIMIT $limit"""


TURNS: Final[Mapping[str, str]] = {
    day: _turn(day, "(r:Right)") for day in ("valid_from", "valid_to", "disputed_since", "known_from", "known_to")
}
"""The latest rights with such a day after one and up to another, by the day's property; all rights but for the last two are as known."""

TURNS_OF: Final[Mapping[str, str]] = {
    day: _turn(day, "(r:Right)-[:GRANTED_BY|HELD_BY]->(e:Entity)", "e.id IN $parties AND ") for day in TURNS
}
"""The same of some companies, who grant or hold."""

BROUGHT: Final = f"""
MATCH (r:Right)-[:SUPPORTED_BY|OPPOSED_BY]->(c:Claim) WHERE c.id IN $ids AND {_KNOWN}
RETURN DISTINCT r ORDER BY r.known_from DESC, r.id LIMIT $limit"""
"""What is believed in the light of some claims, for or against; what was last believed otherwise first."""

# what is wanted is asked of no more than $most: so the server reads no more of an index than these (graph._best_first)
_LOOKED = "WITH {0} LIMIT $most WITH count({0}) AS looked, collect(CASE WHEN {1} THEN [{2}] END) AS found RETURN looked, found"
_AT_STAKE = _LOOKED.format(
    "r",
    f"""r.stake >= $least AND {_KNOWN} AND ($at IS NULL OR (r.valid_from <= $at AND (r.valid_to IS NULL OR r.valid_to > $at)))
  AND (NOT $alone OR r.witnesses = 1) AND (NOT $disputed OR r.disputed)""",
    "r.stake_rank, r.id",
)

STAKES: Final = f"""
MATCH (r:Right) WHERE r.stake_rank >= $low AND r.stake_rank < $high
{_AT_STAKE}"""
"""Rights that rest on a claim which nobody has reviewed, their ids behind their ranks, among ``$most`` that are looked at."""

STAKES_AMONG: Final[Mapping[str, str]] = {
    "known": f"MATCH (r:Right) WHERE r.known_from <= $known {_AT_STAKE}",
    "disputed": f"MATCH (r:Right) WHERE r.disputed_since >= '' {_AT_STAKE}",
    "grantor": f"MATCH (r:Right) WHERE r.grantor = $grantor {_AT_STAKE}",
}
"""The same of those that had been known by the day, that were ever disputed, and of one grantor's."""

LINE: Final = """
MATCH (r:Right)
WHERE r.grantor = $grantor AND r.grantee = $grantee AND r.field_of_use = $field AND coalesce(r.territory, '') = $territory
RETURN r ORDER BY r.known_from, r.valid_from, r.id"""
"""All versions of one right line, whenever they were believed."""

RIVALS: Final = """
MATCH (r:Right)-[:CONFLICTS_WITH]-(o:Right) WHERE r.id IN $ids
RETURN DISTINCT r.id AS right, o.id AS rival"""
"""What each right conflicts with."""

CONFLICTS: Final = """
MATCH (r:Right)-[c:CONFLICTS_WITH]->(o:Right)
WHERE r.id IN $ids AND o.id IN $ids AND c.known_from <= $known AND (c.known_to IS NULL OR c.known_to > $known)
RETURN r.id AS left, o.id AS right, c.kind AS kind, c.since AS since, c.until AS until ORDER BY c.since, r.id, o.id"""
"""Conflicts between rights that are believed at once."""

CONFLICTS_OF: Final = """
MATCH (r:Right)-[c:CONFLICTS_WITH]-(o:Right)
WHERE r.id = $id AND c.known_from <= $known AND (c.known_to IS NULL OR c.known_to > $known)
RETURN r.id AS left, o.id AS right, c.kind AS kind, c.since AS since, c.until AS until ORDER BY c.since, o.id"""
"""What one right conflicts with, as known on a day."""

_CLASHING = _LOOKED.format(
    "x",
    f"""{_KNOWN.replace("r.", "x.")} AND x.credence >= $heard
  AND (x.since <= $at AND (x.until IS NULL OR x.until > $at)) = $open
  AND ($kind IS NULL OR x.kind = $kind) AND ($fields IS NULL OR any(f IN x.fields WHERE f IN $fields))
  AND ($disputed IS NULL OR (x.disputed IS NOT NULL AND ($day IS NULL OR any(d IN x.disputed
    WHERE split(d, '/')[0] <= $day AND (split(d, '/')[1] = '' OR split(d, '/')[1] > $day)))) = $disputed)""",
    "x.rank, x.left, x.right, x.kind, x.since, x.until",
)

CLASHES: Final = f"""
MATCH (x:Conflict) WHERE x.rank >= $low AND x.rank < $high
{_CLASHING}"""
"""Conflicts that are open on a day, or (without ``$open``) that are not, among ``$most`` that are looked at."""

CLASHES_AMONG: Final[Mapping[str, str]] = {
    "known": f"MATCH (x:Conflict) WHERE x.known_from <= $known {_CLASHING}",
    "begun": f"MATCH (x:Conflict) WHERE x.since <= $at {_CLASHING}",
    "lasting": f"MATCH (x:Conflict) WHERE x.last >= $at {_CLASHING}",
    "grantor": f"MATCH (x:Conflict) WHERE x.grantor = $grantor {_CLASHING}",
}
"""The same of those that had been known by the day, that had begun by it, that were not over, and of one grantor's."""

SUCCESSIONS: Final = f"""
MATCH (s:Right)-[:SUCCEEDS]->(r:Right) WHERE s.id = $id AND {_KNOWN} RETURN 'after' AS side, r
UNION ALL
MATCH (r:Right)-[:SUCCEEDS]->(s:Right) WHERE s.id = $id AND {_KNOWN} RETURN 'before' AS side, r"""
"""The rights whose place one right took, and those that took its own, as known on a day."""

NAMES: Final = """
MATCH (e:Entity) WHERE e.id IN $ids RETURN e.id AS id, e.name AS name"""

ENTITY: Final = """
MATCH (e:Entity) WHERE e.id = $id RETURN e.id AS id, e.name AS name"""
"""The entity of that id."""

ALIAS: Final = """
MATCH (e:Entity) WHERE $id IN e.aliases RETURN e.id AS id, e.name AS name ORDER BY e.id"""
"""The entity that the one of that id was judged to be. No index holds it: all entities are read."""

ENTITIES: Final = """
MATCH (e:Entity) RETURN e.id AS id, e.name AS name, e.kind AS kind, e.aliases AS aliases ORDER BY e.name"""

GRANTORS: Final = """
MATCH (r:Right)-[:GRANTED_BY]->(e:Entity) RETURN DISTINCT e.name AS name ORDER BY name"""
"""Who has granted something, as far as anybody has said."""

# the pattern stands behind RETURN: the embedded server takes none behind WITH
BEST_KNOWN: Final[Mapping[str, str]] = {
    role: f"""
MATCH (e:Entity) WHERE e.rank >= $low AND e.rank < $high WITH e LIMIT $most
RETURN count(e) AS looked,
  collect(CASE WHEN e.kind = 'company' AND exists((e)<-[:{role}]-()) THEN [e.rank, e.name, e.articles] END) AS found"""
    for role in ("GRANTED_BY", "HELD_BY")
}
"""Companies that grant, or that hold, behind their ranks, with how many articles name each, among ``$most`` that are looked at."""

BEST_PRODUCTS: Final = """
MATCH (e:Entity) WHERE e.id IN $ids AND exists((e)<-[:COVERS]-())
RETURN e.id AS id ORDER BY e.articles DESC, id LIMIT $most"""
"""Those of some products that a right is over by name, the best known first."""

GRANTORS_OVER: Final = """
MATCH (f:FieldOfUse)<-[:FOR_USE]-(r:Right) WHERE f.id IN $fields WITH r LIMIT $looked
MATCH (r)-[:GRANTED_BY]->(e:Entity)
RETURN e.name AS name, count(r) AS rights ORDER BY rights DESC, name"""
"""Who has granted over some fields, and how many rights, among ``$looked`` of the rights over them."""

COVERED: Final = """
MATCH (r:Right)-[:COVERS]->(e:Entity) WHERE e.id = $id RETURN e.id AS id LIMIT 1"""
"""Whether a right is over a thing by its name."""

CLAIMS_BETWEEN: Final = """
MATCH (c:Claim)<-[:STATES]-(a:Article) WHERE c.grantor = $grantor AND c.grantee = $grantee
RETURN c, a ORDER BY c.known_from, c.id"""
"""Every claim about what one party holds of another, whenever it was known."""

CARRIED: Final = """
MATCH (r:Right)-[:SUPPORTED_BY]->(c:Claim) WHERE c.id IN $ids
RETURN c.id AS claim, r ORDER BY r.known_from, r.id"""
"""The rights that claims speak for."""

SOURCES: Final = """
MATCH (s:Source) WHERE s.articles > 0
RETURN s.name AS name, s.articles AS articles, s.url AS url, s.genre AS genre ORDER BY articles DESC, name"""
"""Every source, with the number of its articles, and the address and genre of some."""

ARTICLE: Final = """
MATCH (a:Article) WHERE a.id = $id OR a.url = $url OR a.canonical_url = $url RETURN a.id AS id ORDER BY a.id"""
"""The article of that id or address."""

_AGREED = "g.known_from <= $known RETURN g.deal AS deal, min(g.known_from) AS since ORDER BY since DESC, deal SKIP $skip LIMIT $most"

AGREEMENTS: Final = f"MATCH (g:Agreement) WHERE {_AGREED}"
"""Agreements that somebody had told of, the latest first."""

AGREEMENTS_OF: Final = f"MATCH (e:Entity)<-[:PARTY]-(g:Agreement) WHERE e.id = $party AND {_AGREED}"
"""Those of one party."""

AGREEMENT_CLAIMS: Final = """
MATCH (g:Agreement)-[:SUPPORTED_BY]->(c:Claim)<-[:STATES]-(a:Article) WHERE g.deal IN $deals
RETURN g.deal AS deal, g.id AS stage, g.type AS type, c, a ORDER BY c.known_from, c.id"""
"""All that was ever told of some agreements, and of which amendment."""

AGREEMENT_PARTIES: Final = """
MATCH (g:Agreement)-[:PARTY]->(e:Entity) WHERE g.deal IN $deals
RETURN DISTINCT g.deal AS deal, e.id AS id, e.name AS name ORDER BY id"""
"""The parties of some agreements."""

_TOLD_WITH = "(g:Agreement)-[:SUPPORTED_BY]->(d:Claim)<-[:STATES]-(a:Article)-[:STATES]->(c:Claim)<-[:SUPPORTED_BY]-(r:Right)"

RIGHTS_TOLD_WITH: Final = f"""
MATCH {_TOLD_WITH} WHERE g.deal = $deal AND r.grantor IN $parties AND r.grantee IN $parties AND {_KNOWN}
  AND d.known_from <= $known
RETURN DISTINCT r ORDER BY r.valid_from, r.id"""
"""The rights between an agreement's parties of which the same pages tell."""

OBJECTIONS: Final = f"""
MATCH {_TOLD_WITH} WHERE g.deal = $deal AND r.grantor IN $parties AND r.grantee IN $parties AND {_KNOWN}
  AND d.known_from <= $known AND d.change IN ['begins', 'amends'] AND c.change = 'begins'
  AND (d.valid_from IS NULL OR coalesce(c.valid_from, r.valid_from) IS NULL
    OR coalesce(c.valid_from, r.valid_from) STARTS WITH d.valid_from OR d.valid_from STARTS WITH c.valid_from)
WITH DISTINCT r MATCH (r)-[:OPPOSED_BY]->(o:Claim)<-[:STATES]-(b:Article)
WHERE o.kind = 'dispute' AND o.known_from <= $known AND (o.known_to IS NULL OR o.known_to > $known)
RETURN DISTINCT o AS c, b AS a ORDER BY c.known_from, c.id"""
"""Who objects to rights that begin with an agreement: of whose beginning the same pages tell, on the day from which it runs.

The days are those that a page states, one maybe coarser than the other; where it gives none for the right, that of the belief."""

AGREEMENTS_TOLD_WITH: Final = f"""
MATCH {_TOLD_WITH}
WHERE r.id = $id AND d.known_from <= $known AND r.grantor IN d.parties AND r.grantee IN d.parties
RETURN DISTINCT g.deal AS deal, g.name AS name ORDER BY name, deal"""
"""The agreements between a right's parties of which the same pages tell."""

SHELVED: Final = """
MATCH (a:Article) WHERE a.shelf >= $low AND a.shelf <= $high WITH a LIMIT $most
RETURN count(a) AS articles"""
"""How many articles stand between two places of a shelf, up to ``$most``."""

# two questions, ids first: the embedded server takes the index in few shapes of one
NEWEST: Final[Mapping[str, str]] = {
    shelf: f"""
MATCH (a:Article) WHERE a.{shelf} >= $low AND a.{shelf} <= $high
RETURN a.id AS id ORDER BY a.known_from DESC, a.id SKIP $skip LIMIT $most"""
    for shelf in ("shelf", "edited_shelf")
}
"""The articles between two places of a shelf, the newest first; and those of which the text was changed."""

RECORD_ARTICLES: Final = """
MATCH (a:Article)-[:PART_OF]->(t:Story) WHERE a.id IN $articles
MATCH (b:Article)-[:PART_OF]->(t) WHERE b.known_from <= $known
RETURN a.id AS article, t.id AS story, count(b) AS size"""
"""Articles with their stories, and how many pages told these by a day."""

RECORD_CLAIMS: Final = """
MATCH (a:Article)-[:STATES]->(c:Claim) WHERE a.id IN $articles AND c.kind = 'right' AND c.known_from <= $known
RETURN c"""
"""What articles say of rights, as far as it was known."""

RIGHTS_CARRIED: Final = """
MATCH (c:Claim)<-[:SUPPORTED_BY]-(r:Right)
WHERE c.id IN $ids AND r.mode = c.mode AND r.known_from <= $known AND r.credence >= $heard
RETURN c.id AS claim, r.valid_from AS begins, r.valid_to AS ends, (r.known_to IS NULL OR r.known_to > $known) AS now"""
"""The rights that claims carry or once carried, as far as that was known."""

RIGHTS_BETWEEN: Final = f"""
MATCH (r:Right) WHERE r.grantor IN $grantors AND r.grantee IN $grantees AND {_KNOWN}
RETURN r"""
"""What some are believed to hold of others."""

ARTICLES: Final = """
MATCH (a:Article) WHERE a.id IN $ids RETURN a ORDER BY a.known_from DESC, a.id"""
"""Articles, the newest first."""

CLAIMS_MADE: Final = """
MATCH (a:Article)-[:STATES]->(c:Claim) WHERE a.id IN $ids
RETURN a.id AS id, count(c) AS claims, sum(CASE WHEN c.withdrawn THEN 1 ELSE 0 END) AS withdrawn"""
"""How many claims each of some articles makes or made, and how many of them are withdrawn; no row for an article that makes none."""
