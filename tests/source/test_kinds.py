"""What a file is, told by where it lies."""

from __future__ import annotations

import pytest

from site_builder.source.kinds import kind_of


@pytest.mark.parametrize(("file", "kind"), [
    ("content/vi/about.md", "page"), ("content/en-GB/guide/index.md", "page"), ("content/fr/x.md", "page"),
    ("content/guide/decisions/001-one-gate.md", None), ("content/readme.md", None), ("content/vi/scan.jpg", None),
])
def test_pages_lie_in_a_folder_that_is_named_for_a_language(file: str, kind: str | None) -> None:
    found = kind_of(file)
    assert (found and found.name) == kind
