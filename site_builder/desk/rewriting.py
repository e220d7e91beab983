"""Change one record's access in the text that its author wrote, and nothing else in it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from pathlib import Path

from site_builder.model.records import Record
from site_builder.model.rights import AccessStatus
from site_builder.source.catalogue import Origin
from site_builder.source.decode import decode
from site_builder.source.kinds import form_of

_KEY = re.compile(r"""(\s*)(["']?)([A-Za-z_][\w.]*)\2\s*:""")
_BOM = "\ufeff"


class NotEdited(Exception):
    """The file is written in a way that cannot be changed safely by a program; it is untouched."""


def withdraw(root: Path, origin: Origin, record_id: str, reason: str, day: str, language: str) -> None:
    """Write `access: withdrawn` with its reason and day into the file of a record.

    Raises NotEdited, with the file untouched, unless reading the new text gives every record as before but for this access.
    """
    path = root / origin.file
    before = path.read_bytes()
    text = before.decode("utf-8")
    bom = _BOM if text.startswith(_BOM) else ""
    change = _in_lines if form_of(origin.file) == "lines" else _in_table if origin.row is not None else _in_yaml
    after = (bom + change(text.removeprefix(_BOM), origin, reason, day)).encode("utf-8")
    _verify(before, after, origin.file, record_id, language)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(after)
    temporary.replace(path)


def _in_lines(text: str, origin: Origin, reason: str, day: str) -> str:
    lines = text.split("\n")
    record = json.loads(lines[origin.line - 1])
    record["access"] = {"status": "withdrawn", "basis": [{"type": reason, "determined": day}]}
    ending = "\r" if lines[origin.line - 1].endswith("\r") else ""
    lines[origin.line - 1] = json.dumps(record, ensure_ascii=False) + ending
    return "\n".join(lines)


def _in_yaml(text: str, origin: Origin, reason: str, day: str) -> str:
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    keys = {name: line for name, line in origin.lines.items() if "." not in name}
    at = origin.lines.get("access", min(keys.values(), default=origin.line)) - 1
    match = _KEY.match(lines[at]) if at < len(lines) else None
    if match is None or ("access" in keys and match[3] != "access"):
        raise NotEdited(origin.file)
    block = [
        f"{match[1]}access:{newline}", f"{match[1]}  status: withdrawn{newline}",
        f"{match[1]}  basis: [{{type: {reason}, determined: {day}}}]{newline}",
    ]
    end = _end_of_block(lines, at, len(match[1])) if "access" in keys else at
    return "".join([*lines[:at], *block, *lines[end:]])


def _end_of_block(lines: list[str], start: int, indent: int) -> int:
    """Return the index of the line after a key's value: values stand further in than their key."""
    end = start + 1
    for index in range(start + 1, len(lines)):
        bare = lines[index].strip()
        if not bare or bare.startswith("#"):
            continue
        if len(lines[index]) - len(lines[index].lstrip(" ")) <= indent:
            break
        end = index + 1
    return end


def _in_table(text: str, origin: Origin, reason: str, day: str) -> str:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    header = ["access.status" if name.strip() == "access" else name for name in rows[0]]
    names = [name.strip() for name in header]
    wanted = {"access.status": "withdrawn", "access.basis.type": reason, "access.basis.determined": day}
    header += [name for name in wanted if name not in names]
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    row = filled[(origin.row or 1) - 1]
    row += [""] * (len(header) - len(row))
    for index, name in enumerate(name.strip() for name in header):
        if name.split(".")[0] == "access":
            row[index] = wanted.get(name, "")
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n" if "\r\n" in text else "\n").writerows([header, *rows[1:]])
    return out.getvalue()


def _verify(before: bytes, after: bytes, file: str, record_id: str, language: str) -> None:
    old, new = _records(before, file, language), _records(after, file, language)
    changed = new.get(record_id)
    if changed is None or changed.access is None or changed.access.status is not AccessStatus.WITHDRAWN:
        raise NotEdited(file)
    expected = old | {record_id: dataclasses.replace(old[record_id], access=changed.access)}
    if expected != new:
        raise NotEdited(file)


def _records(content: bytes, file: str, language: str) -> dict[str, Record]:
    return {one.what.id: one.what for one in decode(content, file, language).written if isinstance(one.what, Record)}
