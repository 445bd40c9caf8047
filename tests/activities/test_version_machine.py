"""Whatever editors and moderators do in whatever order, some things always hold."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from activities import documents
from activities.models import Activity, Decision, Document, Version
from activities.public_facts import facts_of
from activities.words import Words
from events.models import Event
from events.replay import disagreement
from events.transitions import StateChanged
from organisations.models import Organisation
from tests import factories

places = st.integers(0, 99)
CREW = st.integers(0, 1)
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


class Desk(RuleBasedStateMachine):
    """Two editors and two moderators press every button, also on old pages."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.editors = [factories.person("Ada"), factories.person("Ben")]
        self.moderators = [factories.person("Mona"), factories.person("Nils")]
        self.entry = factories.activity(published=False)
        self.pages = [self.entry.versions.get()]
        self.logged = 0
        documents.rebuild()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(number=st.integers(1, 6))
    def open_page(self, number: int) -> None:
        self.pages += self.entry.versions.filter(number=number)

    @precondition(lambda self: self.entry.versions.count() < 6)
    @rule(who=CREW)
    def new_draft(self, who: int) -> None:
        had_open = self.entry.versions.open().exists()
        newest = self.entry.versions.order_by("-number")[0]
        try:
            draft = newest.new_draft(self.editors[who])
        except ValidationError:
            assert had_open
        else:
            assert not had_open
            self.pages.append(draft)

    @rule(place=places, who=CREW, title=st.sampled_from(["Kerho", "Piiri", "x" * 121]))
    def save(self, place: int, who: int, title: str) -> None:
        page, stored = self.read(place)
        fits = stored.state == "draft" and stored.revision == page.revision
        try:
            page.save_draft(self.editors[who], page.revision, {"title_fi": title})
        except (StateChanged, ValidationError):
            assert not fits or len(title) > 120
            self.nothing_written(place, stored)
        else:
            assert fits
            after = Version.objects.get(pk=page.pk)
            assert (after.title_fi, after.revision) == (title, stored.revision + 1)

    @rule(place=places, who=CREW)
    def submit(self, place: int, who: int) -> None:
        self.press(place, "draft", "submitted", lambda v: v.submit(self.editors[who]))

    @rule(place=places, who=CREW)
    def take_back(self, place: int, who: int) -> None:
        by = self.editors[who]
        self.press(place, "submitted", "draft", lambda v: v.take_back(by))

    @rule(place=places, who=CREW)
    def approve(self, place: int, who: int) -> None:
        by = self.moderators[who]
        self.press(place, "submitted", "approved", lambda v: v.approve(by))

    @rule(place=places, who=CREW)
    def send_back(self, place: int, who: int) -> None:
        by = self.moderators[who]
        self.press(
            place,
            "submitted",
            "draft",
            lambda v: v.return_to_editor(by, {"price": "?"}),
        )

    @rule(place=places, who=CREW)
    def reject(self, place: int, who: int) -> None:
        by = self.moderators[who]
        self.press(place, "submitted", "rejected", lambda v: v.reject(by, "Ei sovi."))

    @rule(
        name=st.sampled_from(["full", "not full", "break", "confirm", "contacts"]),
        who=CREW,
    )
    def tell_at_once(self, name: str, who: int) -> None:
        by, entry = self.editors[who], self.entry
        verbs: dict[str, Callable[[], None]] = {
            "full": lambda: entry.set_full(by, True),
            "not full": lambda: entry.set_full(by, False),
            "break": lambda: entry.set_break(by, TOMORROW),
            "confirm": lambda: entry.confirm(by),
            "contacts": lambda: entry.change_contacts(by, phone="040 123 4567"),
        }
        verbs[name]()

    @rule(who=CREW)
    def withdraw(self, who: int) -> None:
        self.flip("withdrawn_at", lambda one: one.withdraw(self.editors[who]), on=True)

    @rule(who=CREW)
    def bring_back(self, who: int) -> None:
        by = self.editors[who]
        self.flip("withdrawn_at", lambda one: one.bring_back(by), on=False)

    @rule(who=CREW)
    def take_down(self, who: int) -> None:
        by = self.moderators[who]
        self.flip("taken_down_at", lambda one: one.take_down(by, "Väärä."), on=True)

    @rule(who=CREW)
    def put_back(self, who: int) -> None:
        by = self.moderators[who]
        self.flip("taken_down_at", lambda one: one.put_back(by), on=False)

    @rule(who=CREW)
    def cancel_a_date(self, who: int) -> None:
        was_off = self.entry.cancelled_dates.exists()
        try:
            self.entry.cancel_date(self.editors[who], TOMORROW)
        except ValidationError:
            assert was_off
        else:
            assert not was_off

    @rule(who=CREW)
    def restore_a_date(self, who: int) -> None:
        was_off = self.entry.cancelled_dates.exists()
        try:
            self.entry.restore_date(self.editors[who], TOMORROW)
        except StateChanged:
            assert not was_off
        else:
            assert was_off

    @rule(who=CREW, suspended=st.booleans())
    def suspend_or_reinstate(self, who: int, suspended: bool) -> None:
        organisation = Organisation.objects.get(pk=self.entry.organisation_id)
        by, fits = self.moderators[who], organisation.is_approved is suspended
        try:
            if suspended:
                organisation.suspend(by, "Selvitys kesken.")
            else:
                organisation.reinstate(by)
        except StateChanged:
            assert not fits
        else:
            assert fits

    def flip(self, column: str, do: Callable[[Activity], None], *, on: bool) -> None:
        page = Activity.objects.get(pk=self.entry.pk)
        fits = (getattr(page, column) is None) is on
        try:
            do(page)
        except StateChanged:
            assert not fits
        else:
            assert fits

    def press(
        self, place: int, source: str, target: str, do: Callable[[Version], None]
    ) -> None:
        page, stored = self.read(place)
        fits = stored.state == source and stored.revision == page.revision
        try:
            do(page)
        except StateChanged:
            assert not fits
            self.nothing_written(place, stored)
        else:
            assert fits
            assert Version.objects.get(pk=page.pk).state == target

    def read(self, place: int) -> tuple[Version, Version]:
        """A page that somebody has open, and what is in the database now."""
        self.pages = self.pages[-3:]
        page = self.pages[place % len(self.pages)]
        return page, Version.objects.get(pk=page.pk)

    def nothing_written(self, place: int, before: Version) -> None:
        """They are told so, and open the page again."""
        now = Version.objects.get(pk=before.pk)
        assert all(
            getattr(now, field.attname) == getattr(before, field.attname)
            for field in Version._meta.concrete_fields
        )
        self.pages[place % len(self.pages)] = now

    @invariant()
    def what_always_holds(self) -> None:
        versions = list(self.entry.versions.order_by("number"))
        decisions = list(Decision.objects.order_by("id"))
        assert sum(version.is_open for version in versions) <= 1

        approved = [d.version_id for d in decisions if d.verdict == "approve"]
        assert approved == [v.pk for v in versions if v.state == "approved"]
        self.entry.refresh_from_db(fields=["public_version"])
        assert self.entry.public_version_id == (approved[-1] if approved else None)

        waiting = {d.version_id for d in decisions if d.open}
        assert waiting <= {v.pk for v in versions if v.state == "draft"}

    @invariant()
    def only_what_a_decision_approved_is_public(self) -> None:
        approved = Decision.objects.filter(verdict="approve").values("version")
        shown = Activity.objects.public()
        assert not shown.exclude(public_version__in=approved).exists()
        entry = Activity.objects.get(pk=self.entry.pk)
        hidden = (
            entry.public_version_id is None
            or entry.withdrawn_at is not None
            or entry.taken_down_at is not None
            or not entry.organisation.is_approved
        )
        assert shown.exists() is not hidden

    @invariant()
    def the_log_tells_how_it_is(self) -> None:
        before, self.logged = self.logged, Event.objects.count()
        assert before <= self.logged
        for one in (self.entry, self.entry.organisation, *self.entry.versions.all()):
            assert disagreement(one) == {}
        events = Event.objects.about(self.entry)
        off = events.filter(verb="cancel-date").count()
        on = events.filter(verb="restore-date").count()
        assert off - on == self.entry.cancelled_dates.count()

    @invariant()
    def documents_say_how_it_is(self) -> None:
        entries = Activity.objects.documented().with_document()
        words = Words(entries)
        facts = [facts_of(one, words.of(one)) for one in entries]
        present = Document.objects.present().values_list("facts", flat=True)
        assert list(present) == json.loads(json.dumps(facts))


@pytest.mark.django_db
def test_versions_whatever_people_press(monkeypatch: pytest.MonkeyPatch) -> None:
    # Drawing takes time, and what is drawn depends on nothing else.
    monkeypatch.setattr(documents, "prepare", lambda entry: {})
    run_state_machine_as_test(
        Desk,
        settings=settings(
            deadline=None,
            max_examples=8,
            stateful_step_count=28,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
