"""One line of meaning for each field: its ISAD(G) element, its name in other standards, its part in pages and search."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Area = Literal["identity", "context", "content", "conditions", "allied", "notes", "control", "points", "vietnam", "objects", ""]
Kind = Literal[
    "text", "line", "prose", "dates", "extent", "refs", "terms", "codes", "notes", "related", "media", "number", "flag", "other"
]


@dataclass(frozen=True, slots=True)
class Element:
    """What one field means everywhere.

    `isad` is the ISAD(G) paragraph; `area` the ISAD(G) area that groups rows on pages; `kind` how the value is shown;
    the names are those of EAD3, EAD 2002, DCTERMS, schema.org; `iiif` says whether it stands in a manifest's metadata;
    `search` is the field of the search index that it feeds, `facet` the facet; `inherit` follows ISAD(G) 2.4
    (non-repetition); `minimal` marks the few fields that a record keeps whose access is minimal.
    """

    name: str = ""
    isad: str = ""
    area: Area = ""
    kind: Kind = "other"
    ead3: str = ""
    ead2002: str = ""
    dc: str = ""
    schema: str = ""
    iiif: bool = False
    search: str = ""
    facet: str = ""
    inherit: bool = False
    minimal: bool = False


def element(default: Any = None, **meaning: Any) -> Any:
    """Declare a record field together with its meaning; keywords are those of `Element`."""
    return dataclasses.field(default=default, metadata={"element": Element(**meaning)})


def elements(record_type: type) -> Iterator[Element]:
    """Yield the elements of a record type in the order of its fields, each with its field's name."""
    for field in dataclasses.fields(record_type):
        meaning = field.metadata.get("element")
        if meaning is not None:
            yield dataclasses.replace(meaning, name=field.name)
