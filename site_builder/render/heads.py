"""What the page of a record says of itself: its title, and what a link to it shows where it is shared."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.model.catalogue import PublicRecord
from site_builder.model.rights import Visibility
from site_builder.render.edition import Edition
from site_builder.render.frame import Page
from site_builder.render.markdown import first_words

Machine = Callable[[PublicRecord, str], str]
"""Makes the JSON-LD of a record in a language, as text safe within a script element."""
_SHARED = 1200
"""Pixels that a shared picture should be wide, if it can be."""


def head(edition: Edition, here: str, shown: PublicRecord, number: int, machine: Machine) -> Page:
    """Return the head of a page of a record; its picture is the released one that cards show, none where cards show none."""
    full = shown.visibility is Visibility.FULL
    name = edition.title(shown).text
    picture = edition.picture("", shown, _SHARED) if full else None
    return edition.page(
        here,
        edition.strings.t("list.page_title", title=name, n=number) if number > 1 else name,
        section="collections",
        json_ld=machine(shown, edition.language) if full and number == 1 else "",
        description=_context(edition, here, shown) if full else "",
        kind="article",
        image=edition.address(picture.src) if picture else "",
        image_alt=(picture.alt.text or name) if picture else "",
    )


def _context(edition: Edition, here: str, shown: PublicRecord) -> str:
    """Say on one line what a shared link leads to: level and dates, where it stands, how its description begins."""
    record = shown.record
    what = (edition.level(record.level), edition.dates(record.dates).text)
    rungs = (f"{rung.level}: {rung.title.text}" if rung.title else rung.level for rung in edition.ladder(here, shown))
    scope = first_words(edition.phrase(record.scope_and_content).text, 160) if record.scope_and_content else ""
    return " · ".join(part for part in (", ".join(filter(None, what)), " › ".join(rungs), scope) if part)
