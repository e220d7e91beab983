"""XML's escapes, made for millions of short texts of which few need any: else half the time of an export goes there."""

from __future__ import annotations

import functools
from xml.sax import saxutils

quoteattr = functools.lru_cache(16_384)(saxutils.quoteattr)


def escape(text: str) -> str:
    """Return a text with `&`, `<` and `>` escaped."""
    return saxutils.escape(text) if "&" in text or "<" in text or ">" in text else text
