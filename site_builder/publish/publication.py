"""One publication, step by step: a second tree becomes the new site, and takes the place of the old one in one step."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from site_builder.model.output import AnyMaker, FolderMaker
from site_builder.publish import exchange, files, making
from site_builder.publish.crew import Crew
from site_builder.publish.plan import MANIFEST, WRITER, Plan, Task
from site_builder.publish.report import Report, reported
from site_builder.publish.trees import Tree, forget_others
from site_builder.state import Made, State

_WORTH = 400
"""Weight from which a second process pays."""
_FEW = 2_000
"""Paths that the tree left behind may lack without being brought up to date at once."""


def sums(lines: str) -> dict[str, str]:
    """Return the SHA-256 of each path of a subject's files as the state has them."""
    return dict(line.split("\t") for line in lines.split("\n") if line)


def paths(lines: str) -> list[str]:
    """Return the paths alone."""
    return [line.partition("\t")[0] for line in lines.split("\n") if line]


def filling(state: State) -> Path:
    """Return where files are made that have no place yet."""
    return state.folder / "filling"


def begin(
    crew: Crew, state: State, maker: int, key: str, standing: Mapping[str, str]
) -> Callable[[], tuple[list[making.File | str], float]]:
    """Begin to fill a folder, beside whatever else is done."""
    return crew.begin(making.fill, (maker, key, dict(standing), str(filling(state))))


def _of(known: Mapping[str, str], wanted: Sequence[str]) -> dict[str, str]:
    return {path: known[path] for path in wanted if path in known}


class Lacking(Exception):
    """Files of the site are lost that a part of a plan cannot make again: everything has to be planned."""


class Publication:
    """What it takes; `run` is the order."""

    def __init__(
        self, plan: Plan, serving: Sequence[AnyMaker], state: State, crew: Crew, live: Tree, beside: Path, journal: Path,
        begun: making.Begun, meanwhile: Callable[[], None],
    ) -> None:
        self.plan, self.serving, self.state, self.crew = plan, serving, state, crew
        self.live, self.beside, self.journal = live, beside, journal
        self.report = Report(kept=plan.kept)
        self.sums: dict[str, str] = {}  # the SHA-256 of every path that stays or is made
        self.before: dict[str, str] = {}  # the same, of subjects that are made again or gone
        self.folders = {task.folder: dict[str, str]() for task in plan.tasks if task.folder}  # what stands in them
        self.begun, self.meanwhile = dict(begun), meanwhile
        self.made: list[Made] = []
        self.gone: set[str] = set()
        self.twin = beside.with_name(f"{beside.name}.twin")
        self.roots: tuple[str, ...] = ()

    def run(self) -> Report:
        """Bring the other tree to what the site shall be, remember it, exchange the trees."""
        self._prepare()
        tree = Tree(self.state, self.beside)
        self._gather()
        lacking = tree.lacking(self.crew) if tree.known else tree.lacking(self.crew) | self.sums.keys()
        self._clean(tree, lacking)
        tasks = self._bring(tree, self.live, lacking)
        changed = self._make(tree, lacking, tasks)
        self._manifest(tree)
        exchange.settle(tree.root)
        self._remember(tree, lacking, changed)
        self.report.at_once = exchange.appear(self.beside, self.live.root, self.journal)
        if len(self.roots) > 1:
            self.twin.rename(self.beside)
        self._catch_up()
        return reported(self.state, self.report)

    def _prepare(self) -> None:
        """Make the tree to write into; where there is no site yet both trees are made at once, which saves reading one."""
        if self.twin.exists():  # a crash left it
            shutil.rmtree(self.twin) if self.beside.exists() else self.twin.rename(self.beside)
        first = not self.live.root.exists() and not self.beside.exists()
        self.beside.mkdir(parents=True, exist_ok=True)
        if first:
            self.twin.mkdir()
        self.roots = (str(self.beside), str(self.twin)) if first else (str(self.beside),)

    def _gather(self) -> None:
        """Read what was published: what stays, and what is to be made again or goes."""
        again = {(self.serving[one.maker].name, one.key) for one in self.plan.tasks if not one.folder}.union(self.plan.gone)
        listed = self._listed()
        if listed is None or len(again) > len(listed) // 8:
            for maker, key, lines in self.state.files():
                (self.before if (maker, key) in again else self.sums).update(sums(lines))
            self.sums.pop(MANIFEST, None)
            self._gather_folders()
            return
        for maker, key in again:
            self.before.update(sums(self.state.files_of(maker, key)))
        self.sums = listed
        for path in self.before:
            del self.sums[path]
        self._gather_folders()

    def _gather_folders(self) -> None:
        """Take what stands in folders that are filled anew for what stays, until they are filled."""
        for task in self.plan.tasks:
            if task.folder:
                self.folders[task.folder] = sums(self.state.files_of(self.serving[task.maker].name, task.key))

    def _listed(self) -> dict[str, str] | None:
        """Read the published list of files, which is faster than the state, if it is the one that was made."""
        wanted = sums(self.state.files_of(WRITER, MANIFEST)).get(MANIFEST)
        for root in (self.live.root, self.beside):
            with suppress(OSError):
                content = (root / MANIFEST).read_bytes()
                if hashlib.sha256(content).hexdigest() == wanted:
                    return {line[66:]: line[:64] for line in content.decode().split("\n")[:-1]}
        return None

    def _clean(self, tree: Tree, lacking: set[str]) -> None:
        """Remove what the site no longer has, and what nobody knows: first, lest a link lead what is written elsewhere."""
        made = {path for task in self.plan.tasks for path in task.paths} | {MANIFEST}
        self.gone = self.before.keys() - made
        for path in sorted(self.gone | {path for path in lacking - made if path not in self.sums}):
            files.remove(str(tree.root), path)

    def _bring(self, tree: Tree, source: Tree, lacking: set[str]) -> list[Task]:
        """Copy from the other tree what this one lacks; return the subjects whose files have to be made again."""
        wanted = [path for path in lacking if path in self.sums]
        wanted.sort()
        roots = str(source.root), str(tree.root)
        work = [(*roots, [(path, self.sums[path]) for path in part]) for part in making.parts(wanted, 256)]
        lost: set[str] = set()
        shared: list[str] = []
        for part_lost, part_shared in self.crew.each(making.fetch, work, worth=len(wanted) > _FEW):
            lost.update(part_lost)
            shared.extend(part_shared)
        if source.known and shared:
            source.keep_shared(shared, self.crew)
        if lost and self.plan.part:
            raise Lacking
        return self._again(lost) if lost else []

    def _again(self, lost: set[str]) -> list[Task]:
        """Return the subjects whose files have to be made again; a folder is filled again but for what is lost."""
        numbers = {maker.name: number for number, maker in enumerate(self.serving)}
        digests = self.state.subjects()
        found = []
        for maker, key, lines in self.state.files():
            mine = paths(lines)
            if maker not in numbers or lost.isdisjoint(mine):
                continue
            one = self.serving[numbers[maker]]
            if isinstance(one, FolderMaker):
                known = self.folders.get(one.folder)
                self.folders[one.folder] = {path: sha256 for path, sha256 in sums(lines).items() if path not in lost}
                self._drop(lost.intersection(mine))
                if known is None:
                    found.append(Task(numbers[maker], key, digests[maker][key], 1, (), one.folder))
            elif self.sums.keys() >= set(mine):
                found.append(Task(numbers[maker], key, digests[maker][key], 1, tuple(mine)))
        return found

    def _make(self, tree: Tree, lacking: set[str], again: list[Task]) -> set[str]:
        """Make the subjects; return the paths whose bytes are new."""
        tasks = [*self.plan.tasks, *again]
        known = {path: sha256 for path, sha256 in self.before.items() if path not in lacking} if tree.known else {}
        folders = [one for one in tasks if one.folder]
        for one in folders:
            if one.folder not in self.begun:
                self.begun[one.folder] = begin(self.crew, self.state, one.maker, one.key, self.folders[one.folder])
        tasks = [one for one in tasks if not one.folder]
        work = [
            (self.roots, [(one, _of(known, one.paths)) for one in batch])
            for batch in making.batches(tasks)
        ]
        changed: set[str] = set()
        weight = sum(task.weight for task in tasks)
        making_all = self.crew.each(making.make, work, worth=weight > _WORTH)
        self.meanwhile()
        for batch, (results, seconds) in zip(work, making_all, strict=True):
            for (task, _), made in zip(batch[1], results, strict=True):
                changed.update(self._took(task, made))
            for name, spent in seconds.items():
                self.report.seconds[name] = self.report.seconds.get(name, 0.0) + spent
        for one in folders:
            changed.update(self._filled(one))
        self.gone -= self.sums.keys()
        self.report.written, self.report.removed = len(changed), len(self.gone)
        return changed

    def _took(self, task: Task, made: tuple[making.File, ...]) -> Iterator[str]:
        self.made.append(Made(self.serving[task.maker].name, task.key, task.digest, made))
        for path, sha256, _ in made:
            if self.before.get(path, self.sums.get(path)) != sha256:
                yield path
            self.sums[path] = sha256

    def _filled(self, task: Task) -> list[str]:
        """Put what a folder was filled with in its place, and remove what it no longer holds; return the paths that are new."""
        have, name = self.folders[task.folder], self.serving[task.maker].name
        given, seconds = self.begun[task.folder]()
        if any(one not in have for one in given if isinstance(one, str)):  # damaged since, and found to be
            given, seconds = begin(self.crew, self.state, task.maker, task.key, have)()
        self.report.seconds[name] = self.report.seconds.get(name, 0.0) + seconds
        made: list[making.File] = []
        for one in given:
            if isinstance(one, str):
                made.append((one, have[one], os.path.getsize(f"{self.roots[0]}/{one}")))  # noqa: PTH202  # one of thousands
            else:
                files.settle(f"{filling(self.state)}/{one[0]}", [f"{root}/{one[0]}" for root in self.roots])
                made.append(one)
        self._drop(have.keys() - {path for path, _, _ in made})
        return list(self._took(task, tuple(made)))

    def _drop(self, gone: set[str]) -> None:
        """Remove what a folder no longer holds, or holds damaged."""
        self.gone |= gone
        for path in sorted(gone):
            files.remove(self.roots[0], path)
            del self.sums[path]

    def _manifest(self, tree: Tree) -> None:
        """Write the list of all files as `sha256sum --check` reads it, by path."""
        lines = "".join(f"{self.sums[path]}  {path}\n" for path in sorted(self.sums)).encode()
        sha256, size = files.write(str(tree.root), MANIFEST, lines, None)
        for other in self.roots[1:]:
            files.write_again(str(tree.root), other, MANIFEST, lines)
        self.made.append(Made(WRITER, MANIFEST, sha256, ((MANIFEST, sha256, size),)))

    def _remember(self, tree: Tree, lacking: set[str], changed: set[str]) -> None:
        """Write down, in one transaction, what the site is from now on, and how far the tree that was is behind."""
        written = [path for one in self.made for path, _, _ in one.files]
        with self.state.transaction():
            self.state.replace(self.made, self.plan.gone)
            stray = {path for path in lacking if path not in self.sums}
            tree.keep({*written, *(lacking - stray)}, self.gone | stray, self.crew)
            tree.remember_behind(set())
            if self.live.known:
                self.live.remember_behind(self.live.behind | changed | self.gone | {MANIFEST})
            twins = [Tree(self.state, Path(root)) for root in self.roots[1:]]
            for twin in twins:
                twin.keep(written, (), self.crew)
            forget_others(self.state, (tree, self.live, *twins))
        self.sums[MANIFEST] = self.made[-1].files[0][1]

    def _catch_up(self) -> None:
        """Bring the tree that was to the same state, where the next build would be slow without; a full disk may forbid it."""
        with suppress(OSError):
            self.beside.mkdir(exist_ok=True)
            other, source = Tree(self.state, self.beside), Tree(self.state, self.live.root)
            if other.known and len(other.behind) <= _FEW:
                return
            lacking = other.behind if other.known else other.lacking(self.crew) | self.sums.keys()
            with self.state.transaction():
                stray = lacking - self.sums.keys()
                for path in sorted(stray):
                    files.remove(str(other.root), path)
                self._bring(other, source, lacking)
                other.keep(lacking & self.sums.keys(), stray, self.crew)
                other.remember_behind(set())
