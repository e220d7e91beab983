"""Language codes of libraries (ISO 639-2) and names of languages as BCP 47 tags."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

_LIBRARIES = {
    "eng": "en",
    "vie": "vi",
    "fre": "fr",
    "fra": "fr",
    "ger": "de",
    "deu": "de",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "dut": "nl",
    "nld": "nl",
    "lat": "la",
    "gre": "el",
    "ell": "el",
    "rus": "ru",
    "pol": "pl",
    "cze": "cs",
    "ces": "cs",
    "chi": "zh",
    "zho": "zh",
    "jpn": "ja",
    "kor": "ko",
    "ara": "ar",
    "heb": "he",
    "swe": "sv",
    "nor": "no",
    "dan": "da",
    "fin": "fi",
    "hun": "hu",
    "khm": "km",
    "lao": "lo",
    "tha": "th",
    "ind": "id",
    "may": "ms",
    "msa": "ms",
    "tgl": "tl",
    "haw": "haw",
    "wel": "cy",
    "cym": "cy",
    "gle": "ga",
    "ukr": "uk",
    "tur": "tr",
    "per": "fa",
    "fas": "fa",
    "hin": "hi",
}


def tag_of(words: str) -> str | None:
    """Return the tag of a code or English name of a language, or None."""
    plain = " ".join(words.split()).lower()
    if plain in _LIBRARIES:
        return _LIBRARIES[plain]
    if re.fullmatch(r"[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?", plain) and plain.split("-")[0] in _known():
        return plain
    return _names().get(plain)


@cache
def _known() -> frozenset[str]:
    return frozenset(Locale("en").languages) | frozenset(_LIBRARIES)


@cache
def _names() -> dict[str, str]:
    return {name.lower(): tag.replace("_", "-") for tag, name in sorted(Locale("en").languages.items(), reverse=True)}
