"""A folder whose files are named by their contents is filled by one maker, made beside the rest, and never half known."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_builder.model.output import AnyMaker, Output, Subject
from site_builder.publish import plan, writer
from site_builder.publish.report import Report
from site_builder.state import Refused, State
from tests.publish.sites import Written, records, tree


@dataclass
class Filled:
    """A maker of words, each in a file named by its bytes, and of a list of them with a fixed name."""

    words: tuple[str, ...]
    name: str = "filled"
    folder: str = "words"

    def subjects(self) -> Iterator[Subject]:
        if self.words:
            yield Subject("all", hashlib.sha256(repr(self.words).encode()).hexdigest())

    def fill(self, key: str, standing: Mapping[str, str]) -> Iterator[Output | str]:
        for word in self.words:
            path = f"words/{hashlib.sha256(word.encode()).hexdigest()[:10]}.bin"
            yield path if path in standing else Output(path, word.encode())
        yield Output("words/list", " ".join(self.words).encode())


def build(portal: Path, words: str, beside: Written | None = None, jobs: int = 1, dry_run: bool = False, early: bool = True) -> Report:
    makers: list[AnyMaker] = [beside or Written(records(3)), Filled(tuple(words.split()))]
    with State.open(portal / ".site-builder", portal / "output") as state:
        planned = plan.plan(makers, state)
        if dry_run:
            return writer.foresee(planned, makers, portal / "output", state)
        with writer.crew(makers, state, jobs) as crew:
            begun = writer.begin(makers, state, crew) if early else {}
            return writer.publish(planned, makers, portal / "output", state, crew, begun)


def clean(tmp_path: Path, words: str) -> dict[str, bytes | None]:
    build(tmp_path / f"clean {words}", words)
    return tree(tmp_path / f"clean {words}" / "output")


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_changes_is_written_and_what_goes_is_removed(tmp_path: Path, jobs: int) -> None:
    build(tmp_path, "một hai ba", Written(records(500)), jobs)
    report = build(tmp_path, "hai ba bốn", Written(records(500)), jobs)
    assert (report.written, report.removed) == (2, 1)
    assert {path for path in tree(tmp_path / "output") if path.startswith("words/")} == {
        path for path in clean(tmp_path, "hai ba bốn") if path.startswith("words/")
    }


def test_many_builds_with_damage_in_between_equal_clean_ones(tmp_path: Path) -> None:
    chance, names = random.Random(11), "một hai ba bốn năm sáu bảy tám".split()
    for _ in range(25):
        words = " ".join(chance.sample(names, chance.randrange(0, 5)))
        build(tmp_path, words, jobs=chance.choice((1, 2)), early=chance.random() < 0.7)
        assert tree(tmp_path / "output") == clean(tmp_path, words)
        assert not (tmp_path / ".site-builder/filling").exists()
        for place in (tmp_path / "output", *(tmp_path / ".site-builder").glob("tree-*")):
            for path in sorted(place.rglob("*.bin")):
                if chance.random() < 0.3:
                    path.write_bytes(b"damaged") if chance.random() < 0.5 else path.unlink()


def test_what_is_lost_in_both_trees_is_made_again(tmp_path: Path) -> None:
    build(tmp_path, "một hai")
    build(tmp_path, "một hai ba")
    for path in tmp_path.rglob("*.bin"):
        path.unlink()
    build(tmp_path, "một hai ba")
    assert tree(tmp_path / "output") == clean(tmp_path, "một hai ba")


def test_a_folder_that_nobody_fills_any_more_goes(tmp_path: Path) -> None:
    build(tmp_path, "một hai")
    build(tmp_path, "")
    assert not (tmp_path / "output/words").exists()


@pytest.mark.parametrize("path", ["words/other", "Words/other", "words"])
@pytest.mark.parametrize("first", [True, False])
def test_nobody_else_writes_there(tmp_path: Path, path: str, first: bool) -> None:
    if not first:
        build(tmp_path, "một")
    with pytest.raises(Refused) as fault:
        build(tmp_path, "một", Written({"x": {path: "x"}}))
    assert fault.value.key == "publish.collision"


@pytest.mark.parametrize("path", ["elsewhere/x", "words/../x", "words/list"])
def test_a_maker_that_leaves_its_folder_is_stopped(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill = Filled.fill

    def straying(self: Filled, key: str, standing: Mapping[str, str]) -> Iterator[Output | str]:
        yield from fill(self, key, standing)
        yield Output(path, b"x")

    monkeypatch.setattr(Filled, "fill", straying)
    with pytest.raises(ValueError, match="words"):
        build(tmp_path, "một")
    assert not (tmp_path / "output").exists()


def test_a_dry_run_says_about_how_much(tmp_path: Path) -> None:
    build(tmp_path, "một hai")
    assert build(tmp_path, "một ba", dry_run=True).written == 3
    assert tree(tmp_path / "output") == clean(tmp_path, "một hai")
