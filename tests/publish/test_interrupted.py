"""Builds that are killed, that meet each other, that may not write: the site stands, and the next build is whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder import lock
from site_builder.publish import exchange
from site_builder.state import Refused, State
from tests.amounts import times
from tests.publish.sites import build, records, tree

CHECKOUT = Path(__file__).parents[2]
NOBODY = 65_534
CHILD = """
import sys
from pathlib import Path
from tests.publish.sites import build, records
count, words, jobs = int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
given = {key: {path: words + path for path in files} for key, files in records(count).items()}
given["large"] = {f"large/{number}": words.encode() * 30_000 for number in range(20)}
print("ready", flush=True)
report = build(Path(sys.argv[1]), given, jobs=jobs)
print("done", report.written, flush=True)
"""


def start(portal: Path, count: int, words: str, jobs: int = 2) -> subprocess.Popen[str]:
    """Start a build in a process of its own, and wait until it begins."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(portal), str(count), words, str(jobs)], cwd=CHECKOUT, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def finish(portal: Path, count: int, words: str) -> dict[str, bytes | None]:
    """Build to the end, and return what is published."""
    child = start(portal, count, words)
    said, _ = child.communicate()
    assert said.startswith("done"), said
    return tree(portal / "output")


def wait_then_kill(child: subprocess.Popen[str], seconds: float) -> None:
    ended = threading.Event()
    timer = threading.Timer(seconds, ended.set)
    timer.start()
    ended.wait()
    child.kill()
    child.communicate()


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_a_next_build_equal_to_a_clean_one(tmp_path: Path) -> None:
    chance = random.Random(11)
    wholes = {words: finish(tmp_path / f"whole-{words}", 300, words) for words in "abc"}
    portal = tmp_path / "portal"
    assert finish(portal, 300, "a") == wholes["a"]
    stands = "a"
    for _ in range(times(20)):
        words = chance.choice([one for one in "abc" if one != stands])
        wait_then_kill(start(portal, 300, words), chance.random() * 0.6)
        found = tree(portal / "output")
        assert found in (wholes[stands], wholes[words])
        stands = words if found == wholes[words] else stands
    assert finish(portal, 300, "c") == wholes["c"]


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_a_first_build_that_is_killed_leaves_nothing_half_published(tmp_path: Path) -> None:
    chance = random.Random(13)
    whole = finish(tmp_path / "whole", 300, "a")
    for number in range(6):
        portal = tmp_path / str(number)
        for _ in range(2):
            wait_then_kill(start(portal, 300, "a"), chance.random() * 0.5)
            assert not (portal / "output").exists() or tree(portal / "output") == whole
        assert finish(portal, 300, "a") == whole
        assert finish(portal, 300, "b") == finish(tmp_path / f"{number}-clean", 300, "b")


def test_a_second_build_at_the_same_time_is_refused_with_the_first_one_s_number(tmp_path: Path) -> None:
    with State.open(tmp_path / ".site-builder", tmp_path / "output"), pytest.raises(Refused) as refused:
        State.open(tmp_path / ".site-builder", tmp_path / "output")
    assert (refused.value.key, refused.value.values) == ("publish.busy", {"pid": os.getpid()})
    State.open(tmp_path / ".site-builder", tmp_path / "output").close()


def test_two_builds_started_together_leave_one_whole_site(tmp_path: Path) -> None:
    children = [start(tmp_path, 300, words) for words in "ab"]
    said = [child.communicate()[0] for child in children]
    done = [words for words, one in zip("ab", said, strict=True) if one.startswith("done")]
    assert done
    assert all("publish.busy" in one for one in said if not one.startswith("done"))
    assert tree(tmp_path / "output") in [finish(tmp_path / words, 300, words) for words in done]


def test_a_lock_of_a_dead_process_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("999999999")
    lock.take(tmp_path / "lock").release()


@pytest.fixture
def ours() -> Iterator[Path]:
    """A folder of whoever runs the tests; root, who may write everywhere, makes one for somebody who may not."""
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Act as somebody who may not write everywhere."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="permissions are different there")
@pytest.mark.parametrize("closed", [".", "output", ".site-builder"])
def test_an_output_that_may_not_be_written_is_refused(ours: Path, closed: str) -> None:
    with unprivileged():
        build(ours, records(2))
    before = tree(ours / "output")
    (ours / closed).chmod(0o555)
    try:
        with unprivileged(), pytest.raises(Refused, match="unwritable"):
            build(ours, records(2, r1="x"))
    finally:
        (ours / closed).chmod(0o755)
    assert tree(ours / "output") == before


def test_ctrl_c_leaves_the_site_and_lets_the_next_build_in(tmp_path: Path) -> None:
    first = finish(tmp_path, 300, "a")
    child = start(tmp_path, 300, "b")
    os.kill(child.pid, signal.SIGINT)
    said, _ = child.communicate()
    assert "KeyboardInterrupt" in said or said.startswith("done")
    assert tree(tmp_path / "output") in (first, finish(tmp_path / "other", 300, "b"))
    assert finish(tmp_path, 300, "c") == finish(tmp_path / "clean", 300, "c")


class Cut(Exception):
    """The power went."""


@pytest.mark.parametrize("steps", range(5))
def test_renames_that_a_crash_cuts_short_are_carried_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    for name in ("new", "output"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    done = 0

    def step(method: str) -> None:
        whole = getattr(Path, method)

        def counted(path: Path, *more: object, **named: object) -> object:
            nonlocal done
            if done == steps:
                raise Cut
            done += 1
            return whole(path, *more, **named)

        monkeypatch.setattr(Path, method, counted)

    monkeypatch.setattr(exchange, "_swapped", lambda *names: False)
    for method in ("rename", "write_text", "unlink"):
        step(method)
    with pytest.raises(Cut):
        exchange.appear(tmp_path / "new", tmp_path / "output", tmp_path / "journal")
    monkeypatch.undo()
    exchange.recover(tmp_path / "journal")
    found = {name: (tmp_path / name / "file").read_text() for name in ("new", "output")}
    assert sorted(found.values()) == ["new", "output"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "output"]
    assert (found["output"] == "new") == (steps > 1)


def test_without_an_exchange_builds_still_equal_clean_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_swapped", lambda *names: False)
    build(tmp_path, records(3))
    for words in "xyz":
        assert not build(tmp_path, records(3, r1=words)).at_once
    build(tmp_path / "clean", records(3, r1="z"))
    assert tree(tmp_path / "output") == tree(tmp_path / "clean/output")
    shutil.rmtree(tmp_path / "output")
