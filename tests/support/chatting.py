"""A server of a model, on loopback: what it answers is a list of claims, or whatever a test wants of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from hosting import Answer, Handler, Site, hosted

PATH = "/v1/chat/completions"
MODEL = "reader-1"


def right(quote: str, grantor: str, grantee: str, **more: Any) -> dict[str, Any]:
    """A whole claim of a right, as a model writes it."""
    return {
        "kind": "right",
        "stance": "asserted",
        "change": "begins",
        "quote": quote,
        "speaker": None,
        "grantor": grantor,
        "grantee": grantee,
        "mode": "exclusive",
        "field_of_use": ["distribution"],
        "subject": None,
        "territory": None,
        "condition": None,
        "valid_from": None,
        "valid_to": None,
    } | more


def agreement(quote: str, *parties: str, **more: Any) -> dict[str, Any]:
    """A whole claim of an agreement, as a model writes it."""
    empty = dict.fromkeys(("speaker", "value_usd", "value", "term", "valid_from", "valid_to"))
    return (
        {"kind": "agreement", "stance": "asserted", "change": "begins", "quote": quote, "parties": list(parties), "type": "supply"}
        | empty
        | more
    )


def dispute(quote: str, claimant: str, *respondents: str, **more: Any) -> dict[str, Any]:
    """A whole claim of a dispute, as a model writes it."""
    told = {"kind": "dispute", "stance": "asserted", "change": "begins", "quote": quote, "speaker": None}
    return told | {"claimant": claimant, "respondents": list(respondents), "over": None} | more


def saying(*claims: Any) -> Answer:
    """The answer with these claims."""
    return content(json.dumps({"claims": claims}))


def content(text: Any) -> Answer:
    """The answer with this content."""
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]})
    return lambda handler: handler.answer(200, body.encode(), {"Content-Type": "application/json"})


def by_text(answers: Mapping[str, Answer], otherwise: Answer) -> Answer:
    """The answer for the first of these words that the question holds."""

    def answer(handler: Handler) -> None:
        asked = question(handler.body)
        found = next((a for words, a in answers.items() if words in asked), otherwise)
        found(handler)

    return answer


def question(body: bytes) -> str:
    """What the model was asked, its task apart."""
    return str(json.loads(body)["messages"][-1]["content"])


@contextmanager
def chatting(answer: Answer) -> Iterator[Site]:
    """A server that answers every question like this."""
    with hosted({PATH: answer}) as site:
        yield site


def environment(site: Site, **more: str) -> dict[str, str]:
    """The variables that name it."""
    return {"DEALGRAPH_LLM_URL": site.at("/v1"), "DEALGRAPH_LLM_MODEL": MODEL, **more}
