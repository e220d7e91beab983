"""How to cite a record: custodian, fonds and its code, the file and item by number, title, date and address."""

from __future__ import annotations

from site_builder.model.catalogue import PublicRecord
from site_builder.model.rights import Visibility
from site_builder.render.edition import Edition
from site_builder.render.phrases import Phrase


def citation(edition: Edition, shown: PublicRecord) -> Phrase | None:
    """Return the citation of a record in the archival form, or None where nothing of it may be named."""
    if shown.visibility is not Visibility.FULL:
        return None
    parts = []
    if shown.record.institution is not None:
        parts.append(edition.phrase(shown.record.institution.name).text)
    parts.extend(
        _unit(edition, above, above.parent is None)
        for above in edition.public.ancestors(shown.id) if above.visibility is Visibility.FULL
    )
    title, dates = edition.title(shown).text, edition.dates(shown.record.dates).text
    code = shown.record.identifier
    own = ", ".join(part for part in (title, dates, code) if part)
    return Phrase(f"{', '.join(parts)}{': ' if parts else ''}{own}. {edition.address(edition.record_path(shown.id))}")


def _unit(edition: Edition, above: PublicRecord, top: bool) -> str:
    if top:
        code = above.record.identifier
        return edition.title(above).text + (f" ({code})" if code else "")
    code = edition.code(above)
    return f"{edition.level(above.record.level).lower()} {code}" if code else edition.title(above).text
