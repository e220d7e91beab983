"""What a build remembers, and when it forgets."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder import state as module
from site_builder.state import State


def opened(folder: Path, *, clean: bool = False) -> State:
    return State.open(folder / ".site-builder", folder / "output", clean=clean)


def test_a_result_is_remembered_by_its_digest(tmp_path: Path) -> None:
    with opened(tmp_path) as state:
        assert state.get("words", "d1") is None
        state.put("words", "d1", b"result")
        assert state.get("words", "d1") == b"result"
    with opened(tmp_path) as state:
        assert state.get("words", "d1") == b"result"
        assert state.get("other", "d1") is None


def test_a_clean_build_remembers_nothing_old_and_all_new(tmp_path: Path) -> None:
    with opened(tmp_path) as state:
        state.put("words", "d1", b"old")
    with opened(tmp_path, clean=True) as state:
        assert state.get("words", "d1") is None
        state.put("words", "d1", b"new")
    with opened(tmp_path) as state:
        assert state.get("words", "d1") == b"new"


def test_another_version_of_the_program_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as state:
        state.put("words", "d1", b"result")
    monkeypatch.setattr(module, "fingerprint", lambda: "another")
    with opened(tmp_path) as state:
        assert state.get("words", "d1") is None


def test_what_nobody_asks_for_is_dropped_once_it_is_the_larger_part(tmp_path: Path) -> None:
    with opened(tmp_path) as state:
        for number in range(3000):
            state.put("words", str(number), b"x")
    with opened(tmp_path) as state:
        assert state.get("words", "7") == b"x"
    with opened(tmp_path) as state:
        assert state.get("words", "8") is None
        assert state.get("words", "7") == b"x"


def test_memory_is_kept_out_of_git(tmp_path: Path) -> None:
    opened(tmp_path).close()
    assert (tmp_path / ".site-builder/.gitignore").read_text() == "*\n"
