"""What the factories do most, in few statements: thousands of tests wait for them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from dateutil.relativedelta import relativedelta
from django.db import connection, models
from django.utils import timezone
from django.utils.text import slugify

from activities.documents import kept_true
from activities.models import Activity, Decision, Version
from activities.models.choices import VersionState
from activities.notices import tell_editors
from events.models import Event
from regions.named import NAME_COLUMNS, SLUG_COLUMNS, Named

NamedType = TypeVar("NamedType", bound=Named)
NEEDED = ("themes", "formats", "languages", "municipalities")
POINTERS = {"public_version", "checked_on", "check_due_on", "published_at"}


def find(model: type[models.Model], column: str, value: str) -> int | None:
    """The id of the row with this value; Django takes ten times as long to ask."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {model._meta.db_table} WHERE {column} = %s", [value]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def named(model: type[NamedType], code: str) -> NamedType | None:
    pk = find(model, "code", code)
    rows: Any = model._default_manager
    found: NamedType | None = None if pk is None else rows.get(pk=pk)
    return found


def save(one: NamedType) -> NamedType:
    """As `Named.save` does; the short way where nothing has its addresses, and nothing
    is to be told of it.
    """
    slugs = [slugify(getattr(one, name)) or slugify(one.code) for name in NAME_COLUMNS]
    taken = " OR ".join(f"{column} IN (%s, %s, %s)" for column in SLUG_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {one._meta.db_table}"
            f" WHERE {taken} OR CAST(former_slugs AS TEXT) <> '[]'"
            " UNION ALL SELECT 1 FROM activities_index LIMIT 1",
            slugs * len(SLUG_COLUMNS),
        )
        special = cursor.fetchone()
    if special:
        one.save()
    else:
        one.give_addresses({})
        one.save_base(force_insert=True)
    return one


def link(
    draft: Version, name: str, codes: Iterable[str], make: Callable[[str], Any]
) -> None:
    """Give a draft without any the terms or places of these codes."""
    field: Any = Version._meta.get_field(name)
    statement = (
        f"INSERT INTO {field.m2m_db_table()}"
        f" ({field.m2m_column_name()}, {field.m2m_reverse_name()})"
        f" SELECT %s, id FROM {field.related_model._meta.db_table} WHERE code = %s"
    )
    with connection.cursor() as cursor:
        for code in dict.fromkeys(codes):
            cursor.execute(statement, [draft.pk, code])
            if not cursor.rowcount:
                make(code)
                cursor.execute(statement, [draft.pk, code])


def is_usual(
    fields: Mapping[str, Any],
    linked: Mapping[str, Iterable[str]],
    specs: Iterable[Mapping[str, Any]],
) -> bool:
    """Whether it may certainly be published, so that nobody needs to ask."""
    timeless = ("agreement", "always")
    return bool(
        fields["title_fi"]
        and fields["summary_fi"]
        and fields["welcome"] == "all"
        and not fields.get("image")
        and all(linked[name] for name in NEEDED)
        and specs
        and all(spec.get("slots") or spec["rule"] in timeless for spec in specs)
    )


def approved(draft: Version) -> None:
    """Mark a version that is not saved yet; `publish` writes the rest."""
    now = timezone.now()
    draft.state = VersionState.APPROVED
    draft.submitted_at = draft.approved_at = now
    draft.tokens = draft.own_tokens()


def publish(one: Activity, draft: Version, editor: int, moderator: int) -> None:
    """What `submit` and `approve` write of a new entry, save what `approved` marked.

    Of an entry that may be published: nothing is checked. test_factories.py holds both
    ways against each other.
    """
    sent, read = draft.submitted_at, draft.approved_at
    events = [
        _event(
            "submit",
            editor,
            draft,
            {"state": "draft", "submitted_at": None},
            {"state": "submitted", "submitted_at": sent},
        ),
        _event(
            "approve",
            moderator,
            draft,
            {"state": "submitted", "approved_at": None},
            {"state": "approved", "approved_at": read},
        ),
    ]
    with kept_true([one.pk]):
        before = _pointers(one)
        today = timezone.localdate(draft.submitted_at)
        one.public_version = draft
        one.checked_on = max(one.checked_on or today, today)
        one.check_due_on = one.checked_on + relativedelta(months=one.check_interval)
        one.published_at = one.published_at or timezone.now()
        after = _pointers(one)
        Activity.objects.filter(pk=one.pk).update(**after)
        events.append(_event("publish", moderator, one, before, after))
        Event.objects.bulk_create(events)
        Decision.objects.create(version=draft, by_id=moderator, verdict="approve")
    tell_editors("entry_approved", one, draft)


def _pointers(one: Activity) -> dict[str, Any]:
    return {name: one.serializable_value(name) for name in POINTERS}


def _event(
    verb: str,
    by: int,
    target: models.Model,
    before: dict[str, Any],
    after: dict[str, Any],
) -> Event:
    return Event(
        verb=verb,
        actor_id=by,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        before=before,
        after=after,
    )
