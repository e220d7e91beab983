"""What a word is made of: the shared character table, read for Python."""

import json
import re
import unicodedata
from pathlib import Path

TABLE_FILE = Path(__file__).parent / "client" / "characters.js"


def _read() -> dict[str, object]:
    text = TABLE_FILE.read_text("utf-8")
    table: dict[str, object] = json.loads(text[text.index("{") :])
    return table


_TABLE = _read()


def _numbers(name: str) -> list[int]:
    return [int(number, 36) for number in str(_TABLE[name]).split()]


def _character_class(name: str) -> str:
    """Read ranges into the inside of a regular expression's brackets."""
    numbers, end, parts = _numbers(name), 0, []
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        first = end + gap
        end = first + length
        parts.append(f"\\U{first:08x}-\\U{end:08x}")
    return "".join(parts)


def _lower_case() -> dict[int, int]:
    numbers, first, lower = _numbers("lower"), 0, {}
    for i in range(0, len(numbers), 4):
        gap, count, step, delta = numbers[i : i + 4]
        first += gap
        for code in range(first, first + count * step, step):
            lower[code] = code + delta
    return lower


WORD = _character_class("word")
CJK = _character_class("cjk")
IGNORED = re.compile(f"[{_character_class('ignored')}]+")
MARKS = re.compile(f"[{_character_class('marks')}]+")
LOWER = _lower_case()
FOLDED: dict[int, str] = {ord(char): to for char, to in dict(_TABLE["folded"]).items()}  # type: ignore[call-overload]


def lower(text: str) -> str:
    """Lower-case by the table alone, then compose (NFC)."""
    return unicodedata.normalize("NFC", text.translate(LOWER))


def fold(text: str) -> str:
    """Take off every mark: `địa bạ` → `dia ba`; what is nothing but marks stays."""
    if text.isascii():
        return text
    bare = MARKS.sub("", unicodedata.normalize("NFD", text)).translate(FOLDED)
    return unicodedata.normalize("NFC", bare) or text
