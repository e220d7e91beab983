"""What any import gives: records as plain fields, where each came from, and a report that leaves nothing unsaid."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from site_builder.model.codes import is_web
from site_builder.model.collation import slug
from site_builder.model.datehints import doubtful, suggest
from site_builder.model.edtf import EdtfError, bounds

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
Row = dict[str, str]
"""A record under the headers of our CSV: `title`, `dates.edtf`, `x_…`; lists joined by bars."""


class Unreadable(Exception):
    """A source that cannot be read at all: where, and why (a key of `imported.yaml` and its values)."""

    def __init__(self, source: str, line: int, key: str, **values: object) -> None:
        super().__init__(source, line, key, values)
        self.place = f"{source}:{line}" if line else source
        self.key, self.values = key, values

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """Return where and why, in a language."""
        return f"{self.place}: {say(language, self.key, **self.values)}"


@dataclass(frozen=True, slots=True)
class Left:
    """A row that was not written, and why."""

    source: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was changed or could not be placed."""

    source: str
    row: int
    field: str
    note: str


@dataclass(slots=True)
class Collection:
    """A collection to write: the record of its folder, its other records as rows, and the files to take along.

    `name` is the folder's; `files` leads from a path below that folder to the file to copy.
    """

    name: str
    index: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)


@dataclass(slots=True)
class Import:
    """All collections of a source, and the report: `read` counts its rows or components."""

    collections: list[Collection] = field(default_factory=list)
    read: int = 0
    written: int = 0
    left: list[Left] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the report."""
        return {
            "read": self.read,
            "written": self.written,
            "left": [{"source": one.source, "row": one.row, "reason": one.reason} for one in self.left],
            "fields": dict(sorted(self.fields.items())),
            "notes": [{"source": one.source, "row": one.row, "field": one.field, "note": one.note} for one in self.notes],
        }


@functools.cache
def _table() -> dict[str, list[str]]:
    source = resources.files("site_builder.formats").joinpath("imported.yaml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = yaml.load(source, Loader=yaml.CSafeLoader)
    return table


def say(language: str, key: str, **values: object) -> str:
    """Return words of a report in Vietnamese or English."""
    return _table()[key][0 if language == "vi" else 1].format(**values)


@dataclass(frozen=True, slots=True)
class Words:
    """The languages of an import: the portal's, for words that go into records, and the reader's, for the report."""

    portal: str
    reader: str

    def say(self, key: str, **values: object) -> str:
        """Return words of the report."""
        return say(self.reader, key, **values)

    @property
    def untitled(self) -> str:
        """The title of what has none."""
        return say(self.portal, "untitled")

    @property
    def hidden(self) -> str:
        """Why something is closed that the source itself hides."""
        return say(self.portal, "hidden")


WORDS = {language: Words(language, language) for language in ("vi", "en")}


class Ids:
    """Legal ids, each used once in the portal."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def legal(self, wanted: str, fallback: str) -> str:
        """Return an id near the wanted one, and take it."""
        first = made = slug(wanted, 80).strip("-") or slug(fallback, 80).strip("-") or "record"
        if first in _RESERVED:
            first = made = f"{first}-1"
        number = 1
        while made in self._taken:
            number += 1
            made = f"{first}-{number}"
        self._taken.add(made)
        return made


_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}


def clean(words: str) -> str:
    """Return words without what no file of descriptions may hold."""
    return _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def column(name: str, taken: set[str]) -> str:
    """Return the name of a field of one's own for a foreign one: `Date Digitized` → `x_date_digitized`; each once."""
    first = made = "x_" + (re.sub(r"[^a-z0-9]+", "_", slug(name.strip(), 60).replace("-", "_")).strip("_") or "column")
    number = 1
    while made in taken:
        number += 1
        made = f"{first}_{number}"
    taken.add(made)
    return made


def joined(values: list[str]) -> str:
    """Join the values of a list for a cell."""
    return "|".join(value.replace("|", "\\|") for value in values)


_IN_NUMBERS = re.compile(r"[\d\s./-]+")


def dated(words: str, day_first: bool | None = None) -> tuple[str, str]:
    """Return (EDTF, display) of a date: what is EDTF already needs no display; what is not keeps its words.

    A date in words gets the EDTF that it means, beside the words. One that means nothing known gets none, nor one of a reign or
    of the lunar calendar, nor day and month in numbers where `day_first` does not say which is which.
    """
    words = " ".join(words.split())
    try:
        bounds(words)
    except EdtfError:
        sure = not doubtful(words) or (day_first is not None and bool(_IN_NUMBERS.fullmatch(words)))
        return suggest(words, day_first is not False) if sure else "", words
    return words, ""


def addressed(value: str) -> str | None:
    """Return a web address, with blanks and the like escaped, or None for what is none."""
    value = value.strip()
    if not value.startswith(("http://", "https://")):
        return None
    escaped = re.sub(r"[\s<>\"\\^`{|}]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), value)
    return escaped if is_web(escaped) else None
