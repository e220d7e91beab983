"""The rows on access and use: who may see the unit, what may be done with copies, what a reader should know first."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from site_builder.model.catalogue import PublicRecord
from site_builder.model.records import Label
from site_builder.model.rights import Rights
from site_builder.render.bands import reasons, sensitivity
from site_builder.render.edition import Edition
from site_builder.render.markdown import html
from site_builder.render.parts import Row
from site_builder.render.phrases import Link, Phrase
from site_builder.render.rights_statements import statement
from site_builder.render.said_dates import say_edtf


def rows(edition: Edition, shown: PublicRecord) -> Iterator[Row]:
    """Yield the rows of ISAD(G) 3.4.1 and 3.4.2, then sensitivity, labels of communities, the licence of the description."""
    record, strings = shown.record, edition.strings
    yield _access(edition, shown)
    if record.rights is not None:
        yield _row(edition, shown, "rights", tuple(rights(edition, record.rights)))
    if record.sensitivity:
        said = (sensitivity(edition, one.type, edition.phrase(one.note) if one.note else None) for one in record.sensitivity)
        yield _row(edition, shown, "sensitivity", tuple(Link(one) for one in said))
    if record.tk_labels:
        yield _row(edition, shown, "tk_labels", tuple(_label(edition, one) for one in record.tk_labels))
    if record.metadata_license:
        link = Link(Phrase(statement(record.metadata_license, strings)), record.metadata_license)
        yield _row(edition, shown, "metadata_license", (link,))


def _row(edition: Edition, shown: PublicRecord, name: str, values: tuple[Link, ...]) -> Row:
    form = "prose" if any(isinstance(value.label.text, Markup) for value in values) else "lines"
    return Row(edition.strings.t(f"field.{name}"), values, form, edition.origin(shown, name), name)  # type: ignore[arg-type]  # literal


def _access(edition: Edition, shown: PublicRecord) -> Row:
    """Say who may see the unit: the status, then the archive's note, the reasons, whom to ask."""
    request = shown.access.request
    said = [Link(Phrase(edition.access(shown).label)), *(Link(one) for one in reasons(edition, shown, stated=False))]
    if request is not None and request.note:
        said.append(Link(html(edition.phrase(request.note))))
    above = edition.public.records.get(shown.access.stated_by or "")
    form = "prose" if any(isinstance(one.label.text, Markup) for one in said) else "lines"
    by = edition.by(above) if above is not None else None
    return Row(edition.strings.t("field.access"), tuple(said), form, by, "access")  # type: ignore[arg-type]  # literal


def rights(edition: Edition, stated: Rights) -> Iterator[Link]:
    """Say what may be done with copies: the statement in words with its address, then holder, credit, end and note."""
    strings = edition.strings
    if stated.statement:
        yield Link(Phrase(statement(stated.statement, strings)), stated.statement)
    for name in ("holder", "credit"):
        if text := getattr(stated, name):
            yield Link(Phrase(strings.t(f"rights.{name}", value=edition.phrase(text).text)))
    if stated.expires:
        yield Link(Phrase(strings.t("rights.expires", date=say_edtf(stated.expires, strings))))
    if stated.note:
        yield Link(html(edition.phrase(stated.note)))


def _label(edition: Edition, label: Label) -> Link:
    """Say a label in the community's own words, with the community's name and the label's address."""
    community = edition.phrase(label.community) if label.community else None
    if label.text:
        return Link(edition.phrase(label.text), label.uri or "", community)
    return Link(community or Phrase(label.uri or ""), label.uri or "")
