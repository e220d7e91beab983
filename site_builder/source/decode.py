"""Turn the bytes of one file into records of the model, and every fault in them into a problem with its line."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from site_builder.model.authorities import Authority
from site_builder.model.portal import Page, Portal
from site_builder.model.records import Record
from site_builder.model.text import plain
from site_builder.problems import Problem
from site_builder.source import front_matter, line_nodes, table_nodes, yaml_nodes
from site_builder.source.catalogue import Origin
from site_builder.source.checks import check
from site_builder.source.faults import problems_of, spoken
from site_builder.source.kinds import Kind, form_of, kind_of
from site_builder.source.nodes import Node, Refused, Sheet, decode_text, stand_in

Described = Record | Authority | Page | Portal
_POINTERS = re.compile(
    rb'record:|records/|\.\./|[&%]|<!--|<\?|\[(?://|comment)\]:|\]:\s*(?:#|<#?>)'
    rb'|\\(?!["n]|u(?:00[89a-f]|0[1-9a-f]|[1-9a-f])|x[89a-f])',
    re.IGNORECASE,
)
"""Without one of these no text of a file names a record by its address or holds an aside; some stand for letters of others."""


@dataclass(frozen=True, slots=True)
class Written:
    """One thing as its file describes it. `broken` = its access is not to be trusted; `readable` = not a stand-in.

    `faulty` are its keys that were left out because of what is wrong with them.
    """

    what: Described
    origin: Origin
    broken: bool = False
    readable: bool = True
    faulty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decoded:
    """All that one file says: a pure function of its bytes, its path and the portal's default language.

    `whole` is False where rows were lost to a fault, so that ids missing elsewhere prove nothing; `pointing` is True where
    a text may hold the address of a record, or an aside.
    """

    written: tuple[Written, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    pointing: bool = False


def decode(content: bytes, file: str, language: str) -> Decoded:
    """Return what a file of the portal says; a file that describes nothing gives nothing."""
    kind = kind_of(file)
    if kind is None:
        return Decoded()
    sheet = _sheet(content, file, kind)
    written: list[Written] = []
    problems = list(sheet.problems)
    for node in sheet.nodes:
        one, faults = _written(node, kind, file, language)
        problems.extend(faults)
        if one is not None:
            written.append(one)
    pointing = _POINTERS.search(content) is not None
    return Decoded(tuple(written), tuple(problems), _whole(sheet, form_of(file)), pointing)


def _whole(sheet: Sheet, form: str) -> bool:
    """Say whether every row is there: of JSON lines one may be lost, of a table all."""
    return not sheet.problems or (form != "lines" and (form != "table" or bool(sheet.nodes)))



def _sheet(content: bytes, file: str, kind: Kind) -> Sheet:
    text = ""
    form = form_of(file)
    try:
        text = decode_text(content, file)
        if form == "table":
            return table_nodes.read(text, file, kind.type)
        if form == "lines":
            return line_nodes.read(text, file)
        return front_matter.read(text, file, kind.body) if form == "markdown" else yaml_nodes.read(text, file)
    except Refused as refused:
        nodes = () if form in ("table", "lines") else (stand_in(text or content.decode("utf-8", "replace")),)
        return Sheet(nodes, (refused.problem,))


@functools.cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _written(node: Node, kind: Kind, file: str, language: str) -> tuple[Written | None, list[Problem]]:
    origin = Origin(file, node.line, node.lines, node.row)
    value, problems = _keys(node.value, origin, kind)
    what, faults, bad = _validate(value, origin, kind, language)
    bad |= {key for key in ("dates", "access") if key in node.value and key not in value}
    what, more, doubtful = check(what, origin, bad | _absent(node))
    broken = not node.readable or "access" in bad or doubtful
    problems = [*problems, *faults, *more] if node.readable else []
    if not isinstance(what, (Page, Portal)) and not what.id:
        return None, problems
    return Written(what, origin, broken, node.readable, bad), problems


def _absent(node: Node) -> frozenset[str]:
    """Return the keys that the checks of a whole record need to know: which were never written."""
    return frozenset(f"no {key}" for key in ("level", "access") if node.value.get(key) is None)


def _keys(value: Mapping[str, Any], origin: Origin, kind: Kind) -> tuple[dict[str, Any], list[Problem]]:
    """Gather the `x_*` keys, leave out the empty ones, and find unquoted sets of dates."""
    kept = {key: one for key, one in value.items() if one is not None and key != "x"}
    problems = []
    if "x" in value:
        problems.append(Problem(origin.file, origin.at("x"), "E201", "x", key="x"))
    if kind.type is not Page:
        own = {key: kept.pop(key) for key in list(kept) if key.startswith("x_") and len(key) > 2}
        if own:
            kept["x"] = own
    if (found := _unquoted_set(kept.get("dates"), origin)) is not None:
        problems.append(Problem(origin.file, origin.at("dates"), "E604", found, f'dates: "{found}"', key="dates"))
        del kept["dates"]
    if "access" in value and value["access"] is None:
        problems.append(Problem(origin.file, origin.at("access"), "E214", key="access"))
    return kept, problems


def _unquoted_set(dates: Any, origin: Origin) -> str | None:
    """Return `dates: [1667,1668]` or `{1667,1668}` as its author wrote it: YAML reads a list or mapping, not a set."""
    if isinstance(dates, dict) and dates and all(one is None for one in dates.values()):
        return spoken(dates)
    if not isinstance(dates, list) or not dates or origin.row is not None:
        return None
    on_one_line = all(origin.lines.get(f"dates.{index}") == origin.at("dates") for index in range(len(dates)))
    strings = all(isinstance(one, str) for one in dates)
    return spoken(dates) if strings and on_one_line and (len(dates) > 1 or ".." in dates[0]) else None


def _validate(
    value: dict[str, Any], origin: Origin, kind: Kind, language: str
) -> tuple[Described, list[Problem], frozenset[str]]:
    """Return the record, the problems, and the keys left out because of them: the rest of the record is still checked."""
    adapter, context = _adapter(kind.type), {"language": language}
    problems: list[Problem] = []
    bad: set[str] = set()
    while True:
        try:
            what: Described = adapter.validate_python(value, context=context)
        except ValidationError as error:
            details = error.errors(include_url=False)
            problems.extend(problems_of(one, origin, kind.type) for one in details)
            value = _without(value, details, kind, language)
            bad.update(str(one["loc"][0]) for one in details if one["loc"])
        else:
            return what, problems, frozenset(bad)


_REQUIRED: dict[type, set[str]] = {Record: set(), Page: {"title"}, Portal: {"title", "base_url", "languages"}}
_FILLERS: dict[str, Any] = {"title": "?", "base_url": "https://invalid.example/", "languages": ["vi"]}


def _without(value: dict[str, Any], details: list[Any], kind: Kind, language: str) -> dict[str, Any]:
    """Leave out the keys with faults, and fill those that cannot be left out."""
    faulty = {str(one["loc"][0]) for one in details if one["loc"]}
    kept = {key: one for key, one in value.items() if key not in faulty}
    for key in faulty & _REQUIRED.get(kind.type, {"name"}):
        kept[key] = plain("?", language) if key == "name" else _FILLERS[key]
    return kept
