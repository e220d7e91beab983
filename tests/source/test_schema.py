"""Editors accept what the portal accepts, and mark what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from site_builder.model.elements import elements
from site_builder.model.records import Record
from site_builder.source.fields import fields
from site_builder.source.meanings import meanings
from site_builder.source.schema import schemas


def accepts(name: str, value: Any) -> bool:
    return bool(jsonschema.Draft202012Validator(schemas()[name]).is_valid(value))


def test_every_kind_of_file_has_a_sound_schema() -> None:
    assert set(schemas()) == {"record", "page", "portal", "institution", "agent", "place", "subject"}
    for schema in schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "more",
    [
        {"dates": "1825/1826"}, {"dates": {"edtf": "1825", "display": {"vi": "Minh Mạng thứ 6"}}}, {"dates": ["1825", {"edtf": "1826"}]},
        {"dates": 1945}, {"access": "open"}, {"access": {"status": "closed", "basis": [{"type": "donor"}]}},
        {"access": {"status": "closed", "basis": {"type": "donor"}}}, {"creators": "Lê A"}, {"creators": ["le-a", {"vi": "Lê", "en": "Le"}]},
        {"creators": {"id": "le-a", "role": "dịch"}}, {"extent": [{"quantity": 118, "unit": "file"}]}, {"extent": "3 tờ"},
        {"media": [{"path": "a.jpg", "alt": {"vi": "ảnh"}}]}, {"media": "a.jpg"}, {"x_own": "a"}, {"x_own": {"vi": "a"}}, {"featured": True},
        {"rights": "http://rightsstatements.org/vocab/CNE/1.0/"}, {"languages": ["vi", "lzh"]}, {"related": "a-1"},
    ],
)
def test_what_authors_may_write_is_accepted(more: dict[str, Any]) -> None:
    assert accepts("record", {"id": "a", "level": "item", "title": "b", **more})


@pytest.mark.parametrize(
    "more",
    [{"tilte": "b"}, {"level": "itme"}, {"access": {"status": "opne"}}, {"access": {"statsu": "open"}}, {"languages": ["Vietnamese"]},
     {"title": {"Vietnamese": "b"}}, {"title": ["b"]}, {"media": [{"pth": "a"}]}, {"x": {"a": "b"}}],
)
def test_what_the_portal_refuses_is_marked(more: dict[str, Any]) -> None:
    assert not accepts("record", {"id": "a", "level": "item", "title": "b", **more})


def test_title_and_level_are_required_and_every_field_is_there() -> None:
    assert not accepts("record", {"id": "a", "title": "b"}) and not accepts("record", {"id": "a", "level": "item"})
    assert schemas()["record"]["properties"].keys() == fields(Record).keys()


def test_a_portal_and_an_authority_are_accepted() -> None:
    assert accepts("portal", {"title": {"vi": "a"}, "base_url": "https://a.example.org/", "languages": ["vi", "en"]})
    assert accepts("agent", {"id": "a", "name": "Lê A", "dates": "1890/1969", "living": False, "other_names": ["Lê B"]})
    assert not accepts("agent", {"id": "a"})


def test_schemas_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    assert json.dumps(schemas()) == json.dumps(schemas())


def test_every_field_says_in_both_languages_what_it_is_for() -> None:
    names = [one.name for one in elements(Record)]
    assert sorted(meanings()) == sorted(names)
    properties = schemas()["record"]["properties"]
    for name in names:
        for said in meanings()[name].values():
            assert said in properties[name]["description"]
