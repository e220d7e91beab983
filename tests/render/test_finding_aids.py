"""The finding aid says what each record with others below it says of itself, and never begins a part without its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.render import finding_aids
from tests.test_builds import build


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    (tmp_path / "portal.yaml").write_text("title: Trial\nbase_url: https://example.org/\nlanguages: [en]\n", encoding="utf-8")
    folder = tmp_path / "collections" / "f"
    for place, level, scope in (("", "fonds", "Of the whole."), ("s", "series", "Of the series."), ("s/d", "file", "Of the file.")):
        (folder / place).mkdir(parents=True, exist_ok=True)
        name = place.rpartition("/")[2] or "f"
        (folder / place / "index.yaml").write_text(
            f"id: {name}\nlevel: {level}\ntitle: Title of {name}\nscope_and_content: {scope}\nlanguages: [en]\naccess: open\n", encoding="utf-8"
        )
    for number in range(8):
        (folder / "s/d" / f"i{number}.yaml").write_text(
            f"id: i{number}\nlevel: item\ntitle: Item {number}\nscope_and_content: Begins {number}. {'word ' * 80}ends\n", encoding="utf-8"
        )
    return tmp_path


def page(portal: Path, part: str = "") -> str:
    return (portal / "output/en/records/f/finding-aid" / part / "index.html").read_text(encoding="utf-8")


def test_series_and_files_say_what_they_are_and_items_how_they_begin(portal: Path) -> None:
    build(portal)
    made = page(portal)
    assert made.index("Of the whole.") < made.index("Of the series.") < made.index("Of the file.") < made.index("Begins 0.")
    assert "…" in made and "ends" not in made
    assert 'href="#r-s"' in made and 'href="#r-d"' in made


def test_what_an_ancestor_says_is_not_said_again_below_it(portal: Path) -> None:
    (portal / "collections/f/index.yaml").write_text(
        "id: f\nlevel: fonds\ntitle: Title\naccess: open\nlanguages: [lzh]\n", encoding="utf-8"
    )
    series = portal / "collections/f/s/index.yaml"
    series.write_text(series.read_text(encoding="utf-8").replace("languages: [en]\n", ""), encoding="utf-8")
    build(portal)
    assert page(portal).count("Classical Chinese") == 1


def test_a_part_says_what_it_begins_within(portal: Path) -> None:
    for number in range(finding_aids.PART):
        (portal / "collections/f/s/d" / f"j{number}.yaml").write_text(f"id: j{number}\nlevel: item\ntitle: J\n", encoding="utf-8")
    build(portal)
    assert "fa__from" not in page(portal)
    head = page(portal, "2").split('class="fa__from"')[1].split("</p>")[0]
    assert head.index("Title of s") < head.index("Title of d")


def test_an_edited_scope_arrives_in_the_finding_aid(portal: Path) -> None:
    build(portal)
    edited = portal / "collections/f/s/index.yaml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("Of the series.", "Anew."), encoding="utf-8")
    build(portal)
    assert "Anew." in page(portal)


def test_a_page_full_of_descriptions_gives_of_the_rest_how_they_begin(portal: Path) -> None:
    (portal / "collections/f/s/d/index.yaml").write_text(
        f"id: d\nlevel: file\ntitle: D\nscope_and_content: Begins. {'word ' * 30_000}ends\n", encoding="utf-8"
    )
    build(portal)
    assert "Of the series." in page(portal) and "Begins. word" in page(portal) and "ends" not in page(portal)
