"""The whole index at once, as the export and lunr's own builders have it."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.search.collect import Collected
from site_builder.search.index import Numbers, PairPostings, Postings, all_entries, rows, word_postings
from site_builder.search.neighbours import counted_pairs, field_lengths, neighbours, pair_words


@dataclass(frozen=True, slots=True)
class Index:
    """All postings, and the length of every field of every document (`lengths[document, field]`)."""

    ids: list[str]
    words: Postings
    pairs: PairPostings
    lengths: Numbers


def index(collected: Collected) -> Index:
    """Count everything at once."""
    found, named, count = rows(collected), all_entries(collected), max(1, len(collected.ids))
    pairs = counted_pairs(neighbours(pair_words(collected), found), count)
    words = word_postings([found], named, count, 0, len(named.keys))
    return Index(collected.ids, words, pairs, field_lengths(collected, [found]))
