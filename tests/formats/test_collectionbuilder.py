"""Spreadsheets of CollectionBuilder come in whole: every row is a record, every cell stands in a field."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from site_builder.desk import importing
from site_builder.formats import collectionbuilder, imported
from site_builder.formats.collectionbuilder import projects
from site_builder.formats.imported import WORDS, Ids, Import, Unreadable, clean
from site_builder.formats.iso_639 import tag_of
from site_builder.model.collation import slug

SMALL = """objectid,parentid,title,creator,date,subject,language,rightsstatement,object_location,image_alt_text,Date Digitized,note,note
N 1,,Thư,An; Bình,12/27/1944,thư; chiến tranh,vie,http://rightsstatements.org/vocab/CNE/1.0/,/objects/a.jpg,Ảnh | thư,2020,một,hai
,,,,1946,,no such tongue,free,/objects/none.jpg,,,,
n-1,N 1,Trang 1,,1945/1950,,,,https://example.org/a b.jpg,,,,
,,,,,,,,,,,,
x,y,,,,,,,,,,,
"""


def bring(tmp_path: Path, table: str = SMALL) -> Import:
    """Read a project of one table."""
    (tmp_path / "p" / "_data").mkdir(parents=True)
    (tmp_path / "p" / "objects").mkdir()
    (tmp_path / "p" / "objects" / "a.jpg").write_bytes(b"x")
    (tmp_path / "p" / "_config.yml").write_text("title: Bộ thư\nmetadata: m\n", encoding="utf-8")
    (tmp_path / "p" / "_data" / "m.csv").write_text(table, encoding="utf-8")
    return collectionbuilder.read(tmp_path / "p", WORDS["vi"], Ids(set()))


def test_every_row_is_written_or_named_in_the_report(tmp_path: Path) -> None:
    made = bring(tmp_path)
    assert (made.read, made.written, len(made.left)) == (5, 4, 1)
    assert (made.left[0].row, made.left[0].reason) == (4, "dòng trống")
    assert made.collections[0].index["title"] == "Bộ thư"


def test_fields_find_their_place_and_what_has_none_keeps_its_name(tmp_path: Path) -> None:
    first = bring(tmp_path).collections[0].rows[0]
    assert first["id"] == "n-1"
    assert first["alt_identifiers.value"] == "N 1"
    assert first["creators"] == "An|Bình"
    assert (first["dates.edtf"], first["dates.display"]) == ("1944-12-27", "12/27/1944")
    assert first["languages"] == "vi"
    assert (first["media.path"], first["media.alt"]) == ("objects/a.jpg", "Ảnh \\| thư")
    assert (first["x_date_digitized"], first["x_note"], first["x_note_2"]) == ("2020", "một", "hai")
    assert first["level"] == "file"


def test_ids_are_legal_and_unique_and_parts_hang_from_their_whole(tmp_path: Path) -> None:
    rows = bring(tmp_path).collections[0].rows
    assert [row["id"] for row in rows] == ["n-1", "m-2", "n-1-2", "x"]
    assert rows[2]["part_of"] == "n-1"
    assert rows[3]["x_parentid"] == "y"


def test_what_cannot_be_placed_is_kept_in_words_and_noted(tmp_path: Path) -> None:
    made = bring(tmp_path)
    second = made.collections[0].rows[1]
    assert second["title"] == "1946"
    assert (second["x_language"], second["x_rightsstatement"], second["x_object_location"]) == ("no such tongue", "free", "/objects/none.jpg")
    noted = {note.field for note in made.notes if note.row == 2}
    assert noted == {"objectid", "title", "language", "rightsstatement", "object_location"}
    assert made.collections[0].rows[3]["title"] == "[không nhan đề]"


def test_paths_never_lead_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"x")
    made = bring(tmp_path, "objectid,title,object_location\na,A,../secret.jpg\nb,B,/../../secret.jpg\n")
    assert not made.collections[0].files
    assert all("media.path" not in row for row in made.collections[0].rows)


def test_a_point_goes_with_its_one_place_and_else_stays_in_words(tmp_path: Path) -> None:
    made = bring(tmp_path, "objectid,title,location,latitude,longitude\na,A,Moscow,46.7,-117\nb,B,Huế; Hà Nội,16,107\nc,C,,16,107\nd,D,X,95,107\n")
    first, *rest = made.collections[0].rows
    assert (first["places.name"], first["places.coordinates.lat"], first["places.coordinates.lon"]) == ("Moscow", "46.7", "-117")
    assert [(row["x_latitude"], row["x_longitude"]) for row in rest] == [("16", "107"), ("16", "107"), ("95", "107")]
    assert [row.get("places.name") for row in rest] == ["Huế|Hà Nội", None, "X"]
    assert not any("places" in row for row in made.collections[0].rows), "a table names its places in one way"


def test_what_the_source_calls_its_columns_is_noted(tmp_path: Path) -> None:
    (tmp_path / "p" / "_data").mkdir(parents=True)
    labels = "field,display_name,browse_link\ncreator,Người viết,true\nobjectid,,\n"
    (tmp_path / "p" / "_data" / "config-metadata.csv").write_text(labels, encoding="utf-8")
    (tmp_path / "p" / "_data" / "m.csv").write_text("objectid,title\na,A\n", encoding="utf-8")
    made = collectionbuilder.read(tmp_path / "p", WORDS["vi"], Ids(set()))
    assert [(note.source, note.row, note.field, note.note) for note in made.notes] == [
        ("p/_data/config-metadata.csv", 1, "creator", "nguồn gọi là “Người viết”")]


def test_a_folder_without_a_project_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"_config\.yml"):
        collectionbuilder.read(tmp_path, WORDS["vi"], Ids(set()))


SETS = ("cb-csv-demo", "cb-gh-demo", "cb-sample-data", "taylor-archive", "hirahara", "uidaho-digital-registry", "cb-examples",
        "geodata-listing", "uidaho-documents-portal")


@pytest.mark.parametrize("name", SETS)
def test_every_cell_of_the_corpora_arrives(shared: Path, name: str) -> None:
    source = shared / "corpora" / "cb" / name
    made = collectionbuilder.read(source, WORDS["en"], Ids(set()))
    assert made.read == made.written + len(made.left)
    tables = [table for project in projects.projects(source) for table in project.tables]
    lost = []
    for collection, table in zip(made.collections, tables, strict=True):
        rows = iter(collection.rows)
        for cells in list(csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")))[1:]:
            if any(clean(cell) for cell in cells):
                there = "\n".join(next(rows).values()).replace("\\|", "|")
                lost += [cell for cell in map(clean, cells) if cell and not arrived(cell, there)]
    assert not lost, lost[:10]


def arrived(cell: str, there: str) -> bool:
    """Say whether a cell stands in its record: whole, part by part, as a language's tag, a legal id or a path here."""
    parts = [" ".join(part.split()) for part in cell.split(";") if part.strip()]
    lines = set(re.split(r"[\n|]", there))
    return cell in there or cell.lstrip("/") in lines or any(line.startswith(slug(cell, 80)) for line in lines if line) or all(
        part in there or tag_of(part) in lines for part in parts)


def test_every_word_of_a_report_exists_in_both_languages() -> None:
    table = imported._table()
    used = set()
    for path in (*Path(imported.__file__).parent.rglob("*.py"), Path(importing.__file__)):
        used |= {word for word in re.findall(r'"([a-z_0-9]+)"', path.read_text(encoding="utf-8")) if word in table}
    assert used == set(table)
    assert all(len(pair) == 2 and all(pair) for pair in table.values())
