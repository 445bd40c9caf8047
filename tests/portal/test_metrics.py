"""What Prometheus reads, and who may not."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task
from pytest_django import Settings

from accounts.models import User
from activities import documents
from activities.models import Activity
from events.models import Mail
from portal.backups import folders
from portal.metrics import Gauge, lines
from tests import factories
from tests.guards import same_queries

PATH = "/metrics"
HOUR = dt.timedelta(hours=1)


def read(client: Client) -> dict[str, float]:
    response = client.get(PATH)
    assert response.status_code == 200
    pairs = (
        line.rpartition(" ")
        for line in response.content.decode().splitlines()
        if not line.startswith("#")
    )
    return {name.removeprefix("kotopolku_"): float(value) for name, _, value in pairs}


@pytest.mark.django_db
def test_everything_is_written_as_prometheus_reads_it(client: Client) -> None:
    response = client.get(PATH)
    name = "[a-z_]+"
    line = re.compile(
        rf"# HELP {name} .+|# TYPE {name} (gauge|counter|histogram)|"
        rf'{name}({{{name}="[^"]+"}})? [0-9.e-]+'
    )

    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    text = response.content.decode()
    assert text.endswith("\n")
    for one in text.splitlines():
        assert line.fullmatch(one), one
    assert "kotopolku_database_up 1\n" in text
    assert 'kotopolku_request_seconds_bucket{le="+Inf"}' in text


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 elsewhere"},
        {"REMOTE_ADDR": "8.8.8.8"},
        {"REMOTE_ADDR": "2a00:1450::1"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_nobody_outside_reads_it(client: Client, asked: dict[str, str]) -> None:
    assert client.get(PATH, **asked).status_code == 404  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.7", "192.168.1.2"])
def test_private_networks_read_it(client: Client, address: str) -> None:
    assert client.get(PATH, REMOTE_ADDR=address).status_code == 200


@pytest.mark.django_db
def test_queue_and_mail(client: Client, ada: User) -> None:
    before = read(client)
    assert before["jobs_waiting"] == before["oldest_job_seconds"] == 0

    async_task("events.delivery.deliver", 1)
    async_task("events.delivery.deliver", 2)
    first, second = OrmQ.objects.order_by("pk")
    OrmQ.objects.filter(pk=first.pk).update(lock=timezone.now() - HOUR)
    # Somebody works on it.
    OrmQ.objects.filter(pk=second.pk).update(lock=timezone.now() + HOUR)
    Mail.objects.create(address=ada.email, language="fi", subject="Hei", text="Hei")
    Mail.objects.update(created_at=timezone.now() - 2 * HOUR)
    after = read(client)

    assert after["jobs_waiting"] == after["mails_waiting"] == 1
    assert after["oldest_job_seconds"] == pytest.approx(3600, abs=60)
    assert after["oldest_mail_seconds"] == pytest.approx(7200, abs=60)


@pytest.mark.django_db
def test_entries(client: Client, ada: User) -> None:
    late, _fresh = factories.activity("Myöhässä"), factories.activity("Tuore")
    factories.version(factories.activity("Uusi")).submit(ada)
    Activity.objects.filter(pk=late.pk).update(
        check_due_on=timezone.localdate() - dt.timedelta(days=1)
    )
    documents.rebuild()
    found = read(client)

    assert found["entries_overdue"] == 1
    assert found["documents"] == 3
    assert found["documents_sound"] == 1
    assert found['waiting{kind="version"}'] == 1
    assert 0 <= found['oldest_waiting_seconds{kind="version"}'] < 60


@pytest.mark.django_db
def test_age_of_the_newest_backup(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    assert "backup_age_seconds" not in read(client)

    settings.BACKUP_FOLDER = str(tmp_path)
    assert "backup_age_seconds" not in read(client)

    for hours, encrypted in ((5, True), (3, False)):
        name = folders.name_of(timezone.now() - hours * HOUR, is_encrypted=encrypted)
        (tmp_path / name).touch()
    (tmp_path / ".kotopolku-x.part").touch()
    assert read(client)["backup_age_seconds"] == pytest.approx(3 * 3600, abs=60)


@pytest.mark.django_db
def test_same_queries_however_much_there_is(client: Client, ada: User) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            factories.activity("Kerho")
            Mail.objects.create(address=ada.email, language="fi", subject="a", text="b")

    same_queries(lambda: read(client), add)


def test_database_away_is_said() -> None:
    def away() -> dict[str, float]:
        raise OperationalError("away")

    known = Gauge("known", "Known.", lambda: {"": 1})
    said = list(lines((known, Gauge("lost", "Lost.", away), known)))

    assert said[2] == "kotopolku_known 1"
    assert said[-1] == "kotopolku_database_up 0"
    assert not any("lost" in line for line in said)


def test_address_has_no_language() -> None:
    assert reverse("metrics") == PATH
