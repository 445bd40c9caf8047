"""What people of organisations come to, in their entries and with each other."""

from django.urls import reverse

from accounts.links import sign
from activities.models import Version
from organisations.models import JoinRequest
from tests import factories
from tests.audit.person import Person
from tests.audit.telling import TOO_LONG, Stories, Story, mistakes, mistakes_at, opens
from tests.audit.world import long

NEVER = "31.2.2026"
EMPTY_NAMES = {"name_fi": "", "home_municipality": "", "kind": ""}


def another_schedule(person: Person) -> None:
    person.open("workspace:edit", step="when")
    person.press("base", do="add-schedule")


def of_entry(name: str, having: str, **typed: str) -> Story:
    """A form of the entry's own page."""

    def story(person: Person) -> None:
        person.open("workspace:activity")
        person.press(having, **typed)

    return story


def in_state(which: str, name: str = "workspace:activity") -> Story:
    def story(person: Person) -> None:
        person.open(name, pk=getattr(person.world.public, which).pk)

    return story


def withdrawn(person: Person) -> None:
    given = person.world.site.arguments["workspace:*"]
    person.send(reverse("workspace:withdraw", args=[given["pk"]]), {})


def two_texts(person: Person) -> None:
    person.open("workspace:edit")
    user = person.world.people["owner"]
    given = person.world.site.arguments["workspace:edit"]
    draft = Version.objects.get(activity=given["pk"])
    assert user
    draft.save_draft(user, draft.revision, {"title_fi": long(120)})
    person.press("title_fi", title_fi=long(100), do="continue")


def sent_meanwhile(person: Person) -> None:
    person.open("workspace:edit")
    user = person.world.people["owner"]
    given = person.world.site.arguments["workspace:edit"]
    assert user
    Version.objects.get(activity=given["pk"]).submit(user)
    person.press("title_fi", title_fi=long(100), do="continue")


def incomplete(person: Person) -> None:
    person.open("workspace:new")
    person.press("source_language")
    draft = Version.objects.latest("pk")
    path = reverse("workspace:submit", args=[draft.activity_id])
    person.send(path, {"revision": str(draft.revision)})


def returned(person: Person) -> None:
    """A moderator has sent it back, with a comment at a field."""
    mona, waiting = person.world.people["moderator"], person.world.site
    assert mona
    version = Version.objects.get(pk=waiting.arguments["moderation:version"]["pk"])
    version.return_to_editor(mona, {"title_fi": long(300)}, long(400))
    person.open("workspace:edit", pk=version.activity_id, step="what")


def closed(person: Person) -> None:
    version = Version.objects.get(
        pk=person.world.site.arguments["moderation:version"]["pk"]
    )
    person.open("workspace:edit", pk=version.activity_id, step="what")


def asked_too_much(person: Person) -> None:
    user = person.world.people["newcomer"]
    assert user
    person.open("organisations:join")
    for number in range(6):
        other = factories.organisation(f"Pyydetty {number} ry")
        JoinRequest.objects.create(user=user, organisation=other)
    person.press("message", message=long(500))


def alike(person: Person) -> None:
    person.open("organisations:new")
    town = {"home_municipality": "Helsinki", "kind": "association"}
    person.press("name_fi", name_fi="Kotikulma", **town)


def of_wordy(name: str, step: str = "") -> Story:
    def story(person: Person) -> None:
        world = person.world
        entry = world.long_draft if step or "preview" in name else world.long
        given = {"step": step} if step else {}
        person.open(name, pk=entry.pk, **given)

    return story


def organisation_of_wordy(name: str) -> Story:
    return lambda person: person.open(name, pk=person.world.long.organisation_id)


def old_invitation(person: Person) -> None:
    person.open("organisations:invitation", token=sign("invitation", {"id": 0}))


WORKSPACE: Stories = {
    "no organisation": ("newcomer", opens("workspace:home")),
    "no organisation, new entry": ("newcomer", opens("workspace:new")),
    "no entries": ("beginner", opens("workspace:home")),
    "no entries found": ("owner", opens("workspace:home", "?q=xyzzy&state=draft")),
    "second page of entries": ("owner", opens("workspace:home", "?page=2")),
    "long entries": ("wordy", opens("workspace:home")),
    "long entry's page": ("wordy", of_wordy("workspace:activity")),
    "long entry's history": ("wordy", of_wordy("workspace:history")),
    "long entry's versions": ("wordy", of_wordy("workspace:versions")),
    "long entry's preview": ("wordy", of_wordy("workspace:preview")),
    **{
        f"{step}, long": ("wordy", of_wordy("workspace:edit", step))
        for step in ("what", "for-whom", "when", "where", "how", "languages")
    },
    "new entry, wrong": (
        "owner",
        mistakes("workspace:new", "source_language", source_language="xx", kind="x"),
    ),
    "what, wrong": (
        "owner",
        mistakes_at("what", "title_fi", title_fi=TOO_LONG, summary_fi=TOO_LONG),
    ),
    "for-whom, wrong": (
        "owner",
        mistakes_at("for-whom", "min_age", min_age="40", max_age="20"),
    ),
    "when, another": ("owner", another_schedule),
    "when, wrong": ("owner", mistakes_at("when", "base", **{"s0t0-starts": "99"})),
    "where, wrong": (
        "owner",
        mistakes_at("where", "venue_fi", postcode="1", online_url="x y"),
    ),
    "how, wrong": (
        "owner",
        mistakes_at("how", "base", email="x", website="x y", price_amount="many"),
    ),
    "languages, wrong": (
        "owner",
        mistakes_at("languages", "title_sv", title_sv=TOO_LONG, title_en=TOO_LONG),
    ),
    "two texts": ("editor", two_texts),
    "sent meanwhile": ("editor", sent_meanwhile),
    "waiting": ("owner", closed),
    "returned": ("owner", returned),
    "incomplete": ("owner", incomplete),
    "entry, date empty": ("owner", of_entry("cancel_date", "reason_fi")),
    "entry, date wrong": (
        "owner",
        of_entry(
            "cancel_date", "reason_fi", when="other", date=NEVER, reason_fi=long(300)
        ),
    ),
    "entry, break empty": ("owner", of_entry("set_break", "until", until="")),
    "entry, contacts wrong": (
        "owner",
        of_entry("contacts", "seen", email=long(60), website="x y", phone=long(90)),
    ),
    "entry, contacts of two": (
        "owner",
        of_entry("contacts", "seen", seen="x", phone="040 000 0001"),
    ),
    "entry, full": ("owner", in_state("full")),
    "entry, on a break": ("owner", in_state("on_break")),
    "entry, hidden": ("owner", in_state("hidden")),
    "entry, ended": ("owner", in_state("ended")),
    "entry, withdrawn": ("owner", withdrawn),
    "answer, empty": ("owner", mistakes("feedback:answer", "answer_text")),
    "answer, long": (
        "owner",
        mistakes("feedback:answer", "answer_text", answer_text=TOO_LONG),
    ),
}
ORGANISATIONS: Stories = {
    "find, found": ("newcomer", opens("organisations:find", "?q=kotikulma")),
    "find, nothing": ("newcomer", opens("organisations:find", "?q=xyzzy")),
    "find, long": ("wordy", opens("organisations:find", "?q=kotoutumiskoulutus")),
    "new organisation, empty": (
        "newcomer",
        mistakes("organisations:new", "name_fi", **EMPTY_NAMES),
    ),
    "new organisation, alike": ("newcomer", alike),
    "new organisation, long": (
        "newcomer",
        mistakes(
            "organisations:new",
            "name_fi",
            name_fi=TOO_LONG,
            business_id="1",
            website="x y",
            description_fi=TOO_LONG,
        ),
    ),
    "organisation, empty": (
        "owner",
        mistakes("organisations:edit", "name_fi", **EMPTY_NAMES),
    ),
    "organisation, long": ("wordy", organisation_of_wordy("organisations:edit")),
    "members, long": ("wordy", organisation_of_wordy("organisations:members")),
    "leave, long": ("wordy", organisation_of_wordy("organisations:leave")),
    "join": ("newcomer", opens("organisations:join")),
    "join, long": (
        "newcomer",
        mistakes("organisations:join", "message", message=TOO_LONG),
    ),
    "join, too much": ("newcomer", asked_too_much),
    "invite, empty": (
        "owner",
        mistakes("organisations:invite", "email", email="", role=""),
    ),
    "invite, wrong": (
        "owner",
        mistakes("organisations:invite", "email", email="ben@example.org"),
    ),
    "leave, last owner": ("owner", opens("organisations:leave")),
    "leave, nobody chosen": (
        "owner",
        mistakes("organisations:leave", "successor", successor=""),
    ),
    "answer request, wrong": (
        "owner",
        mistakes("organisations:answer", "role", role="x", reason=TOO_LONG),
    ),
    "invitation, mine": ("invited", opens("organisations:invitation")),
    "invitation, somebody’s": ("newcomer", opens("organisations:invitation")),
    "invitation, withdrawn": ("owner", old_invitation),
    "moderators’ invitation, mine": (
        "invited moderator",
        opens("moderation:invitation"),
    ),
    "not mine": ("newcomer", opens("workspace:activity")),
    "not a moderator": ("newcomer", opens("moderation:queue")),
}
MEMBERS: Stories = WORKSPACE | ORGANISATIONS
