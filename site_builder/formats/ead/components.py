"""One archdesc or component of a finding aid as one row: every element of it arrives in a field, its own or an `x_` one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from site_builder.formats.ead.fields import GENERIC, LISTS, PROSE
from site_builder.formats.ead.internal import set_aside
from site_builder.formats.ead.points import access_points
from site_builder.formats.ead.prose import Element, is_component, markdown, name_of, words
from site_builder.formats.ead.values import (
    apart,
    barred,
    beside_names,
    code,
    completes,
    date_words,
    is_edtf,
    linked,
    outside,
    qualified,
    role,
    structured,
)
from site_builder.formats.imported import Row, addressed, dated
from site_builder.formats.iso_639 import tag_of
from site_builder.model.datehints import says_undated


class Noted(Protocol):
    """Adds a line to the report: a field, and words by their key."""

    def __call__(self, field: str, key: str, **values: object) -> None:
        """Add the line."""


class Component:
    """Reads one component into `row`, and which element filled which field into `fields`.

    Lists are gathered and joined at the end. `note` adds a line to the report.
    """

    def __init__(self, element: Element, note: Noted) -> None:
        self.row: Row = {}
        self.note = note
        self._lists: dict[str, list[str]] = {}
        self._hidden: list[str] = []
        self.fields: dict[str, str] = {}
        for kind, text in list(set_aside(element)):
            self._internal(kind, text)
        for child in element:
            self._child(child)
        self._finish()

    def _child(self, element: Element) -> None:
        kind = name_of(element)
        if not kind or (kind in ("dsc", "head", "thead") and not words(element)) or is_component(element):
            return
        if kind in ("did", "descgrp"):
            for child in element:
                self._child(child)
        elif kind == "dsc":
            for child in element:
                if not is_component(child):
                    self._other(f"dsc_{name_of(child)}", words(child))
        else:
            known = {*self.row, *self._lists}
            self._read(kind, element)
            filled = next((one for one in (*self.row, *self._lists) if one not in known), None)
            if filled is not None:
                self.fields.setdefault(kind, filled)

    def _read(self, kind: str, element: Element) -> None:
        reader = _READERS.get(kind)
        if reader is not None:
            reader(self, element)
        elif kind in PROSE:
            self._prose(PROSE[kind], element)
        elif kind in LISTS:
            self._add(LISTS[kind], self._text(element))
        else:
            self._other(kind, self._text(element))

    def _text(self, element: Element) -> str:
        """Return running text; a heading that only repeats the field's name is left to the field's label."""
        for head in [one for one in element if name_of(one) == "head"]:
            if set(re.findall(r"[a-z]+", words(head).lower())) <= GENERIC:
                if words(head):
                    self.note("head", "heading", words=words(head))
                tail = head.tail
                previous = head.getprevious()
                if tail and tail.strip():
                    element.text = (element.text or "") + tail if previous is None else element.text
                element.remove(head)
        return markdown(element)

    def _prose(self, field: str, element: Element) -> None:
        text = self._text(element)
        if text:
            self.row[field] = "\n\n".join(filter(None, (self.row.get(field), text)))

    def _other(self, kind: str, text: str) -> str:
        field = f"x_{re.sub(r'[^a-z0-9]+', '_', kind.lower()).strip('_')}"
        if text:
            self.row[field] = "\n\n".join(filter(None, (self.row.get(field), text)))
        return field

    def _add(self, field: str, value: str) -> None:
        if value and value not in self._lists.get(field, ()):
            self._lists.setdefault(field, []).append(value)

    def _internal(self, kind: str, text: str) -> None:
        if text:
            field = self._other(f"internal_{kind}", text)
            self._hidden.append(field)
            self.fields[kind] = field
            self.note(kind, "internal")

    def unitid(self, element: Element) -> None:
        """Read the reference code, and further ones."""
        value, kind, machine = code(element)
        if value and "identifier" not in self.row and not machine:
            self.row["identifier"] = value
        elif value:
            self._add("alt_identifiers.value", value)
            self._add("alt_identifiers.type", kind)

    def title(self, element: Element) -> None:
        """Read a title, and the dates within it."""
        dates = [one for one in element.iter() if name_of(one) in ("unitdate", "unitdatestructured")]
        for date in dates:
            self.date(date)
        own = "".join(outside(element, set(dates)))
        title = " ".join(own.split()).strip(" ,")
        if title and "title" not in self.row:
            self.row["title"] = title
        elif title:
            self._add("alt_titles", title)

    def date(self, element: Element) -> None:
        """Read a date: its standard form and its words."""
        text = date_words(element)
        if says_undated(text):
            self.row["undated"] = "true"
        normal = (element.get("normal") or structured(element)).strip()
        edtf, display = dated(text) if text else ("", "")
        if normal and is_edtf(normal):
            display = display if display and display != normal else (text if text != normal else "")
            edtf = qualified(normal, edtf, element.get("certainty") or "")
        elif normal and not edtf:
            display = display or normal
        if not (edtf or display):
            return
        if name_of(element) == "unitdatestructured" and completes(self._lists, edtf, text):
            return
        note = " ".join(
            filter(
                None,
                (element.get("unitdatetype") or element.get("type"), element.get("datechar"), element.get("label")),
            )
        )
        for field, value in (
            ("dates.edtf", edtf),
            ("dates.display", display),
            ("dates.note", "" if set(note.split()) <= {"inclusive", "creation"} else note),
        ):
            self._lists.setdefault(field, []).append(value)
        if display:
            self.note("unitdate", "date_read" if edtf else "date_words", words=display, edtf=edtf)

    def dates(self, element: Element) -> None:
        """Read a set of dates."""
        for one in element:
            self.date(one)

    def extent(self, element: Element) -> None:
        """Read an extent."""
        self._add("extent.text", words(element))

    def origination(self, element: Element) -> None:
        """Read the creators and their roles."""
        names = [one for one in element if name_of(one) in ("persname", "corpname", "famname", "name")] or [element]
        for name in names:
            if words(name):
                self._add("creators", words(name))
        self._other("origination_role", "; ".join(filter(None, (role(one) for one in names))))
        if names[0] is not element:
            self._other("origination", beside_names(element, names))

    def repository(self, element: Element) -> None:
        """Read the custodian, and what is said beside its name."""
        names = [one for one in element if name_of(one) in ("corpname", "name", "persname", "famname")]
        if names and words(names[0]):
            self.row.setdefault("institution", words(names[0]))
            self._other("repository", beside_names(element, names[:1]))
        elif words(element):
            self.row.setdefault("institution", words(element))

    def language(self, element: Element) -> None:
        """Read the languages of the material."""
        found = [one for one in element.iter() if name_of(one) == "language"]
        tags = [tag for one in found if (tag := tag_of(one.get("langcode") or words(one)))]
        for tag in tags:
            self._add("languages", tag)
        text = words(element)
        if text:
            self._other("langmaterial", text)

    def container(self, element: Element) -> None:
        """Read a container."""
        if words(element):
            self._lists.setdefault("containers.value", []).append(words(element))
            kind = element.get("localtype") or element.get("type") or element.get("label") or ""
            self._lists.setdefault("containers.type", []).append(kind.lower())

    def access(self, element: Element) -> None:
        """Read a note on access."""
        self._prose("access.note", element)

    def rights(self, element: Element) -> None:
        """Read a note on use."""
        self._prose("rights.note", element)

    def process(self, element: Element) -> None:
        """Read the archivist's note."""
        self._prose("description_control.note", element)

    def points(self, element: Element) -> None:
        """Read access points."""
        for field, text in access_points(element):
            if field.startswith("controlaccess"):
                self._other(field, text)
            else:
                self._add(field, text)

    def related(self, element: Element) -> None:
        """Read related units, each on its own; one that is nothing but a link leads there."""
        for text in apart(self._text(element)):
            address, note = linked(text)
            self._lists.setdefault("related.url", []).append(address)
            self._lists.setdefault("related.note", []).append(note)

    def object(self, element: Element) -> None:
        """Read dao, daogrp and daoset: an address on the web is an object, anything else is kept in words."""
        text = words(element)
        for one in element.iter():
            address = next((value for key, value in one.attrib.items() if str(key).rpartition("}")[2] == "href"), None)
            if address is None:
                continue
            target = addressed(str(address))
            if target is None:
                self._other("dao_href", str(address))
            elif target not in self._lists.get("media.url", ()):
                self._lists.setdefault("media.url", []).append(target)
                title = next(
                    (value for key, value in one.attrib.items() if str(key).rpartition("}")[2] in ("title", "linktitle")),
                    "",
                )
                self._lists.setdefault("media.label", []).append(text or str(title))
                text = ""
        self._other("dao", text)

    def _finish(self) -> None:
        """Join lists; columns that stand side by side keep their empty places."""
        for field, values in self._lists.items():
            if any(values):
                beside = field.partition(".")[0] in ("dates", "containers", "media", "related") and "." in field
                self.row[field] = "|".join(barred(value) for value in values if value or beside)
        if "alt_identifiers.value" in self.row and self.row["alt_identifiers.value"].count("|") != self.row.get(
            "alt_identifiers.type", ""
        ).count("|"):
            self._other("alt_identifier_type", self.row.pop("alt_identifiers.type", "").replace("|", "; "))
        if self._hidden:
            self.row["access.fields_hidden"] = "|".join(dict.fromkeys(self._hidden))


_READERS: dict[str, Callable[[Component, Element], None]] = {
    "unitid": Component.unitid,
    "unittitle": Component.title,
    "unitdate": Component.date,
    "unitdatestructured": Component.date,
    "dateset": Component.dates,
    "physdesc": Component.extent,
    "physdescstructured": Component.extent,
    "physdescset": Component.extent,
    "origination": Component.origination,
    "repository": Component.repository,
    "langmaterial": Component.language,
    "container": Component.container,
    "accessrestrict": Component.access,
    "userestrict": Component.rights,
    "processinfo": Component.process,
    "controlaccess": Component.points,
    "relatedmaterial": Component.related,
    "dao": Component.object,
    "daogrp": Component.object,
    "daoset": Component.object,
}
