"""What a date in words may mean in EDTF: suggestions for the author, never a silent conversion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from site_builder.model.date_forms import LUNAR, day, marked, month, point
from site_builder.model.edtf import EdtfError, bounds
from site_builder.model.reigns import CYCLE, REIGN

_ABOUT = re.compile(
    r"(?:circa|about|approximately|approx\.?|around|khoảng|chừng|ca\.?|c\.?)(?:\s*,)?\s*"
    r"(?=\d|last |first |second |late |early |mid)"
)
_BETWEEN = re.compile(r"^(?:from|between|từ) (?:năm )?")
_UNTIL = re.compile(
    r"\s*(?:-|–|—|/|\bto\b|\buntil\b|\band\b|\bđến\b|\btới\b|\bvà\b)\s*|\s+(?=(?:nửa )?đầu (?:thế kỷ|thế kỉ|tk)\b)"
)
_ALSO = re.compile(r"\s*[;,]\s*(?:(?:and|và)\s+)?|\s+(?:and|&|và)\s+")
_NO_DATE = r"undated|not dated|n\.d\.?|no date|s\.d\.?|không rõ(?: năm| ngày| thời gian)?|không ghi (?:ngày|năm|thời gian)"
_SAID_NOTHING = re.compile(rf"(?:^|[\s,;&]|\band\b|\bvà\b)+(?:{_NO_DATE})(?=$|[\s,;])|^bulk,?|\s*\([^\d)]*\)$")
_PERIOD = re.compile(r"[^\d(]+\((\d{3,4} ?[-–] ?\d{3,4})\)")
_TWICE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{4}")
_SHORT_MONTH = re.compile(r"\d{4}-\d")
_REIGN = re.compile(REIGN)
_OTHER_CALENDAR = re.compile(f"{LUNAR}|{CYCLE}|\\b(?:period|dynasty|reign|đời|triều|niên hiệu)\\b")


def suggest(words: str, day_first: bool = True) -> str:
    """Return the EDTF value that a date in words most likely means, or nothing; the result always parses.

    `day_first` says how 3/1/1944 is read where both could be the month.
    """
    text = _plain(words)
    if not text or len(text) > 80:
        return ""
    if not day_first:
        text = _TWICE.sub(lambda found: found[0] if int(found[1]) > 12 else _turned(found), text)
    return next((found for found in _readings(text) if found and _parses(found)), "")


def doubtful(words: str) -> bool:
    """Say whether the calendar, or the custom of who wrote it, decides what a date in words means: it is for people to say."""
    text = _plain(words)
    numbers = _TWICE.fullmatch(text)
    either = numbers is not None and numbers[1] != numbers[2] and int(numbers[1]) <= 12 and int(numbers[2]) <= 12
    return bool(either or _SHORT_MONTH.fullmatch(text) or _REIGN.search(text) or _OTHER_CALENDAR.search(text))


def says_undated(words: str) -> bool:
    """Say whether words in place of a date say that there is none: `undated`, `n.d.`, `không rõ năm`."""
    return re.fullmatch(rf"[\s\[(]*(?:{_NO_DATE})[\s\]).]*", unicodedata.normalize("NFC", words).lower()) is not None


def day_first(column: Iterable[str]) -> bool | None:
    """Return how a column of dates writes day and month in numbers, None where it does not show or does both."""
    pairs = [(int(found[1]), int(found[2])) for one in column if (found := _TWICE.fullmatch(one.strip()))]
    days, months = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    return days if days is not months else None


def _plain(words: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", words).lower().split())
    return _SAID_NOTHING.sub("", text).strip(" .,;&") if not text.startswith("…") else ""


def _turned(found: re.Match[str]) -> str:
    return found[0].replace(found[1], "\0", 1).replace(found[2], found[1], 1).replace("\0", found[2], 1)


def _parses(edtf: str) -> bool:
    try:
        bounds(edtf)
    except EdtfError:
        return False
    return True


def _readings(text: str) -> Iterator[str]:
    """Yield what a text may mean, the surest first: one date, one in brackets, a span, a list, the years of a period."""
    yield point(text)
    bracketed = re.fullmatch(r"\[([^\[\]]+?)(\?)?\]", text)
    if bracketed:
        yield marked(point(bracketed[1]) or _span(bracketed[1]), "?")
    yield _within(text)
    yield _span(text)
    yield _list(text)
    period = _PERIOD.fullmatch(text)
    if period:
        yield _span(period[1])


def _span(text: str) -> str:
    """Read `A - B`, where either end may be approximate, and `c. A - B`, where both are."""
    about = _ABOUT.match(text)
    rest = _BETWEEN.sub("", text[about.end() :] if about else text)
    for hyphen in _UNTIL.finditer(rest):
        found = _joined(rest[: hyphen.start()].strip(" ."), rest[hyphen.end() :])
        if found and _parses(found):
            return marked(found, "~") if about else found
    return ""


def _joined(left: str, right: str) -> str:
    """Join the first day of one date and the last of another; what one leaves unsaid the other says."""
    last = point(right) or point(f"thế kỷ {right}" if "thế kỷ" in left else "")
    era = re.search(r" (ce|bce|century|tcn)$", right)
    first = point(f"{left} {era[1]}" if era and not re.search(r"(?:ce|century|tcn)$", left) else left)
    if re.fullmatch(r"\d{3}", left) and re.fullmatch(r"\d{3,4}", right):
        first, last = left.zfill(4), right.zfill(4)
    if not first or not last or "[" in first + last or first.startswith("..") or last.endswith(".."):
        return ""
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


_NAME = r"[a-z]+\.?"
_SHARED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<y>\d{{4}}) (?P<m>{_NAME}) ?[-–/] ?(?P<n>{_NAME})",
        rf"(?P<m>{_NAME}) ?[-–/] ?(?P<n>{_NAME}),? (?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}}) (?P<m>{_NAME}) (?P<d>\d{{1,2}}) ?[-–] ?(?P<n>{_NAME})? ?(?P<e>\d{{1,2}})",
        rf"(?P<m>{_NAME}) (?P<d>\d{{1,2}}) ?[-–] ?(?P<n>{_NAME})? ?(?P<e>\d{{1,2}}),? (?P<y>\d{{4}})",
        rf"(?P<d>\d{{1,2}}) ?[-–] ?(?P<e>\d{{1,2}}) (?P<m>{_NAME}) (?P<y>\d{{4}})",
    )
)


def _within(text: str) -> str:
    """Read a span within a year or a month: `1992 April 12-18`, `October 27-28, 2011`, `1994 March/April`."""
    for form in _SHARED:
        found = form.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        first = month(parts["m"])
        last = month(parts.get("n") or parts["m"])
        if first and last and "d" in parts:
            return f"{day(parts['y'], first, parts['d'])}/{day(parts['y'], last, parts['e'])}"
        if first and last:
            return f"{parts['y']}-{first:02d}/{parts['y']}-{last:02d}"
    return ""


def _list(text: str) -> str:
    """Read several dates and spans, all meant: `1935, 1948-1962`."""
    parts = [part for part in _ALSO.split(text) if part]
    members = [point(part) or _within(part) or _span(part) for part in parts]
    if len(members) < 2 or not all(members) or any(mark in member for member in members for mark in "[{"):
        return ""
    return "{" + ",".join(member.replace("/..", "..").replace("../", "..").replace("/", "..") for member in members) + "}"
