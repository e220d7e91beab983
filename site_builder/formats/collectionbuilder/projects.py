"""Find CollectionBuilder's projects in a source: a CSV, a project's folder, or a folder of projects."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from site_builder.formats.collectionbuilder.rows import Sheet, convert
from site_builder.formats.imported import Collection, Ids, Import, Note, Unreadable, Words, clean

_CELL = 16_000_000


@dataclass(frozen=True, slots=True)
class Project:
    """One project: its folder, its metadata files, what `_config.yml` says."""

    folder: Path
    tables: tuple[Path, ...]
    settings: dict[str, Any]


def read(source: Path, words: Words, ids: Ids) -> Import:
    """Read every project of a source. Raises Unreadable where there is none, or where a table cannot be read."""
    made = Import()
    for project in projects(source):
        made.notes += _labels(project, words)
        for table in project.tables:
            made.collections.append(_collection(project, table, words, ids, made))
    return made


def projects(source: Path) -> Iterator[Project]:
    """Yield the projects of a source. Raises Unreadable where there is none."""
    if source.is_file():
        folder = source.parent.parent if source.parent.name == "_data" else source.parent
        yield Project(folder, (source,), _settings(folder))
        return
    folders = (
        [source]
        if _tables(source)
        else [one for one in sorted(source.iterdir()) if one.is_dir() and _tables(one)]
        if source.is_dir()
        else []
    )
    if not folders:
        raise Unreadable(str(source), 0, "no_project")
    for folder in folders:
        yield Project(folder, _tables(folder), _settings(folder))


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / "_config.yml"
    if not path.is_file():
        return {}
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        line = getattr(getattr(fault, "problem_mark", None), "line", 0) + 1
        raise Unreadable(str(path), line, "yaml", reason=str(fault).split("\n")[0]) from None
    return found if isinstance(found, dict) else {}


def _tables(folder: Path) -> tuple[Path, ...]:
    """Return every metadata file, the one that `_config.yml` names first; configuration and transcripts are none."""
    named = f"{str(_settings(folder).get('metadata') or '').strip()}.csv" if (folder / "_config.yml").is_file() else ""
    found = [
        one for place in (folder / "_data", folder) for one in sorted(place.glob("*.csv")) if not one.name.startswith("config-")
    ]
    return tuple(sorted((one for one in found if _is_metadata(one)), key=lambda one: one.name != named))


def _is_metadata(path: Path) -> bool:
    header = path.read_bytes()[:4096].decode("utf-8-sig", errors="replace").split("\n")[0].lower()
    return "objectid" in header or "title" in header


def _collection(project: Project, table: Path, words: Words, ids: Ids, made: Import) -> Collection:
    first = table == project.tables[0] and bool(project.settings)
    stem = project.folder.name if first and table.parent.name != "_data" else table.stem
    name = ids.legal(stem, "collection")
    collection = Collection(name, _index(project, name, stem, first))
    sheet = Sheet(project.folder, table, str(table.relative_to(project.folder.parent)), _rows(table))
    made.read += max(0, len(sheet.rows) - 1)
    convert(sheet, collection, words, ids, made)
    made.written += len(collection.rows)
    return collection


def _labels(project: Project, words: Words) -> Iterator[Note]:
    """Yield what the project calls its columns: pages here have labels of their own, which a theme may change."""
    for path in (project.folder / "_data" / "config-metadata.csv", project.folder / "config-metadata.csv"):
        rows = _rows(path) if path.is_file() else []
        header = [name.strip().lower() for name in rows[0]] if rows else []
        if {"field", "display_name"} <= set(header):
            source = str(path.relative_to(project.folder.parent))
            for number, cells in enumerate(rows[1:], 1):
                row = dict(zip(header, map(clean, cells), strict=False))
                if row.get("field") and row.get("display_name"):
                    yield Note(source, number, row["field"], words.say("label", words=row["display_name"]))


def _index(project: Project, name: str, stem: str, first: bool) -> dict[str, Any]:
    """Return the collection's record; a further table of a project is told apart by its name."""
    settings = project.settings
    title = clean(str(settings.get("title") or "")) or stem
    index: dict[str, Any] = {
        "id": name,
        "level": "collection",
        "title": title if first or title == stem else f"{title}: {stem}",
        "access": "open",
    }
    scope = [clean(str(settings.get(key) or "")) for key in ("tagline", "description")]
    if any(scope):
        index["scope_and_content"] = "\n\n".join(part for part in scope if part)
    if settings.get("organization-name"):
        index["institution"] = clean(str(settings["organization-name"]))
    keywords = [clean(word) for word in str(settings.get("keywords") or "").split(";")]
    if any(keywords):
        index["subjects"] = [word for word in keywords if word]
    return index


def _rows(table: Path) -> list[list[str]]:
    """Return the header and all data rows that hold anything."""
    content = table.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(str(table), content[: fault.start].count(b"\n") + 1, "not_utf8") from None
    csv.field_size_limit(_CELL)
    try:
        return list(csv.reader(io.StringIO(text.replace("\0", " "), newline="")))
    except csv.Error as fault:
        raise Unreadable(str(table), 0, "csv", reason=fault) from None
