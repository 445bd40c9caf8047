"""`kill -9` of real workers in the middle of mails (all 500: `make mail-drill`)."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from benchmarks import mail_drill
from benchmarks.mail_drill import Drill
from events.models import Mail
from events.outbox import post

MAILS, KILLS = 40, 2


def url_of(database: BaseDatabaseWrapper, folder: Path) -> str:
    """Where other processes find what this test wrote: of memory, a copy on disk."""
    if database.vendor == "sqlite":
        file = folder / "db.sqlite3"
        with database.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return f"sqlite:///{file}"
    values = database.settings_dict
    host = quote(str(values["HOST"]), safe="")
    return f"postgres://{values['USER']}@{host}/{values['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_each_mail_arrives_and_the_queue_ends_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MAILS):
        post("admin_mail_waiting", f"person{number}@example.org", {"count": number})
    numbers = set(Mail.objects.values_list("message_id", flat=True))
    monkeypatch.setattr(mail_drill, "MAX_SECONDS", 180)
    drill = Drill(tmp_path, url_of(connection, tmp_path))

    report = drill.run(MAILS, KILLS)

    assert set(drill.postbox.numbers) == numbers, drill.log.read_text()
    assert report.arrived == MAILS
    assert report.repeats <= KILLS
    assert report.seconds_to_stop < 30
    assert report.code == 0
    assert "Traceback" not in drill.log.read_text()
