"""Saving one step: what this person changed, and nothing that others wrote."""

import logging
from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from activities.models import Activity, Version
from activities.models.choices import VersionState
from events.transitions import StateChanged
from workspace.forms.base import Problem, StepForm
from workspace.forms.joining import JoiningForm
from workspace.forms.languages import LanguagesForm, with_rows_changed
from workspace.forms.merging import Merged, digest, merge, read_base
from workspace.forms.people import PeopleForm
from workspace.forms.place import PlaceForm, doubts
from workspace.forms.what import WhatForm
from workspace.forms.when import WhenForm, rearranged

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)
FORMS: dict[str, type[StepForm]] = {
    "what": WhatForm,
    "for-whom": PeopleForm,
    "when": WhenForm,
    "where": PlaceForm,
    "how": JoiningForm,
    "languages": LanguagesForm,
}
BUTTONS = {"when": rearranged, "languages": with_rows_changed}
KEEP = "keep-"
TRIES = 3


@dataclass(frozen=True)
class Conflict:
    name: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Saved:
    form: StepForm
    version: Version
    base: dict[str, str]
    problems: list[Problem]
    conflicts: list[Conflict]

    @property
    def is_whole(self) -> bool:
        return not self.problems and not self.conflicts

    @property
    def doubts(self) -> list[str]:
        return doubts(self.version) if isinstance(self.form, PlaceForm) else []


def open_version(activity: Activity) -> Version | None:
    found = activity.versions.open().select_related("author").first()
    if found is not None:
        found.activity = activity
    return found


def form_of(step: str, version: Version, *data: Any) -> StepForm:
    """Django's forms write into their objects: this one gets copies."""
    activity = copy(version.activity)
    return FORMS[step](*data, instance=copy(version), activity=activity)


def save_step(
    step: str, activity: Activity, by: "User", data: QueryDict, files: Any
) -> Saved:
    """Save what is in order of a step, and say what is not.

    Raises StateChanged when there is no draft any more to save it in.
    """
    refused = ""
    for _try in range(TRIES):
        version = open_version(Activity.objects.get(pk=activity.pk))
        if version is None or version.state != VersionState.DRAFT:
            break
        form = form_of(step, version, data, files)
        if refused:
            form.add_error("image", refused)
        try:
            return _save(form, version, by, data)
        except StateChanged:
            continue
        except OSError:
            # The disk is full, or away: what was typed is saved without the picture.
            if not files:
                raise
            logger.exception("A picture could not be written")
            refused = _("The picture could not be saved just now. Try again later.")
            files = None
    raise StateChanged(activity)


def _save(form: StepForm, version: Version, by: "User", data: QueryDict) -> Saved:
    kept = {name for name in form.names() if data.get(f"{KEEP}{name}") == "theirs"}
    mine = {n: value for n, value in form.typed().items() if n not in kept}
    base, theirs = read_base(data.get("base", "")), form.stored(version)
    merged = merge(base, mine, theirs)
    problems = list(form.problems())
    try:
        with transaction.atomic():
            _write(form, version, by, merged)
    except ValidationError as refused:
        problems += [Problem(message, "") for message in refused.messages]
    conflicts = [
        Conflict(
            name,
            str(form.label_of(name)),
            form.shown(name, mine[name]),
            form.shown(name, theirs[name]),
        )
        for name in merged.conflicts
    ]
    seen = mine.keys() - merged.conflicts
    return Saved(form, version, _base(form, version, base, seen), problems, conflicts)


def _write(form: StepForm, version: Version, by: "User", merged: Merged) -> None:
    changes = merged.changes
    columns = {n: value for n, value in changes.items() if n not in form.of_activity}
    still_hold: Collection[str] = form.still_hold
    if columns or set(still_hold) & set(version.outdated_texts):
        version.save_draft(by, version.revision, columns, still_hold=still_hold)
    contacts = {n: changes[n] for n in form.of_activity if n in changes}
    interval = contacts.pop("check_interval", None)
    if contacts:
        version.activity.change_contacts(
            by, **{name: value or "" for name, value in contacts.items()}
        )
    if interval:
        version.activity.set_interval(by, interval)


def _base(
    form: StepForm, version: Version, base: dict[str, str], seen: Collection[str]
) -> dict[str, str]:
    """What the page goes on from: the stored values, as far as it knows of them."""
    stored = {name: digest(value) for name, value in form.stored(version).items()}
    return stored | {name: base[name] for name in base if name not in seen}


def with_rows_moved(step: str, data: QueryDict) -> QueryDict:
    """The data after "Add another" and "Remove", which work without JavaScript."""
    return BUTTONS[step](data) if step in BUTTONS else data
