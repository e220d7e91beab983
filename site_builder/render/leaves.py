"""Digital objects of a record as its page shows them: leaves to read, recordings to play, files to take home."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from site_builder.model.digital import DigitalObject, PublishedFile
from site_builder.model.text import Text
from site_builder.render import statements
from site_builder.render.edition import Edition
from site_builder.render.markdown import html, prose
from site_builder.render.objects import File, Leaf, Picture, Recording, Track, Words, Zoom
from site_builder.render.phrases import EMPTY, Phrase

_STAGE, _THUMB = 800, 120


def leaves(edition: Edition, here: str, objects: tuple[DigitalObject, ...]) -> tuple[Leaf, ...]:
    """Return the pages of a document: every object that has a picture and is not played."""
    pictured = [one for one in objects if one.images and one.kind not in ("audio", "video")]
    return tuple(_leaf(edition, here, number, one) for number, one in enumerate(pictured, 1))


def _leaf(edition: Edition, here: str, number: int, one: DigitalObject) -> Leaf:
    finest = one.images[-1]
    download = one.download
    return Leaf(
        number,
        edition.phrase(one.label) if one.label else Phrase(edition.strings.t("leaf.label", n=number)),
        _picture(edition, here, one, _STAGE),
        edition.rendition(here, one, _THUMB),
        Zoom(edition.link(here, finest.path), finest.width or 0, finest.height or 0)
        if (finest.width or 0) > _STAGE
        else None,
        tuple(words(edition, one)),
        edition.link(here, download.path) if download else "",
        edition.strings.size(download.bytes) if download else "",
    )


def _picture(edition: Edition, here: str, one: DigitalObject, width: int) -> Picture:
    shown = edition.rendition(here, one, width)
    sizes = [image for image in one.images if (image.width or 0) >= 2 * _THUMB]
    srcset = ", ".join(f"{edition.link(here, image.path)} {image.width}w" for image in sizes) if len(sizes) > 1 else ""
    return Picture(shown.src, shown.width, shown.height, shown.alt, srcset)


def words(edition: Edition, one: DigitalObject) -> Iterator[Words]:
    """Yield what stands on an object: each language of its transcription, then its translation in the reader's."""
    if one.transcription:
        for tag, text in one.transcription:
            name = edition.strings.language_name(tag)
            heading = edition.strings.t("leaf.transcription", language=name)
            yield Words(heading, html(Phrase(text, "" if tag == edition.language else tag), lines=True))
    elif one.captions is not None and one.page_texts:
        yield Words(edition.strings.t("leaf.said"), Phrase(prose("\n\n".join(one.page_texts)), one.language or ""))
    if one.translation:
        yield Words(edition.strings.t("leaf.translation"), html(edition.phrase(one.translation), lines=True))
    for key, said in (("leaf.caption", one.caption), ("leaf.note", one.note)):
        if said:
            yield Words(edition.strings.t(key), html(edition.phrase(said)))
    if one.rights is not None:
        labels = (link.label for link in statements.rights(edition, one.rights))
        yield Words(edition.strings.t("field.rights"), Phrase(Markup("").join(map(_paragraph, labels))))


def _paragraph(words: Phrase) -> Markup:
    return words.text if isinstance(words.text, Markup) else Markup("<p>{}</p>").format(words)


def recordings(edition: Edition, here: str, objects: tuple[DigitalObject, ...]) -> tuple[Recording, ...]:
    """Return what the browser can play."""
    return tuple(
        _recording(edition, here, one, one.download)
        for one in objects
        if one.kind in ("audio", "video") and one.download is not None
    )


def _recording(edition: Edition, here: str, one: DigitalObject, file: PublishedFile) -> Recording:
    language = one.language or edition.language
    track = one.captions and Track(
        edition.link(here, one.captions.path), language, edition.strings.language_name(language)
    )
    return Recording(
        "video" if one.kind == "video" else "audio",
        edition.link(here, file.path),
        file.mime,
        edition.phrase(one.label),
        edition.strings.size(file.bytes),
        width=file.width or 0,
        height=file.height or 0,
        tracks=(track,) if track else (),
        words=tuple(words(edition, one)),
    )


def files(edition: Edition, here: str, objects: tuple[DigitalObject, ...]) -> tuple[File, ...]:
    """Return what a reader may take home, each with its type, size and SHA-256; and what lies on other sites."""
    return tuple(_files(edition, here, objects))


def _files(edition: Edition, here: str, objects: tuple[DigitalObject, ...]) -> Iterator[File]:
    for number, one in enumerate(objects, 1):
        if one.download is not None:
            label = _label(edition, one.label, number)
            kind = edition.strings.t(f"file.{one.kind}")
            yield File(
                Phrase(f"{label.text}, {_format(one.download.mime)}", label.lang),
                edition.link(here, one.download.path),
                edition.strings.size(one.download.bytes),
                Phrase(kind),
                one.download.sha256,
            )
        elif one.remote:
            label = _label(edition, one.label, number)
            yield File(label, one.remote, note=Phrase(edition.strings.t("file.elsewhere")))
        if one.captions is not None:
            name = edition.strings.t("file.captions")
            yield File(
                Phrase(name),
                edition.link(here, one.captions.path),
                edition.strings.size(one.captions.bytes),
                sha256=one.captions.sha256,
            )


def _label(edition: Edition, label: Text | None, number: int) -> Phrase:
    said = edition.phrase(label) if label else EMPTY
    return said if said.text else Phrase(edition.strings.t("file.number", n=number))


def _format(mime: str) -> str:
    kind = mime.partition(";")[0].rpartition("/")[2].upper()
    return {"MPEG": "MP3", "JPEG": "JPEG", "PLAIN": "TXT", "OCTET-STREAM": "…"}.get(kind, kind.removeprefix("X-"))
