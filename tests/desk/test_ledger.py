"""The ledger of addresses: nothing published is ever forgotten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_builder.desk.ledger import Address, Ledger, Unreadable, read, updated, write
from site_builder.model.authorities import Agent, Institution
from site_builder.model.portal import Page
from site_builder.source.release import release
from tests.source.catalogues import Written, access, catalogue, text


def on(year: int, *names: str, ledger: Ledger | None = None) -> Ledger:
    public = release(catalogue(*(Written(name, access=access("open")) for name in names)), date(year, 1, 1))
    return updated(ledger or {}, public)


def test_what_is_published_is_entered_once_with_its_first_day() -> None:
    ledger = on(2027, "a", "b", ledger=on(2026, "a"))
    assert list(ledger.values()) == [Address("a", "record", "2026-01-01"), Address("b", "record", "2027-01-01")]


def test_what_is_gone_stays_with_the_day_it_was_missed_and_its_successor() -> None:
    ledger = on(2026, "a")
    ledger["record", "a"] = Address("a", "record", "2026-01-01", successor="b")
    gone = on(2027, "b", ledger=ledger)
    assert gone["record", "a"] == Address("a", "record", "2026-01-01", "2027-01-01", "b")
    assert on(2028, "b", ledger=gone) == gone
    assert on(2029, "a", "b", ledger=gone)["record", "a"] == Address("a", "record", "2026-01-01", "", "b")


def test_hidden_records_are_not_entered_and_custodians_agents_and_pages_are() -> None:
    whole = catalogue(
        Written("shut", access=access("closed")), agents={"x": Agent(id="x", name=text("X"))},
        institutions={"k": Institution(id="k", name=text("K"))}, pages=(Page(title="a", path="gioi-thieu", language="vi"),),
    )  # fmt: skip
    assert list(updated({}, release(whole, date(2026, 1, 1)))) == [("agent", "x"), ("institution", "k"), ("page", "vi/gioi-thieu")]


def test_a_ledger_is_read_as_it_was_written_and_an_absent_one_is_empty(tmp_path: Path) -> None:
    ledger, path = on(2026, "b", "a"), tmp_path / "addresses.csv"
    assert read(path) == {}
    write(ledger, path)
    assert read(path) == ledger
    assert path.read_bytes() == b"id,kind,since,ended,successor\na,record,2026-01-01,,\nb,record,2026-01-01,,\n"


@pytest.mark.parametrize("content", [b"id,since\na,2026\n", b"\xff\xfe", b'id,kind,since,ended,successor\n"a,record\n'])
def test_a_ledger_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "addresses.csv").write_bytes(content)
    with pytest.raises(Unreadable):
        read(tmp_path / "addresses.csv")
