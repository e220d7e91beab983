"""PDF documents: a picture of the first page, and the text of every page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from site_builder.media.images import Rendition, Unreadable, renditions

OPTIONS = f"2 {pypdfium2.PYPDFIUM_INFO}"
"""Changes whenever the same source would give other bytes."""
_WIDTH = 1600
_PAGES = 3_000
_CHARACTERS = 200_000
_SLENDER = 20


def read(path: Path) -> tuple[list[Rendition], tuple[str, ...]]:
    """Return the renditions of a PDF's first page, and its pages' text. Raises Unreadable, for an encrypted one too."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return _cover(document), tuple(_text(document, number) for number in range(min(len(document), _PAGES)))
    except (pypdfium2.PdfiumError, OSError, ValueError) as fault:
        raise Unreadable(str(fault).replace(str(path), path.name)) from None


def _cover(document: pypdfium2.PdfDocument) -> list[Rendition]:
    if not len(document):
        return []
    page = document[0]
    width, height = page.get_size()
    if width <= 0 or height <= 0 or height / width > _SLENDER or width / height > _SLENDER:
        return []
    scale = min(_WIDTH / width, 2 * _WIDTH / height)
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    return [one for one in renditions(image) if one[0] != "access.jpg"]


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        words = page.get_textpage()
        text: str = words.get_text_bounded()
        words.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return " ".join(text.replace("\ufffe", "").split())[:_CHARACTERS]
