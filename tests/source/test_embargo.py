"""The day on which an embargo ends, as stated or by a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from site_builder.model.authorities import Agent
from site_builder.model.catalogue import PublicRecord
from site_builder.model.conditions import End
from site_builder.model.dates import DateValue
from site_builder.model.records import Ref
from site_builder.source.embargo import Rule, end_of, read_rule
from site_builder.source.release import release
from tests.source.catalogues import Written, access, catalogue, text

TODAY = date(2026, 11, 23)


def agent(name: str, edtf: str | None, **fields: object) -> Agent:
    dates = (DateValue(edtf=edtf),) if edtf else ()
    return Agent(id=name, name=text(name), dates=dates, **fields)  # type: ignore[arg-type]  # other fields of an agent


AGENTS = {
    "an": agent("an", "1890/1969"),
    "binh": agent("binh", "1901-05~/1980-02-29"),
    "chi": agent("chi", "1950/.."),
    "dung": agent("dung", "1950/", living=True),
    "em": agent("em", "1950"),
    "giang": agent("giang", None),
    "ho": agent("ho", "1700/1900", type="family"),
    "khong": agent("khong", "../1960"),
    "ba-doi": agent("ba-doi", "1890/1950/1969"),
    "co-xua": agent("co-xua", "-0111/-0050"),
}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("date_end + 30y", Rule("date_end", 30)),
        ("birth+100y", Rule("birth", 100)),
        ("death + 50 years", Rule("death", 50)),
        ("date_end + 1 year", Rule("date_end", 1)),
        ("date_end", None),
        ("date_end + 0y", None),
        ("date_end - 30y", None),
        ("date_end + 30", None),
        ("date_end + 3000y", None),
        ("marriage + 30y", None),
        ("date_end + 30y!", None),
    ],
)
def test_a_rule_counts_years_from_the_last_date_a_birth_or_a_death(written: str, rule: Rule | None) -> None:
    assert read_rule(written) == rule


def ends(rule: str, *names: str, dates: tuple[str | None, ...] = (), until: str | None = None) -> date | None:
    refs = tuple(Ref(name=text(name), id=name if name in AGENTS else None) for name in names)
    written = access("embargoed", embargo_rule=rule, until=until)
    whole = catalogue(
        Written("i", access=written, people=refs, dates=tuple(DateValue(edtf=one, display=text("khi ấy")) for one in dates)),
        agents=AGENTS,
    )
    end = end_of(written, whole.held["i"], whole)
    return end.opens if end is not None else None


@pytest.mark.parametrize(
    ("dates", "opens"),
    [
        (("1960",), date(2031, 1, 1)),
        (("1955/1960",), date(2031, 1, 1)),
        (("1960-02-29",), date(2030, 3, 1)),
        (("1958-02-28",), date(2028, 2, 29)),
        (("1954-21",), date(2024, 6, 1)),
        (("1958", "1960-06"), date(2030, 7, 1)),
        (("196X",), date(2040, 1, 1)),
        (("1960~",), date(2031, 1, 1)),
        (("-0111",), date(71, 1, 2)),
        (("9990",), date.max),
        (("9930",), date.max),
        (("9929",), date.max),
        (("9928",), date(9999, 1, 1)),
        (("1955/..",), None),
        (("1955", None), None),
        (("thuở xưa",), None),
        ((), None),
    ],
)
def test_years_from_the_last_date_end_the_day_after_they_are_whole(dates: tuple[str | None, ...], opens: date | None) -> None:
    assert ends("date_end + 70y", dates=dates) == opens


def test_years_from_a_leap_day_to_a_leap_year_are_whole_once_that_day_is_over() -> None:
    assert ends("date_end + 68y", dates=("1960-02-29",)) == date(2028, 3, 1)


@pytest.mark.parametrize(
    ("rule", "names", "opens"),
    [
        ("birth + 100y", ("an",), date(1991, 1, 1)),
        ("birth + 100y", ("an", "binh"), date(2001, 6, 1)),
        ("death + 50y", ("an", "binh"), date(2030, 3, 1)),
        ("death + 50y", ("an", "ho"), date(2020, 1, 1)),
        ("birth + 100y", ("chi",), date(2051, 1, 1)),
        ("death + 50y", ("chi",), None),
        ("death + 50y", ("dung",), None),
        ("birth + 100y", ("khong",), None),
        ("birth + 100y", ("ba-doi",), None),
        ("birth + 100y", ("co-xua",), date(101, 1, 2)),
        ("birth + 100y", ("em",), None),
        ("birth + 100y", ("giang",), None),
        ("birth + 100y", ("an", "người lạ"), None),
        ("birth + 100y", ("ho",), None),
        ("birth + 100y", (), None),
    ],
)
def test_years_from_births_and_deaths_wait_for_every_person(rule: str, names: tuple[str, ...], opens: date | None) -> None:
    assert ends(rule, *names) == opens


@pytest.mark.parametrize(
    ("until", "opens"), [("2020-01-01", date(2031, 1, 1)), ("2040-01-01", date(2040, 1, 1)), ("later", None)]
)
def test_of_a_day_and_a_rule_the_later_one_holds_and_both_must_be_clear(until: str, opens: date | None) -> None:
    assert ends("date_end + 70y", dates=("1960",), until=until) == opens


def test_the_persons_are_those_of_the_creators_too_even_from_a_hidden_ancestor() -> None:
    rule = access("embargoed", embargo_rule="death + 50y")
    whole = catalogue(
        Written(
            "f",
            Written("i", access=rule),
            access=access("closed", children_may_open=True),
            creators=(Ref(name=text("An"), id="an"),),
        ),
        agents=AGENTS,
    )
    assert end_of(rule, whole.held["i"], whole) == End(date(2020, 1, 1), frozenset({"creators", "people"}))


@pytest.mark.parametrize(
    ("fields", "opens"),
    [
        ({"creators": (Ref(name=text("Bình"), id="binh"),)}, date(2030, 3, 1)),
        ({"creator_unknown": True}, None),
        ({"creator_unknown": True, "people": (Ref(name=text("An"), id="an"),)}, date(2020, 1, 1)),
    ],
)
def test_a_record_with_creators_of_its_own_or_none_known_does_not_wait_for_those_above(
    fields: dict[str, Any], opens: date | None
) -> None:
    rule = access("embargoed", embargo_rule="death + 50y")
    above = (Ref(name=text("Chi"), id="chi"),)
    whole = catalogue(Written("f", Written("i", access=rule, **fields), access=access("open"), creators=above), agents=AGENTS)
    end = end_of(rule, whole.held["i"], whole)
    assert (end.opens if end is not None else None) == opens


def test_a_person_with_several_dates_has_no_clear_life() -> None:
    twice = {"an": Agent(id="an", name=text("An"), dates=(DateValue(edtf="1890/1969"), DateValue(edtf="1895/1970")))}
    rule = access("embargoed", embargo_rule="death + 50y")
    whole = catalogue(Written("i", access=rule, people=(Ref(name=text("An"), id="an"),)), agents=twice)
    assert end_of(rule, whole.held["i"], whole) is None


def opening(name: str, **fields: object) -> PublicRecord:
    condition = access("embargoed", embargo_rule="birth + 100y", **fields)
    whole = catalogue(Written("i", access=condition, people=(Ref(name=text(name), id=name),)), agents=AGENTS)
    return release(whole, TODAY).records["i"]


def test_the_day_is_told_unless_it_betrays_a_living_persons_birth() -> None:
    assert opening("chi").access.opens == "2051-01-01"
    assert opening("dung").access.opens is None


@pytest.mark.parametrize("narrowing", [{"metadata_visibility": "minimal"}, {"fields_hidden": ("people",)}])
def test_the_day_is_not_told_where_the_persons_are_not(narrowing: dict[str, object]) -> None:
    assert opening("chi", **narrowing).access.opens is None


@pytest.mark.parametrize(("hidden", "opens"), [((), "2031-01-01"), (("dates",), None)])
def test_the_day_is_not_told_where_the_date_it_follows_from_is_hidden(hidden: tuple[str, ...], opens: str | None) -> None:
    condition = access("embargoed", embargo_rule="date_end + 70y", metadata_visibility="minimal", fields_hidden=hidden)
    public = release(catalogue(Written("i", access=condition, dates=(DateValue(edtf="1960"),))), TODAY)
    assert public.records["i"].access.opens == opens
