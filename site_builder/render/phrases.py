"""Words with their language, and links."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, or sanitized HTML (`Markup`), and their BCP 47 language where it is not the page's.

    `{{ phrase }}` writes them inside a `<span lang>` if need be; an element of its own takes `{{ phrase.lang_attr }}`
    and `{{ phrase.text }}`; an attribute takes `{{ phrase.text }}`, which then must not be `Markup`.
    """

    text: str
    lang: str = ""

    def __html__(self) -> str:
        if self.lang:
            return f'<span lang="{escape(self.lang)}">{escape(self.text)}</span>'
        return str(escape(self.text))

    def __str__(self) -> str:
        return self.text

    @property
    def lang_attr(self) -> Markup:
        """` lang="fr"` or nothing."""
        return Markup(f' lang="{escape(self.lang)}"') if self.lang else Markup("")


EMPTY = Phrase("")


@dataclass(frozen=True, slots=True)
class Link:
    """A value that may lead somewhere: without `href` it is only its label. `note` is said after it, outside the link."""

    label: Phrase
    href: str = ""
    note: Phrase | None = None
