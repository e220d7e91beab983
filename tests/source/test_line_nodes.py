"""JSON lines say what YAML says: one record a line, each with its own line in what is told of it."""

from __future__ import annotations

import json

import pytest

from site_builder.source.decode import decode
from site_builder.source.line_nodes import read
from site_builder.source.load import load
from tests.conftest import WritePortal

FILE = "collections/a/r.jsonl"
RECORD = {
    "id": "r-1", "level": "file", "title": {"vi": "Thư", "en": "Letter"}, "dates": [{"edtf": "1825", "display": "Minh Mạng thứ 6"}],
    "subjects": ["Thư từ"], "media": [{"path": "a.jpg", "alt": "Ảnh"}], "extent": [{"quantity": 2, "unit": "sheet"}],
    "x_box": 12, "access": {"status": "embargoed", "until": "2030-01-01", "basis": [{"type": "donor"}]},
}  # fmt: skip


def test_a_line_says_what_yaml_says() -> None:
    (line,) = decode(json.dumps(RECORD).encode(), FILE, "vi").written
    (yaml,) = decode(json.dumps(RECORD).encode(), "collections/a/r.yaml", "vi").written
    assert line.what == yaml.what
    assert (line.origin.line, line.origin.row) == (1, 1)


def test_what_is_wrong_has_its_line(portal: WritePortal) -> None:
    lines = ['{"id": "a", "title": "A"}', "", '{"id": "b", "title": "B", "dates": "ngày xưa"}', '{"id": "a", "title": "C"}']
    root = portal({
        "portal.yaml": "title: A\nbase_url: https://a.example/\nlanguages: [vi]\n",
        "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: A\naccess: open\n", "collections/f/r.jsonl": "\ufeff" + "\r\n".join(lines),
    })  # fmt: skip
    found = {(one.line, one.code) for one in load(root).problems if one.file.endswith("jsonl") and one.code[0] == "E"}
    assert found == {(3, "E601"), (4, "E303")}


@pytest.mark.parametrize(("line", "code"), [
    ("[" * 100_000, "E113"), ('{"a":' * 101 + "1" + "}" * 101, "E113"), ('{"title": "\\ud800"}', "E103"), ('{"a": 1,}', "E139"),
    ("null", "E105"), ('"x"', "E105"), ("{'a': 1}", "E139"), ('{"id": "x"} {"id": "y"}', "E139"),
])  # fmt: skip
def test_hostile_lines_are_told_and_the_rest_is_read(line: str, code: str) -> None:
    sheet = read(f'{line}\n{{"id": "good"}}\n', FILE)
    assert [one.code for one in sheet.problems] == [code]
    assert [node.value for node in sheet.nodes] == [{"id": "good"}]


def test_numbers_and_flags_are_text_as_they_are_in_yaml() -> None:
    (node,) = read('{"a": 1e400, "b": 0.10, "c": true, "d": NaN, "e": 99999999999999999999999999}', FILE).nodes
    assert node.value == {"a": "1e400", "b": "0.10", "c": "true", "d": "NaN", "e": "99999999999999999999999999"}


def test_lost_lines_leave_no_record_without_a_parent_told_of() -> None:
    assert not decode(b'{"id": "a", "title": "A"}\n{\n', FILE, "vi").whole
