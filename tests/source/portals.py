"""Write an archive of the proofs as a portal: folders, YAML, people, a page, and digital objects that tell themselves apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from site_builder.model.records import Media, Record, Ref
from site_builder.model.text import Text
from tests.source.canaries import meaning, word
from tests.source.catalogues import Written
from tests.whole_portal import pdf

PORTAL = "title: {vi: Cổng, en: Portal}\nbase_url: https://example.org/a/\nlanguages: [vi, en]\n"
SIDE = 24
STRIP = "0 695 595 720"
"""A page too slender to be pictured, which would take most of the time."""
UNNAMED = "another.jpg"
"""The file of a medium of which nothing but other parts may be known."""
NAMING = {"creators": "_agents", "people": "_agents", "places": "_places", "subjects": "_subjects", "genres": "_subjects"}
"""Fields that name authority records, and the folders of those."""
Colour = tuple[int, int, int]
_UNSAID: dict[type, tuple[str, ...]] = {Record: ("status", "x"), Ref: ("id",), Media: ("sha256",)}


def write(roots: tuple[Written, ...], folder: Path, palette: dict[str, Colour]) -> None:
    """Write a portal whose pictures have one colour each; `palette` keeps the colour of every name of a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "portal.yaml").write_text(PORTAL, encoding="utf-8")
    for root in roots:
        _write(root, folder / "collections", palette)
    page = folder / "content" / "vi" / "chuyen.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("---\ntitle: Chuyện\n---\n" + "\n\n".join(_told(roots)), encoding="utf-8")


def _told(roots: tuple[Written, ...]) -> Iterator[str]:
    """Yield the parts of a page that shows every record and quotes what it says."""
    for one in roots:
        yield f"![](record:{one.record.id})"
        if one.record.scope_and_content is not None:
            yield f"> {one.record.scope_and_content.in_('vi')}\n>\n> record:{one.record.id}"
        yield from _told(one.below)


def _write(one: Written, folder: Path, palette: dict[str, Colour]) -> None:
    record = one.record
    home = folder / record.id
    home.mkdir(parents=True)
    described = plain(record) | {key: plain(value) for key, value in record.x.items()}
    _name(record, described, folder)
    for media in record.media:
        _lay(media, record.id, home, palette)
        described["media"] += _papers(media, record.id, home)
    (home / "index.yaml").write_text(_yaml(described), encoding="utf-8")
    for child in one.below:
        _write(child, home, palette)


def _yaml(described: Any) -> str:
    return yaml.dump(described, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _name(record: Record, described: dict[str, Any], folder: Path) -> None:
    """Let every field that may name authority records name one, of which nobody else knows."""
    collections = next(one for one in (folder, *folder.parents) if one.name == "collections")
    for field, kind in NAMING.items():
        if not getattr(record, field):
            continue
        said = {part: word(record.id, f"{field}.authority.{part}") for part in ("id", "name", "history", "other_names")}
        described[field].append({"id": said["id"]})
        (collections / kind).mkdir(exist_ok=True)
        (collections / kind / f"{said['id']}.yaml").write_text(_yaml(said), encoding="utf-8")


def _lay(media: Media, record_id: str, home: Path, palette: dict[str, Colour]) -> None:
    """Write the pictures of a medium, each with notes of its own, and its captions."""
    for name in (media.path, media.thumbnail):
        if name is not None:
            field = meaning(name.removesuffix(".jpg"))[1] or f"media.{media.role}.unknown"
            notes, words = Image.Exif(), word(record_id, f"{field}.notes")
            notes[0x010E] = notes[0x013B] = words
            picture = Image.new("RGB", (SIDE, SIDE), colour_of(name, palette))
            picture.save(home / name, exif=notes, comment=words.encode(), xmp=f"<x>{words}</x>".encode())
    if media.captions is not None:
        (home / media.captions).write_text(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{media.captions}\n", encoding="utf-8")


def _papers(media: Media, record_id: str, home: Path) -> list[dict[str, str]]:
    """Write a PDF beside an access copy, a file of words beside a text, and return how they are listed."""
    if media.path in (None, UNNAMED) or media.role not in ("access", "text"):
        return []
    name, said = word(record_id, f"media.{media.role}.paper"), word(record_id, f"media.{media.role}.paper.words")
    path = home / f"{name}{'.pdf' if media.role == 'access' else '.txt'}"
    path.write_bytes(pdf([said], STRIP) if media.role == "access" else said.encode())
    return [{"path": path.name, "role": media.role}]


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
