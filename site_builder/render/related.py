"""Records of other files that share a value with this one, with the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.records import Ref
from site_builder.model.rights import AccessStatus
from site_builder.render.registers import Registers

Neighbour = tuple[PublicRecord, str, Ref]
"""A record, and the register and value that it shares."""

STEPS = 12
"""So many records that hold the same value are looked at, one after the other."""
_COMMON = 2_000
"""A value that more records hold says little of any two of them."""


def neighbours_elsewhere(public: PublicCatalogue, registers: Registers, shown: PublicRecord) -> Iterator[Neighbour]:
    """Yield records of other parents, each once, the next in the order of the archive."""
    record, seen = shown.record, {shown.id}
    for kind, refs in (("places", record.places), ("people", record.people), ("subjects", record.subjects)):
        for ref in refs:
            found = registers.find(kind, ref)
            if found is None or not 1 < len(found.records) <= _COMMON:
                continue
            other = _next(public, registers, shown, found.records, seen)
            if other is not None:
                seen.add(other.id)
                yield other, kind, ref


def _next(
    public: PublicCatalogue, registers: Registers, shown: PublicRecord, records: tuple[str, ...], seen: set[str]
) -> PublicRecord | None:
    order = registers.order
    start = bisect_right(records, order[shown.id], key=order.__getitem__)
    for offset in range(min(len(records), STEPS)):
        other = public.records[records[(start + offset) % len(records)]]
        if (
            other.id not in seen
            and other.parent != shown.parent
            and other.access.status is AccessStatus.OPEN
            and not other.children
        ):
            return other
    return None
