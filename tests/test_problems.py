"""A problem says, in Vietnamese and in English, what is wrong, what is right and the way out, on one line."""

from __future__ import annotations

import re

import pytest

from site_builder.problems import Problem, as_json, errors, line, messages, nearest, ordered, render


@pytest.mark.parametrize("code", sorted(messages()))
def test_every_code_has_words_and_a_way_out_in_both_languages(code: str) -> None:
    assert re.fullmatch(r"[EW][1-9][0-9]{2}", code)
    assert messages()[code].keys() == {"vi", "en"}
    for language in ("vi", "en"):
        words = messages()[code][language]
        assert len(words.says) >= 10 and len(words.fix) > 10 and words.says.strip().endswith((".", "?")) and words.fix == words.fix.strip()
        problem = Problem("a.yaml", 3, code, "found", "expected", "nearest", "key")
        assert "{" not in re.sub(r"\[?\{(vi|type): ….*?\}\]?", "", render(problem, language))
    slots = [set(re.findall(r"(?<!\{)\{(\w+)\}", " ".join((words.says, words.fix)))) for words in messages()[code].values()]
    assert slots[0] == slots[1]


def test_vietnamese_and_english_differ_and_keep_their_letters() -> None:
    for code, words in messages().items():
        assert words["vi"].says != words["en"].says, code
        assert re.search("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìóòõúùý]", words["vi"].says), code


def test_what_was_found_is_cut_to_one_line_of_eighty() -> None:
    problem = Problem("a.yaml", 1, "E105", "a\nb\x1b[31m\u202e" + "c" * 100)
    assert problem.found == "a b [31m " + "c" * 70 + "…" and len(problem.found) == 80
    assert "\n" not in line(problem, "vi")


def test_a_pipe_gets_file_line_code_and_message() -> None:
    problem = Problem("collections/a.yaml", 3, "E201", "tilte", nearest="title")
    assert line(problem, "en").startswith("collections/a.yaml:3: E201 There is no field “tilte”. Did you mean “title”? ")
    assert line(problem, "vi").startswith("collections/a.yaml:3: E201 Không có trường “tilte”. Có phải “title”? ")


def test_braces_in_what_was_found_stay_as_they_are() -> None:
    assert "“{vi: {0}}”" in render(Problem("a", 1, "E105", "{vi: {0}}"), "en")


def test_problems_come_by_file_line_and_code_each_once() -> None:
    given = [Problem("b", 1, "E201"), Problem("a", 10, "E201"), Problem("a", 2, "W306"), Problem("a", 2, "E201"), Problem("b", 1, "E201")]
    assert [(one.file, one.line, one.code) for one in ordered(given)] == [("a", 2, "E201"), ("a", 2, "W306"), ("a", 10, "E201"), ("b", 1, "E201")]
    assert [one.code for one in errors(given)].count("W306") == 0


def test_editors_get_every_part() -> None:
    told = as_json(Problem("a\udcff.yaml", 3, "W306", "a", key="id"), "en")
    assert told.pop("message") and told == {
        "code": "W306", "severity": "warning", "file": "a�.yaml", "line": 3, "key": "id", "found": "a", "expected": "", "nearest": "",
    }


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [("tilte", ["title", "dates"], "title"), ("Scope and content", ["scope_and_content"], "scope_and_content"),
     ("TITLE", ["title"], "title"), ("xyz", ["title"], ""), ("", ["title"], ""), ("opne", ["open", "closed"], "open")],
)
def test_the_nearest_right_word(word: str, known: list[str], expected: str) -> None:
    assert nearest(word, known) == expected
