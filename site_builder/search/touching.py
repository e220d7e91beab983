"""Finds the families and pairs of which an edit changes more than where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_builder.search.attached import Families, with_owners
from site_builder.search.columns import Flags
from site_builder.search.index import PLACES, Entries, Numbers, Rows, stem_place
from site_builder.search.neighbours import Chains, neighbours
from site_builder.search.reframing import Edit, codes
from site_builder.search.renaming import Moved, width
from site_builder.search.standing import Frame


@dataclass(frozen=True, slots=True)
class Touched:
    """The families and pairs whose shards say another thing; how many neighbours now stand with each short family."""

    families: Flags
    pairs: Flags
    attached: Numbers


def touched(before: Frame, after: Frame, moved: Moved, edit: Edit, chains: Chains) -> Touched | None:
    """Compare two frames; None where a family became long, or is long no more."""
    old, now = before.families(), after.families()
    was = Families(after.of_word, _now(old.sizes, moved.families, now), _now(old.is_long, moved.families, now))
    if (was.is_long != now.is_long).any():
        return None
    found = _Comparison(before, after, moved, old, now)
    for number, rows, rows_now in zip(edit.documents, edit.before, edit.after, strict=True):
        found.compare(rows, rows_now, bool((before.lengths[number] != after.lengths[number]).any()))
    return Touched(found.families, found.pairs, found.attached(was, edit, chains))


def _now(numbers: Numbers, places: Numbers, now: Families) -> Numbers:
    found = np.zeros(now.sizes.size, dtype=numbers.dtype)
    found[places[places >= 0]] = numbers[places >= 0]
    return found


class _Comparison:
    """Marks what differs, a document at a time."""

    def __init__(self, before: Frame, after: Frame, moved: Moved, old: Families, now: Families) -> None:
        self.before, self.after, self.moved, self.old, self.now = before, after, moved, old, now
        self.families, self.pairs = np.zeros(now.sizes.size, dtype=bool), np.zeros(after.pairs.size, dtype=bool)

    def compare(self, rows: Rows, rows_now: Rows, everything: bool) -> None:
        """Mark the families and pairs of one document: all, or those that it holds otherwise than before."""
        self._compare_entries(rows, rows_now, everything)
        self._compare_pairs(rows, rows_now, everything)

    def _compare_entries(self, rows: Rows, rows_now: Rows, everything: bool) -> None:
        entry, place = _entries(self.before.named, rows)
        gone = np.searchsorted(self.before.family, entry[self.moved.entries[entry] < 0], "right") - 1
        self._mark(self.moved.families[gone])
        differing = _differing((self.moved.entries[entry], place), _entries(self.after.named, rows_now), everything)
        self._mark(np.searchsorted(self.after.family, differing[differing >= 0], "right") - 1)

    def _compare_pairs(self, rows: Rows, rows_now: Rows, everything: bool) -> None:
        was = with_owners(neighbours(self.before.beside, rows), self.old)
        now = with_owners(neighbours(self.after.beside, rows_now), self.now)
        code = self.moved.pair_codes(codes(self.before.beside, was), width(self.after.beside))
        code_now = codes(self.after.beside, now)
        differing = _differing((code, was.rows.place), (code_now, now.rows.place), everything)
        owners = was.owner[np.isin(code, differing) | (code < 0)]
        self._mark(self.moved.families[owners[~self.old.is_long[owners]]])
        owners = now.owner[np.isin(code_now, differing)]
        self._mark(owners[~self.now.is_long[owners]])
        self.pairs |= np.isin(self.after.pairs, differing)

    def _mark(self, families: Numbers) -> None:
        self.families[families[families >= 0]] = True

    def attached(self, was: Families, edit: Edit, chains: Chains) -> Numbers:
        """Mark the families between which a pair went over, since another is the rarer now; count neighbours anew."""
        near = ((was.sizes != self.now.sizes) & ~self.now.is_long)[self.after.of_word]
        rows = chains.where(near, near)
        one, two = with_owners(rows, was).owner, with_owners(rows, self.now).owner
        self.families[one[one != two]] = self.families[two[one != two]] = True
        others = (one != two) & ~np.isin(rows.document, edit.documents)
        gone, come = (np.bincount(owner[others], minlength=was.sizes.size) for owner in (one, two))
        found: Numbers = self.after.attached - gone + come
        return found


def _entries(named: Entries, rows: Rows) -> tuple[Numbers, Numbers]:
    """Give entry and field of all that a document says, as written and stemmed."""
    entry = np.concatenate([of_token[rows.token] for of_token in named.of_tokens]).astype(np.int64)
    place = np.concatenate((rows.field, stem_place(rows.field)))
    return entry[entry >= 0], place[entry >= 0]


def _differing(before: tuple[Numbers, Numbers], after: tuple[Numbers, Numbers], everything: bool) -> Numbers:
    """Give the things that stand in other places, or more or less often."""
    found: Numbers
    was, now = (np.unique(thing * PLACES + place, return_counts=True) for thing, place in (before, after))
    if everything:
        found = np.union1d(was[0], now[0]) // PLACES
        return found
    listed, back = np.unique(np.concatenate((was[0], now[0])), return_inverse=True)
    often = np.bincount(back, weights=np.concatenate((was[1], -now[1])), minlength=listed.size)
    found = listed[often != 0] // PLACES
    return found
