"""What an event log promises, on each database that may hold it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import Conflict, LogUnavailable, UnknownEvent
from graph.events import SCHEMA_VERSIONS, Event, NewEvent
from graph.log import EventLog

WRITER = """
import sys
from graph.errors import Conflict
from graph.events import NewEvent
from graph.log import EventLog
url, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
log = EventLog.open(url)
for n in range(count):
    pair = [NewEvent("item.seen", stream, {"by": name, "n": n}) for stream in (f"feed/{name}", "feed/shared")]
    log.append(pair)
log.close()
"""


def seen(stream: str = "feed/a", **data: Any) -> NewEvent:
    return NewEvent("item.seen", stream, data)


def numbers(events: Sequence[Event]) -> list[int]:
    return [event.seq for event in events]


class EventLogContract:
    """Subclasses give ``url``: the address of an empty database of their own."""

    @pytest.fixture
    def url(self) -> str:
        raise NotImplementedError

    @pytest.fixture
    def log(self, url: str) -> Iterator[EventLog]:
        log = EventLog.open(url)
        yield log
        log.close()

    def test_an_empty_log(self, log: EventLog) -> None:
        assert log.last_seq() == 0
        assert log.version("feed/a") == 0
        assert list(log.read()) == []
        assert log.stream("feed/a") == ()
        assert log.last("item.seen") is None
        assert log.append([]) == ()

    def test_what_is_appended_is_what_is_read(self, log: EventLog) -> None:
        data: dict[str, Any] = {
            "text": "Zürich – “quoted” \u2028 \U0001f41f \\ ' % %s",
            "number": 1.5,
            "none": None,
            "list": [1, {"a": True}],
        }
        stored = log.append([seen(**data), seen("feed/b"), seen()], run="r1", cause="c1")
        assert list(log.read()) == list(stored)
        assert numbers(stored) == [1, 2, 3]
        assert [(event.stream, event.version) for event in stored] == [("feed/a", 1), ("feed/b", 1), ("feed/a", 2)]
        first = stored[0]
        assert first.data == data
        assert (first.type, first.schema_version, first.correlation_id, first.causation_id) == ("item.seen", 1, "r1", "c1")
        assert len({event.event_id for event in stored}) == 3
        assert log.stream("feed/a") == (stored[0], stored[2])
        assert log.last("item.seen") == stored[2]
        assert (log.version("feed/a"), log.version("feed/b"), log.last_seq()) == (2, 1, 3)

    def test_a_reader_resumes_from_its_position(self, log: EventLog) -> None:
        for n in range(10):
            log.append([NewEvent("item.seen" if n % 2 else "run.started", f"feed/{n % 3}", {"n": n})])
        assert numbers(list(log.read(after=7))) == [8, 9, 10]
        assert numbers(list(log.read(after=10))) == []
        assert numbers(list(log.read(after=2, upto=5))) == [3, 4, 5]
        assert numbers(list(log.read(types=["run.started"]))) == [1, 3, 5, 7, 9]
        assert numbers(list(log.read(after=3, types=["run.started", "run.finished"], upto=8))) == [5, 7]

    def test_a_reader_that_is_under_way_sees_what_is_appended_behind_it(self, log: EventLog) -> None:
        log.append([seen(n=n) for n in range(3000)])
        reader = log.read()
        assert next(reader).seq == 1
        log.append([seen(n=3000)])
        assert numbers(list(reader)) == list(range(2, 3002))

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])
    @given(st.lists(st.lists(st.sampled_from(["feed/a", "feed/b", "run/x"]), max_size=5), max_size=6), st.floats(0, 1))
    def test_whatever_is_appended_is_numbered_without_a_gap(self, log: EventLog, batches: list[list[str]], where: float) -> None:
        start = log.last_seq()
        versions = {name: log.version(name) for name in ("feed/a", "feed/b", "run/x")}
        for batch in batches:
            log.append([seen(name) for name in batch])
        streams = [name for batch in batches for name in batch]
        read = list(log.read(after=start))
        assert numbers(read) == list(range(start + 1, start + 1 + len(streams)))
        for event, name in zip(read, streams, strict=True):
            versions[name] += 1
            assert (event.stream, event.version) == (name, versions[name])
        after = start + round(where * len(streams))
        assert list(log.read(after=start, upto=after)) + list(log.read(after=after)) == read

    # Optimistic versions

    def test_a_decision_upon_an_old_version_is_refused_whole(self, log: EventLog) -> None:
        log.append([seen()], expected={"feed/a": 0})
        for expected in ({"feed/a": 0}, {"feed/a": 2}, {"feed/b": 1}, {"feed/a": 1, "feed/b": 1}):
            with pytest.raises(Conflict):
                log.append([seen(), seen("feed/b")], expected=expected)
        assert log.last_seq() == 1
        log.append([seen("feed/b")], expected={"feed/a": 1, "feed/b": 0})
        assert log.last_seq() == 2

    def test_of_many_who_decide_at_once_one_wins(self, log: EventLog) -> None:
        ready = threading.Barrier(6)
        outcomes: list[str] = []

        def decide(name: str) -> None:
            ready.wait()
            try:
                log.append([seen(by=name)], expected={"feed/a": 0})
                outcomes.append("won")
            except Conflict:
                outcomes.append("lost")

        threads = [threading.Thread(target=decide, args=(str(n),)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["lost"] * 5 + ["won"]
        assert log.last_seq() == 1

    # Concurrent writers

    def test_threads_and_a_reader_see_one_order_without_a_gap(self, url: str, log: EventLog) -> None:
        writers, each = 4, 40
        reader = EventLog.open(url)
        done = threading.Event()
        watched: list[int] = []

        def watch() -> None:
            # whoever has seen an event has seen everything before it
            while not done.is_set() or watched[-1:] != [2 * writers * each]:
                watched.extend(numbers(list(reader.read(after=watched[-1] if watched else 0))))
                time.sleep(0.002)

        def write(name: str) -> None:
            for n in range(each):
                log.append([seen(f"feed/{name}", n=n), seen("feed/shared", by=name, n=n)])

        watcher = threading.Thread(target=watch)
        threads = [threading.Thread(target=write, args=(str(n),)) for n in range(writers)]
        for thread in (watcher, *threads):
            thread.start()
        for thread in threads:
            thread.join()
        done.set()
        watcher.join(30)
        reader.close()
        assert watched == list(range(1, 2 * writers * each + 1))
        self._check_writers(log, {str(n): each for n in range(writers)})

    def test_processes_keep_one_order_without_a_gap(self, url: str, log: EventLog) -> None:
        each = 25
        running = [subprocess.Popen([sys.executable, "-c", WRITER, url, name, str(each)]) for name in ("x", "y", "z")]
        assert [process.wait(60) for process in running] == [0, 0, 0]
        self._check_writers(log, dict.fromkeys("xyz", each))

    def test_a_writer_that_is_killed_leaves_whole_batches(self, url: str, log: EventLog) -> None:
        victim = subprocess.Popen([sys.executable, "-c", WRITER, url, "x", "100000"])
        deadline = time.monotonic() + 30
        while log.last_seq() < 20:
            assert time.monotonic() < deadline
            assert victim.poll() is None
            time.sleep(0.002)
        victim.kill()
        victim.wait()
        # a database server may still finish the transaction that its client sent last
        time.sleep(0.2)
        count = log.last_seq()
        assert count % 2 == 0
        self._check_writers(log, {"x": count // 2})
        log.append([seen()])
        assert log.last_seq() == count + 1

    def _check_writers(self, log: EventLog, counts: dict[str, int]) -> None:
        told = list(log.read())
        assert numbers(told) == list(range(1, 2 * sum(counts.values()) + 1))
        shared = log.stream("feed/shared")
        assert [event.version for event in shared] == list(range(1, sum(counts.values()) + 1))
        for name, count in counts.items():
            assert [event.data["n"] for event in log.stream(f"feed/{name}")] == list(range(count))
            assert [event.data["n"] for event in shared if event.data["by"] == name] == list(range(count))

    # What stands cannot be changed

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE events SET data = '{}' WHERE seq = 1",
            "DELETE FROM events WHERE seq = 2",
            "DELETE FROM events",
            "UPDATE events SET seq = 9",
        ],
    )
    def test_the_database_refuses_changes(self, url: str, log: EventLog, statement: str) -> None:
        before = log.append([seen(n=1), seen(n=2)])
        engine = sa.create_engine(url)
        try:
            with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
                connection.execute(sa.text(statement))
        finally:
            engine.dispose()
        assert list(log.read()) == list(before)

    def test_no_number_is_given_twice(self, url: str, log: EventLog) -> None:
        (event,) = log.append([seen()])
        engine = sa.create_engine(url)
        columns = "event_id, stream, version, type, schema_version, recorded_at, data"
        try:
            for values in (
                f"1, 'other', 'feed/b', 1, 'item.seen', 1, '{event.recorded_at.isoformat()}', '{{}}'",
                f"2, '{event.event_id}', 'feed/b', 1, 'item.seen', 1, '{event.recorded_at.isoformat()}', '{{}}'",
                f"2, 'other', 'feed/a', 1, 'item.seen', 1, '{event.recorded_at.isoformat()}', '{{}}'",
            ):
                with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
                    connection.execute(sa.text(f"INSERT INTO events (seq, {columns}) VALUES ({values})"))
        finally:
            engine.dispose()
        assert log.last_seq() == 1

    # Types and versions

    def test_unknown_types_are_not_appended(self, log: EventLog) -> None:
        with pytest.raises(UnknownEvent, match=r"rumour\.heard"):
            log.append([seen(), NewEvent("rumour.heard", "feed/a")])
        assert log.last_seq() == 0

    def test_what_is_no_json_is_not_appended(self, log: EventLog) -> None:
        for bad in (float("nan"), object(), b"bytes", {1, 2}):
            with pytest.raises((TypeError, ValueError)):
                log.append([seen(), seen(bad=bad)])
        assert log.last_seq() == 0

    @pytest.mark.parametrize(("type_", "version"), [("item.seen", 99), ("rumour.heard", 1)])
    def test_events_of_a_newer_program_stop_the_reader_where_they_stand(self, url: str, log: EventLog, type_: str, version: int) -> None:
        log.append([seen(n=1)])
        self._insert(url, 2, "feed/a", 2, type_, version, {})
        reader = log.read()
        assert next(reader).seq == 1
        with pytest.raises(UnknownEvent, match="does not know") as caught:
            next(reader)
        assert "newer" in caught.value.hint

    def test_events_of_an_older_program_are_raised(self, url: str, log: EventLog) -> None:
        old = next(name for name, current in SCHEMA_VERSIONS.items() if current > 1)
        self._insert(url, 1, "article/a-1", 1, old, 1, {"article": "a-1"})
        (event,) = log.read()
        assert set(event.data) > {"article"}
        assert log.stream("article/a-1") == (event,)

    def _insert(self, url: str, seq: int, stream: str, version: int, type_: str, schema: int, data: Any) -> None:
        engine = sa.create_engine(url)
        values = {
            "seq": seq,
            "event_id": f"e{seq}",
            "stream": stream,
            "version": version,
            "type": type_,
            "schema_version": schema,
            "recorded_at": "2026-01-01T00:00:00+00:00",
            "data": json.dumps(data),
        }
        names = ", ".join(values)
        try:
            with engine.begin() as connection:
                connection.execute(sa.text(f"INSERT INTO events ({names}) VALUES ({', '.join(f':{name}' for name in values)})"), values)
        finally:
            engine.dispose()

    # Clock, size, life

    def test_times_are_utc_whatever_the_clock_says(self, url: str) -> None:
        moment = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=5)))
        log = EventLog.open(url, clock=lambda: moment)
        log.append([seen()])
        (event,) = log.read()
        log.close()
        assert event.recorded_at == moment
        assert event.recorded_at.tzinfo == UTC
        assert event.recorded_at.isoformat() == "2025-12-31T20:30:00+00:00"

    def test_a_big_batch(self, log: EventLog) -> None:
        stored = log.append([seen(f"article/{n % 700}", text="x" * 200) for n in range(6000)])
        assert log.last_seq() == 6000
        assert numbers(list(log.read())) == list(range(1, 6001))
        assert stored[-1].version == log.version(stored[-1].stream)

    def test_a_large_event(self, log: EventLog) -> None:
        log.append([seen(text="é" * 3_000_000)])
        (event,) = log.read()
        assert len(event.data["text"]) == 3_000_000

    def test_opened_again_it_goes_on(self, url: str, log: EventLog) -> None:
        log.append([seen(n=1)])
        again = EventLog.open(url)
        again.append([seen(n=2)], expected={"feed/a": 1})
        again.close()
        assert [event.data["n"] for event in log.read()] == [1, 2]

    def test_opened_by_many_at_once_it_is_made_once(self, url: str) -> None:
        errors: list[Exception] = []

        def open_and_append(n: int) -> None:
            try:
                log = EventLog.open(url)
                log.append([seen(n=n)])
                log.close()
            except Exception as e:
                errors.append(e)

        threads = [threading.Thread(target=open_and_append, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        log = EventLog.open(url)
        assert sorted(event.data["n"] for event in log.read()) == list(range(6))
        log.close()


class TestSqlite(EventLogContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'log' / 'events.sqlite3'}"

    def test_what_cannot_be_opened(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("this is no database, it is a note")
        with pytest.raises(LogUnavailable):
            EventLog.open(f"sqlite:///{tmp_path / 'file'}")

    def test_what_is_lost_of_a_commit_is_all_of_it(self, url: str, log: EventLog) -> None:
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        engine.dispose()
        log.append([seen()])
        assert log.last_seq() == 1

    def test_checking_the_news_reads_no_more_of_a_longer_log(self, url: str) -> None:
        steps = [0]

        def count(connection: sqlite3.Connection, _: object) -> None:
            connection.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 1)

        sa.event.listen(sa.Engine, "connect", count)
        try:
            with EventLog.open(url) as log:
                taken = []
                for _ in range(2):
                    log.append([seen(n=n) for n in range(2000)])
                    log.check(log.last_seq() - 1)
                    before = steps[0]
                    log.check(log.last_seq() - 1)
                    taken.append(steps[0] - before)
        finally:
            sa.event.remove(sa.Engine, "connect", count)
        assert taken[0] == taken[1]


class TestPostgresql(EventLogContract):
    @pytest.fixture
    def url(self, postgres_database: str) -> str:
        return postgres_database

    def test_truncating_is_refused_too(self, url: str, log: EventLog) -> None:
        log.append([seen()])
        engine = sa.create_engine(url)
        try:
            with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
                connection.execute(sa.text("TRUNCATE events"))
        finally:
            engine.dispose()
        assert log.last_seq() == 1


@pytest.mark.parametrize(
    "url",
    ["", "no address", "mysql://localhost/x", "postgresql+psycopg://nobody@127.0.0.1:9/none", "postgresql+nodriver://x"],
)
def test_addresses_of_no_use(url: str) -> None:
    with pytest.raises(LogUnavailable) as caught:
        EventLog.open(url)
    assert caught.value.hint
