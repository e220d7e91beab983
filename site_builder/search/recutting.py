"""Makes the shards that an edit touches, and takes the others as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from site_builder.search.analysis import TIE
from site_builder.search.apart import Apart
from site_builder.search.attached import Families, Owned, Pairing, with_owners
from site_builder.search.columns import Flags
from site_builder.search.directory import Long, Shard
from site_builder.search.index import Numbers
from site_builder.search.names import offsets
from site_builder.search.neighbours import Chains
from site_builder.search.packing import Press
from site_builder.search.reframing import codes
from site_builder.search.renaming import Moved, width
from site_builder.search.shards import Shelf, Words, bare_shard, long_word, shelf_of, vocabulary_spans, word_shard, word_spans
from site_builder.search.standing import Frame, Shelves
from site_builder.search.touching import Touched
from site_builder.search.weights import average_lengths, bounding

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Recut:
    """What it takes; each method makes a shelf."""

    frame: Frame
    moved: Moved
    touched: Touched
    chains: Chains
    stands: Shelves
    words: Words
    pairing: Pairing
    press: Press

    def word_shelf(self, size: int) -> Shelf:
        """Make the shards of words."""
        words, is_touched = self.words, self.touched.families
        spans = [span for chunk in word_spans(words, self.pairing, size).values() for span in chunk]
        kept = self._kept(self.stands.words, self.moved.families, is_touched & ~words.is_long)
        again = [span for span in spans if span not in kept]
        heads, known = np.array(words.heads, dtype=object), self._long(self.stands.words)
        lost = np.zeros_like(is_touched)
        lost[words.is_long] = [head not in known for head in heads[words.is_long]]
        chosen = _within(again, is_touched.size) & ~words.is_long | (is_touched | lost) & words.is_long
        made, long = self._words(np.flatnonzero(chosen), again)
        families_alone = [long.get(head) or known[head] for head in heads[words.is_long]]
        return shelf_of([kept.get(span) or made[span] for span in spans], families_alone, self.press, spans)

    def _words(self, families: Numbers, spans: list[Span]) -> tuple[dict[Span, Shard], dict[str, Long]]:
        """Count some families, and write the shards of those that are short, the files of those that are long."""
        if not families.size:
            return {}, {}
        words, averages = self.words.only(families), bounding(average_lengths(self.frame.lengths))
        part = words.part(0, families.size)
        pairing = self._attached(families)
        pairs = pairing.attached(pairing.owned(0, families.size), 0, families.size, part.documents(0, families.size))
        made = {}
        for span in spans:
            start, end = np.searchsorted(families, span).tolist()
            made[span] = word_shard(part, pairs, start, end, 0, self.press)
        long = [long_word(part, n, averages, self.press) for n in np.flatnonzero(words.is_long).tolist()]
        return made, {family.key: family for family in long}

    def _attached(self, families: Numbers) -> Pairing:
        """Find the pairs that stand with some families, as if there were no others."""
        number = np.full(self.words.is_long.size, -1, dtype=np.int64)
        number[families] = np.where(self.words.is_long[families], -1, np.arange(families.size))
        near = (number >= 0)[self.frame.of_word]
        owned = with_owners(self.chains.where(near, near), self.pairing.families)
        owned = owned.where(number[owned.owner] >= 0)
        owned = Owned(owned.rows, number[owned.owner], owned.is_left)
        all_of_them = self.pairing.families
        return self._pairing(Families(all_of_them.of_word, all_of_them.sizes[families], self.words.is_long[families]), owned)

    def _pairing(self, families: Families, owned: Owned) -> Pairing:
        whole, none = self.pairing, np.zeros(0, dtype=np.int64)
        return Pairing([], whole.named, families, whole.names, whole.documents, none, none, owned)

    def pair_shelf(self, beyond: Apart, size: int) -> Shelf:
        """Make the shards of pairs that stand apart."""
        is_touched, is_long = self.touched.pairs, beyond.is_long
        spans = beyond.in_shards(beyond.spans(size))
        was_long, known = {family.key for family in self.stands.pairs.long}, self._long(self.stands.pairs)
        keys = [f"{beyond.names[n].decode()}{TIE}" for n in np.flatnonzero(is_long).tolist()]
        stays_long, lost = np.zeros_like(is_long), np.zeros_like(is_long)
        stays_long[is_long], lost[is_long] = [key in was_long for key in keys], [key not in known for key in keys]
        kept = self._kept(self.stands.pairs, self.moved.pairs, is_touched & ~stays_long)
        again = [span for span in spans if span not in kept]
        chosen = np.flatnonzero(_within(again, is_long.size) & ~is_long | (is_touched | lost) & is_long)
        made, long = self._pairs(beyond, chosen, again)
        pairs_alone = [long.get(key) or known[key] for key in keys]
        return shelf_of([kept.get(span) or made[span] for span in spans], pairs_alone, self.press, spans)

    def _pairs(self, beyond: Apart, chosen: Numbers, spans: list[Span]) -> tuple[dict[Span, Shard], dict[str, Long]]:
        if not chosen.size:
            return {}, {}
        some, averages = beyond.only(self._apart(beyond.pairs[chosen]), chosen), bounding(average_lengths(self.frame.lengths))
        columns = some.columns(0, some.pairing.width**2)
        made = {}
        for span in spans:
            start, end = np.searchsorted(chosen, span).tolist()
            made[span] = some.shard(start, end, columns.taken(start, end), self.press)
        long = [some.long_pair(n, columns.taken(n, n + 1), averages, self.press) for n in np.flatnonzero(some.is_long).tolist()]
        return made, {family.key: family for family in long}

    def _apart(self, pairs: Numbers) -> Pairing:
        """Find the neighbours that some pairs are made of."""
        beside = self.frame.beside
        left = np.zeros(width(beside), dtype=bool)
        left[pairs // width(beside)] = True
        owned = with_owners(self.chains.where(left, np.zeros_like(left)), self.pairing.families)
        return self._pairing(self.pairing.families, owned.where(np.isin(codes(beside, owned), pairs)))

    def vocabulary(self, before: Frame) -> Shelf:
        """Make the shards of names: those in which one came or went, or comes about so often no more."""
        words, stands, moved = self.words, self.stands.vocabulary, self.moved
        spans = stands.spans if words.keys is before.named.keys else vocabulary_spans(words)
        was = np.zeros_like(words.counts)
        was[moved.entries[moved.entries >= 0]] = before.counts[moved.entries >= 0]
        differs = np.diff(offsets(np.frexp(was)[1] != np.frexp(words.counts)[1])[words.family]) > 0
        gone = moved.families[np.searchsorted(before.family, np.flatnonzero(moved.entries < 0), "right") - 1]
        differs[gone[gone >= 0]] = True
        kept = self._kept(stands, moved.families, differs)
        return shelf_of([kept.get(span) or bare_shard(words, *span, self.press) for span in spans], [], self.press, spans)

    def _kept(self, shelf: Shelf, moved: Numbers, touched: Flags) -> dict[Span, Shard]:
        """Return the shards that hold now what they held, and stand, by where they begin and end now."""
        before, kept = offsets(touched), dict[Span, Shard]()
        for (first, end), shard in zip(shelf.spans, shelf.shards, strict=True):
            start, stop = int(moved[first]), int(moved[end - 1]) + 1
            same = start >= 0 and stop - start == end - first and before[start] == before[stop]
            if same and self.press.knows(shard.packed):
                kept[start, stop] = shard
        return kept

    def _long(self, shelf: Shelf) -> dict[str, Long]:
        """Return the long families whose files stand."""
        return {family.key: family for family in shelf.long if all(map(self.press.knows, family.files))}


def _within(spans: Iterable[Span], count: int) -> Flags:
    found = np.zeros(count, dtype=bool)
    for start, end in spans:
        found[start:end] = True
    return found
