"""PostgreSQL stops under gunicorn, and comes back: no restart of ours is needed."""

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from activities.models import Activity
from tests.postgres import AS_POSTGRES, FAST, make_cluster, make_database, program, stop
from tests.serving import PYTHON, Answer, ask, installed, serving
from tests.site.sources import ROOT

WITHIN = 30
OLD = {
    "fi": "Nämä tulokset voivat olla muutaman minuutin vanhoja.",
    "sv": "De här resultaten kan vara några minuter gamla.",
    "en": "These results may be some minutes old.",
}
UNAVAILABLE = {
    "fi": "Palvelu ei ole juuri nyt käytettävissä",
    "sv": "Tjänsten är inte tillgänglig just nu",
    "en": "The service is not available right now",
}
LISTINGS = 25


@dataclass
class Server:
    """A PostgreSQL that can be stopped and started again."""

    folder: Path
    data: Path
    process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        settings = ["listen_addresses=", f"unix_socket_directories={self.folder}"]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [program("postgres"), f"-D{self.data}"]
                + [f"--{setting}" for setting in (*settings, *FAST)],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                **AS_POSTGRES,
            )

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process)
        self.process = None


@dataclass(frozen=True)
class Site:
    server: Server
    port: int
    log: Path
    entry: int

    def get(self, target: str) -> Answer:
        return ask(self.port, target, headers={"X-Forwarded-Proto": "https"})

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WITHIN
        while not holds():
            assert time.monotonic() < deadline, self.log.read_text()[-3000:]
            time.sleep(0.1)

    def is_ready(self, said: bytes) -> bool:
        """Every process says so: with many more questions than processes."""
        return all(self.get("/readyz").body == said for _ in range(12))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with TemporaryDirectory(prefix="kotopolku-postgres-") as name:
        folder = Path(name)
        one = Server(folder, make_cluster(folder))
        one.start()
        try:
            yield one
        finally:
            one.stop()


@pytest.fixture(scope="module")
def site(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    assert server.process is not None
    folder = tmp_path_factory.mktemp("away")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", make_database(server.folder, server.process))
        environment = installed(folder, "collectstatic --no-input", "migrate")
    made = subprocess.run(
        [
            PYTHON,
            "-c",
            "import django; django.setup()\n"
            "from activities import documents\n"
            "from tests import factories\n"
            f"for number in range({LISTINGS}):\n"
            "    entry = factories.activity(f'Kerho {number}', price='free')\n"
            "documents.rebuild()\n"
            "print(entry.pk)",
        ],
        cwd=folder,
        env=environment
        | {"DJANGO_SETTINGS_MODULE": "portal.settings", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    with serving(folder, environment) as port:
        log = next(folder.glob("python*.log"))
        yield Site(server, port, log, int(made.stdout))


@pytest.fixture(scope="module")
def away(site: Site) -> Site:
    """Its database stopped, for good but in the test of its coming back."""
    site.server.stop()
    return site


def text(answer: Answer) -> str:
    return answer.body.decode()


def address(language: str, view: str, **arguments: object) -> str:
    with override(language):
        return reverse(view, kwargs=arguments)


@pytest.mark.parametrize("language", OLD)
def test_searches_go_on_and_say_so(away: Site, language: str) -> None:
    path = address(language, "search:activities")
    for query in ("", "?page=2", "?free=1", "?q=kerho", "?q=xyzzy", "?sort=date"):
        answer = away.get(path + query)
        assert answer.status == 200
        assert OLD[language] in text(answer)
        assert "xyzzy" in query or "Kerho" in text(answer)
    facet = address(language, "search:facet", name="theme")
    assert away.get(facet).status == 200


@pytest.mark.parametrize("language", OLD)
def test_other_pages_say_503_in_the_readers_language(away: Site, language: str) -> None:
    entry = Activity(pk=away.entry, kind="activity")
    with override(language):
        targets = (entry.get_absolute_url(), reverse("search:home"))
    for target in targets:
        answer = away.get(target)
        assert answer.status == 503
        assert answer.headers["retry-after"] == "30"
        assert UNAVAILABLE[language] in text(answer)
        assert f'lang="{language}"' in text(answer)
        assert "Traceback" not in text(answer)


def test_probes(away: Site) -> None:
    assert away.get("/healthz").status == 200
    assert away.is_ready(b"ok\nindex: loaded, the database is away\n")


def test_everything_is_well_again(away: Site) -> None:
    """In the same processes, as soon as the database is back."""
    away.server.start()
    away.until(lambda: away.is_ready(b"ok\nindex: loaded\n"))
    for language in OLD:
        answer = away.get(address(language, "search:activities"))
        assert answer.status == 200
        assert OLD[language] not in text(answer)
        assert away.get(address(language, "search:home")).status == 200
    away.server.stop()
    away.until(lambda: away.is_ready(b"ok\nindex: loaded, the database is away\n"))


def test_nothing_is_waited_for_long(away: Site) -> None:
    path = address("fi", "search:activities")
    away.get(path)
    begun = time.monotonic()
    for number in range(20):
        away.get(f"{path}?age={number}")

    assert time.monotonic() - begun < 10
