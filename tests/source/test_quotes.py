"""A page quotes what a record shows, word for word, and nothing of what it keeps back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.model.portal import Page
from site_builder.order import Options
from site_builder.source.quotes import quotes

CLOSED = "access: {status: closed, basis: [{type: policy}]}"
PAGE = "---\ntitle: Chuyện\n---\nMở đầu.\n\n{quote}\n\nKết.\n"


def written(root: Path, quote: str, more: str = "") -> str:
    """Build a portal with one record and one page, and return the page."""
    files = {
        "portal.yaml": "title: Thử\nbase_url: https://archives.example.org/\nlanguages: [vi]\n",
        "collections/a/index.yaml": "id: a\nlevel: fonds\ntitle: A\naccess: open\n",
        "collections/a/b.yaml": (
            "id: b\nlevel: item\ntitle: Thư\ntranscription: 'Nước lên, **đê vỡ**. Nhà mình có ngập không? Hòm gỗ đưa lên gác.'\n" + more
        ),
        "content/vi/chuyen.md": PAGE.format(quote=quote),
    }
    for name, words in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")
    build(Options(root, root / "output", date(2026, 11, 23)))
    return (root / "output/vi/chuyen/index.html").read_text("utf-8")


@pytest.mark.parametrize("quote", [
    "> Nhà mình có ngập không?\n>\n> — record:b",
    "> nước lên, đê vỡ\n> — [bức thư](record:b)",
    "> Nước lên\n\n> đê vỡ\n\n> — record:b",
    "> Nước lên […] hòm gỗ\nđưa lên gác.\n>\n> record:b",
])
def test_words_of_a_record_stand_with_their_source(tmp_path: Path, quote: str) -> None:
    page = written(tmp_path, quote)
    figure = page.partition('<figure class="quote">')[2].partition("</figure>")[0]
    assert "<blockquote>" in figure and '<a href="../records/b/">Thư</a>' in figure and "record:" not in page


@pytest.mark.parametrize(("quote", "more"), [
    ("> Hòm gỗ đưa xuống nhà.\n>\n> — record:b", ""),
    ("> Nhà mình có ngập không?\n>\n> — record:b", CLOSED),
    ("> Nhà mình có ngập không?\n>\n> — record:b", "access: {status: open, fields_hidden: [transcription]}"),
    ("> Nhà mình có ngập không?\nHòm gỗ đưa lên gác.\n> — record:b", CLOSED),
    ("> Nhà mình có ngập không?\n>\n> — record:gone", ""),
    (">\n> — record:b", ""),
    ("> Nhà mình có ngập không?\n\n> Hòm gỗ đưa lên gác.\n\n\n> — record:b", CLOSED),
    ("> > Nhà mình có ngập không?\n> > — record:b", CLOSED),
    ("- > Nhà mình có ngập không?\n  > — record:b", CLOSED),
    ("> Nhà mình có ngập không?\n> — [Thư](record:b), tờ 2", CLOSED),
    ("> Nhà mình có ngập không?\n> — [Thư](../records/b/)", CLOSED),
    ("> Nhà mình có ngập không?\n> — https://archives.example.org/vi/records/b/, tờ 2", "access: {status: restricted, basis: [{type: policy}]}"),
])
def test_words_that_a_record_does_not_show_are_left_out(tmp_path: Path, quote: str, more: str) -> None:
    page = written(tmp_path, quote, more)
    assert "Mở đầu." in page and "Kết." in page
    assert "ngập" not in page and "Hòm gỗ" not in page and "blockquote" not in page and "record:" not in page


def test_an_edit_of_the_record_is_seen_in_the_quote(tmp_path: Path) -> None:
    assert "ngập" in written(tmp_path, "> Nhà mình có ngập không?\n>\n> — record:b")
    assert "ngập" in written(tmp_path, "> Nhà mình có ngập không?\n>\n> — record:b", "extent: 1 tờ\n")
    record = tmp_path / "collections/a/b.yaml"
    record.write_text(record.read_text("utf-8").replace("ngập", "lụt"), encoding="utf-8")
    build(Options(tmp_path, tmp_path / "output", date(2026, 11, 23)))
    assert "ngập" not in (tmp_path / "output/vi/chuyen/index.html").read_text("utf-8")


def test_lines_are_told_as_they_stand() -> None:
    page = Page(title="A", body="x\n\n> một\n> hai\n>\n> — record:a\n\n> ba\n\n> bốn\nnăm\n> record:b.\n")
    assert [(one.start, one.end, one.words, one.id) for one in quotes(page.body)] == [(2, 6, "một\nhai", "a"), (7, 12, "ba\n\nbốn\nnăm", "b")]


def test_passages_with_sources_of_their_own_stay_apart_and_words_about_a_record_stay() -> None:
    body = "> Một.\n> — record:a\n\n> Hai.\n\n> — record:b, tờ 2\n\n> Ba."
    assert [(one.words, one.id, one.whole) for one in quotes(body)] == [("Một.", "a", True), ("Hai.", "b", False)]
