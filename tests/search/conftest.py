"""What the search tests share: Node, lunr.js, and text to be analysed on both sides."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

RunScript = Callable[..., Any]


def lunr_js() -> Path | None:
    """Find lunr.js 2.3.9 where the build gathers it, or where LUNR_JS says it is."""
    places = [os.environ.get("LUNR_JS", ""), str(ROOT / "node_modules/lunr/lunr.js")]
    places += [str(path) for path in sorted((ROOT / "site_builder").glob("vendor/**/lunr*.js"))]
    return next((Path(place) for place in places if place and Path(place).is_file()), None)


@pytest.fixture(scope="session")
def lunr_path() -> Path:
    path = lunr_js()
    if path is None:
        pytest.skip("lunr.js is not gathered yet (site_builder/vendor, node_modules or LUNR_JS)")
    return path


@pytest.fixture(scope="session")
def run_node(lunr_path: Path) -> RunScript:
    """Run a script of tests/search/node with a JSON payload; give the JSON it prints."""
    if shutil.which("node") is None:
        pytest.skip("Node is not on the path")

    def run(script: str, payload: Any, *options: str) -> Any:
        environment = {**os.environ, "LUNR_JS": str(lunr_path)}
        command = ["node", *options, str(HERE / "node" / script)]
        text = json.dumps(payload, ensure_ascii=False)
        done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
