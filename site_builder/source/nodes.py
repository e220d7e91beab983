"""What stands in one file before anybody asks what it means: typed text in mappings and lists, each key with its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from site_builder.problems import Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """One mapping of a file, with the lines of its keys by dotted path (`access.until`, `media.0.path`).

    `readable` is False for the stand-in of a file that cannot be read: then `value` holds at most an id.
    """

    value: dict[str, Any]
    line: int
    lines: Mapping[str, int]
    row: int | None = None
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """The nodes of one file, and what is wrong with it."""

    nodes: tuple[Node, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Refused(Exception):
    """A file that is not read any further, and why."""

    problem: Problem = field()


def decode_text(content: bytes, file: str) -> str:
    """Return the file's text in Unicode's composed form, without a byte order mark; raise Refused where it is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(Problem(file, 1, "E102"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(_not_utf8(content, fault, file)) from None
    control = _CONTROL.search(text)
    if control is not None:
        line = line_at(text, control.start())
        raise Refused(Problem(file, line, "E103", f"U+{ord(control[0]):04X}"))
    if not text.strip():
        raise Refused(Problem(file, 1, "E104"))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _not_utf8(content: bytes, fault: UnicodeDecodeError, file: str) -> Problem:
    line = 1 + content.count(b"\n", 0, fault.start)
    if content.count(0) * 4 >= len(content):
        return Problem(file, 1, "E102")
    start = content.rfind(b"\n", 0, fault.start) + 1
    return Problem(file, line, "E101", content[start : fault.end + 20].decode("latin-1"))


def line_at(text: str, position: int) -> int:
    """Return the number of the line on which a position lies."""
    return 1 + text.count("\n", 0, position)


def control_in(value: str) -> str:
    """Return the first control character in a value, as U+…, or nothing."""
    control = _CONTROL.search(value)
    return f"U+{ord(control[0]):04X}" if control else ""


_ID = re.compile(r"^id:[ \t]*[\"']?([A-Za-z0-9][A-Za-z0-9-]*)", re.MULTILINE)


def stand_in(text: str) -> Node:
    """Return what can be saved of a file that cannot be read: its id, so that others still find their parent."""
    found = _ID.search(text)
    return Node({"id": found[1]} if found else {}, 1, {}, readable=False)
