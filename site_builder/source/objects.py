"""Find the files of digital objects: beside their record or in a media root, and nowhere else."""

from __future__ import annotations

import functools
import posixpath
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from site_builder.model.portal import Portal
from site_builder.model.records import Record
from site_builder.problems import Problem
from site_builder.source import files
from site_builder.source.checks import is_relative
from site_builder.source.decode import Written
from site_builder.source.files import Tree
from site_builder.source.kinds import PORTAL_FILES, kind_of

Found = dict[tuple[str, str], Path]


class _Shelf:
    """One place where objects may lie: a tree of files, and the folder of it that paths are read from."""

    def __init__(self, tree: Tree, inside: str, described: bool) -> None:
        self.tree = tree
        self.inside = inside
        self.described = described
        self._composed = {
            unicodedata.normalize("NFC", path): path for path in tree.files if not path.isascii()
        }

    @functools.cached_property
    def by_case(self) -> Mapping[str, str]:
        """The paths by their lower-case spelling."""
        return {unicodedata.normalize("NFC", path).lower(): path for path in self.tree.files}

    def find(self, path: str) -> str | None:
        """Return the file that a path names, whatever the normal form of its name on the disk."""
        return path if path in self.tree.files else self._composed.get(path)


def find(tree: Tree, portal: Portal, written: Mapping[str, Written], problems: list[Problem]) -> Found:
    """Return the file of each media path of each record; those that lead nowhere or outside are problems."""
    roots = [shelf for root in portal.media_roots if (shelf := _shelf(tree, root, problems)) is not None]
    own = _Shelf(tree, "", described=True)
    found: Found = {}
    for record_id, one in written.items():
        if not isinstance(one.what, Record) or not one.what.media:
            continue
        folder = one.origin.file.rpartition("/")[0]
        for key, path in _paths(one.what):
            if not path or not is_relative(path):
                continue  # told by the checks of the record itself
            file, problem = _look(path, folder, own, roots)
            if file is not None:
                found[record_id, path] = file
            else:
                code, other = problem
                problems.append(Problem(one.origin.file, one.origin.at(key), code, path, other, key=key))
    return found


def _paths(record: Record) -> Iterator[tuple[str, str]]:
    for index, media in enumerate(record.media):
        for name in ("path", "captions", "thumbnail"):
            path = getattr(media, name)
            if path is not None:
                yield f"media.{index}.{name}", path


def _shelf(tree: Tree, root: str, problems: list[Problem]) -> _Shelf | None:
    """Return the media root; one inside the portal shares its files, one outside is walked."""
    place = (tree.root / root).resolve()
    if not place.is_dir():
        name = next((name for name in PORTAL_FILES if name in tree.files), PORTAL_FILES[0])
        problems.append(Problem(name, 1, "E501", root, key="media_roots"))
        return None
    inside = tree.root.resolve()
    if place.is_relative_to(inside):
        relative = place.relative_to(inside).as_posix()
        return _Shelf(tree, "" if relative == "." else relative, described=False)
    return _Shelf(files.walk(place, output=""), "", described=False)


def _look(path: str, folder: str, own: _Shelf, roots: Sequence[_Shelf]) -> tuple[Path | None, tuple[str, str]]:
    """Return the file, or code and right spelling of the problem, which beside the record weighs most."""
    faults = []
    for shelf, base in [(own, folder), *((shelf, shelf.inside) for shelf in roots)]:
        place = posixpath.normpath(posixpath.join(base, path))
        fault = _forbidden(place, shelf)
        found = shelf.find(place) if fault is None else None
        if found is not None:
            return shelf.tree.root / found, ("", "")
        faults.append(fault or _spelled_otherwise(place, base, shelf) or ("E501", ""))
    return None, next((fault for fault in faults if fault[0] != "E501"), faults[0])


def _forbidden(place: str, shelf: _Shelf) -> tuple[str, str] | None:
    """Return the fault of a place that no object may come from, whether or not a file lies there."""
    steps = place.split("/")
    if steps[0] == ".." or any(place == link or place.startswith(f"{link}/") for link in shelf.tree.astray):
        return "E502", ""
    if not shelf.described:
        outside = bool(shelf.inside) and place != shelf.inside and not place.startswith(f"{shelf.inside}/")
        return ("E502", "") if outside else None
    hidden = any(step.startswith(".") for step in steps) or steps[0] in ("output", "themes")
    return ("E505", "") if hidden or kind_of(place) is not None else None


def _spelled_otherwise(place: str, base: str, shelf: _Shelf) -> tuple[str, str] | None:
    other = shelf.by_case.get(place.lower())
    if other is None:
        return None
    return "E503", posixpath.relpath(other, base or ".")
