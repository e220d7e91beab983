"""Dates of an archive: the machine's EDTF beside the text as written, and what they mean in days and years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from site_builder.model.datehints import suggest
from site_builder.model.edtf import Bounds, EdtfError, bounds, year_of
from site_builder.model.text import TextField

__all__ = [
    "Bounds", "DateValue", "DatesField", "EdtfError", "bounds", "century", "decade", "decades", "hull", "sort_key",
    "suggest", "years",
]

DateType = Literal["creation", "accumulation", "publication", "issue", "capture", "other"]
Calendar = Literal["gregorian", "julian", "lunar", "reign", "sexagenary", "republican", "other"]


def check_edtf(value: str) -> str:
    """Return `value` if it is EDTF; else raise the error that names the reason and the likely right value."""
    try:
        bounds(value)
    except EdtfError as fault:
        raise PydanticCustomError(
            "edtf", "{reason}", {"reason": fault.reason, "part": fault.part, "nearest": suggest(value)}
        ) from None
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """One date of a record (ISAD(G) 3.1.3): `edtf` for machines, `display` as the archivist wrote it."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    type: DateType = "creation"
    edtf: Annotated[str, AfterValidator(check_edtf)] | None = None
    display: TextField | None = None
    calendar: Calendar | None = None
    note: TextField | None = None


def read_dates(value: Any) -> Any:
    """Read one EDTF value, one mapping, or a list of either."""
    values = value if isinstance(value, (list, tuple)) else [value]
    return [{"edtf": one} if isinstance(one, str) else one for one in values]


DatesField = Annotated[tuple[DateValue, ...], BeforeValidator(read_dates)]


def hull(dates: Iterable[DateValue]) -> Bounds | None:
    """Return the bounds of all dates together, None where none has a readable EDTF value."""
    spans = [span for date in dates if date.edtf and (span := _readable(date.edtf))]
    if not spans:
        return None
    if len(spans) == 1:
        return spans[0]
    lows, highs = [span.earliest for span in spans], [span.latest for span in spans]
    return Bounds(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _readable(edtf: str) -> Bounds | None:
    try:
        return bounds(edtf)
    except EdtfError:
        return None


def sort_key(span: Bounds) -> tuple[int, int]:
    """Return what sorts dates by time: by first day, then last; an open end counts as the other end."""
    first = span.earliest if span.earliest is not None else span.latest
    last = span.latest if span.latest is not None else span.earliest
    return first or 0, last or 0


def years(span: Bounds) -> tuple[int | None, int | None]:
    """Return the first and last year (astronomical: 0 is 1 BC), None for an open end."""
    return (
        None if span.earliest is None else year_of(span.earliest),
        None if span.latest is None else year_of(span.latest),
    )


def decade(year: int) -> int:
    """Return the first year of the decade: 1945 → 1940."""
    return year // 10 * 10


def century(year: int) -> int:
    """Return the number of the century: 1801–1900 → 19; 1 BC and before → 0 and below."""
    return (year + 99) // 100


def decades(span: Bounds, limit: int = 50) -> tuple[int, ...]:
    """Return the decades that a date touches, from its first to its last; an open end adds none, nor a span past `limit`."""
    first, last = years(span)
    start = decade(first if first is not None else last if last is not None else 0)
    end = decade(last if last is not None else first if first is not None else 0)
    touched = tuple(range(start, end + 1, 10))
    return touched if len(touched) <= limit else ()
