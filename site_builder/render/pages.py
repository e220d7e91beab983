"""The maker of pages: every page there is, what it depends on, and its HTML in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from site_builder.model import output
from site_builder.model.addresses import Former, paths
from site_builder.model.catalogue import Edit, PublicCatalogue, PublicRecord
from site_builder.model.digest import digest
from site_builder.model.digital import DigitalObjects
from site_builder.model.output import Output, Subject
from site_builder.model.portal import Page
from site_builder.render import (
    authorities,
    basemap,
    browse,
    content,
    finding_aids,
    former,
    home,
    maps,
    record_pages,
    ripples,
    rows,
    site,
    trees,
)
from site_builder.render.dependencies import Dependencies
from site_builder.render.edition import Edition
from site_builder.render.heads import Machine
from site_builder.render.registers import KINDS, Registers, Value, gather
from site_builder.render.theme import Renderer, Theme
from site_builder.render.views import View

Downloads = Callable[[str], tuple[tuple[str, str], ...]]
"""From a record's id to its downloads: (key of their label, path)."""


@dataclass
class PagesMaker:
    """Every HTML page of the site, and the theme's assets. `machine` and `downloads` come from the formats.

    After an edit of a few records, `known` and `standing` are what was gathered from all of them before.
    """

    public: PublicCatalogue
    objects: DigitalObjects
    theme: Theme
    machine: Machine
    downloads: Downloads
    known: Registers | None = None
    standing: ripples.Standing | None = None
    edits: Sequence[Edit] = ()
    name: str = "pages"
    _renderers: dict[str, Renderer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.registers: Registers = self.known or gather(self.public)
        languages = self.public.portal.languages
        strings = {language: self.theme.strings(language) for language in languages}
        self.editions: dict[str, Edition] = {
            language: Edition(
                language,
                strings[language],
                self.public,
                self.objects,
                self.registers,
                tuple((other, strings[other].t("language.self")) for other in languages if other != language),
            )
            for language in languages
        }
        self.frames = {language: site.site(edition) for language, edition in self.editions.items()}
        self._former = {one.key: one for one in self.public.former if self._is_free(one)}
        public = self.public
        self._everything = digest(self.frames, self.theme.fingerprint, public.portal, public.remembers, public.dropped)

    def subjects(self) -> Iterator[Subject]:
        """List the pages: one subject a record, a register, a value, a written page, and one for what has no subject."""
        for shown in self.public:
            yield from self._of_record(shown)
        for kind in (*KINDS, "years"):
            values = self._values_of(kind)
            if values and kind != "years":
                yield Subject(f"browse/{kind}", self.dependencies.register(kind), 5)
            for found in values.values():
                if found.own_page:
                    yield from (self._of_list(kind, found, number) for number in range(1, found.list_pages + 1))
        yield from map(self._of_page, self.public.pages)
        for key, one in self._former.items():
            yield Subject(f"former/{key}", digest(self._everything, one))
        if site.has_map(self._edition):
            yield Subject("map", self.dependencies.map(), 20)
        yield self._of_portal()

    def touched(self) -> Iterator[Subject]:
        """List the pages that may show the edits."""
        assert self.standing is not None
        keys = dict.fromkeys(key for edit in self.edits for key in ripples.touched(self._edition, edit, self.standing))
        records = [one for one in dict.fromkeys(key.partition("/")[2] for key in keys) if f"record/{one}" in keys]
        for shown in (self.public.records[one] for one in records if one in self.public.records):
            yield from (one for one in self._of_record(shown) if one.key in keys)
        for key in (key for key in keys if key.startswith("browse/")):
            _, kind, slug, *part = key.split("/")
            yield self._of_list(kind, self._values_of(kind)[slug], int(part[0]) if part else 1)
        yield from (one for one in map(self._of_page, self.public.pages) if one.key in keys)
        yield from [self._of_portal()] if "portal" in keys else ()

    @cached_property
    def dependencies(self) -> Dependencies:
        """What each page depends on."""
        return Dependencies(self._everything, self._edition, self.standing, self.edits)

    @property
    def _edition(self) -> Edition:
        return next(iter(self.editions.values()))

    def _of_record(self, shown: PublicRecord) -> Iterator[Subject]:
        yield Subject(f"record/{shown.id}", self.dependencies.record(shown))
        if finding_aids.has_finding_aid(shown):
            yield Subject(f"finding-aid/{shown.id}", self.dependencies.finding_aid(shown), 1 + shown.descendants // 50)
        if trees.has_tree(shown):
            yield Subject(f"tree/{shown.id}", self.dependencies.tree(shown), 1 + shown.descendants // 200)

    def _of_list(self, kind: str, found: Value, number: int) -> Subject:
        return Subject(ripples.list_key(kind, found, number), self.dependencies.value(kind, found, number), 3)

    def _of_page(self, page: Page) -> Subject:
        return Subject(f"page/{page.language}/{page.path}", self.dependencies.page(page.path), 2)

    def _of_portal(self) -> Subject:
        return Subject("portal", self.dependencies.portal(), 20)

    def _values_of(self, kind: str) -> Mapping[str, Value]:
        return self.registers.years if kind == "years" else self.registers.values[kind]

    def paths(self, key: str) -> list[str]:
        """Declare the paths of a subject."""
        if key == "portal":
            return [*(asset.path for asset in self.theme.assets.values()), *(path for path, _ in self._all_views(key))]
        if key == "map":
            made = [path for edition in self.editions.values() for path in maps.paths(edition)]
            return [*made, *(path for path, _ in self._elsewhere(made))]
        if key.startswith("tree/"):
            top = self.public.records[key.removeprefix("tree/")]
            return [path for language in self.editions for path in trees.paths(language, self.public, top)]
        return [path for path, _ in self._all_views(key)]

    def make(self, key: str) -> Iterable[Output]:
        """Make the pages of a subject."""
        if key == "portal":
            yield from (Output(asset.path, asset.content) for asset in self.theme.assets.values())
        if key.startswith("tree/"):
            top = self.public.records[key.removeprefix("tree/")]
            yield from (made for edition in self.editions.values() for made in trees.outputs(edition, top))
            return
        if key == "map":
            yield from self._map()
        views = self._all_views(key) if key != "map" else self._elsewhere(self.paths(key))
        for path, view in views:
            language = self._answering(path.split("/")[0])
            renderer = self._renderer(language if language in self.editions else next(iter(self.editions)))
            yield Output(path, renderer.render(view()).encode())

    def _map(self) -> Iterator[Output]:
        base = basemap.read(self.theme.sources[basemap.ASSET])
        for language, edition in self.editions.items():
            yield maps.points(edition)
            for path, view in zip(maps.paths(edition)[1:], maps.map_views(edition, base), strict=True):
                yield Output(path, self._renderer(language).render(view).encode())

    def _renderer(self, language: str) -> Renderer:
        if language not in self._renderers:
            self._renderers[language] = self.theme.renderer(self.frames[language])
        return self._renderers[language]

    def _languages(self, key: str) -> Sequence[str]:
        if key.startswith(("page/", "former/page/")):
            return [self._answering(key.removeprefix("former/").split("/")[1])]
        return list(self.editions)

    def _answering(self, language: str) -> str:
        """Return the language in which the addresses of one are answered: its own, but where the portal has it no more."""
        return self.public.dropped.get(language, language)

    def _is_free(self, one: Former) -> bool:
        """Say whether nothing else stands at an old address: the home page may, or a custodian without authority record."""
        if one.kind == "page":
            language, _, path = one.id.partition("/")
            return self._answering(language) in self.editions and bool(path)
        named = self.registers.values["institutions"].get(one.id) if one.kind == "institution" else None
        return named is None or not named.own_page

    def _all_views(self, key: str) -> Iterator[tuple[str, Callable[[], View]]]:
        """Yield the path of each page of a subject, in every language that the portal has or had, with what makes its view."""
        made = (
            list(self._portal_views())
            if key == "portal"
            else [pair for language in self._languages(key) for pair in self._views(key, language)]
        )
        yield from made
        if not key.startswith(("page/", "former/page/")):  # of written pages each language has its own, all in the ledger
            yield from self._elsewhere([path for path, _ in made], self._former.get(key.removeprefix("former/")))

    def _elsewhere(self, made: Iterable[str], one: Former | None = None) -> Iterator[tuple[str, Callable[[], View]]]:
        """Yield the addresses that pages had in languages of old; they lead to the page, or to what took its place."""
        for old, heir in self.public.dropped.items():
            for there in made:
                if there.startswith(f"{heir}/") and there.endswith("/index.html"):
                    here, edition = old + there.removeprefix(heir), self.editions[heir]
                    if one is not None and one.successor:
                        yield here, partial(former.former_view, edition, one, here)
                    else:
                        yield here, partial(former.elsewhere_view, edition, there, here)

    def _views(self, key: str, language: str) -> Iterator[tuple[str, Callable[[], View]]]:
        """Yield the path of each page of a subject, with what makes its view."""
        edition, (kind, _, rest) = self.editions[language], key.partition("/")
        if kind == "record":
            yield from self._record(edition, self.public.records[rest])
        elif kind == "finding-aid":
            shown = self.public.records[rest]
            for number in range(1, finding_aids.parts_of(shown) + 1):
                view = partial(finding_aids.finding_aid_view, edition, shown, number)
                yield finding_aids.path_of(language, shown, number), view
        elif kind == "former":
            one = self._former[rest]
            for _, path in paths(one.kind, one.id, [language]):
                yield path, partial(former.former_view, edition, one, path)
        elif kind == "page":
            page = next(one for one in self.public.pages if f"{one.language}/{one.path}" == rest)
            yield content.path_of(page), partial(content.content_view, edition, page)
        elif "/" in rest:
            register, slug, *part = rest.split("/")
            yield self._value(edition, register, self._values_of(register)[slug], int(part[0]) if part else 1)
        else:
            made = iter(browse.index_views(edition, rest))
            for number in range(1, browse.index_pages(edition, rest) + 1):
                yield browse.index_path(language, rest, number), partial(next, made)

    def _record(self, edition: Edition, shown: PublicRecord) -> Iterator[tuple[str, Callable[[], View]]]:
        if record_pages.is_withdrawn(shown):
            yield edition.record_path(shown.id), partial(record_pages.withdrawn_view, edition, shown)
            return
        downloads = self.downloads(shown.id)
        for number in range(1, record_pages.pages_of(shown) + 1):
            offered = downloads if number == 1 else ()
            view = partial(record_pages.record_view, edition, shown, number, self.machine, offered)
            yield record_pages.path_of(edition.language, shown, number), view

    def _value(self, edition: Edition, kind: str, found: Value, number: int) -> tuple[str, Callable[[], View]]:
        known = found.authority and kind != "dates"
        view = authorities.authority_view if known else browse.value_view
        return rows.value_path(edition.language, kind, found, number), partial(view, edition, kind, found, number)

    def _portal_views(self) -> Iterator[tuple[str, Callable[[], View]]]:
        editions = list(self.editions.values())
        yield "index.html", partial(home.door_view, editions)
        yield "404.html", partial(home.not_found_view, editions[0])
        for edition in editions:
            language = edition.language
            yield output.page(language), partial(home.home_view, edition)
            yield output.page(language, "collections"), partial(home.collections_view, edition)
            yield output.page(language, "search"), partial(home.search_view, edition)
            if self.registers.values["dates"]:
                yield output.page(language, "timeline"), partial(browse.timeline_view, edition)
