"""When an embargo ends: on the day its author states, or the day that a rule gives."""

from __future__ import annotations

from site_builder.model.conditions import End, read_day
from site_builder.model.rights import Access
from site_builder.source.catalogue import Catalogue, Held


def end_of(access: Access, held: Held, catalogue: Catalogue) -> End | None:
    """Return the end of the embargo that `held` states, the later one of `until` and `embargo_rule`; None on doubt."""
    stated = read_day(access.until) if access.until is not None else None
    if access.embargo_rule is not None or stated is None:
        return None
    return End(stated)
