"""The portal itself: what `portal.yaml` says, and the pages that authors write beside their records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from site_builder.model.authorities import Contact, Tags, Words, many
from site_builder.model.codes import WebUrl
from site_builder.model.text import TextField


def _added(name: str) -> str:
    """Let pass the name of a field that an archive adds; those of the model have names."""
    if not name.startswith("x_"):
        raise PydanticCustomError("added_field", "{name}", {"name": name})
    return name


Added = Annotated[str, AfterValidator(_added)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """`portal.yaml`. The first of `languages` is the default; `base_url` ends with a slash; `labels` name the fields that an
    archive adds (`x_…`) on its pages.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")
    title: TextField
    base_url: str
    languages: Tags
    theme: str = "plain"
    subtitle: TextField | None = None
    description: TextField | None = None
    notice: TextField | None = None
    publisher: TextField | None = None
    contact: Contact | None = None
    try_queries: Annotated[tuple[TextField, ...], BeforeValidator(many)] = ()
    metadata_license: WebUrl = "http://creativecommons.org/publicdomain/zero/1.0/"
    media_roots: Words = ()
    profiles: Words = ("isadg",)
    labels: dict[Added, TextField] = field(default_factory=dict)
    features: dict[str, bool] = field(default_factory=dict)
    x: dict[str, TextField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of `content/<language>/`: front matter, and a body in Markdown. `path` is its address below the language.

    A `guided` page leads its readers from record to record: what it embeds and quotes are stops in that order.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")
    title: str
    path: str = ""
    language: str = ""
    summary: str | None = None
    nav: bool = False
    order: int = 0
    guided: bool = False
    status: Literal["draft", "published"] = "published"
    body: str = ""
