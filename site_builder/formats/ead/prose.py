"""The running text of a finding aid as Markdown: paragraphs, lists, tables, chronologies, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from site_builder.formats.imported import addressed, clean

Element: TypeAlias = "etree._Element"  # noqa: SLF001  # the only name lxml gives it
_SPECIAL = re.compile(r"([\\*`\[\]|]|(?<!\w)_|_(?!\w)|^#|^>)")
_BLOCKS = frozenset(
    {
        "p",
        "list",
        "table",
        "chronlist",
        "index",
        "blockquote",
        "legalstatus",
        "address",
        "note",
        "head",
        "bibref",
        "div",
        "scopecontent",
        "bioghist",
        "arrangement",
        "accessrestrict",
        "userestrict",
        "acqinfo",
        "custodhist",
        "odd",
        "listhead",
        "relatedmaterial",
        "separatedmaterial",
        "bibliography",
        "otherfindaid",
        "originalsloc",
        "altformavail",
        "processinfo",
        "appraisal",
        "accruals",
        "phystech",
        "prefercite",
        "fileplan",
        "didnote",
        "quote",
        "dsc",
        "archref",
        "descrules",
        "item",
        "chronitem",
        "indexentry",
        "defitem",
        "tgroup",
        "thead",
        "tbody",
        "row",
        "titlepage",
        "publisher",
        "date",
        "langmaterial",
    }
)
_COMPONENT = re.compile(r"c(0[1-9]|1[0-2])?$")
_BOLD = re.compile(r"bold|smcaps")


def name_of(element: Element) -> str:
    """Return an element's name without its namespace; comments and instructions have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_component(element: Element) -> bool:
    """Say whether an element is a component, numbered or not."""
    return bool(_COMPONENT.match(name_of(element)))


def words(element: Element) -> str:
    """Return all text within an element on one line."""
    return clean(" ".join("".join(_strings(element)).split()))


def _strings(element: Element) -> Iterator[str]:
    """Yield the text of an element, with a blank where one part ends and another begins."""
    if isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            joined = name_of(child) in ("emph", "expan", "abbr")
            yield "" if joined else " "
            yield from _strings(child)
            yield "" if joined else " "
            yield child.tail or ""


def markdown(element: Element) -> str:
    """Return the content of an element as Markdown."""
    return clean("\n\n".join(block for block in _blocks(element) if block.strip()))


def _blocks(element: Element) -> Iterator[str]:
    """Yield the blocks within an element; text between them is a paragraph of its own."""
    line = _escaped(element.text)
    for child in element:
        if name_of(child) in _BLOCKS:
            yield " ".join(line.split())
            yield from _block(child)
            line = _escaped(child.tail)
        else:
            line += _inline(child) + _escaped(child.tail)
    yield _lines(line)


def _lines(line: str) -> str:
    return "  \n".join(" ".join(part.split()) for part in line.split("\0") if part.strip())


def _block(element: Element) -> Iterator[str]:
    kind = name_of(element)
    if kind == "list":
        yield "\n".join(_list(element, ""))
    elif kind == "table":
        yield "\n".join(_table(element))
    elif kind == "chronlist":
        yield "\n".join(_chronology(element))
    elif kind in ("blockquote", "quote"):
        yield "\n".join("> " + line for line in markdown(element).split("\n"))
    elif kind == "head":
        if words(element):
            yield f"**{' '.join(_content(element).split())}**"
    elif kind == "index":
        yield from (f"**{words(one)}**" for one in element if name_of(one) in ("head", "listhead"))
        yield "\n".join(f"- {words(one)}" for one in element if name_of(one) == "indexentry")
        yield from (one for child in element if name_of(child) in ("p", "list", "note") for one in _block(child))
    elif kind == "address":
        yield "  \n".join(words(one) for one in element if words(one))
    else:
        yield from _blocks(element)


def _list(element: Element, indent: str) -> Iterator[str]:
    ordered = element.get("type") == "ordered" or element.get("listtype") == "ordered"
    if element.text and element.text.strip():
        yield indent + f"- {' '.join(_escaped(element.text).split())}"
    number = 0
    for child in element:
        kind = name_of(child)
        if kind in ("item", "defitem"):
            number += 1
            nested = [one for one in child if name_of(one) == "list"]
            own = _without(child, nested) if kind == "item" else _defined(child)
            yield f"{indent}{f'{number}.' if ordered else '-'} {own}".rstrip()
            for one in nested if kind == "item" else ():
                yield from _list(one, indent + "    ")
        elif kind == "list":
            yield from _list(child, indent)
        elif kind in _HEADS and words(child) and not indent:
            yield f"**{words(child)}**\n"
        elif kind and words(child):
            yield f"{indent}- {words(child)}"


_HEADS = frozenset({"head", "listhead"})
"""What stands over a list; over one within a list it is its first line."""


def _without(element: Element, nested: list[Element]) -> str:
    line = _escaped(element.text)
    for child in element:
        line += ("" if child in nested else " " + _inline(child) + " ") + _escaped(child.tail)
    return " ".join(line.replace("\0", " ").split())


def _defined(element: Element) -> str:
    parts = [words(one) for one in element if words(one)]
    return f"{parts[0]}: {' '.join(parts[1:])}" if len(parts) > 1 else "".join(parts)


def _chronology(element: Element) -> Iterator[str]:
    for child in element:
        if name_of(child) == "chronitem":
            parts = [words(one) for one in child.iterdescendants() if name_of(one) in _DATED and words(one)]
            yield "- " + (f"{parts[0]}: {'; '.join(parts[1:])}" if len(parts) > 1 else words(child))
        elif words(child):
            yield f"**{words(child)}**\n"


_DATED = frozenset({"date", "datesingle", "daterange", "event", "geogname"})


def _table(element: Element) -> Iterator[str]:
    yield from (f"**{words(one)}**\n" for one in element if name_of(one) == "head")
    rows = [
        [_cell(cell) for cell in row if name_of(cell) in ("entry", "cell")]
        for row in element.iterdescendants()
        if name_of(row) == "row"
    ]
    width = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows):
        yield "| " + " | ".join(row + [""] * (width - len(row))) + " |"
        if number == 0:
            yield "|" + " --- |" * width


def _cell(element: Element) -> str:
    return words(element).replace("|", "\\|")


def _content(element: Element) -> str:
    return _escaped(element.text) + "".join(_inline(child) + _escaped(child.tail) for child in element)


def _inline(element: Element) -> str:
    kind = name_of(element)
    if kind == "lb":
        return "\0"
    if not kind:
        return ""
    inner = " ".join(_content(element).replace("\0", " ").split()) if len(element) else " ".join(_escaped(element.text).split())
    if kind in _BLOCKS:
        inner = " ".join(words(element).split())
    address = next((value for key, value in element.attrib.items() if etree.QName(key).localname == "href"), None)
    target = addressed(str(address)) if address else None
    if target is not None:
        return f"[{inner or target}]({target})"
    if kind in ("emph", "title") and inner:
        mark = "**" if _BOLD.search(element.get("render", "")) else "*"
        return f"{mark}{inner}{mark}"
    return f" {inner} " if kind not in ("expan", "abbr", "ref", "extref") else inner


def _escaped(text: str | None) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("<", "&lt;") if text else ""
