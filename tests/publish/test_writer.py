"""Publishing: only what changed is made, what is published equals a clean build, and nothing is ever half there."""

from __future__ import annotations

import errno
import hashlib
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.publish import files
from site_builder.publish.crew import Crew
from site_builder.state import Refused
from tests.publish.sites import Content, Written, build, records, tree

PAGE = "vi/records/r1/index.html"


def clean(tmp_path: Path, given: dict[str, dict[str, Content]]) -> dict[str, bytes | None]:
    """Return what a build with no memory publishes."""
    folder = tmp_path / "clean" / hashlib.sha256(repr(given).encode()).hexdigest()[:8]
    build(folder, given)
    return tree(folder / "output")


def test_a_site_is_published_with_a_list_of_its_checksums(tmp_path: Path) -> None:
    report = build(tmp_path, records(2))
    published = tree(tmp_path / "output")
    assert published["vi/records/r1/index.html"] == b"vi 1"
    listed = published.pop("manifest-sha256.txt")
    assert listed is not None
    lines = [f"{hashlib.sha256(content).hexdigest()}  {path}" for path, content in published.items() if content is not None]
    assert listed.decode().splitlines() == lines
    assert (report.files, report.written, report.kept) == (5, 4, 0)


def test_a_second_build_of_the_same_makes_nothing(tmp_path: Path) -> None:
    build(tmp_path, records(3))
    inode = (tmp_path / "output").stat().st_ino
    report = build(tmp_path, records(3))
    assert (report.written, report.removed, report.kept) == (0, 0, 3)
    assert (tmp_path / "output").stat().st_ino == inode


def test_many_builds_of_a_changing_site_equal_clean_ones(tmp_path: Path) -> None:
    chance = random.Random(7)
    for _ in range(12):
        changed = {f"r{chance.randrange(9)}": f"words {chance.random()}" for _ in range(3)}
        given = records(chance.randrange(4, 9), **changed)
        given["extra"] = {f"extra/{chance.randrange(3)}": "x", f"e{chance.randrange(3)}": b"\0" * 70_000}
        build(tmp_path, given, jobs=chance.choice((1, 2)))
        assert tree(tmp_path / "output") == clean(tmp_path, given)


def test_two_processes_publish_the_same_bytes_as_one(tmp_path: Path) -> None:
    build(tmp_path / "one", records(600), jobs=1)
    build(tmp_path / "two", records(600), jobs=2)
    assert tree(tmp_path / "one/output") == tree(tmp_path / "two/output")


def _edit(path: Path) -> None:
    path.write_text("altered")


def _edit_unnoticed(path: Path) -> None:
    """Change bytes, and keep the size and the time of change."""
    times = path.stat()
    path.write_bytes(b"X" * times.st_size)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _link_away(path: Path) -> None:
    """Move the folder of the folder elsewhere and leave a link."""
    folder = path.parents[1]
    elsewhere = folder.rename(folder.parents[2] / "elsewhere")
    folder.symlink_to(elsewhere)


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x")


HAND: list[Callable[[Path], object]] = [
    _edit, _edit_unnoticed, Path.unlink, _link_away,
    lambda path: (path.parent / "stray.txt").write_text("not ours"),
    lambda path: (path.parents[3] / "stray").mkdir(),
    lambda path: (path.parent / "a" / "b").mkdir(parents=True),
    _folder_instead,
    lambda path: (path.parents[3] / "manifest-sha256.txt").unlink(),
    lambda path: (path.parent / "dangling").symlink_to("nowhere"),
]


@pytest.mark.parametrize("hand", HAND, ids=range(len(HAND)))
@pytest.mark.parametrize("edited", [False, True], ids=["unchanged", "edited"])
@pytest.mark.parametrize("builds", [1, 2])
def test_an_output_changed_by_hand_is_repaired(tmp_path: Path, hand: Callable[[Path], object], edited: bool, builds: int) -> None:
    build(tmp_path, records(3))
    if builds == 2:
        build(tmp_path, records(3, r2="x"))
    hand(tmp_path / "output" / PAGE)
    given = records(3, r0="new") if edited else records(3, r2="x") if builds == 2 else records(3)
    for again in range(3):
        build(tmp_path, given)
        assert tree(tmp_path / "output") == clean(tmp_path, given), again
    later = records(3, r0="newer")
    build(tmp_path, later)
    assert tree(tmp_path / "output") == clean(tmp_path, later)


def test_a_large_file_changed_by_hand_is_repaired_though_both_trees_share_it(tmp_path: Path) -> None:
    given: dict[str, dict[str, Content]] = {"m": {"records/a/scan.jpg": b"\xff" * 200_000}, **records(2)}
    build(tmp_path, given)
    _edit_unnoticed(tmp_path / "output/records/a/scan.jpg")
    build(tmp_path, {**given, **records(1, r0="new")})
    assert (tmp_path / "output/records/a/scan.jpg").read_bytes() == b"\xff" * 200_000


@pytest.mark.parametrize("lost", ["output", ".site-builder", ".site-builder/memo.sqlite", "tree", "site"])
def test_whatever_is_deleted_the_next_build_is_whole(tmp_path: Path, lost: str) -> None:
    build(tmp_path, records(3))
    build(tmp_path, records(3, r1="x"))
    for path in (tmp_path / ".site-builder").glob(f"{lost}-*") if lost in ("tree", "site") else [tmp_path / lost]:
        path.rename(tmp_path / f"away-{path.name}")
    for given in (records(3, r1="y"), records(3, r1="y"), records(2)):
        build(tmp_path, given)
        assert tree(tmp_path / "output") == clean(tmp_path, given)


def test_a_damaged_memory_is_begun_anew(tmp_path: Path) -> None:
    build(tmp_path, records(3))
    for path in (tmp_path / ".site-builder").glob("*.sqlite"):
        path.write_bytes(b"no database" * 1000)
    build(tmp_path, records(3, r1="x"))
    assert tree(tmp_path / "output") == clean(tmp_path, records(3, r1="x"))


def test_a_copied_portal_builds_like_the_first(tmp_path: Path) -> None:
    build(tmp_path / "a", records(3))
    (tmp_path / "a").rename(tmp_path / "b")
    report = build(tmp_path / "b", records(3, r1="x"))
    assert report.written == 2
    assert tree(tmp_path / "b/output") == clean(tmp_path, records(3, r1="x"))


def test_a_clean_build_ignores_what_is_remembered(tmp_path: Path) -> None:
    build(tmp_path, records(3))
    (tmp_path / "output/stray").write_text("x")
    assert build(tmp_path, records(3), clean=True).written == 6
    assert tree(tmp_path / "output") == clean(tmp_path, records(3))
    assert build(tmp_path, records(3)).written == 0


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    build(tmp_path, records(3))
    before = tree(tmp_path / "output")
    report = build(tmp_path, records(2, r1="x"), dry_run=True)
    assert (report.written, report.removed) == (2, 2)
    assert tree(tmp_path / "output") == before


def test_files_that_no_build_made_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/thesis.odt").write_text("my only copy")
    with pytest.raises(Refused, match="foreign"):
        build(tmp_path, records(1))
    assert tree(tmp_path / "output") == {"thesis.odt": b"my only copy"}


def test_a_bag_is_not_taken_for_a_site_though_its_list_has_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/manifest-sha256.txt").write_text("")
    (tmp_path / "output/bagit.txt").write_text("BagIt-Version: 1.0")
    with pytest.raises(Refused, match="foreign"):
        build(tmp_path, records(1))


def test_the_portal_itself_is_no_output(tmp_path: Path) -> None:
    from site_builder.publish import plan, writer
    from site_builder.state import State

    with State.open(tmp_path / ".site-builder", tmp_path) as state, pytest.raises(Refused, match="inside"):
        writer.publish(plan.plan([Written(records(1))], state), [Written(records(1))], tmp_path, state, Crew((), 1))


def test_a_maker_that_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    build(tmp_path, records(3))
    before = tree(tmp_path / "output")
    with pytest.raises(ZeroDivisionError):
        build(tmp_path, {**records(3, r1="x"), "bad": {"bad": ZeroDivisionError()}})
    assert tree(tmp_path / "output") == before
    build(tmp_path, records(3, r2="x"))
    assert tree(tmp_path / "output") == clean(tmp_path, records(3, r2="x"))


def test_a_maker_that_breaks_its_word_is_told(tmp_path: Path) -> None:
    class Liar(Written):
        def paths(self, key: str) -> list[str]:
            return ["promised"]

    from site_builder.publish import plan, writer
    from site_builder.state import State

    liar = Liar({"a": {"other": "x"}})
    with (
        State.open(tmp_path / ".s", tmp_path / "output") as state,
        pytest.raises(ValueError, match="without declaring"),
        writer.crew([liar], state, 1) as crew,
    ):
        writer.publish(plan.plan([liar], state), [liar], tmp_path / "output", state, crew)


def test_a_full_disk_leaves_the_site_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, records(3))
    before = tree(tmp_path / "output")
    pour, poured = files._pour, 0

    def full(descriptor: int, content: bytes) -> None:
        nonlocal poured
        poured += 1
        if poured > 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        pour(descriptor, content)

    monkeypatch.setattr(files, "_pour", full)
    with pytest.raises(Refused, match="full"):
        build(tmp_path, records(3, r1="x", r2="y"))
    assert tree(tmp_path / "output") == before
    monkeypatch.undo()
    build(tmp_path, records(3, r2="y"))
    assert tree(tmp_path / "output") == clean(tmp_path, records(3, r2="y"))


def test_no_inode_of_the_output_is_shared_with_what_it_was_copied_from(tmp_path: Path) -> None:
    source = tmp_path / "scan.jpg"
    source.write_bytes(b"\xff" * 100_000)
    build(tmp_path, {"m": {"records/a/scan.jpg": source}})
    assert source.stat().st_nlink == 1
