"""No more records go than somebody said."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from site_builder.publish.removal import guard, listed, standing
from site_builder.state import Refused, State
from tests.publish.sites import build, records


def ids(number: int) -> list[str]:
    return [f"r{one}" for one in range(number)]


@pytest.mark.parametrize(("before", "after", "allowed", "refused"), [
    (30, 20, None, False), (30, 19, None, True), (200, 180, None, False), (200, 179, None, True), (200, 179, 21, False), (200, 179, 20, True),
    (9, 0, None, False), (9, 8, 0, True), (9, 9, 0, False),
])
def test_more_records_do_not_go_than_was_said(before: int, after: int, allowed: int | None, refused: bool) -> None:
    with pytest.raises(Refused) if refused else nullcontext() as fault:
        guard(ids(before), ids(after), (), allowed)
    if fault is not None:
        assert (fault.value.values["gone"], fault.value.values["total"]) == (before - after, before)
        assert str(fault.value.values["names"]).split() == sorted(set(ids(before)) - set(ids(after)))


def test_what_the_ledger_tells_of_is_not_missed() -> None:
    guard(ids(200), ids(100), ids(200)[100:], 0)


def test_a_list_too_long_for_a_screen_ends_in_a_number() -> None:
    assert listed(ids(302)).splitlines()[-2:] == ["  r97", "  + 2"]


def test_what_stands_is_known_from_memory_or_else_from_the_output(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(tmp_path, records(3))
    (output / "vi/records/r9").mkdir(parents=True)
    with State.open(tmp_path / ".site-builder", output) as state:
        assert standing(state, output, "written", "record/", "vi/records") == {"r0", "r1", "r2"}
        assert standing(state, output, "none", "record/", "vi/records") == {"r0", "r1", "r2", "r9"}
        assert standing(state, output, "none", "record/", "fr/records") == set()
        assert standing(state, tmp_path, "none", "record/", "output/vi/records") == set()
