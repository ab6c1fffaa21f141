"""What is refused before it goes to a server, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher import check_read_only
from graph.errors import BadQuery


@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM $x AS l RETURN l",
        "MATCH (n) WITH n LIMIT 1 load\n\tcsv WITH HEADERS FROM 'https://example.com' AS l RETURN l",
        "LOAD // a comment\n CSV FROM 'x' AS l RETURN l",
        "LOAD /* 'a' */ CSV FROM 'x' AS l RETURN l",
        "RETURN 'it''s' AS a LOAD CSV FROM 'x' AS l RETURN l",
        'RETURN "\\"" AS a LOAD CSV FROM \'x\' AS l RETURN l',
        "RETURN 'a\\\\' AS a LOAD CSV FROM 'x' AS l RETURN l",
        "\\u004cOAD CSV FROM 'x' AS l RETURN l",
        "RETURN '\\u0027 AS a LOAD CSV FROM 'x' AS l RETURN l",
        "CALL apoc.load.json('file:///x')",
        "CALL `apoc`.`load`.`json`('file:///x')",
        "CALL apoc . load . json('file:///x')",
        "call\nApoc.Cypher.RunFile('x')",
        "CALL dbms.listConfig",
        "CALL db.createLabel('x')",
        "CALL db.clearQueryCaches()",
        "CALL odd()",
        "RETURN apoc.text.join(['a'], '')",
        "RETURN `apoc`.text.join(['a'], '')",
        "SHOW SETTINGS",
        "SHOW SETTINGS WHERE index",
        "show users yield user return user",
        "/* x */ SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "EXPLAIN SHOW SETTINGS",
        "CYPHER runtime = slotted SHOW USERS",
        "CYPHER 5 planner=dp runtime=slotted PROFILE SHOW USERS",
        "RETURN genai.vector.encode('x', 'OpenAI', {})",
    ],
)
def test_refused(query: str) -> None:
    with pytest.raises(BadQuery, match="refused") as caught:
        check_read_only(query)
    assert caught.value.hint


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) RETURN n",
        "RETURN 'LOAD CSV FROM x' AS text",
        'RETURN "CALL apoc.load.json()" AS text',
        "// LOAD CSV\nRETURN 1",
        "/* CALL apoc.x() */ RETURN 1",
        "MATCH (c:Claim) WHERE c.quote CONTAINS 'it\\'s a LOAD CSV' RETURN c",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.schema.visualization",
        "CALL db.index.fulltext.queryNodes('x', 'y') YIELD node RETURN node",
        "MATCH (n) CALL { WITH n RETURN 1 AS x } RETURN x",
        "MATCH (n) CALL (n) { RETURN 1 AS x } RETURN x",
        "MATCH (n) WHERE n.call STARTS WITH 'x' RETURN n",
        "WITH 1 AS call RETURN call",
        "MATCH (n:Load)-->(csv) RETURN csv",
        "RETURN '\\u00e9' AS accent",
        "SHOW INDEXES",
        "SHOW ALL CONSTRAINTS YIELD name RETURN name",
        "SHOW RANGE INDEXES",
        "MATCH (show) RETURN show",
        "EXPLAIN MATCH (show:Show) WHERE show.show = $show RETURN n",
        "MATCH (n) WHERE n.terminate = 1 RETURN n",
    ],
)
def test_let_through(query: str) -> None:
    check_read_only(query)


@pytest.mark.parametrize("query", ["", " \n", ";", "// RETURN 1", "/* RETURN 1", " ; "])
def test_empty(query: str) -> None:
    with pytest.raises(BadQuery, match="empty"):
        check_read_only(query)


@given(st.text(alphabet="'\"`\\/*\n aLOADCSVu0027.", max_size=60))
def test_no_quoting_hides_a_clause_that_follows_a_whole_query(prefix: str) -> None:
    """Whatever stands in comments and strings before, a clause in plain sight after them is seen."""
    closed = prefix.replace("\\", "").replace("'", "").replace('"', "").replace("`", "").replace("/", "").replace("*", "")
    for opening, closing in (("'", "'"), ('"', '"'), ("`", "`"), ("/*", "*/"), ("//", "\n")):
        with pytest.raises(BadQuery, match="LOAD CSV is refused"):
            check_read_only(f"RETURN 1 AS {opening}{closed.replace(chr(10), '')}{closing} LOAD CSV FROM 'x' AS l RETURN l")
