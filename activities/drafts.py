"""A draft with the content of a version: to edit it, or to restore an old one."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from activities.plans import replace_schedules
from events.models import Event
from events.transitions import StateChanged

if TYPE_CHECKING:
    from accounts.models import User
    from activities.models import Language, Schedule, Version

OWN = {"id", "number", "state", "author", "revision", "tokens"} | {
    f"{verb}_at" for verb in ("created", "saved", "submitted", "approved")
}
SAVED_WITH_A_DRAFT = ("author", "revision", "outdated_texts", "saved_at")


def save_draft(
    draft: "Version", by: "User", revision: int, fields: Mapping[str, Any]
) -> None:
    """See `Version.save_draft`."""
    links = {field.name for field in draft._meta.many_to_many}
    rows = links | {"schedules", "short_texts"}
    columns = {name: fields[name] for name in fields.keys() - rows}
    for name, value in columns.items():
        setattr(draft, name, value)
    draft.author, draft.revision = by, revision + 1
    draft.full_clean()
    with transaction.atomic():
        same = type(draft).objects.drafts().filter(pk=draft.pk, revision=revision)
        if same.update(revision=revision + 1) != 1:
            raise StateChanged(draft)
        # Nothing else: the state may have moved since this object was read.
        draft.save(update_fields={*columns, *SAVED_WITH_A_DRAFT})
        for name in fields.keys() & links:
            getattr(draft, name).set(fields[name])
        if "schedules" in fields:
            replace_schedules(draft, fields["schedules"])
        if "short_texts" in fields:
            _replace_short_texts(draft, fields["short_texts"].items())


def _replace_short_texts(
    draft: "Version", texts: Iterable[tuple["Language", str]]
) -> None:
    draft.short_texts.all().delete()
    for language, text in texts:
        short = draft.short_texts.model(version=draft, language=language, text=text)
        short.full_clean()
        short.save()


@transaction.atomic
def new_draft(source: "Version", by: "User") -> "Version":
    """A draft of the same activity, numbered after its last version.

    Raises ValidationError when a draft or submitted version is open already.
    """
    last = source.activity.versions.aggregate(last=models.Max("number"))["last"]
    own = {"activity": source.activity, "number": last + 1, "author": by}
    draft = copy_content(source, own)
    after = {"number": draft.number, "copy_of": source.number}
    Event.objects.record("new-draft", draft, by=by, after=after)
    return draft


def copy_content(source: "Version", own: dict[str, Any]) -> "Version":
    """A draft with the texts, terms, short texts and schedules of a version."""
    draft = type(source)(**_content(source, OWN) | own)
    draft.full_clean()
    draft.save()
    for field in source._meta.many_to_many:
        getattr(draft, field.name).set(getattr(source, field.name).all())
    for short in source.short_texts.all():
        draft.short_texts.create(language=short.language, text=short.text)
    for schedule in source.schedules.all():
        _copy_schedule(schedule, draft)
    return draft


def _copy_schedule(schedule: "Schedule", draft: "Version") -> None:
    copied = draft.schedules.create(**_content(schedule, {"id", "version"}))
    for slot in schedule.slots.all():
        copied.slots.create(**_content(slot, {"id", "schedule"}))
    for pause in schedule.breaks.all():
        copied.breaks.create(**_content(pause, {"id", "schedule"}))


def _content(source: models.Model, left_out: set[str]) -> dict[str, object]:
    """Every column but some; of a translated text its languages, not its stand-in."""
    fields = source._meta.concrete_fields
    originals = [getattr(field, "translated_field", None) for field in fields]
    stand_ins = {original.name for original in originals if original}
    return {
        field.name: getattr(source, field.name)
        for field in fields
        if field.name not in left_out | stand_ins
    }
