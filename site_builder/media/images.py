"""Pictures: each source is decoded once, turned upright, brought to sRGB, and written in sizes without anything but pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

OPTIONS = "1"
"""Changes whenever the same source would give other bytes."""
WIDTHS = (120, 400, 800, 1600)
ACCESS_EDGE = 3000
PIXELS = 250_000_000
PAGES = 500
_WEBP = {"quality": 78, "method": 2}
_JPEG = {"quality": 85, "optimize": True, "progressive": True}


class Unreadable(Exception):
    """No picture can be made of the file; the argument says why, in the decoder's words."""


Rendition = tuple[str, bytes, int, int]
"""Name within its page ("120.webp", "access.jpg"), bytes, width, height; the access copy is last."""


def pages(path: Path) -> Iterator[list[Rendition]]:
    """Yield the renditions of each page of a picture file; all but TIFF have one. Raises Unreadable."""
    Image.MAX_IMAGE_PIXELS = None  # the size is judged below, before anything is decoded
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(path) as image:
            _judge(image)
            count = min(getattr(image, "n_frames", 1), PAGES) if image.format == "TIFF" else 1
            for number in range(count):
                if number:
                    image.seek(number)
                    _judge(image)
                yield renditions(_decoded(image))
    except (OSError, ValueError, SyntaxError, TypeError, EOFError, ArithmeticError, MemoryError, UnidentifiedImageError,
            Image.DecompressionBombError, NotImplementedError, IndexError, KeyError, AttributeError) as fault:
        # The decoders raise all of these on damaged files.
        raise Unreadable(str(fault) or type(fault).__name__) from None


def _judge(image: Image.Image) -> None:
    if image.width * image.height > PIXELS:
        raise Unreadable(f"{image.width} × {image.height} pixels")


def _decoded(image: Image.Image) -> Image.Image:
    """Decode at no more than the access copy's size, where the format can, and return an upright sRGB picture."""
    if image.format == "JPEG":
        image.draft(None, (ACCESS_EDGE, ACCESS_EDGE))
    image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    return _rgb(upright, profile)


def _rgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        image = _eight_bit(image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA", "La", "RGBa"):
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image).convert("RGB")
    if image.mode == "LAB":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    if profile and image.mode in ("RGB", "CMYK", "L", "LAB"):
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if made is not None:
                return made
    return image if image.mode in ("RGB", "L") else image.convert("L" if image.mode == "1" else "RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Bring grey values of 12 to 32 bits to the 8 of a screen: 16 bits by their upper byte, others by their range."""
    values = numpy.asarray(image)
    if image.mode.startswith("I;16"):
        return Image.fromarray((values >> 8).astype("uint8"))
    low, high = float(values.min()), float(values.max())
    if image.mode == "I" and 255 < high <= 65_535 and low >= 0:
        return Image.fromarray((values >> 8).astype("uint8"))
    scale = 255 / (high - low) if high > low else 0
    return Image.fromarray(((values - low) * scale).astype("uint8"))


def renditions(image: Image.Image) -> list[Rendition]:
    """Return a picture in each width that it fills, smallest first, then the access copy; each from the one above it."""
    access = _fitted(image, ACCESS_EDGE)
    made = [_encoded("access.jpg", access, "JPEG")]
    widths = [width for width in WIDTHS if width < access.width] or [access.width]
    if access.width < WIDTHS[-1] and access.width not in widths:
        widths.append(access.width)
    current = access
    for width in reversed(widths):
        if width < current.width:
            current = current.resize((width, max(1, round(access.height * width / access.width))), Image.Resampling.LANCZOS, reducing_gap=2.0)
        made.insert(0, _encoded(f"{width}.webp", current, "WEBP"))
    return made


def _fitted(image: Image.Image, edge: int) -> Image.Image:
    longest = max(image.size)
    if longest <= edge:
        return image
    size = (max(1, round(image.width * edge / longest)), max(1, round(image.height * edge / longest)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _encoded(name: str, image: Image.Image, form: str) -> Rendition:
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # without the source's notes
    buffer = io.BytesIO()
    bare.save(buffer, form, **(_JPEG if form == "JPEG" else _WEBP))
    return name, buffer.getvalue(), image.width, image.height
