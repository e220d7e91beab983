"""Dates in words: the text as written first, else what its EDTF says in the reader's language."""

from __future__ import annotations

import functools
import re

from site_builder.model.dates import DateValue
from site_builder.render.phrases import Phrase
from site_builder.render.strings import Strings

_QUALIFIED = re.compile(r"^([~?%]?)(.*?)([~?%]?)$")
_SEASON = re.compile(r"^(-?\d{4})-(2[1-9]|3[0-9]|4[01])$")


def say(value: DateValue, strings: Strings) -> Phrase:
    """Say one date: as its author wrote it, with the year where the writing does not name it; else its EDTF in words."""
    if value.display is None:
        return Phrase(say_edtf(value.edtf or "", strings))
    tag, words = value.display.pick(strings.language)
    lang = "" if tag == strings.language or tag == "und" else tag
    years = say_edtf(value.edtf, strings) if value.edtf else ""
    if years and value.calendar not in (None, "gregorian") and not _names_year(words, value.edtf or ""):
        return Phrase(f"{words} ({years})", lang)
    return Phrase(words, lang)


def _names_year(words: str, edtf: str) -> bool:
    return any(year in words for year in re.findall(r"\d{4}", edtf))


@functools.lru_cache(8192)
def say_edtf(edtf: str, strings: Strings) -> str:
    """Say an EDTF value in words; a value that is no EDTF stays as it is."""
    edtf = edtf.strip()
    if edtf[:1] in "[{" and edtf[-1:] in "]}":
        joint = "date.or" if edtf[0] == "[" else "date.and"
        members = [_range(one.strip(), "..", strings) for one in edtf[1:-1].split(",") if one.strip()]
        return (
            strings.t(joint, first=", ".join(members[:-1]), last=members[-1]) if len(members) > 1 else "".join(members)
        )
    return _range(edtf, "/", strings)


def _range(edtf: str, mark: str, strings: Strings) -> str:
    begin, found, end = edtf.partition(mark)
    if not found:
        return _point(edtf, strings)
    if begin in ("", ".."):
        return strings.t("date.until", date=_point(end, strings))
    if end in ("", ".."):
        return strings.t("date.from", date=_point(begin, strings))
    if mark == ".." or "-" in begin[1:] or "-" in end[1:]:
        return f"{_point(begin, strings)} – {_point(end, strings)}"
    first, last = _point(begin, strings), _point(end, strings)
    return f"{first}–{last}" if first.isdigit() and last.isdigit() else f"{first} – {last}"


def _point(edtf: str, strings: Strings) -> str:
    matched = _QUALIFIED.match(edtf)
    before, core, after = matched.groups() if matched else ("", edtf, "")
    quality = before or after
    words = _certain(core, strings)
    if quality in ("~", "%"):
        words = strings.t("date.about", date=words)
    return f"{words} (?)" if quality in ("?", "%") else words


def _certain(core: str, strings: Strings) -> str:
    if season := _SEASON.match(core):
        return _season(season[1], int(season[2]), strings)
    core = re.sub(r"[~?%]", "", core)
    year, _, rest = core.partition("-") if not core.startswith("-") else ("", "", "")
    if re.fullmatch(r"\d{3}X", year):
        return strings.t("date.decade", year=f"{year[:3]}0")
    if re.fullmatch(r"\d{2}XX", year):
        return century_name(int(year[:2]) + 1, strings)
    rest = re.sub(r"(-?XX)+$", "", rest)
    if re.fullmatch(r"\d{4}", year) and re.fullmatch(r"(\d\d(-\d\d)?)?", rest):
        return strings.date(f"{year}-{rest}" if rest else year)
    if re.fullmatch(r"-\d{4,}", core):
        return strings.t("date.bc", year=int(core[1:]) + 1)
    return core


def _season(year: str, code: int, strings: Strings) -> str:
    key = f"date.season{code}"
    return strings.t(key, year=int(year)) if key in strings else f"{year}-{code}"


def century_name(number: int, strings: Strings) -> str:
    """Name a century by its number."""
    return strings.t("date.century", n=number, ordinal=_ordinal(number))


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
