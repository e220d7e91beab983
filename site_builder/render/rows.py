"""The rows of a description: each element of a record as its kind asks, in the areas of ISAD(G)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from site_builder.model import output
from site_builder.model.authorities import Authority, DescriptionControl
from site_builder.model.catalogue import PublicRecord
from site_builder.model.dates import DateValue
from site_builder.model.elements import Element, elements
from site_builder.model.records import Code, Container, Note, Record, Ref, Related
from site_builder.model.rights import Visibility
from site_builder.model.text import Text, is_unmarked_line
from site_builder.render import statements
from site_builder.render.edition import Edition
from site_builder.render.markdown import html
from site_builder.render.parts import Area, Row
from site_builder.render.phrases import Link, Phrase
from site_builder.render.registers import Value
from site_builder.render.said_dates import say
from site_builder.render.words import day, joined, word

_REGISTER = {"creators": "people", "people": "people", "subjects": "subjects", "places": "places", "genres": "types"}
_ELEMENTS = tuple(one for one in elements(Record) if one.area and one.kind not in ("other", "media"))
_IN_LINES = frozenset({"transcription", "translation", "address", "hours"})
"""Fields whose lines end where their author ended them."""
_ABOVE = frozenset({"identifier", "title", "alt_titles", "extent", "level"})
AREA_ORDER = (
    "identity",
    "content",
    "context",
    "points",
    "conditions",
    "allied",
    "vietnam",
    "objects",
    "notes",
    "control",
)


def areas(edition: Edition, here: str, shown: PublicRecord, skip: frozenset[str] = frozenset()) -> tuple[Area, ...]:
    """Return the description of a record; what its head shows already (`_ABOVE`) and `skip` are left out."""
    if shown.visibility is not Visibility.FULL:
        return ()
    made: list[tuple[str, Row]] = []
    for one in _ELEMENTS:
        value = getattr(shown.record, one.name)
        if value and one.name not in _ABOVE and one.name not in skip:
            row = _row(edition, here, shown, one, value)
            if row is not None:
                made.append((one.area, row))
    made.extend(_further(edition, here, shown))
    made.sort(key=lambda pair: AREA_ORDER.index(pair[0]))
    return tuple(
        Area(area, edition.strings.t(f"area.{area}"), tuple(row for _, row in rows))
        for area, rows in groupby(made, key=lambda pair: pair[0])
    )


def _further(edition: Edition, here: str, shown: PublicRecord) -> Iterator[tuple[str, Row]]:
    record = shown.record
    for row in _histories(edition, shown):
        yield "context", row
    for row in statements.rows(edition, shown):
        yield "conditions", row
    if record.creator_unknown and not record.creators:
        unknown = Link(Phrase(edition.strings.t("field.creator_unknown")))
        yield "context", Row(edition.strings.t("field.creators"), (unknown,), key="creators")
    for row in control_rows(edition, record.description_control):
        yield "control", row
    for row in added_rows(edition, record.x):
        yield "notes", row


def _histories(edition: Edition, shown: PublicRecord) -> Iterator[Row]:
    for agent in edition.public.histories(shown):
        origin = Phrase(edition.strings.t("record.from_authority", name=edition.phrase(agent.name).text))
        yield Row(edition.strings.t("field.history"), _prose(edition, agent.history or ()), "prose", origin, "history")


def added_rows(edition: Edition, fields: Mapping[str, Text]) -> Iterator[Row]:
    """Yield the rows of the fields that an archive adds, each under the label it gave, ours, or else the field's name."""
    for name, text in fields.items():
        yield Row(_added_label(edition, name), _prose(edition, (text,)), "prose", key=name)


def _added_label(edition: Edition, name: str) -> str:
    given = edition.public.portal.labels.get(name)
    if given:
        return edition.phrase(given).text
    key = f"field.{name}"
    return edition.strings.t(key) if key in edition.strings else name.removeprefix("x_").replace("_", " ").capitalize()


def control_rows(edition: Edition, control: DescriptionControl | None) -> Iterator[Row]:
    """Yield who described it, by which rules, when and from what: a row for each that is stated."""
    for name in ("note", "described_by", "rules", "dates", "sources"):
        texts = _texts(getattr(control, name) or ()) if control is not None else ()
        if texts:
            said = (day(edition, text) if name == "dates" else None for text in texts)
            links = tuple(Link(date or html(edition.phrase(text))) for date, text in zip(said, texts, strict=True))
            yield Row(edition.strings.t(f"control.{name}"), links, "prose", key=f"control-{name}")


def _row(edition: Edition, here: str, shown: PublicRecord, one: Element, value: Any) -> Row | None:
    make, form = _KINDS[one.kind]
    values = make(edition, here, value, one)
    if not values:
        return None
    return Row(edition.strings.t(f"field.{one.name}"), values, form, edition.origin(shown, one.name), one.name)  # type: ignore[arg-type]  # the forms of the table


def _texts(value: Text | Iterable[Text]) -> tuple[Text, ...]:
    return (value,) if isinstance(value, Text) else tuple(value)


def _prose(edition: Edition, texts: Text | Iterable[Text], lines: bool = False) -> tuple[Link, ...]:
    return tuple(Link(html(edition.phrase(text), lines)) for text in _texts(texts) if text)


def _prose_row(edition: Edition, here: str, value: Any, one: Element) -> tuple[Link, ...]:
    return _prose(edition, value, one.name in _IN_LINES)


def _line(edition: Edition, here: str, value: Any, one: Element) -> tuple[Link, ...]:
    return (Link(Phrase(str(value))),)


def _text(edition: Edition, here: str, value: Any, one: Element) -> tuple[Link, ...]:
    dated = one.name == "issued_date"
    return tuple(Link((day(edition, text) if dated else None) or edition.phrase(text)) for text in _texts(value))


def _dates(edition: Edition, here: str, value: tuple[DateValue, ...], one: Element) -> tuple[Link, ...]:
    """Say each date on its line with its type and note; the head of the page says a plain one already."""
    if not any(date.note or date.type != "creation" for date in value):
        return ()
    return tuple(Link(say(date, edition.strings), note=_of_date(edition, date, len(value) > 1)) for date in value)


def _of_date(edition: Edition, date: DateValue, one_of_many: bool) -> Phrase:
    kind = edition.strings.t(f"date.type.{date.type}")
    note = edition.phrase(date.note)
    if note.text and date.type == "creation" and not one_of_many:
        return note
    return Phrase(f"{kind}; {note.text}", note.lang) if note.text else Phrase(kind)


def _extent(edition: Edition, here: str, value: Any, one: Element) -> tuple[Link, ...]:
    return (Link(edition.extent(value)),)


def _terms(edition: Edition, here: str, value: Any, one: Element) -> tuple[Link, ...]:
    if one.name == "languages":
        return tuple(Link(Phrase(edition.strings.language_name(tag))) for tag in value)
    if one.name == "scripts":
        return tuple(Link(Phrase(edition.strings.script_name(code))) for code in value)
    return tuple(Link(edition.phrase(word) if isinstance(word, Text) else Phrase(word)) for word in value)


def _codes(edition: Edition, here: str, value: tuple[Code | Container, ...], one: Element) -> tuple[Link, ...]:
    return tuple(Link(joined(" ", word(edition, "container", code.type), Phrase(code.value))) for code in value)


def _notes(edition: Edition, here: str, value: tuple[Note, ...], one: Element) -> tuple[Link, ...]:
    return tuple(
        Link(html(edition.phrase(note.text)), note=word(edition, "note", note.type) if note.type else None) for note in value
    )


def _related(edition: Edition, here: str, value: tuple[Related, ...], one: Element) -> tuple[Link, ...]:
    made = []
    for related in value:
        note = _of_related(edition, related)
        if related.ref is not None and related.ref in edition.public.records:
            other = edition.public.records[related.ref]
            made.append(Link(edition.title(other), edition.link(here, edition.record_path(other.id)), note))
        elif related.url:
            made.append(Link(Phrase(related.url), related.url, note))
        elif note is not None:
            made.append(Link(note))
    return tuple(made)


def _of_related(edition: Edition, related: Related) -> Phrase | None:
    """Say how another unit is related, and what is noted of it."""
    said = joined(": ", word(edition, "relation", related.relation), _in_line(edition.phrase(related.note)))
    return said if said.text else None


def _in_line(phrase: Phrase) -> Phrase:
    """Return a phrase of Markdown as HTML that may stand within a line; more than one paragraph keep their block."""
    if is_unmarked_line(phrase.text):
        return phrase
    made = str(html(phrase).text).strip()
    if made.count("<p>") == 1 and made.startswith("<p>") and made.endswith("</p>"):
        return Phrase(Markup(made[3:-4]), phrase.lang)
    return Phrase(Markup("<div{}>{}</div>").format(phrase.lang_attr, Markup(made)))


def _refs(edition: Edition, here: str, value: tuple[Ref, ...] | Ref, one: Element) -> tuple[Link, ...]:
    refs = (value,) if isinstance(value, Ref) else value
    return tuple(ref_link(edition, here, _REGISTER.get(one.name, "institutions"), ref) for ref in refs)


def ref_link(edition: Edition, here: str, kind: str, ref: Ref) -> Link:
    """Return a reference as a link to the page of its value, where it has one."""
    label, note = edition.phrase(ref.name), edition.phrase(ref.role) if ref.role else None
    if kind == "institutions":
        return Link(label, edition.keeper_link(here, ref), note)
    found = edition.registers.find(kind, ref)
    if found is None or not found.own_page:
        return Link(label, "", note)
    return Link(label, edition.link(here, value_path(edition.language, kind, found)), note)


def value_path(language: str, kind: str, found: Value, number: int = 1) -> str:
    """Return the path of the page of a register's value: an agent's and a custodian's own, else the browse page."""
    parts = (str(number),) if number > 1 else ()
    if found.authority and kind == "people":
        return output.page(language, "agents", found.slug, *parts)
    if kind == "institutions":
        return output.page(language, "institutions", found.slug, *parts)
    return output.page(language, "browse", kind, found.slug, *parts)


def authority_rows(
    edition: Edition, here: str, authority: Authority, fields: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, Row]]:
    """Yield (area, row) of an authority's plain fields: texts, lists of texts and words."""
    for name, area in fields:
        value = getattr(authority, name)
        if not value:
            continue
        texts = (value,) if isinstance(value, (Text, str)) else value
        lines = name in _IN_LINES
        links = tuple(Link(html(edition.phrase(one), lines) if isinstance(one, Text) else Phrase(str(one))) for one in texts)
        yield (
            area,
            Row(
                edition.strings.t(f"field.{name}"),
                links,
                "prose" if isinstance(links[0].label.text, Markup) else "lines",
                key=name,
            ),
        )


_KINDS: dict[str, tuple[Callable[[Edition, str, Any, Element], tuple[Link, ...]], str]] = {
    "text": (_text, "lines"),
    "line": (_line, "lines"),
    "prose": (_prose_row, "prose"),
    "dates": (_dates, "lines"),
    "extent": (_extent, "lines"),
    "refs": (_refs, "list"),
    "terms": (_terms, "list"),
    "codes": (_codes, "list"),
    "notes": (_notes, "prose"),
    "related": (_related, "lines"),
}
