"""What templates see of the two pages that are drawn: the timeline and the map."""

from __future__ import annotations

from typing import ClassVar

from site_builder.model.frozen import frozen
from site_builder.render.drawing import Drawing, Near
from site_builder.render.frame import Page
from site_builder.render.parts import Era, Histogram, Pager, Span
from site_builder.render.phrases import Link, Phrase


@frozen
class TimelineView:
    """`<lang>/timeline/`: eras, decades, and up to three records of each."""

    template: ClassVar[str] = "timeline.html"
    page: Page
    heading: str
    lead: Phrase | None = None
    histogram: Histogram | None = None
    eras: tuple[Era, ...] = ()
    spans: tuple[Span, ...] = ()
    undated: Link | None = None


@frozen
class MapView:
    """`<lang>/map/`: places that have coordinates; a drawing whose marks are links, and the same places as a list.

    `points` is the address of the places for the script; `locator` says where on a wider map the drawing lies.
    """

    template: ClassVar[str] = "map.html"
    page: Page
    heading: str
    lead: Phrase | None
    drawing: Drawing
    locator: Drawing | None = None
    points: str = ""
    groups: tuple[Near, ...] = ()
    count: str = ""
    pager: Pager | None = None
