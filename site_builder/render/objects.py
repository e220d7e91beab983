"""Digital objects as a page shows them: pictures, leaves, recordings, files."""

from __future__ import annotations

from typing import Literal

from site_builder.model.frozen import frozen
from site_builder.render.phrases import EMPTY, Phrase


@frozen
class Picture:
    """One image in the sizes there are: `srcset` is ready (`a.webp 400w, b.webp 800w`), width and height are those of `src`."""

    src: str
    width: int
    height: int
    alt: Phrase = EMPTY
    srcset: str = ""


@frozen
class Zoom:
    """The finest image that is published, for zooming: an image's address, or that of a IIIF `info.json`; its size in pixels."""

    href: str
    width: int
    height: int
    tiled: bool = False


@frozen
class Words:
    """What stands on a leaf or is said in a recording: "Phiên âm", the text as HTML paragraphs, who read it."""

    heading: str
    text: Phrase
    note: Phrase | None = None


@frozen
class Leaf:
    """One page of a document: its picture, its thumbnail for the strip, its words; `number` counts from 1."""

    number: int
    label: Phrase
    picture: Picture
    thumb: Picture
    zoom: Zoom | None = None
    words: tuple[Words, ...] = ()
    download: str = ""
    download_size: str = ""


@frozen
class Track:
    """Captions of a recording: a WebVTT file."""

    src: str
    lang: str
    label: str


@frozen
class Recording:
    """Sound or film, played by the browser itself."""

    kind: Literal["audio", "video"]
    src: str
    type: str
    label: Phrase
    facts: str = ""
    poster: str = ""
    width: int = 0
    height: int = 0
    tracks: tuple[Track, ...] = ()
    words: tuple[Words, ...] = ()


@frozen
class File:
    """One download: "Cả tài liệu, PDF", "14,6 MB", and the SHA-256 of its bytes if it is a reader's to check."""

    label: Phrase
    href: str
    size: str = ""
    note: Phrase | None = None
    sha256: str = ""


@frozen
class Fixity:
    """How a reader checks a copy: the file's name, its SHA-256, what was recorded and when, where to check it."""

    file: Phrase
    sha256: str
    note: str = ""
    verify: str = ""
