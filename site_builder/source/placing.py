"""Place every record: its id alone of its kind, its parent by folder or `part_of`, its turn among its siblings."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from site_builder.model.records import Record
from site_builder.problems import Problem
from site_builder.source.decode import Written
from site_builder.source.files import natural
from site_builder.source.kinds import is_index

_NEAR_IDS = 2000


@dataclass
class Placed:
    """The records by id in the order of their files, the parent of each, which ones are not to be trusted."""

    written: dict[str, Written] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def unique(written: Iterable[Written], problems: list[Problem]) -> dict[str, Written]:
    """Return what was written by id; the first keeps it, whatever the case of its letters."""
    found: dict[str, Written] = {}
    spellings: dict[str, Written] = {}
    for one in written:
        given = one.what.id  # type: ignore[union-attr]  # pages and the portal have no id and never come here
        first = spellings.setdefault(given.lower(), one)
        if first is one:
            found[given] = one
        elif one.readable:
            place = f"{first.origin.file}:{first.origin.at('id')}"
            problems.append(Problem(one.origin.file, one.origin.at("id"), "E303", given, place, key="id"))
    return found


def place(written: Sequence[Written], whole: bool) -> Placed:
    """Return the records with their parents; `whole` says that every file could be read, so that no id is missing by that."""
    placed = Placed()
    placed.written = unique(written, placed.problems)
    folders = _indexes(placed)
    for record_id, one in placed.written.items():
        placed.parents[record_id] = _parent(record_id, one, folders, placed, whole)
    _break_circles(placed)
    _drop_drafts(placed)
    return placed


def _indexes(placed: Placed) -> dict[str, str]:
    """Return the id of the record that describes each folder."""
    found: dict[str, str] = {}
    for record_id, one in placed.written.items():
        if not is_index(one.origin.file):
            continue
        folder = one.origin.file.rpartition("/")[0]
        if folder in found:
            first = placed.written[found[folder]].origin.file
            placed.problems.append(Problem(one.origin.file, 1, "E309", record_id, first))
        else:
            found[folder] = record_id
    return found


def _parent(record_id: str, one: Written, folders: Mapping[str, str], placed: Placed, whole: bool) -> str | None:
    record = _record(one)
    folder = one.origin.file.rpartition("/")[0]
    above = _above(folder, folders, record_id)
    if record.part_of is None:
        return above
    if record.part_of in placed.written:
        return record.part_of
    placed.broken.add(record_id)
    if whole:
        near = _near(record.part_of, placed.written)
        line = one.origin.at("part_of")
        placed.problems.append(Problem(one.origin.file, line, "E307", record.part_of, nearest=near, key="part_of"))
    return above


def _record(one: Written) -> Record:
    assert isinstance(one.what, Record)
    return one.what


def _above(folder: str, folders: Mapping[str, str], record_id: str) -> str | None:
    """Return the record of the nearest folder up from here that has one; a folder without is only a drawer."""
    while folder:
        found = folders.get(folder)
        if found is not None and found != record_id:
            return found
        folder = folder.rpartition("/")[0]
    return None


def _near(wanted: str, known: Iterable[str]) -> str:
    """Return the id closest to one that is none, among those of about its length and with its first letter."""
    likely = [one for one in known if one[:1] == wanted[:1] and abs(len(one) - len(wanted)) <= 2]
    close = difflib.get_close_matches(wanted, likely[:_NEAR_IDS], n=1, cutoff=0.7)
    return close[0] if close else ""


def _break_circles(placed: Placed) -> None:
    """Report each circle once, and let go of all that stand in it."""
    clear: set[str] = set()
    for start in list(placed.parents):
        trail: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in clear and at not in trail:
            trail[at] = None
            at = placed.parents[at]
        if at is not None and at in trail:
            steps = list(trail)
            _let_go(steps[steps.index(at) :], placed)
        clear.update(trail)


def _let_go(circle: list[str], placed: Placed) -> None:
    first = min(circle, key=lambda record_id: (placed.written[record_id].origin.file, placed.written[record_id].origin.line))
    turned = circle[circle.index(first) :] + circle[: circle.index(first)]
    origin = placed.written[first].origin
    found = " → ".join([*turned, first])
    placed.problems.append(Problem(origin.file, origin.at("part_of"), "E308", found, key="part_of"))
    for record_id in circle:
        placed.parents[record_id] = None
        placed.broken.add(record_id)


def _drop_drafts(placed: Placed) -> None:
    """Drop drafts and what lies below them: it would lose the conditions that a draft states."""
    drafts = {record_id for record_id, one in placed.written.items() if _record(one).status == "draft"}
    if not drafts:
        return
    for record_id in list(placed.written):
        draft = _draft_above(record_id, placed.parents, drafts)
        if draft is None:
            continue
        one = placed.written[record_id]
        if record_id not in drafts:
            placed.problems.append(Problem(one.origin.file, one.origin.line, "W315", record_id, draft))
        drafts.add(record_id)
    for record_id in drafts:
        del placed.written[record_id]
        del placed.parents[record_id]


def _draft_above(record_id: str, parents: Mapping[str, str | None], drafts: set[str]) -> str | None:
    at: str | None = record_id
    while at is not None:
        if at in drafts:
            return at
        at = parents[at]
    return None


def children(placed: Placed) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Return the roots and the children of each record: by `order`, then as the files are named, then by row."""
    below: dict[str | None, list[str]] = {}
    for record_id, parent in placed.parents.items():
        below.setdefault(parent, []).append(record_id)
    for ids in below.values():
        if any(_record(placed.written[one]).order for one in ids):
            ids.sort(key=lambda one: _turn(_record(placed.written[one]).order))
    roots = tuple(below.pop(None, []))
    return roots, {parent: tuple(ids) for parent, ids in below.items() if parent is not None}


_Turn = tuple[int, float, tuple[tuple[tuple[int, int, str], ...], ...]]


def _turn(order: str | None) -> _Turn:
    """Return what sorts by `order`: numbers first, then words as people count, then those without."""
    if not order:
        return 2, 0.0, ()
    try:
        return 0, float(order.replace(",", ".")), ()
    except ValueError:
        return 1, 0.0, natural(order)
