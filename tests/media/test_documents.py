"""PDF, captions, words and drawings: what is read of them, and what is not let through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from site_builder.media import captions, documents, drawings, words
from site_builder.media.images import Unreadable


def test_every_pdf_of_the_corpus_gives_a_cover_and_text_or_says_why_not(shared: Path) -> None:
    found = {}
    for path in sorted((shared / "corpora/docs/pdf-samples").rglob("*.pdf")):
        try:
            cover, texts = documents.read(path)
        except Unreadable as fault:
            found[path.name] = str(fault)
            continue
        assert texts
        assert all(name.endswith(".webp") for name, *_ in cover)
        assert [rendition[2] for rendition in cover] == sorted(rendition[2] for rendition in cover)
    assert len(found) <= 3
    assert any("password" in why.lower() for why in found.values()), found


def test_the_words_of_a_pdf_are_read_page_by_page(shared: Path) -> None:
    path = next((shared / "corpora/docs/pdf-samples").glob("004*/*.pdf"))
    _, texts = documents.read(path)
    assert len(texts) == 4
    assert all(texts)


def test_a_file_that_is_no_pdf_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(Unreadable):
        documents.read(tmp_path / "a.pdf")


@pytest.mark.parametrize(("given", "made"), [
    ("WEBVTT\n\n1\n00:01.000 --> 00:02.000 align:start\n<v An>Xin <b>chào</b>\n", "00:00:01.000 --> 00:00:02.000\n<v An>Xin <b>chào</b>"),
    ("\ufeffWEBVTT x\r\n\r\n1:00:01.000 --> 1:00:02.000\r\na\r\nb\r\n", "01:00:01.000 --> 01:00:02.000\na\nb"),
    ("1\n00:00:01,000 --> 00:00:02,500\nhello\n\n2\n00:00:03,000 --> 00:00:04,000\nyou\n",
     "00:00:01.000 --> 00:00:02.500\nhello\n\n00:00:03.000 --> 00:00:04.000\nyou"),
    ("WEBVTT\n\nSTYLE\n::cue { background: url(http://example.org/x) }\n\nNOTE secret\n\n00:01.000 --> 00:02.000\na\n",
     "00:00:01.000 --> 00:00:02.000\na"),
    ("WEBVTT\n\n00:05.000 --> 00:02.000\nbackwards\n\n00:01.000 --> 00:02.000\na\n", "00:00:01.000 --> 00:00:02.000\na"),
])
def test_captions_are_written_anew(given: str, made: str) -> None:
    found = captions.read(given.encode())
    assert found is not None
    assert found[0].decode() == f"WEBVTT\n\n{made}\n"


@pytest.mark.parametrize("given", [b"", b"WEBVTT", b"WEBVTT\n\nno timing\nwords", b"\xff\xfe", b"WEBVTT\n\n00:01.000 --> 00:02.000\n"])
def test_what_holds_no_captions_is_none(given: bytes) -> None:
    assert captions.read(given) is None


def test_every_caption_file_of_the_corpus_becomes_clean_or_nothing(shared: Path) -> None:
    cue = re.compile(r"\d\d+:\d\d:\d\d\.\d{3} --> \d\d+:\d\d:\d\d\.\d{3}\n.+", re.DOTALL)
    kept = 0
    for path in sorted((shared / "corpora/docs/webvtt").rglob("*.vtt")):
        made = captions.read(path.read_bytes())
        if made is not None:
            kept += 1
            head, *cues = made[0].decode().rstrip("\n").split("\n\n")
            assert head == "WEBVTT"
            assert all(cue.fullmatch(one) for one in cues), path
    assert kept >= 15


@pytest.mark.parametrize(("name", "content", "read"), [
    ("a.txt", "một\r\nhai\0".encode(), "một\nhai"),
    ("a.txt", "một".encode("utf-16"), "một"),
    ("a.txt", "\ufeffmột".encode(), "một"),
    ("a.txt", b"caf\xe9", "caf\ufffd"),
    ("a.hocr", b"<html><head><title>no</title></head><body><p><span class='ocr_line'>m\xe1\xbb\x99t <b>hai</b></span>\n"
               b"<span class='ocr_line'>ba</span></p><script>no</script></body></html>", "một hai ba"),
    ("a.html", b"<p>m\xe1\xbb\x99t</p><style>no</style><!-- no --> hai", "một hai"),
    ("a.xml", b"<alto xmlns='http://www.loc.gov/standards/alto/ns-v3#'><String CONTENT='m&#7897;t'/><SP/><String CONTENT='hai'/></alto>", "một hai"),
    ("a.xml", b"<PcGts xmlns='x'><TextLine><Word><TextEquiv><Unicode>no</Unicode></TextEquiv></Word><TextEquiv><Unicode>yes</Unicode></TextEquiv>"
              b"</TextLine></PcGts>", "yes"),
    ("a.xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>a&e;b</x>", "ab"),
])
def test_words_are_read_from_what_ocr_programs_write(tmp_path: Path, name: str, content: bytes, read: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert words.read(tmp_path / name) == read


def test_every_hocr_of_the_corpus_has_words(shared: Path) -> None:
    found = [words.read(path) for path in sorted((shared / "corpora/docs/ocr-hocr").rglob("*.hocr"))]
    assert len(found) >= 6
    assert all(found)


def test_markup_that_is_none_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a><b></a>")
    with pytest.raises(Unreadable):
        words.read(tmp_path / "a.xml")


HOSTILE = [
    "<script>alert(1)</script>", "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><img src='x' onerror='a()'/></body></foreignObject>",
    "<rect onload='alert(1)' width='1'/>", "<a href='javascript:alert(1)'><text>x</text></a>", "<image href='http://example.org/x.png'/>",
    "<use href='http://example.org/x.svg#a'/>", "<rect fill='url(http://example.org/x)'/>", "<style>@import url(http://example.org/x);</style>",
    "<animate attributeName='href' to='javascript:alert(1)'/>", "<set attributeName='onload' to='x'/>", "<rect style='background:url(http://e.x)'/>",
    "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>", "<handler>x</handler>", "<?xml-stylesheet href='http://example.org'?>",
    "<rect fill='url( \"http://example.org/x\")'/>", "<use xmlns:x='http://www.w3.org/1999/xlink' x:href='data:image/svg+xml;base64,AA'/>",
    "<rect fill='\\75rl(http://example.org/x)'/>", "<rect mask='image-set(\"http://example.org/x\" 1x)'/>", "<rect fill='\\75rl(http:\\2f\\2f example.org)'/>",
    "<iframe src='http://example.org'/>", "<feImage href='http://example.org/x'/>", "<discard/>", "<metadata>GPS SECRET</metadata>",
]
DANGER = re.compile(rb"script|onload|onerror|http://(?!www.w3.org/2000/svg)|import|data:|foreign|animate|iframe|style|SECRET|<set|handler|\\\\", re.IGNORECASE)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_drawing_runs_or_fetches(tmp_path: Path, hostile: str) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='20'><g>before{hostile}<rect width='5' fill='red'/>after</g></svg>")
    made, width, height = drawings.read(path)
    assert (width, height) == (10, 20)
    assert not DANGER.search(made), made
    kept = etree.fromstring(made)
    assert kept.xpath("count(//*[local-name()='rect'][@fill='red'])") == 1
    assert "after" in "".join(map(str, kept.itertext()))


def test_an_entity_in_a_drawing_reads_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&e;</text></svg>")
    assert b"root" not in drawings.read(path)[0]


@pytest.mark.parametrize("content", [b"", b"<html/>", b"<svg>", b"not xml", b"<svg xmlns='other'/>"])
def test_what_is_no_drawing_is_unreadable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(content)
    with pytest.raises(Unreadable):
        drawings.read(tmp_path / "a.svg")
