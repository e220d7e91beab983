"""From the rows of a CollectionBuilder spreadsheet to records: every cell arrives in a field, its own or an `x_` one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_builder.formats.imported import (
    Collection,
    Ids,
    Import,
    Left,
    Note,
    Row,
    Words,
    addressed,
    clean,
    column,
    dated,
    joined,
)
from site_builder.formats.iso_639 import tag_of
from site_builder.model.codes import canonical_statement
from site_builder.model.datehints import day_first, says_undated

_LISTS = {"creator": "creators", "subject": "subjects", "location": "places", "people": "people"}
_TEXTS = {
    "title": "title",
    "description": "scope_and_content",
    "identifier": "identifier",
    "source": "originals",
    "extent": "extent",
}
_OBJECTS = ("object_location", "filename")
_SPECIAL = {
    "objectid": "id",
    "parentid": "part_of",
    "date": "dates",
    "language": "languages",
    "rights": "rights.note",
    "rightsstatement": "rights.statement",
    "image_alt_text": "media.alt",
    "object_transcript": "transcription",
    "latitude": "places.coordinates.lat",
    "longitude": "places.coordinates.lon",
    "object_location": "media",
    "filename": "media",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the project's folder, the file, its name in the report, header and rows."""

    folder: Path
    path: Path
    source: str
    rows: list[list[str]]


class _Reader:
    """Reads one sheet; `targets` says for each column which of our fields it feeds."""

    def __init__(self, sheet: Sheet, collection: Collection, words: Words, made: Import) -> None:
        self.sheet, self.collection, self.words, self.made = sheet, collection, words, made
        self.header = [name.strip().lstrip("\ufeff") for name in sheet.rows[0]] if sheet.rows else []
        self.ids: dict[str, str] = {}
        taken: set[str] = set()
        self.targets = [self._target(name, taken) for name in self.header]
        dates = [place for place, target in enumerate(self.targets) if target == "dates"]
        self.day_first = day_first(clean(row[place]) for row in sheet.rows[1:] for place in dates if place < len(row))
        made.fields |= {name or "(no name)": target for name, target in zip(self.header, self.targets, strict=True)}

    def _target(self, name: str, taken: set[str]) -> str:
        plain = name.lower().replace(" ", "_").replace("-", "_")
        genre = plain == "genre" or (plain == "type" and not any(one.lower() == "genre" for one in self.header))
        wanted = "genres" if genre else _LISTS.get(plain) or _TEXTS.get(plain) or _SPECIAL.get(plain) or ""
        if wanted and (wanted not in taken or wanted == "media"):
            taken.add(wanted)
            return wanted
        return column(name, taken)

    def note(self, number: int, field: str, key: str, **values: object) -> None:
        """Add a line to the report."""
        self.made.notes.append(Note(self.sheet.source, number, field, self.words.say(key, **values)))

    def record(self, number: int, cells: list[str]) -> Row:
        """Return the record of a row; `number` counts data rows from 1."""
        row: Row = {"id": self.ids[str(number)]}
        found = [
            (name, target, clean(cell))
            for name, target, cell in zip(self.header, self.targets, cells, strict=False)
            if clean(cell)
        ]
        for extra in cells[len(self.header) :]:
            if clean(extra):
                row["x_beyond_header"] = "\n".join(filter(None, (row.get("x_beyond_header"), clean(extra))))
                self.note(number, "", "beyond")
        for name, target, value in found:
            _READERS.get(target, _Reader.plain)(self, number, row, name, target, value)
        if not row.get("title"):
            row["title"] = row.get("dates.display") or row.get("dates.edtf") or self.words.untitled
            self.note(number, "title", "title_supplied", title=row["title"])
        return row

    def plain(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        row[target] = value

    def id(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        if row["id"] != value:
            row["alt_identifiers.value"], row["alt_identifiers.type"] = value.replace("|", "\\|"), "objectid"
            self.note(number, name, "id_changed", old=value, new=row["id"])

    def parent(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        above = self.ids.get(f"={value}")
        if above is None or above == row["id"]:
            row["x_parentid"] = value
            self.note(number, name, "no_parent", value=value)
        else:
            row["part_of"] = above

    def list(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        row[target] = joined([" ".join(one.split()) for one in value.split(";") if one.strip()])
        if not row[target]:
            row[column(name, set(self.targets))] = value

    def date(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        edtf, display = dated(value, self.day_first)
        if says_undated(value):
            row["undated"] = "true"
        if edtf:
            row["dates.edtf"] = edtf.replace("|", "\\|")
        if display:
            row["dates.display"] = display.replace("|", "\\|")
            self.note(number, name, "date_read" if edtf else "date_words", words=display, edtf=edtf)

    def language(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        tags = [tag_of(one) for one in value.split(";") if one.strip()]
        if all(tags) and tags:
            row["languages"] = joined([tag for tag in tags if tag])
        else:
            row["x_language"] = value
            self.note(number, name, "language", value=value)

    def statement(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        address = canonical_statement(value.strip())
        if address:
            row["rights.statement"] = address
            if address != value:
                row["x_rightsstatement"] = value
        else:
            row["x_rightsstatement"] = value
            self.note(number, name, "statement")

    def object(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        address, file = addressed(value), self._beside(value)
        if ("media.url" in row or "media.path" in row) or (address is None and file is None):
            row["x_" + name.lower().replace(" ", "_").replace("-", "_")] = value
            if address is None and file is None:
                self.note(number, name, "no_object", value=value)
            return
        if file is not None:
            local = file.relative_to(self.sheet.folder.resolve()).as_posix()
            row["media.path"] = local.replace("|", "\\|")
            self.collection.files[local] = file
        elif address is not None:
            row["media.url"] = address
        if address != value and file is None:
            row["x_" + name.lower()] = value

    def _beside(self, value: str) -> Path | None:
        """Return the file of the project that a path names, and none outside it."""
        root = self.sheet.folder.resolve()
        for place in (root, root / "objects"):
            try:
                path = (place / value.lstrip("/")).resolve()
                if path.is_relative_to(root) and path.is_file():
                    return path
            except (OSError, ValueError):
                return None
        return None

    def transcript(self, number: int, row: Row, name: str, target: str, value: str) -> None:
        file = self._beside(value) if value.startswith("/") else None
        if file is None or file.suffix.lower() not in (".md", ".txt", ".csv"):
            row["transcription"] = value
            return
        text = clean(file.read_text(encoding="utf-8-sig", errors="replace"))
        if text.startswith("---"):
            text = text.split("---", 2)[-1].strip()
        row["transcription"], row["x_object_transcript"] = text, value

    def finish(self, row: Row, number: int) -> Row:
        """Let an alternative text go with its object, a point with its one place; where there is none, they stay in words."""
        self._locate(row)
        if "media.alt" in row:
            alt = row.pop("media.alt")
            row["media.alt" if "media.path" in row or "media.url" in row else "x_image_alt_text"] = (
                alt.replace("|", "\\|") if "media.path" in row or "media.url" in row else alt
            )
        return row

    def _locate(self, row: Row) -> None:
        point = {name: row.pop(f"places.coordinates.{name}", "") for name in ("lat", "lon")}
        place = row.get("places", "")
        if place and "|" not in place and _is_point(point["lat"], point["lon"]):
            row["places.name"] = row.pop("places")
            row |= {f"places.coordinates.{name}": value for name, value in point.items()}
        else:
            row |= {key: value for key, value in (("x_latitude", point["lat"]), ("x_longitude", point["lon"])) if value}


def _is_point(lat: str, lon: str) -> bool:
    try:
        return abs(float(lat)) <= 90 and abs(float(lon)) <= 180
    except ValueError:
        return False


_READERS: dict[str, Callable[[_Reader, int, Row, str, str, str], None]] = {
    "id": _Reader.id,
    "part_of": _Reader.parent,
    "dates": _Reader.date,
    "languages": _Reader.language,
    "rights.statement": _Reader.statement,
    "media": _Reader.object,
    "transcription": _Reader.transcript,
    **dict.fromkeys(("creators", "subjects", "places", "people", "genres"), _Reader.list),
    "extent": lambda reader, number, row, name, target, value: row.__setitem__("extent", value.replace("|", "\\|")),
}


def convert(sheet: Sheet, collection: Collection, words: Words, ids: Ids, made: Import) -> None:
    """Turn every row of a sheet into a record of the collection, or say why not."""
    reader = _Reader(sheet, collection, words, made)
    place = next((index for index, target in enumerate(reader.targets) if target == "id"), None)
    rows = [(number, cells) for number, cells in enumerate(sheet.rows[1:], 1)]
    for number, cells in rows:
        wanted = clean(cells[place]) if place is not None and place < len(cells) else ""
        if any(clean(cell) for cell in cells):
            made_id = ids.legal(wanted, f"{collection.name}-{number}")
            reader.ids[str(number)] = made_id
            if wanted:
                reader.ids.setdefault(f"={wanted}", made_id)
            else:
                reader.note(number, "objectid", "id_supplied", new=made_id)
    for number, cells in rows:
        if str(number) in reader.ids:
            collection.rows.append(reader.finish(reader.record(number, cells), number))
        else:
            made.left.append(Left(sheet.source, number, words.say("blank")))
    _levels(collection)
    _name_places(collection)


def _levels(collection: Collection) -> None:
    """Call a record with others below it a file; the rest are items."""
    above = {row["part_of"] for row in collection.rows if "part_of" in row}
    for row in collection.rows:
        row["level"] = "file" if row["id"] in above else "item"


def _name_places(collection: Collection) -> None:
    """Write places in one way throughout a table: where one has a point, all stand under `places.name`."""
    if any("places.name" in row for row in collection.rows):
        for row in collection.rows:
            if "places" in row:
                row["places.name"] = row.pop("places")
