"""Pages at addresses that lead to nothing of their own any more: on to what took its place, or a word that it was here."""

from __future__ import annotations

from dataclasses import replace

from site_builder.model import output
from site_builder.model.addresses import Former, paths
from site_builder.render.edition import Edition
from site_builder.render.frame import Alternate
from site_builder.render.parts import Fact
from site_builder.render.phrases import Link, Phrase
from site_builder.render.views import WithdrawnView


def former_view(edition: Edition, one: Former, here: str) -> WithdrawnView:
    """Return the view of an old address in one language."""
    return _moved(edition, one, here) if one.successor else _gone(edition, one, here)


def _moved(edition: Edition, one: Former, here: str) -> WithdrawnView:
    ((_, there),) = paths(one.kind, one.successor, [edition.language])
    others = edition.others if one.kind != "page" else ()
    return _onward(edition, here, there, tuple(_alternate(edition, one, here, tag, name) for tag, name in others))


def elsewhere_view(edition: Edition, there: str, here: str) -> WithdrawnView:
    """Return the view of an address in a language that the portal has no more: the way to the page in this one."""
    return _onward(edition, here, there, ())


def _onward(edition: Edition, here: str, there: str, alternates: tuple[Alternate, ...]) -> WithdrawnView:
    strings = edition.strings
    heading, link = strings.t("moved.heading"), edition.link(here, there)
    head = replace(edition.page(here, heading, alternates=False), canonical=edition.address(there), alternates=alternates)
    links = (Link(Phrase(edition.address(there)), link),)
    return WithdrawnView(head, heading, links=links, state=strings.t("moved.state"), onward=link)


def _alternate(edition: Edition, one: Former, here: str, tag: str, name: str) -> Alternate:
    ((_, path),) = paths(one.kind, one.successor, [tag])
    return Alternate(tag, name, edition.link(here, path), edition.address(path))


def _gone(edition: Edition, one: Former, here: str) -> WithdrawnView:
    strings = edition.strings
    facts = [Fact(strings.t("field.id"), Phrase(one.id))]
    if one.ended:
        facts.append(Fact(strings.t("former.ended"), Phrase(strings.date(one.ended))))
    heading, collections = strings.t("former.heading"), output.page(edition.language, "collections")
    return WithdrawnView(
        page=edition.page(here, heading, alternates=one.kind != "page", indexed=False),
        heading=heading,
        facts=tuple(facts),
        text=(Phrase(strings.t("former.text")), Phrase(strings.t("withdrawn.what_now"))),
        links=(Link(Phrase(strings.t("nav.collections")), edition.link(here, collections)),),
        state=strings.t("former.state"),
    )
