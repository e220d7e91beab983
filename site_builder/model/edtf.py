"""EDTF level 0–1 with sets (ISO 8601-2): what a date says, as the first and last day it may mean."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

# EdtfError
# └── (reason: "syntax" | "calendar" | "order")
Reason = Literal["syntax", "calendar", "order"]


class EdtfError(ValueError):
    """An EDTF value that cannot be read; `reason` says why, `part` which part of it."""

    def __init__(self, reason: Reason, part: str) -> None:
        super().__init__(f"{reason}: {part}")
        self.reason: Reason = reason
        self.part = part


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day that a date may mean: proleptic Gregorian ordinals, 1 for 0001-01-01; None = open."""

    earliest: int | None
    latest: int | None


_DATE = re.compile(
    r"(?P<year>Y-?[1-9]\d{4,9}|-?(?:\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX))"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX|\dX)(?P<time>T\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::\d\d)?)?)?)?)?"
    r"(?P<mark>[~?%])?",
    re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@functools.lru_cache(maxsize=65536)
def bounds(edtf: str) -> Bounds:
    """Return the bounds of an EDTF value; raise EdtfError where it cannot be read."""
    if edtf[:1] in ("[", "{") and edtf[-1:] == {"[": "]", "{": "}"}[edtf[:1]]:
        return _set(edtf[1:-1], edtf)
    if "/" in edtf:
        return _interval(edtf)
    return _date(edtf)


def _interval(edtf: str) -> Bounds:
    first, _, last = edtf.partition("/")
    if first in ("", "..") and last in ("", ".."):
        raise EdtfError("syntax", edtf)
    earliest = None if first in ("", "..") else _date(first).earliest
    latest = None if last in ("", "..") else _date(last).latest
    if earliest is not None and latest is not None and earliest > latest:
        raise EdtfError("order", edtf)
    return Bounds(earliest, latest)


def _set(inside: str, edtf: str) -> Bounds:
    members = [_member(part.strip(), edtf) for part in inside.split(",")]
    lows = [member.earliest for member in members]
    highs = [member.latest for member in members]
    return Bounds(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _member(part: str, edtf: str) -> Bounds:
    if ".." not in part:
        return _date(part)
    first, _, last = part.partition("..")
    if not first and not last:
        raise EdtfError("syntax", edtf)
    low = _date(first).earliest if first else None
    high = _date(last).latest if last else None
    if low is not None and high is not None and low > high:
        raise EdtfError("order", edtf)
    return Bounds(low, high)


def _date(edtf: str) -> Bounds:
    match = _DATE.fullmatch(edtf)
    if match is None:
        raise EdtfError("syntax", edtf)
    year, month, day = match["year"], match["month"], match["day"]
    first, last = _years(year)
    if month is None:
        return Bounds(ordinal(first, 1, 1), ordinal(last, 12, 31))
    if match["time"]:
        _clock(match["time"], edtf)
    if month != "XX" and int(month) in _SEASONS and day is None:
        start, end = _SEASONS[int(month)]
        return Bounds(ordinal(first, start, 1), _month_end(last, end))
    return _in_months(first, last, month, day, edtf)


def _years(year: str) -> tuple[int, int]:
    if year.startswith("Y"):
        return int(year[1:]), int(year[1:])
    sign = -1 if year.startswith("-") else 1
    digits = year.lstrip("-")
    ends = sorted((sign * int(digits.replace("X", "0")), sign * int(digits.replace("X", "9"))))
    return ends[0], ends[1]


def _in_months(first: int, last: int, month: str, day: str | None, edtf: str) -> Bounds:
    low, high = (1, 12) if month == "XX" else (int(month), int(month))
    if not 1 <= low <= 12:
        raise EdtfError("calendar", edtf)
    if day is None or day == "XX":
        return Bounds(ordinal(first, low, 1), _month_end(last, high))
    begin = int(day.replace("X", "0")) or 1
    longest = max(month_length(first, low), month_length(last, high)) if month != "XX" else 31
    end = min(int(day.replace("X", "9")), longest) if "X" in day else int(day)
    if day == "00" or begin > longest or end > longest:
        raise EdtfError("calendar", edtf)
    return Bounds(
        ordinal(first, low, min(begin, month_length(first, low))), ordinal(last, high, min(end, month_length(last, high)))
    )


def _clock(time: str, edtf: str) -> None:
    hour, minute, second = int(time[1:3]), int(time[4:6]), int(time[7:9])
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise EdtfError("calendar", edtf)


def _month_end(year: int, month: int) -> int:
    """Return the last day of a month; month 14 is February of the next year (a winter's end)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return ordinal(year, month, month_length(year, month))


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def ordinal(year: int, month: int, day: int) -> int:
    """Return the proleptic Gregorian ordinal of a day in any year, as `datetime.date.toordinal` counts; year 0 is 1 BC."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def year_of(day: int) -> int:
    """Return the year in which an ordinal day lies (astronomical: 0 is 1 BC)."""
    guess = day * 400 // 146097
    while ordinal(guess + 1, 1, 1) <= day:
        guess += 1
    while ordinal(guess, 1, 1) > day:
        guess -= 1
    return guess
