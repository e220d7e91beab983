"""Asides in a text that no page shows, comments of HTML and of Markdown: they stay in the house, as their authors meant."""

from __future__ import annotations

import re
from collections.abc import Callable

_BEGINS = re.compile(r"<!--|<\?|\[(?://|comment)\]:", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"  # what stands in code is shown
    r"|<!--(?:-?>|.*?--!?>)|<\?.*?\?>"
    r"|^ {0,3}\[(?://|comment)\]:[^\n]*(?:\n|\Z)",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)


def without_asides(words: str) -> str:
    """Return what people are to read of a text in Markdown."""
    return _ASIDE.sub(lambda found: found["code"] or "", words) if _BEGINS.search(words) else words


def aside(clean: Callable[[str], str]) -> Callable[[str], str]:
    """Return what cleans a text once its asides are out."""
    return lambda words: clean(without_asides(words))
