"""The finding aid of a fonds: everything shown below it, on one page to print, in parts above a size."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model import output
from site_builder.model.catalogue import PublicRecord
from site_builder.render.edition import Edition
from site_builder.render.lists import pager
from site_builder.render.parts import Branch, Fact
from site_builder.render.phrases import Link, Phrase
from site_builder.render.rows import areas
from site_builder.render.views import FindingAidView

PART = 500
"""Records of a finding aid on one page; about 250 kB of HTML."""


def has_finding_aid(shown: PublicRecord) -> bool:
    """Say whether a record is the top of a hierarchy that is shown."""
    return shown.parent is None and bool(shown.children)


def parts_of(shown: PublicRecord) -> int:
    """Return how many pages a finding aid takes."""
    return max(1, -(-shown.descendants // PART))


def path_of(language: str, shown: PublicRecord, number: int) -> str:
    """Return the path of one part of a finding aid."""
    return output.page(language, "records", shown.id, "finding-aid", *((str(number),) if number > 1 else ()))


def finding_aid_view(edition: Edition, shown: PublicRecord, number: int) -> FindingAidView:
    """Return the view of one part of a finding aid; the description of the fonds itself stands in the first."""
    here, strings = path_of(edition.language, shown, number), edition.strings
    title, record = edition.title(shown), shown.record
    facts = (
        (strings.t("field.identifier"), Phrase(record.identifier or "")),
        (strings.t("field.dates"), edition.dates(record.dates)),
        (strings.t("field.extent"), edition.extent(record.extent)),
        (strings.t("field.access"), Phrase(edition.access(shown).label)),
    )
    keeper = record.institution
    return FindingAidView(
        page=edition.page(here, strings.t("finding_aid.title", title=title.text), section="collections"),
        kind=strings.t("finding_aid.kind"),
        title=title,
        custodian=(edition.phrase(keeper.name),) if keeper else (),
        alternatives=tuple(Phrase(words, tag) for tag, words in record.title if words != title.text),
        facts=tuple(Fact(label, value) for label, value in facts if value.text) if number == 1 else (),
        back=Link(Phrase(strings.t("finding_aid.back")), edition.link(here, edition.record_path(shown.id))),
        areas=areas(edition, here, shown) if number == 1 else (),
        list_heading=strings.t("finding_aid.list"),
        tree=_tree(edition, here, _part(edition, shown, number)),
        parts=pager(edition, here, number, parts_of(shown), lambda n: path_of(edition.language, shown, n)),
        end=(Phrase(edition.address(edition.record_path(shown.id))),),
    )


def _part(edition: Edition, shown: PublicRecord, number: int) -> list[PublicRecord]:
    """Return the records of a part, in the order of the hierarchy, the fonds itself left out."""
    everything = edition.public.below(shown.id)
    next(everything)
    records = []
    for position, below in enumerate(everything):
        if position >= number * PART:
            break
        if position >= (number - 1) * PART:
            records.append(below)
    return records


def _tree(edition: Edition, here: str, records: list[PublicRecord]) -> tuple[Branch, ...]:
    """Nest the records of a part; one whose parent stands in an earlier part begins at the top."""
    inside = {shown.id for shown in records}
    kids: dict[str, list[PublicRecord]] = {}
    for shown in records:
        above = shown.parent if shown.parent in inside else None
        kids.setdefault(above or "", []).append(shown)
    return tuple(_branches(edition, here, "", kids))


def _branches(edition: Edition, here: str, above: str, kids: dict[str, list[PublicRecord]]) -> Iterator[Branch]:
    for shown in kids.get(above, ()):
        yield edition.branch(
            here, shown, children=(*_branches(edition, here, shown.id, kids), *edition.closed(shown.closed))
        )
