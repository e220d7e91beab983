"""Each folder of `tests/bad` holds one mistake, and `expected` says where it is found."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from site_builder.problems import messages
from site_builder.source import load as load_module
from site_builder.source.load import load

BAD = Path(__file__).parent.parent / "bad"
CASES = sorted(folder.name for folder in BAD.iterdir() if folder.is_dir() and folder.name != "base")
FOUND_OTHERWISE = {"E140", "W415"}  # a file that goes away while it is read: test_load.py; one in git: test_tracked.py
SOURCE = Path(load_module.__file__).parent


@pytest.mark.parametrize("case", CASES)
def test_the_mistake_is_found_where_it_stands(case: str, tmp_path: Path) -> None:
    shutil.copytree(BAD / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(BAD / case, tmp_path, dirs_exist_ok=True, symlinks=True)
    lines = (BAD / case / "expected").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("- "):
            (tmp_path / line[2:]).unlink()
    found = [f"{one.file}:{one.line} {one.code}" for one in load(tmp_path).problems]
    assert found == [line for line in lines if not line.startswith("- ")]


def test_every_code_of_this_room_has_a_folder_and_words() -> None:
    told = {code for path in SOURCE.glob("*.py") for code in re.findall(r'"([EW][0-9]{3})"', path.read_text(encoding="utf-8"))}
    assert told <= messages().keys()
    assert {case.partition("-")[0] for case in CASES} == told - FOUND_OTHERWISE


def test_the_portal_they_all_start_from_is_clean() -> None:
    assert load(BAD / "base").problems == ()
