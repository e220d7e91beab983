"""EDTF values mean the days that the standard says, and agree with an independent reader."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from site_builder.model.edtf import Bounds, EdtfError, bounds, ordinal, year_of


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1945-09-02", "1945-09-02", "1945-09-02"),
        ("1945-09", "1945-09-01", "1945-09-30"),
        ("1945", "1945-01-01", "1945-12-31"),
        ("1904-02", "1904-02-01", "1904-02-29"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("1802-XX-XX", "1802-01-01", "1802-12-31"),
        ("1802-XX", "1802-01-01", "1802-12-31"),
        ("1802-02-XX", "1802-02-01", "1802-02-28"),
        ("1802-02-2X", "1802-02-20", "1802-02-28"),
        ("1802~", "1802-01-01", "1802-12-31"),
        ("1802?", "1802-01-01", "1802-12-31"),
        ("1802%", "1802-01-01", "1802-12-31"),
        ("1802~/1820", "1802-01-01", "1820-12-31"),
        ("1825/1826", "1825-01-01", "1826-12-31"),
        ("1945-08/1945-09-02", "1945-08-01", "1945-09-02"),
        ("1954-21", "1954-03-01", "1954-05-31"),
        ("1954-22", "1954-06-01", "1954-08-31"),
        ("1954-23", "1954-09-01", "1954-11-30"),
        ("1955-24", "1955-12-01", "1956-02-29"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[1667, 1668]", "1667-01-01", "1668-12-31"),
        ("{1945,1930-05}", "1930-05-01", "1945-12-31"),
        ("2004-01-01T10:10:10Z", "2004-01-01", "2004-01-01"),
    ],
)
def test_a_date_means_its_first_and_last_day(edtf: str, earliest: str, latest: str) -> None:
    assert bounds(edtf) == Bounds(day(earliest), day(latest))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [("../1954", None, "1954-12-31"), ("/1954", None, "1954-12-31"), ("1954/..", "1954-01-01", None),
     ("1954-05/", "1954-05-01", None), ("[..1760-12-03]", None, "1760-12-03"), ("{1960,1961-12..}", "1960-01-01", None)],
)
def test_an_open_end_is_no_day(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(edtf) == Bounds(day(earliest) if earliest else None, day(latest) if latest else None)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [("-0111", -111, -111), ("0000", 0, 0), ("Y17000", 17000, 17000), ("Y-17000", -17000, -17000), ("-01XX", -199, -100)],
)
def test_years_outside_the_calendar_of_computers_are_counted_too(edtf: str, first: int, last: int) -> None:
    assert bounds(edtf) == Bounds(ordinal(first, 1, 1), ordinal(last, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("c. 1925", "syntax"), ("", "syntax"), ("[", "syntax"), ("[]", "syntax"), ("..", "syntax"), ("../..", "syntax"),
        ("/", "syntax"), ("1945-9-2", "syntax"), ("02/09/1945", "syntax"), ("1945/1950/1960", "syntax"), ("194x", "syntax"),
        ("١٩٤٥", "syntax"), ("1945\n", "syntax"), ("1X45", "syntax"), ("1945-13", "calendar"), ("1945-00", "calendar"),
        ("1945-02-30", "calendar"), ("1900-02-29", "calendar"), ("1945-04-31", "calendar"), ("1945-01-00", "calendar"),
        ("2004-01-01T25:10:10Z", "calendar"), ("1950/1940", "order"), ("[1672..1670]", "order"), ("1945-25", "calendar"),
    ],
)
def test_what_is_no_date_says_why(edtf: str, reason: str) -> None:
    with pytest.raises(EdtfError) as fault:
        bounds(edtf)
    assert fault.value.reason == reason


@settings(deadline=None)
@given(st.text(max_size=40) | st.text("0123456789-/.X~?%[]{},YT:Z", max_size=25))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = bounds(text)
    except EdtfError:
        return
    assert found.earliest is None or found.latest is None or "," in text or found.earliest <= found.latest


@given(st.dates())
def test_days_are_counted_as_python_counts_them(one: date) -> None:
    assert ordinal(one.year, one.month, one.day) == one.toordinal()
    assert year_of(one.toordinal()) == one.year


@given(st.integers(-(10**9), 10**9))
def test_the_year_of_a_day_is_found_at_any_distance(year: int) -> None:
    assert year_of(ordinal(year, 1, 1)) == year == year_of(ordinal(year, 12, 31))


_PART = st.one_of(
    st.integers(1, 9999).map("{:04d}".format), st.integers(100, 999).map("{}X".format), st.integers(10, 99).map("{}XX".format),
    st.dates(date(1, 1, 1)).map(date.isoformat), st.dates(date(1, 1, 1)).map(lambda one: one.isoformat()[:7]),
    st.integers(1000, 2100).map("{}-XX-XX".format),
)


@settings(deadline=None)  # the other reader is slow the first time
@given(st.one_of(_PART, st.tuples(_PART, _PART).map("/".join)), st.sampled_from(["", "~", "?", "%"]))
def test_an_independent_reader_finds_the_same_days(edtf: str, mark: str) -> None:
    import edtf as oracle

    value = edtf if "X" in edtf else edtf + mark  # the other reader knows no 194X~
    first, _, last = edtf.partition("/")
    assume(not last or bounds(first).earliest <= bounds(last).latest)  # type: ignore[operator]  # neither end is open
    found = bounds(value)
    judged = oracle.parse_edtf(value)
    low, high = judged.lower_strict(), judged.upper_strict()
    assert found == Bounds(ordinal(*low[:3]), ordinal(*high[:3]))
