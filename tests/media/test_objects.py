"""Digital objects: what a record's media become, and what is remembered of it."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from site_builder.media import derive as derive_module
from site_builder.media.derive import Derived, Work, derive_all
from site_builder.problems import Problem
from tests.media.published import Memory, outputs, portal, publish
from tests.whole_portal import pdf, sound

VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nXin ch\xc3\xa0o\n"
LATER = 1 << 62


def picture(width: int = 900, height: int = 600, form: str = "PNG", **more: Any) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(buffer, form, **more)
    return buffer.getvalue()


def test_a_picture_is_offered_in_sizes_and_as_an_access_copy(tmp_path: Path) -> None:
    public = portal(tmp_path, [{"path": "a.png", "label": "tờ 1"}], {"a.png": picture()})
    published = publish(tmp_path, public)
    (one,) = published.objects["one"]
    assert [image.width for image in one.images] == [120, 400, 800, 900]
    assert {image.mime for image in one.images} == {"image/webp"}
    assert one.download is not None
    assert (one.kind, one.download.mime, one.download.width, one.download.height) == ("image", "image/jpeg", 900, 600)
    written = outputs(published)
    for file in (*one.images, one.download):
        content = written[file.path]
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (file.sha256, file.bytes)
        assert Image.open(io.BytesIO(content)).size == (file.width, file.height)
        assert file.path.startswith("records/one/a-")
    assert len(written) == 5


def test_no_picture_is_made_larger_than_it_is(tmp_path: Path) -> None:
    public = portal(tmp_path, [{"path": "a.png"}], {"a.png": picture(50, 40)})
    (one,) = publish(tmp_path, public).objects["one"]
    assert [(image.width, image.height) for image in one.images] == [(50, 40)]


def test_what_was_derived_once_is_remembered_by_content_not_by_name_or_time(tmp_path: Path) -> None:
    memory = Memory()
    first = publish(tmp_path, portal(tmp_path, [{"path": "a.png"}], {"a.png": picture()}), memory=memory, now=LATER)
    assert memory.missed == ["sha256", "media"]
    memory.missed.clear()
    again = publish(tmp_path, portal(tmp_path, [{"path": "a.png"}]), memory=memory, now=LATER)
    assert (memory.missed, again.objects) == ([], first.objects)
    publish(tmp_path, portal(tmp_path, [{"path": "b.png"}], {"b.png": picture()}), memory=memory, now=LATER)
    assert memory.missed == ["sha256"]


def test_a_file_that_was_just_written_is_read_again_whatever_its_times_say(tmp_path: Path) -> None:
    memory = Memory()
    file = tmp_path / "collections/fonds/a.txt"
    public = portal(tmp_path, [{"path": "a.txt"}], {"a.txt": b"one"})
    now = file.stat().st_mtime_ns + 1_000_000
    assert publish(tmp_path, public, memory=memory, now=now).objects["one"][0].page_texts == ("one",)
    publish(tmp_path, public, memory=memory, now=now)
    assert memory.missed.count("sha256") == 2


def test_what_the_cache_lost_is_derived_again_with_the_same_bytes(tmp_path: Path) -> None:
    published = publish(tmp_path, portal(tmp_path, [{"path": "a.png"}], {"a.png": picture()}))
    before = outputs(published)
    for path in (tmp_path / ".site-builder/media").rglob("*.*"):
        path.unlink()
    assert outputs(published) == before


def test_the_cache_keeps_only_what_is_published(tmp_path: Path) -> None:
    memory = Memory()
    publish(tmp_path, portal(tmp_path, [{"path": "a.png"}], {"a.png": picture()}), memory=memory)
    publish(tmp_path, portal(tmp_path, [{"path": "b.txt"}], {"b.txt": b"x"}), memory=memory)
    assert [path for path in (tmp_path / ".site-builder/media").rglob("*") if path.is_file()] == []


def test_two_processes_derive_what_one_does(tmp_path: Path) -> None:
    files: dict[str, bytes | Path] = {f"{number}.png": picture(100 + number, 90) for number in range(5)}
    public = portal(tmp_path, [{"path": name} for name in files], files)
    one, two = publish(tmp_path, public, jobs=1), publish(tmp_path, public, jobs=2)
    assert (one.objects, outputs(one)) == (two.objects, outputs(two))


def test_the_pages_of_a_tiff_are_one_object_each(tmp_path: Path) -> None:
    pages = [Image.new("L", (300, 200), shade) for shade in (0, 128, 255)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    media = {"path": "a.tif", "label": "sổ", "transcription": "words"}
    objects = publish(tmp_path, portal(tmp_path, [media], {"a.tif": buffer.getvalue()})).objects["one"]
    assert [str(one.label) for one in objects] == ["sổ (1)", "sổ (2)", "sổ (3)"]
    assert [bool(one.transcription) for one in objects] == [True, False, False]
    assert len({one.download.path for one in objects if one.download}) == 3


def test_a_master_beside_its_access_copy_is_not_shown_twice_and_offered_only_where_masters_are_open(tmp_path: Path) -> None:
    files: dict[str, bytes | Path] = {"a.tif": picture(form="TIFF"), "a.jpg": picture(form="JPEG"), "b.tif": picture(form="TIFF")}
    media = [{"path": "a.tif", "role": "master"}, {"path": "a.jpg"}, {"path": "b.tif", "role": "master"}]
    withheld = publish(tmp_path / "1", portal(tmp_path / "1", media, files))
    assert [len(one.images) for one in withheld.objects["one"]] == [4]
    assert not any(path.endswith(".tif") for path in outputs(withheld))
    released = publish(tmp_path / "2", portal(tmp_path / "2", media, files, {"status": "open", "files": {"master": "open"}}))
    assert [(one.kind, len(one.images)) for one in released.objects["one"]] == [("other", 0), ("image", 4), ("image", 4), ("other", 0)]
    masters = [content for path, content in outputs(released).items() if path.endswith(".tif")]
    assert masters == [files["a.tif"], files["b.tif"]]


def test_text_captions_and_thumbnails_belong_to_the_object_of_the_same_name(tmp_path: Path) -> None:
    files: dict[str, bytes | Path] = {
        "a.png": picture(), "b.png": picture(901), "a.hocr": b"<html><body><span class='ocr_line'>m\xe1\xbb\x99t hai</span></body></html>",
        "song.mp3": b"ID3", "song.vtt": VTT, "cover.png": picture(200, 200),
    }
    media = [
        {"path": "a.png"}, {"path": "b.png"}, {"path": "a.hocr", "role": "text"}, {"path": "song.mp3"},
        {"path": "song.vtt", "role": "captions"}, {"path": "cover.png", "role": "thumbnail"},
    ]
    published = publish(tmp_path, portal(tmp_path, media, files))
    first, second, song = published.objects["one"]
    assert (first.page_texts, second.page_texts, song.page_texts) == (("một hai",), (), ("Xin chào",))
    assert song.captions is not None
    assert outputs(published)[song.captions.path] == b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nXin ch\xc3\xa0o\n"
    assert [image.width for image in song.images] == [120, 200]
    assert not any(path.endswith(".hocr") for path in outputs(published))


def test_thumbnails_stand_for_themselves_where_nothing_else_of_a_record_may_be_seen(tmp_path: Path) -> None:
    files: dict[str, bytes | Path] = {f"{name}.png": picture(size) for name, size in [("a", 300), ("b", 301), ("s", 80), ("t", 90)]}
    media = [{"path": "a.png", "thumbnail": "s.png", "alt": "Trang đầu"}, {"path": "b.png", "thumbnail": "t.png"}]
    shut = {"status": "metadata_only", "basis": [{"type": "donor"}], "files": {"thumbnail": "open"}}
    published = publish(tmp_path, portal(tmp_path, media, files, shut))
    assert [(one.kind, one.images[-1].width) for one in published.objects["one"]] == [("image", 80), ("image", 90)]
    assert str(published.objects["one"][0].alt) == "Trang đầu"
    assert not any(path.startswith(("records/one/a-", "records/one/b-")) for path in outputs(published))


def test_captions_and_thumbnail_named_by_the_entry_itself(tmp_path: Path) -> None:
    files: dict[str, bytes | Path] = {"film.mp4": b"\0\0\0\x18ftyp", "en.srt": b"1\n00:00:01,000 --> 00:00:02,500\nHello\n", "c.png": picture()}
    media = [{"path": "film.mp4", "captions": "en.srt", "thumbnail": "c.png", "language": "en"}]
    (film,) = publish(tmp_path, portal(tmp_path, media, files)).objects["one"]
    assert (film.kind, film.page_texts, len(film.images)) == ("video", ("Hello",), 4)
    assert film.captions is not None and film.captions.path.endswith("-captions.vtt")
    assert film.download is not None and film.download.mime == "video/mp4"


def test_what_lies_elsewhere_is_linked_and_never_fetched(tmp_path: Path) -> None:
    (one,) = publish(tmp_path, portal(tmp_path, [{"url": "https://example.org/scan.jpg?x=1"}])).objects["one"]
    assert (one.kind, one.remote, one.download) == ("image", "https://example.org/scan.jpg?x=1", None)


@pytest.mark.parametrize("name", ["a.html", "a.js", "a.xml", "a.exe", "a.svgz", "a.swf", "a", "a.eps", "a.htaccess", "a.php"])
def test_what_a_browser_or_a_server_would_run_is_not_published(tmp_path: Path, name: str) -> None:
    published = publish(tmp_path, portal(tmp_path, [{"path": name}], {name: b"<script>1</script>"}))
    assert published.objects == {}
    assert published.problems == (Problem(f"collections/fonds/{name}", 1, "W512", name),)


def test_a_damaged_picture_is_told_and_left_out(tmp_path: Path) -> None:
    files: dict[str, bytes | Path] = {"a.jpg": picture(form="JPEG")[:2000], "b.png": picture()}
    published = publish(tmp_path, portal(tmp_path, [{"path": "a.jpg"}, {"path": "b.png"}], files))
    assert len(published.objects["one"]) == 1
    assert [(one.file, one.code) for one in published.problems] == [("collections/fonds/a.jpg", "W511")]


def test_a_file_that_is_not_the_one_recorded_stops_the_build(tmp_path: Path) -> None:
    content = picture()
    right, wrong = hashlib.sha256(content).hexdigest(), "0" * 64
    assert publish(tmp_path, portal(tmp_path, [{"path": "a.png", "sha256": right.upper()}], {"a.png": content})).problems == ()
    (problem,) = publish(tmp_path, portal(tmp_path, [{"path": "a.png", "sha256": wrong}])).problems
    assert (problem.code, problem.severity, problem.found, problem.expected) == ("E513", "error", right, wrong)


def test_a_decoder_that_crashes_takes_nothing_else_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive_module, "derive", _fragile)
    work = [Work(str(number), f"{number:02}", "x", str(tmp_path)) for number in range(12)]
    done = dict(derive_all(work, 2))
    assert [done[one].fault for one in work] == ["the decoder crashed" if number in (3, 4, 9) else "" for number in range(12)]


def _fragile(work: Work) -> Derived:
    if work.source in ("3", "4", "9"):
        import os

        os._exit(11)
    return Derived()


@pytest.mark.parametrize(("text", "words"), [("open", ("Hai trang", "Trang hai")), ("closed", ())])
def test_words_are_taken_out_of_a_pdf_only_where_texts_are_open(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    access = {"status": "open", "files": {"text": text}}
    public = portal(tmp_path, [{"path": "a.pdf"}], {"a.pdf": pdf(["Hai trang", "Trang hai"])}, access)
    (one,) = publish(tmp_path, public).objects["one"]
    assert tuple(page.strip() for page in one.page_texts) == words
    assert one.download is not None
    assert one.images


def test_captions_that_are_open_may_be_found_where_texts_are_not(tmp_path: Path) -> None:
    access = {"status": "open", "files": {"text": "closed"}}
    files = {"a.wav": sound(), "a.vtt": VTT}
    (one,) = publish(tmp_path, portal(tmp_path, [{"path": "a.wav", "captions": "a.vtt"}], files, access)).objects["one"]
    assert any("Xin chào" in words for words in one.page_texts)
