"""What stands where a document would be: why it cannot be seen, until when, and how to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlencode

from site_builder.model.catalogue import PublicRecord
from site_builder.model.dates import hull, years
from site_builder.model.rights import AccessStatus
from site_builder.render.edition import Edition
from site_builder.render.markdown import html
from site_builder.render.parts import Band, Wait
from site_builder.render.phrases import Link, Phrase
from site_builder.render.words import word

_BANDS = frozenset(
    {AccessStatus.METADATA_ONLY, AccessStatus.EMBARGOED, AccessStatus.RESTRICTED, AccessStatus.CULTURALLY_SENSITIVE}
)


def band(edition: Edition, shown: PublicRecord, here: str) -> Band | None:
    """Return the band of a record whose objects may not be seen."""
    access = shown.access
    if access.status not in _BANDS:
        return None
    strings = edition.strings
    heading = strings.t(f"band.{access.status}")
    if access.status is AccessStatus.EMBARGOED and access.opens:
        heading = strings.t("band.opens", date=strings.date(access.opens, "long"))
    return Band(
        strings.t("band.margin"),
        Phrase(heading),
        (*reasons(edition, shown), Phrase(strings.t(f"band.{access.status}.how"))),
        _wait(edition, shown),
        tuple(asks(edition, shown, here)),
    )


def notice(edition: Edition, shown: PublicRecord) -> Band | None:
    """Return the door before objects that a reader may not wish to see unwarned."""
    if shown.access.status is not AccessStatus.OPEN_WITH_NOTICE:
        return None
    strings = edition.strings
    texts = [
        sensitivity(edition, one.type, edition.phrase(one.note) if one.note else None)
        for one in shown.record.sensitivity
    ]
    texts.extend(reasons(edition, shown))
    return Band(
        strings.t("notice.margin"),
        Phrase(strings.t("notice.heading")),
        tuple(texts) or (Phrase(strings.t("notice.text")),),
    )


def sensitivity(edition: Edition, kind: str, note: Phrase | None) -> Phrase:
    """Say why a reader may wish to be warned: in the archive's words, else in the portal's."""
    if note is not None:
        return note
    return word(edition, "sensitivity", kind)


def reasons(edition: Edition, shown: PublicRecord, stated: bool = True) -> Iterator[Phrase]:
    """Yield why: the note in the archive's words, then each basis with its citation, then, if `stated`, whose condition it is."""
    strings = edition.strings
    if shown.access.note:
        yield html(edition.phrase(shown.access.note))
    for kind, citation in shown.access.basis:
        said = edition.phrase(citation) if citation else None
        reason = strings.t(f"basis.{kind}")
        yield Phrase(f"{reason}: {said.text}" if said and said.text else f"{reason}.")
    above = edition.public.records.get(shown.access.stated_by or "")
    if stated and above is not None:
        yield Phrase(
            strings.t("band.stated", level=edition.level(above.record.level).lower(), title=edition.title(above).text)
        )


def _wait(edition: Edition, shown: PublicRecord) -> Wait | None:
    opens = shown.access.opens
    span = hull(shown.record.dates)
    last = years(span)[1] if span is not None else None
    if shown.access.status is not AccessStatus.EMBARGOED or opens is None or last is None or not 0 < last < 9999:
        return None
    begins, until, today = date(last, 12, 31), date.fromisoformat(opens), date.fromisoformat(edition.public.as_of)
    if not begins < today < until:
        return None
    now = 100 * (today - begins).days / (until - begins).days
    return Wait(
        str(begins.year),
        edition.strings.date(opens),
        round(now, 1),
        edition.strings.t("band.wait", begins=begins.year, opens=edition.strings.date(opens)),
    )


def asks(edition: Edition, shown: PublicRecord, here: str) -> Iterator[Link]:
    """Yield how to ask for access: the record's own desk, else its custodian's, with the record named in the letter."""
    strings, request, keeper = edition.strings, shown.access.request, edition.public.custodian(shown)
    if request is not None and request.url:
        yield Link(Phrase(strings.t("request.form")), request.url)
    elif request is not None and request.contact and "@" in request.contact:
        yield Link(Phrase(strings.t("request.mail")), letter(edition, request.contact, "request.subject", shown))
    elif keeper is not None and keeper.requests is not None and keeper.requests.url:
        filled = {field: _value(edition, shown, name) for field, name in sorted(keeper.requests.mapping.items())}
        mark = "&" if "?" in keeper.requests.url else "?"
        yield Link(
            Phrase(strings.t("request.form")), keeper.requests.url + (mark + urlencode(filled) if filled else "")
        )
    elif address := custodian_address(edition, shown):
        yield Link(Phrase(strings.t("request.mail")), letter(edition, address, "request.subject", shown))


def _value(edition: Edition, shown: PublicRecord, name: str) -> str:
    known = {
        "id": shown.id,
        "title": edition.title(shown).text,
        "identifier": shown.record.identifier or "",
        "url": edition.address(edition.record_path(shown.id)),
        "dates": edition.dates(shown.record.dates).text,
    }
    return known.get(name, "")


def custodian_address(edition: Edition, shown: PublicRecord) -> str:
    """Return the e-mail address for letters about a record: the custodian's, else the portal's, else nothing."""
    keeper = edition.public.custodian(shown)
    if keeper is not None:
        if keeper.requests is not None and keeper.requests.mailto:
            return keeper.requests.mailto.removeprefix("mailto:")
        for contact in keeper.contacts:
            if contact.email:
                return contact.email
    contact_of_portal = edition.public.portal.contact
    return (contact_of_portal.email or "") if contact_of_portal is not None else ""


def letter(edition: Edition, to: str, subject: str, shown: PublicRecord) -> str:
    """Return a `mailto:` address whose letter already names the record."""
    title, address = edition.title(shown).text, edition.address(edition.record_path(shown.id))
    words = {"subject": edition.strings.t(subject, title=title[:120], id=shown.id), "body": f"{title}\n{address}\n\n"}
    return f"mailto:{quote(to, safe='@')}?{urlencode(words, quote_via=quote)}"
