"""Multilevel description: what a record takes from the nearest ancestor that states it (ISAD(G) 2.4, non-repetition)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.model.conditions import Terms
from site_builder.model.elements import elements
from site_builder.model.records import Record
from site_builder.model.rights import Visibility
from site_builder.source.redact import MINIMAL

INHERITED = tuple(one.name for one in elements(Record) if one.inherit and one.name != "access")


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that an ancestor hands down; `stated_by` is None where that ancestor is not to be named."""

    value: Any
    stated_by: str | None


Offers = Mapping[str, Offer]
"""By field."""
NOTHING: Offers = {}


def offers(record: Record, terms: Terms, above: Offers) -> Offers:
    """Return what the records below one may take: what it shows and states itself, else what reaches it from above.

    What a record may not show it hands down to nobody; a minimal one hands down its custodian, unnamed.
    """
    if terms.visibility not in (Visibility.FULL, Visibility.MINIMAL):
        return above
    full = terms.visibility is Visibility.FULL
    stated = {
        name: Offer(value, record.id if full else None)
        for name in INHERITED
        if name not in terms.hidden and (full or name in MINIMAL) and (value := getattr(record, name))
    }
    return {**above, **stated} if stated else above


def taken(record: Record, terms: Terms, offered: Offers) -> Offers:
    """Return what a record takes: what it may show and does not state."""
    if terms.visibility is Visibility.TOMBSTONE:
        return NOTHING
    minimal = terms.visibility is Visibility.MINIMAL
    return {
        name: offer
        for name, offer in offered.items()
        if not getattr(record, name)
        and name not in terms.hidden
        and not (name == "creators" and record.creator_unknown)
        and not (minimal and name not in MINIMAL)
    }
