"""The optional model that the environment names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp import ChatModel


def model() -> ChatModel | None:
    """The model, or ``None``: then nothing is loaded for it. Raises :class:`~graph.errors.BadInput` where it is named badly."""
    if not os.environ.get("DEALGRAPH_LLM_URL"):
        return None
    from nlp import ChatModel

    return ChatModel.from_env(os.environ)
