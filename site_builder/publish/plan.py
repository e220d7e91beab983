"""The plan: what must be made, what stays, what goes, and every path's owner, before a byte is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from site_builder.model.output import Maker
from site_builder.state import FileRow

_SAFE = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\Z")


class Collision(Exception):
    """Two subjects want one path: a fault of the program, since ids are unique and addresses derive from them."""


@dataclass(slots=True)
class Plan:
    """`work` holds the subjects to make as (maker's number, key, weight); `paths` the owner of each path they declare.

    `subjects` are the digests of changed subjects, `gone` the subjects and `stale` the files that are no more.
    """

    work: list[tuple[int, str, int]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    kept: int = 0


def plan(makers: Sequence[Maker], known: Mapping[str, str], files: Mapping[str, FileRow], repair: Iterable[str] = ()) -> Plan:
    """Compare every subject with what was published.

    `known` and `files` are the rows of the last build; `repair` names paths that somebody touched, whose subjects are made
    again whatever their digest.
    """
    again = {files[path].subject for path in repair if path in files}
    made, seen = Plan(), set()
    for number, maker in enumerate(makers):
        for subject in maker.subjects():
            name = f"{maker.name}\0{subject.key}"
            seen.add(name)
            if known.get(name) == subject.digest and name not in again:
                made.kept += 1
                continue
            made.subjects[name] = subject.digest
            made.work.append((number, subject.key, subject.weight))
            for path in maker.paths(subject.key):
                _own(made.paths, path, name)
    made.gone = tuple(name for name in known if name not in seen)
    made.stale = _stale(made, files)
    _check(made, files)
    return made


def _own(paths: dict[str, str], path: str, name: str) -> None:
    if not _SAFE.match(path) or ".." in path.split("/"):
        raise Collision(f"{path!r} is no safe path ({name})")
    if paths.setdefault(path, name) != name:
        raise Collision(f"{path} is wanted by {paths[path]} and {name}")


def _stale(made: Plan, files: Mapping[str, FileRow]) -> tuple[str, ...]:
    """Return the files of subjects that are gone, or are made anew without them."""
    touched = made.subjects.keys() | set(made.gone)
    return tuple(path for path, row in files.items() if row.subject in touched and path not in made.paths)


def _check(made: Plan, files: Mapping[str, FileRow]) -> None:
    """Refuse a path that belongs to a kept subject, and two that some file systems cannot tell apart."""
    stale, gone = set(made.stale), made.subjects.keys() | set(made.gone)
    lower = {path.lower(): path for path in files if path not in stale}
    for path, name in made.paths.items():
        other = lower.setdefault(path.lower(), path)
        if other != path or (path in files and files[path].subject not in gone and files[path].subject != name):
            raise Collision(f"{path} ({name}) is taken by {other}")
