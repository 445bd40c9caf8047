"""What moderators and administrators come to."""

from django.urls import reverse

from activities.models import Version
from moderation.models import Claim
from organisations.models import Organisation
from tests.audit.person import Person
from tests.audit.telling import TOO_LONG, Stories, Story, mistakes, opens
from tests.audit.world import long


def waiting(person: Person) -> Version:
    given = person.world.site.arguments["moderation:version"]
    return Version.objects.get(pk=given["pk"])


def decided_meanwhile(person: Person) -> None:
    root = person.world.people["administrator"]
    assert root
    person.open("moderation:version")
    waiting(person).approve(root)
    person.press("revision", verdict="reject", reason=long(500))


def changed_meanwhile(person: Person) -> None:
    ada, version = person.world.people["owner"], waiting(person)
    assert ada
    person.open("moderation:version")
    version.take_back(ada)
    version.save_draft(ada, version.revision, {"summary_fi": long(300)})
    version.submit(ada)
    person.press("revision", verdict="approve", **{"comment-title_fi": long(400)})


def of_another(person: Person) -> None:
    root = person.world.people["administrator"]
    assert root
    Claim.objects.take(waiting(person), root)
    person.open("moderation:version")


def taken(person: Person) -> None:
    version = waiting(person)
    path = reverse("moderation:take", args=["version", version.pk])
    person.send(path, {})


def first_version(person: Person) -> None:
    person.open("moderation:version", pk=person.world.long_waiting.pk)


def organisation(state: str) -> Story:
    def story(person: Person) -> None:
        given = person.world.site.arguments["moderation:organisation"]
        reason = long(600) if state in ("rejected", "suspended") else ""
        Organisation.objects.filter(**given).update(state=state, state_reason=reason)
        person.open("moderation:organisation")

    return story


def organisation_meanwhile(person: Person) -> None:
    given = person.world.site.arguments["moderation:organisation"]
    person.open("moderation:organisation")
    Organisation.objects.filter(**given).update(state="rejected")
    person.press("state", verdict="approve")


def long_entry(person: Person) -> None:
    person.open("moderation:activity", pk=person.world.long.pk)


def taken_down(person: Person) -> None:
    pk = person.world.public.cafe.pk
    path = reverse("moderation:take_down", args=[pk])
    person.send(path, {"reason": long(900)})


MODERATORS: Stories = {
    "queue, empty": ("elsewhere", opens("moderation:queue")),
    "queue, nothing found": ("moderator", opens("moderation:queue", "?organisation=x")),
    "entries, nothing found": ("moderator", opens("moderation:entries", "?name=xyzzy")),
    "absences, none": ("elsewhere", opens("moderation:absence")),
    "absence, empty": (
        "moderator",
        mistakes("moderation:absence", "first_date", first_date="", last_date=""),
    ),
    "absence, wrong": (
        "moderator",
        mistakes(
            "moderation:absence",
            "first_date",
            first_date="2026-01-02",
            last_date="2026-01-01",
        ),
    ),
    "decision, empty": ("moderator", mistakes("moderation:version", "revision")),
    "decision, no reason": (
        "moderator",
        mistakes("moderation:version", "revision", verdict="return"),
    ),
    "decision, long": (
        "moderator",
        mistakes("moderation:version", "revision", verdict="reject", reason=TOO_LONG),
    ),
    "decision, long entry": ("moderator", first_version),
    "decision, changed meanwhile": ("moderator", changed_meanwhile),
    "decision, made meanwhile": ("moderator", decided_meanwhile),
    "decision, of another": ("moderator", of_another),
    "decision, mine": ("moderator", taken),
    **{
        f"organisation, {state}": ("moderator", organisation(state))
        for state in ("approved", "rejected", "suspended")
    },
    "organisation, undecided": (
        "moderator",
        mistakes("moderation:organisation", "state"),
    ),
    "organisation, no reason": (
        "moderator",
        mistakes("moderation:organisation", "state", verdict="reject"),
    ),
    "organisation, meanwhile": ("moderator", organisation_meanwhile),
    "join request, undecided": (
        "moderator",
        mistakes("moderation:join_request", "role", verdict=None),
    ),
    "join request, long": (
        "moderator",
        mistakes("moderation:join_request", "role", reason=TOO_LONG),
    ),
    "overseen entry, long": ("moderator", long_entry),
    "overseen entry, no reason": (
        "moderator",
        mistakes("moderation:activity", "reason", reason=""),
    ),
    "overseen entry, taken down": ("moderator", taken_down),
    "log, nothing found": ("administrator", opens("moderation:log", "?actor=xyzzy")),
    "moderators, empty": (
        "administrator",
        mistakes("moderation:people", "email", email=""),
    ),
    "moderators, long": (
        "administrator",
        mistakes("moderation:people", "email", email=long(200)),
    ),
}
