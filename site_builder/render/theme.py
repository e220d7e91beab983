"""A theme, found by its name: its templates, strings and assets, and the pages they make of views."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from site_builder.render.assets import Asset, gather
from site_builder.render.frame import Site
from site_builder.render.strings import Strings, read_strings
from site_builder.render.templates import environment
from site_builder.render.views import View


class ThemeMissing(Exception):
    """No folder of that name holds a `theme.yaml` that can be read; the argument is the name."""


@dataclass(frozen=True)
class Theme:
    """A theme and those it extends: `folders`, nearest last, and the packages' files its assets name.

    `sources` are files that pages are drawn from, and that no browser loads; `compiled` is where templates are kept compiled.
    """

    folders: tuple[Path, ...]
    vendor: Mapping[str, Path] = field(default_factory=dict)
    sources: Mapping[str, Path] = field(default_factory=dict)
    compiled: Path | None = None
    _strings: dict[str, Strings] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def assets(self) -> dict[str, Asset]:
        """Every file of `assets/`, by the name templates use."""
        return gather(self.folders, self.vendor)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of everything the theme reads: equal for equal templates, styles, scripts and words."""
        made = hashlib.blake2b(digest_size=16)
        for folder in self.folders:
            for path in sorted(one for one in folder.rglob("*") if one.is_file()):
                made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        for asset in self.assets.values():
            made.update(asset.path.encode())
        for _, path in sorted(self.sources.items()):
            made.update(path.read_bytes())
        return made.hexdigest()

    def strings(self, language: str) -> Strings:
        """Return what the theme says in a language, read once."""
        if language not in self._strings:
            self._strings[language] = read_strings(self.folders, language)
        return self._strings[language]

    def renderer(self, site: Site) -> Renderer:
        """Return what makes the pages of one language."""
        return Renderer(self, site)


def find(name: str, roots: Sequence[Path], packages: Path, compiled: Path | None = None) -> Theme:
    """Find a theme in the first of `roots` that has it, and the themes it extends; `packages` is where npm's packages lie.

    `compiled` is a folder for templates compiled by this version of the program. Raises ThemeMissing, naming the theme.
    """
    folders: list[Path] = []
    vendor: dict[str, Path] = {}
    sources: dict[str, Path] = {}
    wanted: str | None = name
    while wanted:
        folder = next((root / wanted for root in roots if wanted in names((root,))), None)
        if folder is None or folder in folders:
            raise ThemeMissing(wanted)
        folders.insert(0, folder)
        settings = _settings(folder)
        for asset, source in (settings.get("vendor") or {}).items():
            vendor.setdefault(asset, packages / source)
        for read, source in (settings.get("sources") or {}).items():
            sources.setdefault(read, packages / source)
        wanted = settings.get("extends")
    return Theme(tuple(folders), vendor, sources, compiled)


def names(roots: Sequence[Path]) -> list[str]:
    """Return the names of the themes there are."""
    return sorted({path.parent.name for root in roots for path in root.glob("*/theme.yaml")})


def _settings(folder: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load((folder / "theme.yaml").read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError, OSError):
        raise ThemeMissing(folder.name) from None
    if not isinstance(found, dict):
        raise ThemeMissing(folder.name)
    return found


class Renderer:
    """Makes the pages of one language; what every page of a section shares is rendered once."""

    def __init__(self, theme: Theme, site: Site) -> None:
        self.site = site
        self.strings = theme.strings(site.language)
        self._assets = theme.assets
        self._environment = environment(theme.folders, self.strings, theme.compiled)
        self._frames: dict[tuple[str, str], Frame] = {}

    def render(self, view: View) -> str:
        """Return the page of a view, as HTML."""
        page = view.page
        frame = self._frames.get((page.root, page.section))
        if frame is None:
            frame = self._frames[page.root, page.section] = Frame(self, page.root, page.section)
        return self._environment.get_template(view.template).render(v=view, page=page, site=self.site, frame=frame)

    def part(self, name: str, **values: Any) -> Markup:
        """Render a part that many pages share."""
        return Markup(self._environment.get_template(name).render(site=self.site, **values))

    def asset(self, name: str) -> str:
        """Return the path of an asset in the site; KeyError if the theme has none of that name."""
        return self._assets[name].path


class Frame:
    """What pages of one section at one depth share: links to assets, the head and foot of the page."""

    def __init__(self, renderer: Renderer, root: str, section: str) -> None:
        self._renderer, self._root = renderer, root
        values: dict[str, Any] = {"root": root, "section": section, "asset": self.asset}
        self.head = renderer.part("frame/head.html", **values)
        self.masthead = renderer.part("frame/masthead.html", **values)
        self.colophon = renderer.part("frame/colophon.html", **values)

    def asset(self, name: str) -> str:
        """Return the address of an asset from the page."""
        return self._root + self._renderer.asset(name)

    def script(self, name: str, first: bool = False) -> Markup:
        """Return the element that loads a component's script; `first` holds the first paint back until it has run."""
        held = ' blocking="render"' if first else ""
        return Markup(f'<script type="module" src="{self.asset(name + ".js")}"{held}></script>')
