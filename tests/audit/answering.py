"""A small server of what was recorded, and of the site's style sheets and scripts."""

import mimetypes
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

from tests.audit.recording import Recorded


@cache
def static(name: str) -> bytes | None:
    found = finders.find(name)
    return Path(found).read_bytes() if found else None


@contextmanager
def answering(records: Sequence[Recorded]) -> Iterator[str]:
    """The address under which page 0, page 1 and so on are."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path.startswith("/static/"):
                name = path.removeprefix("/static/")
                kind = mimetypes.guess_type(name)[0] or "text/plain"
                kept = {"Cache-Control": "max-age=3600"}
                return self.answer(static(name), kind, kept)
            number = path.strip("/")
            if not number.isdigit():
                return self.answer(None, "text/plain", {})
            page = records[int(number)]
            policy = {"Content-Security-Policy": page.policy} if page.policy else {}
            return self.answer(page.body, "text/html; charset=utf-8", policy)

        def do_POST(self) -> None:
            """A script saves what nobody typed, or tells of what the policy stopped."""
            self.answer(None, "text/plain", {})

        def answer(
            self, body: bytes | None, kind: str, headers: dict[str, str]
        ) -> None:
            self.send_response(404 if body is None else 200)
            for name, value in ({"Content-Type": kind} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
