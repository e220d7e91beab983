"""The only writer of the output: a second tree becomes the new site, and takes the place of the old one in one step."""

from __future__ import annotations

import errno
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.model.output import Maker
from site_builder.publish import exchange, files, making
from site_builder.publish.claim import claim
from site_builder.publish.crew import Crew
from site_builder.publish.plan import MANIFEST, WRITER, Plan, Task
from site_builder.publish.trees import Tree, forget_others
from site_builder.state import Made, Refused, State, place

_WORTH = 400
"""Weight from which a second process pays."""
_FEW = 2_000
"""Paths that the tree left behind may lack without being brought up to date at once."""


@dataclass(slots=True)
class Report:
    """What came of publishing. `files`, `bytes` and `largest` are the whole site's; `kept` counts unchanged subjects.

    `at_once` is false where the file system cannot exchange two folders in one step.
    """

    files: int = 0
    bytes: int = 0
    largest: int = 0
    written: int = 0
    removed: int = 0
    kept: int = 0
    at_once: bool = True
    seconds: dict[str, float] = field(default_factory=dict)


def publish(plan: Plan, serving: Sequence[Maker], output: Path, state: State, jobs: int, *, dry_run: bool = False) -> Report:
    """Make what the plan asks for, and let it appear at `output`, whole or not at all.

    Raises Refused where that cannot be: `publish.full`, `publish.unwritable` (`path`, `reason`), `publish.foreign`,
    `publish.worker`; what makers raise passes through. In each case the previous site stands as it stood.
    """
    with _refusing(output), Crew(serving, jobs) as crew:
        journal = _journal(state, output)
        exchange.recover(journal)
        live = Tree(state, output)
        claim(output, state.folder, known=live.holds_ours())
        if dry_run:
            return _foreseen(plan, serving, state)
        if plan.empty and live.known and not live.lacking(crew):
            return _report(state, Report(kept=plan.kept))
        return _Publication(plan, serving, state, crew, live, _beside(output, state.folder), journal).run()


def standing(output: Path, state: State, jobs: int) -> Report | None:
    """Return the report of the site that stands, if it stands as its build left it. Raises Refused as `publish` does."""
    with _refusing(output), Crew((), jobs) as crew:
        exchange.recover(_journal(state, output))
        live = Tree(state, output)
        if not live.known or live.lacking(crew):
            return None
        return _report(state, Report(kept=state.number()))


def _journal(state: State, output: Path) -> Path:
    return state.folder / f"exchange-{place(state.folder, output)}.json"


@contextmanager
def _refusing(output: Path) -> Iterator[None]:
    """Turn what the disk says into a refusal."""
    try:
        yield
    except OSError as fault:
        full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
        key = "publish.full" if full else "publish.unwritable"
        raise Refused(key, path=fault.filename or output, reason=fault.strerror or fault) from fault
    except sqlite3.OperationalError as fault:
        raise Refused("publish.unwritable", path=output, reason=fault) from fault


def _beside(output: Path, folder: Path) -> Path:
    """Return where the other tree stands: in the portal's memory, or beside an output on another file system."""
    near = output.parent
    while not near.exists():
        near = near.parent
    if near.stat().st_dev == folder.stat().st_dev:
        return folder / f"tree-{place(folder, output)}"
    return output.with_name(f".{output.name}.next")


def _foreseen(plan: Plan, serving: Sequence[Maker], state: State) -> Report:
    """Say what a build would do."""
    again = {(serving[task.maker].name, task.key) for task in plan.tasks}.union(plan.gone)
    before = {line for maker, key, lines in state.files() if (maker, key) in again for line in _paths(lines)}
    after = {path for task in plan.tasks for path in task.paths}
    return _report(state, Report(written=len(after), removed=len(before - after), kept=plan.kept))


def _report(state: State, report: Report) -> Report:
    report.files, report.bytes, report.largest = state.totals()
    return report


def _sums(lines: str) -> dict[str, str]:
    return dict(line.split("\t") for line in lines.split("\n") if line)


def _paths(lines: str) -> list[str]:
    return [line.partition("\t")[0] for line in lines.split("\n") if line]


class _Publication:
    """One publication, step by step; `run` is its order."""

    def __init__(
        self, plan: Plan, serving: Sequence[Maker], state: State, crew: Crew, live: Tree, beside: Path, journal: Path,
    ) -> None:
        self.plan, self.serving, self.state, self.crew = plan, serving, state, crew
        self.live, self.beside, self.journal = live, beside, journal
        self.report = Report(kept=plan.kept)
        self.sums: dict[str, str] = {}  # the SHA-256 of every path that stays or is made
        self.before: dict[str, str] = {}  # the same, of subjects that are made again or gone
        self.made: list[Made] = []
        self.twin = beside.with_name(f"{beside.name}.twin")
        self.roots: tuple[str, ...] = ()

    def run(self) -> Report:
        """Bring the other tree to what the site shall be, remember it, exchange the trees."""
        self._prepare()
        tree = Tree(self.state, self.beside)
        self._gather()
        lacking = tree.lacking(self.crew) if tree.known else tree.lacking(self.crew) | self.sums.keys()
        gone = self._clean(tree, lacking)
        tasks = self._bring(tree, self.live, lacking)
        changed = self._make(tree, lacking, tasks)
        self._manifest(tree)
        exchange.settle(tree.root)
        self._remember(tree, lacking, changed, gone)
        self.report.at_once = exchange.appear(self.beside, self.live.root, self.journal)
        if len(self.roots) > 1:
            self.twin.rename(self.beside)
        self._catch_up()
        return _report(self.state, self.report)

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
        again = {(self.serving[task.maker].name, task.key) for task in self.plan.tasks}.union(self.plan.gone)
        listed = self._listed()
        if listed is None or len(again) > len(listed) // 8:
            for maker, key, lines in self.state.files():
                (self.before if (maker, key) in again else self.sums).update(_sums(lines))
            self.sums.pop(MANIFEST, None)
            return
        for maker, key in again:
            self.before.update(_sums(self.state.files_of(maker, key)))
        self.sums = listed
        for path in self.before:
            del self.sums[path]

    def _listed(self) -> dict[str, str] | None:
        """Read the published list of files, which is faster than the state, if it is the one that was made."""
        wanted = _sums(self.state.files_of(WRITER, MANIFEST)).get(MANIFEST)
        for root in (self.live.root, self.beside):
            with suppress(OSError):
                content = (root / MANIFEST).read_bytes()
                if hashlib.sha256(content).hexdigest() == wanted:
                    return {line[66:]: line[:64] for line in content.decode().split("\n")[:-1]}
        return None

    def _clean(self, tree: Tree, lacking: set[str]) -> set[str]:
        """Remove what the site no longer has, and what nobody knows: first, lest a link lead what is written elsewhere."""
        made = {path for task in self.plan.tasks for path in task.paths} | {MANIFEST}
        gone = self.before.keys() - made
        self.report.removed = len(gone)
        for path in sorted(gone | {path for path in lacking - made if path not in self.sums}):
            files.remove(str(tree.root), path)
        return gone

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
        return self._again(lost) if lost else []

    def _again(self, lost: set[str]) -> list[Task]:
        numbers = {maker.name: number for number, maker in enumerate(self.serving)}
        digests = self.state.subjects()
        return [
            Task(numbers[maker], key, digests[maker][key], 1, tuple(_paths(lines)))
            for maker, key, lines in self.state.files()
            if maker in numbers and not lost.isdisjoint(_paths(lines)) and self.sums.keys() >= set(_paths(lines))
        ]

    def _make(self, tree: Tree, lacking: set[str], again: list[Task]) -> set[str]:
        """Make the subjects; return the paths whose bytes are new."""
        tasks = [*self.plan.tasks, *again]
        known = {path: sha256 for path, sha256 in self.before.items() if path not in lacking} if tree.known else {}
        work = [
            (self.roots, [(one, [known.get(path) for path in one.paths]) for one in batch])
            for batch in making.batches(tasks)
        ]
        changed: set[str] = set()
        weight = sum(task.weight for task in tasks)
        for batch, (results, seconds) in zip(work, self.crew.each(making.make, work, worth=weight > _WORTH), strict=True):
            for (task, _), made in zip(batch[1], results, strict=True):
                changed.update(self._took(task, made))
            for name, spent in seconds.items():
                self.report.seconds[name] = self.report.seconds.get(name, 0.0) + spent
        self.report.written = len(changed)
        return changed

    def _took(self, task: Task, made: tuple[making.File, ...]) -> Iterator[str]:
        self.made.append(Made(self.serving[task.maker].name, task.key, task.digest, made))
        for path, sha256, _ in made:
            if self.before.get(path, self.sums.get(path)) != sha256:
                yield path
            self.sums[path] = sha256

    def _manifest(self, tree: Tree) -> None:
        """Write the list of all files as `sha256sum --check` reads it, by path."""
        lines = "".join(f"{self.sums[path]}  {path}\n" for path in sorted(self.sums)).encode()
        sha256, size = files.write(str(tree.root), MANIFEST, lines, None)
        for other in self.roots[1:]:
            files.write_again(str(tree.root), other, MANIFEST, lines)
        self.made.append(Made(WRITER, MANIFEST, sha256, ((MANIFEST, sha256, size),)))

    def _remember(self, tree: Tree, lacking: set[str], changed: set[str], gone: set[str]) -> None:
        """Write down, in one transaction, what the site is from now on, and how far the tree that was is behind."""
        written = [path for one in self.made for path, _, _ in one.files]
        with self.state.transaction():
            self.state.replace(self.made, self.plan.gone)
            stray = {path for path in lacking if path not in self.sums}
            tree.keep({*written, *(lacking - stray)}, gone | stray, self.crew)
            tree.remember_behind(set())
            if self.live.known:
                self.live.remember_behind(self.live.behind | changed | gone | {MANIFEST})
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
