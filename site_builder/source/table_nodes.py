"""Read CSV as the nodes that YAML would give: one mapping a row, dotted headers as mappings, bars as lists."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from site_builder.model.text import is_tag
from site_builder.problems import Problem
from site_builder.source.faults import known_key
from site_builder.source.fields import fields
from site_builder.source.nodes import Node, Refused, Sheet

_BAR = re.compile(r"(?<!\\)\|")
_LONGEST_CELL = 16_000_000


@dataclass(frozen=True, slots=True)
class _Column:
    """One named column: its keys from the outermost in; `split` is the number of keys above its list, None without one."""

    index: int
    name: str
    keys: tuple[str, ...]
    split: int | None


def read(text: str, file: str, kind: type) -> Sheet:
    """Return one node a row; `kind` is the type whose list fields are split at bars. Raises Refused for a bad header."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        columns, problems = _columns(header, file, kind)
        nodes = tuple(_nodes(rows, header, columns, file, problems))
    except csv.Error as fault:
        raise Refused(Problem(file, max(rows.line_num, 1), "E134", str(fault))) from None
    return Sheet(nodes, tuple(problems))


def _columns(header: list[str], file: str, kind: type) -> tuple[list[_Column], list[Problem]]:
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        raise Refused(Problem(file, 1, "E135", header[0]))
    if "id" in fields(kind) and "id" not in header:
        raise Refused(Problem(file, 1, "E138", ", ".join(header), key="id"))
    seen: set[str] = set()
    columns: list[_Column] = []
    problems: list[Problem] = []
    for index, name in enumerate(header):
        if not name:
            continue
        outer = next((name[:dot] for dot in _dots(name) if name[:dot] in seen), "") or next(
            (one for one in seen if one.startswith(f"{name}.")), "")
        if name in seen:
            problems.append(Problem(file, 1, "E132", name, key=name))
        elif outer:
            problems.append(Problem(file, 1, "E133", name, outer, key=name))
        else:
            seen.add(name)
            column = _column(index, name, kind, file)
            if isinstance(column, Problem):
                problems.append(column)
            else:
                columns.append(column)
    return columns, problems


def _dots(name: str) -> Iterator[int]:
    return (index for index, sign in enumerate(name) if sign == ".")


def _in_words(kind: type) -> bool:
    """Say whether a language map may stand for a mapping of this type."""
    return any(name in fields(kind) and fields(kind)[name].is_text for name in ("name", "text"))


def _column(index: int, name: str, kind: type, file: str) -> _Column | Problem:
    """Return the column, or what is wrong with its name: told once, not for every row."""
    keys = tuple(name.split("."))
    current: type | None = kind
    split = None
    for depth, key in enumerate(keys):
        if current is None or (depth == 0 and key.startswith("x_")):
            break
        field = fields(current).get(key)
        if field is None and not (_in_words(current) and is_tag(key)):
            return Problem(file, 1, "E201", key, nearest=known_key(key, fields(current)), key=name)
        if field is None:
            break
        split = depth + 1 if split is None and field.is_list else split
        current = field.below
    return _Column(index, name, keys, split)


def _nodes(
    rows: Any, header: list[str], columns: list[_Column], file: str, problems: list[Problem]
) -> Iterator[Node]:
    """Yield a node for each row that holds anything; `rows.line_num` counts the lines read so far, cells of many included."""
    number, before = 0, rows.line_num
    width = len(header)
    nameless = {index for index, name in enumerate(header) if not name}
    for cells in rows:
        line, before = before + 1, rows.line_num
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        number += 1
        if len(cells) > width:
            problems.append(Problem(file, line, "E131", str(len(cells)), str(width)))
        for index in sorted(index for index in nameless if index < len(cells) and cells[index].strip()):
            problems.append(Problem(file, line, "E137", cells[index], str(index + 1)))
            nameless.discard(index)  # once is enough for a column
        yield Node(_mapping(columns, cells, file, line, problems), line, {}, row=number)


def _mapping(
    columns: list[_Column], cells: list[str], file: str, line: int, problems: list[Problem]
) -> dict[str, Any]:
    value: dict[str, Any] = {}
    lists: dict[tuple[str, ...], list[tuple[tuple[str, ...], list[str]]]] = {}
    width = len(cells)
    for column in columns:
        cell = cells[column.index].strip() if column.index < width else ""
        if not cell:
            continue
        if column.split is None:
            _put(value, column.keys, cell)
        elif column.split == len(column.keys):
            _put(value, column.keys, _split(cell))
        else:
            inner = column.keys[column.split :]
            lists.setdefault(column.keys[: column.split], []).append((inner, _split(cell, keep_empty=True)))
    for keys, parts in lists.items():
        _put(value, keys, _zip(keys, parts, file, line, problems))
    return value


def _put(value: dict[str, Any], keys: tuple[str, ...], leaf: Any) -> None:
    for key in keys[:-1]:
        value = value.setdefault(key, {})
    value[keys[-1]] = leaf


def _split(cell: str, keep_empty: bool = False) -> list[str]:
    if "|" not in cell:
        return [cell]
    parts = [part.strip().replace("\\|", "|") for part in _BAR.split(cell)]
    return parts if keep_empty else [part for part in parts if part]


def _zip(
    keys: tuple[str, ...], parts: list[tuple[tuple[str, ...], list[str]]], file: str, line: int, problems: list[Problem]
) -> list[dict[str, Any]]:
    """Make one mapping of each place in the columns of a list: `media.path` and `media.label.vi` side by side."""
    counts = {len(values) for _, values in parts}
    if len(counts) > 1:
        sizes = ", ".join(f"{'.'.join((*keys, *inner))}: {len(values)}" for inner, values in parts)
        problems.append(Problem(file, line, "E136", sizes, key=".".join(keys)))
    made: list[dict[str, Any]] = [{} for _ in range(max(counts))]
    for inner, values in parts:
        for one, leaf in zip(made, values, strict=False):
            if leaf:
                _put(one, inner, leaf)
    return [one for one in made if one]
