"""Bytes of pages, feeds and files to text, when what they are said to be encoded in may be wrong."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    # no mark, but markup begins with "<" in some width
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_KNOWN: Final = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|us-ascii|ascii|iso-?8859-?\d+|latin-?\d|windows-?125\d|cp125\d|koi8-[ru]|big5(-?hkscs)?|gb2312|gbk|gb18030"
    r"|euc-?(jp|kr)|shift[-_]?jis|windows-?31j|iso-2022-jp|macintosh|mac-?roman|tis-620|windows-?874|cp866|ibm866",
    re.IGNORECASE,
)
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_AS_BROWSERS_DO: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def known(charset: str) -> bool:
    """Whether it is an encoding that feeds and pages use. UTF-7 and the like, in which markup can hide, are not."""
    return _KNOWN.fullmatch(charset.strip()) is not None


def decode(body: bytes, said: Iterable[str | None]) -> str:
    """The text of the bytes.

    A byte order mark counts first. Then UTF-8, since other bytes hardly ever look like it; then the encodings that the
    server or document names, in order; at last Windows-1252, with U+FFFD for what is not in it.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    names = [name.strip().lower() for name in said if name and known(name)]
    # ASCII bytes that mean something else
    if names and names[0] == "iso-2022-jp":
        return body.decode(names[0], "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in names:
        try:
            return body.decode(_AS_BROWSERS_DO.get(name, name))
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def storable(text: str) -> str:
    """The text with U+FFFD for what JSON can bring and no file or database holds: NUL, and half a character (a lone surrogate)."""
    return _NO_TEXT.sub("\ufffd", text)


def is_binary(text: str) -> bool:
    """Whether what was decoded was hardly text: it has a NUL, or more than one control character in a hundred."""
    return "\0" in text or 100 * len(_CONTROL.findall(text)) > len(text)
