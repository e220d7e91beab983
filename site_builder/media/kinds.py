"""Kinds of digital objects by the endings of their names: which are shown, which are offered, and as what type."""

from __future__ import annotations

import posixpath

from site_builder.model.digital import MediaKind

TEXT, CAPTIONS, DRAWING = "text/plain; charset=utf-8", "text/vtt; charset=utf-8", "image/svg+xml"
_OFFICE, _OASIS = "application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument"
_TABLE: tuple[tuple[MediaKind, str, str], ...] = (
    ("image", "image/jpeg", "jpg jpeg jfif jpe"), ("image", "image/png", "png"), ("image", "image/tiff", "tif tiff"),
    ("image", "image/webp", "webp"), ("image", "image/gif", "gif"), ("image", "image/bmp", "bmp"),
    ("image", "image/avif", "avif"), ("image", "image/jp2", "jp2 j2k jpf"), ("image", DRAWING, "svg"),
    ("pdf", "application/pdf", "pdf"),
    ("audio", "audio/mpeg", "mp3"), ("audio", "audio/mp4", "m4a"), ("audio", "audio/ogg", "ogg oga opus"),
    ("audio", "audio/wav", "wav"), ("audio", "audio/flac", "flac"), ("audio", "audio/aac", "aac"),
    ("video", "video/mp4", "mp4 m4v"), ("video", "video/webm", "webm"), ("video", "video/ogg", "ogv"),
    ("text", TEXT, "txt"), ("text", CAPTIONS, "vtt srt"),
    ("other", "text/csv; charset=utf-8", "csv"),
    ("other", "application/json", "json"), ("other", "application/geo+json", "geojson"),
    ("other", "application/zip", "zip"), ("other", "application/epub+zip", "epub"),
    ("other", f"{_OFFICE}.wordprocessingml.document", "docx"), ("other", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"),
    ("other", f"{_OASIS}.text", "odt"), ("other", f"{_OASIS}.spreadsheet", "ods"),
    ("other", "model/stl", "stl"), ("other", "model/gltf-binary", "glb"),
)
_TYPES = {f".{ending}": (kind, mime) for kind, mime, endings in _TABLE for ending in endings.split()}
_WORDS = {".html", ".htm", ".xhtml", ".hocr", ".xml", ".alto"}


def kind_of(path: str, role: str = "access") -> tuple[MediaKind, str] | None:
    """Return the kind and MIME type of a file, or None for one that is not published.

    What a browser would run or interpret as a page (HTML, XML, scripts) is none of them: it would speak in the portal's
    name. In the role of text, HTML and XML are read for their words (hOCR, ALTO), and only the words go further.
    """
    ending = posixpath.splitext(path)[1].lower()
    if role == "text" and ending in _WORDS:
        return "text", TEXT
    return _TYPES.get(ending)
