"""Whether a site is still what a build would make of it: then nothing need be read, least of all the program itself."""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from site_builder import resources
from site_builder.order import Built, Options, Progress
from site_builder.publish import writer
from site_builder.source import files
from site_builder.source.files import Listing
from site_builder.state import State

_YOUNG = 2_000_000_000
"""Nanoseconds within which a file may change again and keep its times: what was seen so soon is known by its bytes."""
_MUCH = 1 << 26
"""So many bytes of young files are not read to know them; the site is looked at anew by the next build."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All that a build reads, as the disk listed it before anything was read.

    `mark` sums up names, sizes, times and the day, `rest` those of all but the portal's own files; `young` has the SHA-256 of
    what may change again without their saying so, None where there is too much of it. `roots` are the media roots that were
    looked into, as the build before knew them.
    """

    listing: Listing
    roots: tuple[str, ...]
    mark: str
    rest: str
    young: Mapping[str, str] | None

    def own(self) -> list[str]:
        """Return a line for each of the portal's own files, which differs when the file does."""
        return list(_lines(self.listing))


@dataclass(frozen=True, slots=True)
class Noted:
    """What a build notes of itself."""

    mark: str
    roots: tuple[str, ...]
    young: Mapping[str, str] | None
    problems: Sequence[Any]
    records: int
    opens: tuple[str, int] | None
    kept: int


@dataclass
class Look:
    """What a look found: all there is to read, and the build before, where this one would be the same."""

    seen: Seen
    built: Built | None = field(default=None)


def look(options: Options, progress: Progress = lambda _: None) -> Look:
    """Look whether anything has changed. Raises state.Refused as a build does."""
    built = Built()
    with built.timed(progress, "look"):
        if options.clean or options.dry_run or not (options.portal / ".site-builder").is_dir():
            return Look(_see(options, ()))
        with State.open(options.portal / ".site-builder", options.output) as state:
            noted = noted_in(state)
            seen = _see(options, noted.roots if noted else ())
            if noted is None or noted.mark != seen.mark or not _same(options.portal, noted.young):
                return Look(seen)
            report = writer.standing(options.output, state, options.jobs)
            if report is None:
                return Look(seen)
            built.problems, built.records, built.opens = noted.problems, noted.records, noted.opens
            built.report = report
            if noted.young:
                _note(state, seen, built)
    return Look(seen, built)


def remember(state: State, seen: Seen, roots: Sequence[str], built: Built) -> None:
    """Note what a build has published, and of what; where other media roots are named now, just these."""
    _note(state, seen if tuple(roots) == seen.roots else replace(seen, roots=tuple(roots), mark="", young=None), built)


def _note(state: State, seen: Seen, built: Built) -> None:
    noted = Noted(seen.mark, seen.roots, seen.young, built.problems, built.records, built.opens, built.report.kept)
    state.note(pickle.dumps(noted, protocol=5))


def noted_in(state: State) -> Noted | None:
    """Return what the build before noted of itself."""
    what = state.noted()
    found = pickle.loads(what) if what else None
    return found if isinstance(found, Noted) else None


def _see(options: Options, roots: tuple[str, ...]) -> Seen:
    """List everything. What is younger than two seconds is read: its bytes alone tell whether it changes again."""
    began = time.time_ns()
    own = files.listing(options.portal)
    others = (resources.themes(), resources.vendor(), *(options.portal / root for root in roots))
    listings = [own, *(files.listing(place, output="") for place in others)]
    rest = hashlib.sha256(repr((options.as_of.isoformat(), roots)).encode())
    for one in listings[1:]:
        rest.update("\n".join(_lines(one)).encode("utf-8", "surrogateescape"))
    mark = rest.copy()
    mark.update("\n".join(_lines(own)).encode("utf-8", "surrogateescape"))
    young = [
        (one.root / file.path, file.size) for one in listings for file in one.files if max(file.mark[1:3]) >= began - _YOUNG
    ]
    known = _sums(path for path, _ in young) if sum(size for _, size in young) <= _MUCH else None
    return Seen(own, roots, mark.hexdigest(), rest.hexdigest(), known)


def _lines(listing: Listing) -> Iterator[str]:
    yield f"\n{listing.root.is_dir()}"
    yield from sorted(f"{file.path}\t{file.mark}" for file in listing.files)
    yield from sorted(listing.astray)


def _sums(paths: Iterable[Path]) -> dict[str, str]:
    found = {}
    for path in paths:
        with suppress(OSError):
            found[str(path)] = files.digest_file(path)
    return found


def _same(portal: Path, young: Mapping[str, str] | None) -> bool:
    return young is not None and _sums(map(Path, young)) == young


def edited(portal: Path, seen: Seen, before: Sequence[str], noted: Noted) -> list[str] | None:
    """Return the files that were written anew since a build saw `before`; None where more than that has changed."""
    if noted.young is None:
        return None
    retouched = {_within(portal, path) for path, sha256 in noted.young.items() if _sums([Path(path)]).get(path) != sha256}
    if not retouched <= {file.path for file in seen.listing.files}:
        return None
    old, new = set(before), set(seen.own())
    left, come = {line.partition("\t")[0] for line in old - new}, {line.partition("\t")[0] for line in new - old}
    if left != come:
        return None
    return sorted(come | retouched)


def _within(portal: Path, path: str) -> str:
    """Return the path below the portal, or as it is where it lies elsewhere."""
    found = Path(path)
    return found.relative_to(portal).as_posix() if found.is_relative_to(portal) else path
