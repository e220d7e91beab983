"""What an archivist notes for the house inside a text: no page shows it, so nothing else may."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.build import Options, build
from site_builder.render.markdown import prose
from site_builder.source.asides import aside, without_asides
from site_builder.source.decode import decode
from tests.conftest import WritePortal
from tests.test_nothing_leaks import published

CASES = [
    ("Thư <!-- hỏi bà Lan --> cũ", "Thư  cũ"),
    ("Thư\n\n<!--\nhỏi bà Lan\n\nở Huế --!>\n\ncũ", "Thư\n\n\n\ncũ"),
    ("Thư <?xm hỏi ?>cũ", "Thư cũ"),
    ("[//]: # (hỏi bà Lan)\nThư\n[Comment]: <> (mật)", "Thư\n"),
    ("Mã `<!-- x -->` và ``a ` <!-- y -->`` <!-- z -->", "Mã `<!-- x -->` và ``a ` <!-- y -->`` "),
    ("Giá ` một\n\n<!-- hỏi -->\n\nkhác ` hai", "Giá ` một\n\n\n\nkhác ` hai"),
    ("\\`<!-- hỏi -->\\` hai", "\\`\\` hai"),
    ("<p>` <!-- hỏi --> `</p>\n", "<p>`  `</p>\n"),
    ("Thư\n  <P>\n` <!-- hỏi --> `</P>\n", "Thư\n  <P>\n`  `</P>\n"),
    ("[//]: #\n   (hỏi bà Lan)\nThư", "Thư"),
    ("[//]: #\n   'hỏi bà Lan'\nThư", "Thư"),
    ("[//]:\n # (hỏi bà Lan)\nThư", "Thư"),
    ("> [//]: # (hỏi)\n> Thư\n\n1. [//]: # (hỏi)\n2. Sổ", "> Thư\n\n2. Sổ"),
    ("[ghi chú]: # (hỏi)\n[_]: <> 'hỏi'\n[x]: <#> \"hỏi\"\nThư", "Thư"),
    ("[a]: #b\n[^1]: # c\nThư", "[a]: #b\n[^1]: # c\nThư"),
    ("Một <!-- không đóng", "Một <!-- không đóng"),
    ("Xem [//] và 3 < 5 <!", "Xem [//] và 3 < 5 <!"),
    ("Không có gì", "Không có gì"),
]
DOUBTFUL = [
    ("Giá ` một\n<!-- hỏi --> ` hai", "Giá ` một\n ` hai"),
    ("[//]: # (hỏi\nbà (Lan)\n ở Huế)\nThư (cũ)", "Thư (cũ)"),
    ("[//]: # (hỏi\n\nThư (cũ)", "\nThư (cũ)"),
    ("`a\n<!-- hỏi -->` hai", "`a\n` hai"),
    ('[//]: # "a" hỏi\nThư', "Thư"),
    ("    <!-- hỏi -->", "    "),
]


@pytest.mark.parametrize(("written", "left"), CASES + DOUBTFUL)
def test_an_aside_goes_and_what_stands_in_code_stays(written: str, left: str) -> None:
    assert without_asides(written) == left


def test_a_text_is_cleaned_once_its_asides_are_out() -> None:
    assert aside(str.upper)("Thư <!-- hỏi --> cũ") == "THƯ  CŨ"


def test_an_aside_may_be_empty() -> None:
    assert without_asides("Thư <!--> cũ <!---> mới -->") == "Thư  cũ  mới -->"


@pytest.mark.parametrize("written", [written for written, _ in CASES])
def test_what_is_left_is_what_a_page_shows(written: str) -> None:
    shown, left = ("".join(prose(one).striptags().split()) for one in (written, without_asides(written)))
    assert shown == left


@pytest.mark.parametrize("opened", ["<!--", "<?", "`<!--", "<!-- <? ", "<?x --> "])
def test_what_is_opened_without_end_takes_no_longer_than_it_is_long(opened: str) -> None:
    assert without_asides(opened * 100_000) == opened * 100_000
    assert without_asides(f"{opened * 3}-->?>") == without_asides(without_asides(f"{opened * 3}-->?>")) != opened * 3 + "-->?>"


@pytest.mark.parametrize("said", ["<!-- x -->", r"\x3c!-- x -->", "[//]: # (x)", "<?x ?>", "[x]: # (y)", "[x]: <> (y)"])
def test_a_file_that_holds_one_is_read_for_it(said: str) -> None:
    assert decode(f'id: i\nlevel: item\ntitle: "{said}"\n'.encode(), "collections/i.yaml", "vi").pointing


ASIDE = "<!-- zqaside -->"


def test_no_byte_of_the_site_holds_one(portal: WritePortal) -> None:
    root = portal({
        "portal.yaml": f"title: Cổng {ASIDE}\nbase_url: https://e.org/\nlanguages: [vi, en]\nnotice: Nghỉ lễ {ASIDE}\n",
        "collections/f/index.md": f"---\nid: f\nlevel: fonds\ntitle: Phông {ASIDE}\naccess: {{status: open, note: 'Mở {ASIDE}'}}\ncreators: [an]\n---\nThư {ASIDE}\n\n[//]: # (zqaside)\n",
        "collections/f/rows.csv": f"id,title,notes,x_words\nr,Sổ,Cũ {ASIDE},a {ASIDE}\n",
        "collections/f/nameless.yaml": f"id: nameless\nlevel: item\ntitle: '{ASIDE}'\ntranscription: 'Chữ {ASIDE}'\n",
        "collections/_agents/an.yaml": f"id: an\nname: An\nhistory: 'Sinh ở Huế {ASIDE}'\n",
        "content/vi/trang.md": f"---\ntitle: Trang {ASIDE}\nsummary: Ngắn {ASIDE}\n---\nLời {ASIDE}\n\n    <!-- mã -->\n",
    })  # fmt: skip
    build(Options(root, root / "output", date(2026, 11, 23)))
    files = published(root)
    assert [name for name, content in files.items() if b"zqaside" in content] == []
    assert "Sinh ở Huế".encode() in files["vi/agents/an/index.html"] and "Thư".encode() in files["data/f/records.json"]
    assert "&lt;!-- mã".encode() in files["vi/trang/index.html"]
