"""What harvesters get of a collection is valid, dated by what is known, and tells what is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from site_builder.build import Options, build
from tests import whole_portal
from tests.conftest import WritePortal

DAY = date(2026, 11, 23)
OAI = "{http://www.openarchives.org/OAI/2.0/}"
LEDGER = "id,kind,since,ended,successor\n"


@pytest.fixture(scope="module")
def schema(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """The schemas of the protocol and of its Dublin Core as one."""
    folder = tmp_path_factory.mktemp("schemas")
    for source in (shared / "schemas/oai/ramls/schemas/OAI-PMH.xsd", *sorted((shared / "schemas/xlink-xml/data/xsd").glob("*.xsd"))):
        local = re.sub(r'schemaLocation="[^"]*/', 'schemaLocation="', source.read_text("utf-8"))
        (folder / source.name).write_text(local, encoding="utf-8")
    both = "".join(
        f'<import namespace="http://www.openarchives.org/OAI/2.0/{name}" schemaLocation="{file}"/>'
        for name, file in (("", "OAI-PMH.xsd"), ("oai_dc/", "oai_dc.xsd"))
    )
    (folder / "both.xsd").write_text(f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{both}</schema>', encoding="utf-8")
    return etree.XMLSchema(etree.parse(str(folder / "both.xsd")))


def built(root: Path) -> Path:
    build(Options(root, root / "output", DAY))
    return root / "output/data"


def headers(file: Path) -> Mapping[str, tuple[str, str]]:
    """Return (day, status) of each record by its id."""
    found = {}
    for one in etree.parse(str(file)).getroot().iter(f"{OAI}header"):
        name, day = (str(one.findtext(f"{OAI}{part}")) for part in ("identifier", "datestamp"))
        found[re.split("[:/]", name)[-1]] = (day, str(one.get("status") or ""))
    return found


def entered(*lines: str) -> dict[str, str | bytes]:
    return {**whole_portal.files(), "addresses.csv": LEDGER + "".join(f"{line}\n" for line in lines)}


ALL = tuple(f"{name},record,2025-01-01,," for name in ("pham", "pham-ruong", "pham-dia-ba", "pham-withdrawn", "pham-restricted"))


def test_the_answer_to_harvesters_is_valid(schema: etree.XMLSchema, portal: WritePortal) -> None:
    data = built(portal(entered(*ALL, "cu,record,2025-01-01,2025-05-06,")))
    for file in data.glob("*/oai.xml"):
        schema.assertValid(etree.parse(str(file)))
    assert headers(data / "pham/oai.xml")["pham"] == ("2025-01-01", "")


def test_an_answer_about_nothing_is_valid_too(schema: etree.XMLSchema, portal: WritePortal) -> None:
    file = built(portal(entered("van-khe,institution,2025-01-01,,", "cu,record,2025-01-01,,pham"))) / "pham/oai.xml"
    schema.assertValid(etree.parse(str(file)))
    assert 'code="noRecordsMatch"' in file.read_text("utf-8")


def test_what_is_withdrawn_or_gone_is_told_as_deleted(portal: WritePortal) -> None:
    data = built(portal(entered(*ALL, "cu,record,2025-01-01,2025-05-06,", "quen,record,2025-01-01,,pham")))
    told = headers(data / "pham/oai.xml")
    assert {name: one for name, one in told.items() if one[1]} == {
        "pham-withdrawn": ("2026-01-02", "deleted"), "cu": ("2025-05-06", "deleted"),
    }  # fmt: skip


def test_nothing_else_is_known_of_what_is_deleted_or_kept_back(portal: WritePortal) -> None:
    made = (built(portal(entered(*ALL))) / "pham/oai.xml").read_text("utf-8")
    assert "Land register" in made
    for status in ("withdrawn", "restricted", "closed"):
        assert f"Tài liệu {status}" not in made


@pytest.mark.parametrize(("noted", "stamp"), [
    ("[2026-03-04]", "2026-03-04"),
    ("[Sửa ngày 2026-03-04; lập 2024-01-01]", "2026-03-04"),
    ("[2024-12-31]", "2025-01-01"),
    ("[2026-11-24]", "2025-01-01"),
    ("[2026-02-30, 2026]", "2025-01-01"),
])  # fmt: skip
def test_a_record_bears_the_day_of_its_last_known_change_and_never_one_to_come(portal: WritePortal, noted: str, stamp: str) -> None:
    files = entered(*ALL)
    files["collections/pham/ruong/dia-ba.yaml"] = f"id: pham-dia-ba\nlevel: item\ntitle: Sổ\ndescription_control: {{dates: {noted}}}\n"
    assert headers(built(portal(files)) / "pham/oai.xml")["pham-dia-ba"] == (stamp, "")


def test_the_day_of_a_build_changes_no_answer(portal: WritePortal) -> None:
    root = portal(entered(*ALL))
    before = (built(root) / "pham/oai.xml").read_bytes()
    build(Options(root, root / "output", date(2027, 1, 1), clean=True))
    assert (root / "output/data/pham/oai.xml").read_bytes() == before


def test_without_a_ledger_there_are_no_true_days_and_so_no_answer(portal: WritePortal) -> None:
    root = portal(whole_portal.files())
    assert not list(built(root).glob("*/oai.xml"))
    assert "oai.xml" not in (root / "output/vi/records/pham/index.html").read_text("utf-8")
    (root / "addresses.csv").write_text(LEDGER + "\n".join(ALL) + "\n", encoding="utf-8")
    assert (built(root) / "pham/oai.xml").is_file()
    for language in ("vi", "en"):
        assert "data/pham/oai.xml" in (root / f"output/{language}/records/pham/index.html").read_text("utf-8")
