"""The way through a guided story: stops with the one before and the one after, on its page and on each record's own."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from site_builder.model import output
from site_builder.model.catalogue import PublicRecord
from site_builder.render.edition import Edition
from site_builder.render.parts import Mention
from site_builder.render.phrases import Link, Phrase


def mentions(edition: Edition, here: str, shown: PublicRecord) -> tuple[Mention, ...]:
    """Lead back to the written pages that name a record; where it is a stop of one, also to the stops around it."""
    return tuple(_mentions(edition, here, shown))


def _mentions(edition: Edition, here: str, shown: PublicRecord) -> Iterator[Mention]:
    for told in edition.stories.get(shown.id, ()):
        if told.language != edition.language or not told.path:
            continue
        page = Link(Phrase(told.title), edition.link(here, output.page(told.language, *told.path.split("/"))))
        if shown.id not in told.stops:
            yield Mention(page)
            continue
        at = told.stops.index(shown.id)
        around = [told.stops[one] if 0 <= one < len(told.stops) else None for one in (at - 1, at + 1)]
        before, after = (_to(edition, here, one) if one is not None else None for one in around)
        at_stop = Link(page.label, f"{page.href}#stop-{at + 1}")
        yield Mention(at_stop, edition.strings.t("story.stop", n=at + 1, total=len(told.stops)), before, after)


def _to(edition: Edition, here: str, record_id: str) -> Link:
    return Link(edition.title(edition.public.records[record_id]), edition.link(here, edition.record_path(record_id)))


def stop(edition: Edition, number: int, total: int) -> str:
    """Return the line of a stop on the story's own page, with links to the stops before and after."""
    strings, ways = edition.strings, []
    for other, key in ((number - 1, "story.before"), (number + 1, "story.after")):
        if 1 <= other <= total:
            ways.append(Markup('<a href="#stop-{}">{}</a>').format(other, strings.t(key)))
    said = escape(strings.t("story.stop", n=number, total=total))
    return f'<p class="stop"><strong>{said}</strong> {" ".join(ways)}</p>'
