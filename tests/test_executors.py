"""Pictures made by workers elsewhere are the same in every byte, and what keeps them from working is said."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from site_builder.media.derive import Work, derive_all, derive_through
from tests import whole_portal
from tests.conftest import WritePortal
from tests.test_builds import run, tree


def free() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """A scheduler and two worker processes on this machine, each in a folder of its own."""
    port, started = free(), []
    alone = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    for number, words in enumerate((
        ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
        *[["distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard", "--no-nanny"]] * 2,
    )):  # fmt: skip
        folder = tmp_path / f"machine {number}"
        folder.mkdir()
        command = [sys.executable, "-m", words[0], *words[1:]]
        started.append(subprocess.Popen(command, cwd=folder, env=alone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        deadline = time.monotonic() + 60
        while number == 0 and not listens(port) and time.monotonic() < deadline:
            time.sleep(0.05)
    yield f"dask://127.0.0.1:{port}"
    for process in reversed(started):
        process.kill()  # a worker that is asked to go waits for a scheduler that is going too
    for process in started:
        process.wait(timeout=60)


def test_a_cluster_of_workers_makes_the_same_bytes(portal: WritePortal, tmp_path: Path, cluster: str) -> None:
    root = portal(whole_portal.files())
    here, there = (["build", "--as-of", "2026-11-23", "--output", str(tmp_path / name)] for name in ("here", "there"))
    done = run(root, *here)
    assert done.returncode == 0, done.stdout + done.stderr
    deadline = time.monotonic() + 90
    while (done := run(root, *there, "--clean", "--executor", cluster)).returncode and time.monotonic() < deadline:
        assert "version" in done.stderr  # no worker has come yet
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


@pytest.mark.parametrize(("address", "told"), [("dask://127.0.0.1:1", "does not answer"), ("ray://x", "nobody is known"), ("dask://", "nobody is known")])
def test_nobody_at_an_address_is_told(portal: WritePortal, address: str, told: str) -> None:
    root = portal(whole_portal.files())
    done = run(root, "build", "--executor", address)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (root / "output").exists()


def works(tmp_path: Path, name: str) -> list[Work]:
    found = []
    for number in range(3):
        source = tmp_path / f"{number}.jpg"
        source.write_bytes(whole_portal.picture(f"Ảnh {number}"))
        found.append(Work(str(source), f"{number}" * 24, "image/jpeg", str(tmp_path / name)))
    return found


def test_any_executor_will_do(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        sent = [derived for _, derived in derive_through(works(tmp_path, "sent"), executor)]
    assert sent == [derived for _, derived in derive_all(works(tmp_path, "own"), 1)]
    assert tree(tmp_path / "sent") == tree(tmp_path / "own")


def test_what_workers_fail_at_is_made_here_and_what_is_gone_is_a_fault(tmp_path: Path) -> None:
    class Failing(ThreadPoolExecutor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(MemoryError())
            return future

    given = works(tmp_path, "cache")
    Path(given[1].source).unlink()
    with Failing() as executor:
        first, second, third = (derived for _, derived in derive_through(given, executor))
    assert first.pages and third.pages and not first.fault
    assert second.fault
