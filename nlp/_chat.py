"""One question to an OpenAI-compatible server: within a deadline and a cap on the answer, through no proxy and no redirect."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

LARGEST: Final = 1_000_000
"""Bytes of an answer; the claims of a long article take some ten thousand."""

Reason = Literal["timeout", "unreachable", "http_error", "too_big", "nonsense"]


class Failed(Exception):
    """A question without an answer that can be used, and why."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason
        self.message = message


@dataclass(frozen=True)
class Server:
    """Where a model answers, under which name, and the key that opens it, which is in no message and no ``repr``."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """The JSON object that the model answers with; raises :class:`Failed`."""
        question = {
            "model": self.model,
            "messages": list(messages),
            "response_format": {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}},
        }
        import asyncio

        # characters outside ASCII are escaped, so that halves of surrogate pairs can be sent as well
        return _content(asyncio.run(self._within(json.dumps(question).encode("ascii"), seconds)))

    async def _within(self, body: bytes, seconds: float) -> bytes:
        import asyncio

        try:
            async with asyncio.timeout(seconds):
                return await self._post(body)
        except TimeoutError:
            raise Failed("timeout", f"no whole answer within {seconds:.3g} s") from None

    async def _post(self, body: bytes) -> bytes:
        import httpx

        # what is compressed might unfold without end: the answer is asked for plain, and read as it comes
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        verify = httpx.create_ssl_context() if self.url.startswith("https:") else False
        answer = bytearray()
        try:
            async with (
                httpx.AsyncClient(trust_env=False, follow_redirects=False, verify=verify, timeout=None) as client,
                client.stream("POST", self.url, content=body, headers=headers) as raw,
            ):
                if raw.status_code != 200:
                    raise Failed("http_error", f"HTTP status {raw.status_code}")
                async for chunk in raw.aiter_raw():
                    answer += chunk
                    if len(answer) > LARGEST:
                        raise Failed("too_big", f"an answer of more than {LARGEST:,} bytes")
        except httpx.HTTPError as e:
            raise Failed("unreachable", f"the server cannot be reached or broke off ({type(e).__name__})") from None
        return bytes(answer)


def _content(body: bytes) -> dict[str, Any]:
    """The JSON object in the first choice's message."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
        found = json.loads(content)
    except (ValueError, TypeError, LookupError, RecursionError):
        raise Failed("nonsense", "an answer that is not JSON in the content of a choice's message") from None
    if not isinstance(found, dict) or not isinstance(found.get("claims"), list):
        raise Failed("nonsense", "an answer that has no list of claims")
    return found
