"""Dates have years, decades, centuries and an order, and words in place of a date lead to a suggestion."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.model.dates import Bounds, DateValue, bounds, century, decade, decades, hull, sort_key, suggest, years


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("c. 1925-1940", "1925~/1940~"), ("ca 1900", "1900~"), ("circa 1900", "1900~"), ("khoảng 1433", "1433~"),
        ("khoảng năm 1433", "1433~"), ("khoảng 1920 đến 1930", "1920~/1930~"), ("18uu", "18XX"), ("193-", "193X"),
        ("193?", "193X"), ("1940s", "194X"), ("thập niên 1940", "194X"), ("những năm 1940", "194X"),
        ("1925-1940", "1925/1940"), ("1925 – 1940", "1925/1940"), ("từ 1945 đến 1954", "1945/1954"),
        ("02/09/1945", "1945-09-02"), ("2-9-1945", "1945-09-02"), ("2.9.1945", "1945-09-02"), ("12/27/1944", "1944-12-27"),
        ("ngày 2 tháng 9 năm 1945", "1945-09-02"), ("tháng 9 năm 1945", "1945-09"), ("9/1945", "1945-09"),
        ("September 2, 1945", "1945-09-02"), ("2 Sep 1945", "1945-09-02"), ("Sept. 1945", "1945-09"),
        ("1945-9-2", "1945-09-02"), ("1945/09/02", "1945-09-02"), ("19450902", "1945-09-02"), ("before 1954", "../1954"),
        ("trước năm 1954", "../1954"), ("sau 1954", "1954/.."), ("thế kỷ XIX", "18XX"), ("thế kỷ 19", "18XX"),
        ("19th century", "18XX"), ("1945 hoặc 1946", "[1945,1946]"), ("[1940]", "1940?"), ("[1940?]", "1940?"),
        ("Bảo Đại năm thứ nhất", "1926/1927"), ("Gia Long năm đầu", "1802/1803"), ("Minh Mạng năm thứ sáu", "1825/1826"),
        ("Minh Mạng năm thứ 6 (1825)", "1825"), ("Năm Minh Mạng thứ 6", "1825/1826"), ("niên hiệu Minh Mạng thứ 6", "1825/1826"),
        ("Minh Mệnh lục niên", "1825/1826"), ("Cảnh Hưng tứ thập tứ niên", "1783/1784"), ("Hồng Đức thứ 2", "1471/1472"),
        ("ngày 15 tháng 8 năm Minh Mạng thứ 6", "1825/1826"), ("Minh Mạng thứ 6, mồng 9 tháng 8", "1825/1826"),
        ("Đời Minh Mạng", "1820/1841"), ("triều Tự Đức", "1848/1884"), ("Chính Hoà thứ 5", "1684/1685"), ("Tự Đức thứ 40", ""),
        ("những năm 40 thế kỷ XX", "194X"), ("cuối thế kỷ XIX đầu thế kỷ XX", "1867/1933"), ("năm Đinh Mão đời Tự Đức", ""),
        ("Minh Mạng thứ 6", "1825/1826"), ("Minh Mệnh năm thứ 6", "1825/1826"), ("Gia Long nguyên niên", "1802/1803"),
        ("Tự Đức 36", "1883/1884"), ("không rõ", ""), ("n.d.", ""), ("", ""), ("31/02/1945", ""), ("Mậu Thân", ""),
    ],
)
def test_words_for_a_date_lead_to_a_suggestion(words: str, edtf: str) -> None:
    assert suggest(words) == edtf


@settings(deadline=None)
@given(st.text(max_size=90) | st.text("0123456789 -/.cakhoảngthứu?[]~", max_size=30))
def test_a_suggestion_can_always_be_read(words: str) -> None:
    found = suggest(words)
    assert found == "" or bounds(found)


def test_the_hull_of_dates_reaches_from_the_first_to_the_last() -> None:
    dates = [DateValue(edtf="1802"), DateValue(display=None), DateValue(edtf="1900-05"), DateValue(edtf="nonsense")]
    assert hull(dates) == Bounds(bounds("1802").earliest, bounds("1900-05").latest)
    assert hull([DateValue(edtf="../1802"), DateValue(edtf="1900/..")]) == Bounds(None, None)
    assert hull([]) is None


def test_dates_sort_by_their_first_day_and_open_ones_by_the_end_they_have() -> None:
    written = ["1954/..", "1900", "../1899", "1900-01-01", "-0111"]
    assert sorted(written, key=lambda one: sort_key(bounds(one))) == ["-0111", "../1899", "1900-01-01", "1900", "1954/.."]


def test_years_decades_and_centuries() -> None:
    assert years(bounds("1802~/1820")) == (1802, 1820)
    assert years(bounds("../1820")) == (None, 1820)
    assert (decade(1945), decade(-5)) == (1940, -10)
    assert [century(year) for year in (1, 100, 101, 1801, 1900, 1901, 0)] == [1, 1, 2, 19, 19, 20, 0]
    assert decades(bounds("1938/1951")) == (1930, 1940, 1950)
    assert decades(bounds("1954/..")) == (1950,)
    assert decades(bounds("0001/2000")) == ()
