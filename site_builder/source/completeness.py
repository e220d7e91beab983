"""How complete the descriptions of each collection are: the share of what must be there that is filled.

That is the title and the level, which every record must have, and what the profiles ask for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from site_builder.source import profiles
from site_builder.source.catalogue import Catalogue, Held
from site_builder.source.profiles import Asked

_NOTHING = frozenset[str]()
_WISHED = "strict"
_ALWAYS = (Asked("", "title"), Asked("", "level"))
"""The two of the six elements of ISAD(G) I.12 without which nothing is a record."""


@dataclass
class Share:
    """How many elements are asked for, how many of them are filled, and which are missing in how many records."""

    asked: int = 0
    filled: int = 0
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, wanted: frozenset[str], without: frozenset[str]) -> None:
        """Count one record."""
        self.asked += len(wanted)
        self.filled += len(wanted) - len(without)
        self.missing.update(without)

    @property
    def percent(self) -> float:
        """Percent, one decimal, rounded down so that only what is whole says 100."""
        return 1000 * self.filled // self.asked / 10 if self.asked else 100.0

    def most(self) -> list[tuple[str, int]]:
        """Return the elements missing, the commonest first."""
        return sorted(self.missing.items(), key=lambda pair: (-pair[1], pair[0]))


@dataclass
class Completeness:
    """A collection: `mandatory` is title, level and what the profiles ask for, `recommended` what `strict` asks for besides."""

    id: str
    records: int = 0
    mandatory: Share = field(default_factory=Share)
    recommended: Share = field(default_factory=Share)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        shares = {"mandatory": self.mandatory, "recommended": self.recommended}
        return {"collection": self.id, "records": self.records} | {
            name: {"percent": one.percent, "asked": one.asked, "filled": one.filled, "missing": dict(one.most())}
            for name, one in shares.items()
        }


def completeness(catalogue: Catalogue) -> Iterator[Completeness]:
    """Yield each collection in the archive's order; an element that an ancestor states counts where it is handed down."""
    asked = (*_ALWAYS, *profiles.asked(catalogue.portal.profiles))
    names = {one.element for one in asked}
    wished = tuple(one for one in profiles.asked((_WISHED,)) if one.element not in names)
    stated: dict[str | None, frozenset[str]] = {None: _NOTHING}
    found: Completeness | None = None
    for record_id, parent in catalogue.downwards():
        held, above = catalogue.held[record_id], stated[parent]
        if parent is None:
            if found is not None:
                yield found
            found = Completeness(record_id)
        if found is not None:
            found.records += 1
            found.mandatory.add(*_elements(held, above, asked))
            found.recommended.add(*_elements(held, above, wished))
        stated[record_id] = above | profiles.stated(held.record)
    if found is not None:
        yield found


def _elements(held: Held, above: frozenset[str], rows: Sequence[Asked]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the elements asked for at a record's level, and those of them that are missing."""
    wanted = frozenset(one.element for one in rows if held.record.level in one.levels)
    return wanted, frozenset(problem.key for problem in profiles.missing(held, above, _NOTHING, rows)) & wanted
