"""What the build made of a released digital object: the facts that pages, manifests and downloads state about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.model.rights import Rights
from site_builder.model.text import Text

MediaKind = Literal["image", "pdf", "audio", "video", "text", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """One file of the output: its path below `output/`, type and fixity; pixels where it is a picture."""

    path: str
    mime: str
    bytes: int
    sha256: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalObject:
    """A released media entry as published.

    `images` are renditions of a picture (or of a PDF's first page), smallest first; `download` the file to take home;
    `captions` the WebVTT of audio and video; `page_texts` the text of a PDF's pages, in order, for the search.
    `remote` is the address of an object that lies elsewhere, linked and never fetched.
    """

    kind: MediaKind
    label: Text | None = None
    alt: Text | None = None
    caption: Text | None = None
    transcription: Text | None = None
    translation: Text | None = None
    language: str | None = None
    note: Text | None = None
    rights: Rights | None = None
    images: tuple[PublishedFile, ...] = ()
    download: PublishedFile | None = None
    captions: PublishedFile | None = None
    page_texts: tuple[str, ...] = ()
    remote: str | None = None


DigitalObjects = Mapping[str, tuple[DigitalObject, ...]]
"""By record id, in the order of the record's media; records without any are absent."""
