"""People and things in every state that a page shows, and texts as long as can be."""

from typing import Any

from django.db.models import CharField, TextField, URLField
from django.utils import timezone

from accounts.models import User
from activities.models import Activity, Version
from activities.texts import LANGUAGES
from feedback.models import Report
from organisations.models import JoinRequest, Membership, Organisation
from tests import factories
from tests.browser.world import World as Public
from tests.site.world import World, build

# Nothing breaks as easily as words that cannot.
WORDS = (
    "Kotoutumiskoulutussuunnitelmatyöryhmä ja "
    "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas puhuvat suomea. "
)


def long(length: int) -> str:
    return (WORDS * (length // len(WORDS) + 1))[:length].strip()


def filled(model: Any, *left_out: str) -> dict[str, str]:
    """Every free text of a model at its full length, in every language."""
    endings = tuple(f"_{code}" for code in LANGUAGES)
    return {
        field.name: long(field.max_length or 0)
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField)
        and not isinstance(field, URLField)
        and field.name.endswith(endings)
        and field.name not in left_out
    }


class Audited:
    """The worlds of other tests in one, with what they do not need."""

    def __init__(self) -> None:
        self.public = Public()
        kotikulma = factories.organisation()
        uusimaa = factories.area("uus", "049", "091", "092", name="Uusimaa")
        elsewhere = factories.area("var", "837", name="Varsinais-Suomi")
        ada, ben = factories.person("Ada"), factories.person("Ben")
        self.people: dict[str, User | None] = {
            "anonymous": None,
            "owner": _member(ada, kotikulma, "owner"),
            "editor": _member(ben, kotikulma, "editor"),
            "moderator": factories.moderator("Mona", uusimaa),
            "elsewhere": factories.moderator("Nils", elsewhere),
            "administrator": factories.person("Root", is_staff=True, is_superuser=True),
            "newcomer": factories.person("Uuno"),
            "beginner": _member(
                factories.person("Tilda"), factories.organisation("Tyhjä ry"), "owner"
            ),
            "invited": factories.person("Eva"),
            "invited moderator": factories.person("Mia"),
            "wordy": factories.person("Wordy"),
        }
        self.site: World = build(self.people)
        JoinRequest.objects.update(handed_over_at=timezone.now())
        self._reports()
        self._long_ones()
        for version in Version.objects.all():
            version.target_groups.add(factories.target_group("women"))
        factories.reason()
        User.objects.update(language="en")

    def _reports(self) -> None:
        """Two nobody answered, of which one tells what it can."""
        for activity, text in ((self.public.cafe, ""), (self.public.full, long(1000))):
            Report.objects.create(
                activity=activity,
                reason="time",
                text=text,
                email="reader@example.org",
                language="fi",
                escalated_at=timezone.now(),
            )

    def _long_ones(self) -> None:
        wordy = self.people["wordy"]
        assert wordy
        User.objects.filter(pk=wordy.pk).update(name=long(150))
        names = filled(Organisation)
        name = names.pop("name_fi")
        organisation = factories.organisation(name, **names)
        _member(wordy, organisation, "owner")
        texts = filled(Version) | {
            "address": long(150),
            "district": long(80),
            "welcome": "all",
        }
        self.long = self._long(organisation, texts)
        waiting = factories.activity(
            organisation=organisation, published=False, **self._titled(texts)
        )
        self.long_waiting = waiting.versions.get()
        self.long_waiting.submit(wordy)
        self.long_draft = factories.activity(
            organisation=organisation, published=False, **self._titled(texts)
        )
        cleo = factories.person("Cleo")
        JoinRequest.objects.create(
            user=cleo, organisation=organisation, message=long(500)
        )
        Report.objects.create(
            activity=self.long, reason="other", text=long(1000), language="fi"
        )

    def _long(self, organisation: Organisation, texts: dict[str, str]) -> Activity:
        return factories.activity(
            organisation=organisation,
            contact_name=long(100),
            email=f"{'pitka' * 12}@example.org",
            website=f"https://example.org/{'pitka-osoite-' * 12}",
            **self._titled(texts),
        )

    @staticmethod
    def _titled(texts: dict[str, str]) -> dict[str, Any]:
        given = dict(texts)
        return {"title": given.pop("title_fi"), **given}


def _member(user: User, organisation: Organisation, role: str) -> User:
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user
