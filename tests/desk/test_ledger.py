"""The ledger of addresses: nothing published is ever forgotten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_builder.desk.ledger import Refused, updated, write
from site_builder.model.addresses import Address, Key
from site_builder.model.authorities import Agent, Institution
from site_builder.model.portal import Page
from site_builder.model.records import Ref
from site_builder.problems import Problem
from site_builder.source import files
from site_builder.source.ledger import read
from site_builder.source.release import release
from tests.source.catalogues import Written, access, catalogue, text

Known = dict[Key, Address]


def on(year: int, *names: str, ledger: Known | None = None) -> Known:
    public = release(catalogue(*(Written(name, access=access("open")) for name in names)), date(year, 1, 1))
    return updated(ledger or {}, public)


def test_what_is_published_is_entered_once_with_its_first_day() -> None:
    ledger = on(2027, "a", "b", ledger=on(2026, "a"))
    assert list(ledger.values()) == [
        Address("en", "language", "2026-01-01"), Address("vi", "language", "2026-01-01"),
        Address("a", "record", "2026-01-01"), Address("b", "record", "2027-01-01"),
    ]  # fmt: skip


def test_what_is_gone_stays_with_the_day_it_was_missed_and_its_successor() -> None:
    ledger = on(2026, "a")
    ledger["record", "a"] = Address("a", "record", "2026-01-01", successor="b")
    gone = on(2027, "b", ledger=ledger)
    assert gone["record", "a"] == Address("a", "record", "2026-01-01", "2027-01-01", "b")
    assert on(2028, "b", ledger=gone) == gone
    assert on(2029, "a", "b", ledger=gone)["record", "a"] == Address("a", "record", "2026-01-01", "", "b")


def test_hidden_records_are_not_entered_and_custodians_agents_pages_and_languages_are() -> None:
    whole = catalogue(
        Written("shut", access=access("closed")), Written("i", access=access("open"), people=(Ref(name=text("X"), id="x"),)),
        agents={"x": Agent(id="x", name=text("X"))},
        institutions={"k": Institution(id="k", name=text("K"))}, pages=(Page(title="a", path="gioi-thieu", language="vi"),),
    )  # fmt: skip
    entered = list(updated({}, release(whole, date(2026, 1, 1))))
    assert entered == [
        ("agent", "x"), ("institution", "k"), ("language", "en"), ("language", "vi"), ("page", "vi/gioi-thieu"), ("record", "i")
    ]  # fmt: skip


def test_no_more_is_entered_as_gone_than_was_said() -> None:
    names = [f"r{number}" for number in range(40)]
    ledger = on(2026, *names)
    with pytest.raises(Refused) as fault:
        on(2027, *names[:29], ledger=ledger)
    assert (fault.value.values["gone"], fault.value.values["total"]) == (11, 42)
    assert len([one for one in on(2027, *names[:30], ledger=ledger).values() if one.ended]) == 10


def test_a_ledger_is_read_as_it_was_written_and_an_absent_one_is_empty(tmp_path: Path) -> None:
    ledger, path = on(2026, "b", "a"), tmp_path / "addresses.csv"
    problems: list[Problem] = []
    assert read(files.walk(tmp_path), problems) == {}
    write(ledger, path)
    assert read(files.walk(tmp_path), problems) == ledger
    assert problems == []
    assert path.read_bytes() == (
        b"id,kind,since,ended,successor\nen,language,2026-01-01,,\nvi,language,2026-01-01,,\n"
        b"a,record,2026-01-01,,\nb,record,2026-01-01,,\n"
    )


@pytest.mark.parametrize("content", [
    b"id,since\na,2026\n", b"\xff\xfe", b'id,kind,since,ended,successor\n"a,record\n', b"id,kind,since,ended,successor\n../a,record,2026-01-01,,\n",
    b"id,kind,since,ended,successor\nvi/../a,page,2026-01-01,,\n",
])
def test_a_ledger_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "addresses.csv").write_bytes(content)
    problems: list[Problem] = []
    assert read(files.walk(tmp_path), problems) == {}
    assert [one.code for one in problems] == ["E318"]
