"""An edit of a few records: they alone are read and released, and only what shows them is looked at and made."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from site_builder.carried import Carried, Recalled
from site_builder.leaving import pointed
from site_builder.media.objects import Published
from site_builder.model.catalogue import Edit, PublicCatalogue, PublicRecord
from site_builder.model.dates import hull, years
from site_builder.model.output import Subject
from site_builder.model.rights import Visibility
from site_builder.order import Built, Options, Progress
from site_builder.problems import Problem, errors, ordered
from site_builder.publish import plan, writer
from site_builder.publish.crew import Crew
from site_builder.publish.making import Begun
from site_builder.publish.publication import Lacking
from site_builder.source import amend, load
from site_builder.source.decode import Written, decode
from site_builder.source.files import Tree
from site_builder.source.kinds import RECORD, form_of, kind_of
from site_builder.source.packing import pack, unpack
from site_builder.state import State
from site_builder.unchanged import Look, edited, noted_in, remember
from site_builder.workshop import Known, Makers, makers

_FEW = 20
"""Files edited at once beyond which everything is looked at anew."""
_ALONE = frozenset({"yaml", "markdown"})


@dataclass(frozen=True, slots=True)
class _Amendment:
    """A file written anew, what its record was and is, and the digest by which what it says is remembered."""

    file: str
    digest: str
    before: amend.Amended
    after: amend.Amended
    of_all: Sequence[Problem]

    @property
    def id(self) -> str:
        return self.after.held.record.id


def build(options: Options, progress: Progress, looked: Look) -> Built | None:
    """Publish an edit of a few records; None where it may concern more than they, and everything has to be looked at.

    Raises state.Refused as publishing does.
    """
    built = Built()
    if options.clean or options.dry_run or not (options.portal / ".site-builder").is_dir():
        return None
    with State.open(options.portal / ".site-builder", options.output, part=True) as state:
        carried = Carried(state.carried)
        try:
            ripple = _Ripple(options, looked, state, carried, built, progress)
            return built if ripple.run() else None
        except Lacking:
            return None
        except (sqlite3.DatabaseError, pickle.UnpicklingError, EOFError):  # what was left is damaged
            carried.forget()
            return None
        finally:
            carried.close()


class _Ripple:
    """What it takes; `run` is the order."""

    def __init__(
        self, options: Options, looked: Look, state: State, carried: Carried, built: Built, progress: Progress
    ) -> None:
        self.options, self.seen, self.state, self.carried, self.built = options, looked.seen, state, carried, built
        self.timed = partial(built.timed, progress)

    def run(self) -> bool:
        """Say whether the edit was published."""
        with self.timed("read"):
            files = self._files()
            amendments = self._amendments(files) if files is not None else None
        if amendments is None:
            return False
        with self.timed("plan"):
            makers = self._makers(amendments)
        with writer.crew(makers.all, self.state, self.options.jobs) as crew:
            begun = writer.begin(makers.all, self.state, crew)
            if self.options.shown is not None:
                self._publish(makers, crew, {}, search=False)
                self.options.shown()
            self._publish(makers, crew, begun)
        self._leave(amendments, makers)
        return True

    def _publish(self, makers: Makers, crew: Crew, begun: Begun, search: bool = True) -> None:
        with self.timed("plan"):
            planned = plan.plan_some(makers.all, self._touched(makers, search), self.state)
            if search:
                self.state.note(None)
        with self.timed("publish"):
            self.built.report = writer.publish(planned, makers.all, self.options.output, self.state, crew, begun)

    def _files(self) -> list[str] | None:
        """Return the files that were edited, if nothing else has changed, and each describes a record of its own."""
        noted = noted_in(self.state)
        if noted is None or not noted.mark or self.carried.mark() != noted.mark or noted.roots != self.seen.roots:
            return None
        rest, lines = self.carried.part("seen")
        if rest != self.seen.rest:
            return None
        files = edited(self.options.portal, self.seen, lines, noted)
        listed = {one.path for one in self.seen.listing.files}
        if files is None or len(files) > _FEW or not all(one in listed and _is_one(one) for one in files):
            return None
        self.built.opens = noted.opens
        self.public: PublicCatalogue = self.carried.part("public")
        self.loaded, self.media = self.carried.part("problems")
        return files

    def _amendments(self, files: Sequence[str]) -> list[_Amendment] | None:
        tree = Tree(self.options.portal, {one.path: one for one in self.seen.listing.files}, tuple(self.seen.listing.astray))
        numbers = self.carried.part("numbers")
        self.before: Recalled[PublicRecord] = Recalled(self.carried, "shown", numbers[0], {})
        self.built.records = numbers[0]
        self.authorities = self.carried.part("authorities")
        found = []
        for file in files:
            one = self._amendment(file, tree)
            if one is None:
                return None
            found.append(one)
        return found

    def _amendment(self, file: str, tree: Tree) -> _Amendment | None:
        language = self.public.portal.languages[0]
        content = load.content_of(tree, tree.files[file])
        known = self.carried.digest_of(file)
        past = self.state.recall("decoded", known) if known else None
        if not isinstance(content, bytes) or past is None:
            return None
        old, new = unpack(past), decode(content, file, language)
        was, now = amend.alone(old), amend.alone(new)
        if was is None or now is None or not amend.stays(was, now) or not self.carried.stands_alone(now.what.id):  # type: ignore[union-attr]  # a record
            return None
        if now.what.id in self.carried.part("quoted"):  # type: ignore[union-attr]  # a record
            return None
        around = self._around(tree, now)
        of_all = amend.of_all(self.loaded, file)
        if around is None or (of_all and not amend.same_lines(was, now)):
            return None
        digest = load.digest_of(language, file, content)
        found = _Amendment(file, digest, amend.amended(old, around), amend.amended(new, around), of_all)
        if not self._holds(found):
            return None
        self.state.put("decoded", digest, pack(new))
        return found

    def _holds(self, one: _Amendment) -> bool:
        """Say whether what was found out so is what the build before found, and the edit leaves all else where it stands."""
        stored = self.before.get(one.id)
        known = ordered([problem for problem in self.loaded if problem.file == one.file and problem not in one.of_all])
        if _standing_as(one.before.shown, stored) != stored or ordered(one.before.problems) != known:
            return False
        if one.before.terms != one.after.terms or errors(one.after.problems):
            return False
        if stored is None or one.after.shown is None:
            return stored is None and one.after.shown is None
        return stored.visibility is not Visibility.TOMBSTONE and _time(stored) == _time(one.after.shown)

    def _around(self, tree: Tree, now: Written) -> amend.Around | None:
        above = [self._written(*one) for one in self.carried.above(now.what.id)]  # type: ignore[union-attr]  # a record
        if not all(above):
            return None
        return amend.Around(
            self.public.portal, tree, self.authorities, [one for one in above if one is not None],
            self.carried.holds, self._shows, self.options.as_of,
        )

    def _written(self, record_id: str, file: str) -> Written | None:
        known = self.carried.digest_of(file)
        packed = self.state.recall("decoded", known) if known else None
        written: Sequence[Written] = unpack(packed).written if packed else ()
        return next((one for one in written if getattr(one.what, "id", "") == record_id and not one.broken), None)

    def _shows(self, record_id: str) -> bool:
        shown = self.before.get(record_id)
        return shown is not None and shown.visibility is not Visibility.TOMBSTONE

    def _makers(self, amendments: Sequence[_Amendment]) -> Makers:
        shown = {one.id: _standing_as(one.after.shown, self.before.get(one.id)) for one in amendments}
        self.after = {record_id: one for record_id, one in shown.items() if one is not None}
        edits = [Edit(self.before[record_id], one) for record_id, one in self.after.items()]
        numbers = self.carried.part("numbers")
        public = replace(self.public, records=Recalled(self.carried, "shown", numbers[0], self.after))
        published = Published(Recalled(self.carried, "objects", numbers[1], {}), {}, self.media)
        known = Known(self.carried.part("registers"), self.carried.part("documents"), self.carried, edits)
        return makers(public, published, self.options.portal, self.state, known)

    def _touched(self, makers: Makers, search: bool) -> list[Iterable[Subject]]:
        edits = makers.pages.edits
        found: dict[str, Iterable[Subject]] = {
            "pages": makers.pages.touched(), "search": makers.search.subjects() if edits and search else (),
            "downloads": makers.downloads.touched(edits, self.carried.pointing), "iiif": makers.manifests.touched(edits),
            "feeds": makers.feeds.touched(edits),
        }
        return [found.get(one.name, ()) for one in makers.all]

    def _leave(self, amendments: Sequence[_Amendment], makers: Makers) -> None:
        files = {one.file for one in amendments}
        anew = [problem for one in amendments for problem in (*one.after.problems, *one.of_all)]
        loaded = tuple(ordered([*(one for one in self.loaded if one.file not in files), *anew]))
        self.built.problems = (*loaded, *self.media)
        depends = makers.pages.dependencies
        above = {rung.id for one in self.after.values() for rung in one.ladder if rung.id is not None}
        branches: Mapping[str, str] = {one: depends.branch(one) for one in (*self.after, *above)}
        parts = {
            "seen": (self.seen.rest, self.seen.own()), "problems": (loaded, self.media), "documents": makers.search.documents(),
        }
        rows = [(one.id, pack(one), depends.summary(one.id), pointed(one)) for one in self.after.values()]
        self.carried.amend(self.seen.mark, rows, branches, {one.file: one.digest for one in amendments}, parts)
        remember(self.state, self.seen, self.public.portal.media_roots, self.built)


def _is_one(file: str) -> bool:
    return kind_of(file) is RECORD and form_of(file) in _ALONE


def _standing_as(shown: PublicRecord | None, stored: PublicRecord | None) -> PublicRecord | None:
    """Give a record the place among its siblings that it has: alone with those above it, it was the only one."""
    return replace(shown, place=stored.place) if shown is not None and stored is not None else shown


def _time(shown: PublicRecord) -> tuple[int | None, int | None] | None:
    span = hull(shown.record.dates)
    return years(span) if span is not None else None
