"""As many components come out as a finding aid has: each is a page, stands in the tree once, and once in the printed finding aid."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from site_builder.desk.importing import bring
from tests.conftest import missing
from tests.test_builds import build

LARGEST = 500_000
ARCLIGHT = "arclight-fixtures/spec/fixtures/ead/sample"
SOURCES = [
    (f"{ARCLIGHT}/deeply-nested-components.xml", 12),
    (f"{ARCLIGHT}/large-components-list.xml", 3),
    pytest.param("saa-ead3-samples/samples/ead3/NCSU/mc00338.xml", 3, marks=pytest.mark.long),
]


def components(source: Path) -> int:
    """Count the components of a finding aid, whatever its namespace."""
    tree = etree.parse(source, etree.XMLParser(resolve_entities=False, no_network=True))
    return sum(1 for one in tree.iter() if isinstance(one.tag, str) and re.fullmatch(r"c(0[1-9]|1[0-2])?", etree.QName(one).localname))


def linked(page: Path) -> list[str]:
    """Return the records that the list of a finding aid names, in their order."""
    lines = re.findall(r'class="fa__line.*?</(?:p|h\d)>', page.read_text(encoding="utf-8"), re.DOTALL)
    return [found[1] for line in lines if (found := re.search(r'href="(?:\.\./)+([a-z0-9-]+)/"', line))]


def assert_contents_lead_somewhere(folder: Path) -> None:
    first = (folder / "index.html").read_text(encoding="utf-8")
    contents = re.search(r'<nav class="fa__contents".*?</nav>', first, re.DOTALL)
    assert contents
    links = re.findall(r'href="([^"#]*)#([^"]+)"', contents[0])
    assert links
    for part, anchor in links:
        assert f'id="{anchor}"' in (folder / part / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "deep"), SOURCES)
def test_every_component_is_a_page_a_row_of_the_tree_and_a_line_of_the_finding_aid(name: str, deep: int, shared: Path, tmp_path: Path) -> None:
    source = shared / "corpora" / "ead" / name
    if not source.is_file():
        missing(f"../shared has no {name}")
    root = tmp_path / "portal"
    (root / "collections").mkdir(parents=True)
    (root / "portal.yaml").write_text("title: Trial\nbase_url: https://example.org/\nlanguages: [en, vi]\n", encoding="utf-8")
    bring(root, "ead", source, root / "collections" / "whole")
    build(root)
    count = components(source)
    for language in ("en", "vi"):
        records = root / "output" / language / "records"
        ids = {page.parent.name for page in records.glob("*/index.html")}
        assert len(ids) == count + 1
        (top,) = {page.parent.parent.name for page in records.glob("*/finding-aid/index.html")}
        rest = Counter(ids - {top})
        parts = [json.loads(part.read_text(encoding="utf-8")) for part in records.glob(f"{top}/tree/[0-9]*.json")]
        assert Counter(row["id"] for part in parts for one in part.values() for row in one["rows"]) == rest
        assert Counter(one for page in records.glob(f"{top}/finding-aid/**/index.html") for one in linked(page)) == rest
        assert_contents_lead_somewhere(records / top / "finding-aid")
    assert max(page.stat().st_size for page in root.glob("output/**/*.html")) <= LARGEST
    chains = [page.read_text(encoding="utf-8").count("ladder__rung") for page in root.glob("output/en/records/*/index.html")]
    assert max(chains) >= deep
