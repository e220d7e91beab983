"""Asides in a text that no page shows, comments of HTML and of Markdown: they stay in the house, as their authors meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_BEGINS = re.compile(r"<!--|<\?|\[(?://|comment)\]:|\]:\s*(?:#|<#?>)", re.IGNORECASE)
_OPENS = re.compile(r"(?P<opens><!--|<\?)")
_CODE = re.compile(rf"(?P<code>(?<![`\\])(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))|{_OPENS.pattern}")
"""What stands in code is shown; in doubt it is none: over several lines, after a backslash."""
_CLOSES = {"<!--": re.compile(r"--!?>"), "<?": re.compile(r"\?>")}
_CLOSED = re.compile(r"(?<=<!--)-?>")
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
    return _DEFINED.sub("", "".join(_untagged(words, _OPENS if _BLOCK.search(words) else _CODE)))


def _untagged(words: str, tokens: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands around comments and instructions, looking for the end of each kind no further once there is none."""
    at, endless = 0, set[str]()
    while (found := tokens.search(words, at)) is not None:
        opens, end = found.groupdict().get("opens"), None
        if opens and opens not in endless:
            end = _CLOSED.match(words, found.end()) or _CLOSES[opens].search(words, found.end())
            if end is None:
                endless.add(opens)
        yield words[at : found.start() if end else found.end()]
        at = (end or found).end()
    yield words[at:]


def aside(clean: Callable[[str], str]) -> Callable[[str], str]:
    """Return what cleans a text once its asides are out."""
    return lambda words: clean(without_asides(words))
