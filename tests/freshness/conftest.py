"""A day in Helsinki on which the work of the night is done, and the mails it posts."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from accounts.models import User
from activities.models import Activity
from activities.recurrence import HELSINKI
from events.models import Mail
from organisations.models import Membership, Organisation
from tests import factories

TODAY = dt.date(2026, 11, 22)
Days = Callable[[int], None]


def on(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(7, 0), HELSINKI)


@pytest.fixture(autouse=True)
def clock(time_machine: time_machine.TimeMachineFixture) -> Any:
    time_machine.move_to(on(TODAY), tick=False)
    return time_machine


@pytest.fixture
def go_to(clock: Any) -> Days:
    """So many days from TODAY."""

    def move(days: int) -> None:
        clock.move_to(on(TODAY + dt.timedelta(days=days)), tick=False)

    return move


@pytest.fixture
def entry(ada: User, kotikulma: Organisation) -> Activity:
    """Of Kotikulma ry; to be checked today."""
    return factories.activity(organisation=kotikulma, check_due_on=TODAY)


def join(user: User, organisation: Organisation, role: str = "editor") -> None:
    Membership.objects.create(user=user, organisation=organisation, role=role)


def remind() -> list[Mail]:
    """Run the command as its schedule does and give what it posted."""
    last = Mail.objects.order_by("-pk").first()
    call_command("remind", verbosity=0)
    posted = Mail.objects.filter(pk__gt=last.pk if last else 0)
    return list(posted.order_by("pk"))


def link_in(mail: Mail, after: str = "") -> str:
    """The path of the first link of a mail, or of the one after a line."""
    rest = mail.text[mail.text.index(after) :]
    found = re.search(r"^http://localhost:8000(\S+)$", rest, re.MULTILINE)
    assert found
    return found[1]
