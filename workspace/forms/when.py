"""The step "when": any number of schedules, typed once."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Version
from activities.plans import SchedulePlan, in_words, plan_of
from workspace.forms.base import Problem, StepForm
from workspace.forms.dates import written_date
from workspace.forms.schedules import ScheduleForm, TimeForm

MOST = 20
BUTTON = "do"


class WhenForm(StepForm):
    template = "workspace/entry/when.html"
    heading = _("When does it meet?")

    class Meta(StepForm.Meta):
        fields = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.schedules = list(self._bound() if self.is_bound else self._of_version())

    def names(self) -> list[str]:
        return ["schedules"]

    def is_valid(self) -> bool:
        # All of them, so that each says what it lacks.
        valid = [one.is_valid() for one in self._filled()]
        return all(valid)

    def typed(self) -> dict[str, Any]:
        if not self.is_bound or not self.is_valid():
            return {}
        return {"schedules": [one.plan() for one in self._filled()]}

    def problems(self) -> Iterator[Problem]:
        for one in self._filled():
            yield from one.problems()

    def shown(self, name: str, value: Any) -> str:
        return "\n".join(" ".join(in_words(plan)) for plan in value)

    def _stored(self, version: Version, name: str) -> list[SchedulePlan]:
        return [plan_of(one) for one in version.schedules.all()]

    def _filled(self) -> list[ScheduleForm]:
        return [one for one in self.schedules if not one.is_blank()]

    def _bound(self) -> Iterator[ScheduleForm]:
        for number in range(_count(self.data, "schedules")):
            prefix = f"s{number}"
            times = [
                TimeForm(self.data, prefix=f"{prefix}t{row}")
                for row in range(_count(self.data, f"{prefix}-times"))
            ]
            yield ScheduleForm(self.data, prefix=prefix, times=times)

    def _of_version(self) -> Iterator[ScheduleForm]:
        plans = self._stored(self.instance, "schedules")
        for number, plan in enumerate(plans or [None]):
            yield _unbound(f"s{number}", plan)


def _unbound(prefix: str, plan: SchedulePlan | None) -> ScheduleForm:
    rows = _rows(plan) if plan else []
    times = [
        TimeForm(prefix=f"{prefix}t{number}", initial=row)
        for number, row in enumerate(rows or [{}])
    ]
    return ScheduleForm(prefix=prefix, times=times, initial=_initial(plan))


def _initial(plan: SchedulePlan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    pauses = [
        written_date(first) + (f"–{written_date(last)}" if last != first else "")
        for first, last in plan.breaks
    ]
    return {**vars(plan), "breaks": "\n".join(pauses)}


def _rows(plan: SchedulePlan) -> list[dict[str, Any]]:
    """The times of a plan; days with the same times share a row."""
    rows: dict[Any, dict[str, Any]] = {}
    for slot in plan.slots:
        times = {"starts": slot.starts_at, "ends": slot.ends_at}
        row = rows.setdefault(tuple(times.values()), times | {"days": [], "dates": []})
        row["days"].append(slot.weekday)
        if slot.date:
            row["dates"].append(written_date(slot.date))
    return [row | {"dates": "\n".join(row["dates"])} for row in rows.values()]


def _count(data: Any, name: str) -> int:
    typed = str(data.get(name, ""))
    return min(int(typed[:4]), MOST) if typed.isdecimal() else 1


def rearranged(data: QueryDict) -> QueryDict:
    """The same data after a button of the step: a row more, or one less.

    The buttons are `add-schedule`, `add-time-0`, `remove-schedule-0` and
    `remove-time-0-1`.
    """
    verb, *where = data.get(BUTTON, "").split("-")
    changed = data.copy()
    numbers = [int(part[:4]) for part in where[1:] if part.isdecimal()]
    if verb == "add":
        name = f"s{numbers[0]}-times" if numbers else "schedules"
        changed[name] = str(min(_count(data, name) + 1, MOST))
    if verb == "remove" and len(numbers) == 1:
        _remove(changed, "schedules", "s", numbers[0])
    if verb == "remove" and len(numbers) == 2:
        _remove(changed, f"s{numbers[0]}-times", f"s{numbers[0]}t", numbers[1])
    return changed


def _remove(data: QueryDict, count: str, stem: str, gone: int) -> None:
    """Drop one of the numbered groups of fields, and close the gap."""
    numbered = re.compile(rf"{stem}(\d{{1,4}})((?:t\d+)?-.*)")
    for key in sorted(data):
        if found := numbered.fullmatch(key):
            number, values = int(found[1]), data.pop(key)
            if number != gone:
                data.setlist(f"{stem}{number - (number > gone)}{found[2]}", values)
    data[count] = str(max(_count(data, count) - 1, 0))
