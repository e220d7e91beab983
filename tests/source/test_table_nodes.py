"""A CSV row says what the same record would say in YAML."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.model.records import Record
from site_builder.source import table_nodes
from site_builder.source.decode import decode


def rows(text: str) -> list[dict[str, Any]]:
    return [node.value for node in table_nodes.read(text, "f.csv", Record).nodes]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("id,title", "a,b", {"id": "a", "title": "b"}),
        ("id,title.vi,title.en", "a,b,c", {"id": "a", "title": {"vi": "b", "en": "c"}}),
        ("id,title.vi,title.en", "a,,c", {"id": "a", "title": {"en": "c"}}),
        ("id,access.status,access.basis.type", "a,closed,donor", {"id": "a", "access": {"status": "closed", "basis": [{"type": "donor"}]}}),
        ("id,subjects", "a,b|c", {"id": "a", "subjects": ["b", "c"]}),
        ("id,subjects", "a,b\\|c|d", {"id": "a", "subjects": ["b|c", "d"]}),
        ("id,subjects", "a, b | c |", {"id": "a", "subjects": ["b", "c"]}),
        ("id,title", "a,b|c", {"id": "a", "title": "b|c"}),
        ("id,dates", "a,1945|1950~", {"id": "a", "dates": ["1945", "1950~"]}),
        ("id,subjects.vi,subjects.en", "a,b|c,d|e", {"id": "a", "subjects": [{"vi": "b", "en": "d"}, {"vi": "c", "en": "e"}]}),
        ("id,media.path,media.alt.vi", "a,b|c,|d", {"id": "a", "media": [{"path": "b"}, {"path": "c", "alt": {"vi": "d"}}]}),
        ("id,access.fields_hidden", "a,b|c", {"id": "a", "access": {"fields_hidden": ["b", "c"]}}),
        ("id,x_note.vi", "a,b|c", {"id": "a", "x_note": {"vi": "b|c"}}),
        (" id , title ", " a , b ", {"id": "a", "title": "b"}),
    ],
)
def test_a_row_is_a_mapping(header: str, cells: str, expected: dict[str, Any]) -> None:
    assert rows(f"{header}\n{cells}\n") == [expected]


def test_rows_have_their_lines_though_cells_have_many() -> None:
    text = 'id,title\na,"one\ntwo\nthree"\n\n,,\nb,four\n'
    nodes = table_nodes.read(text, "f.csv", Record).nodes
    assert [(node.row, node.line) for node in nodes] == [(1, 2), (2, 7)]


def test_a_row_is_an_item_unless_it_says_otherwise() -> None:
    decoded = decode(b"id,title,level\na,b,\nc,d,file\n", "collections/f.csv", "vi")
    assert [one.what.level for one in decoded.written if isinstance(one.what, Record)] == ["item", "file"]
    assert decoded.problems == ()


def test_a_row_and_a_file_give_the_same_record() -> None:
    row = decode("id,title.vi,dates,subjects,access.status\na,Địa bạ,1825/1826,b|c,open\n".encode(), "collections/f.csv", "vi")
    file = decode("id: a\nlevel: item\ntitle: {vi: Địa bạ}\ndates: 1825/1826\nsubjects: [b, c]\naccess: open\n".encode(), "collections/f.yaml", "vi")
    assert row.problems == file.problems == ()
    assert row.written[0].what == file.written[0].what


def test_cells_may_be_long() -> None:
    assert rows(f"id,title\na,{'b' * 1_000_000}\n")[0]["title"] == "b" * 1_000_000


@pytest.mark.parametrize(
    ("name", "near"),
    [("tilte", "title"), ("description", "scope_and_content"), ("access.statsu", "status"), ("media.pth", "path"), ("Title", "title"), ("x", "")],
)
def test_an_unknown_column_is_told_once(name: str, near: str) -> None:
    sheet = table_nodes.read(f"id,{name}\na,b\nc,d\n", "f.csv", Record)
    assert [(one.code, one.line, one.nearest) for one in sheet.problems] == [("E201", 1, near)]
    assert [node.value for node in sheet.nodes] == [{"id": "a"}, {"id": "c"}]
