"""The digital objects of a record: its media in their roles, put together as a page shows them."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from site_builder.media.derive import Derived, Kept, Work
from site_builder.media.fixity import Sum
from site_builder.media.kinds import CAPTIONS, DRAWING, kind_of
from site_builder.media.maker import Source
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.collation import slug
from site_builder.model.digital import DigitalObject, MediaKind, PublishedFile
from site_builder.model.output import record_folder
from site_builder.model.records import Media
from site_builder.model.text import Text
from site_builder.problems import Problem

_SHOWN = ("access", "master")
_PLAYED = ("audio", "video")


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one released file, read as one type."""

    sum: Sum
    derived: Derived
    work: Work


class Desk:
    """Where objects are put together; `sources` and `problems` gather on the way."""

    def __init__(self, public: PublicCatalogue, facts: Mapping[tuple[Path, str], Fact], portal: Path) -> None:
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []
        self._public, self._facts, self._portal = public, facts, portal

    def objects(self, shown: PublicRecord) -> tuple[DigitalObject, ...]:
        """Return the objects of a record in the order of its media.

        A master beside an access copy of the same name is not shown twice; a master that the gate lets pass is also offered
        as it is. Text, captions and thumbnails belong to the object of the same name, else to the one before them; where nothing
        but thumbnails may be seen, each stands for itself.
        """
        standing = "access" if any(media.role in _SHOWN for media in shown.record.media) else "thumbnail"
        access = {_stem(media) for media in shown.record.media if media.role == "access"}
        found: list[DigitalObject] = []
        names: list[str] = []
        for media in shown.record.media:
            made: list[DigitalObject] = []
            if media.role == standing or (media.role == "master" and _stem(media) not in access):
                made.extend(self._made(shown, media))
            if media.role == "master":
                made.extend(self._master(shown, media))
            if media.role not in (*_SHOWN, standing):
                self._attach(shown, media, found, names)
            found.extend(made)
            names.extend([_stem(media)] * len(made))
        return tuple(found)

    def _made(self, shown: PublicRecord, media: Media) -> Iterator[DigitalObject]:
        common = DigitalObject(
            kind="other", label=media.label, alt=media.alt, caption=media.caption, transcription=media.transcription,
            translation=media.translation, language=media.language, note=media.note, rights=media.rights,
        )
        if media.path is None:
            if media.url:
                kind = kind_of(PurePosixPath(media.url.split("?")[0]).name)
                yield self._dressed(shown, media, replace(common, kind=kind[0] if kind else "other", remote=media.url))
            return
        for one in self._published(shown, media, common):
            yield self._dressed(shown, media, one)

    def _published(self, shown: PublicRecord, media: Media, common: DigitalObject) -> Iterator[DigitalObject]:
        """Yield the object of a released file; the pages of a TIFF are one each."""
        found = self._fact(shown, media.path, media.role, media.sha256)
        if found is None:
            return
        kind, fact = found
        if kind[0] == "image":
            for number, page in enumerate(fact.derived.pages, 1):
                placed = self._place(shown, fact, page)
                images = placed if kind[1] == DRAWING else placed[:-1]
                own = common if number == 1 else replace(common, transcription=None, translation=None, caption=None, note=None)
                label = _numbered(media.label, number) if len(fact.derived.pages) > 1 else media.label
                yield replace(own, kind="image", label=label, images=_with_access(images, placed[-1]), download=placed[-1])
            return
        first = self._place(shown, fact, fact.derived.pages[0]) if fact.derived.pages else ()
        covers = first if kind[0] == "pdf" else ()
        download = first[0] if kind[1] == CAPTIONS else self._whole(shown, kind[1], fact)
        texts = () if shown.mute and kind[1] != CAPTIONS else fact.derived.texts
        yield replace(common, kind=kind[0], images=covers, download=download, page_texts=texts)

    def _master(self, shown: PublicRecord, media: Media) -> Iterator[DigitalObject]:
        """Yield the file of a picture's master, unchanged, so that its recorded checksum can be verified."""
        found = self._fact(shown, media.path, media.role, media.sha256)
        if found is not None and found[0][0] == "image" and found[0][1] != DRAWING:
            (_, mime), fact = found
            whole = self._whole(shown, mime, fact)
            yield DigitalObject(kind="other", label=media.label, language=media.language, download=whole)

    def _fact(
        self, shown: PublicRecord, written: str | None, role: str, sha256: str | None = None,
    ) -> tuple[tuple[MediaKind, str], Fact] | None:
        """Return the kind of a released file and what is known of it; None, with a problem, for one that is not published."""
        path = self._public.media_paths.get((shown.id, written)) if written else None
        if path is None:
            return None
        kind = kind_of(os.fspath(path), role)
        fact = self._facts.get((path, kind[1])) if kind else None
        if kind is None:
            self._refuse(path, "W512", path.name)
        elif fact is None:
            self._refuse(path, "W511", path.name)
        elif sha256 is not None and sha256.lower() != fact.sum.sha256:
            self._refuse(path, "E513", fact.sum.sha256, sha256)
        else:
            if fact.derived.fault:
                self._refuse(path, "W511", f"{path.name}: {fact.derived.fault}")
            if not fact.derived.fault or kind[0] == "pdf":
                return kind, fact
        return None

    def _refuse(self, path: Path, code: str, found: str, expected: str = "") -> None:
        file = os.path.relpath(path, self._portal).replace(os.sep, "/")
        self.problems.append(Problem(file, 1, code, found, expected))

    def _place(self, shown: PublicRecord, fact: Fact, files: Sequence[Kept]) -> tuple[PublishedFile, ...]:
        """Give the derived files of a page their addresses."""
        home, placed = self._home(shown, fact), []
        for one in files:
            tail = one.path.partition("-")[2]  # page and size
            address = f"{home}-{tail if len(fact.derived.pages) > 1 else tail.partition('-')[2]}"
            self.sources[address] = Source(one.path, fact.work)
            placed.append(PublishedFile(
                path=address, mime=one.mime, bytes=one.bytes, sha256=one.sha256, width=one.width, height=one.height,
            ))
        return tuple(placed)

    def _whole(self, shown: PublicRecord, mime: str, fact: Fact) -> PublishedFile:
        """Give a released file its address."""
        address = f"{self._home(shown, fact)}{PurePosixPath(fact.work.source).suffix.lower()}"
        self.sources[address] = Source(fact.work.source)
        return PublishedFile(path=address, mime=mime, bytes=fact.sum.size, sha256=fact.sum.sha256)

    def _home(self, shown: PublicRecord, fact: Fact) -> str:
        name = slug(os.path.splitext(os.path.basename(fact.work.source))[0], 40) or "file"  # noqa: PTH119, PTH122  # one of many
        return f"{record_folder(shown.id)}/{name}-{fact.work.key[:10]}"

    def _dressed(self, shown: PublicRecord, media: Media, one: DigitalObject) -> DigitalObject:
        """Add the captions and the thumbnail that a media entry names."""
        return self._with_thumbnail(shown, media.thumbnail, self._with_captions(shown, media.captions, one))

    def _with_captions(self, shown: PublicRecord, written: str | None, one: DigitalObject) -> DigitalObject:
        found = self._fact(shown, written, "captions")
        if found is None or found[0][1] != CAPTIONS or one.kind not in _PLAYED:
            return one
        fact = found[1]
        track = self._place(shown, fact, fact.derived.pages[0])
        return replace(one, captions=track[0], page_texts=(*one.page_texts, *fact.derived.texts))

    def _with_thumbnail(self, shown: PublicRecord, written: str | None, one: DigitalObject) -> DigitalObject:
        """Let a picture stand for what has none, or in lists for what has its own."""
        found = self._fact(shown, written, "thumbnail")
        if found is None or found[0][0] != "image" or not found[1].derived.pages:
            return one
        kind, fact = found
        page = fact.derived.pages[0]
        made = self._place(shown, fact, page if kind[1] == DRAWING else page[:-1])
        return replace(one, images=(made[0], *one.images[1:]) if len(one.images) > 1 else one.images or made)

    def _attach(self, shown: PublicRecord, media: Media, found: list[DigitalObject], names: list[str]) -> None:
        """Give text, captions or a thumbnail to the object it belongs to."""
        same = [index for index, name in enumerate(names) if name == _stem(media)] or list(range(len(found)))[-1:]
        if media.role == "text" and not same:
            made = list(self._made(shown, media))
            found.extend(made)
            names.extend([_stem(media)] * len(made))
        elif same and media.role == "text":
            fact = self._fact(shown, media.path, "text", media.sha256)
            if fact is not None:
                found[same[0]] = replace(found[same[0]], page_texts=_joined(found[same[0]].page_texts, fact[1].derived.texts))
        elif same:
            dress = self._with_captions if media.role == "captions" else self._with_thumbnail
            found[same[0]] = dress(shown, media.path, found[same[0]])


def _stem(media: Media) -> str:
    return posixpath.splitext(posixpath.basename(media.path or media.url or ""))[0].lower()


def _with_access(images: tuple[PublishedFile, ...], access: PublishedFile) -> tuple[PublishedFile, ...]:
    """Add the access copy to the renditions where it is the finest: there is more to see in it."""
    return (*images, access) if images and (access.width or 0) > (images[-1].width or 0) else images


def _numbered(label: Text | None, number: int) -> Text | None:
    return Text(tuple((tag, f"{words} ({number})") for tag, words in label)) if label else None


def _joined(own: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    """Prefer given words where a document has none of its own."""
    return (*own, *given) if any(own) else given
