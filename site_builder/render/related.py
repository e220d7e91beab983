"""Records of other files that share a value with this one, with the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from site_builder.model.catalogue import PublicRecord
from site_builder.model.rights import AccessStatus
from site_builder.render.edition import Edition

_COMMON = 2_000
"""A value that more records hold says little of any two of them."""


def neighbours_elsewhere(edition: Edition, shown: PublicRecord) -> Iterator[tuple[PublicRecord, str]]:
    """Yield (record, "same place: Vân Khê") of other parents, each record once, the next in the order of the archive."""
    record, seen = shown.record, {shown.id}
    for kind, refs in (("places", record.places), ("people", record.people), ("subjects", record.subjects)):
        for ref in refs:
            found = edition.registers.find(kind, ref)
            if found is None or not 1 < len(found.records) <= _COMMON:
                continue
            other = _next(edition, shown, found.records, seen)
            if other is not None:
                seen.add(other.id)
                yield other, edition.strings.t(f"related.{kind}", name=edition.phrase(ref.name).text)


def _next(edition: Edition, shown: PublicRecord, records: tuple[str, ...], seen: set[str]) -> PublicRecord | None:
    order = edition.registers.order
    start = bisect_right(records, order[shown.id], key=order.__getitem__)
    for offset in range(min(len(records), 12)):
        other = edition.public.records[records[(start + offset) % len(records)]]
        if (
            other.id not in seen
            and other.parent != shown.parent
            and other.access.status is AccessStatus.OPEN
            and not other.children
        ):
            return other
    return None
