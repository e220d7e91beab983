"""Real text for the search: the 28,258 records of a museum (`corpora/scale/cmoa`), alone or among those of the made corpus."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks import corpus
from site_builder.search.documents import Document, FacetValue, FieldText

TABLE = Path(__file__).parents[2] / "shared" / "corpora" / "scale" / "cmoa" / "cmoa.csv.gz"
"""Where the museum's table lies, if it is there at all."""


def documents(count: int = 28_258) -> Iterator[Document]:
    """Give the first records of the museum as the index reads them."""
    with gzip.open(TABLE, "rt", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(islice(csv.DictReader(lines), count)):
            yield _document(number, row)


def mixed(count: int) -> Iterator[Document]:
    """Give `count` records, of the museum and of the made corpus in turn, until the museum has no more."""
    real, made = documents(), corpus.documents(count)
    for number in range(count):
        found = next(real, None) if number % 2 else None
        yield found or next(made)


def _document(number: int, row: dict[str, str]) -> Document:
    name = f"m{number:05}"
    title = row["title"] or row["identifier"] or name
    both = {"vi": title, "en": title}
    body = [row[key] for key in ("medium", "credit_line", "provenance_text", "creator_nationality") if row[key]]
    creators = [one for one in row["creator"].split(";") if one]
    department = row["department"] or "museum"
    return Document(
        id=name,
        url={tag: f"{tag}/records/{name}/" for tag in both},
        title=both,
        level="item",
        date=dict.fromkeys(both, row["creation_date"]),
        earliest=_day(row["creation_date_earliest"]),
        latest=_day(row["creation_date_latest"]),
        thumbnail=f"records/{name}/t.webp" if row["image_url"] else None,
        context={tag: [department] for tag in both},
        excerpt={tag: " ".join(body)[:400] for tag in both},
        fields={
            "title": [FieldText("en", title)],
            "identifier": [FieldText(None, row["identifier"])],
            "creator": [FieldText(None, one) for one in creators],
            "subject": [FieldText("en", row["classification"])],
            "date": [FieldText(None, row["creation_date"])],
            "body": [FieldText("en", one) for one in body],
        },
        facets={
            "collection": _values(department),
            "level": _values("item"),
            "creator": [value for one in creators for value in _values(one)],
            "subject": _values(row["classification"]),
        },
        sort_titles=both,
    )


def _values(key: str) -> list[FacetValue]:
    return [FacetValue(key, {"vi": key, "en": key})] if key else []


def _day(said: str) -> int | None:
    try:
        return date.fromisoformat(said).toordinal()
    except ValueError:
        return None
