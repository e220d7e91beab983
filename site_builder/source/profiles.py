"""What each profile of description asks of a record at its level, inherited elements counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.model.records import Record
from site_builder.problems import Problem, nearest
from site_builder.source.catalogue import Held

_ALL = frozenset({
    "fonds", "subfonds", "collection", "recordgrp", "subgrp", "series", "subseries", "class", "file", "item", "otherlevel",
})
_TOPS = frozenset({"fonds", "collection", "recordgrp"})
_UNITS = frozenset({"file", "item"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One element that a profile asks for: at which levels, whether an ancestor may state it, what may stand instead.

    A creator's authority record tells its history, so that one with such a creator has a `history` (ISAD(G) 3.2.2).
    """

    code: str
    element: str
    levels: frozenset[str] = _ALL
    inherited: bool = False
    instead: str = ""


def _profile(code: str, *rows: tuple[str, frozenset[str], bool, str]) -> tuple[Asked, ...]:
    return tuple(Asked(code, element, levels, inherited, instead) for element, levels, inherited, instead in rows)


_DATES = (
    ("dates", _TOPS | _UNITS, False, "undated"),
    ("dates", _ALL - _TOPS - _UNITS, True, "undated"),
)
_CREATORS = ("creators", _ALL, True, "creator_unknown")
PROFILES = {
    # The six elements of ISAD(G) I.12; title and level are required of every record anyway.
    "isadg": _profile("W701", ("identifier", _ALL, False, ""), *_DATES, ("extent", _TOPS, False, ""), _CREATORS),
    # DACS 2022, chapter 1: single-level minimum.
    "dacs-min": _profile(
        "W702", ("identifier", _ALL, False, ""), ("institution", _ALL, True, ""), *_DATES, ("extent", _TOPS, False, ""),
        _CREATORS, ("scope_and_content", _TOPS, False, ""), ("access", _ALL, True, ""), ("languages", _ALL, True, ""),
    ),
    # Circular 05/2025/TT-BNV: fonds or sưu tập, hồ sơ, tài liệu; what only some units have (a number and notation, notes, writing
    # by hand, an information sign, the code of an older dossier) is asked of none.
    "vn": _profile(
        "W703", ("identifier", _ALL, False, ""), *_DATES, ("extent", _TOPS | {"file"}, False, ""), ("languages", _ALL, True, ""),
        ("institution", _ALL, True, ""), ("access", _ALL, True, ""), _CREATORS, ("history", _TOPS, False, ""),
        ("fonds_status", frozenset({"fonds", "collection"}), False, ""), ("arrangement", _TOPS, False, ""),
        ("copies", _TOPS, False, ""), ("retention", frozenset({"file"}), False, ""), ("keywords", _UNITS, False, "subjects"),
        ("sheets", frozenset({"file"}), False, "pages"), ("pages", frozenset({"item"}), False, "sheets"),
        ("physical_condition", _UNITS, True, ""), ("trust_level", _UNITS, True, ""),
        ("doc_type", frozenset({"item"}), False, "genres"), ("issuer", frozenset({"item"}), False, "creators"),
        ("abstract", frozenset({"item"}), False, "scope_and_content"),
    ),
    "europeana": _profile(
        "W704", ("rights.statement", _ALL, True, ""), ("languages", _ALL, True, ""), ("genres", frozenset({"item"}), False, ""),
        ("media", frozenset({"item"}), False, ""),
    ),
    "strict": _profile(
        "W705", ("identifier", _ALL, False, ""), *_DATES, ("extent", _ALL, False, ""), _CREATORS,
        ("institution", _ALL, True, ""), ("rights", _ALL, True, ""), ("languages", _ALL, True, ""),
        ("scope_and_content", _TOPS | {"series", "file"}, False, ""), ("description_control", _TOPS, False, ""),
    ),
}
_FLAGS = frozenset({"undated", "creator_unknown"})
_HANDED_DOWN = tuple(sorted({one.element for rows in PROFILES.values() for one in rows if one.inherited}))


def asked(names: Sequence[str]) -> tuple[Asked, ...]:
    """Return what the named profiles ask for."""
    return tuple(one for name in names for one in PROFILES.get(name, ()))


def unknown(names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each name that is no profile."""
    for name in names:
        if name not in PROFILES:
            yield Problem("portal.yaml", 1, "E202", name, ", ".join(PROFILES), nearest(name, PROFILES), "profiles")


def stated(record: Record) -> frozenset[str]:
    """Return the elements of this record that count for those below it."""
    elements = {name for name in _HANDED_DOWN if _value(record, name)}
    return frozenset(elements | ({"creators"} if record.creator_unknown else set()))


def missing(held: Held, above: frozenset[str], faulty: frozenset[str], rows: Sequence[Asked]) -> Iterator[Problem]:
    """Yield what the profiles miss in one record; `above` are the elements that its ancestors state, `faulty` told elsewhere."""
    record, origin = held.record, held.origin
    for one in rows:
        field = one.element.partition(".")[0]
        if record.level not in one.levels or _says(record, one.element) or field in faulty:
            continue
        handed_down = one.inherited and one.element in above and (field == one.element or not getattr(record, field))
        if handed_down or (one.instead and getattr(record, one.instead)):
            continue
        instead = f" ({one.instead}: true)" if one.instead in _FLAGS else f" / “{one.instead}”" if one.instead else ""
        yield Problem(origin.file, origin.line, one.code, one.element, instead, key=field)


def _says(record: Record, element: str) -> bool:
    return bool(_value(record, element) or (element == "history" and any(creator.id for creator in record.creators)))


def _value(record: Record, element: str) -> object:
    """Return what a record states of an element, or of a field within one (`rights.statement`)."""
    value: object = record
    for name in element.split("."):
        value = getattr(value, name, None)
    return value
