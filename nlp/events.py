"""Which texts tell of the same event, each in its own words.

Not to be mixed up with stories (:mod:`nlp.stories`): two reports of one event are two witnesses. Groups of them help a reader, and no
belief rests on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def same_event(texts: Sequence[str], vectors: npt.NDArray[np.float32] | None = None, days: Sequence[date] | None = None) -> tuple[int, ...]:
    """For each text the number of its event, from 0 in order of first appearance.

    Texts are alike by three measures in equal parts: words and pairs of words, names and numbers, and meaning (MiniLM). Groups are
    joined as long as their members are, on average, closer than a threshold. ``vectors`` are the texts' embeddings, one row each,
    where they are at hand; ``days`` those on which they were published: what is more than a week apart tells of two
    events. Raises :class:`~nlp.errors.ModelUnavailable`.
    """
    if len(texts) < 2:
        return tuple(range(len(texts)))
    from nlp import _events  # numpy, when it is needed

    return _events.same_event(texts, vectors, days)
