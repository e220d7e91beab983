"""Pictures: each source is decoded once, turned upright, brought to sRGB, and written in sizes without anything but pixels."""

from __future__ import annotations

import io
import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy
import PIL
from PIL import Image, ImageCms, ImageFile, ImageOps, Jpeg2KImagePlugin, TiffImagePlugin, WebPImagePlugin, features

OPTIONS = f"3 {PIL.__version__}"
"""Changes whenever the same source would give other bytes."""
WIDTHS = (120, 400, 800, 1600)
ACCESS_EDGE, SCROLL_EDGE = 3000, 12_000
PIXELS, PIXELS_BY_DRAFT = 250_000_000, 1_000_000_000
PAGES = 500
_MORE = (TiffImagePlugin.TiffImageFile, WebPImagePlugin.WebPImageFile, Jpeg2KImagePlugin.Jpeg2KImageFile)
FORMATS = ("JPEG", "PNG", "GIF", "BMP", *(one.format for one in _MORE), *(["AVIF"] if features.check("avif") else []))
"""Others that Pillow knows start programs (EPS) or read other files; no archive needs them here."""
_JPEG = {"quality": 85, "optimize": True, "progressive": True}
# Measured on scans: method 0 gives a picture as small as 4 does, in a third of the time; only thumbnails gain from 4.
_WEBP, _WEBP_SMALL = {"quality": 78, "method": 0}, {"quality": 78, "method": 4}
if features.check("avif"):
    from PIL import AvifImagePlugin as AvifImagePlugin

Rendition = tuple[str, bytes, int, int]
"""Name within its page ("120.webp", "access.jpg"), bytes, width, height; the access copy is last."""


class Unreadable(Exception):
    """Nothing can be made of the file; the argument says why, in the decoder's words."""


def pages(path: Path) -> Iterator[list[Rendition]]:
    """Yield the renditions of each page of a picture file; all but TIFF have one. Raises Unreadable."""
    Image.MAX_IMAGE_PIXELS = None  # the size is judged below, before anything is decoded
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as image:
            # Pillow warns of odd notes beside the pixels, which go no further.
            count = min(getattr(image, "n_frames", 1), PAGES) if image.format == "TIFF" else 1
            for number in range(count):
                image.seek(number)
                yield renditions(_decoded(image))
    except (OSError, ValueError, SyntaxError, TypeError, EOFError, ArithmeticError, MemoryError, NotImplementedError, LookupError,
            AttributeError, AssertionError, struct.error, zlib.error, RuntimeError, ImageCms.PyCMSError) as fault:
        # The decoders raise all of these on damaged files.
        raise Unreadable(_why(fault, path)) from None


def _why(fault: Exception, path: Path) -> str:
    words = str(fault).replace(repr(str(path)), path.name).replace(str(path), path.name)
    return words or type(fault).__name__


def _decoded(image: Image.Image) -> Image.Image:
    """Decode at no more than the access copy's size, where the format can, and return an upright sRGB picture."""
    drafts = image.format in ("JPEG", "MPO")
    if image.width * image.height > (PIXELS_BY_DRAFT if drafts else PIXELS):
        raise Unreadable(f"{image.width} × {image.height} pixels")
    if drafts:
        image.draft(None, _within(image.size))
    image.load()
    profile = image.info.get("icc_profile")
    return _rgb(ImageOps.exif_transpose(image), profile)


def _rgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        image = _eight_bit(image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA", "La", "RGBa"):
        image = _on_white(image)
    if image.mode == "LAB":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    if profile and image.mode in ("RGB", "CMYK", "L", "LAB"):
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if made is not None:
                return made
    return image if image.mode in ("RGB", "L") else image.convert("L" if image.mode == "1" else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Bring grey values of 12 to 32 bits to the 8 of a screen: 16 bits by their upper byte, others by their range."""
    values = numpy.nan_to_num(numpy.asarray(image))
    if image.mode.startswith("I;16"):
        return Image.fromarray((values >> 8).astype("uint8"))
    low, high = float(values.min()), float(values.max())
    if image.mode == "I" and 255 < high <= 65_535 and low >= 0:
        return Image.fromarray((values >> 8).astype("uint8"))
    scale = 255 / (high - low) if math.isfinite(high - low) and high > low else 0
    return Image.fromarray(((values - low) * scale).astype("uint8"))


def renditions(image: Image.Image) -> list[Rendition]:
    """Return a picture in each width that it fills, smallest first, then the access copy; each from the one above it."""
    access = _resized(image, _within(image.size))
    made = [_encoded("access.jpg", access, "JPEG", _JPEG)]
    widths = [width for width in WIDTHS if width < access.width]
    if access.width <= WIDTHS[-1]:
        widths.append(access.width)
    current = access
    for width in reversed(widths):
        if width < current.width:
            current = _resized(current, (width, max(1, round(access.height * width / access.width))))
        made.insert(0, _encoded(f"{width}.webp", current, "WEBP", _WEBP_SMALL if width <= WIDTHS[0] else _WEBP))
    return made


def _within(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of the access copy: never larger, and scrolls by their area, so that they can still be read."""
    width, height = size
    longest, shortest = max(size), max(1, min(size))
    scroll = longest > 4 * shortest
    edge = min(SCROLL_EDGE, math.isqrt(ACCESS_EDGE * ACCESS_EDGE * longest // shortest)) if scroll else ACCESS_EDGE
    if longest <= edge:
        return size
    return max(1, round(width * edge / longest)), max(1, round(height * edge / longest))


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _encoded(name: str, image: Image.Image, form: str, options: dict[str, int]) -> Rendition:
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # without the source's notes
    buffer = io.BytesIO()
    bare.save(buffer, form, **options)
    return name, buffer.getvalue(), image.width, image.height
