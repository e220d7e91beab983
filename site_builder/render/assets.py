"""A theme's files as the site gets them: one stylesheet in layers, scripts, fonts and pictures, each named by its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LAYERS = ("settings", "base", "objects", "components", "utilities")
_URL = re.compile(r"url\(\s*[\"']?(?!data:|#)([^\"')]+)[\"']?\s*\)")
_PICTURE = re.compile(rb"url\(\s*[\"']?images/[^)]*\)")
_REMARK = re.compile(rb"^[ \t]*(?://[^\n]*|/\*\*?[^\n]*\*/)[ \t]*\n", re.MULTILINE)
_TIGHT = re.compile(r"\s*([{};,])\s*")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of `assets/`: the name templates use ("theme.css"), its path in the site, its bytes."""

    name: str
    path: str
    content: bytes


def gather(folders: Sequence[Path], vendor: Mapping[str, Path]) -> dict[str, Asset]:
    """Make every asset of a theme; `folders` are its own and those it extends, nearest last.

    `vendor` names files that come from packages. A file of a nearer folder replaces one of the same name; stylesheets
    alone add up, so that a theme may say only what differs.
    """
    files = dict(vendor)
    for folder in folders:
        for path in sorted((folder / "assets").rglob("*")):
            if path.is_file() and path.suffix != ".css":
                files[path.relative_to(folder / "assets").as_posix()] = path
        for path in sorted((folder / "components").glob("*/script.js")):
            files[f"{path.parent.name}.js"] = path
    assets = {name: _named(name, _content(path)) for name, path in sorted(files.items())}
    assets["theme.css"] = _named("theme.css", stylesheet(folders, assets).encode())
    return assets


def stylesheet(folders: Sequence[Path], assets: Mapping[str, Asset]) -> str:
    """Join every style of a theme: fonts first, then each layer in its order, each folder's rules after those it extends."""
    fonts = "".join(_read(folder / "assets" / "fonts.css") for folder in folders)
    parts = [fonts, f"@layer {','.join(LAYERS)};"]
    for layer in LAYERS:
        rules = "".join(_read(path) for folder in folders for path in _styles(folder, layer))
        if rules:
            parts.append(f"@layer {layer}{{{rules}}}")
    return _URL.sub(lambda found: f"url({_resolve(found[1], assets)})", "".join(parts))


def _content(path: Path) -> bytes:
    """Read a file; a package's own stylesheet goes into the base layer, so that the theme's rules win.

    Pictures that it names stay with the package: no page of ours shows them. Remarks of a component's script stay here.
    """
    content = path.read_bytes()
    if path.name == "script.js":
        return _REMARK.sub(b"", content)
    return b"@layer base{" + _PICTURE.sub(b"none", content) + b"}" if path.suffix == ".css" else content


def _styles(folder: Path, layer: str) -> list[Path]:
    own = folder / "assets" / f"{layer}.css"
    return [own, *(sorted((folder / "components").glob("*/style.css")) if layer == "components" else ())]


def _read(path: Path) -> str:
    if not path.is_file():
        return ""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return _TIGHT.sub(r"\1", re.sub(r"\s+", " ", css)).replace(";}", "}").strip()


def _resolve(name: str, assets: Mapping[str, Asset]) -> str:
    return assets[name].path.removeprefix("assets/")


def _named(name: str, content: bytes) -> Asset:
    stem, _, suffix = name.rpartition("/")[2].rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(name, f"assets/{stem}.{digest}.{suffix}", content)
