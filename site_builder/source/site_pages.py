"""Check the pages that authors write: their language, and that each address is theirs alone."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.model.portal import Page, Portal
from site_builder.problems import Problem
from site_builder.source.decode import Written

TAKEN = frozenset(
    {"records", "collections", "search", "browse", "timeline", "map", "institutions", "agents", "404", "contributions"}
)
"""The first steps of addresses below a language that the site itself uses."""


def check(written: Sequence[Written], portal: Portal | None, problems: list[Problem]) -> tuple[Page, ...]:
    """Return the published pages, each address of a language once."""
    kept: dict[tuple[str, str], Written] = {}
    for one in written:
        page = one.what
        if not isinstance(page, Page) or not one.readable:
            continue
        if portal is not None and page.language not in portal.languages:
            languages = ", ".join(portal.languages)
            problems.append(Problem(one.origin.file, 1, "E314", page.language, languages))
            continue
        address = (page.language, page.path)
        if page.path.partition("/")[0] in TAKEN:
            line = one.origin.at("path")
            problems.append(Problem(one.origin.file, line, "E313", f"{page.language}/{page.path}/", "site", key="path"))
        elif address in kept:
            first, line = kept[address].origin.file, one.origin.at("path")
            problems.append(Problem(one.origin.file, line, "E313", f"{page.language}/{page.path}/", first, key="path"))
        else:
            kept[address] = one
    pages = [one.what for one in kept.values() if isinstance(one.what, Page) and one.what.status == "published"]
    return tuple(sorted(pages, key=lambda page: (page.language, page.order, page.path)))
