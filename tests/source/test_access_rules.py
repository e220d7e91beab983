"""Access conditions that go wrong only beside other records."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.model.dates import DateValue
from site_builder.model.records import Media
from site_builder.model.rights import Access, AccessStatus, Rights
from site_builder.source.access_rules import check
from site_builder.source.catalogue import Catalogue
from tests.source.catalogues import Written, access, catalogue, text


def codes(whole: Catalogue) -> list[tuple[str, str]]:
    return [(problem.code, problem.found) for problem in check(whole)]


@pytest.mark.parametrize(
    ("dates", "found"), [(("1960",), []), ((), [("E410", "date_end + 70y")]), (("1960/..",), [("E410", "date_end + 70y")])]
)
def test_a_rule_that_leads_to_no_day_is_an_error(dates: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    rule = access("embargoed", embargo_rule="date_end + 70y")
    assert codes(catalogue(Written("i", access=rule, dates=tuple(DateValue(edtf=one) for one in dates)))) == found


def test_an_open_record_has_no_day_on_which_it_opens() -> None:
    assert codes(catalogue(Written("i", access=access("open", until="2030-01-01")))) == [("E411", "2030-01-01")]
    assert codes(catalogue(Written("i", access=access("open", embargo_rule="date_end + 9y")))) == [("E411", "date_end + 9y")]
    assert codes(catalogue(Written("i", access=access("closed", embargo_rule="date_end + 9y")))) == []


@pytest.mark.parametrize(
    ("status", "said", "found"),
    [
        ("restricted", "full", [("W412", "full")]),
        ("culturally_sensitive", "full", [("W412", "full")]),
        ("closed", "minimal", [("W412", "minimal")]),
        ("withdrawn", "minimal", [("W412", "minimal")]),
        ("culturally_sensitive", "hidden", []),
        ("embargoed", "full", []),
        ("restricted", "minimal", []),
    ],
)
def test_visibility_cannot_show_more_than_the_status(status: str, said: str, found: list[tuple[str, str]]) -> None:
    assert codes(catalogue(Written("i", access=access(status, metadata_visibility=said)))) == found


@pytest.mark.parametrize(
    ("status", "own", "found"),
    [
        ("closed", None, [("W413", "i")]),
        ("restricted", None, [("W413", "i")]),
        ("metadata_only", None, []),
        ("closed", Rights(statement="u"), []),
    ],
)
def test_rights_that_a_hidden_ancestor_states_are_missed_below_it(
    status: str, own: Rights | None, found: list[tuple[str, str]]
) -> None:
    above = access(status, children_may_open=True)
    whole = catalogue(
        Written(
            "f",
            Written("s", Written("i", access=access("open"), rights=own), access=above, rights=Rights(note=text("riêng"))),
            access=access("open"),
        )
    )
    assert codes(whole) == found


@pytest.mark.parametrize(("status", "found"), [("closed", [("W414", "a.jpg")]), ("embargoed", [("W414", "a.jpg")]), ("open", [])])
def test_a_file_that_one_record_keeps_back_and_another_publishes_is_told(status: str, found: list[tuple[str, str]]) -> None:
    scan = (Media(path="a.jpg"),)
    whole = catalogue(Written("f", Written("i", access=access(status), media=scan), access=access("open"), media=scan))
    same = dict.fromkeys(whole.media_paths, Path("/held/a.jpg"))
    assert codes(Catalogue(**{**vars(whole), "media_paths": same})) == found


def test_a_condition_with_nothing_wrong_has_no_problem() -> None:
    assert codes(catalogue(Written("i", access=Access(status=AccessStatus.OPEN)))) == []
