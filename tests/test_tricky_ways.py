"""The ways round the gate that random archives do not take: pages, links, people, notes in files, a PDF's words, days of leap years."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from site_builder.build import Options, build
from tests.test_nothing_leaks import published
from tests.whole_portal import pdf

DAY = date(2026, 11, 23)
BASIS = "basis: [{type: privacy, citation: Luật}]"
CANARY = re.compile(rb"zq[a-z]{4,}")  # longer than what chance writes into a hash or a packed file


def photograph(colour: tuple[int, int, int], words: str) -> bytes:
    """Return a photograph that says words in its notes."""
    notes, buffer = Image.Exif(), io.BytesIO()
    for tag in (0x010E, 0x013B, 0x8298):
        notes[tag] = words
    notes.get_ifd(0x8825)[29] = words
    Image.new("RGB", (60, 60), colour).save(buffer, "JPEG", exif=notes, comment=words.encode(), xmp=f"<x>{words}</x>".encode())
    return buffer.getvalue()


def scan(colour: tuple[int, int, int], words: str) -> bytes:
    notes, buffer = PngImagePlugin.PngInfo(), io.BytesIO()
    notes.add_text("Author", words)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{words}</x>")
    Image.new("RGB", (60, 60), colour).save(buffer, "PNG", pnginfo=notes)
    return buffer.getvalue()


def public() -> dict[str, str | bytes]:
    """Return what may be known: files that tell of nothing else, but for links and names in their texts."""
    return {
        "portal.yaml": "title: {vi: Cổng, en: Portal}\nbase_url: https://e.org/kho/\nlanguages: [vi, en]\n",
        "addresses.csv": "id,kind,since,ended,successor\nf,record,2025-01-01,,\nopen,record,2025-01-01,,\n",
        "collections/f/index.md": "---\nid: f\nlevel: fonds\ntitle: Phông\naccess: {status: open, children_may_open: true}\ncreators: [an]\n---\n"
        "[Thư](record:kept) và [đường](../../records/kept/), https://e.org/kho/vi/records/kept/.\n",
        "collections/f/open.yaml": "id: open\nlevel: item\ntitle: Mở\ndates: 1901\norder: 1\n"
        "scope_and_content: 'Xem [bức kia](record:kept), ![ảnh](record:kept), <https://e.org/kho/vi/records/kept/>.'\n"
        "media: [a.jpg, b.png, {path: c.pdf}]\naccess: {status: open, note: '[hỏi](record:kept)', files: {text: closed}}\n",
        "collections/f/a.jpg": photograph((200, 20, 20), "zqexif"), "collections/f/b.png": scan((20, 200, 20), "zqtext"),
        "collections/f/c.pdf": pdf(["mot trang"]),
        "collections/_agents/an.yaml": "id: an\ntype: person\nname: An\nhistory: 'Viết [thư](record:kept).'\n",
        "collections/_institutions/kho.yaml": "id: kho\nname: Kho\n",
        "content/vi/chuyen.md": "---\ntitle: Chuyện\n---\n[thư](record:kept) ![x](record:kept) [a](../records/kept/) <a href=\"record:kept\">b</a>\n",
    }


def hidden(status: str) -> dict[str, str | bytes]:
    """Return what may not be known, in a portal that holds the public part too; `open` shows all of it."""
    condition = f"{{status: {status}, count: hidden, {BASIS}, children_may_open: true}}" if status != "open" else "open"
    return {
        "collections/f/zqfolder/index.yaml": f"id: kept-series\nlevel: series\ntitle: zqseries\norder: 2\naccess: {condition}\n"
        "creators: [zqheir]\nrights: {note: zqrights}\n",
        "collections/f/zqfolder/kept.yaml": "id: kept\nlevel: item\ntitle: zqtitle\nplaces: [zqplace, zqnamed]\npeople: [zqperson]\n"
        "subjects: [zqsubject]\ngenres: [zqgenre]\nrelated: [{ref: open, note: zqrelation}]\ndates: 1733\n",
        "collections/_agents/zqheir.yaml": "id: zqheir\ntype: person\nname: zqheirname\n",
        "collections/_agents/zqperson.yaml": "id: zqperson\ntype: person\nname: zqpersonname\nrelations: [{ref: zqfriend}, {ref: an}]\n",
        "collections/_agents/zqfriend.yaml": "id: zqfriend\ntype: person\nname: zqfriendname\n",
        "collections/_places/zqplace.yaml": "id: zqplace\nname: zqplacename\ncoordinates: {lat: 20.5, lon: 105.5}\n",
        "collections/_subjects/zqsubject.yaml": "id: zqsubject\nname: zqsubjectname\n",
    }


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    shutil.rmtree(root / "collections", ignore_errors=True)
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def site(root: Path) -> dict[str, bytes]:
    build(Options(root, root / "output", DAY))
    return published(root)


def canaries(files: dict[str, bytes]) -> set[str]:
    """Return the words that are somewhere in the site; the index may join or cut some of them."""
    ours = (name.encode() + b"\n" + content for name, content in files.items() if not name.startswith(("assets/", "search/analysis")))
    return {one.decode() for content in ours for one in CANARY.findall(content.lower())}


NAMES = {"zqheirname", "zqpersonname", "zqfriendname", "zqplacename", "zqsubjectname"}
SAID = {"zqseries", "zqtitle", "zqnamed", "zqgenre", "zqrelation", "zqrights"}


def test_all_of_it_is_seen_while_it_is_open_but_notes_in_files(tmp_path: Path) -> None:
    seen = canaries(site(write(tmp_path, public() | hidden("open"))))
    assert seen >= NAMES | SAID
    assert not seen & {"zqexif", "zqtext", "zqfolder"}


@pytest.mark.parametrize("status", ["closed", "embargoed, until: 2028-02-29, metadata_visibility: hidden", "culturally_sensitive, metadata_visibility: hidden"])
def test_what_is_shut_takes_pages_people_and_links_with_it(tmp_path: Path, status: str) -> None:
    root = write(tmp_path / "portal", public() | hidden("open"))
    site(root)
    files = site(write(root, public() | hidden(status)))
    assert canaries(files) == set()
    assert [name for name, content in files.items() if b"record:kept" in content or b"records/kept" in content] == []
    assert site(write(tmp_path / "without", public())) == files


def test_the_words_of_a_pdf_whose_text_is_closed_are_in_the_pdf_alone(tmp_path: Path) -> None:
    files = public() | {"collections/f/c.pdf": pdf(["zqinthepdf"])}
    holders = {name.partition("/")[0] for name, content in site(write(tmp_path, files)).items() if b"zqinthepdf" in content}
    assert holders == {"records"}
    opened = str(files["collections/f/open.yaml"]).replace("text: closed", "text: open")
    found = site(write(tmp_path, files | {"collections/f/open.yaml": opened}))
    assert any(name.startswith("search/") and b"inthepdf" in content for name, content in found.items())


@pytest.mark.parametrize(("day", "shown"), [("2028-02-28", False), ("2028-02-29", True), ("2020-01-01", False), ("2060-01-01", True)])
def test_an_embargo_to_a_leap_day_ends_on_it_and_on_no_other(tmp_path: Path, day: str, shown: bool) -> None:
    root = write(tmp_path, public() | hidden("embargoed, until: 2028-02-29, metadata_visibility: hidden"))
    build(Options(root, root / "output", date.fromisoformat(day)))
    assert bool(canaries(published(root))) is shown
