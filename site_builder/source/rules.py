"""What must hold between a record and those above it: access, levels, dates, and what the profiles ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.model.dates import Bounds, DateValue, hull
from site_builder.model.rights import AccessStatus
from site_builder.problems import Problem
from site_builder.source import profiles
from site_builder.source.catalogue import Catalogue, Held

_NOTHING = frozenset[str]()
_RANKS = {
    "fonds": 0, "collection": 0, "recordgrp": 0, "subfonds": 1, "subgrp": 1, "series": 2, "subseries": 3, "file": 4, "item": 5,
}


@dataclass(frozen=True, slots=True)
class Above:
    """What the ancestors of a record hand down: binding access, nearest dates, level, and the elements they state."""

    access: AccessStatus | None = None
    dates: tuple[DateValue, ...] = ()
    span: Bounds | None = None
    level: str | None = None
    states: frozenset[str] = frozenset()


def check(catalogue: Catalogue, faulty: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield the problems between the records of the whole hierarchy; `faulty` keys, by id, are told elsewhere."""
    asked = profiles.asked(catalogue.portal.profiles)
    yield from profiles.unknown(catalogue.portal.profiles)
    handed: dict[str | None, Above] = {None: Above()}
    for record_id, parent in catalogue.downwards():
        held, above = catalogue.held[record_id], handed[parent]
        if not held.broken:
            yield from _one(held, above)
            yield from profiles.missing(held, above.states, faulty.get(record_id, _NOTHING), asked)
        if record_id in catalogue.children:
            handed[record_id] = _hand_down(held, above, faulty.get(record_id, _NOTHING))


def _one(held: Held, above: Above) -> Iterator[Problem]:
    origin, record = held.origin, held.record
    if record.access is not None and above.access is not None and record.access.status.rank < above.access.rank:
        yield Problem(
            origin.file, origin.at("access.status"), "W406", record.access.status, above.access, key="access.status"
        )
    if above.level is not None and _RANKS.get(record.level, 9) < _RANKS.get(above.level, 0):
        yield Problem(origin.file, origin.at("level"), "W312", record.level, above.level, key="level")
    if record.dates and above.span is not None:
        span = hull(record.dates)
        if span is not None and not _within(span, above.span) and not _vague((*record.dates, *above.dates)):
            yield Problem(origin.file, origin.at("dates"), "W605", _said(record.dates), _said(above.dates), key="dates")


def _hand_down(held: Held, above: Above, faulty: frozenset[str]) -> Above:
    record = held.record
    access = above.access
    if record.access is not None:
        own = record.access.status
        access = own if access is None or own.rank > access.rank else access
        access = None if record.access.children_may_open else access
    span = hull(record.dates)
    return Above(
        access=access,
        dates=record.dates if span is not None else above.dates,
        span=span if span is not None else above.span,
        level=record.level,
        states=above.states | profiles.stated(record) | faulty,
    )


def _vague(dates: tuple[DateValue, ...]) -> bool:
    return any(mark in (date.edtf or "") for date in dates for mark in "~?%")


def _within(inner: Bounds, outer: Bounds) -> bool:
    begins = outer.earliest is None or inner.earliest is None or inner.earliest >= outer.earliest
    ends = outer.latest is None or inner.latest is None or inner.latest <= outer.latest
    return begins and ends


def _said(dates: tuple[DateValue, ...]) -> str:
    return ", ".join(date.edtf for date in dates if date.edtf)
