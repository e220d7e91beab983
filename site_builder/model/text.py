"""Text in one or more languages, as every descriptive field holds it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, InstanceOf, ValidationInfo
from pydantic_core import PydanticCustomError


@dataclass(frozen=True, slots=True)
class Text:
    """A text by language: `(BCP 47 tag, NFC text)` pairs in the order written.

    The first pair is what a reader gets whose language is missing.
    """

    values: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        for _, value in self.values:  # noqa: SIM110  # asked for each field of each page: any() takes three times as long
            if value:
                return True
        return False

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.values)

    def __str__(self) -> str:
        return self.values[0][1] if self.values else ""

    def pick(self, language: str) -> tuple[str, str]:
        """Return `(tag, text)` in `language`, else in its relative (vi for vi-Latn), else the first written."""
        primary = language.split("-")[0]
        relative = None
        for tag, value in self.values:
            if tag == language:
                return tag, value
            if relative is None and tag.split("-")[0] == primary and "-Hani" not in tag:
                relative = (tag, value)
        return relative or (self.values[0] if self.values else (language, ""))

    def in_(self, language: str) -> str:
        """Return the text that `pick` picks."""
        return self.pick(language)[1]


_UNMARKED = re.compile(r"[^*_`\[\]<>#|~&\\\n]*")
_BEGINS_BLOCK = re.compile(r"\s*[-+=:\d]|\s{4}")


def is_unmarked_line(value: str) -> bool:
    """Say whether a text is one line that Markdown surely takes as it stands; most are, and knowing it fast is worth a search."""
    if _BEGINS_BLOCK.match(value) or "://" in value or "  " in value:
        return False
    return _UNMARKED.fullmatch(value) is not None


def plain(value: str, language: str) -> Text:
    """Return a text of one language."""
    return Text(((language, nfc(value)),))


def nfc(value: str) -> str:
    """Return `value` in Unicode's composed form, without blanks at its ends."""
    value = value.strip()
    return value if value.isascii() else unicodedata.normalize("NFC", value)


LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*(-x(-[A-Za-z0-9]{1,8})+)?$"


@functools.lru_cache(maxsize=1024)
def is_tag(tag: str) -> bool:
    """Say whether a word has the form of a BCP 47 language tag."""
    return re.fullmatch(LANGUAGE_TAG, tag) is not None


def read_text(value: Any, info: ValidationInfo) -> Any:
    """Read a string or a language map; a string is in the portal's default language (`context["language"]`)."""
    if type(value) is str:
        context = info.context
        return Text(((context["language"] if context else "und", nfc(value)),))
    if isinstance(value, dict) and value:
        for tag, words in value.items():
            if not is_tag(str(tag)):
                raise PydanticCustomError("language_tag", "{tag}", {"tag": str(tag)})
            if not isinstance(words, str):
                raise PydanticCustomError("text_type", "text", {})
        return Text(tuple([(str(tag), nfc(words)) for tag, words in value.items() if words.strip()]))
    if isinstance(value, Text):
        return value
    raise PydanticCustomError("text_type", "text", {})


TextField = Annotated[InstanceOf[Text], BeforeValidator(read_text)]
"""The type of every descriptive field: what authors may write as a string or a language map."""


def read_name(value: Any, info: ValidationInfo) -> Any:
    """Read a name as a text is read, with one blank for several and for the end of a line, which nobody sees in a name."""
    text = read_text(value, info)
    if not any(" ".join(words.split()) != words for _, words in text):
        return text
    return Text(tuple((tag, " ".join(words.split())) for tag, words in text))


NameField = Annotated[InstanceOf[Text], BeforeValidator(read_name)]
"""The type of the names of people, places, subjects and custodians."""
