"""What a file of the portal is, told by its place: a record, an authority record, a page, or the portal itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_builder.model.authorities import Agent, Institution, Place, Subject
from site_builder.model.portal import Page, Portal
from site_builder.model.records import Record

PORTAL_FILES = ("portal.yaml", "portal.yml")
_SUFFIXES = {"yaml": "yaml", "yml": "yaml", "md": "markdown", "csv": "table", "jsonl": "lines"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)  # other folders of content/ hold papers of the house
_ASIDE = re.compile(r"(readme|license|licence|changelog|contributing)([._-].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its name, its type, the folder it lies in, the field that a Markdown body fills."""

    name: str
    type: type
    folder: str
    body: str


RECORD = Kind("record", Record, "collections", "scope_and_content")
PAGE = Kind("page", Page, "content", "body")
PORTAL = Kind("portal", Portal, "", "description")
AUTHORITIES = (
    Kind("institution", Institution, "_institutions", "history"),
    Kind("agent", Agent, "_agents", "history"),
    Kind("place", Place, "_places", "history"),
    Kind("subject", Subject, "_subjects", "scope_note"),
)
KINDS = (RECORD, PAGE, PORTAL, *AUTHORITIES)
_BY_FOLDER = {kind.folder: kind for kind in AUTHORITIES}


def form_of(file: str) -> str:
    """Return how a file is written: yaml, markdown, table, lines, or nothing."""
    stem, dot, suffix = file.rpartition("/")[2].rpartition(".")
    return _SUFFIXES.get(suffix.lower(), "") if stem and dot else ""


def kind_of(file: str) -> Kind | None:
    """Return what a file at this path (POSIX, relative to the portal) describes, None if it is not for us to read."""
    if file in PORTAL_FILES:
        return PORTAL
    form = form_of(file)
    folders = file.split("/")[:-1]
    if not form or not folders:
        return None
    if folders[0] == PAGE.folder:
        return PAGE if form == "markdown" and len(folders) > 1 and _LANGUAGE.fullmatch(folders[1]) else None
    authority = next((_BY_FOLDER[folder] for folder in folders if folder in _BY_FOLDER), None)
    if authority is None and folders[0] != RECORD.folder:
        return None
    if form == "markdown" and _ASIDE.fullmatch(PurePosixPath(file).stem):
        return None
    if authority is not None and (folders[0] in _BY_FOLDER or folders[0] == RECORD.folder):
        return authority
    return RECORD if folders[0] == RECORD.folder else None


def is_index(file: str) -> bool:
    """Say whether a file describes the folder it lies in."""
    name = file.rpartition("/")[2].lower()
    return name.startswith("index.") and name[6:] in ("yaml", "yml", "md")


def slug(name: str) -> str:
    """Return the id that a name would have: a-z, digits and hyphens."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", bare)).strip("-")[:100].strip("-")


def name_of(file: str) -> str:
    """Return what a record without an id is called after: its file, or its folder for an index."""
    path = PurePosixPath(file)
    return path.parent.name if is_index(file) else path.stem
