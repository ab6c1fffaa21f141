"""Passages in, claims out, as JSON lines."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from graph.claims import RightClaim, claim_from_dict
from graph.errors import BadInput
from nlp import extract_file

LINE = {
    "id": "a",
    "title": "",
    "text": "Azure is OpenAI's exclusive cloud provider.",
    "published_at": "2021-05-04",
    "source": "example.com",
}


def test_one_line_comes_out_for_each_that_goes_in(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps(LINE) + "\n\n" + json.dumps({"id": "b", "text": "Nothing."}) + "\n", encoding="utf-8")
    assert extract_file(source, target) == 2
    first, second = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert second == {"id": "b", "claims": []}
    (claim,) = map(claim_from_dict, first["claims"])
    assert isinstance(claim, RightClaim)
    assert (claim.grantor, claim.grantee) == ("OpenAI", "Microsoft")


def test_streams_serve_as_files() -> None:
    out = io.StringIO()
    assert extract_file(io.StringIO(json.dumps(LINE)), out) == 1
    assert json.loads(out.getvalue())["id"] == "a"


@pytest.mark.parametrize("explain", [False, True])
def test_half_a_character_is_replaced_and_offsets_stay(tmp_path: Path, explain: bool) -> None:
    text = "\ud83d " + LINE["text"] + " \udfff"
    target = tmp_path / "out.jsonl"
    extract_file(io.StringIO(json.dumps(LINE | {"id": "\ud800", "text": text})), target, explain=explain)
    row = json.loads(target.read_text(encoding="utf-8"))
    assert row["id"] == "\ufffd"
    (claim,) = row["claims"]
    whole = text.replace("\ud83d", "\ufffd").replace("\udfff", "\ufffd")
    assert whole[claim["char_start"] : claim["char_end"]] == claim["quote"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: not JSON"),
        ("[" * 100_000, "line 2: not JSON"),
        ("PK\x03\x04\x00\x00", "line 2: binary content, not text"),
        ("[]", "line 2: not an object but list"),
        ('{"text": "x"}', "line 2: 'id' is missing"),
        ('{"id": "b", "text": 3}', "line 2: 'text' is missing or no text"),
        ('{"id": "", "text": "x"}', "line 2: 'id' is missing or no text"),
        ('{"id": "b", "text": "x", "title": 3}', "line 2: 'title' is no text"),
        ('{"id": "b", "text": "x", "published_at": "2025-02-30"}', "line 2: '2025-02-30' is not a date"),
        ('{"id": "b", "text": "x", "published_at": "2025"}', "line 2: '2025' is not a date"),
        (json.dumps(LINE), "line 2: the id 'a' comes twice"),
    ],
)
def test_a_bad_line_is_named(line: str, told: str) -> None:
    with pytest.raises(BadInput, match=told.replace("'", "."), check=lambda e: bool(e.hint)):
        extract_file(io.StringIO(json.dumps(LINE) + "\n" + line), io.StringIO())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        extract_file(tmp_path / "none.jsonl", io.StringIO())


def test_another_encoding_is_said(tmp_path: Path) -> None:
    source = tmp_path / "latin.jsonl"
    source.write_bytes(json.dumps(LINE).encode() + b"\n" + b'{"id": "b", "text": "caf\xe9"}\n')
    with pytest.raises(BadInput, match="not UTF-8"):
        extract_file(source, io.StringIO())
