"""A new draft with the content of a version: to edit it, or to restore an old one."""

from typing import TYPE_CHECKING

from django.db import models, transaction

from events.models import Event

if TYPE_CHECKING:
    from accounts.models import User
    from activities.models import Schedule, Version

OWN = {"id", "number", "state", "author", "revision", "tokens"} | {
    f"{verb}_at" for verb in ("created", "saved", "submitted", "approved")
}


@transaction.atomic
def new_draft(source: "Version", by: "User") -> "Version":
    """A draft of the same activity, numbered after its last version.

    Raises ValidationError when a draft or submitted version is open already.
    """
    last = source.activity.versions.aggregate(last=models.Max("number"))["last"]
    draft = type(source)(number=last + 1, author=by, **_content(source, OWN))
    draft.full_clean()
    draft.save()
    for field in source._meta.many_to_many:
        getattr(draft, field.name).set(getattr(source, field.name).all())
    for short in source.short_texts.all():
        draft.short_texts.create(language=short.language, text=short.text)
    for schedule in source.schedules.all():
        _copy_schedule(schedule, draft)
    after = {"number": draft.number, "copy_of": source.number}
    Event.objects.record("new-draft", draft, by=by, after=after)
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
