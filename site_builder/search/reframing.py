"""Brings what decides the cutting of an index up to date with an edit of a few documents.

They are taken out as they were, and put in as they are; words that came or went give the others new numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from site_builder.search.apart import pair_names
from site_builder.search.attached import Families, Owned, with_owners
from site_builder.search.collect import Collected
from site_builder.search.index import Entries, Numbers, Rows, distinct
from site_builder.search.neighbours import PairWords, field_lengths, neighbours
from site_builder.search.renaming import Moved, renamed, width
from site_builder.search.standing import Frame


@dataclass(frozen=True, slots=True)
class Edit:
    """Some documents, and the words that each had and has."""

    documents: list[int]
    before: list[Rows]
    after: list[Rows]


def held(named: Entries, found: Rows) -> Numbers:
    """Give the entries that a document holds."""
    entries = distinct(np.concatenate([of_token[found.token] for of_token in named.of_tokens]))
    return entries[entries >= 0]


def codes(beside: PairWords, owned: Owned) -> Numbers:
    """Number the pairs of neighbours."""
    found: Numbers = owned.rows.left.astype(np.int64) * width(beside) + owned.rows.right
    return found


def reframed(frame: Frame, collected: Collected, edit: Edit) -> tuple[Frame, Moved]:
    """Apply an edit; which families other documents' pairs stand with is left as it was."""
    counts, attached, pair_counts = _tallied(frame, frame.families(), edit.before)
    without = replace(
        frame,
        counts=frame.counts - counts,
        attached=frame.attached - attached,
        pair_counts=frame.pair_counts - _at(frame.pairs, pair_counts),
    )
    named, moved = renamed(without, collected, _token_counts(frame, collected, edit))
    after = _with(named, collected, edit)
    now = moved.pair_codes(frame.pairs, width(after.beside))
    places = np.searchsorted(after.pairs, now)
    stands = np.append(after.pairs, -2)[places] == now
    return after, replace(moved, pairs=np.where(stands, places, -1))


def _tallied(frame: Frame, families: Families, documents: Sequence[Rows]) -> tuple[Numbers, Numbers, Numbers]:
    """Count the documents of each entry, the neighbours that stand with each short family; list the pairs of long ones."""
    counts, attached = np.zeros(frame.counts.size, dtype=np.int64), np.zeros(frame.attached.size, dtype=np.int64)
    pairs = [np.zeros(0, dtype=np.int64)]
    for found in documents:
        counts[held(frame.named, found)] += 1
        owned = with_owners(neighbours(frame.beside, found), families)
        is_apart = families.is_long[owned.owner]
        attached += np.bincount(owned.owner[~is_apart], minlength=attached.size)
        pairs.append(distinct(codes(frame.beside, owned)[is_apart]))
    return counts, attached, np.concatenate(pairs)


def _at(pairs: Numbers, found: Numbers) -> Numbers:
    """Count pairs at their places among all."""
    return np.bincount(np.searchsorted(pairs, found), minlength=pairs.size)[: pairs.size]


def _token_counts(frame: Frame, collected: Collected, edit: Edit) -> Numbers:
    """Count how often each token comes now."""
    counts = np.zeros(len(collected.vocabulary.toned), dtype=np.int64)
    counts[: frame.named.counts.size] = frame.named.counts
    for sign, documents in ((-1, edit.before), (1, edit.after)):
        for found in documents:
            counts += sign * np.bincount(found.token, minlength=counts.size)
    return counts


def _with(frame: Frame, collected: Collected, edit: Edit) -> Frame:
    """Put the documents in as they are."""
    counts = frame.counts.copy()
    for found in edit.after:
        counts[held(frame.named, found)] += 1
    frame = replace(frame, counts=counts, lengths=_lengths(frame.lengths, collected, edit))
    _, attached, pairs = _tallied(frame, frame.families(), edit.after)
    frame = replace(frame, attached=frame.attached + attached)
    return _with_pairs(frame, pairs)


def _with_pairs(frame: Frame, added: Numbers) -> Frame:
    """Add pairs of two long families, and leave out those that no document holds any more."""
    known = np.isin(frame.pairs, added) | (frame.pair_counts > 0)
    new = np.setdiff1d(added, frame.pairs)
    names = frame.pair_names if known.all() else [frame.pair_names[n] for n in np.flatnonzero(known).tolist()]
    kept = frame.pairs[known]
    places, pairs = np.searchsorted(kept, new), kept
    if new.size:
        names = list(names)
        for place, name in reversed(list(zip(places.tolist(), pair_names(frame.beside.words, new), strict=True))):
            names.insert(place, name)
        pairs = np.insert(kept, places, new)
    counts = np.insert(frame.pair_counts[known], places, 0) + _at(pairs, added)
    return replace(frame, pairs=pairs, pair_counts=counts, pair_names=names)


def _lengths(before: Numbers, collected: Collected, edit: Edit) -> Numbers:
    """Measure the documents anew."""
    measured = field_lengths(collected, edit.after)
    found = before.astype(np.promote_types(before.dtype, measured.dtype))
    found[edit.documents] = measured[edit.documents]
    return found
