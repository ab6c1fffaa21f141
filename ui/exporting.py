"""The graph in files. Each appears whole or not at all."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from graph.asof import ledger_of
from graph.export import Lines
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from ui.errors import BadUsage

_FORMULA: Final = tuple("=+-@\t\r\n|%")


def export(home: Home, output: Path | None, known_at: date | None, format_: str) -> int:
    """Writes every node and relationship; returns how many. Raises :class:`~ui.errors.BadUsage` for a folder that is missing or used."""
    if format_ != "jsonl" and output is None:
        raise BadUsage(f"{format_} is written to a folder", "Name one that does not exist yet: --output FOLDER.")
    if output is not None and format_ != "jsonl" and output.exists():
        raise BadUsage(f"{output} exists already", "Name a folder that does not exist yet: --output FOLDER.")
    with (
        EventLog.open(home.create().log_url) as log,
        ledger_of(log, known_at) if known_at else Ledger.open(home.index_file, log) as ledger,
    ):
        lines = Lines.of(ledger)
    if output is None:
        return _write(lines, sys.stdout)
    if format_ == "jsonl":
        with _draft(output) as draft, draft.open("w", encoding="utf-8") as file:
            return _write(lines, file)
    with _draft(output) as draft:
        draft.mkdir(parents=True)
        return sum(_table(draft, name, rows, format_) for name, rows in groupby(map(json.loads, lines), key=_table_name))


def spreadsheet(columns: Mapping[str, Sequence[Any]]) -> str:
    """The columns as CSV that a spreadsheet may open: it runs nothing that strangers wrote."""
    import pandas as pd

    return pd.DataFrame({defused(name): [defused(cell) for cell in cells] for name, cells in columns.items()}, dtype=object).to_csv(
        index=False
    )


def defused(cell: Any) -> Any:
    """The cell; a text that a spreadsheet would take for a formula has a ``'`` before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell


def _write(lines: Iterable[str], file: Any) -> int:
    return sum(bool(file.write(line + "\n")) for line in lines)


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    draft = target.with_name(f".{target.name}.draft")
    try:
        yield draft
        draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True) if draft.is_dir() else draft.unlink(missing_ok=True)


def _table_name(row: dict[str, Any]) -> str:
    return str(row["labels"][0] if "labels" in row else row["type"])


def _table(folder: Path, name: str, rows: Iterable[dict[str, Any]], format_: str) -> int:
    """One file: a node's properties, or a relationship's ends (``from``, ``to``) and properties. Lists are JSON in CSV."""
    import pandas as pd

    frame = pd.DataFrame([_flat(row) for row in rows])
    if format_ == "parquet":
        frame.to_parquet(folder / f"{name}.parquet", index=False)
    else:
        texts = frame.map(lambda value: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value)
        texts.to_csv(folder / f"{name}.csv", index=False)
    return len(frame)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    if "labels" in row:
        return {"labels": row["labels"], **row["props"]}
    return {"from": row["start"][1], "to": row["end"][1], **row["props"]}
