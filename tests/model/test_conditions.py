"""The conditions of one record on one day, and how they bind what lies below."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from site_builder.model.conditions import ROLES, End, Terms, bound, closed_on_doubt, doubt, read_day, terms
from site_builder.model.rights import Access, AccessStatus, Basis, Files, Visibility

TODAY = date(2026, 11, 23)
AHEAD = End(date(2030, 1, 1))
PAST = End(date(2026, 11, 23))
BASIS = (Basis(type="statute"),)
ROLES_OF_READERS = ROLES - {"master"}

SHOWN = [
    # status, metadata_visibility, what is shown
    ("open", None, "full"),
    ("open", "full", "full"),
    ("open", "minimal", "minimal"),
    ("open", "hidden", "hidden"),
    ("open_with_notice", None, "full"),
    ("open_with_notice", "minimal", "minimal"),
    ("open_with_notice", "hidden", "hidden"),
    ("metadata_only", None, "full"),
    ("metadata_only", "minimal", "minimal"),
    ("metadata_only", "hidden", "hidden"),
    ("embargoed", None, "full"),
    ("embargoed", "full", "full"),
    ("embargoed", "minimal", "minimal"),
    ("embargoed", "hidden", "hidden"),
    ("restricted", None, "minimal"),
    ("restricted", "full", "minimal"),
    ("restricted", "hidden", "hidden"),
    ("culturally_sensitive", None, "minimal"),
    ("culturally_sensitive", "full", "minimal"),
    ("culturally_sensitive", "minimal", "minimal"),
    ("culturally_sensitive", "hidden", "hidden"),
    ("closed", None, "hidden"),
    ("closed", "full", "hidden"),
    ("closed", "minimal", "hidden"),
    ("withdrawn", None, "tombstone"),
    ("withdrawn", "full", "tombstone"),
    ("withdrawn", "minimal", "tombstone"),
    ("withdrawn", "hidden", "hidden"),
]


def stated(status: str, **fields: object) -> Access:
    return Access(status=AccessStatus(status), **{"basis": BASIS, **fields})  # type: ignore[arg-type]  # a table's fields


def on(access: Access, end: End | None = AHEAD, holder: str = "a") -> Terms:
    return terms(access, end, TODAY, holder)


@pytest.mark.parametrize(("status", "said", "shown"), SHOWN)
def test_each_status_shows_what_the_table_says_and_visibility_only_narrows_it(status: str, said: str | None, shown: str) -> None:
    assert on(stated(status, metadata_visibility=said)).visibility is Visibility(shown)


@pytest.mark.parametrize("status", [one for one in AccessStatus if one not in (AccessStatus.OPEN, AccessStatus.OPEN_WITH_NOTICE)])
def test_whatever_is_not_open_publishes_no_file(status: AccessStatus) -> None:
    assert not any(on(stated(status)).allows(role) for role in ROLES)


@pytest.mark.parametrize("status", ["open", "open_with_notice"])
def test_what_is_open_publishes_every_role_but_the_master(status: str) -> None:
    assert {role for role in ROLES if on(stated(status)).allows(role)} == ROLES_OF_READERS


def test_a_master_is_published_only_where_it_is_said() -> None:
    assert on(stated("open", files=Files(master="open"))).allows("master")


@pytest.mark.parametrize("role", sorted(ROLES_OF_READERS))
def test_one_role_can_be_closed_on_an_open_record(role: str) -> None:
    assert not on(stated("open", files=Files(**{role: "closed"}))).allows(role)  # type: ignore[arg-type]  # one role


@pytest.mark.parametrize("status", ["metadata_only", "embargoed"])
def test_one_role_can_be_released_where_the_description_is_shown(status: str) -> None:
    found = on(stated(status, files=Files(thumbnail="open")))
    assert [role for role in sorted(ROLES) if found.allows(role)] == ["thumbnail"]


@pytest.mark.parametrize("status", ["restricted", "culturally_sensitive", "closed", "withdrawn"])
def test_no_role_can_be_released_where_the_description_is_not_shown(status: str) -> None:
    assert not any(on(stated(status, files=Files(**dict.fromkeys(ROLES, "open")))).allows(role) for role in ROLES)  # type: ignore[arg-type]  # every role


def test_an_embargo_holds_until_its_day_and_not_on_it() -> None:
    embargo = stated("embargoed", until="2026-11-23", metadata_visibility="hidden")
    assert terms(embargo, PAST, date(2026, 11, 22), "a").visibility is Visibility.HIDDEN
    opened = terms(embargo, PAST, TODAY, "a")
    assert (opened.status, opened.visibility, opened.allows("access")) == (AccessStatus.OPEN, Visibility.FULL, True)


def test_what_an_embargo_hid_by_name_stays_hidden_when_it_ends() -> None:
    embargo = stated("embargoed", until="2026-11-23", fields_hidden=("acquisition",), files=Files(text="closed"))
    opened = terms(embargo, PAST, TODAY, "a")
    assert opened.hidden == {"acquisition"} and not opened.allows("text")


DOUBTS = [
    (Access(status=AccessStatus.METADATA_ONLY), None, "basis"),
    (Access(status=AccessStatus.RESTRICTED), None, "basis"),
    (Access(status=AccessStatus.WITHDRAWN), None, "basis"),
    (stated("embargoed"), None, "until"),
    (stated("embargoed", until="someday"), None, "until"),
    (stated("embargoed", until="2030"), AHEAD, "until"),
    (stated("embargoed", embargo_rule="when the moon is full"), None, "embargo_rule"),
    (stated("open", until="2030-01-01"), None, "until"),
    (stated("open", embargo_rule="date_end + 70y"), None, "embargo_rule"),
    (stated("open_with_notice", embargo_rule="date_end + 70y"), AHEAD, "embargo_rule"),
    (stated("restricted", until="soon"), None, "until"),
    (stated("open", fields_hidden=("aquisition",)), None, "fields_hidden"),
    (stated("open", fields_hidden=("id",)), None, "fields_hidden"),
    (stated("open", fields_hidden=("level",)), None, "fields_hidden"),
    (stated("open", fields_hidden=("x",)), None, "fields_hidden"),
    (stated("open", fields_hidden=("status",)), None, "fields_hidden"),
    (stated("open", metadata_visibility="some"), None, "metadata_visibility"),
    (Access(status="opne"), None, "status"),  # type: ignore[arg-type]  # what a faulty reader might let through
]


def test_a_part_of_a_field_hides_all_of_it() -> None:
    found = on(stated("open", fields_hidden=("title.vi", "x_phone.en", "x_donor")))
    assert found.hidden == {"title", "x_phone", "x_donor"} and found.doubt is None


@pytest.mark.parametrize(("count", "counted"), [("shown", True), ("hidden", False)])
def test_a_closed_record_is_counted_unless_it_says_otherwise(count: Literal["shown", "hidden"], counted: bool) -> None:
    assert on(stated("closed", count=count)).counted is counted


def test_terms_of_which_nothing_more_is_said_are_plain() -> None:
    assert closed_on_doubt("a", None).doubt == "access"
    assert End(TODAY) == End(TODAY, frozenset(), private=False)
    assert Terms(AccessStatus.OPEN, Visibility.FULL, "a") == Terms(
        AccessStatus.OPEN, Visibility.FULL, "a", None, None, frozenset(), False, frozenset(), True, None
    )


@pytest.mark.parametrize(("access", "end", "key"), DOUBTS)
def test_any_doubt_closes_and_says_which_key_is_unclear(access: Access, end: End | None, key: str) -> None:
    found = terms(access, end, TODAY, "a")
    assert doubt(access, end, TODAY) == key == found.doubt
    assert (found.status, found.visibility) == (AccessStatus.CLOSED, Visibility.HIDDEN)
    assert not any(found.allows(role) for role in ROLES)


@pytest.mark.parametrize("access", [stated("open", until="2026-11-23"), stated("restricted", until="2030-01-01")])
def test_a_date_that_contradicts_nothing_leaves_no_doubt(access: Access) -> None:
    assert doubt(access, None, TODAY) is None


@pytest.mark.parametrize("end", [PAST, End(TODAY)])
def test_a_rule_on_an_open_record_contradicts_it_until_its_day(end: End) -> None:
    assert doubt(stated("open", embargo_rule="date_end + 70y"), end, TODAY) is None
    assert doubt(stated("closed", embargo_rule="date_end + 70y"), AHEAD, TODAY) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2030-01-31", date(2030, 1, 31)),
        ("2030-02-30", None),
        ("2030", None),
        ("20300131", None),
        ("2030-W05-4", None),
        ("2030-01-31 ", None),
        ("", None),
    ],
)
def test_until_is_a_whole_date(written: str, day: date | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize("below", list(AccessStatus))
@pytest.mark.parametrize("above", list(AccessStatus))
def test_the_more_restrictive_status_decides(above: AccessStatus, below: AccessStatus) -> None:
    found = bound(on(stated(below), holder="below"), on(stated(above), holder="above"))
    assert found.status is max(above, below, key=lambda status: status.rank)
    assert found.holder == ("above" if above.rank > below.rank else "below")
    assert found.visibility is max(on(stated(above)).visibility, on(stated(below)).visibility, key=lambda one: one.rank)


@pytest.mark.parametrize(("above", "below", "holder"), [(2040, 2030, "above"), (2030, 2040, "below"), (2030, 2030, "below")])
def test_of_two_embargoes_the_longer_one_decides(above: int, below: int, holder: str) -> None:
    lasting = [
        terms(stated("embargoed"), End(date(year, 1, 1)), TODAY, name) for year, name in ((above, "above"), (below, "below"))
    ]
    assert bound(lasting[1], lasting[0]).holder == holder


def test_what_either_forbids_is_forbidden() -> None:
    above = on(stated("open", files=Files(text="closed", master="open"), fields_hidden=("creators",), count="hidden"))
    found = bound(on(stated("open", files=Files(captions="closed"), fields_hidden=("notes",))), above)
    assert {role for role in ROLES if found.allows(role)} == {"access", "thumbnail"}
    assert (found.hidden, found.counted) == (frozenset({"creators", "notes"}), False)


def test_terms_with_nothing_above_are_their_own() -> None:
    own = on(stated("open"))
    assert bound(own, None) is own


@pytest.mark.parametrize("status", ["restricted", "metadata_only", "closed", "withdrawn"])
def test_a_day_that_has_passed_opens_nothing_but_an_embargo(status: str) -> None:
    assert terms(stated(status, until="2020-01-01"), PAST, TODAY, "a").status == status


@pytest.mark.parametrize(("count", "counted"), [("shown", True), ("hidden", False)])
def test_what_is_closed_on_doubt_is_counted_unless_its_condition_says_not(count: str, counted: bool) -> None:
    assert on(stated("restricted", basis=(), count=count)).counted is counted


@pytest.mark.parametrize(("above", "own", "released"), [("open", None, True), (None, "open", False)])
def test_the_nearest_condition_says_whether_masters_are_published(above: str | None, own: str | None, released: bool) -> None:
    binding = on(stated("open_with_notice", files=Files(master=own)))  # type: ignore[arg-type]  # a word of the table
    nearest = on(stated("open", files=Files(master=above)))  # type: ignore[arg-type]  # likewise
    assert bound(nearest, binding).allows("master") is released
