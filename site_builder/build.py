"""The pipeline, from what authors wrote to what the public gets; the only place that sees both halves."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from site_builder import executors, resources, ripple, workshop
from site_builder.carried import Carried
from site_builder.leaving import Read, leave, read_of
from site_builder.media import objects as media
from site_builder.model.catalogue import PublicCatalogue
from site_builder.order import Built, Options, Progress, Stopped
from site_builder.problems import Problem, errors, nearest
from site_builder.publish import plan, removal, writer
from site_builder.publish.crew import Crew
from site_builder.publish.report import Report
from site_builder.render import theme
from site_builder.render.pages import PagesMaker
from site_builder.search.reading import Reader
from site_builder.source import load
from site_builder.source.files import Listing
from site_builder.source.release import release
from site_builder.source.ruling import openings
from site_builder.state import Refused, State
from site_builder.unchanged import Look, Seen, look, remember
from site_builder.workshop import Makers, makers

Timed = Callable[[str], AbstractContextManager[None]]
__all__ = ["Built", "Options", "Refused", "Released", "Stopped", "build", "read", "reader", "released"]


def read(portal: Path, decoder: load.Decoder | None = None, listed: Listing | None = None) -> load.Loaded:
    """Read a portal with all its problems, those of its theme among them: what `check` lists and `build` begins with."""
    loaded = load.load(portal, decoder, listed)
    if loaded.catalogue is None:
        return loaded
    name, roots = loaded.catalogue.portal.theme, workshop.theme_roots(portal)
    try:
        theme.find(name, roots, resources.vendor())
    except theme.ThemeMissing as fault:
        known, missing = theme.names(roots), str(fault)
        lines = (portal / "portal.yaml").read_text(encoding="utf-8").splitlines()
        line = next((number for number, words in enumerate(lines, 1) if words.startswith("theme:")), 1)
        problem = Problem("portal.yaml", line, "E215", missing, ", ".join(known), nearest(missing, known), "theme")
        return replace(loaded, problems=(*loaded.problems, problem))
    return loaded


@dataclass(frozen=True)
class Released:
    """What may be shown, with its digital objects, and everything that makes outputs of it."""

    public: PublicCatalogue
    published: media.Published
    makers: Makers
    state: State
    read: Read


@contextmanager
def released(
    options: Options, built: Built, progress: Progress = lambda _: None, listed: Listing | None = None,
) -> Iterator[Released]:
    """Read, release, derive: all that comes before publishing. Raises Stopped, and state.Refused where a build runs."""
    timed = partial(built.timed, progress)
    with State.open(options.portal / ".site-builder", options.output, clean=options.clean) as state:
        with timed("read"), Crew((), options.jobs) as crew:
            memory = partial(state.get, "decoded"), partial(state.put, "decoded")
            sources: dict[str, str] = {}
            remembered = load.remembering(*memory, sources, partial(crew.each, worth=True))
            loaded = read(options.portal, remembered, listed)
        built.problems = loaded.problems
        if loaded.failed or loaded.catalogue is None:
            raise Stopped(loaded.problems)
        with timed("release"):
            public = release(loaded.catalogue, options.as_of)
            built.opens = next(iter(openings(loaded.catalogue, options.as_of)), None)
            kept = read_of(loaded.catalogue, loaded.problems, sources)
        del loaded
        with timed("media"), executors.hired(options.executor) as executor:
            place = media.Place(options.portal, state.folder / "media")
            published = media.publish(public, place, state, options.jobs, executor=executor)
        built.problems = (*built.problems, *published.problems)
        if errors(published.problems):
            raise Stopped(built.problems)
        built.records = len(public.records)
        yield Released(public, published, makers(public, published, options.portal, state), state, kept)


def build(options: Options, progress: Progress = lambda _: None, looked: Look | None = None) -> Built:
    """Build the site, if anything has changed. Raises Stopped for errors in the sources, state.Refused as publishing does."""
    looked = looked or look(options, progress)
    if looked.built is not None:
        return looked.built
    built = Built()
    timed = partial(built.timed, progress)
    with _uncollected():
        if (edited := ripple.build(options, progress, looked)) is not None:
            return edited
    with _uncollected(), released(options, built, progress, looked.seen.listing) as ready:
        with writer.crew(ready.makers.all, ready.state, options.jobs) as crew:
            built.report = _published(ready, options, crew, timed, looked.seen)
        if not options.dry_run:
            remember(ready.state, looked.seen, ready.public.portal.media_roots, built)
        built.kept = ready
    return built


def _published(ready: Released, options: Options, crew: Crew, timed: Timed, seen: Seen) -> Report:
    """Plan everything, and publish it; what fills a folder of its own is made meanwhile."""
    makers, state = ready.makers.all, ready.state
    with timed("plan"):
        begun = writer.begin(makers, state, crew) if not options.dry_run else {}
        planned = plan.plan(makers, state)
        if options.dry_run:
            return writer.foresee(planned, makers, options.output, state)
        _guard(ready.public, state, options)
        state.note(None)
    with timed("publish"):
        leaving = partial(leave, Carried(state.carried), seen, ready.read, ready.makers, ready.published.problems)
        return writer.publish(planned, makers, options.output, state, crew, begun, leaving)


def _guard(public: PublicCatalogue, state: State, options: Options) -> None:
    """Refuse to drop published records, or a language, that nobody has said are gone."""
    folder = f"{public.portal.languages[0]}/records"
    former = [one for one in public.former if one.kind == "record"]
    before = removal.standing(state, options.output, PagesMaker.name, "record/", folder)
    before |= public.since.keys() | {one.id for one in former if not one.told}
    removal.guard(before, public.records, {one.id for one in former if one.told}, options.allow_removal)
    answered = {*public.portal.languages, *public.dropped}
    removal.guard_languages(options.output, answered, public.as_of, options.allow_removal)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from walking a hundred thousand records again and again: they make no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def reader(ready: Released, portal: Path) -> Reader:
    """Return what reads the documents of the index, as the site's own index does."""
    return workshop.reader(ready.public, ready.published.objects, portal)
