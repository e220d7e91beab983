"""Words with their language, and links."""

from __future__ import annotations

from typing import Any, cast

from markupsafe import Markup
from markupsafe import _escape_inner as _escape  # type: ignore[attr-defined]  # its escape in C, without an object around it

from site_builder.model.frozen import frozen


def safe(value: Any) -> str:
    """Escape one value for HTML as `markupsafe.escape` does; the string is safe, but not marked as such."""
    kind = type(value)
    if kind is str:
        return _escape(value)
    if hasattr(kind, "__html__"):
        return cast(str, value.__html__())
    return _escape(str(value))


@frozen
class Phrase:
    """Words, or sanitized HTML (`Markup`), and their BCP 47 language where it is not the page's.

    `{{ phrase }}` writes them inside a `<span lang>` if need be; an element of its own takes `{{ phrase.lang_attr }}`
    and `{{ phrase.text }}`; an attribute takes `{{ phrase.text }}`, which then must not be `Markup`.
    """

    text: str
    lang: str = ""

    def __html__(self) -> str:
        return f'<span lang="{safe(self.lang)}">{safe(self.text)}</span>' if self.lang else safe(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def lang_attr(self) -> Markup:
        """` lang="fr"` or nothing."""
        return Markup(f' lang="{safe(self.lang)}"') if self.lang else _NOTHING


_NOTHING = Markup()
EMPTY = Phrase("")


@frozen
class Link:
    """A value that may lead somewhere: without `href` it is only its label. `note` is said after it, outside the link."""

    label: Phrase
    href: str = ""
    note: Phrase | None = None
