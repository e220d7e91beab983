"""A record leads back to the written pages that name it, in its own language, and to none that it may not be seen in."""

from __future__ import annotations

from pathlib import Path

from tests.test_builds import build

STORY = "---\ntitle: {title}\n---\n{words}\n"


def test_a_record_leads_back_to_the_stories_that_embed_it(tmp_path: Path) -> None:
    files = {
        "portal.yaml": "title: {vi: Thử, en: Trial}\nbase_url: https://archives.example.org/\nlanguages: [vi, en]\n",
        "collections/a/index.yaml": "id: a\nlevel: fonds\ntitle: A\naccess: open\n",
        "collections/a/b.yaml": "id: b\nlevel: item\ntitle: B\n",
        "collections/a/c.yaml": "id: c\nlevel: item\ntitle: Kín\naccess: {status: closed, basis: {type: policy, citation: x}}\n",
        "content/vi/lu.md": STORY.format(title="Mùa lũ", words="![Thư](record:b)\n\n[một](record:c)"),
        "content/en/other.md": STORY.format(title="Other", words="Nothing of it."),
    }
    for name, words in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    build(tmp_path)
    pages = {language: (tmp_path / f"output/{language}/records/b/index.html").read_text("utf-8") for language in ("vi", "en")}
    assert '<a href="../../lu/">Mùa lũ</a>' in pages["vi"].partition('id="stories"')[2]
    assert 'id="stories"' not in pages["en"]
    assert not (tmp_path / "output/vi/records/c/index.html").exists()
    assert "Kín" not in (tmp_path / "output/vi/lu/index.html").read_text("utf-8")
    (tmp_path / "content/vi/lu.md").write_text(STORY.format(title="Nước lên", words="![Thư](record:b)"), encoding="utf-8")
    build(tmp_path)
    assert "Nước lên</a>" in (tmp_path / "output/vi/records/b/index.html").read_text("utf-8")
