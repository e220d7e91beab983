"""Everything that makes outputs, and what one of them hands another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder import resources
from site_builder.formats.downloads import DownloadsMaker, names
from site_builder.formats.feeds import FeedsMaker
from site_builder.formats.iiif import ManifestsMaker, manifest_of
from site_builder.formats.schema_org import JsonLd
from site_builder.media import objects as media
from site_builder.media.maker import MediaMaker
from site_builder.model import output
from site_builder.model.addresses import moved
from site_builder.model.catalogue import Edit, PublicCatalogue
from site_builder.model.digital import DigitalObjects
from site_builder.model.output import AnyMaker
from site_builder.publish import hosts
from site_builder.render import theme
from site_builder.render.facet_words import FacetWords
from site_builder.render.pages import PagesMaker
from site_builder.render.registers import Registers
from site_builder.render.ripples import Standing
from site_builder.search.alone import Kept
from site_builder.search.maker import SearchMaker
from site_builder.search.reading import Reader
from site_builder.state import State


@dataclass(frozen=True)
class Known:
    """What was gathered from all records before a few were edited: `documents` are ids and digests of those that are searched."""

    registers: Registers
    documents: tuple[list[str], list[str]]
    standing: Standing
    edits: Sequence[Edit]


@dataclass(frozen=True)
class Makers:
    """The makers by what they make, and in the order in which a plan names them."""

    pages: PagesMaker
    media: MediaMaker
    search: SearchMaker
    downloads: DownloadsMaker
    manifests: ManifestsMaker
    feeds: FeedsMaker
    hosts: hosts.HostsMaker

    @property
    def all(self) -> list[AnyMaker]:
        """Everything that makes outputs."""
        return [self.pages, self.media, self.search, self.downloads, self.manifests, self.feeds, self.hosts]


def theme_roots(portal: Path) -> tuple[Path, Path]:
    """Return where themes may lie: the portal's own, and those that come with the program."""
    return portal / "themes", resources.themes()


def makers(
    public: PublicCatalogue, published: media.Published, portal: Path, state: State, known: Known | None = None
) -> Makers:
    """Return everything that makes outputs; after an edit of a few records, with what is known of all others."""
    objects = published.objects
    found = theme.find(public.portal.theme, theme_roots(portal), resources.vendor(), state.compiled)
    languages = public.portal.languages
    words = FacetWords(found, languages)
    kept, lunr = Kept(state.shelf("search"), state.shelf("index")), resources.vendor("lunr/lunr.min.js")
    machine, downloads = JsonLd(public, objects), partial(_downloads, public, objects)
    return Makers(
        PagesMaker(public, objects, found, machine, downloads, known.registers, known.standing, known.edits)
        if known else PagesMaker(public, objects, found, machine, downloads),
        MediaMaker(objects, published.sources),
        SearchMaker(public, objects, lunr, words, kept, known.documents, known.edits)
        if known else SearchMaker(public, objects, lunr, words, kept),
        DownloadsMaker(public, objects),
        ManifestsMaker(public, objects, words),
        FeedsMaker(public),
        hosts.HostsMaker(languages, tuple(moved(public.former, languages, public.dropped)), public.dropped),
    )


def reader(public: PublicCatalogue, objects: DigitalObjects, portal: Path) -> Reader:
    """Return what reads the documents of the index, as the site's own index does."""
    found = theme.find(public.portal.theme, theme_roots(portal), resources.vendor())
    return Reader(public, objects, FacetWords(found, public.portal.languages))


def _downloads(public: PublicCatalogue, objects: DigitalObjects, record_id: str) -> tuple[tuple[str, str], ...]:
    """Return what a record's page offers to take along: a whole collection in each form, the manifest of its pictures."""
    whole = public.records[record_id].parent is None
    forms = ((form, output.collection_data(record_id, name)) for form, name in names(public).items() if whole)
    manifest = manifest_of(objects, record_id)
    return (*forms, *((("iiif", manifest),) if manifest else ()))
