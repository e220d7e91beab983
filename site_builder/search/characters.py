"""What a word is made of: the shared character table, read for Python."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Literal

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


_LATER = re.compile("([\U000105c0-\U000105ff\U00011380-\U000113ff\U00016100-\U0001613f\U00016d40-\U00016d7f]+)")
"""Letters of later Unicode versions that can be taken apart: left whole, since not every browser and Python knows how."""


def normal(text: str, form: Literal["NFC", "NFD"]) -> str:
    """Compose or take apart, alike whatever version of Unicode the program that does it knows."""
    if not _LATER.search(text):
        return unicodedata.normalize(form, text)
    parts = _LATER.split(text)
    return "".join(part if number % 2 else unicodedata.normalize(form, part) for number, part in enumerate(parts))


def lower(text: str) -> str:
    """Lower-case by the table alone, then compose (NFC)."""
    return normal(text.translate(LOWER), "NFC")


def fold(text: str) -> str:
    """Take off every mark: `địa bạ` → `dia ba`; what is nothing but marks stays."""
    if text.isascii():
        return text
    bare = MARKS.sub("", normal(text, "NFD")).translate(FOLDED)
    return normal(bare, "NFC") or text
