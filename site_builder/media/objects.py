"""From released media to what is published of them: derived in parallel, each source once, and remembered by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from site_builder.media import captions, documents, images
from site_builder.media.kinds import kind_of
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.collation import slug
from site_builder.model.digital import DigitalObject, DigitalObjects, MediaKind, PublishedFile
from site_builder.model.output import record_folder
from site_builder.model.records import Media
from site_builder.problems import Problem

_ROLES = frozenset({"access", "master", "text"})


@dataclass(frozen=True, slots=True)
class Derived:
    """What one source gave: for each page its renditions as (file of the cache, type, pixels), words, and a fault if any."""

    pages: tuple[tuple[PublishedFile, ...], ...] = ()
    texts: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Published:
    """All digital objects of the site; `sources` leads from each path of the output to the file to copy."""

    objects: DigitalObjects
    sources: Mapping[str, Path]
    problems: tuple[Problem, ...]


class Shelf:
    """The cache: derived files by the digest of their source and the options, under one folder."""

    def __init__(self, folder: Path, recall: Callable[[str], Derived | None], remember: Callable[[dict[str, Derived]], None]) -> None:
        self.folder = folder
        self._recall, self._remember = recall, remember

    def find(self, key: str) -> Derived | None:
        """Return what was derived before, if every file of it is still there."""
        known = self._recall(key)
        if known is None or not all((self.folder / one.path).is_file() for page in known.pages for one in page):
            return None
        return known

    def keep(self, made: dict[str, Derived]) -> None:
        """Remember what was derived."""
        self._remember(made)


def publish(public: PublicCatalogue, shelf: Shelf, hands: Executor | None) -> Published:
    """Derive what is new and return every digital object; `hands` work in parallel."""
    paths = sorted(set(public.media_paths.values()))
    wanted = dict(zip(paths, (hands.map if hands else map)(_sha256, paths), strict=True))
    keys = {path: f"{sha}-{images.OPTIONS}{path.suffix.lower()}" for path, sha in wanted.items()}
    derived: dict[str, Derived] = {}
    fresh: dict[str, Path] = {}
    for path, key in keys.items():
        known = shelf.find(key)
        if known is not None:
            derived[key] = known
        else:
            fresh.setdefault(key, path)
    work = [(str(path), key, str(shelf.folder)) for key, path in fresh.items()]
    results = dict(zip(fresh, (hands.map if hands else map)(_derive, work), strict=True))
    shelf.keep(results)
    derived |= results
    facts = {path: (wanted[path], derived[keys[path]]) for path in wanted}
    return _assemble(public, facts, shelf.folder)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _derive(work: tuple[str, str, str]) -> Derived:
    """Make the renditions and texts of one source, in any process."""
    source, key, folder = Path(work[0]), work[1], Path(work[2])
    kind = kind_of(source.name)
    try:
        if kind is not None and kind[0] == "image":
            return Derived(tuple(_kept(made, f"{key}-{number}", folder) for number, made in enumerate(images.pages(source), 1)))
        if kind is not None and kind[0] == "pdf":
            cover, texts = documents.read(source)
            return Derived((_kept(cover, key, folder),) if cover else (), texts)
        if kind is not None and kind[1].startswith("text/"):
            return _text(source, key, folder)
    except images.Unreadable as fault:
        return Derived(fault=str(fault))
    return Derived()


def _text(source: Path, key: str, folder: Path) -> Derived:
    content = source.read_bytes()
    if source.suffix.lower() == ".vtt":
        clean = captions.read(content)
        if clean is None:
            return Derived(fault="WebVTT")
        return Derived((_kept([("captions.vtt", clean[0], 0, 0)], key, folder),), (clean[1],))
    return Derived(texts=(content.decode("utf-8", errors="replace").replace("\0", ""),))


def _kept(made: Iterable[images.Rendition], name: str, folder: Path) -> tuple[PublishedFile, ...]:
    """Write renditions into the cache; the paths of the facts are the cache's until they are published."""
    kept = []
    for tail, content, width, height in made:
        path = f"{name[:2]}/{name}-{tail}"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        mime = {".webp": "image/webp", ".jpg": "image/jpeg", ".vtt": "text/vtt; charset=utf-8"}[PurePosixPath(tail).suffix]
        kept.append(PublishedFile(path=path, mime=mime, bytes=len(content), sha256=hashlib.sha256(content).hexdigest(),
                                  width=width or None, height=height or None))
    return tuple(kept)


Facts = Mapping[Path, tuple[str, Derived]]


def _assemble(public: PublicCatalogue, facts: Facts, folder: Path) -> Published:
    objects: DigitalObjects = {}
    sources: dict[str, Path] = {}
    problems: list[Problem] = []
    for shown in public:
        if shown.record.media:
            found = tuple(one for media in shown.record.media for one in _objects(public, shown, media, facts, folder, sources, problems))
            if found:
                objects[shown.id] = found
    return Published(objects, sources, tuple(sorted(set(problems))))


def _objects(public: PublicCatalogue, shown: PublicRecord, media: Media, facts: Facts, folder: Path, sources: dict[str, Path],
             problems: list[Problem]) -> Iterator[DigitalObject]:
    common = DigitalObject(kind="other", label=media.label, alt=media.alt, caption=media.caption, transcription=media.transcription,
                           translation=media.translation, language=media.language)
    if media.path is None:
        if media.url and media.role in _ROLES:
            kind = kind_of(PurePosixPath(media.url.split("?")[0]).name)
            yield replace(common, kind=kind[0] if kind else "other", remote=media.url)
        return
    path = public.media_paths.get((shown.id, media.path))
    if path is None or media.role not in _ROLES:
        return
    kind = kind_of(path.name)
    sha256, derived = facts[path]
    if kind is None or derived.fault:
        problems.append(Problem(media.path, 1, "W512" if kind is None else "W511", path.name if kind is None else derived.fault))
    if kind is None or (derived.fault and kind[0] != "pdf"):
        return
    yield from _published(public, shown, media, path, kind, (sha256, derived), common, (facts, folder, sources))


def _published(public: PublicCatalogue, shown: PublicRecord, media: Media, path: Path, kind: tuple[MediaKind, str],
               fact: tuple[str, Derived], common: DigitalObject, places: tuple[Facts, Path, dict[str, Path]]) -> Iterator[DigitalObject]:
    sha256, derived = fact
    facts, folder, sources = places
    home, stem = record_folder(shown.id), f"{slug(path.stem, 40) or 'file'}-{sha256[:10]}"

    def place(one: PublishedFile, name: str) -> PublishedFile:
        sources[f"{home}/{name}"] = folder / one.path
        return replace(one, path=f"{home}/{name}")

    if kind[0] == "image":
        for number, page in enumerate(derived.pages, 1):
            name = stem if len(derived.pages) == 1 else f"{stem}-{number}"
            placed = [place(one, f"{name}-{one.path.rpartition('-')[2]}") for one in page]
            yield replace(common, kind="image", images=tuple(placed[:-1]), download=placed[-1])
        return
    whole = PublishedFile(path=f"{home}/{stem}{path.suffix.lower()}", mime=kind[1], bytes=path.stat().st_size, sha256=sha256)
    sources[whole.path] = path
    covers = tuple(place(one, f"{stem}-{one.path.rpartition('-')[2]}") for page in derived.pages[:1] for one in page if kind[0] == "pdf")
    captions_path = public.media_paths.get((shown.id, media.captions)) if media.captions else None
    caption_facts = facts.get(captions_path) if captions_path else None
    track = place(caption_facts[1].pages[0][0], f"{stem}.vtt") if caption_facts and caption_facts[1].pages else None
    texts = (*derived.texts, *(caption_facts[1].texts if caption_facts else ()))
    yield replace(common, kind=kind[0], images=covers, download=whole, captions=track, page_texts=texts)
