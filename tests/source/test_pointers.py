"""What texts say of records that are not shown: words stay, addresses go, in every field and in every way to write one."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.model.records import Related
from site_builder.source.decode import decode
from site_builder.source.load import load
from site_builder.source.pointers import cleaner
from site_builder.source.release import release
from tests.source.test_embargo import TODAY

CASES = [
    ("Xem [thư](record:open) và [sổ](record:shut).", "Xem [thư](record:open) và sổ."),
    ("![chú thích](record:open)![kín](record:shut)", "![chú thích](record:open)"),
    ("[![bìa](record:shut)](record:shut)", ""),
    ("[bức [hai] kia](record:shut)", "bức [hai] kia"),
    ('[sổ](<record:shut> "tên") [sổ]( record:shut-2)', "sổ sổ"),
    ("[thư][1]\n\n[1]: record:shut", "[thư][1]\n\n[1]: "),
    ("<record:shut> record:shut, record:open", " , record:open"),
    ("[sổ](../shut/) [sổ](../../records/shut/#p1) [sổ](/vi/records/shut/)", "sổ sổ sổ"),
    ("[sổ](./../shut) ![sổ](..//./shut/index.html) <a href='../shut/'>sổ</a> [sổ](..&#47;shut/)", "sổ  sổ sổ"),
    ("[sổ][1] [thư][2]\n\n[1]: ../shut/\n[2]: <../open/>", "[sổ][1] [thư][2]\n\n[1]:\n[2]: <../open/>"),
    ("[thư](../open/) [trang](../about/) [ảnh](../shut.jpg) ../shut/a.jpg", "[thư](../open/) [trang](../about/) ảnh ../shut/a.jpg"),
    ("[sổ](https://e.org/a/en/records/shut/) [thư](https://e.org/a/en/records/open/)", "sổ [thư](https://e.org/a/en/records/open/)"),
    ("<https://e.org/a/vi/records/shut/> https://e.org/a/records/shut/manifest.json!", " !"),
    ("<a class=x href='../records/shut/' rel=y>sổ</a> <a href=\"record:open\">thư</a>", 'sổ <a href="record:open">thư</a>'),
    ("<A HREF=record:shut>sổ\ncũ</A>", "sổ\ncũ"),
    ("https://khac.example/records/shut/ và https://e.org/a/guide/", "https://khac.example/records/shut/ và https://e.org/a/guide/"),
    ("[sổ](http://e.org/a/vi/records/shut/) [sổ](//E.org/a//vi//records//shut/) HTTPS://e.org/a/./vi/./Records/shut/", "sổ sổ "),
    ('<a href="https://e.org/a/rec&#111;rds/shut/">sổ</a> [sổ](&#x72;ecord:shut) [sổ](record&colon;shut)', "sổ sổ sổ"),
    ("[sổ](record\\:shut) [sổ](../rec%6frds/shut/) [sổ](https://e.org/a\\vi\\records\\shut/)", "sổ sổ sổ"),
    ("[thư](&#x72;ecord:open) 100% &amp; R\\&D", "[thư](&#x72;ecord:open) 100% &amp; R\\&D"),
    ("A &amp; B [sổ](record:shut)", "A &amp; B sổ"),
    ("Sổ shut và hồ sơ (records) shut", "Sổ shut và hồ sơ (records) shut"),
]


@pytest.mark.parametrize(("written", "left"), CASES)
def test_a_pointer_to_what_is_not_shown_leaves_its_words(written: str, left: str) -> None:
    assert cleaner("https://e.org/a/", ("vi", "en"), {"open"}, {"shut"})(written) == left


def test_a_portal_several_folders_down_has_its_own_address_too() -> None:
    clean = cleaner("https://e.org/kho/luu-tru/", ("vi",), {"open"})
    assert clean("[sổ](https://e.org/kho/luu-tru/vi/records/shut/) https://e.org/kho/records/shut/") == "sổ https://e.org/kho/records/shut/"


RECORD = """id: open
level: item
title: {vi: "Thư [kín](record:shut)", en: Letter}
scope_and_content: "Xem [thư](record:shut)."
featured: true
notes: [{type: general, text: "Như [thư](https://e.org/a/vi/records/shut/)"}]
x_remark: record:shut
media: [{url: "https://e.org/a/records/shut/a.jpg"}, {url: "https://khac.example/a.jpg", note: "record:shut"}]
related: [{url: "https://e.org/a/vi/records/shut/", note: kín}, {url: "https://khac.example/", note: "[khác](record:old)"}]
access: {status: open, note: "Như [thư](record:shut)", request: {note: "record:shut"}}
"""
FILES = {
    "portal.yaml": "title: Cổng\nbase_url: https://e.org/a/\nlanguages: [vi, en]\n",
    "addresses.csv": "id,kind,since,ended,successor\nold,record,2025-01-01,2026-01-01,open\nshut,record,2025-01-01,,\nfr,language,2025-01-01,2026-01-01,\n",
    "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\nrights: {note: \"[sổ](record:shut)\"}\ncreators: [an]\n",
    "collections/f/open.yaml": RECORD,
    "collections/f/heir.yaml": "id: heir\nlevel: item\ntitle: Thừa hưởng\n",
    "collections/f/shut.yaml": "id: shut\nlevel: item\ntitle: Kín\naccess: {status: closed, basis: [{type: donor}]}\n",
    "collections/f/draft.yaml": "id: unfinished\nlevel: item\ntitle: Nháp\nstatus: draft\n",
    "collections/f/last.md": "---\nid: last\nlevel: item\ntitle: Cuối\n---\nNhư [bản nháp](record:unfinished), [bản dịch](/fr/records/shut/).\n",
    "collections/_agents/an.yaml": "id: an\ntype: person\nname: An\nhistory: Viết [thư](record:shut).\n",
    "content/vi/chuyen.md": "---\ntitle: Chuyện\n---\nXem [thư](../records/shut/), ![x](record:shut), [bản cũ](record:old).\n",
}


def test_no_field_of_anything_public_points_to_what_is_not_shown(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.catalogue is not None
    public = release(loaded.catalogue, TODAY)
    said = repr((public.records, public.agents, public.pages))
    assert "shut" not in said
    assert "unfinished" not in said
    assert "[bản cũ](record:old)" in said
    record = public.records["open"].record
    assert str(record.title) == "Thư kín"
    assert str(record.scope_and_content) == "Xem thư."
    assert [one.url for one in record.media] == ["https://khac.example/a.jpg"]
    assert [(one.url, str(one.note)) for one in record.related if isinstance(one, Related)] == [("https://khac.example/", "[khác](record:old)")]
    assert str(public.records["heir"].record.rights).count("sổ") == 1


@pytest.mark.parametrize("said", [
    "[a](record:shut)", "https://e.org/a/vi/records/shut/", r"[a](\x72ecord:shut)", r"[a](\u0072ecord\u003ashut)", r"\U00000072ecord:shut",
])  # fmt: skip
def test_a_file_that_points_to_records_is_known_even_if_letters_are_escaped(said: str) -> None:
    written = f'id: i\nlevel: item\ntitle: "{said}"\n'
    assert decode(written.encode(), "collections/i.yaml", "vi").pointing


@pytest.mark.parametrize("said", ["rec\\\n  ord:shut", r"\x72ecord:shut", r"records\/shut", r"[x](&#114;ecord:shut)", r"../rec%6frds/shut/", "RECORDS/shut"])
def test_a_file_that_may_point_to_some_is_read_for_it(said: str) -> None:
    assert decode(f'id: i\nlevel: item\ntitle: "{said}"\n'.encode(), "collections/i.yaml", "vi").pointing


@pytest.mark.parametrize("said", ["Sổ ghi", r"\u1ea3nh c\u00e0 ph\xea", "a record, records"])
def test_a_file_that_points_to_none_is_not_read_for_it(said: str) -> None:
    written = f'id: i\nlevel: item\ntitle: "{said}"\n'
    assert not decode(written.encode(), "collections/i.yaml", "vi").pointing
