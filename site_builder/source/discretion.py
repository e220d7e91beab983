"""What is left of authority records and pages once private details, and traces of what is not shown, are taken out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TypeVar

from site_builder.model.authorities import Agent, Authority, Institution, OtherName, Place, Relation, Subject
from site_builder.model.portal import Page
from site_builder.model.records import Record
from site_builder.source.asides import aside
from site_builder.source.pointers import Clean, cleaned

AnyAuthority = TypeVar("AnyAuthority", bound=Authority)
_LIKE_AN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_OF_A_LIFE = ("birth_name",)
_LED_TO = re.compile(r"\b(agents|places|subjects)/([a-z0-9][a-z0-9-]*)")
_NAMING = (("creators", "agents"), ("people", "agents"), ("places", "places"), ("subjects", "subjects"), ("genres", "subjects"))


def discreet(
    authorities: Mapping[str, AnyAuthority], shown: Container[str], living: Container[str], clean: Clean
) -> dict[str, AnyAuthority]:
    """Return published authority records, with relations only to what is `shown`, and nothing private of the `living`."""
    open_ones = {key: one for key, one in authorities.items() if one.status == "published"}
    return {key: cleaned(_discreet(one, shown, living), clean) for key, one in open_ones.items()}


def _discreet(authority: AnyAuthority, shown: Container[str], living: Container[str]) -> AnyAuthority:
    authority = _pointing(authority, shown)
    if authority.id in living:
        return _veiled(authority)
    if not authority.relations:
        return authority
    kept = tuple(_relation(one, living) for one in authority.relations if one.ref is None or one.ref in shown)
    return dataclasses.replace(authority, relations=kept)


def _pointing(authority: AnyAuthority, shown: Container[str]) -> AnyAuthority:
    """Take out of an authority record the ids of others that are not shown: wholes, former wholes, broader and related terms."""
    changes: dict[str, object] = {}
    if isinstance(authority, (Institution, Place)) and authority.part_of is not None and authority.part_of not in shown:
        changes["part_of"] = None
    if isinstance(authority, Place):
        former = (one if one.part_of in shown else dataclasses.replace(one, part_of=None) for one in authority.former)
        changes["former"] = tuple(one for one in former if one.part_of or one.name)
    if isinstance(authority, Subject):
        changes["broader"] = tuple(one for one in authority.broader if one in shown)
        changes["related"] = tuple(one for one in authority.related if one in shown)
    if isinstance(authority, Agent):
        changes["places"] = tuple(one for one in authority.places if one in shown or not _LIKE_AN_ID.fullmatch(one))
    changed = {name: value for name, value in changes.items() if value != getattr(authority, name)}
    return dataclasses.replace(authority, **changed) if changed else authority  # type: ignore[arg-type]  # the values of its own fields


def _relation(relation: Relation, living: Container[str]) -> Relation:
    """Take out of a relation what it says of a living person: when, and in which circumstances."""
    return dataclasses.replace(relation, dates=(), note=None) if relation.ref in living else relation


def _veiled(person: AnyAuthority) -> AnyAuthority:
    """Keep of a living person the names, identifiers and public functions."""
    names = tuple(OtherName(name=one.name, type=one.type) for one in person.other_names if one.type not in _OF_A_LIFE)
    private: dict[str, object] = {"other_names": names, "history": None, "relations": (), "sources": (), "notes": (),
                                  "description_control": None, "x": {}}
    if isinstance(person, Agent):
        private |= {"dates": (), "places": (), "legal_status": None, "context": None}
    return dataclasses.replace(person, **private)  # type: ignore[arg-type]  # the values of Authority's own fields


def unnamed(
    kinds: Mapping[str, Mapping[str, Authority]], records: Iterable[Record], pages: Iterable[Page]
) -> set[tuple[str, str]]:
    """Return (kind, id) of the authority records that nothing public names: no shown record, page, custodian, no other so named.

    Who is known only from what is not shown may not be known; custodians speak for themselves.
    """
    left = {(kind, key) for kind, held in kinds.items() for key in held if kind != "institutions"}
    left.difference_update(pair for page in pages for pair in _LED_TO.findall(page.body))
    for record in records if left else ():
        for name, kind in _NAMING:
            for ref in getattr(record, name):
                left.discard((kind, ref.id))
        if not left:
            break
    todo = [one for kind, held in kinds.items() for key, one in held.items() if (kind, key) not in left]
    while todo and left:
        for pointer in _pointers(todo.pop()):
            if pointer in left:
                left.discard(pointer)
                todo.append(kinds[pointer[0]][pointer[1]])
    return left


def named(kind: str, authorities: Mapping[str, AnyAuthority], nowhere: Container[tuple[str, str]]) -> dict[str, AnyAuthority]:
    """Return the authority records of a kind but for those."""
    return {key: one for key, one in authorities.items() if (kind, key) not in nowhere}


def _pointers(authority: Authority) -> Iterator[tuple[str, str]]:
    """Yield (kind, id) of all that an authority record may point to."""
    refs = [one.ref for one in authority.relations if one.ref is not None]
    yield from ((kind, ref) for ref in refs for kind in ("agents", "places", "subjects"))
    if isinstance(authority, Place):
        wholes = (authority.part_of, *(one.part_of for one in authority.former))
        yield from (("places", one) for one in wholes if one is not None)
    if isinstance(authority, Subject):
        yield from (("subjects", one) for one in (*authority.broader, *authority.related))
    if isinstance(authority, Agent):
        yield from (("places", one) for one in authority.places)


def published(pages: tuple[Page, ...], clean: Clean) -> tuple[Page, ...]:
    """Return the pages that are no drafts, without embeds of records that are not shown; a link to one leaves its words."""
    return tuple(_said(page, clean) for page in pages if page.status == "published")


def _said(page: Page, clean: Clean) -> Page:
    words = aside(clean)
    summary = words(page.summary) if page.summary is not None else None
    return dataclasses.replace(page, title=words(page.title), summary=summary, body=clean(page.body))
