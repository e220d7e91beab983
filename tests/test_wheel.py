"""The wheel carries all that a portal needs: it builds one far from the checkout, with neither Node nor the checkout in reach."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import CHECKOUT, missing


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> str:
    """Run a command in a folder; what it printed, if it ended well."""
    done = subprocess.run([str(one) for one in command], cwd=folder, capture_output=True, text=True, env={**os.environ, **environment})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build_wheel(folder: Path) -> Path:
    """Build the wheel with what is installed here, so that no network is needed."""
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check")
    run([sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, CHECKOUT], folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        import hatchling.build  # noqa: F401  (only whether it is there)
    except ImportError:
        missing("hatchling is not installed: pip install -e '.[dev]'")
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; its requirements are lent by this one, the checkout is not."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    run([sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel], folder)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")  # one folder: what its own .pth files add stays out
    return folder


def test_the_wheel_carries_themes_words_browser_files_and_their_licences(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for wanted in (
        "site_builder/themes/plain/theme.yaml", "site_builder/themes/plain/locale/vi/interface.po", "site_builder/problems.yaml",
        "site_builder/search/client/analysis.js", "site_builder/vendor/lunr/lunr.min.js", "site_builder/vendor/lunr/LICENSE",
        "site_builder/vendor/openseadragon/LICENSE.txt", "site_builder/vendor/world-atlas/LICENSE", "site_builder/py.typed",
        "site_builder/themes/plain/assets/literata-vietnamese-400-italic.woff2",
        "site_builder/themes/plain/assets/literata-licence.txt", "site_builder/themes/plain/assets/source-sans-3-licence.txt",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "content/", "collections/")) or "node_modules" in name]


def test_the_same_checkout_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_an_installed_wheel_starts_checks_and_builds_a_portal_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    alone = {"PATH": str(installed / "bin"), "PYTHONPATH": "", "LANG": "C.UTF-8"}
    command = installed / "bin" / "site-builder"
    where = run([installed / "bin" / "python", "-c", "import site_builder; print(site_builder.__file__)"], tmp_path, **alone)
    assert Path(where.strip()).is_relative_to(installed)
    run([command, "new", "portal"], tmp_path, **alone)
    run([command, "check", "--portal", "portal"], tmp_path, **alone)
    run([command, "build", "--portal", "portal", "--as-of", "2026-01-01"], tmp_path, **alone)
    output = tmp_path / "portal" / "output"
    pages = sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html"))
    assert {"index.html", "404.html", "vi/index.html", "en/index.html", "vi/search/index.html"} <= set(pages)
    assert any(path.startswith("vi/records/") for path in pages)
    assert list(output.glob("assets/*.woff2")) or list(output.glob("assets/**/*.woff2"))
    assert (output / "search" / "search.js").is_file()
    assert str(CHECKOUT) not in "".join(path.read_text(encoding="utf-8") for path in output.rglob("*.html"))
