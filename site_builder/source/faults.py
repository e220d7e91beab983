"""Turn the validator's errors into problems that name the line, the right word and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from site_builder.model.codes import tag_named
from site_builder.problems import Problem, nearest
from site_builder.source.catalogue import Origin
from site_builder.source.fields import at, fields

# What other standards, other languages and habit call our fields and levels.
SYNONYMS = {
    "abstract": "scope_and_content", "author": "creators", "creator": "creators", "contributor": "people", "date": "dates",
    "description": "scope_and_content", "scope": "scope_and_content", "scopecontent": "scope_and_content",
    "reference_code": "identifier", "ref": "identifier", "unitid": "identifier", "name": "title", "unittitle": "title",
    "unitdate": "dates", "language": "languages", "subject": "subjects", "place": "places", "person": "people",
    "genre": "genres", "format": "extent", "type": "level", "parent": "part_of", "parentid": "part_of", "note": "notes",
    "custodian": "institution", "repository": "institution", "publisher": "institution", "image": "media",
    "images": "media", "file": "media", "files": "media", "license": "rights", "licence": "rights", "bioghist": "history",
    "keyword": "keywords", "nhan_de": "title", "tieu_de": "title", "thoi_gian": "dates", "ngay": "dates", "cap": "level",
    "ma": "id", "ky_hieu": "identifier", "tac_gia": "creators", "mo_ta": "scope_and_content", "ngon_ngu": "languages",
    "ban_quyen": "rights", "tiep_can": "access", "khoi_luong": "extent", "dia_danh": "places", "chu_de": "subjects",
}
LEVELS = {
    "phông": "fonds", "phông lưu trữ": "fonds", "fond": "fonds", "sưu tập": "collection", "bộ sưu tập": "collection",
    "nhóm": "series", "mục": "series", "hồ sơ": "file", "dossier": "file", "folder": "file", "tài liệu": "item",
    "document": "item", "piece": "item", "record group": "recordgrp", "sub-series": "subseries", "other": "otherlevel",
}
_QUOTED = re.compile(r"'([^']+)'")


def problems_of(error: ErrorDetails, origin: Origin, kind: type) -> Problem:
    """Return the problem behind one error of the validator for a record of this type."""
    loc = error["loc"][1:] if error["loc"][:1] == ("x",) and len(error["loc"]) > 1 else error["loc"]
    key = ".".join(str(step) for step in loc)
    make = _MAKERS.get(error["type"], _shape)
    code, found, expected, near = make(error, loc, kind)
    if code == "E204" and f"{key}.{found}" in origin.lines:
        key = f"{key}.{found}"
    if code in ("E203", "E205", "E206", "E209", "E214") and not found and _is_empty(error["input"]):
        code, found = "E214", ""
    return Problem(origin.file, origin.at(key), code, found, expected, near, key or kind.__name__.lower())


_Made = tuple[str, str, str, str]


def _is_empty(value: Any) -> bool:
    return value is None or value == ""


def spoken(value: Any) -> str:
    """Return a value as an author would have written it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {spoken(one)}" if one is not None else str(key) for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(spoken(one) for one in value) + "]"
    return "" if value is None else str(value)


def _unknown(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    key = str(loc[-1])
    holder = at(kind, loc[:-1])
    return "E201", key, "", known_key(key, fields(holder) if holder is not None else {})


def _added(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    found = str(error["input"])
    return "E201", found, "x_…", f"x_{found}"


def known_key(key: str, known: Mapping[str, object]) -> str:
    """Return the key that the author likely meant: by another name of it, else by its letters."""
    synonym = SYNONYMS.get(key.strip().lower().replace(" ", "_").replace("-", "_"), "")
    return synonym if synonym in known and synonym != key else nearest(key, known)


def _word(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    allowed = _QUOTED.findall(str(error.get("ctx", {}).get("expected", "")))
    found = spoken(error["input"])
    near = LEVELS.get(found.lower(), "") if loc[-1:] == ("level",) else ""
    code = "E402" if loc[-2:] == ("access", "status") else "E202"
    return code, found, ", ".join(allowed), near or nearest(found, allowed)


def _tag(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    found = str(error.get("ctx", {}).get("tag", spoken(error["input"])))
    return "E204", found, "", tag_named(found)


def _missing(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    return "E206", str(loc[-1]), "", ""


def _shape(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    found = spoken(error["input"])
    if "dates" in loc and (isinstance(error["input"], list) or (found and loc[-1:] == ("edtf",))):
        return "E604", found, f'"{found}"', ""
    holder = at(kind, loc)
    keys = list(fields(holder))[:3] if holder is not None else []
    last = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    if keys:
        return "E203", found, f"{last}: {{{', '.join(f'{key}: …' for key in keys)}}}", ""
    return "E203", found, f"{last}: {{vi: …, en: …}}" if error["type"] == "text_type" else f"{last}: …", ""


def _number(expected: str) -> Callable[[ErrorDetails, tuple[int | str, ...], type], _Made]:
    return lambda error, loc, kind: ("E205", spoken(error["input"]), expected, "")


def _range(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    context = error.get("ctx", {})
    return "E205", spoken(error["input"]), f"≥ {context['ge']}" if "ge" in context else f"≤ {context['le']}", ""


def _date(error: ErrorDetails, loc: tuple[int | str, ...], kind: type) -> _Made:
    context = error.get("ctx", {})
    code = {"calendar": "E602", "order": "E603"}.get(str(context.get("reason")), "E601")
    return code, spoken(error["input"]), str(context.get("part", "")), str(context.get("nearest", ""))


def _plain(code: str) -> Callable[[ErrorDetails, tuple[int | str, ...], type], _Made]:
    return lambda error, loc, kind: (code, spoken(error["input"]), "", "")


_MAKERS: dict[str, Callable[[ErrorDetails, tuple[int | str, ...], type], _Made]] = {
    "added_field": _added,
    "unexpected_keyword_argument": _unknown,
    "literal_error": _word,
    "enum": _word,
    "language_tag": _tag,
    "missing": _missing,
    "bool_parsing": _number("true / false"),
    "bool_type": _number("true / false"),
    "int_parsing": _number("1, 2, 3 …"),
    "int_type": _number("1, 2, 3 …"),
    "float_parsing": _number("21.03"),
    "float_type": _number("21.03"),
    "finite_number": _number("21.03"),
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "edtf": _date,
    "url": _plain("E209"),
    "mail": _plain("E210"),
    "statement": _plain("E409"),
}
