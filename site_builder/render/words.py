"""Words of open lists, such as the kind of a note or of a relation: ours where we have them, else their author's."""

from __future__ import annotations

from markupsafe import Markup

from site_builder.model.dates import EdtfError, bounds
from site_builder.model.text import Text
from site_builder.render.edition import Edition
from site_builder.render.phrases import EMPTY, Phrase
from site_builder.render.said_dates import say_edtf

_WITH_MARKS = frozenset({"vi"})
"""Languages whose words rarely do without marks: what has none is taken for English, which the names of codes are in."""


def listed(room: str, written: str) -> str:
    """Return the key under which the catalogues say a word of an open list, however it is spaced or hyphenated."""
    return f"{room}.{'_'.join(written.lower().replace('-', ' ').split())}"


def word(edition: Edition, room: str, written: str | None) -> Phrase:
    """Say a word of an open list; one that the catalogues lack stays as it is, tagged by the language it must be in."""
    if not written:
        return EMPTY
    key = listed(room, written)
    if key in edition.strings:
        return Phrase(edition.strings.t(key))
    first = edition.public.portal.languages[0]
    lang = "en" if written.isascii() and first.split("-")[0] in _WITH_MARKS else first
    if written.isupper():  # ISBN, ARK: the same in every language
        lang = edition.language
    return Phrase(written.replace("_", " "), "" if lang == edition.language else lang)


def joined(by: str, *phrases: Phrase) -> Phrase:
    """Say phrases one after the other, each in its own language; empty ones are left out."""
    said = [one for one in phrases if one.text]
    langs = {one.lang for one in said}
    if len(langs) <= 1 and not any(isinstance(one.text, Markup) for one in said):
        return Phrase(by.join(one.text for one in said), langs.pop() if langs else "")
    return Phrase(Markup(by).join(said))


def day(edition: Edition, text: Text) -> Phrase | None:
    """Say a text that is nothing but a date as dates are said; None where it says more, which nobody converts."""
    written = edition.phrase(text).text
    try:
        bounds(written)
    except EdtfError:
        return None
    return Phrase(say_edtf(written, edition.strings))
