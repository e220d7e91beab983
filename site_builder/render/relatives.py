"""Rows of an authority record that lead to others: its whole and parts, broader and narrower, relations on either side."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.authorities import Agent, Authority, Institution, Place, Relation, Subject, Valid
from site_builder.render.edition import Edition
from site_builder.render.kinship import Known, tables
from site_builder.render.parts import Row
from site_builder.render.phrases import Link, Phrase
from site_builder.render.rows import value_path
from site_builder.render.words import joined, word

_PAIRS = (
    ("child", "parent"), ("descendant", "ancestor"), ("member", "member_of"), ("has_part", "part_of"),
    ("successor", "predecessor"), ("subordinate", "superior"),
    ("founder", "founded"), ("head", "headed"), ("employee", "employer"), ("student", "teacher"), ("owner", "owned"),
)
_INVERSE = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])} | {"family": "member"}


def rows(edition: Edition, here: str, kind: str, known: Known) -> Iterator[Row]:
    """Yield the rows of links to other authority records."""
    kin, named = edition.kinship, []
    if isinstance(known, (Institution, Place)):
        named.append(("part_of", [_to(edition, here, kind, known.part_of)] if known.part_of else []))
    if isinstance(known, Place):
        named.append(("former", [_former(edition, here, one) for one in known.former]))
    named.append(("parts", [_to(edition, here, kind, key) for key in kin.parts.get((kind, known.id), ())]))
    if isinstance(known, Place):
        named.append(("former_parts", [_to(edition, here, kind, key) for key in kin.formerly.get(known.id, ())]))
    if isinstance(known, Subject):
        named.append(("broader", [_to(edition, here, kind, key) for key in known.broader]))
        named.append(("narrower", [_to(edition, here, kind, key) for key in kin.narrower.get(known.id, ())]))
        related = dict.fromkeys((*known.related, *kin.related.get(known.id, ())))
        named.append(("see_also", [_to(edition, here, kind, key) for key in related]))
    if isinstance(known, Agent):
        named.append(("agent_places", [_to(edition, here, "places", place) for place in known.places]))
    named.append(("relations", [*_relations(edition, here, known)]))
    for name, links in named:
        if links:
            yield Row(edition.strings.t(f"field.{name}"), tuple(links), "lines", key=name)


def _to(edition: Edition, here: str, kind: str, key: str) -> Link:
    known = tables(edition.public)[kind].get(key)
    if known is None:
        return Link(Phrase(key))
    path = value_path(edition.language, kind, edition.registers.values[kind][key])
    return Link(edition.phrase(known.name), edition.link(here, path))


def _former(edition: Edition, here: str, one: Valid) -> Link:
    """Say what a place was called or belonged to, and when: a former name, or a former parent with the name it had there."""
    strings, name, dates = edition.strings, edition.phrase(one.name), edition.dates(one.dates).text
    if one.part_of is None:
        return Link(name, note=Phrase(", ".join(filter(None, (strings.t("place.former_name"), dates)))))
    parent = _to(edition, here, "places", one.part_of)
    said = ", ".join(filter(None, (strings.t("place.within"), dates)))
    called = strings.t("place.called", name=name.text) if name.text else ""
    return Link(parent.label, parent.href, Phrase("; ".join(filter(None, (said, called)))))


def _relations(edition: Edition, here: str, known: Known) -> Iterator[Link]:
    """Yield the relations that the record states, then those that others state of it and it does not."""
    told = {one.ref for one in known.relations}
    for one in known.relations:
        yield _relation(edition, here, one, one.ref, one.type)
    if isinstance(known, Agent) and known.living:
        return
    for key, one in edition.kinship.said.get(known.id, ()):
        if key not in told:
            yield _relation(edition, here, one, key, _INVERSE.get(one.type or "", one.type))


def _relation(edition: Edition, here: str, one: Relation, other: str | None, type_: str | None) -> Link:
    note = joined(", ", word(edition, "relation", type_), edition.phrase(one.note), edition.dates(one.dates))
    for kind, table in tables(edition.public).items():
        if other is not None and other in table:
            link = _to(edition, here, kind, other)
            return Link(link.label, link.href, note if note.text else None)
    if one.url:
        return Link(Phrase(one.url), one.url, note if note.text else None)
    return Link(note)


def named_elsewhere(authority: Authority) -> Iterator[tuple[str, str, str]]:
    """Yield (scheme, identifier, address) of the numbers that others give it; no address where the scheme is not known."""
    for written, value in authority.identifiers.items():
        scheme, address = _SCHEMES.get(written.lower(), (written.replace("_", " "), ""))
        yield scheme, value, value if value.startswith(("http://", "https://")) else address and address + value


_SCHEMES = {
    "geonames": ("GeoNames", "https://www.geonames.org/"),
    "isil": ("ISIL", ""),
    "isni": ("ISNI", "https://isni.org/isni/"),
    "lcnaf": ("LCNAF", "https://id.loc.gov/authorities/names/"),
    "lcsh": ("LCSH", "https://id.loc.gov/authorities/subjects/"),
    "ror": ("ROR", "https://ror.org/"),
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
}
