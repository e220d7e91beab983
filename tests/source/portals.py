"""Write an archive of the proofs as a portal: folders, YAML, and digital objects that tell themselves apart."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from site_builder.model.records import Media, Record, Ref
from site_builder.model.text import Text
from tests.source.catalogues import Written

PORTAL = "title: {vi: Cổng, en: Portal}\nbase_url: https://example.org/a/\nlanguages: [vi, en]\n"
SIDE = 24
Colour = tuple[int, int, int]
_UNSAID: dict[type, tuple[str, ...]] = {Record: ("status", "x"), Ref: ("id",), Media: ("sha256",)}


def write(roots: tuple[Written, ...], folder: Path, palette: dict[str, Colour]) -> None:
    """Write a portal whose pictures have one colour each; `palette` keeps the colour of every name of a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "portal.yaml").write_text(PORTAL, encoding="utf-8")
    for root in roots:
        _write(root, folder / "collections", palette)


def _write(one: Written, folder: Path, palette: dict[str, Colour]) -> None:
    record = one.record
    home = folder / record.id
    home.mkdir(parents=True)
    described = plain(record) | {key: plain(value) for key, value in record.x.items()}
    (home / "index.yaml").write_text(yaml.safe_dump(described, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for media in record.media:
        for name in (media.path, media.thumbnail):
            if name is not None:
                Image.new("RGB", (SIDE, SIDE), colour_of(name, palette)).save(home / name)
        if media.captions is not None:
            (home / media.captions).write_text(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{media.captions}\n", encoding="utf-8")
    for child in one.below:
        _write(child, home, palette)


def colour_of(name: str, palette: dict[str, Colour]) -> Colour:
    """Return the colour of a picture: one that no other has, far enough from all others to be known after compression."""
    number = len(palette)
    return palette.setdefault(name, (10 + number % 8 * 33, 10 + number // 8 % 8 * 33, 10 + number // 64 % 8 * 33))


def plain(value: Any) -> Any:
    """Return a frozen value as its author would write it."""
    if isinstance(value, Text):
        return dict(value.values)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        kept = {name: plain(one) for name, one in pairs.items() if one not in (None, (), {}, False)}
        return {name: one for name, one in kept.items() if name not in _UNSAID.get(type(value), ())}
    return [plain(one) for one in value] if isinstance(value, tuple) else value if isinstance(value, bool) else str(value)
