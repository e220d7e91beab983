"""Pages of authority records: custodians, agents, and the places and subjects that have a record of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from site_builder.model.authorities import Agent, Authority, Institution, OtherName, Place, Subject
from site_builder.render import relatives
from site_builder.render.edition import Edition
from site_builder.render.kinship import Known, tables
from site_builder.render.lists import pager
from site_builder.render.markdown import html
from site_builder.render.parts import Area, Fact, Row
from site_builder.render.phrases import EMPTY, Link, Phrase
from site_builder.render.registers import LIST_PAGE, Value
from site_builder.render.rows import added_rows, authority_rows, control_rows, value_path
from site_builder.render.views import AuthorityView
from site_builder.render.words import joined, word

_TEXTS: dict[type, tuple[tuple[str, str], ...]] = {
    Institution: (
        ("address", "contact"),
        ("hours", "contact"),
        ("access_conditions", "services"),
        ("accessibility", "services"),
        ("services", "services"),
        ("reproduction", "services"),
        ("public_areas", "services"),
        ("holdings", "holdings"),
        ("finding_aids", "holdings"),
        ("collecting_policy", "holdings"),
        ("context", "context"),
        ("mandate", "context"),
        ("structure", "context"),
        ("buildings", "context"),
    ),
    Agent: (
        ("legal_status", "context"),
        ("functions", "context"),
        ("mandate", "context"),
        ("structure", "context"),
        ("context", "context"),
    ),
    Place: (),
    Subject: (("scope_note", "context"), ("use_for", "identity"), ("scheme", "identity")),
}
_ORDER = ("identity", "contact", "services", "holdings", "context", "relations", "notes", "control")


def authority_view(edition: Edition, kind: str, found: Value, number: int) -> AuthorityView:
    """Return the view of an authority record, and of the records it keeps, made or is named in, a page at a time."""
    here, strings = value_path(edition.language, kind, found, number), edition.strings
    known = tables(edition.public)[kind][found.slug]
    kept = len(found.records if kind == "institutions" else found.made)
    page, about = found.page(number), len(found.records) - kept
    holdings = page[: max(0, kept - (number - 1) * LIST_PAGE)]
    mentions = page[len(holdings) :]
    following = pager(edition, here, number, found.list_pages, lambda n: value_path(edition.language, kind, found, n))
    more = Link(Phrase(strings.t("list.next")), following.next) if following is not None and following.next else None
    heading = "authority.holdings" if kind == "institutions" else "authority.made"
    return AuthorityView(
        page=edition.page(here, edition.phrase(known.name).text, section="browse", tab=kind),
        kind=_kind(edition, known),
        title=edition.phrase(known.name),
        alternatives=tuple(_alternatives(edition, known)),
        facts=tuple(_facts(edition, known)) if number == 1 else (),
        lead=html(edition.phrase(known.history)) if known.history and number == 1 else None,
        lead_heading=strings.t("authority.life" if isinstance(known, Agent) and known.type == "person" else "authority.history"),
        areas=_areas(edition, here, kind, known) if number == 1 else (),
        holdings_heading=strings.n(heading, kept) if holdings else "",
        holdings=tuple(edition.entry(here, edition.public.records[one], chain=kind != "institutions") for one in holdings),
        holdings_more=None if mentions else more,
        mentions_heading=strings.n("authority.mentions", about) if mentions else "",
        mentions=tuple(edition.entry(here, edition.public.records[one]) for one in mentions),
        mentions_more=more if mentions else None,
    )


def _kind(edition: Edition, known: Known) -> str:
    strings = edition.strings
    if isinstance(known, Institution):
        return strings.t(f"institution.{known.kind}")
    if isinstance(known, Agent):
        return strings.t(f"agent.{known.type}")
    if isinstance(known, Place) and known.type:
        said = edition.phrase(known.type).text
        return said[:1].upper() + said[1:]
    return strings.t("authority.place" if isinstance(known, Place) else "authority.subject")


def _alternatives(edition: Edition, known: Authority) -> Iterator[Phrase]:
    said = edition.phrase(known.name)
    for tag, words in known.name:
        if words != said.text:
            yield Phrase(words, tag)


def _facts(edition: Edition, known: Known) -> Iterator[Fact]:
    strings = edition.strings
    if isinstance(known, Agent) and known.dates:
        notes = "; ".join(edition.phrase(one.note).text for one in known.dates if one.note)
        life = edition.dates(known.dates)
        yield Fact(strings.t("field.life"), Phrase(f"{life.text}; {notes}", life.lang) if notes else life)
    if isinstance(known, Institution) and known.identifier:
        yield Fact(strings.t("field.identifier"), Phrase(known.identifier))
    if isinstance(known, Institution) and known.country:
        yield Fact(strings.t("field.country"), Phrase(strings.country_name(known.country)))
    if isinstance(known, (Institution, Place)) and known.coordinates:
        point = known.coordinates
        yield Fact(strings.t("field.coordinates"), Phrase(f"{point.lat:.4f}, {point.lon:.4f}"))


def _areas(edition: Edition, here: str, kind: str, known: Known) -> tuple[Area, ...]:
    rows = [*_names(edition, known), *authority_rows(edition, here, known, _TEXTS[type(known)])]
    rows.extend(("relations", row) for row in relatives.rows(edition, here, kind, known))
    if isinstance(known, Institution):
        rows.extend(_contacts(edition, known))
    rows.extend(authority_rows(edition, here, known, (("notes", "notes"), ("sources", "control"))))
    rows.extend(("notes", row) for row in added_rows(edition, known.x))
    rows.extend(("control", row) for row in control_rows(edition, known.description_control))
    rows.sort(key=lambda pair: _ORDER.index(pair[0]))
    return tuple(
        Area(area, edition.strings.t(f"area.{area}"), tuple(row for _, row in group))
        for area, group in groupby(rows, key=lambda pair: pair[0])
    )


def _names(edition: Edition, known: Authority) -> Iterator[tuple[str, Row]]:
    """Yield the other names, each with what kind of name it is and when it was borne, and the numbers others give."""
    if known.other_names:
        names = tuple(Link(edition.phrase(one.name), note=_of_name(edition, one)) for one in known.other_names)
        yield "identity", Row(edition.strings.t("field.other_names"), names, "lines", key="other_names")
    numbers = [
        Link(Phrase(value), address, Phrase(scheme))
        for scheme, value, address in relatives.named_elsewhere(known)
    ]
    if numbers:
        yield "identity", Row(edition.strings.t("field.identifiers"), tuple(numbers), "lines", key="identifiers")


def _of_name(edition: Edition, one: OtherName) -> Phrase | None:
    kind = word(edition, "name", one.type) if one.type != "other" else EMPTY
    said = joined(", ", kind, edition.dates(one.dates))
    return said if said.text else None


def _contacts(edition: Edition, known: Institution) -> Iterator[tuple[str, Row]]:
    strings, links = edition.strings, []
    for contact in known.contacts:
        if contact.name:
            links.append(Link(edition.phrase(contact.name), note=edition.phrase(contact.note) if contact.note else None))
        if contact.email:
            links.append(Link(Phrase(contact.email), f"mailto:{contact.email}"))
        if contact.phone:
            links.append(Link(Phrase(contact.phone), "tel:" + quote(contact.phone.replace(" ", ""), safe="+")))
        if contact.url:
            links.append(Link(Phrase(contact.url), contact.url))
        if contact.note and not contact.name:
            links.append(Link(edition.phrase(contact.note)))
    if known.website:
        links.append(Link(Phrase(known.website), known.website))
    if links:
        yield "contact", Row(strings.t("field.contacts"), tuple(links), "lines", key="contacts")
    if known.requests is not None:
        desk = known.requests
        links = [Link(Phrase(strings.t("request.form")), desk.url)] if desk.url else []
        links += [Link(Phrase(desk.mailto), f"mailto:{desk.mailto.removeprefix('mailto:')}")] if desk.mailto else []
        if links:
            yield "services", Row(strings.t("field.requests"), tuple(links), "lines", key="requests")
