"""The golden portals, each built once a run on one day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import Options, build

GOLDEN = Path(__file__).parent
DAY = date(2026, 11, 23)

Built = Callable[[str], Path]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the portal of a case away from the checkout, once, and return its output."""
    done: dict[str, Path] = {}

    def make(case: str) -> Path:
        if case not in done:
            folder = tmp_path_factory.mktemp(case)
            shutil.copytree(GOLDEN / case / "portal", folder / "portal")
            made = build(Options(folder / "portal", folder / "output", DAY, clean=True))
            assert [str(problem) for problem in made.problems if problem.code.startswith("E")] == []
            done[case] = folder / "output"
        return done[case]

    return make
