"""Long registers come in pages with their letters, crowded decades by year; no page grows with the archive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_builds import build

PORTAL = "title: {vi: Thử, en: Trial}\nbase_url: https://archives.example.org/\nlanguages: [vi]\n"
TOP = "id: a\nlevel: fonds\ntitle: A\naccess: open\nidentifier: A\ndates: 1900/1950\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of 150 records with 1,350 subjects, nearly all of the 1920s."""
    root = tmp_path_factory.mktemp("long")
    (root / "collections/a").mkdir(parents=True)
    (root / "portal.yaml").write_text(PORTAL, encoding="utf-8")
    (root / "collections/a/index.yaml").write_text(TOP, encoding="utf-8")
    rows = ["id,title,dates,subjects"]
    for number in range(150):
        words = "|".join(f"{letter} {number} {one}" for letter in ("Đất", "Ăn", "Dân") for one in range(3))
        rows.append(f"r{number},Hồ sơ {number},{'192X' if number < 10 else 1920 + number % 5 if number < 149 else 1931},{words}")
    (root / "collections/a/rows.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    build(root)
    return root / "output/vi"


def labels(page: Path) -> list[str]:
    return re.findall(r'<li class="index__row"><span><a href="[^"]+">([^<]+)</a>', page.read_text("utf-8"))


def test_a_long_register_comes_in_pages_and_loses_no_line(site: Path) -> None:
    pages = [site / "browse/subjects/index.html", site / "browse/subjects/p.2/index.html"]
    listed = [label for page in pages for label in labels(page)]
    assert len(listed) == len(set(listed)) == 1350
    assert [label[0] for label in listed] == ["Ă"] * 450 + ["D"] * 450 + ["Đ"] * 450


def test_a_letter_on_another_page_is_linked_there(site: Path) -> None:
    second = (site / "browse/subjects/p.2/index.html").read_text("utf-8")
    found = re.search(r'<a href="([^"#]+)(#l-\d+)">Ă</a>', second)
    assert found is not None
    assert found[1] == "../"
    assert f'id="{found[2][1:]}"' in (site / "browse/subjects/index.html").read_text("utf-8")


def test_a_crowded_decade_leads_to_its_years_and_a_thin_one_does_not(site: Path) -> None:
    assert sorted(path.name for path in (site / "browse/years").iterdir()) == ["1920", "1921", "1922", "1923", "1924"]
    decade = (site / "browse/dates/1920/index.html").read_text("utf-8")
    assert 'href="../../years/1923/"' in decade
    assert "histo" not in (site / "browse/dates/1930/index.html").read_text("utf-8")


def test_what_is_dated_to_a_decade_is_in_none_of_its_years(site: Path) -> None:
    named = "".join(page.read_text("utf-8") for page in (site / "browse/years").rglob("*.html"))
    assert "records/r9/" not in named
    assert all(f"records/r{number}/" in named for number in range(10, 149))


def test_what_is_of_a_decade_is_listed_by_its_years_then_as_the_archive_has_it(site: Path) -> None:
    page = (site / "browse/dates/1920/index.html").read_text("utf-8")
    listed = [int(number) for number in re.findall(r'href="../../../records/r(\d+)/"', page)]
    by_year = sorted(range(10, 149), key=lambda number: (number % 5, number))
    begins = [number for number in by_year if number % 5 == 0]
    assert listed == [*begins, *range(10), *by_year[len(begins):]][:100]


def test_pages_of_dates_say_what_stands_where(site: Path) -> None:
    for page in ("timeline", "browse/dates", "browse/dates/1920", "browse/dates/1930"):
        assert "được xếp vào năm bắt đầu" in (site / page / "index.html").read_text("utf-8"), page


def test_the_timeline_is_ruled_by_centuries(site: Path) -> None:
    timeline = (site / "timeline/index.html").read_text("utf-8")
    assert '<a href="#c20">Thế kỷ 20</a>' in timeline
    assert timeline.count('id="c20"') == 1
