"""Websites are asked gently, and nothing inside our own network is."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from urllib3.connection import HTTPConnection, HTTPSConnection

from freshness import asking
from freshness.asking import Answer, Asker, Result, connection_to
from freshness.public_addresses import Target, is_public

SITE = "http://site.example"
PIECES = 500


class Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, dict[str, str]]] = []
    drops: list[int] = []

    def do_HEAD(self) -> None:
        self.seen.append((self.command, self.path, dict(self.headers)))
        status, _slash, location = self.path.removeprefix("/").partition("/")
        if status == "nohead":
            status = "200" if self.command == "GET" else "405"
        if status == "drip":
            for _piece in range(PIECES):
                self.wfile.write(b"H")
                time.sleep(0.02)
                self.drops.append(1)
            return
        if status == "garbage":
            self.wfile.write(b"220 mail.example\r\n\r\n")
            return
        self.send_response(int(status or 200))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 100_000)

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Handler.seen.clear()
    Handler.drops.clear()
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def asker_of(server: HTTPServer, **options: Any) -> Asker:
    """All names lead to the server of the test; its rule allows that."""

    def connect(target: Target) -> HTTPConnection:
        return HTTPConnection(target.ip, server.server_port, timeout=30)

    defaults: dict[str, Any] = {
        "resolve": lambda host, port: ["127.0.0.1"],
        "allow": lambda ip: ip == "127.0.0.1",
        "connect": connect,
        "pause": 0,
    }
    return Asker(**(defaults | options))


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", Answer(Result.WORKS, 200)),
        ("/204", Answer(Result.WORKS, 204)),
        ("/304", Answer(Result.WORKS, 304)),
        ("/403", Answer(Result.WORKS, 403)),
        ("/429", Answer(Result.WORKS, 429)),
        ("/404", Answer(Result.MISSING, 404)),
        ("/410", Answer(Result.MISSING, 410)),
        ("/400", Answer(Result.FAILS, 400)),
        ("/500", Answer(Result.FAILS, 500)),
        ("/nohead", Answer(Result.WORKS, 200)),
        ("/301", Answer(Result.WORKS, 301)),
        ("/301//200", Answer(Result.WORKS, 200)),
        ("/302/http://other.example/404", Answer(Result.MISSING, 404)),
        ("/302//302//302//200", Answer(Result.WORKS, 200)),
        ("/302//302//302//302//200", Answer(Result.FAILS, 302)),
        ("/302/http://10.0.0.1/", Answer(Result.REFUSED)),
        ("/302/http://other.example:8080/", Answer(Result.REFUSED)),
        ("/302/file:///etc/passwd", Answer(Result.REFUSED)),
        ("/garbage", Answer(Result.SILENT)),
    ],
)
def test_answers(server: HTTPServer, path: str, answer: Answer) -> None:
    assert asker_of(server).ask(SITE + path) == answer


def test_says_who_asks(server: HTTPServer) -> None:
    asker_of(server).ask(f"{SITE}/sivu/ö?a=b c".replace(" ", "%20"))

    _method, path, headers = Handler.seen[0]
    assert path == "/sivu/%C3%B6?a=b%20c"
    assert headers["Host"] == "site.example"
    assert "kotopolku@example.org" in headers["User-Agent"]
    assert "http://localhost:8000" in headers["User-Agent"]


def test_redirect_to_a_private_name_is_not_followed(server: HTTPServer) -> None:
    names = {"site.example": "8.8.8.8", "inside.example": "127.0.0.1"}
    asker = asker_of(
        server,
        resolve=lambda host, port: [names[host]],
        allow=is_public,
        connect=lambda target: HTTPConnection("127.0.0.1", server.server_port),
    )

    answer = asker.ask(f"{SITE}/302/http://inside.example/")

    assert answer == Answer(Result.REFUSED)
    assert len(Handler.seen) == 1


def test_name_that_changes_its_address_is_never_asked_at_the_second(
    server: HTTPServer,
) -> None:
    """DNS rebinding: the connection is made to what was checked."""
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    reached: list[str] = []

    def connect(target: Target) -> HTTPConnection:
        reached.append(target.ip)
        return HTTPConnection("127.0.0.1", server.server_port)

    asker = asker_of(
        server,
        resolve=lambda host, port: next(answers),
        allow=is_public,
        connect=connect,
    )

    assert asker.ask(f"{SITE}/302//200") == Answer(Result.REFUSED)
    assert reached == ["8.8.8.8"]


def test_name_that_does_not_exist(server: HTTPServer) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError

    assert asker_of(server, resolve=unknown).ask(SITE) == Answer(Result.SILENT)


def test_nobody_listens() -> None:
    server = HTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
    with server:
        # Taken, so that nobody else may begin to listen there.
        server.server_bind()

        assert asker_of(server).ask(SITE) == Answer(Result.SILENT)


def test_endless_answer_is_ended(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "TIMEOUT", 0.1)

    assert asker_of(server).ask(f"{SITE}/drip") == Answer(Result.SILENT)
    assert len(Handler.drops) < PIECES / 2


def test_one_request_a_second_to_a_site(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("freshness.asking.time.sleep", slept.append)
    asker = asker_of(server, pause=60.0)
    for site in ("one", "other", "one"):
        asker.ask(f"http://{site}.example/")

    assert len(slept) == 1
    assert 30 < slept[0] <= 60


def test_connection_goes_to_the_address_and_knows_the_name() -> None:
    target = Target("https", "site.example", "8.8.8.8", 443, "/")
    secure = connection_to(target)

    assert isinstance(secure, HTTPSConnection)
    assert (secure.host, secure.port) == ("8.8.8.8", 443)
    assert secure.server_hostname == secure.assert_hostname == "site.example"
    plain = connection_to(Target("http", "site.example", "8.8.8.8", 80, "/"))
    assert not isinstance(plain, HTTPSConnection)
    assert plain.timeout == secure.timeout == asking.TIMEOUT
