"""The only writer of the output: a second tree becomes the new site, and takes the place of the old one in one step."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from site_builder.model.output import AnyMaker, FolderMaker
from site_builder.publish import exchange, making
from site_builder.publish.claim import claim
from site_builder.publish.crew import Crew
from site_builder.publish.plan import Plan
from site_builder.publish.publication import Publication, filling, paths, sums
from site_builder.publish.publication import begin as begin_one
from site_builder.publish.report import Report, reported
from site_builder.publish.trees import Tree
from site_builder.state import Refused, State, place


@contextmanager
def crew(serving: Sequence[AnyMaker], state: State, jobs: int) -> Iterator[Crew]:
    """Provide the processes of one build; what they made and nobody took is removed."""
    place = filling(state)
    try:
        with Crew(serving, jobs) as found:
            yield found
    finally:
        shutil.rmtree(place, ignore_errors=True)


def begin(serving: Sequence[AnyMaker], state: State, crew: Crew) -> making.Begun:
    """Begin to fill the folders that have changed, while the rest is still being planned."""
    found = {}
    for number, maker in enumerate(serving):
        if not isinstance(maker, FolderMaker):
            continue
        for one in maker.subjects():
            if state.digest_of(maker.name, one.key) != one.digest:
                standing = sums(state.files_of(maker.name, one.key))
                found[maker.folder] = begin_one(crew, state, number, one.key, standing)
    return found


def publish(
    plan: Plan, serving: Sequence[AnyMaker], output: Path, state: State, crew: Crew, begun: making.Begun | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Report:
    """Make what the plan asks for, and let it appear at `output`, whole or not at all; `meanwhile` is done beside the making.

    Raises Refused where that cannot be: `publish.full`, `publish.unwritable` (`path`, `reason`), `publish.foreign`,
    `publish.worker`; what makers raise passes through, and Lacking for a part of a plan. In each case the site before stands.
    """
    with _refusing(output):
        live = _live(output, state)
        if plan.empty and live.known and not live.lacking(crew):
            meanwhile()
            return reported(state, Report(kept=plan.kept))
        beside = _beside(output, state.folder)
        return Publication(plan, serving, state, crew, live, beside, _journal(state, output), begun or {}, meanwhile).run()


def foresee(plan: Plan, serving: Sequence[AnyMaker], output: Path, state: State) -> Report:
    """Say what `publish` would do. Raises Refused as it does."""
    with _refusing(output):
        _live(output, state)
        return _foreseen(plan, serving, state)


def _live(output: Path, state: State) -> Tree:
    exchange.recover(_journal(state, output))
    live = Tree(state, output)
    claim(output, state.folder, known=live.holds_ours())
    return live


def standing(output: Path, state: State, jobs: int) -> Report | None:
    """Return the report of the site that stands, if it stands as its build left it. Raises Refused as `publish` does."""
    with _refusing(output), Crew((), jobs) as crew:
        exchange.recover(_journal(state, output))
        live = Tree(state, output)
        if not live.known or live.lacking(crew):
            return None
        return reported(state, Report(kept=state.number()))


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


def _foreseen(plan: Plan, serving: Sequence[AnyMaker], state: State) -> Report:
    """Say what a build would do."""
    again = {(serving[task.maker].name, task.key) for task in plan.tasks}.union(plan.gone)
    before = {line for maker, key, lines in state.files() if (maker, key) in again for line in paths(lines)}
    after = {path for task in plan.tasks for path in task.paths}
    folders = tuple(f"{task.folder}/" for task in plan.tasks if task.folder)
    after |= {path for path in before if folders and path.startswith(folders)}  # as many files, more or less
    return reported(state, Report(written=len(after), removed=len(before - after), kept=plan.kept))
