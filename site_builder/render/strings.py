"""What a theme says in one language: its catalogue, and how that language writes numbers, dates and sizes."""

from __future__ import annotations

import functools
import gettext
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from site_builder.model.digest import digest

_UNITS = ("kB", "MB", "GB", "TB")


class Strings:
    """A gettext catalogue by dotted keys (`record.download`) and the number and date forms of its language."""

    def __init__(self, language: str, messages: dict[str, tuple[str, ...]], plural: Callable[[int], int]) -> None:
        self.language = language
        self._messages = messages
        self._plural = plural
        self._locale = _locale(language)
        symbols = self._locale.number_symbols
        symbols = symbols.get("latn", symbols)
        self._group, self._decimal = symbols["group"], symbols["decimal"]
        self.fingerprint = digest(sorted(messages.items()))

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._messages))

    def t(self, key: str, **values: object) -> str:
        """Return the words of `key`, with `{name}` filled in; KeyError if the catalogues lack it."""
        words = self._messages[key][0]
        return words.format(**values) if values else words

    def n(self, key: str, count: int, **values: object) -> str:
        """Return the words of `key` for `count` things; `{n}` is the number as the language writes it."""
        forms = self._messages[key]
        words = forms[min(self._plural(count), len(forms) - 1)]
        return words.format(n=self.number(count), **values)

    def json(self, prefix: str) -> Markup:
        """Return the words whose keys begin with `prefix`, as a JSON object for a script: each key's plural forms."""
        found = {key.removeprefix(prefix): forms for key, forms in sorted(self._messages.items()) if key.startswith(prefix)}
        return Markup(json.dumps(found, ensure_ascii=False).replace("</", "<\\/"))

    def number(self, value: int) -> str:
        """Write a whole number: 12.480 in Vietnamese, 12,480 in English."""
        return f"{value:,}".replace(",", self._group) if value >= 1000 else str(value)

    def decimal(self, value: float) -> str:
        """Write a number with at most one decimal: 2,4 in Vietnamese."""
        whole, _, tenth = f"{value:.1f}".partition(".")
        return self.number(int(whole)) + (self._decimal + tenth if tenth != "0" else "")

    def size(self, octets: int) -> str:
        """Write a file's size in powers of 1000: 640 kB, 1,1 MB."""
        if octets < 1000:
            return f"{octets} B"
        value, unit = octets / 1000, 0
        while value >= 999.5 and unit < len(_UNITS) - 1:
            value, unit = value / 1000, unit + 1
        return f"{self.decimal(value) if value < 99.95 else self.number(round(value))} {_UNITS[unit]}"

    def date(self, iso: str, form: str = "short") -> str:
        """Write an ISO date of year, month or day; `form` is "short" (1-1-2031) or "long" (ngày 1 tháng 1 năm 2031)."""
        year, _, rest = iso.partition("-")
        month, _, day = rest.partition("-")
        if not rest:
            return str(int(year))
        name = self._locale.months["format"]["wide"][int(month)]
        key = f"date.{form}" if day else "date.month"
        return self.t(key, d=int(day or 1), m=int(month), y=int(year), month=name)

    def country_name(self, code: str) -> str:
        """Name a country by its ISO 3166 code, in Unicode's words; what is no code stays as it is."""
        name: str = self._locale.territories.get(code.upper(), code)
        return name

    def script_name(self, code: str) -> str:
        """Name a script by its ISO 15924 code: the theme's own word for it, else Unicode's, else the code."""
        if f"script.{code}" in self._messages:
            return self.t(f"script.{code}")
        name: str = self._locale.scripts.get(code, code)
        return name[:1].upper() + name[1:]

    def language_name(self, tag: str) -> str:
        """Name a language by its tag: the theme's own word for it, else Unicode's, else the tag."""
        for known in (tag, tag.split("-")[0]):
            if f"language.{known}" in self._messages:
                return self.t(f"language.{known}")
        name: str = self._locale.languages.get(tag.split("-")[0], tag)
        return name[:1].upper() + name[1:]


def _locale(language: str) -> Locale:
    """Return how a language writes numbers and dates; of one that Unicode does not tell about, how English does."""
    for tag in (language, language.split("-")[0]):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(tag, sep="-")
    return Locale("en")


def read_strings(folders: Sequence[Path], language: str, fallback: str = "en") -> Strings:
    """Read every `locale/<language>/*.po` of a theme and the themes it extends, nearest last.

    A word that `language` lacks is taken from `fallback`; a language without any catalogue speaks the fallback whole.
    """
    messages: dict[str, tuple[str, ...]] = {}
    plural: Callable[[int], int] = gettext.c2py("n != 1")
    for tag in dict.fromkeys((fallback, language)):
        for folder in folders:
            for path in sorted((folder / "locale" / tag).glob("*.po")):
                found, expression = read_po(path.read_text(encoding="utf-8"))
                messages.update(found)
                plural = gettext.c2py(expression)
    return Strings(language, messages, plural)


@functools.lru_cache(64)
def read_po(text: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """Read a gettext catalogue: the forms of each key, fuzzy and untranslated ones left out; and its plural expression."""
    messages: dict[str, tuple[str, ...]] = {}
    expression = "n != 1"
    for entry in re.split(r"\n\s*\n", text):
        if re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE) and 'msgid ""\n' not in entry:
            continue
        parts = {found[1]: "".join(map(_unquoted, _QUOTED.findall(found[2]))) for found in _PART.finditer(entry)}
        forms = tuple(words for name, words in parts.items() if name.startswith("msgstr"))
        if parts.get("msgid") and forms and all(forms):
            messages[parts["msgid"]] = forms
        elif found := re.search(r"plural=([^;]+);", parts.get("msgstr", "")):
            expression = found[1].strip()
    return messages, expression


_PART = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d+\])?)((?:\s*"(?:[^"\\]|\\.)*")+)', re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def _unquoted(words: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), words)
