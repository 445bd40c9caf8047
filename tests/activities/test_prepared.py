"""Cards prepared once: what the day, the language and the question fill in."""

import datetime as dt
import json
import re
from typing import Any

import pytest
import time_machine
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from activities.prepared import ICONS, PLAIN, Card, Extra, draw, draw_today, prepare
from activities.recurrence import HELSINKI, next_occurrence
from activities.wording import NBSP
from tests import factories
from tests.factories import Spec, monthly, on_dates, weekly

pytestmark = pytest.mark.django_db
SUNDAY = dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI)
MONDAY = dt.date(2026, 11, 23)
ATTACK = "<script>alert('%s %d')</script>\"><!when!><!icons!>&lt;"


@pytest.fixture(autouse=True)
def sunday(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(SUNDAY)


def entry_of(**fields: Any) -> Activity:
    return again(factories.activity(**fields))


def again(entry: Activity) -> Activity:
    return Activity.objects.with_card().get(pk=entry.pk)


def kept(entry: Activity, language: str = "fi") -> Card:
    """As a document gives it back."""
    card: Card = json.loads(json.dumps(prepare(entry)))[language]
    return card


def today(entry: Activity, language: str = "fi", extra: Extra = PLAIN) -> str:
    with override(language):
        return draw_today(again(entry), extra)


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace(NBSP, "_").split())


LATER = weekly("mo", start_date=dt.date(2026, 12, 7))


@pytest.mark.parametrize(
    ("language", "spec", "when"),
    [
        ("fi", LATER, "Seuraava: ma 7.12."),
        ("sv", LATER, "Nästa: mån 7.12"),
        ("en", LATER, "Next: Mon 7 December"),
        ("fi", monthly(-1, "mo"), "Seuraava: ma 30.11. klo_17"),
        ("sv", monthly(-1, "mo"), "Nästa: mån 30.11 kl._17"),
        ("en", monthly(-1, "mo"), "Next: Mon 30 November, 17:00"),
        ("fi", on_dates(dt.date(2027, 1, 9)), "Seuraava: la 9.1.2027 klo_17"),
        ("fi", factories.by_agreement(), "Aika sovitaan erikseen"),
        ("fi", factories.always(), "Avoinna ympäri vuorokauden"),
    ],
)
def test_when_it_meets_next(language: str, spec: Spec, when: str) -> None:
    assert when in text(today(factories.activity(schedules=[spec]), language))


@pytest.mark.parametrize(
    "spec",
    [
        # The pills say it, when it is soon.
        weekly("mo"),
        weekly("su", time="9:00-10:00"),
        weekly("mo", end_date=dt.date(2026, 11, 20)),
    ],
)
def test_nothing_is_next(spec: Spec) -> None:
    assert "Seuraava" not in today(factories.activity(schedules=[spec]))


def test_a_cancelled_date_is_passed_over(ada: User) -> None:
    entry = factories.activity()
    entry.cancel_date(ada, MONDAY)
    assert "Seuraava: ma 30.11." in today(entry)

    entry.set_break(ada, dt.date(2026, 12, 8))
    assert "Seuraava: ma 14.12." in today(entry)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("days", [0, 8, 9, 31, 400])
def test_a_kept_card_is_drawn_as_a_new_one_would_be(
    language: str, days: int, ada: User, time_machine: time_machine.TimeMachineFixture
) -> None:
    """Prepared today, drawn when the clock has changed what it says."""
    entry = factories.activity(
        "Kielikahvila",
        title_sv="Språkcafé",
        price="free",
        check_due_on=dt.date(2026, 11, 1),
        schedules=[weekly("mo", end_date=dt.date(2026, 12, 1)), weekly("tu")],
        terms={"languages": ["ar", "fi"], "target_groups": ["women"]},
    )
    entry.set_full(ada, full=True)
    entry.set_break(ada, dt.date(2026, 11, 30))
    card = kept(again(entry), language)
    time_machine.move_to(SUNDAY + dt.timedelta(days=days))
    coming = next_occurrence(again(entry))
    assert coming
    assert coming.ends
    times = (coming.starts.timestamp(), coming.ends.timestamp())
    meetings = [(1, 2), (int(times[0]), int(times[1]))]

    extra = Extra(["Note"], ["ar"], pick=True)

    with override(language):
        drawn = draw(card, timezone.now(), meetings, extra)

    assert drawn == today(entry, language, extra)


def test_what_the_clock_changes(time_machine: time_machine.TimeMachineFixture) -> None:
    entry = factories.activity(
        check_due_on=dt.date(2026, 10, 25),
        break_until=dt.date(2026, 11, 23),
        schedules=[weekly("mo", end_date=dt.date(2026, 11, 24)), weekly("tu")],
    )
    card = kept(again(entry))
    seen = []
    for day in range(4):
        now = SUNDAY + dt.timedelta(days=day)
        html = text(draw(card, now, []))
        words = ("Tauolla 23.11.2026 asti", "Vahvistamatta", "maanantai")
        seen.append([word in html for word in words])

    assert seen == [
        [True, False, True],
        [True, False, True],
        [False, False, True],
        [False, True, False],
    ]


def test_languages_that_were_asked_for_stand_out() -> None:
    entry = factories.activity(terms={"languages": ["ar", "fi"]})

    html = today(entry, extra=Extra(asked=["ar", "so"]))

    assert '<li class="tag tag--yours" lang="ar" dir="rtl">العربية</li>' in html
    assert '<li class="tag">suomi</li>' in html


def test_the_shortlist_is_offered_where_a_page_has_one() -> None:
    entry = factories.activity()

    assert f'name="id" value="{entry.pk}" form="picks"' in today(
        entry, extra=Extra(pick=True)
    )
    assert "picks" not in today(entry)


def test_texts_of_people_stay_escaped() -> None:
    """In every text of a card, and in notes; also what looks like a slot or format."""
    entry = factories.activity(
        ATTACK,
        title_sv=ATTACK,
        summary_fi=ATTACK,
        district=ATTACK[:60],
        terms={"municipalities": ["091"], "target_groups": ["women"]},
    )
    entry.organisation.name_fi = ATTACK
    entry.organisation.save()
    entry = again(entry)
    for named in (
        entry.published_version.municipalities.all()[0],
        entry.published_version.target_groups.all()[0],
    ):
        named.name_fi = ATTACK
    entry.published_version.languages.all()[0].autonym = ATTACK

    html = draw(kept(entry), timezone.now(), [], Extra([ATTACK], [ATTACK], pick=True))

    assert html.count("&lt;script&gt;alert(&#x27;%s %d&#x27;)&lt;/script&gt;") >= 9
    assert "<script" not in html
    assert "<!" not in html
    assert '">&lt;' not in html.replace('">&lt;script', "")


def test_no_kept_card_names_a_file_of_one_release() -> None:
    entry = entry_of(price="free", check_due_on=dt.date(2026, 1, 1))
    card = kept(entry)

    assert static("icons.svg") not in json.dumps(card)
    assert ICONS in json.dumps(card)
    html = today(factories.activity(schedules=[LATER]), extra=Extra(pick=True))
    icons = re.findall('href="([^"#]+)#([a-z]+)"', html)
    assert icons == [
        (static("icons.svg"), name) for name in ("clock", "pin", "people", "pick")
    ]
