"""Imports leave files that authors go on with: checked, built, reported; and they never write over anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import WritePortal
from tests.test_builds import run

PORTAL = {"portal.yaml": "title: {vi: Cổng, en: Portal}\nbase_url: https://e.org/\nlanguages: [vi, en]\n"}
TABLE = """objectid,title,date,subject,object_location,image_alt_text,description,Note
CON,=1+1,1802~/1820,a; b,/objects/a.jpg,Ảnh,"<b>Đậm</b> | <script>x</script>
dòng hai",no
x/../y,,khoảng 1433,,https://example.org/a b.jpg,,,0123
,,,,,,,
"""
EAD = ("<ead><eadheader><eadid>{id}</eadid></eadheader><archdesc level='fonds'><did><unittitle>Phông {id}</unittitle>"
       "<unitid>{id}</unitid></did><dsc><c level='file'><did><unittitle>Hồ sơ: 12</unittitle></did></c></dsc></archdesc></ead>")
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082")


@pytest.fixture
def root(portal: WritePortal) -> Path:
    return portal(PORTAL)


def project(folder: Path, title: str = "Bộ ảnh") -> Path:
    """Write a small CollectionBuilder project."""
    (folder / "_data").mkdir(parents=True)
    (folder / "objects").mkdir()
    (folder / "objects" / "a.jpg").write_bytes(PICTURE)
    (folder / "_config.yml").write_text(f'title: "{title}"\nmetadata: m\n', encoding="utf-8")
    (folder / "_data" / "m.csv").write_text(TABLE, encoding="utf-8")
    return folder


def test_an_import_passes_check_and_builds_and_reports(root: Path, tmp_path: Path) -> None:
    source = project(tmp_path / "p")
    done = run(root, "import", "collectionbuilder", str(source), "--into", "collections/anh", "--report", "report.json")
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((root / "report.json").read_text("utf-8"))
    assert report.keys() == {"read", "written", "left", "fields", "notes"}
    assert (report["read"], report["written"]) == (3, 2)
    assert [(one["row"], set(one)) for one in report["left"]] == [(3, {"source", "row", "reason"})]
    assert report["fields"]["Note"] == "x_note"
    assert {set(one) == {"source", "row", "field", "note"} for one in report["notes"]} == {True}
    assert (root / "collections/anh/objects/a.jpg").read_bytes() == PICTURE
    checked = run(root, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    made = run(root, "build", "--as-of", "2026-11-23")
    assert made.returncode == 0, made.stdout + made.stderr
    page = (root / "output/vi/records/con-1/index.html").read_text("utf-8")
    assert "=1+1" in page
    assert "<script>x" not in page


def test_a_table_where_only_some_places_have_a_point_passes_check(root: Path, tmp_path: Path) -> None:
    source = project(tmp_path / "p")
    table = "objectid,title,location,latitude,longitude\na,A,Huế,16.4,107.6\nb,B,Huế; Hà Nội,,\nc,C,Vinh,,\n"
    (source / "_data" / "m.csv").write_text(table, encoding="utf-8")
    assert run(root, "import", "collectionbuilder", str(source), "--into", "collections/anh").returncode == 0
    checked = run(root, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_each_of_several_finding_aids_becomes_a_collection_and_a_broken_one_is_named(root: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "ead").mkdir(exist_ok=True)
        (tmp_path / "ead" / f"{name}.xml").write_text(EAD.replace("{id}", f"{name}-1"), encoding="utf-8")
    (tmp_path / "ead" / "broken.xml").write_text("<ead>\n<archdesc>", encoding="utf-8")
    done = run(root, "import", "ead", str(tmp_path / "ead"), "--into", "collections/ead")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "broken.xml" in done.stdout
    assert sorted(path.name for path in (root / "collections/ead").iterdir()) == ["a-1", "b-1"]
    assert run(root, "check").returncode == 0


def test_a_broken_source_is_one_error_with_its_line_and_nothing_is_written(root: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<ead>\n<archdesc></did>\n</ead>", encoding="utf-8")
    done = run(root, "import", "ead", str(tmp_path / "broken.xml"), "--into", "collections/x")
    assert done.returncode == 1
    assert "broken.xml:2" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "collections/x").exists()


@pytest.mark.parametrize("into", ["collections/../..", "../elsewhere", "content/vi", "/tmp/elsewhere"])
def test_nothing_is_written_outside_the_collections(root: Path, tmp_path: Path, into: str) -> None:
    done = run(root, "import", "collectionbuilder", str(project(tmp_path / "p")), "--into", into)
    assert done.returncode == 2
    assert sorted(path.name for path in root.iterdir()) == ["portal.yaml"]


def test_what_is_there_is_never_written_over(root: Path, tmp_path: Path) -> None:
    source = project(tmp_path / "p")
    assert run(root, "import", "collectionbuilder", str(source), "--into", "collections/anh").returncode == 0
    index = root / "collections/anh/index.yaml"
    index.write_text(index.read_text("utf-8") + "notes: [của tôi]\n", encoding="utf-8")
    assert run(root, "import", "collectionbuilder", str(source), "--into", "collections/anh").returncode == 2
    assert "của tôi" in index.read_text("utf-8")
    again = run(root, "import", "collectionbuilder", str(source), "--into", "collections/anh-2")
    assert again.returncode == 0
    assert run(root, "check").returncode == 0
