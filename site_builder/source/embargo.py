"""When an embargo ends: on the day its author states, or the day that a rule gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from site_builder.model.authorities import Agent
from site_builder.model.conditions import End, read_day
from site_builder.model.edtf import EdtfError, bounds
from site_builder.model.records import Ref
from site_builder.model.rights import Access
from site_builder.source.catalogue import Catalogue, Held

Counted = Literal["date_end", "birth", "death"]
_RULE = re.compile(r"(date_end|birth|death)\s*\+\s*([1-9][0-9]{0,2})\s*y(?:ears?)?")


@dataclass(frozen=True, slots=True)
class Rule:
    """`embargo_rule`: so many years from the record's last date, or from the birth or death of the persons it names."""

    counted: Counted
    years: int


def read_rule(written: str) -> Rule | None:
    """Read `date_end + 30y`, `birth + 100y`, `death + 50y`; None for anything else."""
    match = _RULE.fullmatch(written.strip())
    return Rule(cast(Counted, match[1]), int(match[2])) if match else None


def end_of(access: Access, held: Held, catalogue: Catalogue) -> End | None:
    """Return the end of the embargo that `held` states, the later one of `until` and `embargo_rule`; None on doubt."""
    ends = []
    if access.until is not None:
        day = read_day(access.until)
        ends.append(End(day) if day is not None else None)
    if access.embargo_rule is not None:
        rule = read_rule(access.embargo_rule)
        ends.append(_by_rule(rule, held, catalogue) if rule is not None else None)
    sure = [end for end in ends if end is not None]
    return max(sure, key=lambda end: end.opens) if sure and len(sure) == len(ends) else None


def _by_rule(rule: Rule, held: Held, catalogue: Catalogue) -> End | None:
    if rule.counted == "date_end":
        days = [_latest(one.edtf) for one in held.record.dates]
        return _after(days, rule.years, frozenset({"dates"}), private=False)
    named = list(_persons(held, catalogue))
    which = 0 if rule.counted == "birth" else 1
    days = [_of_life(person, which) if person is not None else None for person in named]
    private = any(person.living for person in named if person is not None)
    return _after(days, rule.years, frozenset({"creators", "people"}), private=private)


def _after(days: list[int | None], years: int, betrays: frozenset[str], *, private: bool) -> End | None:
    """Return the day after the anniversary of the last of the days, None unless all of them are known."""
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days):
        return None
    last = date.fromordinal(min(max(known[0], *known, 1), date.max.toordinal()))
    return End(_anniversary(last, years), betrays, private)


def _anniversary(day: date, years: int) -> date:
    """Return the first day after so many whole years: 1960-12-31 and 70 give 2031-01-01, 1960-02-29 gives a first of March."""
    if day.year + years >= date.max.year:
        return date.max
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years) + timedelta(days=1)


def _latest(edtf: str | None) -> int | None:
    try:
        return bounds(edtf).latest if edtf else None
    except EdtfError:
        return None


def _of_life(person: Agent, which: int) -> int | None:
    """Return the last day that a birth (0) or death (1) may mean; only dates such as 1890/1969 tell the two apart."""
    if len(person.dates) != 1 or not person.dates[0].edtf:
        return None
    halves = person.dates[0].edtf.split("/")
    return _latest(halves[which]) if len(halves) == 2 and halves[which] != ".." else None


def _persons(held: Held, catalogue: Catalogue) -> Iterator[Agent | None]:
    """Yield the persons that a record names or inherits as creators; None for a name that leads to no authority record."""
    for ref in (*_creators(held, catalogue), *held.record.people):
        agent = catalogue.agents.get(ref.id) if ref.id is not None else None
        if agent is None or agent.type == "person":
            yield agent


def _creators(held: Held, catalogue: Catalogue) -> tuple[Ref, ...]:
    while not held.record.creators and not held.record.creator_unknown:
        above = catalogue.held.get(held.parent) if held.parent is not None else None
        if above is None:
            break
        held = above
    return held.record.creators
