"""How records spread over time: decades as bars, ruled at Giáp Tý years in Vietnamese portals, else every fifty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from site_builder.model import output
from site_builder.model.catalogue import PublicRecord
from site_builder.render.edition import Edition
from site_builder.render.parts import Bar, Histogram, Tick
from site_builder.render.registers import first_decade

_ROOM = 95
"""Percent of the width beyond which a year would not fit under the last bar."""
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
    vietnamese = "vi" in edition.public.portal.languages
    step, origin, note = (60, 4, edition.strings.t("histogram.cycle")) if vietnamese else (50, 0, "")
    year = first + (origin - first) % step
    places = ((at, 100 * (at - first) / (end - first)) for at in range(year, end, step))
    return tuple(Tick(round(place, 2), str(at), note) for at, place in places if place < _ROOM)


def decade_name(decade: int) -> str:
    """Write a decade as its years: 1820–1829."""
    return f"{decade}–{decade + 9}"
