"""What holds for each record of the catalogue: conditions read from the top of the hierarchy down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from site_builder.model.conditions import Terms, bound, closed_on_doubt, terms
from site_builder.source.catalogue import Catalogue, Held
from site_builder.source.embargo import end_of


@dataclass(frozen=True, slots=True)
class Ruling:
    """The terms of a record, and those that bind a record below that states terms of its own."""

    terms: Terms
    binding: Terms | None


def rulings(catalogue: Catalogue, as_of: date) -> dict[str, Ruling]:
    """Return the ruling on every record, in the order of the hierarchy; a record that no root leads to has none."""
    found: dict[str, Ruling] = {}
    for record_id, above in catalogue.downwards():
        found[record_id] = rule(catalogue, record_id, found[above] if above is not None else None, as_of)
    return found


def rule(catalogue: Catalogue, record_id: str, above: Ruling | None, as_of: date) -> Ruling:
    """Return what holds for one record below `above`: what it states, or what it inherits where it states nothing."""
    held = catalogue.held[record_id]
    access = held.record.access
    if above is not None and access is None and not _doubtful(held):
        return above
    binding = above.binding if above is not None else None
    if access is None or _doubtful(held):
        own = bound(closed_on_doubt(record_id, access), binding)
        return Ruling(own, own)
    stated = terms(access, end_of(access, held, catalogue), as_of, record_id)
    own = bound(stated, binding)
    return Ruling(own, binding if access.children_may_open is True and stated.doubt is None else own)


def _doubtful(held: Held) -> bool:
    """Say whether to close the record whatever it states; a draft has no business here."""
    return held.broken or held.record.status != "published"


def openings(catalogue: Catalogue, as_of: date) -> tuple[tuple[str, int], ...]:
    """Return the days on which embargoes end, with the number of records that each frees, soonest first."""
    if not any(held.record.access is not None and held.record.access.status == "embargoed" for held in catalogue.held.values()):
        return ()
    ends = (ruling.terms.end for ruling in rulings(catalogue, as_of).values())
    return tuple(sorted(Counter(end.opens.isoformat() for end in ends if end is not None).items()))
