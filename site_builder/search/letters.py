"""Writes text with a byte for each Vietnamese letter, so that small files of it compress better.

ASCII stays; the 134 accented letters of Vietnamese and the commonest punctuation take the bytes that ASCII
leaves free; any other text stands in UTF-8 between SHIFT_OUT and SHIFT_IN. client/letters.js reads it.
"""

from __future__ import annotations

import re
import unicodedata

SHIFT_OUT, SHIFT_IN = 0x0E, 0x0F
_VOWELS = "aăâeêioôơuưy"
_TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


def _letters() -> str:
    """List the letters: small ones, then capitals, both without those of ASCII, then marks of punctuation."""
    toned = (unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    small = "".join(letter for letter in toned if not letter.isascii()) + "đ"
    return small + small.upper() + "–…“”’"


_CODES = [*range(0x80, 0x100), 0x7F, *range(0x01, 0x09), 0x0B, 0x0C, *range(0x10, 0x20)]
LETTERS = _letters()[: len(_CODES)]
_CODE = {ord(letter): code for letter, code in zip(LETTERS, _CODES, strict=False)}
_OTHER = re.compile(f"[^\\x09\\x0a\\x0d\\x20-\\x7e{re.escape(LETTERS)}]+")


def encoded(text: str) -> bytes:
    """Encode a text in NFC."""
    kept, end = bytearray(), 0
    for other in _OTHER.finditer(text):
        kept += _plain(text[end : other.start()])
        kept += bytes([SHIFT_OUT]) + other[0].encode("utf-8", "replace") + bytes([SHIFT_IN])
        end = other.end()
    return bytes(kept + _plain(text[end:]))


def _plain(text: str) -> bytes:
    return text.encode() if text.isascii() else text.translate(_CODE).encode("latin-1")
