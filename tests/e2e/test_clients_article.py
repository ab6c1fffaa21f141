"""The client's own article, undated: taken in with a day, quoted under its name, contradicted by the sample where it errs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph import embedded
from graph.home import Home


def test_the_clients_article_is_taken_in_and_contradicted(shared: Path, demo_home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    shutil.copytree(demo_home.folder, folder, ignore=shutil.ignore_patterns("graph"))
    env = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")} | {"DEALGRAPH_HOME": str(folder)}

    def dealgraph(*words: str) -> Any:
        command = [sys.executable, "-P", "-c", "from ui.cli import main; main()", *words, "--json"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    try:
        article = shared / "articles" / "openai-aws-azure.txt"
        report = dealgraph("backfill", str(article), "--published", "2026-03-02")
        assert report["counts"]["captured"] == 1
        assert report["counts"]["claims"] > 0
        answer = dealgraph("exclusivity", "--grantor", "OpenAI", "--grantee", "Amazon", "--use", "hosting", "--at", "2024-09-01")
        told = {e["source"]: e for e in answer["supporting"]}
        assert "openai-aws-azure.txt" in told
        assert "mid-2024" in told["openai-aws-azure.txt"]["quote"]
        assert len(told) > 1
        assert answer["disputed"] is True
        text = article.read_text(encoding="utf-8")
        assert all(e["quote"] in text for e in answer["supporting"] if e["source"] == article.name)
    finally:
        embedded.stop(folder / "graph")
