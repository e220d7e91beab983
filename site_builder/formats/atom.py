"""`feed.xml`: the records published last, and those that are gone (RFC 4287, RFC 6721), dated by the ledger of addresses."""

from __future__ import annotations

from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from site_builder.formats.escaping import escape, quoteattr
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.rights import Visibility

ENTRIES = 50
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NEVER = "1970-01-01"
"""The day of a feed that nothing was ever in: Atom requires one."""


def newest(public: PublicCatalogue) -> list[PublicRecord]:
    """Return the records published last, latest first, those of one day in the archive's order.

    Only the ledger knows when: a record that it does not hold yet is in no feed.
    """
    since = public.since
    latest = sorted((one for one in public.records if one in since), key=since.__getitem__, reverse=True)
    shown = (public.records[one] for one in latest)
    return list(islice((one for one in shown if one.visibility is Visibility.FULL), ENTRIES))


def removed(public: PublicCatalogue) -> list[tuple[str, str]]:
    """Return (day, id) of the records gone last, latest first: withdrawn, moved, or no longer published."""
    gone = [(shown.withdrawn_on, shown.id) for shown in public.withdrawn if shown.withdrawn_on and shown.id in public.since]
    gone += [(one.ended, one.id) for one in public.former if one.kind == "record" and one.ended]
    return sorted(gone, key=lambda one: (one[0], one[1]), reverse=True)[:ENTRIES]


def atom(public: PublicCatalogue) -> str:
    """Return the feed, in the portal's default language."""
    language, base = public.portal.languages[0], _base(public)
    entries, gone, title = newest(public), removed(public), escape(public.portal.title.in_(language))
    days = [public.since[one.id] for one in entries] + [day for day, _ in gone]
    lines = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="{language}">',
        f"<id>{escape(base)}</id>", f"<title>{title}</title>", f"<updated>{_moment(max(days, default=_NEVER))}</updated>",
        f"<author><name>{title}</name></author>", f"<link href={quoteattr(base)}/>",
        f'<link rel="self" href={quoteattr(base + "feed.xml")}/>',
        *(f'<at:deleted-entry ref="{_name(base, name)}" when="{_moment(day)}"/>' for day, name in gone),
        *(_entry(public, one, language) for one in entries), "</feed>",
    )  # fmt: skip
    return _HEAD + "\n".join(lines) + "\n"


def _entry(public: PublicCatalogue, shown: PublicRecord, language: str) -> str:
    base, scope = _base(public), shown.record.scope_and_content
    summary = f"<summary>{escape(' '.join(scope.in_(language).split())[:500])}</summary>" if scope else ""
    title, moment = escape(shown.record.title.in_(language)), _moment(public.since[shown.id])
    head = f"<entry><id>{_name(base, shown.id)}</id><title>{title}</title><updated>{moment}</updated>"
    address = quoteattr(f"{base}{language}/records/{shown.id}/")
    return f"{head}<published>{moment}</published><link href={address}/>{summary}</entry>"


def _base(public: PublicCatalogue) -> str:
    return public.portal.base_url.rstrip("/") + "/"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _name(base: str, record_id: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base}records/{record_id}')}"
