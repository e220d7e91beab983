"""Texts that point to records which are not shown: a link leaves its words, an address leaves nothing."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Callable, Container, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from site_builder.model.text import Text

Clean = Callable[[str], str]
"""From a text to what is left of it."""
_ID = r"(?P<id>[a-z0-9][a-z0-9-]*)"
_MAY_POINT = re.compile(r"record:|records/|\.\./", re.IGNORECASE)
_HIDES = re.compile(r"&#?\w+;|%[2-7][0-9A-Fa-f]|\\")
"""What stands for another letter in Markdown, in HTML or in an address."""


def cleaner(
    base_url: str, languages: Sequence[str], may_point_to: Container[str], hidden: Container[str] = frozenset()
) -> Clean:
    """Return what takes pointers out of texts in Markdown or HTML: `record:ID`, and addresses of this portal's own records.

    A link to `../ID/` leads from one record to another, or elsewhere: it goes where the id is one of the `hidden`.
    """
    tongues = "|".join(map(re.escape, languages))
    ours = rf"(?i:{_root(base_url)}|(?<![\w./:-])(?:\.{{0,2}}/)+)(?i:(?:\./+)*(?:(?:{tongues})/+)?(?:\./+)*records/+)"
    target = rf"(?:\brecord:|{ours}){_ID}"
    link = rf"(?:\brecord:|{ours}|(?P<beside>(?:\./+)*(?:\.\./+)+(?:\./+)*)){_ID}"
    ways = (
        re.compile(rf"!\[[^\[\]]*\]\(\s*<?{link}[^)]*\)"),
        re.compile(rf"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?{link}[^)]*\)"),
        re.compile(rf"<a\s[^>]*?href\s*=\s*[\"']?{link}[^>]*>(?P<words>.*?)</a\s*>", re.IGNORECASE | re.DOTALL),
        re.compile(rf"<{target}[^\s<>]*>"),
        re.compile(rf"{target}(?:/[\w./#?=&%-]*)?"),
        re.compile(rf"(?<=\]:)[ \t]*<?{link}[^\s>]*>?"),
    )

    def left(found: re.Match[str]) -> str:
        named = found.groupdict()
        if found["id"] not in hidden if named.get("beside") else found["id"] in may_point_to:
            return found[0]
        return named.get("words") or ""

    def cut(words: str) -> str:
        for way in ways:
            words = way.sub(left, words)
        return words

    def clean(words: str) -> str:
        found = cut(words) if _MAY_POINT.search(words) else words
        spelled = _spelled_out(found) if _HIDES.search(found) else found
        return spelled if spelled != found and (spelled := cut(was := spelled)) != was else found

    return clean


def _root(base_url: str) -> str:
    """Match the address at which the portal begins, however it is asked for."""
    at = urlsplit(base_url)
    path = "".join(rf"/+{re.escape(part)}" for part in at.path.split("/") if part)
    return rf"(?:https?:)?//{re.escape(at.netloc)}{path}/+"


def _spelled_out(words: str) -> str:
    """Write letters that stand behind others as a browser reads them."""
    return unquote(html.unescape(re.sub(r"\\(?=\W)", "", words))).replace("\\", "/")


def cleaned(value: Any, clean: Clean) -> Any:
    """Return a value of any depth with its texts cleaned; one in which nothing is found is returned as it is."""
    if isinstance(value, Text):
        pairs = tuple((tag, clean(words)) for tag, words in value.values)
        return value if pairs == value.values else Text(pairs)
    if isinstance(value, str):
        return clean(value) if type(value) is str else value
    if isinstance(value, tuple):
        several = tuple(cleaned(one, clean) for one in value)
        return value if several == value else several
    if isinstance(value, dict):
        return {key: cleaned(one, clean) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        changes = {name: left for name, one in named if one and (left := cleaned(one, clean)) != one}
        return dataclasses.replace(value, **changes) if changes else value
    return value
