"""nginx as a host of today serves a site: HTTP/2 over TLS, texts compressed on the way."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

SETTINGS = """
daemon off; master_process off; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; include /etc/nginx/mime.types; default_type application/octet-stream;
  gzip on; gzip_comp_level 9; gzip_types text/css application/javascript text/javascript application/json image/svg+xml;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  server {{
    listen 127.0.0.1:{port} ssl http2; ssl_certificate {work}/host.pem; ssl_certificate_key {work}/host.key;
    location /search/ {{ alias {search}/; }}
    location / {{ alias {site}/; index index.html; }}
  }}
}}
"""


class Host:
    """A site, and beside it a `search/` folder of its own, while the `with` block runs."""

    def __init__(self, site: Path, search: Path, work: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"https://127.0.0.1:{self.port}/"
        key = ["-newkey", "rsa:2048", "-nodes", "-keyout", str(work / "host.key"), "-out", str(work / "host.pem")]
        subprocess.run(["openssl", "req", "-x509", "-days", "2", "-subj", "/CN=127.0.0.1", *key], check=True, capture_output=True)
        settings = work / "nginx.conf"
        settings.write_text(SETTINGS.format(work=work, port=self.port, search=search.resolve(), site=site.resolve()), "utf-8")
        self._process = subprocess.Popen(["nginx", "-c", str(settings), "-p", str(work)], stderr=subprocess.DEVNULL)

    def __enter__(self) -> Self:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)  # nginx says in no other way that it listens
        raise AssertionError("nginx does not answer")

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()
