"""More than two hundred dates as collections write them mean the days written down by hand, or say what is wrong."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.formats.imported import dated
from site_builder.model.datehints import suggest
from site_builder.model.edtf import Bounds, EdtfError, bounds, ordinal, year_of
from site_builder.source.load import load
from tests.conftest import WritePortal

DATES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "vectors/dates.json").read_text("utf-8"))["dates"]


def expected(one: dict[str, Any]) -> Bounds | None:
    return Bounds(day(one["earliest"]), day(one["latest"])) if "earliest" in one else None


def day(written: str | None) -> int | None:
    if written is None:
        return None
    year, month, last = written.lstrip("-").split("-")
    return ordinal(-int(year) if written.startswith("-") else int(year), int(month), int(last))


def test_there_are_more_than_two_hundred_dates_most_of_them_of_published_collections() -> None:
    assert len(DATES) > 200 and len({one["written"] for one in DATES}) == len(DATES)
    assert sum(one["from"] != "archives" for one in DATES) > 150


@pytest.mark.parametrize("one", DATES, ids=[one["written"] for one in DATES])
def test_a_date_means_the_days_written_down_by_hand_or_leads_there(one: dict[str, Any]) -> None:
    value = one["written"] if "problem" not in one else suggest(one["written"])
    if one.get("problem") in ("E602", "E603"):
        return
    assert (bounds(value) if value else None) == expected(one)


@pytest.mark.parametrize("one", DATES, ids=[one["written"] for one in DATES])
def test_an_import_reads_what_is_sure_and_keeps_the_words(one: dict[str, Any]) -> None:
    edtf, display = dated(one["written"])
    if "problem" not in one:
        assert (edtf, display) == (one["written"], "")
    elif one.get("import") == "words" or "earliest" not in one:
        assert (edtf, display) == ("", one["written"])
    else:
        assert display == one["written"] and bounds(edtf) == expected(one)


def test_check_names_what_is_no_date_and_only_that(portal: WritePortal) -> None:
    files = {
        "portal.yaml": "title: A\nbase_url: https://example.org/\nlanguages: [vi]\n",
        "collections/a/index.yaml": "id: a\nlevel: collection\ntitle: A\naccess: open\n",
    }
    for number, one in enumerate(DATES):
        files[f"collections/a/r{number:03d}.yaml"] = f"id: r{number:03d}\nlevel: item\ntitle: A\ndates: {json.dumps(one['written'], ensure_ascii=False)}\n"
    found = {problem.file.rpartition("/")[2]: problem.code for problem in load(portal(files)).problems if problem.code.startswith("E6")}
    assert found == {f"r{number:03d}.yaml": one["problem"] for number, one in enumerate(DATES) if "problem" in one}


def test_a_column_that_shows_its_order_of_day_and_month_is_read_by_it() -> None:
    assert dated("3/1/1944", day_first=False) == ("1944-03-01", "3/1/1944")
    assert dated("3/1/1944", day_first=True) == ("1944-01-03", "3/1/1944")
    assert dated("3/1/1944") == ("", "3/1/1944")


def test_the_dates_of_a_museum_agree_with_the_years_its_own_curators_gave(shared: Path) -> None:
    with gzip.open(shared / "corpora/scale/cmoa/cmoa.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["creation_date"].strip()]
    found = [(reading(row["creation_date"].strip()), year(row["creation_date_earliest"]), year(row["creation_date_latest"])) for row in rows]
    spans = [(span, first, last) for span, first, last in found if span is not None]
    assert len(spans) / len(rows) > 0.96
    near = [overlap(span, first, last) for span, first, last in spans if first is not None and last is not None]
    assert len(near) > 25_000 and sum(near) / len(near) > 0.99


def reading(written: str) -> Bounds | None:
    """Read what a museum wrote: as EDTF, else as the suggestion for it."""
    try:
        return bounds(written)
    except EdtfError:
        suggested = suggest(written)
        return bounds(suggested) if suggested else None


def year(written: str) -> int | None:
    return None if not written else int(written.lstrip("-").split("-")[0]) * (-1 if written.startswith("-") else 1)


def overlap(span: Bounds, first: int, last: int) -> bool:
    """Say whether a date shares a year with the museum's years, give or take two."""
    begins = year_of(span.earliest) if span.earliest is not None else first
    ends = year_of(span.latest) if span.latest is not None else last
    return begins <= last + 2 and ends >= first - 2
