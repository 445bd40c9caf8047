"""Each migration leaves the last release running beside the new one.

While an upgrade goes on, web processes of the last release read and write the tables
that the new one has migrated. So a migration may add (expand); what the last release
reads goes only a release later (contract), and then says so in its file, with why:

    # upgrade: contract - nobody reads `colour` since 1.4
"""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from tests.site.sources import APPS, files, read

# The first release: what stood in these nobody had yet. Never add to it.
BASELINE = {
    "accounts": 3,
    "activities": 7,
    "events": 2,
    "feedback": 2,
    "freshness": 2,
    "moderation": 3,
    "organisations": 2,
    "regions": 2,
}
ALLOWED = re.compile(r"^# upgrade: contract - \S.{9,}$", re.MULTILINE)
# Thousands of rows: whatever reads or rewrites all of them locks them for as long.
LARGE = {
    *("activities.activity", "activities.document", "activities.version"),
    *("events.event", "events.mail", "freshness.viewcount"),
}


NEVER: dict[Any, str] = {
    (migrations.RemoveField, migrations.DeleteModel): "the last release reads it",
    (migrations.RenameField, migrations.RenameModel): "the last release knows the name",
    (migrations.AlterModelTable, migrations.AlterUniqueTogether): (
        "the last release reads or writes the table as it was"
    ),
    migrations.RunSQL: "nobody can see what it locks",
}


def refused(app: str, operation: Operation, made: set[str]) -> str:
    """Why the last release would stumble, or "". `made`: tables of the migration."""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        inner = operation.database_operations
        return "; ".join(filter(None, (refused(app, one, made) for one in inner)))
    if isinstance(operation, migrations.AddField | migrations.AlterField):
        return of_field(app, operation, made)
    if isinstance(operation, migrations.AddIndex | migrations.AddConstraint):
        return of_table(app, operation, made)
    return next((why for kind, why in NEVER.items() if isinstance(operation, kind)), "")


def table(app: str, name: str) -> str:
    return f"{app}.{name.lower()}"


def of_field(app: str, operation: Any, made: set[str]) -> str:
    """What the last release does not write must have a value in the database."""
    place, field = table(app, operation.model_name), operation.field
    if place in made or field.many_to_many:
        return ""
    if isinstance(operation, migrations.AlterField) and place in LARGE:
        return "it may write every row of a large table anew, under a lock"
    if place in LARGE and (field.unique or field.db_index):
        return "its index locks a large table: add it later, concurrently"
    if not field.null and not field.has_db_default():
        return "the last release writes rows without it: null=True or db_default"
    return ""


def of_table(app: str, operation: Any, made: set[str]) -> str:
    place = table(app, operation.model_name)
    if place in made:
        return ""
    if isinstance(operation, migrations.AddConstraint):
        return "what the last release writes may break it"
    if place in LARGE and not isinstance(operation, AddIndexConcurrently):
        return "it locks a large table: AddIndexConcurrently where it is PostgreSQL"
    return ""


def problems(app: str, migration: Any) -> Iterator[str]:
    """Of one migration; `migration` is its class, or something with its operations."""
    made = {
        table(app, operation.name)
        for operation in migration.operations
        if isinstance(operation, migrations.CreateModel)
    }
    for operation in migration.operations:
        if why := refused(app, operation, made):
            yield f"{operation.describe()}: {why}"


def new_migrations() -> list[Path]:
    return [
        file
        for file in files()
        if file.parts[0] in APPS
        and file.parent.name == "migrations"
        and file.stem[:4].isdigit()
        and int(file.stem[:4]) > BASELINE.get(file.parts[0], 0)
    ]


def test_last_release_goes_on_beside_each_migration() -> None:
    wrong = {}
    for file in new_migrations():
        module = importlib.import_module(".".join(file.with_suffix("").parts))
        found = list(problems(file.parts[0], module.Migration))
        if found and not ALLOWED.search(read(file)):
            wrong[str(file)] = found

    assert not wrong


def test_baseline_is_what_there_is() -> None:
    """It names whole apps that exist, and no number that nobody has written."""
    for app, last in BASELINE.items():
        names = [file.stem for file in files() if file.parts[:2] == (app, "migrations")]
        assert any(name.startswith(f"{last:04}") for name in names), app


class OneOperation:
    def __init__(self, *operations: Operation) -> None:
        self.operations = operations


TEXT = models.CharField(max_length=5)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("theme", "slug"),
        migrations.DeleteModel("Theme"),
        migrations.RenameField("theme", "slug", "code"),
        migrations.RenameModel("Theme", "Topic"),
        migrations.AlterModelTable("theme", "themes"),
        migrations.AlterUniqueTogether("theme", {("slug", "name")}),
        migrations.RunSQL("DROP TABLE activities_theme"),
        migrations.AddField("theme", "colour", TEXT),
        migrations.AddField("theme", "colour", models.CharField(default="red")),
        migrations.AlterField("theme", "colour", TEXT),
        migrations.AlterField("version", "title", models.CharField(null=True)),
        migrations.AddField(
            "version", "colour", models.CharField(null=True, db_index=True)
        ),
        migrations.AddIndex("version", models.Index(fields=["number"], name="a")),
        migrations.AddConstraint(
            "theme", models.UniqueConstraint(fields=["slug"], name="b")
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.DeleteModel("Theme")]
        ),
    ],
    ids=lambda operation: operation.describe(),
)
def test_refuses(operation: Operation) -> None:
    assert list(problems("activities", OneOperation(operation)))


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("version", "colour", models.CharField(null=True)),
        migrations.AddField("theme", "colour", models.CharField(db_default="")),
        migrations.AddIndex("theme", models.Index(fields=["order"], name="a")),
        AddIndexConcurrently("version", models.Index(fields=["number"], name="a")),
        migrations.RemoveConstraint("theme", "b"),
        migrations.CreateModel("Colour", [("name", TEXT)]),
        migrations.RunPython(migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("Theme")]
        ),
    ],
    ids=lambda operation: operation.describe(),
)
def test_allows(operation: Operation) -> None:
    assert not list(problems("activities", OneOperation(operation)))


def test_allows_everything_on_a_table_that_it_makes() -> None:
    one = OneOperation(
        migrations.CreateModel("Colour", [("name", TEXT)]),
        migrations.AddField("colour", "code", TEXT),
        migrations.AddConstraint(
            "colour", models.UniqueConstraint(fields=["code"], name="c")
        ),
    )

    assert not list(problems("activities", one))


def test_marker_needs_a_reason() -> None:
    assert not ALLOWED.search("# upgrade: contract -\n")
    assert not ALLOWED.search("# upgrade: contract - ok\n")
    assert ALLOWED.search("# upgrade: contract - nobody reads it since 1.4\n")
