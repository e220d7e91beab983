"""The client's code is shortened, and no name that is known outside is lost."""

import pytest

from site_builder import resources
from site_builder.search import client_code
from site_builder.search.client_code import client_files
from site_builder.search.shortening import KEPT, shortened, table, tokens
from tests.search.conftest import RunScript


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("// said\nconst number = 1; // once\n", "const a=1;\n"),
        ("/** told */\nconst number = 1;\nreturn number / number;", "const a=1;return a/a;\n"),
        ('const found = "number";', 'const a="number";\n'),
        ("const half = (number) / 2, rest = 1;", "const half=(b)/2,rest=1;\n"),
        ("const found = /[/'\"]+/u.test(number) ? `${number} of ${{ number }}` : 0;", "const b=/[/'\"]+/u.test(a)?`${a} of ${{a}}`:0;\n"),
        ("let number\nnumber += +number - -number", "let a\na+=+a- -a\n"),
        ("const { size, number } = this; number.trim();", "const{size,a}=this;a.trim();\n"),
    ],
)
def test_what_only_people_read_is_left_out(code: str, short: str) -> None:
    names = {name: letter for name, letter in table([code], "").items() if name in {"number", "found"}}
    assert shortened(code, names) == short


def test_names_that_are_said_or_met_outside_stay() -> None:
    names = table(['const inside = 1, said = "other", meeting = inside; found.other = said; found.theirs = 1;'], "lunr.meeting()")
    assert set(names) == {"found", "inside", "said"}


def test_no_short_name_is_one_that_the_code_has() -> None:
    assert table(["const number = a;"], "b") == {"number": "c"}


def test_tokens_give_the_code_again() -> None:
    for path in client_code.CLIENT.glob("*.js"):
        code = path.read_text("utf-8")
        assert "".join(text for _, text in tokens(code)) == code


def test_no_name_of_the_platform_is_shortened(run_node: RunScript) -> None:
    lunr = resources.vendor("lunr/lunr.min.js").read_text("utf-8")
    names = table(client_code.codes(), lunr)
    assert len(names) > 300
    assert set(names) & set(run_node("platform_names.mjs", {})) == set()
    assert not set(names) & KEPT


def test_search_js_reads_the_second_file_by_its_name_and_is_shorter_by_a_third() -> None:
    lunr = resources.vendor("lunr/lunr.min.js").read_text("utf-8")
    files = client_files(lunr)
    (more,) = (path for path in files if path.startswith("more-"))
    assert f'import("./{more}")' in files["search.js"].decode()
    ours = len(files["search.js"]) + len(files[more]) - len(client_code.lunr_value(lunr))
    assert ours < 0.67 * sum(map(len, client_code.codes()))
