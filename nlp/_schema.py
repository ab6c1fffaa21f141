"""The JSON schema of claims for a model's answer, made from the claim classes, and whether a value conforms to it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from graph.claims import AGREEMENT_TYPES, AgreementClaim, Change, DisputeClaim, RightClaim
from graph.fields import FIELDS

_OURS: Final = frozenset(("start", "end", "confidence", "rule", "kind", "field_assumed"))
"""What a model is not asked for: offsets are found, confidence is ours, and it is to tell the field that it sees."""
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {"field_of_use": tuple(FIELDS), "type": AGREEMENT_TYPES}
_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "number": (int, float),
    "null": NoneType,
    "array": list,
    "object": dict,
}

Schema = dict[str, Any]


@cache
def of_claims() -> Mapping[str, Schema]:
    """The schema of each kind of claim, by kind: every attribute is required, and may be null where the class has ``None``."""
    return {cls.kind: _of(cls) for cls in (RightClaim, AgreementClaim, DisputeClaim)}


def of_answer() -> Schema:
    """The schema of a whole answer: ``{"claims": [claim, …]}``."""
    return _object({"claims": {"type": "array", "items": {"anyOf": list(of_claims().values())}}})


def conforms(value: object, schema: Schema) -> bool:
    """Whether a value read from JSON fits the schema; what it does not know does no harm, and what may be null may lack."""
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if isinstance(value, bool) or not any(isinstance(value, _TYPES[name]) for name in wanted):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    if isinstance(value, list):
        return all(conforms(item, schema["items"]) for item in value)
    if isinstance(value, dict):
        return all(conforms(value.get(name), part) for name, part in schema["properties"].items())
    return True


def _of(cls: type[RightClaim] | type[AgreementClaim] | type[DisputeClaim]) -> Schema:
    hints = get_type_hints(cls)
    names = [f.name for f in dataclasses.fields(cls) if f.name not in _OURS]
    return _object({"kind": {"type": "string", "enum": [cls.kind]}} | {name: _attribute(cls, name, hints[name]) for name in names})


def _attribute(cls: type, name: str, hint: Any) -> Schema:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        # only agreements are amended
        return {"type": "string", "enum": [str(v) for v in hint if v is not Change.AMENDS or cls is AgreementClaim]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _text(name)}
    if NoneType in get_args(hint):
        return {"type": ["number" if float in get_args(hint) else "string", "null"]}
    return _text(name)


def _text(name: str) -> Schema:
    return {"type": "string"} | ({"enum": list(_WORDS[name])} if name in _WORDS else {})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
