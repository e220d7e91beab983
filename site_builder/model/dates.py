"""Dates of an archive: EDTF level 0–1 and sets with their bounds, beside the text as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict

from site_builder.model.text import TextField

DateType = Literal["creation", "accumulation", "publication", "issue", "capture", "other"]
Calendar = Literal["gregorian", "julian", "lunar", "reign", "sexagenary", "republican", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """One date of a record (ISAD(G) 3.1.3): `edtf` for machines, `display` as the archivist wrote it."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    type: DateType = "creation"
    edtf: str | None = None
    display: TextField | None = None
    calendar: Calendar | None = None
    note: TextField | None = None


def read_dates(value: Any) -> Any:
    """Read one EDTF value, one mapping, or a list of either."""
    values = value if isinstance(value, (list, tuple)) else [value]
    return [{"edtf": one} if isinstance(one, str) else one for one in values]


DatesField = Annotated[tuple[DateValue, ...], BeforeValidator(read_dates)]
