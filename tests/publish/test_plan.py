"""The plan: what changed, what is gone, and which paths may not stand side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.publish.plan import legal, plan
from site_builder.state import Refused, State
from tests.publish.sites import Written, build, records


def test_only_what_changed_is_planned(tmp_path: Path) -> None:
    build(tmp_path, records(3))
    with State.open(tmp_path / ".site-builder", tmp_path / "output") as state:
        found = plan([Written(records(2, r1="x"))], state)
        assert [task.key for task in found.tasks] == ["record/r1"]
        assert (found.gone, found.kept) == ([("written", "record/r2")], 1)


def test_a_maker_that_is_no_more_leaves_nothing(tmp_path: Path) -> None:
    build(tmp_path, records(2))
    with State.open(tmp_path / ".site-builder", tmp_path / "output") as state:
        assert len(plan([], state).gone) == 2


COLLISIONS = [
    ("a/index.html", "a/index.html"),
    ("vi/Ha-Noi", "vi/ha-noi"),
    ("vi/hà", "vi/ha\N{COMBINING GRAVE ACCENT}"),
    ("a", "a/b"),
    ("A/b/c", "a/B"),
    ("x", "manifest-sha256.txt"),
    ("straße", "STRASSE"),
]


@pytest.mark.parametrize("paths", COLLISIONS, ids=range(len(COLLISIONS)))
@pytest.mark.parametrize("published", [False, True])
def test_two_outputs_of_one_path_are_refused(tmp_path: Path, paths: tuple[str, str], published: bool) -> None:
    first = {"one": {paths[0]: "1"}}
    if published:
        build(tmp_path, first)
    with pytest.raises(Refused, match="collision"):
        build(tmp_path, {**first, "two": {paths[1]: "2"}})


def test_a_path_may_pass_from_one_subject_to_another(tmp_path: Path) -> None:
    build(tmp_path, {"one": {"a": "1"}, "two": {"b": "2"}})
    build(tmp_path, {"one": {"b": "1"}, "two": {"a": "2"}})
    build(tmp_path, {"three": {"a/b": "3"}})
    build(tmp_path, {"three": {"a": "3"}})
    assert (tmp_path / "output/a").read_text() == "3"


@pytest.mark.parametrize("path", [
    "../a", "/a", "a//b", "a/../b", "./a", "a/.", "", "a/", "a\\b", "a\0", "a\nb", "con", "a/NUL.txt", "a:b", "a ", "a.", "a/b./c", "x" * 1000,
])
def test_a_path_that_leads_out_or_fits_no_system_is_refused(tmp_path: Path, path: str) -> None:
    assert not legal(path)
    with pytest.raises(Refused, match="path"):
        build(tmp_path, {"one": {path: "1"}})


@pytest.mark.parametrize("path", ["index.html", "vi/địa-bạ/index.html", "_headers", "a.b/c", "records/a1/x-120.webp", "console/nulls", "漢/字"])
def test_a_path_that_fits_is_legal(path: str) -> None:
    assert legal(path)
