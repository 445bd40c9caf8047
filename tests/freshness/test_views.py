"""Views are counted from lines of a log: each once, none lost, nobody's address."""

import datetime as dt
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from activities.models import Activity
from feedback.models import FruitlessSearch
from freshness import viewlog
from freshness.counting import count_log, read
from freshness.models import CountedLog, ViewCount
from freshness.viewed import viewed
from freshness.viewlog import LineHandler, append, is_by_a_person
from tests import factories
from tests.factories import day
from tests.guards import GuardedClient

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Mobile Safari/537.36"


@pytest.fixture
def log(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    path = tmp_path / "views.log"
    settings.VIEW_LOG = str(path)
    handler = LineHandler(str(path))
    loggers = [logging.getLogger(f"kotopolku.{n}") for n in ("views", "fruitless")]
    for logger in loggers:
        logger.addHandler(handler)
    yield path
    for logger in loggers:
        logger.removeHandler(handler)


def look(entry: Activity, **headers: str) -> Any:
    headers = {"user-agent": PHONE} | headers
    return GuardedClient(headers=headers).get(
        entry.get_absolute_url(), REMOTE_ADDR="192.0.2.7"
    )


def test_a_view_is_a_line_with_a_day_and_a_number(log: Path) -> None:
    entry = factories.activity()

    assert look(entry).status_code == 200

    assert log.read_text() == f"{timezone.localdate()} views {entry.pk}\n"


def test_only_the_page_itself_counts(log: Path) -> None:
    entry = factories.activity()
    url = entry.get_absolute_url()

    client = GuardedClient(headers={"user-agent": PHONE})
    client.head(url)
    client.get(re.sub(r"\d-[^/]*/$", lambda found: found[0][0] + "-muu/", url))
    client.get("/fi/toiminta/999-x/")
    look(entry, sec_purpose="prefetch;prerender")
    look(entry, purpose="prefetch")

    assert not log.exists()


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "python-requests/2.32",
        "UptimeMonitor/2.0",
    ],
)
def test_programs_do_not_count(rf: RequestFactory, agent: str) -> None:
    assert not is_by_a_person(rf.get("/", headers={"user-agent": agent}))
    assert is_by_a_person(rf.get("/", headers={"user-agent": PHONE}))


def test_page_is_shown_when_the_line_cannot_be_written(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, line: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(viewlog, "append", full)

    assert look(factories.activity()).status_code == 200


def test_lines_become_counts_once(log: Path) -> None:
    one, other = factories.activity("Yksi"), factories.activity("Toinen")
    for entry in (one, one, other):
        look(entry)

    call_command("count_views", verbosity=0)
    call_command("count_views", verbosity=0)
    look(one)
    call_command("count_views", verbosity=0)

    assert viewed([one.pk, other.pk, 999]) == {one.pk: 3, other.pk: 1, 999: 0}
    assert not list(log.parent.iterdir())


def test_a_log_that_could_not_be_removed_is_not_counted_again(log: Path) -> None:
    entry = factories.activity()
    look(entry)
    kept = log.read_text()
    count_log(log)
    name = CountedLog.objects.get().name
    (log.parent / name).write_text(kept)

    assert count_log(log) == 0

    assert viewed([entry.pk]) == {entry.pk: 1}
    assert not (log.parent / name).exists()


def test_a_log_that_was_renamed_before_a_crash_is_counted(log: Path) -> None:
    entry = factories.activity()
    look(entry)
    log.rename(log.with_name("views.log.counting-1"))

    assert count_log(log) == 1

    assert viewed([entry.pk]) == {entry.pk: 1}


def test_files_of_others_are_left_alone(log: Path) -> None:
    backup = log.with_name("views.log.1.gz")
    backup.write_bytes(b"\x1f\x8b")

    count_log(log)

    assert backup.exists()


def test_writer_who_opened_the_renamed_file_writes_to_the_new_one(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.touch()
    moved = log.with_name("moved")
    ask = viewlog.is_at

    def rename_first(path: Path, file: int) -> bool:
        if not moved.exists():
            log.rename(moved)
        return ask(path, file)

    monkeypatch.setattr(viewlog, "is_at", rename_first)
    append(log, "line\n")

    assert moved.read_text() == ""
    assert log.read_text() == "line\n"


def test_lines_that_cannot_be_read_count_for_nothing() -> None:
    parts = ("", "x", "views", "views 1x", "views ٣", f"views {'9' * 30}", "views 7")
    lines = [f"2026-11-22 {part}" for part in (*parts, f"fruitless {'a' * 61}")]

    views, words = read(["", "x", "2026-11-22", "2026-13-01 views 1", *lines])

    assert views == {(dt.date(2026, 11, 22), 7): 1}
    assert not words


def test_views_of_unknown_entries_are_dropped(log: Path) -> None:
    append(log, f"{timezone.localdate()} views 12345\n")

    count_log(log)

    assert not ViewCount.objects.exists()


def test_only_the_last_days_are_told() -> None:
    entry = factories.activity()
    for offset, count in ((0, 1), (-29, 2), (-30, 4)):
        ViewCount.objects.create(activity=entry, date=day(offset), count=count)

    assert viewed([entry.pk]) == {entry.pk: 3}
    assert viewed([entry.pk], days=31) == {entry.pk: 7}


def test_searches_without_results_are_lines_of_words(log: Path) -> None:
    factories.activity("Kielikahvila")
    with override("en"):
        url = reverse("search:activities")
    people = GuardedClient(headers={"user-agent": PHONE})

    people.get(f"{url}?q=Pöllö-Purjehdus")
    people.get(f"{url}?q=kielikahvila")
    people.get(f"{url}?q=")
    GuardedClient(headers={"user-agent": "bot"}).get(f"{url}?q=purjehdus")

    today = timezone.localdate()
    lines = {f"{today} fruitless {word}" for word in ("pollo", "purjehdus")}
    assert set(log.read_text().splitlines()) == lines


def test_words_of_few_searches_are_dropped(log: Path) -> None:
    today = timezone.localdate()
    for word in ("rare", "rare", "sauna", "sauna", "sauna"):
        append(log, f"{today} fruitless {word}\n")

    count_log(log)

    assert [(one.word, one.count) for one in FruitlessSearch.objects.all()] == [
        ("sauna", 3)
    ]


def test_nothing_is_counted_without_a_log(settings: Settings) -> None:
    settings.VIEW_LOG = ""

    call_command("count_views")
