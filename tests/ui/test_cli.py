"""The command line: shapes of JSON, tables, exit status, and what wrong words get."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ask
from saga import saga, told_home

from graph import embedded
from graph.answers import Evidence, Right
from graph.events import NewEvent, run_stream
from graph.home import Home
from graph.log import EventLog
from ui.cli import run

JSON_RIGHT = {
    *("id", "grantor", "grantee", "mode", "field_of_use", "subject", "territory", "condition", "valid_from", "valid_to"),
    *("known_from", "known_to", "credence", "disputed", "supporting", "opposing", "rules", "conflicts"),
}
JSON_EVIDENCE = {
    *("claim", "article", "url", "canonical_url", "title", "source", "published_at", "stance", "speaker", "quote"),
    *("char_start", "char_end", "extractor", "copies"),
}


@pytest.fixture(scope="module")
def folder(home_folder: Path) -> Path:
    return told_home(home_folder, saga()).folder


def process(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-P", "-c", code, *words], capture_output=True, text=True, check=True)


@pytest.mark.usefixtures("cli_home")
class TestQuestions:
    def test_exclusivity_has_the_promised_shape(self, capsys: pytest.CaptureFixture[str]) -> None:
        answer = ask(capsys, "exclusivity", "--grantor", "OpenAI", "--grantee", "Azure", "--use", "compute", "--at", "2021-06-30")
        assert answer["answer"] == "yes"
        assert answer["mode"] == "exclusive"
        assert answer["question"]["grantee"] == "Microsoft"
        assert answer["question"]["at"] == "2021-06-30"
        assert set(answer["rights"][0]) >= JSON_RIGHT
        assert set(answer["supporting"][0]) >= JSON_EVIDENCE
        assert answer["supporting"][0]["copies"]

    def test_nothing_in_force_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        answer = ask(capsys, "exclusivity", "--grantor", "OpenAI", "--grantee", "Nvidia", "--use", "media", "--at", "2021-06-30")
        assert (answer["answer"], answer["mode"], answer["rights"], answer["disputed"]) == ("no_evidence", "none", [], False)

    def test_timeline_conflicts_diff_and_evidence(self, capsys: pytest.CaptureFixture[str]) -> None:
        rights = ask(capsys, "timeline", "--grantor", "OpenAI")["rights"]
        assert {r["grantee"] for r in rights} >= {"Microsoft", "Amazon"}
        assert set(rights[0]) >= JSON_RIGHT
        clashes = ask(capsys, "conflicts", "--grantor", "OpenAI")["conflicts"]
        assert clashes
        assert set(clashes[0]) >= {"kind", "since", "until", "field_of_use", "territory", "disputed_by", "rights"}
        assert len(clashes[0]["rights"]) == 2
        changes = ask(capsys, "diff", "--grantor", "OpenAI", "--from", "2024-01-01", "--to", "2025-12-31")["changes"]
        assert {c["change"] for c in changes} <= {"begins", "ends", "amends"}
        assert any(c["date"] and c["date"].startswith("2025-01-21") for c in changes)
        claim = rights[0]["supporting"][0]["claim"]
        told = ask(capsys, "evidence", claim)
        assert told["evidence"]["claim"] == claim
        assert rights[0]["id"] in {r["id"] for r in told["supports"]}
        assert ask(capsys, "evidence", rights[0]["id"])["right"]["id"] == rights[0]["id"]

    def test_why_walks_from_a_right_to_what_was_set_aside(self, capsys: pytest.CaptureFixture[str]) -> None:
        rights = ask(capsys, "timeline", "--grantor", "OpenAI", "--use", "compute")["rights"]
        why = ask(capsys, "why", rights[0]["id"])
        assert set(why) == {"right", "rules", "chain", "versions", "aside"}
        assert {step["rule"] for step in why["chain"]} == set(why["rules"])
        assert set(why["rules"]) == set(why["right"]["rules"])
        assert set(why["versions"][0]) >= JSON_RIGHT
        assert {"evidence", "reason"} == set(why["aside"][0])
        assert run(["why", rights[0]["id"]]) == 0
        text = capsys.readouterr().out
        assert "set aside: it stands for another right: first-refusal" in " ".join(text.split())
        assert "What was thought when" in text

    def test_knowledge_has_its_own_diff(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("diff", "--grantor", "OpenAI", "--at", "2025-06-30", "--known-from", "2024-06-30", "--known-to", "2025-06-30")
        assert ask(capsys, *words)["changes"]

    def test_cypher_as_json_csv_and_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        query = "MATCH (e:Entity {name: 'OpenAI'}) RETURN e.id AS id, e.name AS name"
        assert ask(capsys, "cypher", query) == {"columns": ["id", "name"], "rows": [["openai", "OpenAI"]], "truncated": False}
        assert run(["cypher", query, "--csv"]) == 0
        assert capsys.readouterr().out.split() == ["id,name", "openai,OpenAI"]
        assert run(["cypher", query]) == 0
        assert "openai" in capsys.readouterr().out

    def test_tables_for_readers(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["exclusivity", "--grantor", "OpenAI", "--grantee", "Microsoft", "--use", "compute", "--at", "2021-06-30"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("Yes: Microsoft holds an exclusive right")
        assert "In force on 2021-06-30, using only what was known on" in text
        for words in (
            ["timeline", "--grantor", "OpenAI"],
            ["conflicts"],
            ["diff", "--from", "2024-01-01", "--to", "2025-12-31"],
            ["status"],
        ):
            assert run(words) == 0
            assert capsys.readouterr().out.strip()

    def test_status_says_that_log_and_graph_agree(self, capsys: pytest.CaptureFixture[str]) -> None:
        state = ask(capsys, "status")
        assert state["graph"]["verdict"] == "agrees"
        assert state["graph"]["seq"] == state["log"]["events"]
        assert state["graph"]["counts"]["Right"] > 0


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"dealgraph \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_status_counts_texts_in_other_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEALGRAPH_HOME", str(tmp_path))
    monkeypatch.setenv("DEALGRAPH_GRAPH_URL", "bolt://127.0.0.1:1")
    log = EventLog.open(Home.from_env().log_url)
    for name, counts in (("a", {"captured": 3, "other_language": 2}), ("b", {"captured": 1})):
        log.append([NewEvent("run.finished", run_stream(name), {"kind": "ingest", "status": "ok", "counts": counts})])
    log.close()
    assert run(["status"]) == 3
    assert "2 texts in other languages" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"\x89PNG\0", b"\xff\xfe\xfd"])
def test_explaining_binary_content_is_refused(content: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    assert run(["extract", "--explain"]) == 2
    assert "binary, not text" in capsys.readouterr().err


@pytest.mark.usefixtures("cli_home")
@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["exclusivity", "--grantor", "Opnai"], "unknown_name", "OpenAI"),
        (["exclusivity", "--grantor", "OpenAI", "--grantee", "Mircosoft"], "unknown_name", "Microsoft"),
        (["exclusivity", "--grantor", ""], "bad_input", "--grantor"),
        (["exclusivity", "--grantor", "OpenAI", "--use", "computing"], "unknown_name", "compute"),
        (["exclusivity", "--grantor", "OpenAI", "--at", "2021-02-30"], "bad_date", "YYYY-MM-DD"),
        (["exclusivity", "--grantor", "OpenAI", "--at", "yesterday"], "bad_date", "YYYY-MM-DD"),
        (["exclusivity"], "usage", "--help"),
        (["exclusivity", "--grantor", "OpenAI", "--loud"], "usage", "--help"),
        (["frobnicate"], "usage", "--help"),
        (["diff", "--from", "2025-01-01"], "usage", "--to"),
        (["diff", "--from", "2025-12-31", "--to", "2025-01-01"], "bad_input", "earlier day first"),
        (["evidence", "c-0000"], "unknown_name", "dealgraph why"),
        (["evidence", "r-0000"], "unknown_name", "dealgraph timeline"),
        (["evidence", "g-0000"], "unknown_name", "dealgraph agreements"),
        (["why", "r-mistyped"], "unknown_name", "dealgraph timeline"),
        (["cypher", "MATC (n) RETURN n"], "bad_query", ""),
        (["cypher", "CREATE (n:Right {id: 'x'}) RETURN n"], "bad_query", ""),
        (["cypher", "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row"], "bad_query", ""),
        (["ingest", "--recheck", "maybe"], "usage", "--help"),
        (["extract", "--input", "nowhere.jsonl", "--output", "-"], "bad_input", ""),
        (["extract", "--input", "nowhere.jsonl"], "usage", "--explain"),
        (["extract", "--input", "nowhere.jsonl", "--explain"], "bad_input", ""),
        (["backfill", "nowhere.txt", "--published", "2025-13-01"], "bad_date", "YYYY-MM-DD"),
    ],
)
def test_wrong_words_get_a_message_a_hint_and_status_2(words: list[str], code: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    error = ask(capsys, *words, status=2)["error"]
    assert error["code"] == code
    assert error["message"]
    assert hint in error["hint"]
    assert run(words) == 2
    plain = capsys.readouterr()
    assert plain.err.startswith("dealgraph: ")
    assert "Traceback" not in plain.err
    assert plain.out == ""


@pytest.mark.usefixtures("cli_home")
def test_a_graph_server_that_is_away_is_status_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEALGRAPH_GRAPH_URL", "bolt://neo4j:secret@127.0.0.1:1")
    error = ask(capsys, "exclusivity", "--grantor", "OpenAI", status=3)["error"]
    assert error["code"] == "graph_unavailable"
    assert "secret" not in json.dumps(error)
    state = ask(capsys, "status", status=3)
    assert state["graph"]["error"]["code"] == "graph_unavailable"
    assert state["log"]["events"] > 0


@pytest.mark.usefixtures("cli_home")
def test_a_log_that_cannot_be_opened_is_status_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for url in ("postgresql+psycopg://nobody@127.0.0.1:1/nothing", "mysql://x/y", "nonsense"):
        monkeypatch.setenv("DEALGRAPH_LOG_URL", url)
        assert ask(capsys, "status", status=3)["error"]["code"] == "log_unavailable"


def test_a_home_that_cannot_be_made_is_status_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("DEALGRAPH_HOME", str(tmp_path / "file" / "home"))
    error = ask(capsys, "exclusivity", "--grantor", "OpenAI", status=3)["error"]
    assert error["code"] in ("system", "graph_unavailable")
    assert "file" in error["message"]


def test_an_empty_home_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEALGRAPH_HOME", str(tmp_path))
    try:
        assert run(["exclusivity", "--grantor", "OpenAI"]) == 0
        said = capsys.readouterr()
        assert said.out.startswith("No evidence")
        assert "dealgraph ingest" in said.err
    finally:
        embedded.stop(tmp_path / "graph", kill=True)


@pytest.mark.usefixtures("cli_home")
def test_rebuild_gives_the_same_graph(capsys: pytest.CaptureFixture[str]) -> None:
    before = ask(capsys, "timeline", "--grantor", "OpenAI")
    done = ask(capsys, "rebuild")
    assert done["seq"] == ask(capsys, "status")["log"]["events"]
    assert ask(capsys, "timeline", "--grantor", "OpenAI") == before


def test_status_tells_a_graph_that_lags(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    log = EventLog.open(cli_home.log_url)
    log.append([NewEvent("run.started", run_stream("late"), {"kind": "ingest", "program": "test"})])
    log.close()
    assert "1 events behind" in ask(capsys, "status", status=1)["graph"]["verdict"]
    ask(capsys, "rebuild")


@pytest.mark.usefixtures("cli_home")
def test_days_are_printed_as_finely_as_they_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline"]) == 0
    text = capsys.readouterr().out
    assert "2019-07-22 to " in text
    assert "end of 20" in text


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from ui.tables import clean

    assert clean("a\x1b[31mb\x07\u202ec\nd") == "a [31mb  c d"
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("cli_home")
def test_the_entry_point_runs_as_a_process() -> None:
    words = ["exclusivity", "--grantor", "OpenAI", "--use", "compute", "--at", "2021-06-30", "--json"]
    done = subprocess.run(
        [sys.executable, "-P", "-c", "from ui.cli import main; main()", *words], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["answer"] == "yes"


@pytest.mark.usefixtures("cli_home")
def test_a_pipe_that_closes_early_is_no_failure() -> None:
    code = "from ui.cli import main; main()"
    command = [sys.executable, "-P", "-c", code, "timeline", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(1)
        child.stdout.close()
        assert child.stderr.read() == ""
        assert child.wait(30) == 0


def test_help_loads_nothing_heavy() -> None:
    heavy = "[m for m in ('torch', 'spacy', 'neo4j', 'sqlalchemy', 'pandas') if m in sys.modules]"
    done = process(f"import sys; from ui.cli import run; run(['--help']); print({heavy})")
    assert done.stdout.strip().endswith("[]")


def test_no_help_is_cut_at_80_columns(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    def helped(*words: str) -> list[str]:
        assert run([*words, "--help"]) == 0
        usage, *lines = capsys.readouterr().out.splitlines()
        assert usage.startswith("Usage:")
        assert [line for line in lines if line.endswith("...") or len(line) > 80] == [], words
        listed = lines[lines.index("Commands:") + 1 :] if "Commands:" in lines else []
        return [line.split()[0] for line in listed if line.strip()]

    commands = {name: helped(name) for name in helped()}
    assert {"exclusivity", "sources", "entities"} <= commands.keys()
    for name, within in commands.items():
        for command in within:
            helped(name, command)


def test_json_has_every_field_of_the_answers() -> None:
    assert set(Right.__dataclass_fields__) >= JSON_RIGHT
    assert set(Evidence.__dataclass_fields__) >= JSON_EVIDENCE


WHY = "Oslund Foods has given Marrick Trading the exclusive right to sell its soups in Spain."


def test_a_text_is_explained_to_a_reader(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(WHY + " \x1b[31m"))
    assert run(["extract", "--explain"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Oslund Foods → Marrick Trading: exclusive distribution")
    assert re.search(r"confidence 0\.\d\d\n", said)
    assert "Rule right-given: Who gives, grants or sells a right" in said
    assert re.search(r"grantor +Oslund Foods +“Oslund Foods” at 0", said)
    assert re.search(r"territory +Spain +“Spain” at 80", said)
    assert "\x1b" not in said
    monkeypatch.setattr("sys.stdin", io.StringIO("Nothing of note."))
    assert run(["extract", "--explain"]) == 0
    assert capsys.readouterr().out == "text: no claims.\n"


def test_explanations_are_written_beside_the_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "text": WHY}) + "\n", encoding="utf-8")
    assert run(["extract", "--input", str(source), "--output", str(target)]) == 0
    (plain,) = json.loads(target.read_text(encoding="utf-8"))["claims"]
    assert run(["extract", "--input", str(source), "--output", str(target), "--explain"]) == 0
    (claim,) = json.loads(target.read_text(encoding="utf-8"))["claims"]
    explanation = claim.pop("explanation")
    assert claim == plain
    assert explanation["cue"] == {"words": "exclusive", "char_start": 43, "char_end": 52}
    assert explanation["attributes"]["grantee"] == [
        {"value": "Marrick Trading", "how": "said", "words": "Marrick Trading", "char_start": 23, "char_end": 38}
    ]
    capsys.readouterr()
    assert run(["extract", "--input", str(source), "--explain", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["claims"] == [claim | {"explanation": explanation}]
