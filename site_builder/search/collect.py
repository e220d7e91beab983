"""Reads documents into one long row of token numbers, remembering every chunk it has analysed.

Analysing is the slow part of indexing, and texts repeat their words: each distinct chunk is
analysed once, and a text becomes numbers at the speed of a dictionary look-up.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from site_builder.search import analysis, characters
from site_builder.search.documents import Document, FieldText
from site_builder.search.fields import NUMBERS, TEXT, TONED

BREAK = 0
KINDS = {analysis.WORD: 1, analysis.WHOLE: 2, analysis.CJK: 3}


class _Said(dict[str, int]):
    """The token of each thing written between blanks; where it is several or none, -1 less their place among `several`."""

    def __init__(self, tokens: Callable[[str], tuple[int, ...]]) -> None:
        self.tokens, self.several = tokens, list[tuple[int, ...]]()

    def __missing__(self, written: str) -> int:
        tokens = self.tokens(written)
        if len(tokens) == 1:
            self[written] = tokens[0]
        else:
            self[written] = -1 - len(self.several)
            self.several.append(tokens)
        return self[written]


@dataclass(slots=True)
class Vocabulary:
    """The distinct tokens: the number of each one's toned, folded and stemmed term (-1: none)."""

    terms: dict[str, int] = field(default_factory=dict)
    toned: list[int] = field(default_factory=lambda: [-1])
    other: list[int] = field(default_factory=lambda: [-1])
    stemmed: list[bool] = field(default_factory=lambda: [False])
    paired: list[int] = field(default_factory=lambda: [-1])
    kind: list[int] = field(default_factory=lambda: [0])
    _numbers: dict[tuple[int, int, bool], int] = field(default_factory=dict)
    _said: dict[bool, _Said] = field(default_factory=dict)  # of English texts, and of all others

    def term(self, text: str) -> int:
        """Number a term."""
        return self.terms.setdefault(text, len(self.terms))

    def _token(self, token: analysis.Token, english: bool) -> int:
        forms = analysis.other_forms(token.term, english=english)
        stemmed = bool(forms) and characters.fold(token.term) == token.term
        if not self._numbers:
            self._numbers.update(
                (key, number) for number, key in enumerate(zip(self.toned, self.kind, self.stemmed, strict=True))
            )
        key = self.term(token.term), KINDS[token.kind], stemmed
        number = self._numbers.setdefault(key, len(self.toned))
        if number == len(self.toned):
            self.toned.append(key[0])
            self.other.append(self.term(forms[0]) if forms else -1)
            self.stemmed.append(stemmed)
            self.paired.append(self.term(characters.fold(token.term)))
            self.kind.append(key[1])
        return number

    def forget(self) -> None:
        """Let go of what only reading more texts would need."""
        self._numbers.clear()
        self._said.clear()

    def end(self) -> None:
        """Let go of everything, once entries and pairs are named."""
        self.forget()
        self.terms.clear()
        for column in (self.toned, self.other, self.stemmed, self.paired, self.kind):
            column.clear()

    def read(self, text: str, english: bool) -> list[int]:
        """Give the token numbers of a text."""
        known = self._said.get(english)
        if known is None:
            known = self._said[english] = _Said(partial(self._tokens, english=english))
        found = list(map(known.__getitem__, text.split()))
        if not found or min(found) >= 0:
            return found
        several = known.several
        return [token for one in found for token in ((one,) if one >= 0 else several[-1 - one])]

    def _tokens(self, written: str, english: bool) -> tuple[int, ...]:
        return tuple(self._token(token, english) for token in analysis.tokens(written))


@dataclass(slots=True)
class Collected:
    """All documents as numbers: `tokens` in order, cut into runs of one document and field."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    ids: list[str] = field(default_factory=list)
    tokens: array[int] = field(default_factory=lambda: array("I"))
    run_documents: array[int] = field(default_factory=lambda: array("I"))
    run_fields: array[int] = field(default_factory=lambda: array("B"))
    run_lengths: array[int] = field(default_factory=lambda: array("I"))
    token_at: array[int] = field(default_factory=lambda: array("Q", [0]))
    run_at: array[int] = field(default_factory=lambda: array("I", [0]))

    def _read(self, values: Iterable[FieldText]) -> None:
        for value in values:
            english = value.language is not None and value.language[:2] == "en"
            found = self.vocabulary.read(value.text, english)
            if found:
                self.tokens.extend(found)
                self.tokens.append(BREAK)

    def _add_field(self, number: int, values: Iterable[FieldText], pages: Iterable[Iterable[FieldText]] = ()) -> None:
        """Read a field: its values, each closed by a break, then its pages, each opened by one more."""
        start = len(self.tokens)
        self._read(values)
        for page in pages:
            self.tokens.append(BREAK)
            self._read(page)
        if length := len(self.tokens) - start:
            self.run_documents.append(len(self.ids))
            self.run_fields.append(number)
            self.run_lengths.append(length)

    def add(self, document: Document) -> None:
        """Add one document; its number is how many came before it."""
        for name in document.fields:
            if name not in NUMBERS or NUMBERS[name] >= len(TONED):
                raise KeyError(f"{document.id}: {name!r} is no field of the index")
        for number, search_field in enumerate(TONED[:TEXT]):
            self._add_field(number, document.fields.get(search_field.name, ()))
        texts = [*document.fields.get(TONED[TEXT].name, ()), *document.unplaced()]
        self._add_field(TEXT, texts, [page for _, page in document.placed()])
        self._close(document.id)

    def _close(self, identity: str) -> None:
        self.ids.append(identity)
        self.token_at.append(len(self.tokens))
        self.run_at.append(len(self.run_lengths))

    def take(self, other: Collected, start: int, end: int) -> None:
        """Add documents that were read before, with the same vocabulary."""
        runs = slice(other.run_at[start], other.run_at[end])
        self.tokens.extend(other.tokens[other.token_at[start] : other.token_at[end]])
        self.run_documents.frombytes(_moved(other.run_documents[runs], len(self.ids) - start))
        self.run_fields.extend(other.run_fields[runs])
        self.run_lengths.extend(other.run_lengths[runs])
        tokens, run = self.token_at[-1] - other.token_at[start], self.run_at[-1] - other.run_at[start]
        self.ids += other.ids[start:end]
        self.token_at.frombytes(_moved(other.token_at[start + 1 : end + 1], tokens))
        self.run_at.frombytes(_moved(other.run_at[start + 1 : end + 1], run))


def _moved(numbers: array[int], by: int) -> bytes:
    """Add to every number."""
    column = np.frombuffer(numbers, dtype=f"u{numbers.itemsize}")
    return (column.astype(np.int64) + by).astype(column.dtype).tobytes()


def collect(documents: Iterable[Document]) -> Collected:
    """Read all documents."""
    collected = Collected()
    for document in documents:
        collected.add(document)
    return collected
