"""Turns text into search terms, letter for letter as client/analysis.js does.

A *word* has a toned form (`địa`) and, in the folded fields, the forms that finding it needs: the
folded one where folding changes it (`dia`), the stem where English text is stemmed (`map` for
`maps`). Neighbouring words make a *pair* (`⁀dia⁀ba⁀`). A code is kept *whole* and by its parts.
Han characters stand singly and doubly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from site_builder.search import characters, stemmer, tones

TIE = "\u2040"  # ⁀ opens, joins and closes a pair: nobody types it, so no prefix reaches one
AS_IS = "|"  # in a query, `dia|địa` means these terms and no other forms of them
LONGEST = 64  # code points of a term; the rest of a longer run is not indexed

_APOSTROPHES = "'’ʼ＇"
_DASHES = "‐‑–−"
_JOINERS = f"\\-{_DASHES}./_@:&+#~?=%\\\\{_APOSTROPHES}"
_WORD_RUN = f"[{characters.WORD}]+"
CHUNK = re.compile(f"[{characters.CJK}]+|{_WORD_RUN}(?:[{_JOINERS}]{{1,3}}{_WORD_RUN})*")
_JOINED = re.compile(f"([{_JOINERS}]+)")
_IS_CJK = re.compile(f"[{characters.CJK}]")
_HAS_DIGIT = re.compile("[0-9]")
_ENGLISH = re.compile("[a-z]+")
_DASH = re.compile(f"[{_DASHES}]")

WORD, WHOLE, CJK = "word", "whole", "cjk"


@dataclass(frozen=True, slots=True)
class Token:
    """One term of a text: its toned form, and what kind it is (word, whole or cjk)."""

    term: str
    kind: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text adds to an index: to its own field, and to the folded field."""

    toned: list[str]
    folded: list[str]


def prepare(text: str) -> str:
    """Compose (NFC) and drop what is written but not read, such as soft hyphens."""
    if text.isascii():
        return text
    return characters.IGNORED.sub("", characters.normal(text, "NFC"))


@lru_cache(maxsize=100_000)
def word(text: str) -> str:
    """Give a word's toned form: lower case, one place for its tone, one đ."""
    return tones.canonical(characters.lower(text))[:LONGEST]


@lru_cache(maxsize=100_000)
def stem(term: str) -> str:
    """Give the English stem of a term of the letters a to z, any other term unchanged."""
    return stemmer.stem(term) if _ENGLISH.fullmatch(term) else term


def pair(left: str, right: str) -> str:
    """Give the pair term of two neighbouring words."""
    return f"{TIE}{characters.fold(left)}{TIE}{characters.fold(right)}{TIE}"


def _cjk(run: str) -> list[Token]:
    doubles = [run[i : i + 2] for i in range(len(run) - 1)]
    return [Token(term, CJK) for term in (*run, *doubles)]


def _parts(pieces: list[str]) -> Iterator[str]:
    """Give the words of a chunk, without the s of an English possessive."""
    yield pieces[0]
    for joiner, part in zip(pieces[1::2], pieces[2::2], strict=True):
        if not (part in ("s", "S") and joiner in _APOSTROPHES):
            yield part


def _is_whole(chunk: str, joiners: list[str]) -> bool:
    if all(joiner in _APOSTROPHES for joiner in joiners):
        return False
    return bool(_HAS_DIGIT.search(chunk)) or "@" in chunk or "://" in chunk or chunk[:4] == "www."


def chunk_tokens(chunk: str) -> list[Token]:
    """Give the tokens of one match of CHUNK: its words in order, then the chunk as a whole."""
    if _IS_CJK.match(chunk):
        return _cjk(chunk)
    pieces = _JOINED.split(chunk)
    if len(pieces) == 1:
        return [Token(word(chunk), WORD)]
    tokens = [Token(word(part), WORD) for part in _parts(pieces)]
    whole = _DASH.sub("-", characters.lower(chunk))
    if len(whole) <= LONGEST and _is_whole(whole, pieces[1::2]):
        tokens.append(Token(whole, WHOLE))
    return tokens


def tokens(text: str) -> list[Token]:
    """Give all tokens of a text, in order."""
    return [token for chunk in CHUNK.findall(prepare(text)) for token in chunk_tokens(chunk)]


def other_forms(term: str, *, english: bool) -> list[str]:
    """Give the forms of a term that only folded fields hold."""
    folded = characters.fold(term)
    if folded != term:
        return [folded]
    stemmed = stem(term) if english else term
    return [stemmed] if stemmed != term else []


def pairs(found: list[Token]) -> list[str]:
    """Give the pair terms of a text's neighbouring words; Han characters part neighbours."""
    words = [token for token in found if token.kind != WHOLE]
    return [
        pair(left.term, right.term)
        for left, right in pairwise(words)
        if left.kind == right.kind == WORD
    ]


def analyse(text: str, *, english: bool = False) -> Terms:
    """Give every term that one text adds to its field and to the folded field."""
    found = tokens(text)
    folded = [form for token in found for form in other_forms(token.term, english=english)]
    return Terms([token.term for token in found], folded + pairs(found))


def query_terms(text: str, *, toned_only: bool = False) -> list[str]:
    """Give the terms one word of a query stands for: what the pipeline function returns."""
    if AS_IS in text:
        return [term for term in text.split(AS_IS) if term]
    if TIE in text:
        return [text]
    found = tokens(text)
    doubles = [token for token in found if token.kind == CJK and len(token.term) > 1]
    terms = [t.term for t in found if t.kind != CJK or t in doubles or not doubles]
    if not toned_only:
        terms += [form for term in terms for form in other_forms(term, english=True)]
    return list(dict.fromkeys(terms))
