"""What the theme says of values that have no words of their own in search and manifests: levels, languages, dates, warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.model.dates import DateValue
from site_builder.model.digest import digest
from site_builder.render import said_dates
from site_builder.render.histograms import decade_name
from site_builder.render.theme import Theme
from site_builder.render.words import listed


@dataclass(frozen=True)
class FacetWords:
    """The words of a theme for values of facets, in any of its languages."""

    theme: Theme
    languages: Sequence[str]

    def signature(self) -> str:
        """Digest all that these words may say."""
        return digest([str(self.theme.strings(language).json("")) for language in self.languages])

    def label(self, facet: str, key: str, language: str) -> str:
        """Name the value of a facet; a value that the theme has no word for is its own name."""
        strings = self.theme.strings(language)
        if facet == "language":
            return strings.language_name(key)
        if facet == "decade":
            return decade_name(int(key))
        words = f"{facet}.{key}" if facet == "level" else f"facet.{facet}"
        return strings.t(words) if words in strings else key

    def field(self, name: str, language: str) -> str:
        """Name a field of the description."""
        return self.theme.strings(language).t(f"field.{name}")

    def date(self, value: DateValue, language: str) -> str:
        """Say a date as pages say it."""
        return str(said_dates.say(value, self.theme.strings(language)).text)

    def warning(self, kind: str, language: str) -> str:
        """Say why a reader may wish to be warned; a kind that the theme has no word for stays as it is."""
        strings = self.theme.strings(language)
        key = listed("sensitivity", kind)
        return strings.t(key) if key in strings else kind or strings.t("notice.heading")
