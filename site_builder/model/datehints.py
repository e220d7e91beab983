"""What a date in words may mean in EDTF: suggestions for the author, never a silent conversion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from site_builder.model.edtf import EdtfError, bounds

# First year of the reign periods (niên hiệu) of Vietnam that papers in archives most often carry.
REIGNS = {
    "vĩnh thịnh": 1705, "bảo thái": 1720, "vĩnh khánh": 1729, "long đức": 1732, "vĩnh hựu": 1735, "cảnh hưng": 1740,
    "chiêu thống": 1787, "quang trung": 1788, "cảnh thịnh": 1793, "bảo hưng": 1801, "gia long": 1802, "minh mạng": 1820,
    "minh mệnh": 1820, "thiệu trị": 1841, "tự đức": 1848, "hiệp hòa": 1883, "kiến phúc": 1884, "hàm nghi": 1885,
    "đồng khánh": 1886, "thành thái": 1889, "duy tân": 1907, "khải định": 1916, "bảo đại": 1926,
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ABOUT = r"(?:circa|about|approximately|approx\.?|around|khoảng|chừng|ca\.?|c\.?|k\.)\s*"
_UNTIL = r"\s*(?:-|–|—|to|until|and|đến|tới|và)\s*"


def suggest(words: str) -> str:
    """Return the EDTF value that a date in words most likely means, or nothing; the result always parses."""
    text = " ".join(unicodedata.normalize("NFC", words).lower().split()).strip(" .")
    if not text or len(text) > 80:
        return ""
    found = _whole(text) or _span(text)
    return found if found and _parses(found) else ""


def _parses(edtf: str) -> bool:
    try:
        bounds(edtf)
    except EdtfError:
        return False
    return True


def _span(text: str) -> str:
    """Read `A - B`, where either end may be approximate, and `c. A - B`, where both are."""
    about = re.match(_ABOUT, text)
    rest = re.sub(r"^(?:from|between|từ) (?:năm )?", "", text[about.end():] if about else text)
    for hyphen in re.finditer(_UNTIL, rest):
        first, last = _whole(rest[: hyphen.start()]), _whole(rest[hyphen.end():])
        if first and last and not {"/", "["} & set(first + last):
            return "/".join(f"{end.rstrip('~')}~" if about else end for end in (first, last))
    return ""


def _whole(text: str) -> str:
    """Read one date."""
    text = text.strip()
    return next((found for form in _FORMS if (match := form.pattern.fullmatch(text)) and (found := form.write(match))), "")


def _day(year: str, month: str | int, day: str | int) -> str:
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _numbers(match: re.Match[str]) -> str:
    """Read dd/mm/yyyy, as Vietnam writes it; mm/dd/yyyy where only that can be."""
    day, month = match[1], match[2]
    return _day(match[3], day, month) if int(month) > 12 >= int(day) else _day(match[3], month, day)


def _reign(match: re.Match[str]) -> str:
    start = REIGNS.get(match[1])
    if start is None:
        return ""
    year = start + (0 if match[2] in ("nguyên", "nguyên niên") else int(match[2]) - 1)
    return f"{year}/{year + 1}"  # a lunar year ends in the next solar one


def _century(match: re.Match[str]) -> str:
    word = match[1]
    number = int(word) if word.isdigit() else _roman(word)
    return f"{number - 1:02d}XX" if 1 <= number <= 21 else ""


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def _open(match: re.Match[str], shape: str) -> str:
    inner = _whole(match[1])
    return shape.format(inner) if inner and "/" not in inner else ""


def _about(match: re.Match[str]) -> str:
    inner = _whole(match[1])
    return f"{inner}~" if inner and inner[-1] not in "~?" and "/" not in inner else inner


def _month_name(match: re.Match[str], month: int, year: int, day: int = 0) -> str:
    number = _MONTHS.get(match[month].rstrip("."))
    if number is None:
        return ""
    return _day(match[year], number, match[day]) if day else f"{match[year]}-{number:02d}"


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    write: Callable[[re.Match[str]], str]


_FORMS = tuple(
    _Form(re.compile(pattern), write)
    for pattern, write in (
        (r"(?:năm )?(\d{4})", lambda m: m[1]),
        (r"(\d{4})-(\d\d)", lambda m: m[0] if 1 <= int(m[2]) <= 12 else ""),
        (r"(\d{2,3})[ux?_\-*]{1,2}", lambda m: m[1] + "X" * (4 - len(m[1])) if len(m[0]) == 4 else ""),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", lambda m: _day(m[1], m[2], m[3])),
        (r"(\d{4})(\d\d)(\d\d)", lambda m: _day(m[1], m[2], m[3])),
        (r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", _numbers),
        (r"(\d{1,2})[-/.](\d{4})", lambda m: f"{m[2]}-{int(m[1]):02d}"),
        (r"(\d{4})[/.](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02d}" if int(m[2]) <= 12 else ""),
        (r"(?:ngày |mùng )?(\d{1,2})[ ,]+tháng (\d{1,2})[ ,]+(?:năm )?(\d{4})", lambda m: _day(m[3], m[2], m[1])),
        (r"tháng (\d{1,2})(?:[ ,]+năm|/|[ ,])\s*(\d{4})", lambda m: f"{m[2]}-{int(m[1]):02d}"),
        (r"([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", lambda m: _month_name(m, 1, 3, 2)),
        (r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+\.?),?[ -](\d{4})", lambda m: _month_name(m, 2, 3, 1)),
        (r"([a-z]+\.?),? (\d{4})", lambda m: _month_name(m, 1, 2)),
        (r"(?:thập niên |thập kỷ |những năm |the )?(\d{3})0(?:s|'s)?", lambda m: f"{m[1]}X"),
        (r"(?:thế kỷ|thế kỉ|tk\.?) (?:thứ )?(\d{1,2}|[ivx]+)", _century),
        (r"(?:the )?(\d{1,2})(?:st|nd|rd|th) (?:century|c\.?)", _century),
        (r"([^\W\d]+ [^\W\d]+) (?:năm )?(?:thứ )?(\d{1,2}|nguyên niên|nguyên)", _reign),
        (r"(?:before|by|until|to|trước|đến|tới) (?:năm )?(.+)", lambda m: _open(m, "../{}")),
        (r"(?:after|since|from|sau|từ) (?:năm )?(.+)", lambda m: _open(m, "{}/..")),
        (_ABOUT + r"(?:năm )?(.+)", _about),
        (r"\[?(\d{4})\]?\s*\?", lambda m: f"{m[1]}?"),
        (r"\[(\d{4})\]", lambda m: f"{m[1]}?"),
        (r"(\d{4}) (?:or|hoặc|hay) (\d{4})", lambda m: f"[{m[1]},{m[2]}]"),
        (r"(.+)~", _about),
    )
)
