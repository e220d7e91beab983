"""Lists in pages: where one stands among them."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.render.edition import Edition
from site_builder.render.parts import Pager


def pager(edition: Edition, here: str, number: int, total: int, path: Callable[[int], str]) -> Pager | None:
    """Return the pager of page `number` of `total`, or None where all is on one; `path` gives a page's path."""
    if total < 2:
        return None
    strings = edition.strings
    links: list[tuple[str, str]] = []
    last = 0
    for page in sorted({1, 2, number - 2, number - 1, number, number + 1, number + 2, total - 1, total}):
        if 1 <= page <= total:
            if links and page - last > 1:
                links.append(("…", ""))
            links.append((strings.number(page), "" if page == number else edition.link(here, path(page))))
            last = page
    return Pager(
        strings.t("list.page", n=strings.number(number), total=strings.number(total)),
        tuple(links),
        edition.link(here, path(number - 1)) if number > 1 else "",
        edition.link(here, path(number + 1)) if number < total else "",
    )
