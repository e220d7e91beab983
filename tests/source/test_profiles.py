"""What each profile asks for is told where it is missing, with what may stand in its place."""

from __future__ import annotations

import pytest

from site_builder.problems import line
from site_builder.source.load import load
from tests.conftest import WritePortal

FONDS = (
    "id: ho\nlevel: fonds\ntitle: Phông\nidentifier: PL\ndates: 1900/1950\nextent: [{quantity: 2, unit: file}]\n"
    "creators: [le]\ninstitution: Đình làng\nlanguages: [vi]\naccess: open\nfonds_status: đóng\narrangement: Theo năm.\n"
    "copies: Có bản sao bảo hiểm.\nphysical_condition: Bình thường.\ntrust_level: bản chính\n"
)
AGENT = "id: le\ntype: family\nname: Họ Lê\ndates: 1700/..\nhistory: Lập làng.\n"
FILE = (
    "id: ho-so\nlevel: file\ntitle: Hồ sơ\nidentifier: PL.1\ndates: 1900\nextent: [{quantity: 3, unit: item}]\n"
    "retention: vĩnh viễn\nkeywords: [đê điều]\npages: '12'\n"
)
ITEM = (
    "id: to-trinh\nlevel: item\ntitle: Tờ trình\nidentifier: PL.2\ndates: 1901\ndoc_type: Tờ trình\nissuer: Lý trưởng\n"
    "abstract: Xin đắp đê.\nsubjects: [Đê điều]\nsheets: '2'\n"
)


def missing(portal: WritePortal, **files: str) -> list[tuple[str, str]]:
    """Return the names of the records' files and of what the profile `vn` misses there."""
    root = portal({
        "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi]\nprofiles: [vn]\n",
        "collections/_agents/le.yaml": AGENT,
        **{f"collections/ho/{name}.yaml": text for name, text in {"index": FONDS, "file": FILE, "item": ITEM, **files}.items()},
    })
    return [(one.file.rpartition("/")[2].removesuffix(".yaml"), one.key) for one in load(root).problems]


def test_fonds_file_and_item_with_all_that_the_vietnamese_lists_ask_for_are_whole(portal: WritePortal) -> None:
    assert missing(portal) == []


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [
        *(("index", FONDS, field) for field in ("extent", "fonds_status", "arrangement", "copies", "institution", "languages")),
        *(("file", FILE, field) for field in ("identifier", "dates", "extent", "retention", "keywords")),
        *(("item", ITEM, field) for field in ("identifier", "dates", "doc_type", "issuer", "abstract")),
    ],
)
def test_each_element_of_the_vietnamese_lists_is_missed(portal: WritePortal, name: str, text: str, field: str) -> None:
    without = "".join(one for one in text.splitlines(keepends=True) if not one.startswith(f"{field}:"))
    assert (name, field) in missing(portal, **{name: without})


def test_a_fonds_needs_a_history_of_its_own_where_its_creator_is_only_a_name(portal: WritePortal) -> None:
    nameless = FONDS.replace("creators: [le]", "creators: [Họ Trần]")
    assert missing(portal, index=nameless) == [("index", "history")]
    assert missing(portal, index=nameless + "history: Ở làng từ 1700.\n") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "theo quy định lưu trữ Việt Nam: keywords. Thêm trường “keywords” / “subjects”."),
     ("en", "data set is missing: keywords. Add the field “keywords” / “subjects”.")],
)
def test_what_may_stand_instead_is_said(portal: WritePortal, language: str, words: str) -> None:
    missing(portal, file=FILE.replace("keywords: [đê điều]\n", ""))
    [problem] = load(portal({})).problems
    assert words in line(problem, language)


@pytest.mark.parametrize(
    ("above", "own", "files"),
    [
        ("{statement: 'http://rightsstatements.org/vocab/CNE/1.0/'}", "", []),
        ("{note: Xin hỏi họ.}", "", ["index", "item"]),
        ("{note: Xin hỏi họ.}", "{statement: 'http://rightsstatements.org/vocab/CNE/1.0/'}", ["index"]),
        ("{statement: 'http://rightsstatements.org/vocab/CNE/1.0/'}", "{credit: Họ Lê}", ["item"]),
    ],
)
def test_europeana_asks_for_the_address_of_a_rights_statement(portal: WritePortal, above: str, own: str, files: list[str]) -> None:
    item = "id: to\nlevel: item\ntitle: Tờ\ngenres: [Tờ trình]\nmedia: [https://example.org/a.jpg]\n" + (f"rights: {own}\n" if own else "")
    root = portal({
        "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi]\nprofiles: [europeana]\n",
        "collections/ho/index.yaml": f"id: ho\nlevel: fonds\ntitle: Phông\naccess: open\nlanguages: [vi]\nrights: {above}\n",
        "collections/ho/item.yaml": item,
    })
    found = [(one.file.rpartition("/")[2].removesuffix(".yaml"), one.found, one.key) for one in load(root).problems]
    assert found == [(name, "rights.statement", "rights") for name in files]
