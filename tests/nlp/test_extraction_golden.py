"""Extraction on sentences and short articles of our own: what each must give, and what must give nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.claims import claim_to_dict
from nlp import Passage, extract, extract_file

GOLDEN = Path(__file__).parent / "golden"
FILES = ("rights", "agreements", "disputes", "articles", "nothing")


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _claims(text: str, published: str) -> list[dict[str, Any]]:
    (found,) = extract([Passage("case", "", text, date.fromisoformat(published), "")])
    return [claim_to_dict(c) for c in found.claims]


def _fits(wanted: dict[str, Any], claim: dict[str, Any]) -> bool:
    return all(set(claim[k]) == set(v) if k == "parties" else claim.get(k) == v for k, v in wanted.items())


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{name}-{i}") for name in FILES for i, row in enumerate(_rows(name))])
def test_each_text_gives_the_claims_that_it_makes(row: dict[str, Any]) -> None:
    claims = _claims(row["text"], row["published_at"])
    kinds = {c["kind"] for c in row["claims"]} or {"right", "agreement", "dispute"}
    assert len([c for c in claims if c["kind"] in kinds]) == len(row["claims"])
    for wanted in row["claims"]:
        assert any(_fits(wanted, c) for c in claims), (wanted, claims)


def test_every_quote_stands_where_its_offsets_say() -> None:
    for name in FILES:
        for row in _rows(name):
            for claim in _claims(row["text"], row["published_at"]):
                assert row["text"][claim["char_start"] : claim["char_end"]] == claim["quote"]
                assert claim["rule"]
                assert 0 < claim["confidence"] < 1


def test_the_company_behind_a_brand_is_the_party() -> None:
    (claim,) = _claims("OpenAI will use Azure as its exclusive cloud provider.", "2025-06-10")
    assert (claim["grantor"], claim["grantee"], claim["field_of_use"]) == ("OpenAI", "Microsoft", ["compute"])


def test_a_brand_belongs_to_its_owner_of_that_day() -> None:
    text = "After years with Azure, Lintel Software has made Colossus 1 its exclusive cloud."
    assert [c["grantee"] for c in _claims(text, "2025-06-10")] == ["xAI"]
    assert [c["grantee"] for c in _claims(text, "2026-06-10")] == ["SpaceX"]


def test_without_a_day_of_publication_there_are_no_relative_dates() -> None:
    (found,) = extract(
        [Passage("x", "", "Lintel Software on Monday named Tarvos Cloud its exclusive cloud provider until 2031.", None, "")]
    )
    (claim,) = (claim_to_dict(c) for c in found.claims)
    assert (claim["valid_from"], claim["valid_to"]) == (None, "2031")


def test_mentions_are_canonical_names() -> None:
    (found,) = extract([Passage("x", "", "AWS and Brackholm Narrowboats signed a deal, Brackholm said.", date(2025, 6, 10), "")])
    assert found.mentions == ("Amazon", "Brackholm Narrowboats")


def test_the_labelled_passages_are_read_well_enough(shared: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    gold = shared / "gold" / "dev.jsonl"
    assert extract_file(gold, target) == 181
    done = subprocess.run(
        [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(target), "--json"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["score"] >= 0.40
