"""The gate: from everything the authors wrote, make the only catalogue that whatever builds the site can see."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from site_builder.model.addresses import Ledger
from site_builder.model.authorities import Authority
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.records import Record
from site_builder.model.rights import PublicAccess, Visibility
from site_builder.source import ledger, quotes
from site_builder.source.asides import aside
from site_builder.source.catalogue import Catalogue
from site_builder.source.discretion import discreet, named, published, unnamed
from site_builder.source.hierarchy import Hierarchy, hang
from site_builder.source.inheritance import NOTHING, Offers, offers, taken
from site_builder.source.pointers import Clean, cleaned, cleaner
from site_builder.source.redact import redacted, told, withdrawn
from site_builder.source.ruling import Ruling, rulings


def release(catalogue: Catalogue, as_of: date) -> PublicCatalogue:
    """Return what may be shown on a day.

    Every condition is read anew from what the authors wrote; on any doubt a record is closed. Deterministic: the same
    catalogue and day give the same result.
    """
    ruled = rulings(catalogue, as_of)
    hierarchy = hang(catalogue, ruled)
    clean = aside(_cleaner(catalogue, hierarchy, catalogue.held.keys() - hierarchy.linkable))
    records = _records(catalogue, ruled, hierarchy, clean)
    agents = catalogue.agents
    living = frozenset(key for key, agent in agents.items() if agent.living)
    authorities: tuple[Mapping[str, Authority], ...] = (catalogue.institutions, agents, catalogue.places, catalogue.subjects)
    known = {key for kind in authorities for key, one in kind.items() if one.status == "published"} | hierarchy.linkable
    institutions = discreet(catalogue.institutions, known, living, clean)
    people, places = discreet(agents, known, living, clean), discreet(catalogue.places, known, living, clean)
    subjects = discreet(catalogue.subjects, known, living, clean)
    pages = published(tuple(quotes.kept(page, records) for page in catalogue.pages), _cleaner(catalogue, hierarchy))
    nowhere = unnamed(
        {"institutions": institutions, "agents": people, "places": places, "subjects": subjects},
        (one.record for one in records.values()),
        pages,
    )
    public = PublicCatalogue(
        portal=cleaned(catalogue.portal, clean),
        as_of=as_of.isoformat(),
        records=records,
        roots=tuple(hierarchy.roots),
        institutions=institutions,
        agents=named("agents", people, nowhere),
        places=named("places", places, nowhere),
        subjects=named("subjects", subjects, nowhere),
        pages=pages,
        media_paths=_media_paths(catalogue.media_paths, records),
        withdrawn=tuple(one for one in records.values() if one.visibility is Visibility.TOMBSTONE),
    )
    return _remembering(public, catalogue.ledger) if catalogue.ledger else public


def _remembering(public: PublicCatalogue, known: Ledger) -> PublicCatalogue:
    """Add what the ledger says of addresses: since when there are those of today, and which there were."""
    since = {one.id: one.since for one in known.values() if one.kind == "record" and one.id in public.records}
    dropped = ledger.dropped(known, public.portal.languages)
    former = ledger.former(known, set(ledger.published(public)), dropped)
    return replace(public, since=since, former=former, dropped=dropped)


def _cleaner(catalogue: Catalogue, hierarchy: Hierarchy, beside: Container[str] = frozenset()) -> Clean:
    """Return what takes pointers to records that are not shown out of texts; addresses of old, which answer, stay.

    In texts of records a link may lead to one `beside` it.
    """
    portal, held = catalogue.portal, catalogue.held
    old = {one.id for one in catalogue.ledger.values() if one.kind == "record" and one.id not in held}
    languages = (*portal.languages, *ledger.dropped(catalogue.ledger, portal.languages))
    return cleaner(portal.base_url, languages, hierarchy.linkable | old, beside)


def _records(
    catalogue: Catalogue, ruled: Mapping[str, Ruling], hierarchy: Hierarchy, clean: Clean
) -> dict[str, PublicRecord]:
    left, inherited = _redacted(catalogue, ruled, hierarchy, clean)
    descendants, objects = _counts(left, hierarchy)
    places = _places(hierarchy)
    records: dict[str, PublicRecord] = {}
    said: dict[tuple[int, str | None], PublicAccess] = {}  # what shares its terms shares what is said of them
    for record_id, record in left.items():
        perch = hierarchy.perches[record_id]
        shown = ruled[record_id].terms
        reason, withdrawn_on = withdrawn(shown)
        key = id(shown), _stated_by(ruled, record_id)
        if key not in said:
            said[key] = cleaned(told(shown, key[1]), clean) if catalogue.pointing else told(shown, key[1])
        records[record_id] = PublicRecord(
            record=record,
            visibility=shown.visibility,
            access=said[key],
            collection=perch.collection or record_id,
            parent=perch.parent,
            ladder=perch.ladder,
            children=tuple(hierarchy.children.get(record_id, ())),
            place=places.get(record_id),
            closed=hierarchy.closed.get(record_id, 0),
            objects_below=objects[record_id],
            descendants=descendants[record_id],
            inherited=inherited[record_id],
            reason=reason,
            withdrawn_on=withdrawn_on,
            mute=bool(record.media) and not shown.allows("text"),
        )
    return records


def _redacted(
    catalogue: Catalogue, ruled: Mapping[str, Ruling], hierarchy: Hierarchy, clean: Clean
) -> tuple[dict[str, Record], dict[str, dict[str, str]]]:
    """Return what is left of each shown record, and the ids of the ancestors that state what it inherits."""
    left: dict[str, Record] = {}
    inherited: dict[str, dict[str, str]] = {}
    below: dict[str | None, Offers] = {None: NOTHING}
    for record_id, above in catalogue.downwards():
        held, terms, offered = catalogue.held[record_id], ruled[record_id].terms, below[above]
        record = held.record if held.origin.file not in catalogue.pointing else cleaned(held.record, clean)
        if catalogue.children.get(record_id):
            below[record_id] = offers(record, terms, offered)
        if record_id in hierarchy.perches:
            gains = taken(record, terms, offered)
            left[record_id] = redacted(record, terms, {name: gain.value for name, gain in gains.items()}, hierarchy.linkable)
            inherited[record_id] = {name: gain.stated_by for name, gain in gains.items() if gain.stated_by is not None}
    return left, inherited


def _counts(left: Mapping[str, Record], hierarchy: Hierarchy) -> tuple[dict[str, int], dict[str, int]]:
    """Return, by record, how many shown records are below it, and how many with objects are it or below it."""
    descendants = dict.fromkeys(left, 0)
    objects = {record_id: 1 if record.media else 0 for record_id, record in left.items()}
    for record_id in reversed(list(left)):
        parent = hierarchy.perches[record_id].parent
        if parent is not None and record_id in hierarchy.linkable:
            descendants[parent] += descendants[record_id] + 1
            objects[parent] += objects[record_id]
    return descendants, objects


def _places(hierarchy: Hierarchy) -> dict[str, tuple[int, int]]:
    return {
        child: (number, len(children))
        for children in hierarchy.children.values()
        for number, child in enumerate(children, start=1)
    }


def _stated_by(ruled: Mapping[str, Ruling], record_id: str) -> str | None:
    """Return the ancestor whose condition decides, if it is shown in full."""
    holder = ruled[record_id].terms.holder
    return holder if holder != record_id and ruled[holder].terms.visibility is Visibility.FULL else None


def _media_paths(paths: Mapping[tuple[str, str], Path], records: Mapping[str, PublicRecord]) -> dict[tuple[str, str], Path]:
    """Return the files of released media alone."""
    released: dict[tuple[str, str], Path] = {}
    for record_id, shown in records.items():
        for one in shown.record.media:
            for written in (one.path, one.thumbnail, one.captions):
                if written is not None and (record_id, written) in paths:
                    released[record_id, written] = paths[record_id, written]
    return released
