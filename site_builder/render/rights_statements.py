"""Rights statements and licences by their addresses, in the words of the catalogue."""

from __future__ import annotations

import re

from site_builder.render.strings import Strings

_RIGHTS = re.compile(r"^https?://rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+)/")
_LICENCE = re.compile(r"^https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)")


def statement(uri: str, strings: Strings) -> str:
    """Name a statement in words, with its short name; an address that nobody standardised stays as it is."""
    if found := _RIGHTS.match(uri):
        key = f"statement.{found[1].upper()}"
        return f"{strings.t(key)} ({found[1].upper()})" if key in strings else found[1].upper()
    if found := _LICENCE.match(uri):
        if found[1] == "publicdomain":
            return strings.t("statement.CC0" if found[2] == "zero" else "statement.PDM")
        return f"Creative Commons {found[2].upper()} {found[3]}"
    return uri
