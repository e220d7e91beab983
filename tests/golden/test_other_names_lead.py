"""Former names, other names and "use for" terms lead to the authority record: in the registers, and in search."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.golden.conftest import Built

ASK = """
const [search, base, ...asked] = process.argv.slice(1);
const { openSearch } = await import(search);
import { readFile } from "node:fs/promises";
const fetch = async (url) => {
  try { return new Response(await readFile(new URL(url))); } catch { return new Response("", { status: 404 }); }
};
const found = await openSearch(base, { fetch, language: "vi" });
const out = [];
for (const words of asked) out.push((await found.query(words)).results.map((one) => one.id));
process.stdout.write(JSON.stringify(out));
"""


@pytest.mark.parametrize(
    ("register", "name", "see"),
    [("subjects", "Sổ ruộng", "xem Địa bạ"), ("places", "Làng Kẻ Khê", "xem Xã Vân Khê"), ("people", "Tên pham0", "xem Dòng họ Phạm Đình")],
)
def test_a_register_says_which_name_to_see(register: str, name: str, see: str, built: Built) -> None:
    page = (built("description") / "vi" / "browse" / register / "index.html").read_text("utf-8")
    assert f'">{name}</a> <span class="index__alt">{see}</span>' in page


def test_search_finds_records_by_other_names_of_their_subjects_places_and_agents(built: Built, node: str) -> None:
    folder = built("description") / "search"
    asked = ["Sổ ruộng", "Điền thổ bạ", "Kẻ Khê", "pham0"]
    program = [node, "--input-type=module", "-e", ASK, (folder / "search.js").as_uri(), folder.as_uri() + "/", *asked]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    named = {"pham", "pham-ruong", "pham-ruong-ba", "pham-ruong-ba-1"}
    for words, ids in zip(asked, json.loads(done.stdout), strict=True):
        assert named <= set(ids), words
