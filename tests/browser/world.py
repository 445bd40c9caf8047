"""A small world for the browser: one entry in every state, and enough for two pages."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import override

from activities.models import Activity, ShortText
from activities.models.activity import HIDDEN_AFTER, UNCONFIRMED_AFTER
from regions.models import Place
from regions.name_forms import refresh_name_forms
from tests import factories

CAFE = "Kielikahvila torstaisin"
SEWING = "Naisten ompeluryhmä"
SWEDISH = "Svenska vid köksbordet"
WEEK = dt.timedelta(days=7)
FILLERS = 18
LONG_ADDRESS = "https://example.org/toiminta/" + "pitka-osoite-" * 8


class World:
    """The entries by what is special about them."""

    def __init__(self) -> None:
        self.user = factories.person("Ada")
        self.cafe = self._cafe()
        self.sewing = factories.activity(
            SEWING,
            terms={"target_groups": ["women"], "languages": ["fi", "ar", "so"]},
            schedules=[factories.weekly("mo", "we", time="10:00-12:30")],
            welcome="only",
            min_age=18,
            email="ompelu@example.org",
        )
        daily = factories.weekly("mo", "tu", "we", "th", "fr", "sa", "su")
        self.full = factories.activity("Kuoro", phone="040 000 0114", schedules=[daily])
        self.full.set_full(self.user, full=True)
        self.on_break = factories.activity("Lukupiiri")
        self.on_break.set_break(self.user, factories.day(21))
        self.unconfirmed = factories.activity("Lomakeapua")
        self._overdue(self.unconfirmed, UNCONFIRMED_AFTER + WEEK)
        self.hidden = factories.activity("Opintoneuvonta", phone="040 000 0115")
        self._overdue(self.hidden, HIDDEN_AFTER + WEEK)
        self.ended = self._over("Savipaja", days=30)
        self.gone = self._over("Kesäretket", days=120)
        self.swedish = self._swedish()
        self.training = factories.activity("Selkokieli työssä", kind="training")
        self.everywhere = factories.activity(
            "Kriisipuhelin",
            terms={"municipalities": []},
            schedules=[factories.always()],
            nationwide=True,
            online=True,
            on_site=False,
        )
        for number in range(FILLERS):
            factories.activity(
                f"Ryhmä {number}",
                terms={"languages": ["fi", "en"], "municipalities": ["092"]},
            )
        self._two_places_of_one_name()
        refresh_name_forms()

    def path(self, of: Activity, language: str) -> str:
        """The address without a name, which leads to the one that has it."""
        training = "training_" if of.kind == "training" else ""
        with override(language):
            return reverse(f"activities:{training}by_number", args=[of.pk])

    def shortlist(self, language: str, *picked: Activity) -> str:
        with override(language):
            path = reverse("search:shortlist")
        return path + "?" + "&".join(f"id={one.pk}" for one in picked)

    def _cafe(self) -> Activity:
        cafe = factories.activity(
            CAFE,
            organisation=factories.organisation("Kallion naapurit ry"),
            terms={
                "municipalities": ["049"],
                "languages": ["fi", "en", "ar"],
                "interpreted_languages": ["so"],
            },
            schedules=[
                factories.weekly("th", breaks=[(factories.day(60), factories.day(67))])
            ],
            title_sv="Språkcafé på torsdagar",
            title_en="Language café on Thursdays",
            summary_en="We talk in Finnish over a cup of coffee.",
            description_fi="Juttelemme pienissä pöydissä.\n\nTule, kun sinulle sopii.",
            plain_fi="Puhumme suomea. Voit tulla.",
            venue_fi="Kohtaamispaikka",
            address="Esimerkkikatu 12",
            proficiency="beginner",
            price="free",
            registration="none",
            child_care="bring",
            wheelchair="yes",
            contact_name="Aino",
            phone="040 000 0111",
            email="kielikahvila@example.org",
            website=LONG_ADDRESS,
        )
        for code, text in (
            ("ar", "مقهى لغوي كل يوم خميس من الساعة 17 إلى 19."),
            ("ru", "Языковое кафе по четвергам с 17 до 19."),
        ):
            ShortText.objects.create(
                version=cafe.published_version,
                language=factories.language(code),
                text=text,
            )
        thursday = factories.day(7 + (3 - factories.day(0).weekday()) % 7)
        cafe.cancel_date(self.user, thursday, reason_fi="Tilassa on remontti.")
        return cafe

    def _swedish(self) -> Activity:
        return factories.activity(
            "",
            terms={"languages": ["sv"]},
            title_sv=SWEDISH,
            summary_fi="",
            summary_sv="Vi lagar kaffe och pratar lätt svenska.",
        )

    def _over(self, title: str, days: int) -> Activity:
        """Everything of it was over so many days ago."""
        last = factories.day(-days)
        schedule = factories.weekly("tu", start_date=last - 10 * WEEK, end_date=last)
        return factories.activity(title, schedules=[schedule])

    def _overdue(self, activity: Activity, by: dt.timedelta) -> None:
        due = factories.day(0) - by
        Activity.objects.filter(pk=activity.pk).update(
            checked_on=due - 26 * WEEK, check_due_on=due
        )

    def _two_places_of_one_name(self) -> None:
        for town in ("049", "091"):
            place = Place.objects.create(
                code=f"{town}-lehto", kind=Place.Kind.DISTRICT, name_fi="Lehto"
            )
            place.municipalities.add(factories.town(town))
