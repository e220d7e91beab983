"""Serve a folder as plain hosts do: files, index.html, 404.html, under any path; and remember what was asked for."""

from __future__ import annotations

import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

TYPES = {
    ".bin": "application/octet-stream", ".js": "text/javascript", ".json": "application/json", ".mjs": "text/javascript",
    ".vtt": "text/vtt", ".webp": "image/webp", ".woff2": "font/woff2",
}


class Server:
    """A server on a free port of this machine while its `with` block runs.

    `url` is the address of the folder and ends in a slash; `asked` lists the paths below it that were requested, in order.
    """

    def __init__(self, folder: Path, under: str = "/") -> None:
        self.folder = folder
        self.under = f"/{under.strip('/')}/".replace("//", "/")
        self.asked: list[str] = []
        owner = self

        class Handler(_Handler):
            server_of = owner

        self._server = _Host(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}{self.under}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Host(ThreadingHTTPServer):
    request_queue_size = 128
    """A page asks for more files at once than the five connections that wait by default."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet when a browser leaves before all has been sent."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    server_of: Server

    def guess_type(self, path: Any) -> str:
        """Know the types that Python's own table lacks on some systems."""
        return TYPES.get(Path(path).suffix) or super().guess_type(path)

    def translate_path(self, path: str) -> str:
        owner = self.server_of
        asked = urlsplit(path).path
        if not asked.startswith(owner.under):
            return str(owner.folder / "there is no such file")
        owner.asked.append(asked.removeprefix(owner.under))
        self.directory = str(owner.folder)
        return super().translate_path("/" + asked.removeprefix(owner.under))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as hosts do: with the site's own 404.html."""
        page = self.server_of.folder / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""
