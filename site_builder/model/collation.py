"""The order of words in a list: Unicode's default, with the letters and tones of Vietnamese where the language is Vietnamese."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("collation.txt")
"""Unicode's weights of characters, and the order of Han characters; `python -m tests.model.collation_table` writes it."""
_FOLLOWERS = {"a": "\u0306\u0302", "e": "\u0302", "o": "\u0302\u031b", "u": "\u031b"}
"""The marks that make of a letter one of its own, in the order of the Vietnamese alphabet."""
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_HAN, _REST = 0x10000, "\U00030000"
_SECOND, _THIRD = "\x01", "\x02"  # of most characters, and the least there are

Weights = tuple[str, str, str]
"""What a part of a text counts in letters, then in marks, then in capitals and other shapes of the same letter."""


def key(words: str, language: str, numbers: bool = True) -> str:
    """Return what sorts words as readers of a language expect; numbers by value, unless `numbers` is off.

    The order is that of `Intl.Collator(language, {numeric: numbers})`: by letters, then by marks and tones, then by capitals.
    What is alike in all three sorts by code point.
    """
    vietnamese = language.split("-")[0] == "vi"
    letters, marks, shapes = _joined([_word(word, vietnamese, numbers) for word in _SPACES.split(words)])
    return f"{letters}\0{marks.rstrip(_SECOND)}\0{shapes.rstrip(_THIRD)}\0{words}"


_SPACES = re.compile("( )")


@functools.lru_cache(maxsize=65_536)
def _word(word: str, vietnamese: bool, numbers: bool) -> Weights:
    weigh = _vietnamese if vietnamese else _default
    parts = _parts(numbers).findall(word)
    return _joined([_number(part) if numbers and part.isdecimal() else weigh(part) for part in parts])


def _joined(weighed: Iterable[Weights]) -> Weights:
    letters, marks, shapes = zip(*weighed, strict=True) if (weighed := list(weighed)) else ((), (), ())
    return "".join(letters), "".join(marks), "".join(shapes)


class _Table(NamedTuple):
    """The table as written: elements by characters (hexadecimal), ranges of marks, sequences, the order of Han characters.

    A run of Han characters is (first, last, the place of the first).
    """

    elements: Mapping[str, str]
    marks: str
    sequences: tuple[str, ...]
    han: tuple[tuple[int, int, int], ...]


@functools.cache
def _table() -> _Table:
    _, marks, sequences, lines, order = TABLE.read_text("utf-8").split("\n\n")
    ranges = ("-".join(chr(int(end, 16)) for end in run.split("-")) for run in marks.split())
    spelled = ("".join(chr(int(code, 16)) for code in codes.split("-")) for codes in sequences.split())
    elements = dict(line.split(" ", 1) for line in lines.splitlines())
    return _Table(elements, "".join(ranges), tuple(spelled), tuple(sorted(_placed(order))))


def _placed(order: str) -> Iterator[tuple[int, int, int]]:
    place = 0
    for run in order.split():
        first, _, last = run.partition("-")
        begin, end = int(first, 16), int(last or first, 16)
        yield begin, end, place
        place += end - begin + 1


@functools.cache
def _parts(numbers: bool) -> re.Pattern[str]:
    """Return what divides a text: numbers, sequences with weights of their own, letters with their marks."""
    _, marks, sequences, _ = _table()
    short = [re.escape(one) for one in sequences if one[0].isascii()]
    rest = sorted((one for one in sequences if not one[0].isascii()), key=len, reverse=True)
    long = f"(?=[{''.join(sorted({one[0] for one in rest}))}])(?:{'|'.join(rest)})"
    return re.compile("|".join([*([r"\d+"] if numbers else []), *short, long, f".[{marks}]*"]), re.DOTALL)


@functools.lru_cache(maxsize=65_536)
def _default(part: str) -> Weights:
    """Weigh a part of a text by Unicode's table."""
    return _joined(_elements(unicodedata.normalize("NFD", part)))


def _elements(letters: str) -> Iterator[Weights]:
    """Yield the weights of decomposed characters, the longest sequences first."""
    start = 0
    while start < len(letters):
        size = next(size for size in (3, 2, 1) if size == 1 or _written(letters[start : start + size]))
        written = _written(letters[start : start + size])
        yield _joined(map(_read, written.split(" "))) if written else _unlisted(letters[start])
        start += size


def _written(characters: str) -> str:
    return _table().elements.get("-".join(f"{ord(one):x}" for one in characters), "")


def _read(element: str) -> Weights:
    """Read an element, `p` or `p.s.t`; the common second and third weight are left out of the table."""
    first, second, third = element.split(".") if "." in element else (element, "1", "2")
    letter = chr(_HAN + int(first[1:], 16)) if first[0] == "#" else chr(int(first, 16)) if first != "0" else ""
    return letter, chr(int(second, 16)) if second != "0" else "", chr(int(third, 16)) if third != "0" else ""


def _unlisted(character: str) -> Weights:
    """Weigh a character that the table does not list: Han characters in their order, others after them by code point."""
    code, runs = ord(character), _table().han
    found = runs[bisect_right(runs, code, key=lambda run: run[0]) - 1]
    inside = found[0] <= code <= found[1]
    return chr(_HAN + found[2] + code - found[0]) if inside else _REST + character, _SECOND, _THIRD


@functools.lru_cache(maxsize=4096)
def _number(digits: str) -> Weights:
    """Weigh a number by its value: before all other numerals and letters, by its length, then by its digits."""
    value = "".join(str(unicodedata.digit(one)) for one in digits).lstrip("0") or "0"
    return f"{chr(ord(_default('0')[0]) - 1)}{chr(len(value) + 1)}{value}", _SECOND, _THIRD


@functools.lru_cache(maxsize=65_536)
def _vietnamese(part: str) -> Weights:
    """Weigh a part of a text: a ă â, d đ, e ê, o ô ơ, u ư are letters; the tones come ngang, huyền, hỏi, ngã, sắc, nặng."""
    letter, *marks = tuple(unicodedata.normalize("NFD", part))
    base = _default({"đ": "d", "Đ": "D"}.get(letter, letter))
    shape = _shape(_FOLLOWERS.get(letter.lower(), ""), marks)
    if letter in "đĐ":
        base = _moved(base, 1)
    elif shape:
        base = _moved(base, _FOLLOWERS[letter.lower()].index(shape) + 1)
        marks.remove(shape)
    elif not set(marks) & set(_TONES):
        return _default(part)
    return _joined([base, *map(_tone, marks)])


def _moved(base: Weights, places: int) -> Weights:
    return chr(ord(base[0]) + places), *base[1:]


def _shape(followers: str, marks: list[str]) -> str:
    """Return the mark that makes a letter of its own, unless another of its kind stands before it."""
    seen: set[int] = set()
    for mark in marks:
        kind = unicodedata.combining(mark)
        if mark in followers and kind not in seen:
            return mark
        seen.add(kind)
    return ""


def _tone(mark: str) -> Weights:
    """Weigh a mark; the tones of Vietnamese follow the grave in their own order."""
    if mark not in _TONES:
        return _default(mark)
    _, grave, third = _default(_TONES[0])
    return "", chr(ord(grave) + _TONES.index(mark)), third


LETTERS = {
    "vi": tuple("AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"),
    "": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
}
"""The letters under which registers stand: of Vietnamese, with the four of foreign words; of every other language."""


def letters_of(language: str) -> tuple[str, ...]:
    """Return the letters under which a register of a language stands."""
    return LETTERS.get(language.split("-")[0], LETTERS[""])


def initial(words: str, language: str) -> str:
    """Return the letter under which words stand, `#` for none."""
    alphabet = letters_of(language)
    for character in words:
        base, *marks = tuple(unicodedata.normalize("NFD", character.upper()))
        lettered = unicodedata.normalize("NFC", base + _shape(_FOLLOWERS.get(base.lower(), ""), marks))
        for letter in (lettered, fold(base).upper()):
            if letter in alphabet:
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
