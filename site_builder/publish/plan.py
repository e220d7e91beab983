"""What must be made: every subject of every maker against what the last build knew, every path before a byte is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from site_builder.model.output import AnyMaker, FolderMaker, Subject
from site_builder.state import Refused, State, plain

MANIFEST = "manifest-sha256.txt"
"""The list of all files and their SHA-256, which the writer itself makes; it is also how an output is known as ours."""
WRITER = "publish"
"""The name under which the state remembers what the writer itself makes."""

_SEGMENT = r"(?!\.{1,2}(?:/|$))[^/\\\x00-\x1f\x7f:*?\"<>|]{0,200}[^/\\\x00-\x1f\x7f:*?\"<>|. ]"
_LEGAL = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")
_WINDOWS = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Task:
    """A subject to make: the number of its maker, and the paths it declares, or the folder that it alone fills."""

    maker: int
    key: str
    digest: str
    weight: int
    paths: tuple[str, ...]
    folder: str = ""


@dataclass(slots=True)
class Plan:
    """What a build has to do. `gone` names subjects (maker, key) that are published and no longer listed.

    `part` says that the makers can make no more than this.
    """

    tasks: list[Task] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    kept: int = 0
    published: int = 0
    part: bool = False

    @property
    def empty(self) -> bool:
        """Whether the site is what it was."""
        return not self.tasks and not self.gone


def plan(makers: Sequence[AnyMaker], state: State) -> Plan:
    """Compare what the makers list with what was published.

    Raises Refused where two outputs would share a path (`publish.collision` with `path`, `first`, `second`), also where
    they differ in case alone or one is a folder of the other, or where a path fits no file system (`publish.path`).
    """
    found, known = Plan(), state.subjects()
    known.pop(WRITER, None)
    found.published = sum(map(len, known.values()))
    for number, maker in enumerate(makers):
        _compare(found, number, maker, known.pop(maker.name, {}))
    found.gone.extend((maker, key) for maker, keys in known.items() for key in keys)
    if not found.empty:
        _refuse_collisions(found, makers, state)
    return found


def plan_some(makers: Sequence[AnyMaker], touched: Sequence[Iterable[Subject]], state: State) -> Plan:
    """Plan what some subjects of each maker, in the order of the makers, ask for; all others stay as they are.

    Raises Refused as `plan` does.
    """
    found = Plan(part=True)
    for number, (maker, subjects) in enumerate(zip(makers, touched, strict=True)):
        task = _tasks(number, maker)
        for subject in subjects:
            if state.digest_of(maker.name, subject.key) != subject.digest:
                found.tasks.append(task(subject))
    found.published = state.number()
    found.kept = found.published - len(found.tasks)
    if not found.empty:
        _refuse_collisions(found, makers, state)
    return found


def _tasks(number: int, maker: AnyMaker) -> Callable[[Subject], Task]:
    """Return what makes a maker's tasks; that it fills a folder is asked once, not for each of its subjects."""
    if isinstance(maker, FolderMaker):
        folder = maker.folder
        return lambda subject: Task(number, subject.key, subject.digest, subject.weight, (), folder)
    paths = maker.paths
    return lambda subject: Task(number, subject.key, subject.digest, subject.weight, tuple(paths(subject.key)))


def _compare(found: Plan, number: int, maker: AnyMaker, known: dict[str, str]) -> None:
    task = _tasks(number, maker)
    for subject in maker.subjects():
        if known.pop(subject.key, None) == subject.digest:
            found.kept += 1
        else:
            found.tasks.append(task(subject))
    found.gone.extend((maker.name, key) for key in known)


def _refuse_collisions(found: Plan, makers: Sequence[AnyMaker], state: State) -> None:
    """Look at the paths of what is made, among themselves and against those that stay."""
    again = {(makers[task.maker].name, task.key) for task in found.tasks}.union(found.gone)
    filled = {maker.folder: (maker.name, maker.folder) for maker in makers if isinstance(maker, FolderMaker)}
    owners: dict[str, tuple[str, str]] = {MANIFEST: (WRITER, MANIFEST), **filled}
    for task in found.tasks:
        owner = (makers[task.maker].name, task.key)
        for path in task.paths:
            if not legal(path):
                raise Refused("publish.path", path=path, maker=owner[0], subject=owner[1])
            if path in owners:
                raise _collision(path, owners[path], owner)
            owners[path] = owner
    _refuse_likeness(owners)
    if found.kept:
        _refuse_taken(owners, filled, again, state)


def _refuse_likeness(owners: dict[str, tuple[str, str]]) -> None:
    """Refuse paths that differ only in case or composition, and files that are another's folder."""
    alike: dict[str, str] = {}
    for path in owners:
        other = alike.setdefault(plain(path), path)
        if other is not path:
            raise _collision(path, owners[other], owners[path])
    for folder in _folders(alike) & alike.keys():
        inside = next(path for path in owners if plain(path).startswith(folder + "/"))
        raise _collision(alike[folder], owners[alike[folder]], owners[inside])


def _refuse_taken(
    owners: dict[str, tuple[str, str]], filled: Mapping[str, object], again: set[tuple[str, str]], state: State
) -> None:
    """Refuse paths that stand in the way of files that stay."""
    for path, owner in owners.items():
        for other in state.owners(path):
            if other not in again and other[0] != WRITER and not (path in filled and other[0] == owner[0]):
                raise _collision(path, other, owner)
    for folder in _folders(owners):
        for other in state.standing_at(folder):
            if other not in again:
                raise _collision(folder, other, next(owner for path, owner in owners.items() if path.startswith(folder + "/")))


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the folders of paths, and theirs, without the root."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _collision(path: str, first: tuple[str, str], second: tuple[str, str]) -> Refused:
    return Refused("publish.collision", path=path, first="/".join(first), second="/".join(second))


def legal(path: str) -> bool:
    """Say whether a path is relative, stays inside, and can be written on every system and server."""
    return bool(_LEGAL.fullmatch(path)) and not _WINDOWS.search(path) and len(path.encode()) <= 900
