"""Kinds of digital objects by the endings of their names: which are shown, which are offered, and as what type."""

from __future__ import annotations

from pathlib import PurePosixPath

from site_builder.model.digital import MediaKind

_TYPES: dict[str, tuple[MediaKind, str]] = {
    ".jpg": ("image", "image/jpeg"), ".jpeg": ("image", "image/jpeg"), ".png": ("image", "image/png"),
    ".tif": ("image", "image/tiff"), ".tiff": ("image", "image/tiff"), ".webp": ("image", "image/webp"),
    ".gif": ("image", "image/gif"), ".bmp": ("image", "image/bmp"), ".jp2": ("image", "image/jp2"),
    ".avif": ("image", "image/avif"), ".jfif": ("image", "image/jpeg"), ".j2k": ("image", "image/jp2"),
    ".pdf": ("pdf", "application/pdf"),
    ".mp3": ("audio", "audio/mpeg"), ".m4a": ("audio", "audio/mp4"), ".ogg": ("audio", "audio/ogg"), ".oga": ("audio", "audio/ogg"),
    ".opus": ("audio", "audio/ogg"), ".wav": ("audio", "audio/wav"), ".flac": ("audio", "audio/flac"),
    ".mp4": ("video", "video/mp4"), ".m4v": ("video", "video/mp4"), ".webm": ("video", "video/webm"), ".ogv": ("video", "video/ogg"),
    ".txt": ("text", "text/plain; charset=utf-8"), ".vtt": ("text", "text/vtt; charset=utf-8"),
    ".csv": ("other", "text/csv; charset=utf-8"), ".json": ("other", "application/json"), ".geojson": ("other", "application/geo+json"),
    ".zip": ("other", "application/zip"), ".epub": ("other", "application/epub+zip"),
    ".docx": ("other", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("other", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".odt": ("other", "application/vnd.oasis.opendocument.text"), ".ods": ("other", "application/vnd.oasis.opendocument.spreadsheet"),
    ".stl": ("other", "model/stl"), ".glb": ("other", "model/gltf-binary"),
}


def kind_of(path: str) -> tuple[MediaKind, str] | None:
    """Return the kind and MIME type of a file, or None for one that is not published.

    What a browser would run or interpret as a page (HTML, SVG, XML, scripts) is none of them: it would speak in the
    portal's name.
    """
    return _TYPES.get(PurePosixPath(path).suffix.lower())
