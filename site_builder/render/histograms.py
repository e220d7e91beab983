"""How records spread over time: decades as bars, ruled at Giáp Tý years for Vietnamese readers, else every fifty or hundred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from site_builder.model import output
from site_builder.model.catalogue import PublicRecord
from site_builder.render.edition import Edition
from site_builder.render.parts import Bar, Histogram, Tick
from site_builder.render.registers import Value, first_decade
from site_builder.render.rows import value_path

_ROOM = 90
"""Percent of the width beyond which a year would not fit under the last bar."""
_NEAR = 300
"""Years up to which every fifty is ruled."""
_SPAN = 60
"""More decades than this are drawn from the later end."""


def whole(edition: Edition, here: str) -> Histogram | None:
    """Return the histogram of the whole portal."""
    return histogram(
        edition, here, {int(key): len(found.records) for key, found in edition.registers.values["dates"].items()}
    )


def spread(edition: Edition, here: str, shown: PublicRecord) -> Histogram | None:
    """Return the histogram of everything below a fonds, on the axis of the whole portal."""
    counts = Counter(
        begins
        for below in edition.public.below(shown.id)
        if not below.children and (begins := first_decade(below.record.dates)) is not None
    )
    return histogram(edition, here, counts) if len(counts) > 1 else None


def histogram(edition: Edition, here: str, counts: Mapping[int, int]) -> Histogram | None:
    """Return bars for each decade from first to last, each a link to the records of that decade."""
    if not counts:
        return None
    last = max(counts)
    first = max(min(counts), last - 10 * (_SPAN - 1))
    tallest, strings = max(counts.values()), edition.strings
    bars = tuple(
        Bar(
            strings.t(
                "histogram.bar", decade=decade_name(decade), count=strings.n("count.records", counts.get(decade, 0))
            ),
            round(100 * counts.get(decade, 0) / tallest, 1),
            edition.link(here, output.page(edition.language, "browse", "dates", str(decade)))
            if counts.get(decade) and str(decade) in edition.registers.values["dates"]
            else "",
        )
        for decade in range(first, last + 10, 10)
    )
    return Histogram(strings.t("histogram.label"), bars, _ticks(edition, first, last + 10))


def _ticks(edition: Edition, first: int, end: int) -> tuple[Tick, ...]:
    step, origin, note = 50 if end - first <= _NEAR else 100, 0, ""
    if edition.language == "vi":
        step, origin, note = 60, 4, edition.strings.t("histogram.cycle")
    year = first + (origin - first) % step
    places = ((at, 100 * (at - first) / (end - first)) for at in range(year, end, step))
    return tuple(Tick(round(place, 2), str(at), note) for at, place in places if place < _ROOM)


def of_decade(edition: Edition, here: str, first: int) -> Histogram | None:
    """Return the years of a decade as bars, each a link to the records that begin in it; None where one page lists them all."""
    found = [edition.registers.years.get(str(year)) for year in range(first, first + 10)]
    counts = [len(one.records) if one else 0 for one in found]
    if not any(counts):
        return None
    strings = edition.strings
    bars = tuple(
        Bar(
            strings.t("histogram.bar", decade=first + at, count=strings.n("count.records", count)),
            round(100 * count / max(counts), 1),
            year_link(edition, here, one) if one else "",
        )
        for at, (one, count) in enumerate(zip(found, counts, strict=True))
    )
    return Histogram(strings.t("histogram.years"), bars, tuple(Tick(10.0 * at, str(first + at)) for at in range(0, 10, 2)))


def year_link(edition: Edition, here: str, found: Value) -> str:
    """Link to the records of a year; a single one is linked itself."""
    page = value_path(edition.language, "years", found) if found.own_page else edition.record_path(found.records[0])
    return edition.link(here, page)


def decade_name(decade: int) -> str:
    """Write a decade as its years: 1820–1829."""
    return f"{decade}–{decade + 9}"
