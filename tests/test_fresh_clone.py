"""A fresh clone becomes a site on a machine that has Python, git and make, and neither Node nor a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

pytestmark = pytest.mark.long
KEPT_OUT = ("chrom", "corepack", "firefox", "google-chrome", "node", "npm", "npx")


def bare_path(folder: Path) -> str:
    """A PATH of the system's own commands without Node, npm or a browser, and with this Python."""
    folder.mkdir()
    for place in ("/usr/local/bin", "/usr/bin", "/bin"):
        for command in Path(place).iterdir() if Path(place).is_dir() else ():
            if not command.name.startswith((*KEPT_OUT, "python")) and not (folder / command.name).exists():
                (folder / command.name).symlink_to(command)
    (folder / "python3").symlink_to(Path(sys.base_prefix) / "bin" / "python3")
    return str(folder)


def test_make_site_needs_neither_node_nor_a_browser(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", CHECKOUT, clone], check=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON", "VIRTUAL_ENV", "CHROMIUM"))}
    environment = {**kept, "PATH": bare_path(tmp_path / "bin"), "HOME": str(tmp_path)}
    for command in KEPT_OUT:
        assert shutil.which(command, path=environment["PATH"]) is None
    made = subprocess.run(["make", "site"], cwd=clone, env=environment, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "make serve" in made.stdout
    assert (clone / "output" / "index.html").is_file()
    assert (clone / "output" / "search" / "search.js").is_file()
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    assert status.stdout == "", "what make site leaves behind must be ignored by git"
