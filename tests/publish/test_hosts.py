"""What hosts are told, and which of them a site fits."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.publish.hosts import POLICY, HostsMaker, fits

THEMES = Path(__file__).parents[2] / "themes"


def made() -> dict[str, str]:
    maker = HostsMaker(("vi", "en"))
    (subject,) = maker.subjects()
    found = {output.path: output.content for output in maker.make(subject.key)}
    assert list(found) == maker.paths(subject.key)
    return {path: content.decode() for path, content in found.items() if isinstance(content, bytes)}


def test_headers_hold_the_policy_of_the_pages_and_forbid_frames_elsewhere() -> None:
    base = (THEMES / "plain/templates/base.html").read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', base)
    assert policy + "; frame-ancestors 'self'" == POLICY
    assert f"/*\n  Content-Security-Policy: {POLICY}\n" in made()["_headers"]


def test_no_path_is_told_one_thing_twice() -> None:
    blocks = [block.splitlines() for block in made()["_headers"].split("\n\n")]
    for path, *lines in blocks:
        names = [line.split(":")[0] for line in lines]
        assert len(names) == len(set(names))
        if path != "/*":
            assert not set(names) & {line.split(":")[0] for line in blocks[0][1:]}


def test_an_address_without_a_language_leads_to_the_default_one() -> None:
    assert "/records/:id /vi/records/:id/ 302\n" in made()["_redirects"]


def test_a_site_is_measured_against_each_limit() -> None:
    assert all(not fit.limit for fit in fits(100, 1_000_000, 100_000))
    by_host = {fit.host: fit.limit for fit in fits(20_001, 1_000_000_001, 25 << 20)}
    assert by_host == {"Cloudflare Pages": "files", "GitHub Pages": "total", "GitLab Pages": "total", "Netlify": ""}
    assert fits(1, 1, (25 << 20) + 1)[0].limit == "largest"
