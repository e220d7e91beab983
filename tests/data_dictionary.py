"""The data dictionary of the guide, written out from the model: every field of every kind of record, in one language."""

from __future__ import annotations

import types
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from site_builder import resources
from site_builder.model.authorities import Agent, DescriptionControl, Institution, Place, Subject
from site_builder.model.elements import Element, elements
from site_builder.model.records import Record
from site_builder.render.strings import Strings, read_strings
from site_builder.source.fields import fields
from site_builder.source.meanings import meanings
from site_builder.source.profiles import PROFILES, Asked

_WORDS = {
    "vi": {
        "head": "| trường | nhãn tiếng Việt | nhãn tiếng Anh | giá trị | | phải có |", "list": "danh sách", "inherit": "kế thừa",
        "always": "luôn luôn", "top": "bản mô tả cao nhất", "every": "mọi cấp", "or": "hoặc",
        "text": "văn bản, theo ngôn ngữ", "line": "một dòng", "prose": "văn bản dài, theo ngôn ngữ", "dates": "thời gian (EDTF)",
        "extent": "số lượng và đơn vị", "refs": "tên hoặc mã", "terms": "từ", "codes": "ký hiệu", "notes": "ghi chú",
        "related": "mã, địa chỉ hoặc lời", "media": "tệp", "number": "số", "flag": "true hoặc false", "mapping": "nhóm trường con",
    },
    "en": {
        "head": "| field | Vietnamese label | English label | value | | required |", "list": "list", "inherit": "inherited",
        "always": "always", "top": "the topmost record", "every": "every level", "or": "or",
        "text": "text, by language", "line": "one line", "prose": "long text, by language", "dates": "date (EDTF)",
        "extent": "quantity and unit", "refs": "name or id", "terms": "words", "codes": "code", "notes": "note",
        "related": "id, address or words", "media": "file", "number": "number", "flag": "true or false", "mapping": "fields of its own",
    },
}  # fmt: skip
_HEADS = {"vi": "| trường | ISAD(G) | EAD3 | EAD 2002 | DCTERMS | schema.org | IIIF |",
          "en": "| field | ISAD(G) | EAD3 | EAD 2002 | DCTERMS | schema.org | IIIF |"}
_ALWAYS = {"title": "always", "level": "always", "access": "top"}
AUTHORITIES = {"agents": Agent, "institutions": Institution, "places": Place, "subjects": Subject}


def strings(language: str) -> Strings:
    """Return what the theme says in a language."""
    return read_strings([resources.themes() / "plain"], language)


def record_table(language: str) -> str:
    """Write out the fields of a record: labels, values, repeatability, inheritance, and who asks for each at which level."""
    words, said = _WORDS[language], strings(language)
    rows = [words["head"], "|---|---|---|---|---|---|"]
    rows += [f"{_beginning(Record, one, language)} {_obligation(one.name, words, said)} |" for one in elements(Record)]
    return "\n".join(rows)


def meaning_table(language: str) -> str:
    """Write out what each field of a record is for, in plain words."""
    said, heads = strings(language), {"vi": "| trường | tên | ghi điều gì |", "en": "| field | name | what it says |"}
    rows = [heads[language], "|---|---|---|"]
    return "\n".join(rows + [f"| `{one.name}` | {_label(said, one.name)} | {meanings()[one.name][language]} |" for one in elements(Record)])


def crosswalk(language: str) -> str:
    """Write out the names of each field in other standards; IIIF says under which property."""
    rows = [_HEADS[language], "|---|---|---|---|---|---|---|"]
    for one in elements(Record):
        names = (one.isad, one.ead3, one.ead2002, one.dc, one.schema, _iiif(one))
        if any(names):
            rows.append(f"| `{one.name}` | {' | '.join(names)} |")
    return "\n".join(rows)


def authority_table(kind: str, language: str) -> str:
    """Write out the fields of an authority record."""
    head = "|".join(_WORDS[language]["head"].split("|")[:6]) + "|"
    rows = [head, "|---|---|---|---|---|"]
    rows += [_beginning(AUTHORITIES[kind], Element(name), language) for name in fields(AUTHORITIES[kind])]
    return "\n".join(rows)


def parts_table(language: str) -> str:
    """Write out what lies within the fields that are mappings: each kind of mapping once, under the fields that hold it."""
    words, holders = _WORDS[language], _holders()
    head = "|".join(words["head"].split("|")[:6]) + "|"
    said: list[str] = []
    for kind, paths in holders.items():
        rows = [_part(kind, paths[0], name, words) for name in fields(kind)]
        said += [", ".join(f"`{path}`" for path in paths), "", head, "|---|---|---|---|---|", *rows, ""]
    return "\n".join(said).rstrip()


def _holders() -> dict[type, list[str]]:
    """Return each kind of mapping with the paths of the fields that hold it, in the order of the model."""
    found: dict[type, list[str]] = {}
    tops = [(Record, ""), *((kind, "") for kind in AUTHORITIES.values())]
    while tops:
        kind, path = tops.pop(0)
        for name, field in fields(kind).items():
            if field.below is not None and path + name not in found.setdefault(field.below, []):
                if not found[field.below]:
                    tops.append((field.below, f"{path}{name}."))
                found[field.below].append(path + name)
    return found


def _part(kind: type, path: str, name: str, words: dict[str, str]) -> str:
    keys = ("control." if kind is DescriptionControl else f"part.{path}.") + name, f"part.{name}", f"field.{name}"
    labels = (said.t(next(key for key in keys if key in said)) for said in map(strings, ("vi", "en")))
    listed = words["list"] if fields(kind)[name].is_list else ""
    return f"| `{name}` | {' | '.join(labels)} | {_value(kind, Element(name), words)} | {listed} |"


def _beginning(kind: type, one: Element, language: str) -> str:
    words = _WORDS[language]
    marks = (words[mark] for mark, holds in (("list", fields(kind)[one.name].is_list), ("inherit", one.inherit)) if holds)
    labels = " | ".join(_label(strings(each), one.name) for each in ("vi", "en"))
    return f"| `{one.name}` | {labels} | {_value(kind, one, words)} | {', '.join(marks)} |"


def _label(said: Strings, name: str) -> str:
    return said.t(f"field.{name}") if f"field.{name}" in said else ""


def _value(kind: type, one: Element, words: dict[str, str]) -> str:
    field = fields(kind)[one.name]
    if one.kind in words:
        return words[one.kind]
    if field.is_text:
        return words["text"]
    if field.below is not None:
        return words["mapping"]
    annotation = get_type_hints(kind)[one.name]
    if choices := _choices(annotation):
        return ", ".join(f"`{each}`" for each in choices)
    written = str(annotation)
    return words["flag"] if "bool" in written else words["mapping"] if "apping[" in written or "dict[" in written else words["line"]


def _choices(annotation: Any) -> list[str]:
    """Return the words of a closed list."""
    inner = next((part for part in get_args(annotation) if part is not type(None)), annotation) if _is_union(annotation) else annotation
    if isinstance(inner, type) and issubclass(inner, Enum):
        return [str(each.value) for each in inner]
    return list(get_args(inner)) if get_origin(inner) is Literal else []


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)


def _obligation(name: str, words: dict[str, str], said: Strings) -> str:
    asked: dict[str, list[str]] = {}
    for profile, every in PROFILES.items():
        if rows := [one for one in every if one.element.partition(".")[0] == name]:
            asked.setdefault(_levels(rows, words, said), []).append(f"`{profile}`")
    said_first = [words[_ALWAYS[name]]] if name in _ALWAYS else []
    return "; ".join(said_first + [f"{', '.join(profiles)}: {levels}" for levels, profiles in asked.items()])


def _levels(rows: list[Asked], words: dict[str, str], said: Strings) -> str:
    levels = frozenset().union(*(one.levels for one in rows))
    order = [level for level in get_args(get_type_hints(Record)["level"]) if level in levels]
    every = len(order) == len(get_args(get_type_hints(Record)["level"]))
    instead = next((f" ({words['or']} `{one.instead}`)" for one in rows if one.instead), "")
    return (words["every"] if every else ", ".join(said.t(f"level.{level}").lower() for level in order)) + instead


def _iiif(one: Element) -> str:
    own = {"title": "label", "scope_and_content": "summary", "rights": "rights, requiredStatement", "media": "items",
           "dates": "metadata, navDate", "institution": "metadata, provider"}
    return own.get(one.name, "metadata" if one.iiif else "")
