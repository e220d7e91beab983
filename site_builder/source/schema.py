"""The JSON Schemas that editors check and complete with: what authors may write, short forms included."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from site_builder.model.elements import Element, elements
from site_builder.model.records import Record
from site_builder.model.text import LANGUAGE_TAG
from site_builder.source.kinds import KINDS
from site_builder.source.meanings import meanings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {
    "description": "A text in the portal's default language, or one for each language: {vi: …, en: …}.",
    "anyOf": [
        {"type": ["string", "number", "boolean"]},
        {
            "type": "object", "minProperties": 1, "additionalProperties": False,
            "patternProperties": {LANGUAGE_TAG: {"type": ["string", "number", "boolean"]}},
        },
    ],
}
# What may be one word instead of a mapping: a name, an id, a path, an EDTF value, a status …
_SHORT = frozenset({
    "Ref", "DateValue", "Code", "Note", "Related", "Container", "Media", "Sensitivity", "Extent", "OtherName", "Access",
    "Rights", "Relation",
})
# What may be a language map instead of a mapping: a name or words.
_WORDED = frozenset({"Ref", "Note", "Extent", "OtherName"})
_SCALAR = {"string": ["string", "number", "boolean"], "number": ["number", "string"], "integer": ["integer", "string"],
           "boolean": ["boolean", "string"]}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each kind of file by name: record, portal, page, institution, agent, place, subject."""
    return {kind.name: _schema(kind.type) for kind in KINDS}


def _schema(kind: type) -> dict[str, Any]:
    made = TypeAdapter(kind).json_schema()
    definitions = {key: _definition(key, one) for key, one in sorted(made.pop("$defs", {}).items()) if key != "Text"}
    whole: dict[str, Any] = _written(made)
    properties = whole["properties"]
    if properties.pop("x", None) is not None:
        whole["patternProperties"] = {"^x_.": {"$ref": "#/$defs/Text"}}
    if kind is Record:
        whole["required"] = ["level", "title"]
        for one in elements(Record):
            properties[one.name]["description"] = _meaning(one)
    definitions["Text"] = _TEXT
    return {"$schema": _DIALECT, **whole, "$defs": definitions}


def _definition(name: str, one: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = _written(one)
    if name not in _SHORT:
        return made
    if name == "Ref":
        del made["required"]  # an id brings its name
    forms = [made, {"type": ["string", "number"]}]
    return {"anyOf": [*forms, {"$ref": "#/$defs/Text"}] if name in _WORDED else forms}


def _written(one: Any) -> Any:
    """Return a schema as authors write: one value where a list may stand, numbers where text is meant, and no nulls."""
    if not isinstance(one, dict):
        return one
    made = {key: value for key, value in one.items() if key not in ("default", "title", "properties")}
    if "properties" in one:
        made["properties"] = {key: _written(value) for key, value in one["properties"].items()}
    for key in ("items", "additionalProperties"):
        if key in made:
            made[key] = _written(made[key])
    kinds = [_written(each) for each in made.pop("anyOf", ()) if each.get("type") != "null"]
    made |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {}
    if made.get("type") == "array" and "items" in made:
        return {"anyOf": [made["items"], made]}
    if isinstance(made.get("type"), str) and "enum" not in made and "pattern" not in made:
        made["type"] = _SCALAR.get(made["type"], made["type"])
    return made


def _meaning(one: Element) -> str:
    said = meanings().get(one.name, {})
    parts = [*(said[language] for language in ("en", "vi") if language in said),
             f"ISAD(G) {one.isad}" if one.isad else "", f"EAD3 {one.ead3}" if one.ead3 else "",
             f"dcterms:{one.dc}" if one.dc else "", f"schema:{one.schema}" if one.schema else "",
             "Inherited by what lies below." if one.inherit else ""]
    return " · ".join(part for part in parts if part) or one.name
