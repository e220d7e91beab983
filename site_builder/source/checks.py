"""What must hold within one record, whatever stands in other files: its id, title, access and media entries."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import get_args

from site_builder.model.authorities import Authority
from site_builder.model.codes import is_web
from site_builder.model.conditions import HIDEABLE, read_day
from site_builder.model.datehints import says_undated, suggest
from site_builder.model.edtf import EdtfError, bounds
from site_builder.model.portal import Page, Portal
from site_builder.model.records import Level, Media, Record
from site_builder.model.rights import FREE, Access, AccessStatus, BasisType
from site_builder.problems import Problem, nearest
from site_builder.source.catalogue import Origin
from site_builder.source.embargo import read_rule
from site_builder.source.kinds import name_of, slug

Described = Record | Authority | Page | Portal
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LONGEST_ID = 100
_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{digit}" for digit in range(10)), *(f"lpt{digit}" for digit in range(10))}
)
_RULES = "date_end + 30y, birth + 100y, death + 50y"
_NOT_RELATIVE = re.compile(r"/|~|[A-Za-z][A-Za-z0-9+.-]*:|.*\\")


def check(what: Described, origin: Origin, bad: frozenset[str]) -> tuple[Described, list[Problem], bool]:
    """Return the record with its id, the problems found, and whether its access is not to be trusted.

    `bad` holds the keys with faults already told, and `no level` where the author wrote none.
    """
    problems: list[Problem] = []
    doubtful = False
    if isinstance(what, (Record, Authority)):
        what = _named(what, origin, bad, problems)
    if isinstance(what, Record):
        problems.extend(_record(what, origin, bad))
        if what.access is not None:
            found = list(_access(what.access, origin))
            doubtful = bool(found)
            problems.extend(found)
    elif isinstance(what, Portal) and "base_url" not in bad:
        what, fault = _portal(what, origin)
        problems.extend(fault)
    elif isinstance(what, Page):
        what = _page(what, origin, problems)
    return what, problems, doubtful


def _named(what: Record | Authority, origin: Origin, bad: frozenset[str], problems: list[Problem]) -> Record | Authority:
    """Check the id, or take it from the name of the file or folder."""
    if what.id:
        problems.extend(_id(what.id, origin))
        return what
    if origin.row is not None:
        problems.append(Problem(origin.file, origin.line, "E302", key="id"))
        return what
    made = slug(name_of(origin.file))
    if not made:
        problems.append(Problem(origin.file, origin.line, "E301", name_of(origin.file), key="id"))
        return what
    if "id" not in bad:
        problems.append(Problem(origin.file, origin.line, "W306", made, key="id"))
    problems.extend(_id(made, origin))
    return dataclasses.replace(what, id=made)


def _id(given: str, origin: Origin) -> Iterator[Problem]:
    line = origin.at("id")
    if _ID.fullmatch(given) is None:
        yield Problem(origin.file, line, "E301", given, nearest=slug(given), key="id")
    elif len(given) > _LONGEST_ID:
        yield Problem(origin.file, line, "E305", given, key="id")
    elif given in _WINDOWS:
        yield Problem(origin.file, line, "E304", given, f"{given}-1", key="id")


def _record(record: Record, origin: Origin, bad: frozenset[str]) -> Iterator[Problem]:
    if not record.title and "title" not in bad:
        yield Problem(origin.file, origin.at("title"), "E207", key="title")
    if "no level" in bad and origin.row is None:
        yield Problem(origin.file, origin.line, "E208", expected=", ".join(get_args(Level)), key="level")
    for index, date in enumerate(record.dates):
        words = "" if date.edtf or not date.display else next(said for _, said in date.display)
        if words and not says_undated(words):
            line = origin.at(f"dates.{index}.display")
            yield Problem(origin.file, line, "W606", words, nearest=suggest(words), key=f"dates.{index}.edtf")
    for index, media in enumerate(record.media):
        yield from _media(media, f"media.{index}", origin)


def _media(media: Media, key: str, origin: Origin) -> Iterator[Problem]:
    if (media.path is None) == (media.url is None):
        yield Problem(origin.file, origin.at(key), "E506", media.path or "", key=key)
    for name in ("path", "captions", "thumbnail"):
        path = getattr(media, name)
        if path is not None and not path:
            yield Problem(origin.file, origin.at(f"{key}.{name}"), "E214", key=f"{key}.{name}")
        elif path is not None and not is_relative(path):
            yield Problem(origin.file, origin.at(f"{key}.{name}"), "E504", path, key=f"{key}.{name}")


def is_relative(path: str) -> bool:
    """Say whether a path is one that every system reads from the record's folder."""
    return _NOT_RELATIVE.match(path) is None


def _access(access: Access, origin: Origin) -> Iterator[Problem]:
    """Yield what leaves it uncertain what the author meant; the record is closed then."""
    if access.status not in FREE and not access.basis:
        line = origin.at("access.status")
        yield Problem(origin.file, line, "E403", access.status, ", ".join(get_args(BasisType)), key="access.basis")
    if access.until is not None and read_day(access.until) is None:
        yield Problem(origin.file, origin.at("access.until"), "E405", access.until, key="access.until")
    if access.status is AccessStatus.EMBARGOED and not access.until and not access.embargo_rule:
        yield Problem(origin.file, origin.at("access.status"), "E404", key="access.until")
    if access.embargo_rule is not None and read_rule(access.embargo_rule) is None:
        yield Problem(
            origin.file, origin.at("access.embargo_rule"), "E408", access.embargo_rule, _RULES, key="access.embargo_rule"
        )
    for name in access.fields_hidden:
        if not (name.startswith("x_") or name.partition(".")[0] in HIDEABLE):
            near = nearest(name, HIDEABLE)
            yield Problem(origin.file, origin.at("access.fields_hidden"), "E407", name, "", near, "access.fields_hidden")
    yield from _access_dates(access, origin)


def _access_dates(access: Access, origin: Origin) -> Iterator[Problem]:
    stated = [("access.reviewed.date", access.reviewed.date if access.reviewed else None)]
    for index, basis in enumerate(access.basis):
        stated.append((f"access.basis.{index}.determined", basis.determined))
        stated.append((f"access.basis.{index}.review_date", basis.review_date))
    for key, value in stated:
        if value is not None and not _is_date(value):
            yield Problem(origin.file, origin.at(key), "E601", value, key=key)


def _is_date(value: str) -> bool:
    try:
        bounds(value)
    except EdtfError:
        return False
    return True


def _page(page: Page, origin: Origin, problems: list[Problem]) -> Page:
    """Give a page the language of its folder and, where it states none, the address of its file."""
    _, language, *steps = origin.file.split("/")
    steps[-1] = steps[-1].rpartition(".")[0]
    if steps[-1].lower() == "index":
        steps.pop()
    path = page.path.strip("/") or "/".join(slug(step) or "-" for step in steps)
    if any(step and _ID.fullmatch(step) is None for step in path.split("/")):
        problems.append(Problem(origin.file, origin.at("path"), "E301", path, key="path"))
    return dataclasses.replace(page, language=language, path=path)


def _portal(portal: Portal, origin: Origin) -> tuple[Portal, list[Problem]]:
    """Return the portal with a slash at the end of its address."""
    found = portal.base_url
    if not is_web(found) or "?" in found or "#" in found:
        return portal, [Problem(origin.file, origin.at("base_url"), "E213", found, key="base_url")]
    return dataclasses.replace(portal, base_url=found.rstrip("/") + "/"), []
