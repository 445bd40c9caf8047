"""Links are asked for once a week, gently, and their editors told of broken ones."""

import datetime as dt
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from urllib3.connection import HTTPConnection, HTTPSConnection

from accounts.models import User
from activities.models import Activity
from freshness import asking, checking
from freshness.asking import Answer, Asker, Result, connection_to
from freshness.checking import broken_links, check_links
from freshness.models import LinkCheck
from freshness.public_addresses import Target, is_public
from organisations.models import Organisation
from tests import factories
from tests.freshness.conftest import TODAY, Days, remind

SITE = "http://site.example"


class Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, dict[str, str]]] = []
    drops: list[int] = []

    def do_HEAD(self) -> None:
        self.seen.append((self.command, self.path, dict(self.headers)))
        status, _slash, location = self.path.removeprefix("/").partition("/")
        if status == "nohead":
            status = "200" if self.command == "GET" else "405"
        if status == "drip":
            for _piece in range(100):
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
        return HTTPConnection(target.ip, server.server_port, timeout=1)

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
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.server_close()

    assert asker_of(server).ask(SITE) == Answer(Result.SILENT)


def test_endless_answer_is_ended(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "TIMEOUT", 0.1)

    assert asker_of(server).ask(f"{SITE}/drip") == Answer(Result.SILENT)
    assert len(Handler.drops) < 50


def test_one_request_a_second_to_a_site(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(asking.time, "sleep", slept.append)
    asker = asker_of(server, pause=1.0)
    for site in ("one", "other", "one"):
        asker.ask(f"http://{site}.example/")

    assert len(slept) == 1
    assert 0.5 < slept[0] <= 1.0


def test_connection_goes_to_the_address_and_knows_the_name() -> None:
    target = Target("https", "site.example", "8.8.8.8", 443, "/")
    secure = connection_to(target)

    assert isinstance(secure, HTTPSConnection)
    assert (secure.host, secure.port) == ("8.8.8.8", 443)
    assert secure.server_hostname == secure.assert_hostname == "site.example"
    plain = connection_to(Target("http", "site.example", "8.8.8.8", 80, "/"))
    assert not isinstance(plain, HTTPSConnection)
    assert plain.timeout == secure.timeout == asking.TIMEOUT


class Told:
    """Stands in for the internet: says what the test wants, and what was asked."""

    def __init__(self, **results: Result) -> None:
        self.results, self.asked = results, list[str]()

    def ask(self, url: str) -> Answer:
        self.asked.append(url)
        host = url.removeprefix("https://").partition(".")[0]
        return Answer(self.results.get(host, Result.WORKS), 200)


def check(told: Told, **options: Any) -> int:
    asker: Any = told
    return check_links(asker, **options)


@pytest.fixture
def linked(ada: User, kotikulma: Organisation) -> Activity:
    Organisation.objects.filter(pk=kotikulma.pk).update(website="https://us.example/")
    kotikulma.refresh_from_db()
    return factories.activity(
        organisation=kotikulma,
        website="https://site.example/",
        registration_url="https://form.example/",
        online_url="https://meet.example/",
        online=True,
    )


@pytest.mark.django_db
def test_every_link_of_public_entries(linked: Activity, ada: User) -> None:
    hidden = factories.activity("Pois", website="https://gone.example/")
    hidden.withdraw(ada)
    factories.activity("Luonnos", website="https://draft.example/", published=False)
    told = Told()

    assert check(told) == 4

    assert sorted(told.asked) == [
        "https://form.example/",
        "https://meet.example/",
        "https://site.example/",
        "https://us.example/",
    ]
    fields = {one.field for one in LinkCheck.objects.about([linked])}
    assert fields == set(LinkCheck.Field.values)
    assert "site.example" not in str(LinkCheck.objects.values())


@pytest.mark.django_db
def test_one_address_of_many_entries_is_asked_for_once(
    linked: Activity, kotikulma: Organisation
) -> None:
    factories.activity("Toinen", organisation=kotikulma)
    told = Told()
    check(told)

    assert told.asked.count("https://us.example/") == 1
    assert LinkCheck.objects.filter(field="organisation").count() == 2


@pytest.mark.django_db
def test_once_a_week(go_to: Days, linked: Activity) -> None:
    counts = []
    for offset in (0, 0, 6, 7, 8, 14):
        go_to(offset)
        counts.append(check(Told()))

    assert counts == [4, 0, 0, 4, 0, 4]


@pytest.mark.django_db
def test_so_many_at_a_time(linked: Activity) -> None:
    told = Told()

    assert [check(told, most=3), check(told, most=3), check(told, most=3)] == [3, 1, 0]
    assert len(set(told.asked)) == 4


@pytest.mark.django_db
def test_ends_in_time(linked: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LONGEST_RUN", -1)

    assert check(Told()) == 0


@pytest.mark.django_db
def test_broken_after_failing_twice_a_week_apart(
    go_to: Days, linked: Activity, ada: User
) -> None:
    told = Told(site=Result.MISSING)
    check(told)
    assert broken_links([linked]) == {}
    since = timezone.now()

    go_to(7)
    check(told)

    broken = broken_links([linked])[linked.pk]
    assert [one.field for one in broken] == ["website"]
    assert broken[0].failing_since == since

    go_to(14)
    check(Told())
    assert broken_links([linked]) == {}


@pytest.mark.django_db
def test_changed_address_begins_anew(go_to: Days, linked: Activity, ada: User) -> None:
    told = Told(site=Result.MISSING, new=Result.SILENT)
    check(told)
    go_to(7)
    linked.change_contacts(ada, website="https://new.example/")
    check(told)

    assert broken_links([linked]) == {}


@pytest.mark.django_db
def test_removed_address_is_forgotten(linked: Activity, ada: User) -> None:
    check(Told())
    linked.change_contacts(ada, website="")
    check(Told())

    assert not LinkCheck.objects.filter(field="website").exists()


@pytest.mark.django_db
def test_reminder_names_broken_links(go_to: Days, linked: Activity, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(language="en")
    told = Told(site=Result.MISSING)
    for offset in (0, 7):
        go_to(offset)
        check(told)
    Activity.objects.filter(pk=linked.pk).update(check_due_on=TODAY + dt.timedelta(7))

    text = remind()[0].text

    assert "Website of the activity: The page is not there any more" in text
    assert "Address for signing up" not in text


@pytest.mark.django_db
def test_command(linked: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "Asker", Told)

    call_command("check_links", verbosity=0)

    assert LinkCheck.objects.count() == 4
