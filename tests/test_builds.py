"""Whole builds: the same bytes wherever and however they run, and never half a site."""

from __future__ import annotations

import gc
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from site_builder import build as pipeline
from site_builder.order import Options
from tests import whole_portal
from tests.amounts import times
from tests.conftest import WritePortal


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a portal's folder."""
    command = [sys.executable, "-m", "site_builder", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, env={**os.environ, "SITE_BUILDER_LANG": "en"})


def build(root: Path, *arguments: str) -> None:
    """Build a portal for one day; it must succeed."""
    done = run(root, "build", "--as-of", "2026-11-23", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def whole(portal: WritePortal) -> Path:
    """The portal with every kind of page."""
    return portal(whole_portal.files())


def test_two_builds_in_other_folders_with_other_jobs_and_times_are_equal_in_every_byte(whole: Path, tmp_path: Path) -> None:
    other = tmp_path / "somewhere else" / "cổng"
    shutil.copytree(whole, other)
    for number, path in enumerate(sorted(other.rglob("*"))):
        os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number))
    build(whole, "--jobs", "1")
    build(other, "--jobs", "2")
    assert tree(whole / "output") == tree(other / "output")


def test_the_manifest_names_every_file_with_its_checksum(whole: Path) -> None:
    build(whole)
    there = tree(whole / "output")
    lines = (whole / "output" / "manifest-sha256.txt").read_text("utf-8").splitlines()
    named = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    del there["manifest-sha256.txt"]
    assert named == there


def test_a_build_after_an_edit_equals_a_clean_one(whole: Path) -> None:
    build(whole)
    record = whole / "collections/pham/ruong/dia-ba.yaml"
    record.write_text(record.read_text("utf-8").replace("Địa bạ xã Vân Khê", "Địa bạ làng Vân Khê"), encoding="utf-8")
    (whole / "collections/pham/thu.csv").write_text("id,title,dates\nthu-1,Thư còn lại,1941\n", encoding="utf-8")
    build(whole, "--allow-removal", "7")
    edited = tree(whole / "output")
    build(whole, "--clean", "--allow-removal", "7")
    assert edited == tree(whole / "output")


def test_errors_publish_nothing_and_leave_the_site_before_untouched(whole: Path) -> None:
    build(whole)
    before = tree(whole / "output")
    (whole / "collections/pham/wrong.yaml").write_text("title: [\nlevel: item\n", encoding="utf-8")
    done = run(whole, "build")
    assert done.returncode == 1
    assert "collections/pham/wrong.yaml:1: E" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(whole / "output") == before


@pytest.mark.parametrize("kills", [times(20), pytest.param(100, marks=pytest.mark.long)])
def test_a_killed_build_leaves_the_site_before_whole_and_the_next_is_right(whole: Path, tmp_path: Path, kills: int) -> None:
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")  # noqa: T201  # names the run that failed
    chance = random.Random(seed)
    page = whole / "collections/pham/index.yaml"
    first = page.read_text("utf-8")
    build(whole)
    started = time.monotonic()
    build(whole, "--clean")
    length = time.monotonic() - started
    before = tree(whole / "output")
    for number in range(kills):
        page.write_text(first.replace("Giấy tờ của họ.", f"Giấy tờ của họ lần {number}."), encoding="utf-8")
        options = ["--clean"] if number % 2 else []
        command = [sys.executable, "-m", "site_builder", "build", "--as-of", "2026-11-23", *options]
        process = subprocess.Popen(command, cwd=whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.1, 1.1) * length)
        finished = process.poll() is not None
        if not finished:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = tree(whole / "output")
        lines = (whole / "output" / "manifest-sha256.txt").read_text("utf-8").splitlines()
        assert {line.split("  ", 1)[1] for line in lines} | {"manifest-sha256.txt"} == now.keys()
        assert finished or now == before or changed(now, before), f"neither the site before nor the next (seed {seed})"
        before = now
    build(whole)
    last = tree(whole / "output")
    clean = tmp_path / "clean"
    shutil.copytree(whole, clean, ignore=shutil.ignore_patterns("output", ".site-builder"))
    build(clean)
    assert last == tree(clean / "output")


def changed(now: dict[str, str], before: dict[str, str]) -> bool:
    """Say whether a tree is the whole next site: its home page and the page of the fonds changed together."""
    pages = ("vi/records/pham/index.html", "data/pham/records.json", "manifest-sha256.txt")
    return all(now[page] != before[page] for page in pages)


MISTAKES: dict[str, str | bytes] = {
    "collections/a/empty.yaml": "",
    "collections/a/brackets.yaml": "[" * 100_000,
    "collections/a/bytes.yaml": b"\xff\xfe\x00",
    "collections/a/truncated.yaml": "id: a-truncated\nlevel: item\ntitle: T\nmedia: [{path: cut.jpg, alt: x}]\n",
    "collections/a/cut.jpg": whole_portal.picture("x")[:900],
    "collections/a/none.yaml": "id: a-none\nlevel: item\ntitle: T\nmedia: [{path: nothing.jpg, alt: x}]\n",
    "collections/a/zero.yaml": "id: a-zero\nlevel: item\ntitle: T\nmedia: [{path: zero.pdf}]\n",
    "collections/a/zero.pdf": b"",
    "content/xx/page.md": "---\ntitle: T\n---\n",
    "themes/broken/theme.yaml": "[",
}


def test_whatever_is_wrong_nobody_sees_a_traceback(portal: WritePortal) -> None:
    root = portal({
        "portal.yaml": "title: T\nbase_url: https://a.example/\nlanguages: [vi]\ntheme: none-such\n",
        "collections/a/index.yaml": "id: a\nlevel: fonds\ntitle: A\naccess: open\n", **MISTAKES,
    })
    (root / "collections/a/folder.yaml").mkdir()
    (root / "collections/a/loop").symlink_to(root / "collections")
    for command in ("check", "build"):
        done = run(root, command)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
    assert not (root / "output").exists()


@pytest.mark.parametrize("name", ["collections/a/truncated.yaml", "collections/a/zero.yaml"])
def test_a_damaged_object_is_told_and_its_record_still_has_a_page(portal: WritePortal, name: str) -> None:
    root = portal({
        "portal.yaml": "title: T\nbase_url: https://a.example/\nlanguages: [vi]\n",
        "collections/a/index.yaml": "id: a\nlevel: fonds\ntitle: A\naccess: open\n",
        name: MISTAKES[name], "collections/a/cut.jpg": MISTAKES["collections/a/cut.jpg"], "collections/a/zero.pdf": b"",
    })
    done = run(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "W51" in done.stderr
    assert (root / "output/vi/records" / f"a-{Path(name).stem}" / "index.html").is_file()


@pytest.mark.parametrize("theme", ["none-such", "../../etc"])
def test_an_unknown_theme_is_an_error_of_the_portal(portal: WritePortal, theme: str) -> None:
    root = portal({"portal.yaml": f"title: T\nbase_url: https://a.example/\nlanguages: [vi]\ntheme: {theme}\n"})
    done = run(root, "build")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert theme in done.stdout + done.stderr


def test_outside_a_portal_the_commands_say_where_to_go(tmp_path: Path) -> None:
    for command in ("check", "build"):
        done = run(tmp_path, command)
        assert done.returncode == 2
        assert "portal.yaml" in done.stderr


def test_a_new_portal_builds_and_its_checks_are_clean(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "mine").returncode == 0
    assert run(tmp_path / "mine", "check", "--strict").returncode == 0
    build(tmp_path / "mine")
    assert (tmp_path / "mine/output/vi/records/thu-1946/index.html").is_file()
    assert run(tmp_path, "new", "mine").returncode == 2


def test_a_process_that_builds_again_and_again_keeps_nothing_of_what_it_built(whole: Path) -> None:
    def kept() -> int:
        pipeline.build(Options(whole, whole / "output", date(2026, 1, 1), clean=True))
        gc.collect()
        return len(gc.get_objects()) + gc.get_freeze_count()

    kept()
    before = kept()
    assert kept() - before < 500
