"""When: one form for each schedule, with a row for each of its times."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Schedule
from activities.models.choices import YesNo
from activities.plans import SchedulePlan, SlotPlan
from activities.wording import SHORT_WEEKDAYS
from workspace.forms.base import NOT_STATED, Problem
from workspace.forms.dates import (
    DateField,
    TimeField,
    read_dates,
    read_pauses,
)
from workspace.forms.widgets import Days

Rule = Schedule.Rule
TIMELESS = (Rule.AGREEMENT, Rule.ALWAYS)
ON_WEEKDAYS = (Rule.WEEKLY, Rule.MONTHLY, Rule.HOURS)
# What ends by then began the evening before.
NIGHT = dt.time(6)


class TimeForm(forms.Form):
    """On which days or dates, and from when to when."""

    days = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        choices=list(enumerate(SHORT_WEEKDAYS)),
        coerce=int,
        widget=Days,
        required=False,
    )
    dates = forms.CharField(
        label=_("On which dates?"),
        help_text=_("One on each line. For example: 3.11.2026"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    starts = TimeField(
        label=_("Starts at"), help_text=_("For example: 17 or 17.30"), required=False
    )
    ends = TimeField(label=_("Ends at"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("dates", "starts"):
            vars(self.fields[name])["needed"] = True

    def is_blank(self) -> bool:
        return not any(self[name].value() for name in ("days", "dates", "starts"))

    def check(self, rule: str) -> None:
        """Ask for what this rule needs."""
        if rule in ON_WEEKDAYS and not self.cleaned_data.get("days"):
            self._ask("days", _("Choose the day of the week."))
        if rule == Rule.DATES and not self.cleaned_data.get("dates"):
            self._ask("dates", _("Write at least one date."))
        if not self.cleaned_data.get("starts"):
            self._ask("starts", _("Say when it starts."))

    def clean_dates(self) -> list[dt.date]:
        return read_dates(str(self.cleaned_data["dates"]))

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends <= starts and ends > NIGHT:
            self.add_error(
                "ends", _("The end time is before the start time. Check the times.")
            )

    def slots(self, rule: str) -> Iterator[SlotPlan]:
        starts, ends = self.cleaned_data["starts"], self.cleaned_data["ends"]
        if rule == Rule.DATES:
            for day in self.cleaned_data["dates"]:
                yield SlotPlan(day.weekday(), starts, ends, day)
        else:
            for number in self.cleaned_data["days"]:
                yield SlotPlan(number, starts, ends)

    def _ask(self, name: str, message: Any) -> None:
        if name not in self.errors:
            self.add_error(name, message)


class ScheduleForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("How is the time decided?"),
        choices=Rule.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    interval = forms.IntegerField(
        label=_("Every how many weeks?"),
        help_text=_("1 is every week, 2 is every other week."),
        min_value=1,
        max_value=26,
        initial=1,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input input--number"}),
    )
    week = forms.TypedChoiceField(
        label=_("Which week of the month"),
        choices=[("", NOT_STATED), *Schedule.Week.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    start_date = DateField(
        label=_("First date"), help_text=_("For example: 3.11.2026"), required=False
    )
    end_date = DateField(
        label=_("Last date"),
        help_text=_("After it the activity leaves the search by itself."),
        required=False,
    )
    breaks = forms.CharField(
        label=_("When does it not meet?"),
        help_text=_(
            "A date or a period on each line. For example: 6.12.2026 or "
            "21.12.2026–6.1.2027"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    meets_on_holidays = forms.ChoiceField(
        label=_("Do you meet on public holidays?"),
        choices=[("", NOT_STATED), *YesNo.choices],
        required=False,
    )

    def __init__(self, *args: Any, times: list[TimeForm], **options: Any) -> None:
        super().__init__(*args, **options)
        self.times = times

    def is_valid(self) -> bool:
        rule = self.cleaned_data.get("rule") if super().is_valid() else None
        if rule in (*ON_WEEKDAYS, Rule.DATES):
            asked = [one for one in self.times if not one.is_blank()] or self.times[:1]
            for one in asked:
                one.full_clean()
                one.check(rule)
        else:
            asked = []
        # `check` adds errors to the times after they were cleaned.
        return not self.errors and not any(one.errors for one in asked)

    def is_blank(self) -> bool:
        asked = ("rule", "start_date", "end_date", "breaks")
        times = all(one.is_blank() for one in self.times)
        return times and not any(self[name].value() for name in asked)

    def clean_interval(self) -> int:
        return self.cleaned_data["interval"] or 1

    def clean_breaks(self) -> list[tuple[dt.date, dt.date]]:
        return read_pauses(str(self.cleaned_data["breaks"]))

    def clean(self) -> None:
        rule, given = self.cleaned_data.get("rule"), self.cleaned_data.get
        if not rule:
            self.add_error("rule", _("Choose how the time is decided."))
        first, last = given("start_date"), given("end_date")
        if first and last and last < first:
            self.add_error(
                "end_date", _("The last date is before the first. Check the dates.")
            )
        if rule == Rule.WEEKLY and given("interval", 1) > 1 and not first:
            self.add_error(
                "start_date",
                _("Write the first date, so that we know which weeks are meant."),
            )
        if rule == Rule.MONTHLY and given("week") is None:
            self.add_error("week", _("Choose the week of the month."))

    def plan(self) -> SchedulePlan:
        """Of a valid form; what does not belong to the rule is left out."""
        chosen = self.cleaned_data
        rule = chosen["rule"]
        dated = rule in ON_WEEKDAYS
        times = () if rule in TIMELESS else self.times
        slots = (
            slot for one in times if not one.is_blank() for slot in one.slots(rule)
        )
        return SchedulePlan(
            rule=rule,
            interval=chosen["interval"] if rule == Rule.WEEKLY else 1,
            week=chosen["week"] if rule == Rule.MONTHLY else None,
            start_date=chosen["start_date"] if dated else None,
            end_date=chosen["end_date"] if dated else None,
            meets_on_holidays=chosen["meets_on_holidays"] if dated else "",
            slots=tuple(sorted(set(slots), key=_in_order)),
            breaks=tuple(chosen["breaks"]) if dated else (),
        )

    def problems(self) -> Iterator[Problem]:
        for form in (self, *self.times):
            for name, errors in form.errors.items():
                anchor = form[name].auto_id
                for message in errors:
                    yield Problem(f"{form.fields[name].label}: {message}", anchor)


def _in_order(slot: SlotPlan) -> tuple[dt.date, int, dt.time]:
    return slot.date or dt.date.min, slot.weekday, slot.starts_at
