"""Say in an archivist's words what the YAML parser stumbled over, and where the mistake really is."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from site_builder.problems import Problem

_QUOTE_OPENED = re.compile(r"^\s*(?:- +)?(?:[\w.]+: *)?(?P<quote>[\"'])")
_INDENTED_BY_TAB = re.compile(r" *\t\s*\S")
_COLON_IN_VALUE = re.compile(r"^(?P<key>\s*(?:- +)?[\w.-]+: +)(?P<value>[^\"'\[{|>\s].*: .*|[^\"'\[{|>\s].*:)$")


class _Spot(NamedTuple):
    """Where the parser stumbled: what it said, the lines of the text, and the line indexes from 0."""

    says: str
    context: str
    lines: list[str]
    start: int
    at: int
    column: int

    def text(self, index: int) -> str:
        return self.lines[index] if 0 <= index < len(self.lines) else ""


def fault(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    """Return the problem behind a parser's error."""
    spot = _spot(error, re.split(r"\r\n|\r|\n", text))
    code, index, found, expected = _name(spot)
    return Problem(file, min(index, max(len(spot.lines) - 1, 0)) + first_line, code, found, expected)


def _spot(error: yaml.YAMLError, lines: list[str]) -> _Spot:
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    at = mark.line if mark is not None else 0
    return _Spot(
        says=str(getattr(error, "problem", None) or error),
        context=str(getattr(error, "context", None) or ""),
        lines=lines,
        start=context_mark.line if context_mark is not None else at,
        at=at,
        column=mark.column if mark is not None else 0,
    )


_Named = tuple[str, int, str, str]


def _name(spot: _Spot) -> _Named:
    """Return code, line index, found and expected: first what is certain, then what is likely, else plain E106."""
    return (
        _tab(spot) or _quote(spot) or _colon(spot) or _sign(spot) or _bracket(spot) or _shape(spot)
        or ("E106", spot.at, _near(spot), "")
    )


def _near(spot: _Spot) -> str:
    return spot.text(spot.at).strip() or spot.text(spot.start).strip()


def _tab(spot: _Spot) -> _Named | None:
    for index in range(min(spot.start, spot.at), spot.at + 1):
        if _INDENTED_BY_TAB.match(spot.text(index)):
            return "E109", index, "", ""
    return ("E109", spot.at, "", "") if "tab character" in spot.says else None


def _quote(spot: _Spot) -> _Named | None:
    if "unknown escape" in spot.says or ("escape" in spot.says and "quoted scalar" in spot.context):
        return "E122", spot.at, spot.text(spot.at).strip(), ""
    if "quoted scalar" in spot.context:
        sign = "'" if _first_quote(spot.text(spot.start)) == "'" else '"'
        return "E108", spot.start, spot.text(spot.start).strip(), sign
    for index in range(spot.at + 1):
        sign = _first_quote(spot.text(index))
        if sign and spot.text(index).replace("\\" + sign, "").count(sign) % 2:
            return "E108", index, spot.text(index).strip(), sign
    return None


def _first_quote(line: str) -> str:
    opened = _QUOTE_OPENED.match(line)
    return opened["quote"] if opened else ""


def _colon(spot: _Spot) -> _Named | None:
    if "mapping values are not allowed" not in spot.says:
        return None
    value = _COLON_IN_VALUE.match(spot.text(spot.at))
    if value is None:
        return "E121", spot.at, spot.text(spot.at).strip(), ""
    quoted = value["value"].strip().replace("\\", "\\\\").replace('"', '\\"')
    return "E107", spot.at, value["value"].strip(), f'{value["key"].strip()} "{quoted}"'


def _sign(spot: _Spot) -> _Named | None:
    line = spot.text(spot.at)
    if "cannot start any token" in spot.says:
        return "E119", spot.at, line[spot.column : spot.column + 1], ""
    if "alias" in spot.context or "anchor" in spot.context:
        return "E111", spot.at, line.strip(), ""
    if "tag" in spot.context or "tag" in spot.says:
        return "E112", spot.at, line.strip(), ""
    return None


def _bracket(spot: _Spot) -> _Named | None:
    if "flow" not in spot.context:
        return None
    closing = "}" if "mapping" in spot.context else "]"
    return "E118", spot.start, spot.text(spot.start).strip(), closing


def _shape(spot: _Spot) -> _Named | None:
    if "simple key" in spot.context:
        return "E123", spot.start, spot.text(spot.start).strip(), ""
    if "expected key" in spot.says or "'-' indicator" in spot.says or "block" in spot.context:
        return "E121", spot.at, _near(spot), ""
    return None
