"""Kinds that authors name freely are said in the reader's language where they can be, else marked as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_builds import build

FILES = {
    "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi, en]\n"
    "labels: {x_so_kiem_ke: {vi: Số kiểm kê, en: Inventory number}}\n",
    "collections/_agents/du.yaml": "id: du\ntype: person\nname: Nguyễn Du\ndates: 1766/1820\nother_names: [{name: Tố Như, type: tên chữ}]\n"
    "relations: [{url: 'https://example.org/x', type: patron_of, note: {vi: một thời}}]\n",
    "collections/a/index.yaml": "id: a\nlevel: item\ntitle: A\naccess: open\npeople: [du]\nissued_date: 1926-07-29\n"
    "notes: [{type: conservation, text: Một}, {type: marginal_note, text: Hai}, {type: lời bình, text: Ba}]\n"
    "x_so_kiem_ke: K1\nx_physloc: Kho 2\nx_mau_giay: nâu\n"
    "related: [{note: 'Theo *Phả* [M](https://example.org/m)'}, {note: \"Một\\n\\nHai\"}, {url: 'https://example.org/', relation: Copy of}, {url: 'https://example.org/2', relation: reply_to, note: {vi: lá đầu}}]\n"
    "alt_identifiers: [{type: ISBN, value: 1-2}, {type: old code, value: B}]\n"
    "description_control: {dates: [2024-03-01, Sửa 2025-01-02]}\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("words")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    build(root)
    return root / "output"


def test_kinds_of_notes_and_relations_are_said_or_marked(site: Path) -> None:
    text = (site / "vi/records/a/index.html").read_text("utf-8")
    assert ">Bảo quản<" in text and '<span lang="en">marginal note</span>' in text and ">lời bình<" in text
    assert "(bản sao của)" in text and '(<span lang="en">reply to</span>: lá đầu)' in text
    assert "ISBN 1-2" in text and '<span lang="en">old code</span> B' in text


def test_on_an_english_page_a_vietnamese_kind_is_marked(site: Path) -> None:
    text = (site / "en/records/a/index.html").read_text("utf-8")
    assert ">Conservation<" in text and ">marginal note<" in text and '<span lang="vi">lời bình</span>' in text
    assert '(reply to: <span lang="vi">lá đầu</span>)' in text
    agent = (site / "en/agents/du/index.html").read_text("utf-8")
    assert '(<span lang="vi">tên chữ</span>)' in agent
    assert '(patron of, <span lang="vi">một thời</span>)' in agent


def test_a_date_of_description_reads_as_other_dates_do_and_words_stay(site: Path) -> None:
    vi, en = ((site / language / "records/a/index.html").read_text("utf-8") for language in ("vi", "en"))
    assert ">1-3-2024<" in vi and ">1 March 2024<" in en
    assert "Sửa 2025-01-02" in vi and "Sửa 2025-01-02" in en
    assert ">29-7-1926<" in vi and ">29 July 1926<" in en


def test_fields_of_ones_own_are_named_as_the_archive_names_them(site: Path) -> None:
    vi, en = ((site / language / "records/a/index.html").read_text("utf-8") for language in ("vi", "en"))
    assert "<dt>Số kiểm kê</dt>" in vi and "<dt>Inventory number</dt>" in en
    assert "<dt>Nơi để tài liệu</dt>" in vi and "<dt>Physical location</dt>" in en
    assert "<dt>Mau giay</dt>" in vi


def test_what_is_noted_of_a_related_unit_is_read_as_markdown(site: Path) -> None:
    text = (site / "vi/records/a/index.html").read_text("utf-8")
    assert '<dd>Theo <em>Phả</em> <a href="https://example.org/m">M</a></dd>' in text
    assert "<dd><div><p>Một</p><p>Hai</p></div></dd>" in text
