"""The access points of a finding aid: subjects, places, people, kinds of documents, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.formats.ead.fields import GENERIC, POINTS
from site_builder.formats.ead.prose import Element, name_of, words


def access_points(element: Element) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of controlaccess: one of our lists, or `controlaccess_…` for what is no access point."""
    for child in element:
        kind = name_of(child)
        if kind == "controlaccess":
            yield from access_points(child)
        elif kind in POINTS:
            parts = [words(part) for part in child if name_of(part) == "part" and words(part)]
            yield POINTS[kind], " -- ".join(parts) if parts else words(child)
        elif kind == "list":
            yield from _of_list(child)
        elif kind == "head":
            yield from _heading(child)
        elif kind and words(child):
            yield f"controlaccess_{kind}", words(child)


def _heading(element: Element) -> Iterator[tuple[str, str]]:
    """Yield a heading that says more than that these are access points."""
    if not set(re.findall(r"[a-z]+", words(element).lower())) <= GENERIC:
        yield "controlaccess_head", words(element)


def _of_list(element: Element) -> Iterator[tuple[str, str]]:
    for item in element:
        if any(name_of(one) in POINTS for one in item):
            yield from access_points(item)
        elif name_of(item) == "head":
            yield from _heading(item)
        elif words(item):
            yield "subjects", words(item)
