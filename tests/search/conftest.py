"""What the search tests share: Node, lunr.js, and text to be analysed on both sides."""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from site_builder import resources

from site_builder.search import export
from site_builder.search.bundle import Bundle, bundle
from site_builder.search.client_code import client_files
from site_builder.search.documents import Document
from tests.search.texts import documents

HERE = Path(__file__).parent

RunScript = Callable[..., Any]


@pytest.fixture(scope="session")
def lunr_path() -> Path:
    """Where lunr.js 2.3.9 lies: where LUNR_JS says, else where the build gathers it."""
    named = os.environ.get("LUNR_JS")
    return Path(named) if named else resources.vendor("lunr/lunr.js")


@pytest.fixture(scope="session")
def run_node(lunr_path: Path, node: str) -> RunScript:
    """Run a script of tests/search/node with a JSON payload; give the JSON it prints."""

    def run(script: str, payload: Any, *options: str) -> Any:
        environment = {**os.environ, "LUNR_JS": str(lunr_path)}
        command = [node, *options, str(HERE / "node" / script)]
        text = json.dumps(payload, ensure_ascii=False)
        done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
