"""The words of a page, from plain text or from what OCR programs write: hOCR, ALTO, PAGE."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from lxml import etree, html

from site_builder.media.images import Unreadable

_LONGEST = 20_000_000
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read(path: Path) -> str:
    """Return the words of a text file, paragraphs kept in plain text. Raises Unreadable."""
    if path.stat().st_size > _LONGEST:
        raise Unreadable(f"> {_LONGEST} bytes")
    content = path.read_bytes()
    ending = path.suffix.lower()
    try:
        if ending in (".html", ".htm", ".xhtml", ".hocr"):
            return _of_page(content)
        if ending in (".xml", ".alto"):
            return _of_lines(content)
    except (etree.LxmlError, ValueError, AssertionError) as fault:
        raise Unreadable(str(fault)) from None
    return _UNSEEN.sub("", decoded(content)).replace("\r\n", "\n").replace("\r", "\n").strip()


def decoded(content: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8; bytes that are none become the replacement character."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    return content.decode("utf-8", errors="replace")


def _of_page(content: bytes) -> str:
    """Read hOCR, or any HTML: what a browser would show of its body."""
    document = html.document_fromstring(content, parser=html.HTMLParser(no_network=True, encoding="utf-8"))
    etree.strip_elements(document, "head", "script", "style", etree.Comment, with_tail=False)
    lines = [one for one in document.iter("*") if "ocr_line" in one.get("class", "").split()]
    return " ".join(" ".join(_text(one) for one in lines or [document]).split())


def _of_lines(content: bytes) -> str:
    """Read ALTO (String/@CONTENT) or PAGE (TextLine/TextEquiv/Unicode); of other XML, all text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    etree.strip_elements(root, etree.Entity, with_tail=False)
    alto = [one.get("CONTENT", "") for one in root.iter("{*}String")]
    page = [_text(one) for one in root.iterfind(".//{*}TextLine/{*}TextEquiv/{*}Unicode")]
    return " ".join(" ".join(alto or page or (_text(root),)).split())


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
