"""The order of words in a list: a Vietnamese dictionary's order, and Latin letters folded for the rest; slugs too."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = [
    "A",
    "Ă",
    "Â",
    "B",
    "C",
    "D",
    "Đ",
    "E",
    "Ê",
    "F",
    "G",
    "H",
    "I",
    "J",
    "K",
    "L",
    "M",
    "N",
    "O",
    "Ô",
    "Ơ",
    "P",
    "Q",
    "R",
    "S",
    "T",
    "U",
    "Ư",
    "V",
    "W",
    "X",
    "Y",
    "Z",
]
"""The Vietnamese alphabet with the four letters of foreign words, as registers show it."""

_ORDER = {letter.lower(): number for number, letter in enumerate(LETTERS, 1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = "\u0302\u0306\u031b"
_DIGITS = re.compile(r"\d+")

Key = tuple[tuple[tuple[int, int, str], ...], tuple[int, ...], tuple[int, ...], str]


@lru_cache(maxsize=65_536)
def vietnamese(words: str) -> Key:
    """Return a sort key: letters first (a ă â b … d đ e ê …), then tones (ngang huyền hỏi ngã sắc nặng), then capitals.

    Numbers sort by value; spaces before letters; other scripts after Latin, by code point.
    """
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    capitals: list[int] = []
    position = 0
    while position < len(words):
        number = _DIGITS.match(words, position)
        if number:
            letters.append((1, int(number[0]), ""))
            position = number.end()
        else:
            _add(words[position], letters, tones, capitals)
            position += 1
            continue
        tones.append(0)
        capitals.append(0)
    return tuple(letters), tuple(tones), tuple(capitals), words


def _add(character: str, letters: list[tuple[int, int, str]], tones: list[int], capitals: list[int]) -> None:
    base, *marks = tuple(unicodedata.normalize("NFD", character))
    shape = "".join(mark for mark in marks if mark in _SHAPES)
    letter = unicodedata.normalize("NFC", base.lower() + shape)
    if letter in _ORDER:
        letters.append((2, _ORDER[letter], ""))
    elif character.isalpha():
        letters.append((3, 0, character.casefold()))
    elif character.isspace():
        if letters and letters[-1] != (0, 0, ""):
            letters.append((0, 0, ""))
        else:
            return
    else:
        return
    tones.append(max((_TONES.get(mark, 0) for mark in marks), default=0))
    capitals.append(int(character != character.lower()))


def initial(words: str) -> str:
    """Return the letter of the alphabet under which words stand, `#` for none."""
    for character in words:
        base, *marks = tuple(unicodedata.normalize("NFD", character))
        shape = "".join(mark for mark in marks if mark in _SHAPES)
        letter = unicodedata.normalize("NFC", base.upper() + shape)
        if letter.lower() in _ORDER:
            return letter
        if character.isalnum():
            return "#"
    return "#"


def fold(words: str) -> str:
    """Return words without marks and capitals: `Địa bạ` → `dia ba`."""
    plain = unicodedata.normalize("NFD", words.translate(_D)).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character))


_D = str.maketrans("đĐðÐ", "dddd")


def slug(words: str, limit: int = 60) -> str:
    """Return a name for addresses: `Địa bạ` → `dia-ba`; characters of other scripts as `u` and their code point."""
    spelled = "".join(
        character if character.isascii() else f"-u{ord(character):x}-" if character.isalnum() else " "
        for character in fold(words)
    )
    made = re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")
    if len(made) > limit:
        made = made[:limit].rpartition("-")[0] or made[:limit]
    return f"{made}-" if made in _RESERVED else made


_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}
