"""Brings an index up to date after an edit of a few documents: only what holds their words is counted and written anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from site_builder.search.apart import Apart
from site_builder.search.attached import Pairing
from site_builder.search.bundle import APART, Bundle, size_of_shards, totals
from site_builder.search.counter import Counter
from site_builder.search.facets import PackedFacets, packed_facets, packed_titles
from site_builder.search.gathering import Gathered
from site_builder.search.index import rows
from site_builder.search.names import word_names
from site_builder.search.neighbours import Chains
from site_builder.search.packing import Press
from site_builder.search.pages import has_pages, page_shelf, stretches
from site_builder.search.partition import Blocks
from site_builder.search.recutting import Recut
from site_builder.search.reframing import Edit, reframed
from site_builder.search.renaming import Moved
from site_builder.search.shards import Shelf, Words
from site_builder.search.standing import Frame, Shelves, Standing
from site_builder.search.texts import text_shelf
from site_builder.search.touching import Touched, touched
from site_builder.search.weights import Reals, average_lengths, bounding

_FEW = 50
"""Documents edited at once beyond which everything is counted anew."""


def revised(
    before: Gathered, after: Gathered, standing: Standing | None, files: int, press: Press
) -> tuple[Bundle, Standing] | None:
    """Make everything of an index of which a few documents were edited; None where that concerns nearly all of it."""
    edit = _edit(before, after)
    if edit is None or standing is None or standing.files != files:
        return None
    frame, moved = reframed(standing.frame, after.collected, edit)
    if (_bounds(frame) != _bounds(standing.frame)).any():
        return None
    chains = Chains(Blocks(after.collected), frame.beside)
    found = touched(standing.frame, frame, moved, edit, chains)
    if found is None:
        return None
    revision = _Revision(before, after, edit, standing, replace(frame, attached=found.attached), press)
    shelves = revision.shelves(moved, found, chains)
    if shelves is None or not all(one.content is not None or press.knows(one) for one in shelves.files()):
        return None
    bundle = Bundle(len(after.digests), totals(frame.lengths), shelves, after.cards, after.facets.languages)
    return bundle, replace(standing, frame=revision.frame, shelves=shelves)


def _edit(before: Gathered, after: Gathered) -> Edit | None:
    """Find the documents that were edited, where no others came, went or moved."""
    collected, cards, cards_now = after.collected, before.cards, after.cards
    if before.collected.ids != collected.ids or before.collected.vocabulary is not collected.vocabulary:
        return None
    if (cards.size, cards.length, list(cards.languages)) != (cards_now.size, cards_now.length, list(cards_now.languages)):
        return None
    edited = [n for n, (was, now) in enumerate(zip(before.digests, after.digests, strict=True)) if was != now]
    if len(edited) > _FEW:
        return None
    rows_before, rows_now = ([rows(one, n, n + 1) for n in edited] for one in (before.collected, collected))
    return Edit(edited, rows_before, rows_now)


def _bounds(frame: Frame) -> Reals:
    """Give what the heads of frequent families depend on besides their own documents."""
    return bounding(average_lengths(frame.lengths))


@dataclass(frozen=True, slots=True)
class _Revision:
    """What it takes; `shelves` is the order."""

    before: Gathered
    after: Gathered
    edit: Edit
    standing: Standing
    frame: Frame
    press: Press

    def shelves(self, moved: Moved, found: Touched, chains: Chains) -> Shelves | None:
        """Make every shelf; None where shards are to be of another size than before."""
        frame, families = self.frame, self.frame.families()
        words = Words(Counter(chains.blocks, frame.named, frame.lengths, frame.family), frame.counts, families.is_long)
        none, names = np.zeros(0, dtype=np.int64), word_names(frame.beside.words)
        pairing = Pairing(chains.blocks, frame.beside, families, names, len(frame.lengths), frame.attached, none)
        beyond = Apart(pairing, frame.lengths, frame.pairs, frame.pair_names, frame.pair_counts, none.astype(bool), none)
        beyond.weigh()
        pages, texts, size = self._pages(chains), self._texts(), self.standing.size
        if size_of_shards(self.standing.files, self.after.cards, words, pairing, beyond, pages, texts) != size:
            return None
        recut = Recut(frame, moved, found, chains, self.standing.shelves, words, pairing, self.press)
        pair_shelf, word_shelf = recut.pair_shelf(beyond, int(size * APART)), recut.word_shelf(size)
        return Shelves(word_shelf, pair_shelf, recut.vocabulary(self.standing.frame), pages, texts, self._facets())

    def _pages(self, chains: Chains) -> Shelf:
        pages = self.standing.shelves.pages
        if not any(has_pages(found) for found in (*self.edit.before, *self.edit.after)) and self._stands(pages):
            return pages
        return page_shelf(stretches(chains.blocks, len(self.frame.lengths), self.frame.named), self.standing.files, self.press)

    def _texts(self) -> Shelf:
        was, now = self.before.texts.documents, self.after.texts.documents
        if all(was[n] == now[n] for n in self.edit.documents) and self._stands(self.standing.shelves.texts):
            return self.standing.shelves.texts
        return text_shelf(self.after.texts, self.standing.files, self.press)

    def _stands(self, shelf: Shelf | PackedFacets) -> bool:
        return all(map(self.press.knows, shelf.files()))

    def _facets(self) -> PackedFacets:
        was, now, stands = self.before.facets, self.after.facets, self.standing.shelves.facets
        if not all(was.same(now, n) for n in self.edit.documents) or not self._stands(replace(stands, titles={})):
            return packed_facets(now)
        is_titled = all(was.titles[n] == now.titles[n] for n in self.edit.documents)
        return stands if is_titled and self._stands(stands) else replace(stands, titles=packed_titles(now))
