"""What people take along of a collection is valid by its standard, and whole: nothing shown is missing, nothing hidden is there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from site_builder.build import Options, build
from site_builder.desk import importing
from site_builder.formats.downloads import NAMES
from site_builder.formats.ead.marked import blocks
from site_builder.formats.tables import safe
from tests import whole_portal
from tests.conftest import CHECKOUT, WritePortal

DAY = date(2026, 11, 23)
EAD3 = "{http://ead3.archivists.org/schema/}"
DC = "{http://purl.org/dc/elements/1.1/}"
HOSTILE = """---
id: xau
level: fonds
title: {vi: "A & <b>B</b> ]]> \\"C\\"", en: "=1+1"}
dates: [{edtf: 1802~/1975, display: khoảng 1802}, 1945-09-02, "../1954"]
extent: [{quantity: 3, unit: hồ sơ, medium: giấy}, khoảng hai mét]
access: {status: open, note: Đến đọc tại chỗ}
rights: {statement: "http://rightsstatements.org/vocab/CNE/1.0/", note: "Ghi *nguồn*"}
languages: [vi, lzh]
scripts: [Latn, Hani]
notes: [Một, {type: general, text: Hai}]
related: [{url: "https://e.org/?a=1&b=2", note: xem}, {ref: xau, relation: tự}]
containers: [{type: hộp, value: 3}]
alt_identifiers: [{value: "cũ|1", type: cũ}]
description_control: {note: Ghi, rules: [ISAD(G)], dates: [2024-01-01], described_by: [An]}
x_rieng: "Riêng <i>"
sheets: 12
---
Một **đậm** và *nghiêng* [ra](https://e.org/?x=1&y=2), [xấu](javascript:alert).

- một
    1. trong
- hai `m`

> lời

| a | b |
|---|---|
| 1 | 2 <script>x</script> |

## Mục
<div onclick="x">thô & <b>đậm</b></div>
"""


@pytest.fixture
def schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared / "schemas/ead3/ead3.xsd")))


def built(root: Path) -> Path:
    build(Options(root, root / "output", DAY))
    return root / "output" / "data"


def faults(schema: etree.XMLSchema, files: Iterator[Path]) -> list[str]:
    return [f"{one.parent.name}: {schema.error_log}" for one in sorted(files) if not schema.validate(etree.parse(str(one)))]


def test_finding_aids_are_valid_whatever_the_words_are(schema: etree.XMLSchema, portal: WritePortal) -> None:
    data = built(portal({**whole_portal.files(), "collections/xau/index.md": HOSTILE}))
    assert faults(schema, data.glob("*/ead3.xml")) == []
    made = (data / "xau/ead3.xml").read_text("utf-8")
    for words in ("Một", "nghiêng", "trong", "hai", "lời", "Riêng", "12", "khoảng hai mét", "Hani", "cũ|1", "ISAD(G)", "hộp"):
        assert words in made
    assert "javascript:" not in made
    assert "onclick" not in made


def test_finding_aids_of_the_demonstration_are_valid(schema: etree.XMLSchema, tmp_path: Path) -> None:
    build(Options(CHECKOUT, tmp_path / "output", DAY))
    assert len(list((tmp_path / "output/data").glob("*/ead3.xml"))) == 6
    assert faults(schema, (tmp_path / "output/data").glob("*/ead3.xml")) == []


def test_a_finding_aid_keeps_hierarchy_and_repeats_nothing_inherited(portal: WritePortal) -> None:
    root = etree.parse(str(built(portal(whole_portal.files())) / "pham/ead3.xml")).getroot()
    item = next(one for one in root.iter(f"{EAD3}c") if one.get("level") == "item" and "Vân Khê" in "".join(map(str, one.itertext())))
    above = item.getparent()
    assert above is not None
    assert above.get("level") == "series"
    assert [one.get("normal") for one in item.iter(f"{EAD3}unitdate")] == ["1825/1826"]
    assert len(list(root.iter(f"{EAD3}origination"))) == 1
    addresses = [str(one.get("href")) for one in item.iter(f"{EAD3}dao")]
    assert len(addresses) == 2
    assert all(one.startswith("https://archives.example.org/kho/records/pham-dia-ba/") for one in addresses)


def test_an_exported_finding_aid_comes_back_as_it_went(portal: WritePortal, tmp_path: Path) -> None:
    data = built(portal(whole_portal.files()))
    other = tmp_path / "other"
    other.mkdir()
    (other / "portal.yaml").write_text("title: Cổng\nbase_url: https://e.org/\nlanguages: [vi]\n", encoding="utf-8")
    made = importing.bring(other, "ead", data / "pham/ead3.xml", Path("collections/pham"))
    shown = list(csv.DictReader(io.StringIO((data / "pham/records.csv").read_text("utf-8-sig"))))
    assert made.read == len(shown)
    assert [row["level"] for row in made.collections[0].rows] == [row["level"] for row in shown[1:]]


def test_the_history_of_a_creator_is_told_where_the_page_tells_it(schema: etree.XMLSchema, portal: WritePortal) -> None:
    files = whole_portal.files() | {
        "collections/_agents/pham.yaml": "type: family\nname: {vi: Họ Phạm, en: The Phạm}\nhistory: {vi: 'Lập *làng*.', en: Founders.}\n",
        "collections/khac/index.yaml": "id: khac\nlevel: fonds\ntitle: Khác\naccess: open\ncreators: [pham]\nhistory: Riêng.\n",
    }
    root = portal(files)
    build(Options(root, root / "output", DAY))
    told = {}
    for collection in ("pham", "khac"):
        tree = etree.parse(root / f"output/data/{collection}/ead3.xml")
        schema.assertValid(tree)
        told[collection] = [" ".join("".join(map(str, one.itertext())).split()) for one in tree.iter(f"{EAD3}bioghist")]
    assert told == {"pham": ["Họ PhạmLập làng.", "The PhạmFounders."], "khac": ["Riêng."]}
    page = (root / "output/vi/records/pham/index.html").read_text("utf-8")
    assert "Lập <em>làng</em>." in page
    (root / "collections/_agents/pham.yaml").write_text("type: family\nname: Họ Phạm\nhistory: Sửa rồi.\n", encoding="utf-8")
    build(Options(root, root / "output", DAY))
    assert "Sửa rồi." in (root / "output/data/pham/ead3.xml").read_text("utf-8")


def test_dublin_core_is_what_harvesters_validate(shared: Path, portal: WritePortal, tmp_path: Path) -> None:
    folder = shared / "schemas/xlink-xml/data/xsd"

    local = re.sub(r'schemaLocation="[^"]*/', 'schemaLocation="', (folder / "oai_dc.xsd").read_text("utf-8"))
    elements = re.sub(r'schemaLocation="[^"]*/', 'schemaLocation="', (folder / "simpledc20021212.xsd").read_text("utf-8"))
    for name, text in (("oai_dc.xsd", local), ("simpledc20021212.xsd", elements), ("xml.xsd", (folder / "xml.xsd").read_text("utf-8"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    schema = etree.XMLSchema(etree.parse(str(tmp_path / "oai_dc.xsd")))
    data = built(portal({**whole_portal.files(), "collections/xau/index.md": HOSTILE}))
    for file in sorted(data.glob("*/dc.xml")):
        records = list(etree.parse(str(file)).getroot())
        assert records
        for record in records:
            schema.assertValid(etree.fromstring(etree.tostring(record)))
    titles = [one.text for one in etree.parse(str(data / "pham/dc.xml")).getroot().iter(f"{DC}title")]
    assert "Land register" in titles
    assert not {"Tài liệu closed", "Tài liệu restricted", "Tài liệu withdrawn"} & set(titles)


def test_every_form_of_a_collection_is_offered_on_its_page(portal: WritePortal) -> None:
    root = portal(whole_portal.files())
    data = built(root)
    page = (root / "output/vi/records/pham/index.html").read_text("utf-8")
    for name in NAMES.values():
        assert (data / "pham" / name).is_file()
        assert f"data/pham/{name}" in page


@pytest.mark.parametrize("cell", ["=1+1", "+84 24", "-5", "@SUM(A1)", "\t=1", "'=1"])
def test_no_cell_is_a_formula_and_each_can_be_read_back(cell: str) -> None:
    assert safe(cell) == "'" + cell


@pytest.mark.parametrize(("words", "made"), [
    ("Một\nhai\n\nba", "<p>Một hai</p><p>ba</p>"),
    ("a & b", "<p>a &amp; b</p>"),
    ("*a*", '<p><emph render="italic">a</emph></p>'),
    ("- a\n- b", '<list listtype="unordered"><item>a</item><item>b</item></list>'),
])
def test_markdown_becomes_running_text(words: str, made: str) -> None:
    assert blocks(words) == made
