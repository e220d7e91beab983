"""Finding aids: the files of a source, each one's collection, and the components below it in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from site_builder.formats.ead.components import Component
from site_builder.formats.ead.fields import LEVELS, TEXTS
from site_builder.formats.ead.internal import close, is_internal, set_aside
from site_builder.formats.ead.prose import Element, is_component, name_of, words
from site_builder.formats.imported import Collection, Ids, Import, Left, Note, Row, Unreadable, Words
from site_builder.formats.iso_639 import tag_of

_DEPTH = 200


def read(source: Path, words_: Words, ids: Ids) -> Import:
    """Read a file, or every file of a folder. Raises Unreadable for a file alone; in a folder it is named in the report."""
    made = Import()
    files = [source] if source.is_file() else sorted(one for one in source.rglob("*") if one.suffix.lower() in (".xml", ".ead"))
    if not files:
        raise Unreadable(str(source), 0, "no_ead")
    for file in files:
        name = file.name if source.is_file() else file.relative_to(source).as_posix()
        try:
            made.collections.append(_FindingAid(file, name, words_, ids, made).collection)
        except Unreadable as fault:
            if source.is_file():
                raise
            made.read += 1
            made.left.append(Left(name, 0, fault.told(words_.reader)))
    return made


def parse(file: Path) -> Element:
    """Return the root of a finding aid; entities are not expanded, nothing is fetched, no DTD is read."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, dtd_validation=False)
    try:
        root = etree.parse(str(file), parser).getroot()
    except etree.XMLSyntaxError as fault:
        raise Unreadable(str(file), fault.lineno or 1, "not_well_formed", reason=(fault.msg or "").split(", line")[0]) from None
    except OSError as fault:
        raise Unreadable(str(file), 0, "cannot_open", reason=fault.strerror or str(fault)) from None
    if name_of(root) != "ead" or not any(name_of(one) == "archdesc" for one in root):
        raise Unreadable(str(file), _line(root), "not_finding_aid", name=name_of(root))
    return root


def _line(element: Element) -> int:
    return int(str(element.sourceline))


class _FindingAid:
    """Reads one file into `collection`."""

    def __init__(self, file: Path, name: str, words_: Words, ids: Ids, made: Import) -> None:
        root = parse(file)
        close(root)
        self.name, self.words, self.ids, self.made = name, words_, ids, made
        archdesc = next(one for one in root if name_of(one) == "archdesc")
        header = [one for one in root if name_of(one) in ("eadheader", "control", "frontmatter")]
        self.language = _language(header)
        self.id = ids.legal(_eadid(header) or file.stem, file.stem)
        self.count = 0
        self._rows: list[Row] = []
        top = self._row(archdesc, None, "", "open")
        top["level"] = level if (level := archdesc.get("level", "")) in LEVELS else "collection"
        self._header(header, top)
        for number, child in enumerate(_components(archdesc), 1):
            self._walk(child, self.id, [number], top["access.status"])
        made.read += self.count
        made.written += self.count
        self.collection = Collection(self.id, _nested(top), self._rows)

    def _walk(self, element: Element, parent: str, place: list[int], status: str) -> None:
        if len(place) > _DEPTH:
            raise Unreadable(self.name, _line(element), "too_deep", depth=_DEPTH)
        row = self._row(element, parent, "-".join(map(str, place)), status)
        row["part_of"] = parent
        children = list(_components(element))
        row["level"] = self._level(element, len(place), bool(children))
        self._rows.append(row)
        for number, child in enumerate(children, 1):
            self._walk(child, row["id"], [*place, number], row.get("access.status", status))

    def _row(self, element: Element, parent: str | None, place: str, status: str) -> Row:
        self.count += 1
        number = self.count

        def note(field: str, key: str, **values: object) -> None:
            self.made.notes.append(Note(self.name, number, field, self.words.say(key, **values)))

        component = Component(element, note)
        row = component.row
        own = element.get("id") or element.get("{http://www.w3.org/XML/1998/namespace}id")
        row["id"] = self.id if parent is None else self.ids.legal(f"{self.id}-{own or place}", f"{self.id}-{place}")
        if own and parent is not None:
            row["x_ead_id"] = own
        if "title" not in row:
            row["title"] = (row.get("dates.display") or row.get("dates.edtf") or self.words.untitled).split("|")[
                0
            ] or self.words.untitled
            note("unittitle", "title_supplied", title=row["title"])
        self._access(element, row, status, parent is None)
        self.made.fields = component.fields | self.made.fields
        return _tagged(row, self.language)

    def _access(self, element: Element, row: Row, status: str, top: bool) -> None:
        """Close what the source keeps internal, and all below it; a note about access alone changes no status."""
        if is_internal(element) or status == "closed":
            row["access.status"], row["access.basis.type"], row["access.basis.citation"] = (
                "closed",
                "policy",
                self.words.hidden,
            )
        elif top or any(field.startswith("access.") for field in row):
            row["access.status"] = "open"

    def _level(self, element: Element, depth: int, children: bool) -> str:
        level = (element.get("level") or "").lower()
        if level in LEVELS:
            return level
        inferred = ("series" if depth == 1 else "subseries" if depth == 2 else "file") if children else "file"
        self.made.notes.append(Note(self.name, self.count, "level", self.words.say("level", level=inferred)))
        return inferred

    def _header(self, header: list[Element], top: Row) -> None:
        """Keep what a finding aid says of itself; what it keeps to itself goes into a hidden field."""
        kept = [text for one in header if not is_internal(one) for _, text in list(set_aside(one)) if text]
        for field, lines in (
            ("x_ead_header", [line for one in header if not is_internal(one) for line in _lines(one)]),
            ("x_internal_ead_header", kept + [line for one in header if is_internal(one) for line in _lines(one)]),
        ):
            if lines:
                top[field] = "\n".join(lines)
                self.made.fields[field.removeprefix("x_")] = field
        if "x_internal_ead_header" in top:
            hidden = top.get("access.fields_hidden")
            top["access.fields_hidden"] = "|".join(filter(None, (hidden, "x_internal_ead_header")))


def _lines(header: Element) -> Iterator[str]:
    for leaf in header.iter():
        text = " ".join((leaf.text or "").split()) if isinstance(leaf.tag, str) else ""
        if text:
            yield f"{name_of(leaf)}: {text}"
        tail = " ".join((leaf.tail or "").split()) if leaf is not header else ""
        if tail:
            yield tail


def _components(element: Element) -> Iterator[Element]:
    for child in element:
        if is_component(child):
            yield child
        elif name_of(child) == "dsc":
            yield from _components(child)


def _eadid(header: list[Element]) -> str:
    for one in header:
        for leaf in one.iter():
            if name_of(leaf) in ("eadid", "recordid") and words(leaf):
                return words(leaf).removesuffix(".xml")
    return ""


def _language(header: list[Element]) -> str:
    """Return the language of the description where the file says it, else nothing."""
    tags = Counter(
        tag
        for one in header
        for leaf in one.iter()
        if name_of(leaf) == "language" and (tag := tag_of(leaf.get("langcode") or words(leaf))) is not None
    )
    return tags.most_common(1)[0][0] if tags else ""


def _tagged(row: Row, language: str) -> Row:
    """Name the language of every text."""
    if not language:
        return row
    return {f"{field}.{language}" if field in TEXTS else field: value for field, value in row.items()}


def _nested(row: Row) -> dict[str, Any]:
    """Return a row as the mapping that a YAML file holds: dotted names reach into mappings, bars part lists."""
    lists = {
        "creators",
        "languages",
        "subjects",
        "places",
        "people",
        "genres",
        "alt_titles",
        "publications",
        "finding_aids",
    }
    made: dict[str, Any] = {}
    for field in ("id", "level", "title", *(one for one in row if one not in ("id", "level", "title"))):
        if field not in row:
            continue
        outer, _, inner = field.partition(".")
        if outer in ("dates", "extent", "notes", "related", "containers", "media", "alt_identifiers") and inner:
            _beside(made.setdefault(outer, []), inner, _parts(row[field]))
        elif inner == "fields_hidden" or field in lists:
            _put(made, field, _parts(row[field]))
        elif field.startswith("access.basis"):
            made.setdefault("access", {}).setdefault("basis", [{}])[0][inner.removeprefix("basis.")] = row[field]
        else:
            _put(made, field, row[field])
    return made


def _put(made: dict[str, Any], field: str, value: Any) -> None:
    *outer, last = field.split(".")
    for key in outer:
        made = made.setdefault(key, {})
    made[last] = value


def _parts(cell: str) -> list[str]:
    return [part.replace("\\|", "|") for part in re.split(r"(?<!\\)\|", cell)]


def _beside(values: list[dict[str, Any]], inner: str, parts: list[str]) -> None:
    while len(values) < len(parts):
        values.append({})
    for value, part in zip(values, parts, strict=False):
        if part:
            _put(value, inner, part)
