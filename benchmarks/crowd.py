"""Fifty editors and moderators at once: `make crowd`.

Everyone reads and sends real forms to gunicorn, on few entries, so that they get into
each other's way all the time. Afterwards what was acknowledged is compared with what is
in the database: no update lost, nothing decided twice, no answer of 500 or more.
"""

import os
import random
import re
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.urls import reverse
from django.utils.translation import override

from benchmarks.forms import Browser
from benchmarks.site import environment, gunicorn

if TYPE_CHECKING:
    from accounts.models import User

EDITORS, MODERATORS, ENTRIES = 35, 15, 7
SECONDS = 40


@dataclass
class Journal:
    """What the crowd was told, written down by its threads."""

    statuses: Counter[str] = field(default_factory=Counter)
    # (entry, what the editor had read, what was acknowledged)
    saves: list[tuple[int, str, str]] = field(default_factory=list)
    decisions: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, status: int, page: str = "") -> None:
        with self.lock:
            self.statuses[f"{what} {status}"] += 1
            if status >= 500:
                self.failures.append(f"{what}: {page[:300]}")


def at(name: str, *arguments: object) -> str:
    with override("en"):
        return reverse(name, args=arguments)


def edit(browser: Browser, entries: list[int], journal: Journal) -> None:
    pk = random.choice(entries)
    path = at("workspace:edit", pk, "what")
    form = browser.form(path, "title_fi")
    if form is None:
        turn_round(browser, pk, journal)
        return
    read, written = form["title_fi"][0], f"Kerho {uuid.uuid4().hex}"
    status, target = browser.post(path, form | {"title_fi": [written], "do": ["stay"]})
    journal.note("save", status, target)
    if status == 302:
        with journal.lock:
            journal.saves.append((pk, read, written))
    if random.random() < 0.15:
        sent = browser.form(at("workspace:preview", pk), "revision")
        if sent is not None:
            answer = browser.post(at("workspace:submit", pk), sent)
            journal.note("submit", *answer)


def turn_round(browser: Browser, pk: int, journal: Journal) -> None:
    """There is nothing to write in: take it back, or begin the next version."""
    form = browser.form(at("workspace:activity", pk), "csrfmiddlewaretoken") or {}
    verb = random.choice(["take_back", "start_draft"])
    journal.note(verb, *browser.post(at(f"workspace:{verb}", pk), form))


def decide(browser: Browser, journal: Journal) -> None:
    _status, queue = browser.get(at("moderation:queue"))
    link = re.escape(at("moderation:version", 0)).replace("0", r"(\d+)")
    waiting = re.findall(link, queue)
    if not waiting:
        time.sleep(0.2)
        return
    pk = int(random.choice(waiting))
    path = at("moderation:version", pk)
    form = browser.form(path, "revision")
    if form is None:
        return
    status, target = browser.post(path, form | {"verdict": ["approve"]})
    journal.note("decide", status, target)
    if status == 302:
        with journal.lock:
            journal.decisions.append(pk)


def crowd(port: int, edit_as: list[str], decide_as: list[str]) -> Journal:
    from activities.models import Activity

    entries = list(Activity.objects.values_list("pk", flat=True))
    journal, end = Journal(), time.monotonic() + SECONDS

    def work(session: str, moderates: bool) -> None:
        browser = Browser(port, session)
        while time.monotonic() < end:
            if moderates:
                decide(browser, journal)
            else:
                edit(browser, entries, journal)

    threads = [
        *(threading.Thread(target=work, args=(one, False)) for one in edit_as),
        *(threading.Thread(target=work, args=(one, True)) for one in decide_as),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return journal


def editors() -> list[str]:
    """Sessions of editors who share one organisation with its entries."""
    from organisations.models import Membership
    from tests import factories

    organisation = factories.organisation()
    for number in range(ENTRIES):
        factories.activity(f"Kerho {number}", published=False)
    found = [factories.person(f"Editor{n}") for n in range(EDITORS)]
    for user in found:
        Membership.objects.create(user=user, organisation=organisation)
    return [session(one) for one in found]


def moderators() -> list[str]:
    """Sessions of moderators of the area of those entries."""
    from tests import factories

    area = factories.area("uus", "091")
    found = [factories.moderator(f"Mod{n}", area) for n in range(MODERATORS)]
    return [session(one) for one in found]


def session(user: "User") -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.session_limits import BEGAN

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[BEGAN] = int(time.time())
    store.save()
    return str(store.session_key)


def findings(journal: Journal) -> dict[str, int]:
    from activities.models import Activity, Decision, Version
    from events.replay import disagreement

    lost = 0
    for pk in Activity.objects.values_list("pk", flat=True):
        saves = [(read, written) for one, read, written in journal.saves if one == pk]
        read = Counter(before for before, _written in saves)
        # Two acknowledged saves over the same text: one of them was lost.
        lost += sum(count - 1 for count in read.values())
    approvals = Counter(
        Decision.objects.filter(verdict="approve").values_list("version", flat=True)
    )
    told = Counter(journal.decisions)
    open_twice = Version.objects.open().values_list("activity", flat=True)
    unapproved = Activity.objects.exclude(public_version=None).exclude(
        public_version__in=list(approvals)
    )
    return {
        "acknowledged saves": len(journal.saves),
        "lost updates": lost,
        "acknowledged decisions": len(journal.decisions),
        "decided twice": sum(n > 1 for n in (*approvals.values(), *told.values())),
        "acknowledged but not decided": len(told.keys() - approvals.keys()),
        "two open versions": len(open_twice) - len(set(open_twice)),
        "public without a decision": unapproved.count(),
        "log against rows": sum(
            bool(disagreement(one))
            for one in (*Activity.objects.all(), *Version.objects.all())
        ),
        "answers of 500 and more": len(journal.failures),
    }


WRONG = (
    "lost updates",
    "decided twice",
    "acknowledged but not decided",
    "two open versions",
    "public without a decision",
    "log against rows",
    "answers of 500 and more",
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kotopolku-crowd-") as name:
        folder = Path(name)
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/db.sqlite3"
        variables = environment(url, folder)
        os.environ.update(variables)
        django.setup()
        from django.core.management import call_command

        call_command("collectstatic", "--no-input", verbosity=0)
        call_command("migrate", verbosity=0)
        sessions = editors(), moderators()
        with gunicorn(variables, folder / "site") as port:
            journal = crowd(port, *sessions)
        found = findings(journal)
    print(
        f"{url.partition(':')[0]}: {EDITORS} editors, {MODERATORS} moderators,", end=" "
    )
    print(f"{SECONDS} s, {sum(journal.statuses.values())} forms sent")
    for what, count in sorted(journal.statuses.items()):
        print(f"  {what:<34}{count:>7}")
    for what, count in found.items():
        print(f"{what:<36}{count:>7}")
    for failure in journal.failures[:3]:
        print(failure)
    sys.exit(any(found[what] for what in WRONG))


if __name__ == "__main__":
    main()
