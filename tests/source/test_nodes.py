"""YAML is typed text with lines; what a parser cannot bear is refused before it can do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.source import front_matter, yaml_nodes
from site_builder.source.decode import decode
from site_builder.source.nodes import Refused, decode_text


def value(text: str) -> dict[str, object]:
    return yaml_nodes.read(text, "f.yaml").nodes[0].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no: no", {"no": "no"}), ("a: 0123", {"a": "0123"}), ("a: 12:30", {"a": "12:30"}), ("a: 1945-09-02", {"a": "1945-09-02"}),
        ("a: true", {"a": "true"}), ("a: null", {"a": "null"}), ("a: ~", {"a": "~"}), ("a: 1e3", {"a": "1e3"}),
        ("a: .inf", {"a": ".inf"}), ("a:", {"a": None}), ('a: ""', {"a": ""}), ("a: [yes, off]", {"a": ["yes", "off"]}),
        ("{a: {b: [c]}}", {"a": {"b": ["c"]}}), ("a: |\n  b\n  c\n", {"a": "b\nc\n"}), ("\ufeffa: b", {"a": "b"}),
        ("<<: x", {"<<": "x"}),
    ],
)
def test_every_scalar_is_text(text: str, expected: dict[str, object]) -> None:
    assert value(decode_text(text.encode(), "f.yaml")) == expected


def test_every_key_has_its_line() -> None:
    text = "# a note\nid: a\ntitle:\n  vi: b\n  en: c\nmedia:\n  - path: d\n    alt: {vi: e}\n  - f\n"
    node = yaml_nodes.read(text, "f.yaml").nodes[0]
    assert node.lines == {
        "id": 2, "title": 3, "title.vi": 4, "title.en": 5, "media": 6, "media.0": 7, "media.0.path": 7, "media.0.alt": 8,
        "media.0.alt.vi": 8, "media.1": 9,
    }
    assert node.line == 2


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "{a: ", "[{a: "])
def test_a_hundred_thousand_brackets_do_not_overflow(sign: str) -> None:
    with pytest.raises(Refused) as refused:
        yaml_nodes.read("a: " + sign * 100_000 if sign[0] in "[{" else sign * 100_000, "f.yaml")
    assert refused.value.problem.code in {"E113", "E120"}


def test_a_hundred_levels_are_read() -> None:
    assert value("a: " + "[" * 99 + "]" * 99)
    with pytest.raises(Refused):
        value("a: " + "[" * 100 + "]" * 100)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: b\nc: *x", "E111", 2), ("a: &x b", "E111", 1), ("a: !x b", "E112", 1), ("a: !!str b", "E112", 1),
        ("a: b\n---\nc: d", "E114", 2), ("a: b\n...\n---\nc: d", "E114", 3), ("a: x\n\tb: c", "E109", 2),
        ("a:\n\tb: c", "E109", 2), ("a: [b, c\nd: e", "E118", 1), ("a: b\nc: 'd\ne: f", "E108", 2),
        ('a: "b\nc: "d"\n', "E108", 1), ("title: Hồ sơ: 12", "E107", 1), ("a: b\n  c: d", "E121", 2), ("a: b\nc\nd: e", "E123", 2),
        ('a: "\\x07"', "E103", 1), ('a: "C:\\d"', "E122", 1), ("a: `b`", "E119", 1), ("# nothing", "E104", 1), ("---\n", "E104", 1),
        ("word", "E105", 1), ("- a", "E105", 1), ("? {a: b}\n: c", "E120", 1),
    ],
)
def test_a_fault_of_the_file_is_named_at_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        yaml_nodes.read(text, "f.yaml")
    assert (refused.value.problem.code, refused.value.problem.line) == (code, line)


def test_a_colon_in_a_title_gets_the_line_to_write_instead() -> None:
    with pytest.raises(Refused) as refused:
        value('title: Hồ sơ "mật": 12')
    assert refused.value.problem.expected == 'title: "Hồ sơ \\"mật\\": 12"'
    assert value(refused.value.problem.expected) == {"title": 'Hồ sơ "mật": 12'}


def test_a_duplicate_key_names_its_first_line_and_the_first_value_stays() -> None:
    sheet = yaml_nodes.read("a: b\nc: {d: e, d: f}\na: g\n", "f.yaml")
    assert [(one.line, one.found, one.expected) for one in sheet.problems] == [(2, "d", "2"), (3, "a", "1")]
    assert sheet.nodes[0].value == {"a": "b", "c": {"d": "e"}}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"a: b\nc: \xe1", "E101", 2), (b"\xff\xfea\x00", "E102", 1), (b"\xfe\xff\x00a", "E102", 1), (b"a\x00:\x00 \x00b\x00\xff", "E102", 1),
        (b"a: b\nc: \x0b", "E103", 2), (b"", "E104", 1), (b"\xef\xbb\xbf", "E104", 1), (b" \n\t\n", "E104", 1),
        (b"a: \xed\xa0\x80", "E101", 1),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, code: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        decode_text(content, "f.yaml")
    assert (refused.value.problem.code, refused.value.problem.line) == (code, line)


def test_text_is_composed() -> None:
    assert decode_text("Đo\u0302ng Nga\u0323c".encode(), "f.yaml") == "Đông Ngạc"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_body_of_a_markdown_file_is_its_text(end: str) -> None:
    text = end.join(["---", "id: a", "title: b", "---", "", "One", "", "---", "", "Two", ""])
    node = front_matter.read(text, "f.md", "scope_and_content").nodes[0]
    assert node.value == {"id": "a", "title": "b", "scope_and_content": end.join(["One", "", "---", "", "Two"])}
    assert (node.lines["title"], node.lines["scope_and_content"]) == (3, 6)


def test_a_fault_in_front_matter_has_the_line_of_the_file() -> None:
    with pytest.raises(Refused) as refused:
        front_matter.read("---\nid: a\ntitle: b: c\n---\n", "f.md", "body")
    assert refused.value.problem.line == 3


def test_no_test_of_the_yaml_parser_itself_gets_through(shared: Path) -> None:
    files = sorted(path for path in (shared / "corpora/bad/pyyaml-tests").rglob("*") if path.is_file())
    assert len(files) > 300
    for path in files:
        for name in ("collections/a.yaml", "collections/a.md", "collections/a.csv"):
            decode(path.read_bytes(), name, "vi")
