"""Words whose form a standard fixes: web addresses, language tags, rights statements."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from site_builder.model.text import LANGUAGE_TAG, is_tag

_BAD_IN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]")
_EMAIL = re.compile(r"[^\s@<>\"(),:;\\]+@[^\s@<>\"(),:;\\/?#]+\.[^\s@<>\"(),:;\\/?#]+")
_TAGS = {
    "vietnamese": "vi", "tiếng việt": "vi", "việt": "vi", "vn": "vi", "vie": "vi", "english": "en", "tiếng anh": "en",
    "anh": "en", "eng": "en", "french": "fr", "français": "fr", "tiếng pháp": "fr", "pháp": "fr", "fre": "fr", "fra": "fr",
    "chinese": "zh", "tiếng trung": "zh", "hán": "lzh", "chữ hán": "lzh", "hán văn": "lzh", "literary chinese": "lzh",
    "nôm": "vi-Hani", "chữ nôm": "vi-Hani",
}
_CREATIVE_COMMONS = re.compile(
    r"(?:licenses/(?:by|by-sa|by-nd|by-nc|by-nc-sa|by-nc-nd)/(?:1\.0|2\.0|2\.1|2\.5|3\.0|4\.0)(?:/[a-z]{2}(?:-[a-z]+)?)?"
    r"|publicdomain/(?:zero|mark)/1\.0)/"
)
_RIGHTS_STATEMENTS = re.compile(
    r"vocab/(?:InC|InC-OW-EU|InC-EDU|InC-NC|InC-RUU|NoC-CR|NoC-NC|NoC-OKLR|NoC-US|CNE|UND|NKC)/1\.0/"
)


def is_web(value: str) -> bool:
    """Say whether a value is an absolute http(s) address."""
    if _BAD_IN_ADDRESS.search(value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def is_mail(value: str) -> bool:
    """Say whether a value is an e-mail address."""
    return _EMAIL.fullmatch(value) is not None


def _check_url(value: str) -> str:
    mail = value[7:].partition("?")[0] if value.lower().startswith("mailto:") else ""
    if is_web(value) or (is_mail(mail) and not _BAD_IN_ADDRESS.search(value)):
        return value
    raise PydanticCustomError("url", "url", {})


def _check_web(value: str) -> str:
    if is_web(value):
        return value
    raise PydanticCustomError("url", "url", {})


def _check_mail(value: str) -> str:
    if is_mail(value.removeprefix("mailto:")):
        return value
    raise PydanticCustomError("mail", "mail", {})


def _check_tag(value: str) -> str:
    if is_tag(value):
        return value
    raise PydanticCustomError("language_tag", "{tag}", {"tag": value})


def tag_named(name: str) -> str:
    """Return the language tag that the name of a language stands for, or nothing."""
    return _TAGS.get(name.strip().lower(), "")


def canonical_statement(value: str) -> str:
    """Return a Creative Commons or RightsStatements.org address in its canonical http form, or nothing."""
    match = re.fullmatch(r"https?://(?:www\.)?(creativecommons\.org|rightsstatements\.org)/(.*)", value)
    if match is None:
        return ""
    path = re.sub(r"(?:deed|legalcode)(?:\.[a-z-]+)?/?$", "", match[2].replace("/page/", "/vocab/", 1))
    path = re.sub(r"^page/", "vocab/", path).rstrip("/") + "/"
    family = _CREATIVE_COMMONS if match[1].startswith("creative") else _RIGHTS_STATEMENTS
    return f"http://{match[1]}/{path}" if family.fullmatch(path) else ""


def _check_statement(value: str) -> str:
    canonical = canonical_statement(value)
    if canonical:
        return canonical
    raise PydanticCustomError("statement", "statement", {})


_ADDRESS = Field(json_schema_extra={"pattern": "^(https?://|mailto:)"})
_WEB = Field(json_schema_extra={"pattern": "^https?://"})
Url = Annotated[str, AfterValidator(_check_url), _ADDRESS]
"""An address of http, https or mailto."""
WebUrl = Annotated[str, AfterValidator(_check_web), _WEB]
"""An address of http or https."""
Mail = Annotated[str, AfterValidator(_check_mail)]
"""An e-mail address, with or without `mailto:`."""
Tag = Annotated[str, AfterValidator(_check_tag), Field(json_schema_extra={"pattern": LANGUAGE_TAG})]
"""A BCP 47 language tag."""
Statement = Annotated[str, AfterValidator(_check_statement), _WEB]
"""A rights statement of the families that IIIF accepts, in canonical form."""
