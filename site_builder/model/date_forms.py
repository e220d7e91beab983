"""Single dates in words: each form that catalogues write, and the EDTF value it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from site_builder.model import reigns

LUNAR = r"âm lịch|\bâm\b|rằm|mùng|mồng|tháng giêng|tháng chạp|nhuận|\btết\b"
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
            "xuân": 21, "hạ": 22, "hè": 22, "thu": 23, "đông": 24}
_THIRDS = {"early": (0, 33), "đầu": (0, 33), "mid": (34, 66), "middle": (34, 66), "giữa": (34, 66),
           "late": (67, 99), "cuối": (67, 99)}
_HALVES = {"first": (0, 49), "đầu": (0, 49), "second": (50, 99), "last": (50, 99), "cuối": (50, 99), "sau": (50, 99)}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ABOUT = r"(?:circa|about|approximately|approx\.?|around|khoảng|chừng|ca\.?|c\.?|k\.)\s*,?\s*"


def point(text: str) -> str:
    """Return the EDTF value of one date in words, in lower case and composed; nothing where no form fits it."""
    text = text.strip()
    return next((found for form in _FORMS if (match := form.pattern.fullmatch(text)) and (found := form.write(match))), "")


def month(name: str) -> int:
    """Return the number of a month or, past 20, of a season, by its name; 0 for none."""
    return _MONTHS.get(name.rstrip("."), 0) or _SEASONS.get(name, 0)


def day(year: str, month_: str | int, day_: str | int) -> str:
    """Write a day."""
    return f"{year}-{int(month_):02d}-{int(day_):02d}"


def _numbers(match: re.Match[str]) -> str:
    """Read dd/mm/yyyy, as Vietnam writes it; mm/dd/yyyy where only that can be."""
    first, second = match[1], match[2]
    return day(match[3], first, second) if int(second) > 12 >= int(first) else day(match[3], second, first)


def _lunar(match: re.Match[str]) -> str:
    year = int(match[1])
    return f"{year:04d}/{year + 1:04d}"


def _century(match: re.Match[str]) -> str:
    """Read a century, or the half or third of it that a word names."""
    part, word = match["part"], match["n"]
    number = int(word) if word.isdigit() else _roman(word)
    if not 1 <= number <= 21:
        return ""
    if not part:
        return f"{number - 1:02d}XX"
    shares = _HALVES if match["half"] else _THIRDS
    first, last = shares.get(part.rstrip("- "), (0, 99))
    return f"{100 * (number - 1) + first:04d}/{100 * (number - 1) + last:04d}"


def _decade(match: re.Match[str]) -> str:
    word = match[2]
    return f"{(int(word) if word.isdigit() else _roman(word)) - 1:02d}{match[1]}X"


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def _third(match: re.Match[str]) -> str:
    """Read a third of a decade: early 1620s."""
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[match[1]]
    return f"{match[2]}{first}/{match[2]}{last}"


def _open(match: re.Match[str], shape: str) -> str:
    inner = point(match[1])
    return shape.format(inner) if inner and "/" not in inner else ""


def marked(found: str, mark: str) -> str:
    """Mark a date, or both ends of one, as approximate or uncertain."""
    return "/".join(end if not end or end[-1] in "~?%." else end + mark for end in found.split("/"))


def _named(match: re.Match[str], month_: int, year: int, day_: int = 0) -> str:
    number = month(match[month_])
    if not number or (day_ and number > 12):
        return ""
    return day(match[year], number, match[day_]) if day_ else f"{match[year]}-{number:02d}"


def _before_christ(match: re.Match[str]) -> str:
    year = int(match[1]) - 1
    return f"-{year:04d}" if year > 0 else "0000"


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    write: Callable[[re.Match[str]], str]


_OF_CENTURY = r"(?:(?P<part>early|middle|mid|late|first|second|last)[ -]*(?P<half>half)?(?: of)?(?: the)? ?|the )?"
_CUA_THE_KY = r"(?:(?P<half>nửa) )?(?P<part>đầu|giữa|cuối|sau)? ?"
_FORMS = tuple(
    _Form(re.compile(pattern), write)
    for pattern, write in (
        (reigns.YEAR, reigns.year_of_reign),
        (r"(?:năm )?(\d{4})", lambda m: m[1]),
        (r"(\d{4}-\d\d)", lambda m: m[0]),
        (r"(\d{2,3})[ux?_\-*]{1,2}", lambda m: m[1] + "X" * (4 - len(m[1])) if len(m[0]) == 4 else ""),
        (r"(\d{3})-\?", lambda m: f"{m[1]}X?"),
        (rf".*(?:{LUNAR}).*?(\d{{4}})", _lunar),
        (rf".*{reigns.CYCLE} \(?(\d{{4}})\)?", _lunar),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", lambda m: day(m[1], m[2], m[3])),
        (r"(\d{4})(\d\d)(\d\d)", lambda m: day(m[1], m[2], m[3])),
        (r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", _numbers),
        (r"(\d{1,2})[-/.](\d{4})", lambda m: f"{m[2]}-{int(m[1]):02d}"),
        (r"(\d{4})[-/.](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02d}" if int(m[2]) <= 12 else ""),
        (r"(?:ngày )?(\d{1,2})[ ,]+tháng (\d{1,2})[ ,]+(?:năm )?(\d{4})", lambda m: day(m[3], m[2], m[1])),
        (r"tháng (\d{1,2})(?:[ ,]+năm|/|[ ,])\s*(\d{4})", lambda m: f"{m[2]}-{int(m[1]):02d}"),
        (r"(?:mùa )?([^\W\d]+\.?),? (?:năm )?(\d{4})", lambda m: _named(m, 1, 2)),
        (r"([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", lambda m: _named(m, 1, 3, 2)),
        (r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+\.?),?[ -](\d{4})", lambda m: _named(m, 2, 3, 1)),
        (r"(\d{4}),? ([a-z]+\.?) (\d{1,2})", lambda m: _named(m, 2, 1, 3)),
        (r"(\d{4}),? ([a-z]+\.?)", lambda m: _named(m, 2, 1)),
        (r"(?:thập niên |thập kỷ |những năm |the )?(\d{3})0(?:s|'s)?", lambda m: f"{m[1]}X"),
        (r"(early|mid|late)[ -](\d{3})0(?:s|'s)", _third),
        (_CUA_THE_KY + r"(?:thế kỷ|thế kỉ|tk\.?) (?:thứ )?(?P<n>\d{1,2}|[ivx]+)", _century),
        (_OF_CENTURY + r"(?P<n>\d{1,2})(?:st|nd|rd|th) (?:century|c\.?)", _century),
        (reigns.WHOLE, reigns.whole_reign),
        (r"(?:những năm|thập niên|thập kỷ) (\d)0(?: của)? (?:thế kỷ|thế kỉ|tk\.?) (?:thứ )?(\d{1,2}|[ivx]+)", _decade),
        (r"(\d{1,4}) (?:bce?|tcn|trước công nguyên)", _before_christ),
        (r"(\d{1,4}) (?:ce|ad|scn|sau công nguyên)", lambda m: m[1].zfill(4)),
        (r"(?:not before|no earlier than|not earlier than) (.+)", lambda m: _open(m, "{}/..")),
        (r"(?:not after|no later than|not later than) (.+)", lambda m: _open(m, "../{}")),
        (r"(.+) (?:or earlier|hoặc sớm hơn|trở về trước)", lambda m: _open(m, "../{}")),
        (r"(.+) (?:or later|hoặc muộn hơn|trở về sau)", lambda m: _open(m, "{}/..")),
        (r"(\d{4})\s?-", lambda m: f"{m[1]}/.."),
        (r"(?:before|by|until|to|trước|đến|tới) (?:năm )?(.+)", lambda m: _open(m, "../{}")),
        (r"(?:after|since|from|sau|từ) (?:năm )?(.+)", lambda m: _open(m, "{}/..")),
        (_ABOUT + r"(?:năm )?(.+)", lambda m: marked(point(m[1]), "~")),
        (r"(.+)~", lambda m: marked(point(m[1]), "~")),
        (r"(\d{4}|\d{3}0'?s)\s*\?", lambda m: marked(point(m[1]), "?")),
        (r"\[(\d{4})\]\s*\?", lambda m: f"{m[1]}?"),
        (r"(\d{4}) (?:or|hoặc|hay) (\d{4})", lambda m: f"[{m[1]},{m[2]}]"),
    )
)
