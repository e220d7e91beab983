"""`serve`: whoever looks at a page while it is written sees each edit, and never a mistake in its place."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.conftest import WritePortal

RECORD = "id: a{0}\nlevel: item\ntitle: Thư {1}\n"


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Run the command until the block ends; yields the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "site_builder", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{port}/"
        try:
            assert next((line for line in process.stdout if address in line), "")
            yield address
        finally:
            process.terminate()


def got(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


def test_a_page_learns_of_an_edit_and_shows_it(portal: WritePortal) -> None:
    files = {"portal.yaml": "title: A\nbase_url: https://a.example/\nlanguages: [vi]\n"}
    files["collections/a/index.yaml"] = "id: a\nlevel: fonds\ntitle: Phông\naccess: open\n"
    files |= {f"collections/a/a{number}.yaml": RECORD.format(number, number) for number in range(9)}
    root = portal(files)
    with serving(root) as address:
        before, page = got(f"{address}__build?"), got(f"{address}vi/records/a5/")
        assert "Thư 5" in page and "/__build" in page and "Content-Security-Policy" not in page
        (root / "collections/a/a5.yaml").write_text(RECORD.format(5, "sửa lại"), encoding="utf-8")
        after = got(f"{address}__build?{before}")
        assert after != before and "Thư sửa lại" in got(f"{address}vi/records/a5/") and "Thư sửa lại" in got(f"{address}vi/records/a/")
        (root / "collections/a/a5.yaml").write_text("id: a5\nlevel: item\ntitel: Thư\n", encoding="utf-8")
        (root / "collections/a/a6.yaml").write_text("id: a6\nlevel: [\n", encoding="utf-8")
        (root / "collections/a/a5.yaml").write_text(RECORD.format(5, "lần nữa"), encoding="utf-8")
        (root / "collections/a/a6.yaml").write_text(RECORD.format(6, "sau"), encoding="utf-8")
        while "Thư sau" not in got(f"{address}vi/records/a6/"):
            after = got(f"{address}__build?{after}")
        assert "Thư lần nữa" in got(f"{address}vi/records/a5/")
    assert subprocess.run([sys.executable, "-m", "site_builder", "build"], cwd=root, check=True).returncode == 0
