"""Asides in a text that no page shows, comments of HTML and of Markdown: they stay in the house, as their authors meant."""

from __future__ import annotations

import re
from collections.abc import Callable

_BEGINS = re.compile(r"<!--|<\?|\[(?://|comment)\]:|\]:\s*(?:#|<#?>)", re.IGNORECASE)
_TAGGED = re.compile(r"<!--(?:-?>|.*?--!?>)|<\?.*?\?>", re.DOTALL)
_CODE = re.compile(rf"(?P<code>(?<![`\\])(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))|{_TAGGED.pattern}", re.DOTALL)
"""What stands in code is shown; in doubt it is none: over several lines, after a backslash."""
_BLOCK = re.compile(r"^[ \t]*<[a-z]", re.IGNORECASE | re.MULTILINE)
"""HTML that may run on for lines, in which there is no Markdown."""
_DEFINED = re.compile(
    r"^(?:[ \t]*(?:>|[*+-]|\d{1,9}[.)]))*[ \t]*"  # in a quotation or a list it takes its mark along
    r"\[(?:(?://|comment)\]:[ \t]*(?:\n[ \t]*)?|[^\]^\n][^\]\n]*\]:[ \t]*(?:\n[ \t]*)?(?=(?:#|<#?>)(?:\s|\Z)))"
    r"(?:\S*[ \t]*(?:\n[ \t]*)?\((?:[^()\n]|\([^()\n]*\)|\n(?![ \t]*\n))*\)[ \t]*(?=\n|\Z)"  # in brackets, be it over some lines
    r"|\S*[ \t]*\n[ \t]*(?:\"[^\n]*\"|'[^\n]*')[ \t]*(?=\n|\Z)|[^\n]*)(?:\n|\Z)",
    re.IGNORECASE | re.MULTILINE,
)
"""The definition of a link that leads nowhere, which shows nothing."""


def without_asides(words: str) -> str:
    """Return what people are to read of a text in Markdown."""
    if not _BEGINS.search(words):
        return words
    left = _TAGGED.sub("", words) if _BLOCK.search(words) else _CODE.sub(lambda found: found["code"] or "", words)
    return _DEFINED.sub("", left)


def aside(clean: Callable[[str], str]) -> Callable[[str], str]:
    """Return what cleans a text once its asides are out."""
    return lambda words: clean(without_asides(words))
