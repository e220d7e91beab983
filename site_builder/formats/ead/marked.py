"""Markdown as the running text of EAD3: paragraphs, lists, emphasis, links; raw HTML keeps its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from markdown import Markdown

from site_builder.formats.ead.prose import Element
from site_builder.formats.escaping import escape, quoteattr
from site_builder.model.codes import is_web
from site_builder.model.text import is_unmarked_line

_MARKED = re.compile(r"[*_`#\[\]<>&\\|~]|^ *(?:[-+]|\d+[.)]) |^ {4}|^[=-]{3}| {2}\n", re.MULTILINE)
_EMPHASIS = {"em": "italic", "i": "italic", "strong": "bold", "b": "bold", "sub": "sub", "sup": "super", "code": "nonproport"}
_HOLDERS = frozenset({"div", "section", "blockquote", "article", "table", "thead", "tbody", "tfoot", "dl"})
_LISTS = {"ul": "unordered", "ol": "ordered"}
_UNSPOKEN = frozenset({"script", "style"})


def blocks(text: str) -> str:
    """Return a text in Markdown as EAD3's blocks; most texts bear no mark and are paragraphs alone."""
    if is_unmarked_line(text) or not _MARKED.search(text):
        return "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in text.split("\n\n") if part.strip())
    made = Markdown(extensions=["tables"]).convert(text)
    root = html.fromstring(f"<div>{made}</div>")
    return "".join(_blocks(root))


def _blocks(element: Element) -> Iterator[str]:
    line = _words(element.text)
    for child in element:
        kind = child.tag if isinstance(child.tag, str) else ""
        if kind in _LISTS or kind in _HOLDERS or kind in ("p", "tr", "pre", "dt", "dd") or re.fullmatch("h[1-6]", kind):
            yield from _paragraph(line)
            yield from _block(kind, child)
            line = _words(child.tail)
        else:
            line += _inline(child) + _words(child.tail)
    yield from _paragraph(line)


def _paragraph(line: str) -> Iterator[str]:
    if line.strip():
        yield f"<p>{' '.join(line.split())}</p>"


def _block(kind: str, element: Element) -> Iterator[str]:
    if kind in _LISTS:
        items = "".join(f"<item>{_content(one)}</item>" for one in element if one.tag == "li")
        yield f'<list listtype="{_LISTS[kind]}">{items}</list>' if items else ""
    elif kind in _HOLDERS:
        yield from _blocks(element)
    elif kind == "tr":
        yield from _paragraph("; ".join(_content(one) for one in element))
    elif kind in ("p", "pre", "dt", "dd"):
        yield from _paragraph(_content(element))
    else:
        yield from _paragraph(f'<emph render="bold">{_content(element)}</emph>')


def _content(element: Element) -> str:
    parts = [_words(element.text)]
    for child in element:
        parts += [_inline(child), _words(child.tail)]
    return "".join(parts).strip()


def _inline(element: Element) -> str:
    kind = element.tag if isinstance(element.tag, str) else ""
    if not kind or kind in _UNSPOKEN:
        return ""
    if kind == "br":
        return "<lb/>"
    if kind in _LISTS:
        return "".join(_block(kind, element))
    if kind == "img":
        return _words(element.get("alt"))
    inner, address = _content(element), element.get("href") or ""
    if kind == "a" and is_web(address):
        return f"<ref href={quoteattr(address)}>{_flat(element)}</ref>"
    if kind in _EMPHASIS and inner:
        return f'<emph render="{_EMPHASIS[kind]}">{_flat(element)}</emph>'
    return f" {inner} " if kind in ("p", "div") else inner


def _flat(element: Element) -> str:
    """Return the words within emphasis and links, which hold no more of either."""
    return _words("".join(map(str, element.itertext()))).strip()


def _words(text: str | None) -> str:
    return escape(text) if text else ""
