"""More than two hundred dates as collections write them mean the days written down by hand, or say what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.formats.imported import dated
from site_builder.model.datehints import suggest
from site_builder.model.edtf import Bounds, bounds, ordinal
from site_builder.source.load import load
from tests.conftest import WritePortal

DATES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "vectors/dates.json").read_text("utf-8"))["dates"]
OPEN_ENDED = "1066/.."


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
