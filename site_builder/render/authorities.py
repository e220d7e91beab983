"""Pages of authority records: custodians, agents, and the places and subjects that have a record of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.model.authorities import Agent, Authority, Institution, Place, Relation, Subject, Valid
from site_builder.render.edition import Edition
from site_builder.render.lists import pager
from site_builder.render.parts import Area, Fact, Row
from site_builder.render.phrases import Link, Phrase
from site_builder.render.registers import LIST_PAGE, Value
from site_builder.render.rows import authority_rows, html, value_path
from site_builder.render.views import AuthorityView

Known = Institution | Agent | Place | Subject
_TEXTS: dict[type, tuple[tuple[str, str], ...]] = {
    Institution: (
        ("address", "contact"),
        ("hours", "contact"),
        ("access_conditions", "services"),
        ("accessibility", "services"),
        ("services", "services"),
        ("reproduction", "services"),
        ("holdings", "holdings"),
        ("finding_aids", "holdings"),
        ("collecting_policy", "holdings"),
        ("mandate", "context"),
        ("structure", "context"),
        ("buildings", "context"),
    ),
    Agent: (
        ("places", "context"),
        ("legal_status", "context"),
        ("functions", "context"),
        ("mandate", "context"),
        ("structure", "context"),
        ("context", "context"),
    ),
    Place: (),
    Subject: (("scope_note", "context"), ("use_for", "identity")),
}
_ORDER = ("identity", "contact", "services", "holdings", "context", "relations", "control")


def table(edition: Edition, kind: str) -> dict[str, Known]:
    """Return the authority records of a register."""
    public = edition.public
    tables: dict[str, dict[str, Known]] = {
        "institutions": dict(public.institutions),
        "people": dict(public.agents),
        "places": dict(public.places),
        "subjects": dict(public.subjects),
    }
    return tables.get(kind, {})


def authority_view(edition: Edition, kind: str, found: Value, number: int) -> AuthorityView:
    """Return the view of an authority record, and of the records that name it, a page at a time."""
    here, strings = value_path(edition.language, kind, found, number), edition.strings
    known = table(edition, kind)[found.slug]
    holdings = [edition.public.records[one] for one in found.records] if kind == "institutions" else []
    start = (number - 1) * LIST_PAGE
    mentions = [] if holdings else [edition.public.records[one] for one in found.records[start : start + LIST_PAGE]]
    following = pager(edition, here, number, found.list_pages, lambda n: value_path(edition.language, kind, found, n))
    more = Link(Phrase(strings.t("list.next")), following.next) if following is not None and following.next else None
    return AuthorityView(
        page=edition.page(here, edition.phrase(known.name).text, section="browse", tab=kind),
        kind=_kind(edition, known),
        title=edition.phrase(known.name),
        alternatives=tuple(_alternatives(edition, known)),
        facts=tuple(_facts(edition, known)) if number == 1 else (),
        lead=html(edition.phrase(known.history)) if known.history and number == 1 else None,
        areas=_areas(edition, here, kind, known) if number == 1 else (),
        holdings_heading=strings.t("authority.holdings") if holdings else "",
        holdings=tuple(edition.entry(here, shown, chain=False) for shown in holdings),
        mentions_heading=strings.n("authority.mentions", len(found.records)) if mentions else "",
        mentions=tuple(edition.entry(here, shown) for shown in mentions),
        mentions_more=more,
    )


def _kind(edition: Edition, known: Known) -> str:
    strings = edition.strings
    if isinstance(known, Institution):
        return strings.t(f"institution.{known.kind}")
    if isinstance(known, Agent):
        return strings.t(f"agent.{known.type}")
    if isinstance(known, Place) and known.type:
        return edition.phrase(known.type).text
    return strings.t("authority.place" if isinstance(known, Place) else "authority.subject")


def _alternatives(edition: Edition, known: Authority) -> Iterator[Phrase]:
    said = edition.phrase(known.name)
    for tag, words in known.name:
        if words != said.text:
            yield Phrase(words, tag)
    for other in known.other_names:
        yield edition.phrase(other.name)


def _facts(edition: Edition, known: Known) -> Iterator[Fact]:
    strings = edition.strings
    if isinstance(known, Agent) and known.dates:
        yield Fact(strings.t("field.life"), edition.dates(known.dates))
    if isinstance(known, Institution) and known.identifier:
        yield Fact(strings.t("field.identifier"), Phrase(known.identifier))
    if isinstance(known, (Institution, Place)) and known.coordinates:
        point = known.coordinates
        yield Fact(strings.t("field.coordinates"), Phrase(f"{point.lat:.4f}, {point.lon:.4f}"))


def _areas(edition: Edition, here: str, kind: str, known: Known) -> tuple[Area, ...]:
    rows = [*authority_rows(edition, here, known, _TEXTS[type(known)]), *_links(edition, here, kind, known)]
    if isinstance(known, Institution):
        rows.extend(_contacts(edition, known))
    rows.extend(authority_rows(edition, here, known, (("sources", "control"), ("notes", "control"))))
    rows.sort(key=lambda pair: _ORDER.index(pair[0]))
    return tuple(
        Area(area, edition.strings.t(f"area.{area}"), tuple(row for _, row in group))
        for area, group in groupby(rows, key=lambda pair: pair[0])
    )


def _contacts(edition: Edition, known: Institution) -> Iterator[tuple[str, Row]]:
    strings, links = edition.strings, []
    for contact in known.contacts:
        if contact.name:
            links.append(Link(edition.phrase(contact.name)))
        if contact.email:
            links.append(Link(Phrase(contact.email), f"mailto:{contact.email}"))
        if contact.phone:
            links.append(Link(Phrase(contact.phone)))
        if contact.url:
            links.append(Link(Phrase(contact.url), contact.url))
    if known.website:
        links.append(Link(Phrase(known.website), known.website))
    if links:
        yield "contact", Row(strings.t("field.contacts"), tuple(links), "lines", key="contacts")


def _links(edition: Edition, here: str, kind: str, known: Known) -> Iterator[tuple[str, Row]]:
    """Yield what leads to other authorities: the whole and its parts, broader and narrower, relations, former parents."""
    named: list[tuple[str, list[Link]]] = []
    if isinstance(known, (Institution, Place)) and known.part_of:
        named.append(("part_of", [_to(edition, here, kind, known.part_of)]))
    if isinstance(known, Place):
        named.append(("former", [_former(edition, here, one) for one in known.former]))
        named.append(
            (
                "parts",
                [
                    _to(edition, here, kind, key)
                    for key, place in edition.public.places.items()
                    if place.part_of == known.id
                ],
            )
        )
    if isinstance(known, Subject):
        named.append(("broader", [_to(edition, here, kind, key) for key in known.broader]))
        narrower = [key for key, subject in edition.public.subjects.items() if known.id in subject.broader]
        named.append(("narrower", [_to(edition, here, kind, key) for key in narrower]))
        named.append(("see_also", [_to(edition, here, kind, key) for key in known.related]))
    named.append(("relations", [_relation(edition, here, one) for one in known.relations]))
    for name, links in named:
        if links:
            yield "relations", Row(edition.strings.t(f"field.{name}"), tuple(links), "lines", key=name)


def _to(edition: Edition, here: str, kind: str, key: str) -> Link:
    known = table(edition, kind).get(key)
    if known is None:
        return Link(Phrase(key))
    return Link(
        edition.phrase(known.name),
        edition.link(here, value_path(edition.language, kind, edition.registers.values[kind][key])),
    )


def _former(edition: Edition, here: str, one: Valid) -> Link:
    name, parent, dates = one.name, one.part_of, edition.dates(one.dates)
    link = _to(edition, here, "places", parent) if parent else Link(edition.phrase(name))
    said = ", ".join(part for part in (edition.phrase(name).text if parent and name else "", dates.text) if part)
    return Link(link.label, link.href, Phrase(said) if said else None)


def _relation(edition: Edition, here: str, one: Relation) -> Link:
    kind_of = (one.type or "").replace("_", " ")
    key = f"relation.{one.type}"
    said = edition.strings.t(key) if key in edition.strings else kind_of
    note = Phrase(", ".join(filter(None, (said, edition.phrase(one.note).text, edition.dates(one.dates).text))))
    for kind in ("people", "institutions", "places", "subjects"):
        if one.ref in table(edition, kind):
            return Link(_to(edition, here, kind, one.ref).label, _to(edition, here, kind, one.ref).href, note)
    if one.url:
        return Link(Phrase(one.url), one.url, note)
    return Link(note)
