"""Pictures: upright, in sRGB, without a word about who took them where; damaged ones and bombs refused."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image, ImageCms, ImageStat

from site_builder.media.images import Rendition, Unreadable, pages

CORPORA = ("exif-orientation", "libvips-a", "pillow-a")


def saved(folder: Path, image: Image.Image, name: str, **more: Any) -> Path:
    path = folder / name
    image.save(path, **more)
    return path


def opened(rendition: Rendition) -> Image.Image:
    return Image.open(io.BytesIO(rendition[1]))


def colour(rendition: Rendition) -> tuple[float, ...]:
    return tuple(round(value) for value in ImageStat.Stat(opened(rendition).convert("RGB")).mean)


def test_a_photograph_says_nothing_of_where_and_when_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "SECRETCAMERA", "SECRETNAME"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 5.0, 33.3), 3: "E", 4: (105.0, 48.0, 11.1)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRETPLACE</x:xmpmeta>"
    path = saved(tmp_path, Image.new("RGB", (900, 600), "teal"), "a.jpg", exif=exif, icc_profile=profile, xmp=xmp, comment=b"SECRETWORD")
    assert path.read_bytes().count(b"SECRET") == 4
    for name, content, _, _ in next(pages(path)):
        assert not any(mark in content for mark in (b"SECRET", b"Exif", b"EXIF", b"GPS", b"xmp", b"XMP", b"ICC", b"Photoshop")), name
        assert dict(Image.open(io.BytesIO(content)).getexif()) == {}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_is_turned_upright(tmp_path: Path, orientation: int, form: str) -> None:
    upright = Image.new("RGB", (400, 200), "white")
    upright.paste("black", (0, 0, 200, 100))
    turn = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270}
    stored = upright.transpose(turn[orientation]) if orientation in turn else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    access = opened(next(pages(saved(tmp_path, stored, f"a.{form.lower()}", exif=exif)))[-1]).convert("L")
    assert access.size == (400, 200)
    assert [access.getpixel(point) > 128 for point in ((50, 50), (350, 50), (50, 150))] == [False, True, True]  # type: ignore[operator]


def test_colours_survive_every_mode(tmp_path: Path) -> None:
    red = (200, 30, 30)
    plain = Image.new("RGB", (200, 100), red)
    cases = [
        saved(tmp_path, plain, "rgb.png"), saved(tmp_path, plain.convert("P"), "p.gif"), saved(tmp_path, plain.convert("CMYK"), "cmyk.jpg"),
        saved(tmp_path, plain.convert("RGBA"), "rgba.png"), saved(tmp_path, plain.convert("CMYK"), "cmyk.tif"),
    ]
    for path in cases:
        assert all(abs(found - wanted) < 12 for found, wanted in zip(colour(next(pages(path))[-1]), red, strict=True)), path.name


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (200, 100), (255, 0, 0, 0))
    palette = Image.new("P", (200, 100), 0)
    for path in (saved(tmp_path, clear, "a.png"), saved(tmp_path, clear, "a.webp"), saved(tmp_path, palette, "a.gif", transparency=0)):
        assert colour(next(pages(path))[-1]) == (255, 255, 255), path.name


@pytest.mark.parametrize(("values", "shade"), [
    (numpy.full((100, 200), 32_896, "uint16"), 128), (numpy.full((100, 200), 257 * 20, "uint16"), 20),
])
def test_sixteen_bits_of_grey_become_eight(tmp_path: Path, values: numpy.ndarray, shade: int) -> None:
    for name in ("a.png", "a.tif"):
        assert colour(next(pages(saved(tmp_path, Image.fromarray(values), name)))[-1]) == (shade, shade, shade)


def test_a_wide_gamut_is_brought_to_srgb(tmp_path: Path) -> None:
    lab = Image.new("LAB", (200, 100), (136, 208, 195))  # about (254, 0, 0)
    assert colour(next(pages(saved(tmp_path, lab, "lab.tif")))[-1])[0] > 200


def test_a_large_scan_is_offered_at_3000_and_a_scroll_so_that_it_can_be_read(tmp_path: Path) -> None:
    large = next(pages(saved(tmp_path, Image.new("L", (6000, 4000)), "a.jpg")))
    assert [(name, width, height) for name, _, width, height in large] == [
        ("120.webp", 120, 80), ("400.webp", 400, 267), ("800.webp", 800, 533), ("1600.webp", 1600, 1067), ("access.jpg", 3000, 2000)]
    scroll = next(pages(saved(tmp_path, Image.new("L", (1500, 24_000)), "b.jpg")))
    assert scroll[-1][2:] == (750, 12_000)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.effect_noise((900, 600), 60), "a.png")
    assert next(pages(path)) == next(pages(path))


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    Image.new("1", (60_000, 60_000)).save(bomb, "PNG")
    (tmp_path / "bomb.png").write_bytes(bomb.getvalue())
    start = time.process_time()
    with pytest.raises(Unreadable, match="60000 × 60000 pixels"):
        next(pages(tmp_path / "bomb.png"))
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("kept", [0, 10, 500, 5000])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "JPEG2000"])
def test_a_truncated_picture_is_unreadable(tmp_path: Path, form: str, kept: int) -> None:
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 60).save(whole, form)
    (tmp_path / "a").write_bytes(whole.getvalue()[:kept])
    with pytest.raises(Unreadable):
        list(pages(tmp_path / "a"))


def test_a_postscript_file_named_as_a_picture_starts_no_program(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n(%pipe%touch /tmp/x) (r) file\n")
    with pytest.raises(Unreadable):
        list(pages(tmp_path / "a.jpg"))


def test_every_picture_of_the_corpora_is_read_or_refused(shared: Path) -> None:
    found = {path: _tried(path) for name in CORPORA for path in sorted((shared / "corpora/images" / name).rglob("*")) if _is_picture(path)}
    assert len(found) >= 50
    assert sum(found.values()) >= 40


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in {".jpg", ".png", ".tif", ".tiff", ".gif", ".webp", ".bmp", ".jp2", ".j2k"}


def _tried(path: Path) -> bool:
    try:
        made = list(pages(path))
    except Unreadable:
        return False
    for page in made:
        for name, content, width, height in page:
            image = Image.open(io.BytesIO(content))
            assert (image.size, image.mode in ("RGB", "L"), dict(image.getexif())) == ((width, height), True, {}), (path, name)
    return True
