"""Whole collections as tables: `records.csv` as authors write it, safe in spreadsheets, and `records.json`."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.digital import DigitalObjects
from site_builder.model.records import Record, Ref
from site_builder.model.rights import Visibility
from site_builder.model.text import Text

_HAZARDOUS = ("=", "+", "-", "@", "\t", "\r", "'")
_FIRST = ("id", "level", "part_of", "identifier")
_OTHERWISE = {"id", "level", "access", "part_of", "media", "status", "order", "x"}
_FIELDS = tuple(field.name for field in fields(Record) if field.name not in _OTHERWISE)
_EMPTY = (None, (), "", False)
Plain = str | bool | int | list[Any] | dict[str, Any]


def whole(public: PublicCatalogue, objects: DigitalObjects, root: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of both tables of a collection."""
    rows = [record(public, shown, objects) for shown in public.below(root)]
    yield "records.csv", as_csv(rows)
    yield "records.json", as_json(rows)


def record(public: PublicCatalogue, shown: PublicRecord, objects: DigitalObjects) -> dict[str, Plain]:
    """Return a record as plain values under the names that authors use; empty fields are left out."""
    row: dict[str, Plain] = {"id": shown.id, "level": shown.record.level}
    if shown.parent is not None:
        row["part_of"] = shown.parent
    row["access"] = str(shown.access.status)
    for name in _FIELDS:
        value = getattr(shown.record, name)
        if value or value not in _EMPTY:
            row[name] = _plain(value)
    row |= {name: _plain(text) for name, text in shown.record.x.items()}
    if shown.visibility is Visibility.TOMBSTONE:
        return {"id": shown.id, "access": str(shown.access.status)}
    base = public.portal.base_url.rstrip("/") + "/"
    row["url"] = base + output.record_page(public.portal.languages[0], shown.id).removesuffix("index.html")
    found = [one.download for one in objects.get(shown.id, ()) if one.download is not None]
    if found:
        row["files"] = [{"url": base + one.path, "type": one.mime, "bytes": one.bytes, "sha256": one.sha256} for one in found]
    return row


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Plain:
    if isinstance(value, Text):
        return value.values[0][1] if len(value.values) == 1 else dict(value.values)
    if isinstance(value, Ref):
        return value.id or _plain(value.name)
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {
            name: _plain(found) for name in _names(value.__class__) if (found := getattr(value, name)) or found not in _EMPTY
        }
    if isinstance(value, Mapping):
        return {key: _plain(found) for key, found in value.items()}
    return value if isinstance(value, bool) else str(value)


def as_json(rows: Iterable[dict[str, Plain]]) -> bytes:
    """Return records as a JSON array, one record a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def as_csv(rows: Iterable[dict[str, Plain]]) -> bytes:
    """Return records as CSV with a BOM, which spreadsheets need to read Vietnamese.

    Headers are those of the authors' own CSV: `title.vi`, lists joined with ` | `, deeper values as JSON. A cell that a
    spreadsheet would run as a formula gets an apostrophe before it, and so does one that begins with an apostrophe.
    """
    flat = [dict(_flat(row)) for row in rows]
    names = {name: None for row in flat for name in row}
    header = [*(name for name in _FIRST if name in names), *sorted(names.keys() - set(_FIRST), key=list(names).index)]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe(row.get(name, "")) for name in header] for row in flat)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _flat(row: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            yield from ((f"{name}.{part}", one) for part, one in value.items())
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield name, "|".join(one.replace("|", "\\|") for one in value)
        elif isinstance(value, (dict, list)):
            yield name, json.dumps(value, ensure_ascii=False)
        else:
            yield name, "true" if value is True else str(value)


def safe(cell: str) -> str:
    """Keep spreadsheets from running a cell as a formula."""
    return "'" + cell if cell.startswith(_HAZARDOUS) else cell
