"""Fixtures for real servers: Neo4j, PostgreSQL, the embedded graph server.

A server that cannot be had fails the run where ``CI`` is set, and elsewhere skips its tests, loudly.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from real_servers import Lacking, serve_neo4j, serve_postgres

from graph import embedded
from graph.store import GraphStore

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address, with user and password, of a Neo4j 5 whose content the tests may delete."""
    try:
        with serve_neo4j(tmp_path_factory.mktemp("neo4j")) as url:
            yield url
    except Lacking as error:
        _do_without(error)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The SQLAlchemy address of a PostgreSQL of our own, in which the tests may do what they like."""
    folder = Path(tempfile.mkdtemp(prefix="dealgraph-postgres-"))  # not in pytest's own, which others cannot enter
    try:
        with serve_postgres(folder) as url:
            yield url
    except Lacking as error:
        _do_without(error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_database(postgres_url: str) -> str:
    """The SQLAlchemy address of a fresh, empty database."""
    import psycopg

    name = f"test_{next(_numbers)}_{os.getpid()}"
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{postgres_url.rpartition('/')[0]}/{name}"


@pytest.fixture(scope="session")
def shared_graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of one embedded server that tests share, because each start takes a second or two."""
    folder = tmp_path_factory.mktemp("graph")
    yield folder
    embedded.stop(folder)


@pytest.fixture
def embedded_graph(shared_graph_folder: Path) -> Iterator[GraphStore]:
    """An empty graph on the embedded server."""
    with GraphStore.open(None, shared_graph_folder, idle=60) as store:
        server = embedded.attach(shared_graph_folder)
        _empty(server.url, server.writer, "beliefs")
        server.release()
        yield store


@pytest.fixture
def neo4j_graph(neo4j_url: str, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty graph on Neo4j."""
    parts = urlsplit(neo4j_url)
    _empty(f"{parts.scheme}://{parts.hostname}:{parts.port}", (parts.username or "", parts.password or ""), None)
    with GraphStore.open(neo4j_url, tmp_path) as store:
        yield store


@pytest.fixture(params=["embedded", "neo4j"])
def any_graph(request: pytest.FixtureRequest) -> GraphStore:
    """An empty graph, on each of the two servers in turn."""
    store = request.getfixturevalue(f"{request.param}_graph")
    assert isinstance(store, GraphStore)
    return store


@pytest.fixture
def graph_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for an embedded server of the test's own, which ends with the test."""
    folder = tmp_path / "graph"
    yield folder
    embedded.stop(folder, kill=True)


def _empty(url: str, user: tuple[str, str], database: str | None) -> None:
    import neo4j

    with neo4j.GraphDatabase.driver(url, auth=user) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=database)


def _do_without(error: Lacking) -> NoReturn:
    message = f"{error}. Its tests did NOT run."
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
