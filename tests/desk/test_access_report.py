"""The archive's own report on what is public: complete, for people who do not program, and never in the output."""

from __future__ import annotations

import csv
import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from site_builder.desk.access_report import COLUMNS, Standing, as_csv, as_html, report, write
from site_builder.model.authorities import Agent
from site_builder.model.dates import DateValue
from site_builder.model.records import Media, Ref
from site_builder.model.rights import Basis, BasisType, Files, Reviewed
from site_builder.source.catalogue import Catalogue
from site_builder.spoken import say
from tests.source.catalogues import Written, access, catalogue, text

TODAY = date(2026, 11, 23)


def archive() -> Catalogue:
    return catalogue(
        Written(
            "f",
            Written("open", media=(Media(path="a.jpg"), Media(path="m.tif", role="master"))),
            Written("later", access=access("embargoed", until="2030-01-01")),
            Written("shut", Written("below"), access=access("closed"), title=text("<b>=1+1</b>")),
            Written("unclear", access=access("restricted", basis=())),
            access=access("open"),
        )
    )


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_BUILDER_LANG", "en")


def test_every_record_stands_in_the_table_with_what_holds_and_who_decides(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(report(archive(), TODAY, tmp_path).standings).removeprefix("\ufeff"))))
    assert [(row["id"], row["status"], row["shown"], row["decided_by"]) for row in rows] == [
        ("f", "open", "full", "f"), ("open", "open", "full", "f"), ("later", "embargoed", "full", "later"),
        ("shut", "closed", "hidden", "shut"), ("below", "closed", "hidden", "shut"), ("unclear", "closed", "hidden", "unclear"),
    ]  # fmt: skip
    assert (rows[2]["opens"], rows[5]["doubt"], rows[1]["files_public"], rows[1]["files_kept"]) == ("2030-01-01", "basis", "1", "1")
    assert tuple(rows[0]) == COLUMNS


def test_a_cell_never_runs_as_a_formula() -> None:
    whole = catalogue(Written("i", access=access("open"), title=text("=HYPERLINK(1)")))
    assert "'=HYPERLINK(1)" in as_csv(report(whole, TODAY, Path()).standings)


@pytest.mark.parametrize(("language", "heading"), [("en", "Access report"), ("vi", "Báo cáo tiếp cận")])
def test_the_page_says_in_words_what_is_held_back_and_what_opens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, heading: str
) -> None:
    monkeypatch.setenv("SITE_BUILDER_LANG", language)
    page = as_html(report(archive(), TODAY, tmp_path))
    assert f"<h1>{heading}</h1>" in page and "2030</td>" in page and "<code>basis</code>" in page
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in page and "<b>=1" not in page


def told(tmp_path: Path, **fields: Any) -> Standing:
    return report(catalogue(Written("f", Written("i", **fields), access=access("open"))), TODAY, tmp_path).standings[1]


def test_a_file_of_which_only_a_small_picture_is_seen_is_kept_back(tmp_path: Path) -> None:
    media = (Media(path="a.jpg", thumbnail="s.jpg"), Media(path="b.jpg"), Media(path="t.jpg", role="thumbnail"))
    one = told(tmp_path, media=media, access=access("metadata_only", files=Files(thumbnail="open")))
    assert (one.files_public, one.files_kept, one.thumbnails_public) == (1, 2, 1)


def test_hidden_fields_hold_a_record_back_and_are_named_in_words(tmp_path: Path) -> None:
    made = report(catalogue(Written("i", access=access("open", fields_hidden=("notes", "x_secret")))), TODAY, tmp_path)
    assert [one.fields_hidden for one in made.held_back()] == ["Notes; x_secret"]
    assert "without the fields: Notes; x_secret" in as_html(made)


@pytest.mark.parametrize(("rule", "words"), [
    ("date_end + 30y", "30 years from the last date of the record"), ("birth + 1y", "1 year from the birth of the persons named"),
    ("death + 50 years", "50 years from the death of the persons named"),
])  # fmt: skip
def test_a_rule_is_said_in_words(tmp_path: Path, rule: str, words: str) -> None:
    an = Agent(id="an", name=text("An"), dates=(DateValue(edtf="2025/2026"),))
    named = Written(
        "i", access=access("embargoed", embargo_rule=rule), people=(Ref(name=text("An"), id="an"),), dates=(DateValue(edtf="2026"),)
    )
    made = report(catalogue(named, agents={"an": an}), TODAY, tmp_path)
    assert made.standings[0].rule == words
    assert words in as_html(made)


def test_the_page_names_what_opens_on_each_day_as_people_write_days(tmp_path: Path) -> None:
    later = [Written(f"i{number}", access=access("embargoed", until="2030-01-02"), title=text(f"Thư {number}")) for number in range(23)]
    page = as_html(report(catalogue(*later), TODAY, tmp_path))
    opening = page[page.index("<h2>Opening") : page.index("<h2>What is held back")]
    assert "2 January 2030" in opening
    assert "Thư 19 " in opening
    assert "Thư 20 " not in opening
    assert "and 3 more records" in opening


@pytest.mark.parametrize(("fields", "counted"), [({}, True), ({"count": "hidden"}, False)])
def test_it_is_said_whether_a_closed_record_is_counted(tmp_path: Path, fields: dict[str, str], counted: bool) -> None:
    assert told(tmp_path, access=access("closed", **fields)).counted is counted
    alone = catalogue(Written("f", Written("i"), access=access("closed", **fields)))
    assert not any(one.counted for one in report(alone, TODAY, tmp_path).standings)


def test_reviews_done_and_due_are_told(tmp_path: Path) -> None:
    basis = (Basis(type="donor", review_date="2031-05-01"), Basis(type="privacy", review_date="2029-01-02"), Basis(type="policy"))
    one = told(tmp_path, access=access("closed", basis=basis, reviewed=Reviewed(date="2026-01-02", by=text("Lan"))))
    assert (one.reviewed, one.review_due) == ("2026-01-02, Lan", "2029-01-02")
    page = as_html(report(catalogue(Written("i", access=access("closed", reviewed=Reviewed(date="2026-01-02", by=text("Lan"))))), TODAY, tmp_path))
    assert "2 January 2026, Lan" in page and "2026-01-02" not in page


def test_what_is_held_back_is_all_that_people_cannot_see_whole(tmp_path: Path) -> None:
    held_back = report(archive(), TODAY, tmp_path).held_back()
    assert [one.id for one in held_back] == ["open", "later", "shut", "below", "unclear"]
    assert held_back[1].basis == "donor agreement: Hợp đồng tặng"


@pytest.mark.parametrize("kind", get_args(BasisType))
def test_every_type_of_basis_has_words(kind: BasisType, tmp_path: Path) -> None:
    whole = catalogue(Written("i", access=access("closed", basis=(Basis(type=kind),))))
    assert report(whole, TODAY, tmp_path).standings[0].basis == say(f"access.basis.{kind}")


def test_files_kept_back_that_git_would_publish_are_named(tmp_path: Path) -> None:
    for name in ("kept.jpg", "shown.jpg", "untracked.jpg"):
        (tmp_path / name).write_bytes(b"x")
    whole = catalogue(
        Written("shut", access=access("closed"), media=(Media(path="kept.jpg"), Media(path="untracked.jpg"))),
        Written("open", access=access("open"), media=(Media(path="shown.jpg"),)),
    )
    here = Catalogue(**{**vars(whole), "media_paths": {key: tmp_path / key[1] for key in whole.media_paths}})
    assert report(here, TODAY, tmp_path).tracked == []
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "add", "kept.jpg", "shown.jpg"], check=True)
    assert report(here, TODAY, tmp_path).tracked == ["kept.jpg"]


def test_the_report_is_two_files(tmp_path: Path) -> None:
    page, table = write(report(archive(), TODAY, tmp_path), tmp_path / "house")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>") and table.read_bytes().startswith(b"\xef\xbb\xbfid,")
