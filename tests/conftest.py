"""The named cast: who they are is said once, and every test speaks of them."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import Any

import pytest
from dj_database_url import parse
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from organisations.models import Membership, Organisation
from search import line
from tests import factories, migrated
from tests.guards import GuardedClient
from tests.site.sources import APPS, written_by_hand

# They try much of what others test line by line: coverage would double their time.
UNCOUNTED = {
    "test_bad_input",
    "test_engine_brute",
    "test_engine_oracle",
    "test_judged",
    "test_load_demo",
    "test_pages",
    "test_reference",
    "test_roles",
    "test_version_machine",
}
EXAMPLES_COUNTED = 3
# They, and tests that start servers or browsers.
SLOW = UNCOUNTED | {
    "test_backup",
    "test_demo_content",
    "test_handover",
    "test_journey",
    "test_keyboard",
    "test_kill_drill",
    "test_life",
    "test_live_mended",
    "test_load_reference_data",
    "test_mail_drill",
    "test_make_listings",
    "test_qcluster",
    "test_queue",
    "test_replaced",
    "test_run_site",
    "test_serving",
    "test_serving_index",
    "test_signed_in",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long begin, so that none is left alone at the end."""
    items.sort(key=lambda item: item.path.stem not in SLOW)
    for item in items:
        if is_like_others(item) or not is_one_of_the_first(item):
            item.add_marker("no_cover")


def is_like_others(item: pytest.Item) -> bool:
    return item.path.stem in UNCOUNTED or item.path.parent.name == "browser"


def is_one_of_the_first(item: pytest.Item) -> bool:
    """Of many examples for one test, the first ones are enough to count lines."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return True
    return all(number < EXAMPLES_COUNTED for number in item.callspec.indices.values())


def import_all() -> None:
    """Else the lines of a module count only if a counted test imports it first."""
    for file in written_by_hand(".py"):
        if file.parts[0] in {*APPS, "portal"}:
            import_module(
                ".".join(file.with_suffix("").parts).removesuffix(".__init__")
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """What they need is not counted either: pytest-cov itself pauses in calls only."""
    plugin: Any = item.config.pluginmanager.getplugin("_cov")
    counting = plugin and plugin.cov_controller
    if not counting or not item.get_closest_marker("no_cover"):
        yield
        return
    counting.pause()
    try:
        yield
    finally:
        counting.resume()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of tests are no rubbish, and slow to look through again and again."""
    plugin: Any = session.config.pluginmanager.getplugin("_cov")
    if plugin and plugin.cov_controller:
        import_all()
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """Workers are told by the process that started them where the run's folder is."""
    # Until all is collected: nothing of that is rubbish.
    gc.disable()
    if not hasattr(config, "workerinput"):
        around = ExitStack()
        around.enter_context(migrated.run())
        config.add_cleanup(around.close)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Instead of pytest-django's own: a copy is made much sooner than a migration."""
    folder = tmp_path_factory.mktemp("database", numbered=False)
    url = migrated.copy(f"test_{os.getpid()}", folder)
    connection.settings_dict["NAME"] = parse(url)["NAME"]
    with django_db_blocker.unblock():
        yield
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]
            migrated.drop(connection.settings_dict["NAME"])


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """PostgreSQL is not away only because the machine is busy with other tests."""
    line.CONNECT_SECONDS = line.ANSWER_SECONDS = 30.0


@pytest.fixture(autouse=True)
def finnish() -> Iterator[None]:
    """Each test begins in Finnish: a request of the test client leaves its own."""
    with translation.override("fi"):
        yield


@pytest.fixture(autouse=True)
def no_kept_pages() -> None:
    """What is rolled back after a test happens again with the same counter."""
    caches["pages"].clear()


@pytest.fixture
def client() -> Client:
    """A visitor; a GET that writes to the database fails."""
    return GuardedClient()


@pytest.fixture
def kotikulma(db: None) -> Organisation:
    return factories.organisation("Kotikulma ry")


@pytest.fixture
def ada(kotikulma: Organisation) -> User:
    """Owns Kotikulma ry."""
    return _member("Ada", kotikulma, Membership.Role.OWNER)


@pytest.fixture
def ben(kotikulma: Organisation) -> User:
    """Edits for Kotikulma ry."""
    return _member("Ben", kotikulma, Membership.Role.EDITOR)


@pytest.fixture
def cleo(db: None) -> User:
    """Belongs to another organisation."""
    elsewhere = factories.organisation("Naapuriapu ry")
    return _member("Cleo", elsewhere, Membership.Role.OWNER)


@pytest.fixture
def mona(db: None) -> User:
    """Moderates Uusimaa."""
    uusimaa = factories.area("uus", "049", "091", "092", name="Uusimaa")
    return factories.moderator("Mona", uusimaa)


@pytest.fixture
def nils(db: None) -> User:
    """Moderates another area."""
    elsewhere = factories.area("pir", "837", name="Pirkanmaa")
    return factories.moderator("Nils", elsewhere)


@pytest.fixture
def root(db: None) -> User:
    """Administers."""
    return factories.person("Root", is_staff=True, is_superuser=True)


def _member(name: str, organisation: Organisation, role: str) -> User:
    user = factories.person(name)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user
