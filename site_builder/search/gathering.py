"""Gathers what the index is made of, reading anew only the documents that have changed since the last time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from site_builder.search.cards import Cards, Group
from site_builder.search.collect import Collected
from site_builder.search.documents import Document
from site_builder.search.facets import Facets
from site_builder.search.index import used
from site_builder.search.texts import Texts

Read = Callable[[int], Document]
_FEW = 10  # documents whose words cannot make a vocabulary wasteful
_WASTE = 2  # a vocabulary is begun anew when it remembers so many times the tokens that are used


@dataclass(slots=True)
class Gathered:
    """All documents as numbers, values and cards; `digests` say of which state of each document."""

    collected: Collected
    facets: Facets
    cards: Cards
    texts: Texts = field(default_factory=Texts)
    digests: list[str] = field(default_factory=list)
    group_keys: list[bytes] = field(default_factory=list)

    def forget(self) -> None:
        """Let go of what only reading more documents would need."""
        self.collected.vocabulary.forget()
        self.facets.table.forget()

    @property
    def is_wasteful(self) -> bool:
        """Say whether the vocabulary remembers much that no document says any more."""
        known = len(self.collected.vocabulary.toned)
        return known > 10_000 and known > _WASTE * len(used(self.collected))


def gathered_anew(documents: Iterable[Document], cards: Cards) -> Gathered:
    """Gather documents that nobody remembers."""
    found = Gathered(Collected(), Facets(cards.languages), cards)
    waiting: list[Document] = []
    for document in documents:
        found.collected.add(document)
        found.facets.add(document)
        found.texts.add(document)
        waiting.append(document)
        if len(waiting) == cards.size:
            cards.add(waiting)
            waiting = []
    if waiting:
        cards.add(waiting)
    return found


def _key(digests: Sequence[str], cards: Cards) -> bytes:
    text = f"{cards.size} {cards.length} {' '.join(cards.languages)} {' '.join(digests)}"
    return hashlib.sha256(text.encode()).digest()


def _add(found: Gathered, before: Gathered | None, places: Sequence[int | None], read: Callable[[int], Document]) -> None:
    """Add documents: runs of those that stand side by side as before are taken over, others read."""
    start = 0
    while start < len(places):
        place, end = places[start], start + 1
        if place is None or before is None:
            document = read(start)
            found.collected.add(document)
            found.facets.add(document)
            found.texts.add(document)
        else:
            while end < len(places) and places[end] == place + end - start:
                end += 1
            found.collected.take(before.collected, place, place + end - start)
            found.facets.take(before.facets, place, place + end - start)
            found.texts.take(before.texts, place, place + end - start)
        start = end


def _fresh(before: Gathered, digests: Sequence[str]) -> int:
    """Count the documents that were not gathered before."""
    return len(set(digests).difference(before.digests))


def gathered(digests: list[str], read: Read, cards: Cards, before: Gathered | None) -> Gathered:
    """Gather the documents with such digests; `read` gives the n-th, `before` what was gathered the last time."""
    if before is not None and _fresh(before, digests) > _FEW and before.is_wasteful:
        before = None
    collected = Collected(before.collected.vocabulary) if before else Collected()
    facets = Facets(cards.languages, before.facets.table) if before else Facets(cards.languages)
    found = Gathered(collected, facets, cards, digests=digests)
    places = {digest: n for n, digest in enumerate(before.digests)} if before else {}
    groups: dict[bytes, Group] = dict(zip(before.group_keys, before.cards.groups, strict=True)) if before else {}
    fresh: dict[int, Document] = {}
    for start in range(0, len(digests), cards.size):
        part = digests[start : start + cards.size]
        key = _key(part, cards)
        known = groups.get(key)
        documents = [] if known else [read(start + n) for n in range(len(part))]
        if known:
            cards.groups.append(known)
        else:
            cards.add(documents)
        found.group_keys.append(key)
        if before is None:
            _add(found, None, [None] * len(part), documents.__getitem__)
        fresh.update((start + n, one) for n, one in enumerate(documents) if before is not None and part[n] not in places)
    if before is not None:
        _add(found, before, [places.get(digest) for digest in digests], fresh.__getitem__)
    return found
