"""The days on which embargoes end, whatever else the archive holds."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.source.ruling import openings
from tests.source.catalogues import Written, access, catalogue

SHUT = access("embargoed", until="2030-05-01")


@pytest.mark.parametrize(("roots", "known"), [
    ((), ()),
    ((Written("a", access=access("open")),), ()),
    ((Written("a", Written("b"), access=access("restricted")),), ()),
    ((Written("a", access=SHUT),), (("2030-05-01", 1),)),
    ((Written("a", Written("b"), access=SHUT),), (("2030-05-01", 2),)),
    ((Written("a", Written("b"), Written("c", access=SHUT), access=access("open")),), (("2030-05-01", 1),)),
])  # fmt: skip
def test_the_days_on_which_records_open_are_known(roots: tuple[Written, ...], known: tuple[tuple[str, int], ...]) -> None:
    assert openings(catalogue(*roots), date(2026, 11, 23)) == known
    assert openings(catalogue(*roots), date(2030, 5, 1)) == ()
