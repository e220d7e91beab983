"""What is public, what is not, why, and what opens when: the archive's own view of the gate, for the archive alone."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from site_builder.desk import access_words
from site_builder.model.conditions import Terms
from site_builder.model.records import Media
from site_builder.model.rights import FREE, Basis, Visibility
from site_builder.publish.plan import MANIFEST
from site_builder.source.catalogue import Catalogue, Held
from site_builder.source.redact import released
from site_builder.source.ruling import Ruling, openings, rulings
from site_builder.source.tracked import tracked
from site_builder.spoken import language, say

LISTED = 2000
"""Rows of the longest list that a browser shows with ease; the CSV holds all."""
COLUMNS = (
    "id", "title", "level", "collection", "status", "shown", "opens", "decided_by", "basis", "doubt",
    "files_public", "files_kept", "file", "line", "rule", "fields_hidden", "thumbnails_public", "counted", "reviewed",
    "review_due",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one record stands on a day. `decided_by` is the record whose condition holds, `doubt` the key that closed it.

    Of the `files_kept`, `thumbnails_public` are seen as small pictures all the same; `counted` says that a record which is
    not shown is told as a number. `reviewed` is when and by whom the condition was last looked at, `review_due` when it is
    to be looked at again.
    """

    id: str
    title: str
    level: str
    collection: str
    status: str
    shown: str
    opens: str
    decided_by: str
    basis: str
    doubt: str
    files_public: int
    files_kept: int
    file: str
    line: int
    rule: str
    fields_hidden: str
    thumbnails_public: int
    counted: bool
    reviewed: str
    review_due: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that the report says. `tracked` are files kept back that nevertheless lie in the portal's git repository."""

    as_of: str
    standings: Sequence[Standing]
    opens: Sequence[tuple[str, int]]
    tracked: Sequence[str]

    def by_status(self) -> list[tuple[str, int]]:
        """Return each status with its number of records, the commonest first."""
        return sorted(Counter(one.status for one in self.standings).items(), key=lambda pair: (-pair[1], pair[0]))

    def by_shown(self) -> Mapping[str, int]:
        """Return how many records are shown in full, minimally, as tombstones and not at all."""
        counts = Counter(one.shown for one in self.standings)
        return {each.value: counts[each.value] for each in Visibility}

    def held_back(self) -> list[Standing]:
        """Return the records of which people see less than all, or not all files."""
        return [
            one for one in self.standings
            if one.shown != Visibility.FULL or one.files_kept or one.fields_hidden or one.status not in FREE
        ]

    def opening(self) -> Mapping[str, list[Standing]]:
        """Return the records that open on each day."""
        found: dict[str, list[Standing]] = {}
        for one in self.standings:
            found.setdefault(one.opens, []).append(one)
        return found

    def doubtful(self) -> list[Standing]:
        """Return the records closed because their own condition is unclear."""
        return [one for one in self.standings if one.doubt and one.decided_by == one.id]


def report(catalogue: Catalogue, as_of: date, root: Path) -> Report:
    """Return how every record stands on a day; `root` is the portal's folder."""
    ruled = rulings(catalogue, as_of)
    standings = list(_standings(catalogue, ruled))
    return Report(as_of.isoformat(), standings, openings(catalogue, as_of), sorted(tracked(catalogue, ruled, root)))


def _standings(catalogue: Catalogue, ruled: Mapping[str, Ruling]) -> Iterator[Standing]:
    top: dict[str, str] = {}
    below_shown: set[str] = set()
    for record_id, above in catalogue.downwards():
        top[record_id] = top[above] if above is not None else record_id
        if above is not None and (above in below_shown or ruled[above].terms.visibility is Visibility.FULL):
            below_shown.add(record_id)
        yield _standing(catalogue.held[record_id], ruled[record_id].terms, top[record_id], record_id in below_shown)


def _standing(held: Held, terms: Terms, collection: str, below_shown: bool) -> Standing:
    record, access = held.record, terms.access
    public, thumbnails = _seen(record.media, terms)
    basis = access.basis if access is not None else ()
    reviewed = access.reviewed if access is not None else None
    return Standing(
        id=record.id, title=record.title.in_(language()), level=record.level, collection=collection,
        status=terms.status.value, shown=terms.visibility.value, opens=terms.end.opens.isoformat() if terms.end else "",
        decided_by=terms.holder, basis="; ".join(_said(one) for one in basis),
        doubt=terms.doubt or "", files_public=public, files_kept=len(record.media) - public,
        file=held.origin.file, line=held.origin.line,
        rule=access_words.rule(access.embargo_rule) if access is not None and access.embargo_rule else "",
        fields_hidden="; ".join(sorted(map(access_words.field, terms.hidden))), thumbnails_public=thumbnails,
        counted=terms.visibility is Visibility.HIDDEN and terms.counted and below_shown,
        reviewed=", ".join(filter(None, (reviewed.date, reviewed.by.in_(language()) if reviewed.by else ""))) if reviewed else "",
        review_due=min((one.review_date for one in basis if one.review_date), default=""),
    )


def _seen(media: Sequence[Media], terms: Terms) -> tuple[int, int]:
    """Return how many files people get, and how many of the others they see as small pictures."""
    left = [released((one,), terms) for one in media]
    public = sum(bool(some) and some[0].role == one.role for one, some in zip(media, left, strict=True))
    return public, sum(map(bool, left)) - public


def _said(basis: Basis) -> str:
    kind = say(f"access.basis.{basis.type}")
    return f"{kind}: {basis.citation.in_(language())}" if basis.citation else kind


def as_csv(standings: Iterable[Standing]) -> str:
    """Return the table, one record a row; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in standings:
        rows.writerow([_inert(getattr(one, name)) for name in COLUMNS])
    return "\ufeff" + buffer.getvalue()


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_json(made: Report) -> str:
    """Return what a timer needs to build on time: days and how many records open on each, and no word of which."""
    return json.dumps({"as_of": made.as_of, "opens": [{"date": day, "count": count} for day, count in made.opens]}, indent=2)


def as_html(made: Report) -> str:
    """Return the report as one page that needs nothing beside it."""
    pages = Environment(
        loader=PackageLoader("site_builder.desk", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )
    words = {"say": say, "day": access_words.day, "language": language(), "listed": LISTED}
    return pages.get_template("access_report.html").render(report=made, **words)


def is_published(folder: Path, output: Path) -> bool:
    """Say whether a folder lies in an output: the usual one, or any that a build has made."""
    return any(one == output or (one / MANIFEST).is_file() for one in (folder, *folder.parents))


def write(made: Report, folder: Path) -> tuple[Path, Path]:
    """Write the page and the table into a folder that is kept in the house; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    page, table = folder / "access-report.html", folder / "access-report.csv"
    page.write_text(as_html(made), encoding="utf-8")
    table.write_text(as_csv(made.standings), encoding="utf-8", newline="")
    return page, table
