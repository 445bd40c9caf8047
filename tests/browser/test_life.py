"""The life of an entry: written by Ada, approved by Mona, found by a visitor."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from activities.models import Activity
from events.models import Mail
from regions.name_forms import refresh_name_forms
from tests import factories
from tests.browser.conftest import Visit, follow
from tests.codes import code

pytestmark = pytest.mark.xdist_group("browser")
PASSWORD = "a long sentence for Ada"
TITLE = "Naisten uimavuoro"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LINK = re.compile(r"https?://localhost:8000(\S+)")


class Place:
    """Terms and places to choose from, and a moderator of Uusimaa."""

    def __init__(self) -> None:
        factories.theme("sport", name_en="Sport and exercise")
        factories.format_of("group", name_en="Group")
        factories.language("fi")
        uusimaa = factories.area("uus", "049", "091", "092")
        refresh_name_forms()
        self.mona = factories.moderator("Mona", uusimaa)


@pytest.fixture(scope="module")
def world(db: None) -> Place:
    """Instead of the small world of the public pages."""
    return Place()


@pytest.fixture(autouse=True)
def _database(monkeypatch: pytest.MonkeyPatch) -> None:
    # Playwright runs an event loop in this thread; nothing else uses it meanwhile.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def mailed_link(name: str) -> str:
    """The path in the last mail of a kind."""
    mail = Mail.objects.filter(name=name).first()
    assert mail, f"{name} was not posted"
    found = LINK.search(mail.text)
    assert found, mail.text
    return found[1]


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name, exact=True))


def fill(page: Page, **values: str) -> None:
    for label, value in values.items():
        page.get_by_label(re.compile(label.replace("_", " "))).first.fill(value)


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label(name, exact=True).first.check()


def test_entry_from_sign_up_to_the_public_and_on(visit: Visit, world: Place) -> None:
    ada, mona, visitor = visit(), visit(), visit(320)

    signs_up(ada)
    enters_the_organisation(ada)
    writes_an_activity(ada)

    signs_in_with_a_code(mona)
    opens_the_entry(mona)
    returns_it_with_a_comment(mona)
    mends_it(ada)
    opens_the_entry(mona)
    decides(mona, "Approve the organisation and the entry")
    found_in_three_languages(visitor)

    edits_the_title(ada)
    visitor.goto(address("en"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    opens_the_entry(mona)
    decides(mona, "Approve")
    visitor.goto(address("en"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text(f"{TITLE} illalla")

    cancels_tomorrow(ada)
    visitor.goto(address("en"))
    expect(visitor.get_by_text("Cancelled")).to_be_visible()

    confirms_by_mail(visit())


def address(language: str) -> str:
    pk = Activity.objects.get().pk
    paths = {"fi": "toiminta", "sv": "verksamhet", "en": "activities"}
    return f"/{language}/{paths[language]}/{pk}/"


def signs_up(page: Page) -> None:
    page.goto("/en/")
    page.get_by_role("link", name=re.compile("My workspace|Sign in")).first.click()
    page.get_by_role("link", name="Create an account").first.click()
    fill(page, First_name="Ada Lovela", Email_address="ada@example.org")
    fill(page, Password=PASSWORD)
    press(page, "Create an account")
    page.goto(mailed_link("account_email_confirmation_signup"))
    follow(page.get_by_role("main").get_by_role("button").first)


def enters_the_organisation(page: Page) -> None:
    page.goto("/en/workspace/")
    page.get_by_role("link", name="Find your organisation").first.click()
    follow(page.get_by_role("link", name="Add a new organisation"))
    fill(page, Name_in_Finnish="Kotikulma ry", Home_municipality="Helsinki")
    page.get_by_label("Kind").select_option(label="Association")
    press(page, "Add the organisation")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kotikulma ry")


def writes_an_activity(page: Page) -> None:
    page.goto("/en/workspace/")
    page.get_by_role("link", name="Add an activity").first.click()
    choose(page, "Suomi")
    press(page, "Start writing")
    fill(page, Name_of_the_activity=TITLE, In_short="Uimme yhdessä. Tule mukaan.")
    choose(page, "Sport and exercise", "Group")
    press(page, "Save and continue")
    choose(page, "Open to everyone")
    page.get_by_role("checkbox", name=re.compile("suomi")).first.check()
    press(page, "Save and continue")
    choose(page, "Every week, or every few weeks")
    # Tomorrow's weekday, so that tomorrow can be cancelled.
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    choose(page, DAYS[tomorrow.weekday()])
    exception = tomorrow + dt.timedelta(days=14)
    fill(page, Starts_at="18", Ends_at="19.30")
    fill(page, When_does_it_not_meet=f"{exception:%d.%m.%Y}")
    press(page, "Save and continue")
    fill(page, Add_a_municipality="Helsinki", Name_of_the_place="Uimahalli")
    press(page, "Save and continue")
    choose(page, "Free")
    press(page, "Save and continue")
    press(page, "Save and continue")
    press(page, "Send for approval")
    expect(page.get_by_text("A moderator will read the text.")).to_be_visible()


def signs_in_with_a_code(page: Page) -> None:
    page.goto("/en/moderation/")
    fill(page, Email_address="mona@example.org", Password="password")
    press(page, "Sign in")
    page.get_by_role("textbox").first.fill(code(lasting=15))
    follow(page.get_by_role("main").get_by_role("button").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Moderation queue")


def opens_the_entry(page: Page) -> None:
    page.goto("/en/moderation/")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    press(page, "Start review")


def returns_it_with_a_comment(page: Page) -> None:
    page.get_by_text("Comment on this field: In short").first.click()
    page.get_by_label("Comment on this field: In short").first.fill("Kenelle?")
    decides(page, "Return for changes")


def decides(page: Page, verdict: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{verdict}")).first.check()
    press(page, "Send decision")
    expect(page.get_by_text("The decision is saved.")).to_be_visible()


def mends_it(page: Page) -> None:
    page.goto("/en/workspace/")
    expect(page.get_by_text("Kenelle?")).to_be_visible()
    follow(page.get_by_role("link", name="See the comments and change"))
    fill(page, In_short="Uimme yhdessä. Vuoro on naisille.")
    press(page, "Save and continue")
    follow(page.get_by_role("link", name=re.compile("Check and send")))
    press(page, "Send for approval")
    expect(page.get_by_text("A moderator will read the text.")).to_be_visible()


def found_in_three_languages(page: Page) -> None:
    for search in ("/fi/toiminta/", "/sv/verksamhet/", "/en/activities/"):
        page.goto(f"{search}?q=uimavuoro&municipality=091")
        page.get_by_role("link", name=TITLE).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def edits_the_title(page: Page) -> None:
    page.goto(f"/en/workspace/{Activity.objects.get().pk}/")
    press(page, "Change the text")
    fill(page, Name_of_the_activity=f"{TITLE} illalla")
    press(page, "Save and continue")
    follow(page.get_by_role("link", name=re.compile("Check and send")))
    press(page, "Send for approval")


def cancels_tomorrow(page: Page) -> None:
    page.goto(f"/en/workspace/{Activity.objects.get().pk}/")
    page.get_by_role("group", name="Which date do you cancel?").get_by_role(
        "radio"
    ).first.check()
    press(page, "Cancel this date")
    expect(page.get_by_text("Cancelled").first).to_be_visible()


def confirms_by_mail(page: Page) -> None:
    today = timezone.localdate()
    Activity.objects.update(
        checked_on=today - dt.timedelta(days=180), check_due_on=today
    )
    call_command("remind")
    page.goto(mailed_link("remind"))
    press(page, "Everything is correct")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert Activity.objects.get().checked_on == today
