"""Finding aids come in whole: every component is a record, every word of it stands in a field."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from site_builder.build import Options, build
from site_builder.desk import importing
from site_builder.formats import ead
from site_builder.formats.ead.finding_aids import parse
from site_builder.formats.ead.prose import is_component, name_of
from site_builder.formats.ead.values import standard
from site_builder.formats.imported import WORDS, Ids, Import, Unreadable
from tests.conftest import WritePortal

WORD = re.compile(r"[^\W_]+")
SMALL = """<?xml version="1.0"?>
<ead><eadheader langencoding="iso639-2b"><eadid>VN-01</eadid></eadheader>
<archdesc level="fonds"><did><unittitle>Phông <emph>Phạm</emph> Đình, <unitdate normal="1802/1975">1802-1975</unitdate></unittitle>
<unitid>PL.01</unitid><origination><famname>Phạm Đình</famname></origination></did>
<scopecontent><head>Scope and Content</head><p>Giấy tờ | của họ.</p><list><item>một</item><item>hai</item></list></scopecontent>
<accessrestrict><p>Đến đọc tại chỗ.</p></accessrestrict>
<dsc><c01 level="series"><did><unittitle>Ruộng đất</unittitle></did>
<c02 level="file" audience="internal"><did><unittitle>Kín</unittitle></did><c03><did><unitdate>c. 1925-1940</unitdate></did></c03></c02>
<c02 level="item"><did><unittitle>Địa bạ</unittitle><dao href="https://example.org/a b.jpg"/></did>
<odd audience="internal"><p>Chỉ người lưu trữ biết</p></odd></c02></c01></dsc></archdesc></ead>"""


def bring(tmp_path: Path, text: str) -> Import:
    """Read a finding aid from its text."""
    file = tmp_path / "small.xml"
    file.write_text(text, encoding="utf-8")
    return ead.read(file, WORDS["vi"], Ids(set()))


def test_components_become_records_in_their_hierarchy(tmp_path: Path) -> None:
    made = bring(tmp_path, SMALL)
    collection = made.collections[0]
    assert made.read == made.written == 5
    assert collection.index["title"] == "Phông Phạm Đình"
    assert collection.index["dates"] == [{"edtf": "1802/1975", "display": "1802-1975"}]
    assert collection.index["scope_and_content"] == "Giấy tờ \\| của họ.\n\n- một\n- hai"
    assert [row["level"] for row in collection.rows] == ["series", "file", "file", "item"]
    assert [row["part_of"] for row in collection.rows] == ["vn-01", "vn-01-1", "vn-01-1-1", "vn-01-1"]


def test_what_the_source_keeps_internal_is_closed_or_hidden_and_notes_change_no_status(tmp_path: Path) -> None:
    collection = bring(tmp_path, SMALL).collections[0]
    series, closed, below, item = collection.rows
    assert collection.index["access"] == {"note": "Đến đọc tại chỗ.", "status": "open"}
    assert closed["access.status"] == below["access.status"] == "closed"
    assert closed["access.basis.type"] == "policy"
    assert "access.status" not in series
    assert item["access.fields_hidden"] == "x_internal_odd"
    assert item["media.url"] == "https://example.org/a%20b.jpg"


INTERNAL = """<ead><eadheader audience="internal"><eadid>x</eadid><titleproper>SECRET0</titleproper></eadheader>
<archdesc level="fonds"><did><unittitle>A <persname audience="internal">SECRET1</persname> b</unittitle>
<origination><persname audience="internal">SECRET2</persname><persname>Mở</persname></origination></did>
<scopecontent><p>mở<emph audience="internal">SECRET3</emph> tiếp</p><list><item audience="internal">SECRET4</item></list></scopecontent>
<controlaccess><subject audience="internal">SECRET5</subject></controlaccess>
<dsc audience="internal"><c01 level="series"><did><unittitle>SECRET6</unittitle></did><c02><did><unittitle>SECRET7</unittitle></did></c02></c01></dsc>
<dsc><c01 level="file"><did audience="internal"><unittitle>SECRET8</unittitle><unitid>SECRET9</unitid></did>
<descgrp audience="internal"><odd><p>SECRETA</p></odd></descgrp></c01>
<c01 level="file"><did><unittitle>Tờ</unittitle><daogrp><daoloc audience="internal" href="https://e.org/SECRETB"/><daoloc href="https://e.org/a"/></daogrp>
<dao audience="internal" href="https://e.org/SECRETC"/></did></c01></dsc></archdesc></ead>"""


def test_nothing_internal_reaches_the_site_and_none_of_it_is_lost(portal: WritePortal, tmp_path: Path) -> None:
    root = portal({"portal.yaml": "title: Cổng\nbase_url: https://e.org/\nlanguages: [vi]\n"})
    (tmp_path / "x.xml").write_text(INTERNAL, encoding="utf-8")
    importing.bring(root, "ead", tmp_path / "x.xml", Path("collections/x"))
    written = "".join(path.read_text("utf-8") for path in (root / "collections").rglob("*.*"))
    assert {f"SECRET{end}" for end in "0123456789ABC"} == set(re.findall(r"SECRET.", written))
    build(Options(root, root / "output", date(2026, 11, 23)))
    shown = {path.name: path.read_bytes() for path in (root / "output").rglob("*") if path.is_file()}
    assert [name for name, content in shown.items() if b"secret" in (gunzipped(content)).lower() and "assets" not in name] == []
    assert "mở tiếp".encode() in (root / "output/vi/records/x/index.html").read_bytes()


def gunzipped(content: bytes) -> bytes:
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def test_the_report_says_which_field_each_element_fills(tmp_path: Path) -> None:
    fields = bring(tmp_path, SMALL).fields
    assert fields["unittitle"] == "title"
    assert fields["scopecontent"] == "scope_and_content"
    assert fields["accessrestrict"] == "access.note"
    assert fields["dao"] == "media.url"


def test_a_date_in_words_keeps_its_words_and_titles_what_has_no_title(tmp_path: Path) -> None:
    below = bring(tmp_path, SMALL).collections[0].rows[2]
    assert below["dates.display"] == "c. 1925-1940"
    assert below["dates.edtf"] == "1925~/1940~"
    assert below["title"] == "c. 1925-1940"


@pytest.mark.parametrize(("written", "edtf", "display"), [
    ("<unitdate>circa 1900-1906</unitdate>", "1900~/1906~", "circa 1900-1906"),
    ('<unitdate normal="1900/1906">circa 1900-1906</unitdate>', "1900~/1906~", "circa 1900-1906"),
    ('<unitdate normal="1900/1906" certainty="approximate">1900-1906</unitdate>', "1900~/1906~", "1900-1906"),
    ('<unitdate normal="1900" certainty="ca.">1900</unitdate>', "1900~", ""),
    ('<unitdate normal="1900/1906" certainty="inferred">1900-1906</unitdate>', "1900/1906", "1900-1906"),
    ('<unitdate normal="1901/1906">circa 1900-1906</unitdate>', "1901/1906", "circa 1900-1906"),
])
def test_a_date_is_as_doubtful_as_its_words(tmp_path: Path, written: str, edtf: str, display: str) -> None:
    [date] = bring(tmp_path, SMALL.replace('<unitdate normal="1802/1975">1802-1975</unitdate>', written)).collections[0].index["dates"]
    assert (date["edtf"], date.get("display", "")) == (edtf, display)


def test_a_structured_date_completes_the_words_before_it(tmp_path: Path) -> None:
    def dates(text: str) -> object:
        return bring(tmp_path, SMALL.replace('<unitdate normal="1802/1975">1802-1975</unitdate>', text)).collections[0].index["dates"]

    span = "<unitdatestructured><daterange><fromdate>1914</fromdate><todate>2004</todate></daterange></unitdatestructured>"
    said = "1914, 1931-2004 (bulk 1970-1990)"
    assert dates(f"<unitdate>{said}</unitdate>{span}") == [{"edtf": "1914/2004", "display": said}]
    assert dates(f"<unitdate>1914-2004</unitdate>{span}") == [{"edtf": "1914/2004", "display": "1914-2004"}]
    assert dates(span) == [{"edtf": "1914/2004", "display": "1914–2004"}]
    assert dates(f"<unitdate>1920</unitdate>{span}") == [{"edtf": "1920"}, {"edtf": "1914/2004", "display": "1914–2004"}]


@pytest.mark.parametrize(
    ("edtf", "attributes"),
    [
        ("1825/1826", ' normal="1825/1826"'),
        ("1945-09-02", ' normal="1945-09-02"'),
        ("1802~/1975", ' normal="1802/1975" certainty="approximate"'),
        ("1930?", ' normal="1930" certainty="uncertain"'),
        ("18XX", ' normal="1800/1899"'),
        ("[1667, 1669]", ' normal="1667/1669"'),
        ("1917-07~", ' normal="1917-07-01/1917-07-31" certainty="approximate"'),
        ("../1954", ""),
        ("-0500~", ""),
    ],
)
def test_a_date_beyond_iso_is_written_with_its_ends_and_its_doubt(edtf: str, attributes: str) -> None:
    assert standard(edtf) == attributes


def test_a_link_is_no_reference_code_but_a_further_one(tmp_path: Path) -> None:
    ark = '<unitid type="ark"><extref href="https://example.org/ark:/1/2">Archival Resource Key</extref></unitid>'
    path = '<unitid type="aspace_uri">/repositories/2/resources/5</unitid>'
    index = bring(tmp_path, SMALL.replace("<unitid>PL.01</unitid>", f"{ark}{path}<unitid>PL.01</unitid>")).collections[0].index
    assert index["identifier"] == "PL.01"
    assert index["alt_identifiers"] == [
        {"value": "https://example.org/ark:/1/2", "type": "Archival Resource Key"},
        {"value": "/repositories/2/resources/5", "type": "aspace_uri"},
    ]


def test_each_related_unit_is_one_and_a_link_leads_there(tmp_path: Path) -> None:
    related = (
        '<relatedmaterial><archref><extref href="https://example.org/m">Phông M</extref></archref>'
        "<list><item>Phông A</item><item>Phông B (*C*)</item></list><p>Và nữa</p></relatedmaterial><accessrestrict>"
    )
    index = bring(tmp_path, SMALL.replace("<accessrestrict>", related, 1)).collections[0].index
    assert index["related"] == [
        {"url": "https://example.org/m", "note": "Phông M"}, {"note": "Phông A"}, {"note": r"Phông B (\*C\*)"}, {"note": "Và nữa"}]


def test_the_heading_of_a_list_stands_over_it(tmp_path: Path) -> None:
    lists = (
        "<list><head>Đinh điền</head><item>một<list><head>Trong đó</head><item>hai</item></list></item></list>"
        "<list><listhead><head01>Năm</head01><head02>Việc</head02></listhead><defitem><label>1802</label><item>Lập sổ</item></defitem></list>"
    )
    index = bring(tmp_path, SMALL.replace("<list><item>một</item><item>hai</item></list>", lists)).collections[0].index
    assert index["scope_and_content"] == (
        "Giấy tờ \\| của họ.\n\n**Đinh điền**\n\n- một\n    - Trong đó\n    - hai\n\n**Năm Việc**\n\n- 1802: Lập sổ"
    )


def test_the_heading_of_access_points_is_no_subject(tmp_path: Path) -> None:
    points = (
        "<controlaccess><head>Subjects</head><list><head>Việc làng</head><item><subject>Đê điều</subject></item><item>Hội hè</item></list>"
        "</controlaccess><dsc>"
    )
    index = bring(tmp_path, SMALL.replace("<dsc>", points)).collections[0].index
    assert index["subjects"] == ["Đê điều", "Hội hè"]
    assert index["x_controlaccess_head"] == "Việc làng"


@pytest.mark.parametrize(("text", "line", "says"), [
    ("<ead>\n<archdesc>\n<did></ead>", 3, "mismatch"),
    ("<mets/>", 1, "no finding aid"),
    ('<ead><archdesc xlink:href="a"/></ead>', 1, "xlink"),
])
def test_what_is_no_finding_aid_is_one_clear_error(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(Unreadable, match=rf"small\.xml:{line}: .*{says}"):
        bring(tmp_path, text)


def test_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("không được lộ", encoding="utf-8")
    text = (f'<!DOCTYPE ead [<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
            "<ead><archdesc level='fonds'><did><unittitle>A &f;</unittitle></did></archdesc></ead>")
    made = bring(tmp_path, text)
    assert "không được lộ" not in json.dumps(made.collections[0].index, ensure_ascii=False)


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    text = (f'<!DOCTYPE ead [<!ENTITY l0 "ha">{bomb}]>'
            "<ead><archdesc level='fonds'><did><unittitle>A &l8;</unittitle></did></archdesc></ead>")
    with pytest.raises(Unreadable, match="entity"):
        bring(tmp_path, text)


def files(shared: Path) -> Iterator[Path]:
    """Yield every well-formed finding aid of the corpora."""
    for file in sorted((shared / "corpora" / "ead").rglob("*.xml")):
        try:
            parse(file)
        except Unreadable:
            continue
        yield file


def below(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the components of an element and theirs, in order; what other elements wrap is none."""
    for child in element:
        if is_component(child):
            yield child
        if is_component(child) or name_of(child) == "dsc":
            yield from below(child)


def heads(element: etree._Element) -> Counter[str]:
    return Counter(word for head in element.iter() if name_of(head) == "head" for word in WORD.findall("".join(map(str, head.itertext()))))


def own_words(element: etree._Element) -> Counter[str]:
    """Count the words of a component, without those of the components below it."""
    found: Counter[str] = Counter()
    for child in element:
        if isinstance(child.tag, str) and not is_component(child):
            found += Counter(WORD.findall(child.text or "")) + own_words(child)
        found += Counter(WORD.findall(child.tail or ""))
    return found


def test_every_component_of_the_corpora_is_read_and_no_word_is_lost(shared: Path) -> None:
    lost: dict[str, list[str]] = {}
    count = 0
    for file in files(shared):
        root = parse(file)
        archdesc = next(one for one in root if name_of(one) == "archdesc")
        components = [archdesc, *below(archdesc)]
        made = ead.read(file, WORDS["en"], Ids(set()))
        records = [made.collections[0].index, *made.collections[0].rows]
        assert made.read == made.written == len(records) == len(components), file.name
        count += len(records)
        for element, record in zip(components, records, strict=True):
            there = set(WORD.findall(json.dumps(record, ensure_ascii=False).replace("\\n", " ").replace("\\t", " ").replace("&lt;", " ")))
            missing = [word for word in own_words(element) if word not in there and word not in heads(element)]
            if missing:
                lost.setdefault(file.name, []).extend(missing)
    assert not lost
    assert count > 9_000
