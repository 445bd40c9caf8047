"""Backup and restore: everything comes back, on the engine that the tests run on."""

import os
import shutil
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from portal.backups import archive
from tests import migrated
from tests.serving import PYTHON
from tests.site.sources import ROOT

FILL = """
from activities import documents
from tests import factories
for number in range(3):
    factories.activity(f'Kerho "{number}" ääni', price='free')
documents.rebuild()
"""
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgres": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


class Portal(NamedTuple):
    folder: Path
    environment: dict[str, str]

    @property
    def key(self) -> str:
        return str(self.folder.parent / "key")

    def on(self, name: str, *, is_empty: bool = True, **variables: str) -> "Portal":
        """The same code on another database, with media of its own."""
        folder = self.folder.parent / name
        folder.mkdir()
        make = migrated.empty if is_empty else migrated.copy
        url = make(f"{name}_{os.getpid()}", folder)
        media = {"DATABASE_URL": url, "MEDIA_ROOT": str(folder / "media")}
        return Portal(folder, self.environment | media | variables)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PYTHON, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str) -> str:
        done = self.run("manage.py", *command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def execute(self, *statements: str) -> list[Any]:
        """The rows of each."""
        url = self.environment["DATABASE_URL"]
        connect: Any = (
            psycopg.connect if url.startswith("postgres") else sqlite3.connect
        )
        with closing(connect(url.removeprefix("sqlite:///"))) as connection:
            cursor = connection.cursor()
            found = []
            for statement in statements:
                cursor.execute(statement)
                found.append(cursor.fetchall() if cursor.description else None)
            connection.commit()
        return found

    def contents(self) -> dict[str, list[str]]:
        """Every row of every table."""
        engine = self.environment["DATABASE_URL"].partition(":")[0]
        (tables,) = self.execute(TABLES[engine])
        names = sorted(name for (name,) in tables if not name.startswith("sqlite_"))
        rows = self.execute(*(f'SELECT * FROM "{name}"' for name in names))
        return {
            name: sorted(map(repr, some))
            for name, some in zip(names, rows, strict=True)
        }


def clean(**variables: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
        **variables,
    }


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Three published entries, a picture, and its backup."""
    folder = tmp_path_factory.mktemp("backup")
    tool = shutil.which("age-keygen")
    assert tool, "age is missing"
    subprocess.run([tool, "-o", folder / "key"], check=True, capture_output=True)
    asked = subprocess.run(
        [tool, "-y", folder / "key"], check=True, capture_output=True, text=True
    )
    bare = Portal(folder / "bare", clean(BACKUP_RECIPIENT=asked.stdout.strip()))
    one = bare.on("source", is_empty=False)
    pictures = one.folder / "media" / "pictures"
    pictures.mkdir(parents=True)
    (pictures / "ä b.jpg").write_bytes(os.urandom(300_000))
    filled = one.run("-c", f"import django; django.setup()\n{FILL}")
    assert filled.returncode == 0, filled.stderr
    return one


@pytest.fixture(scope="module")
def backup(portal: Portal) -> Path:
    folder = portal.folder.parent / "backups"
    said = portal.manage("backup", str(folder))
    (file,) = folder.iterdir()
    assert said.startswith(str(file))
    return file


@pytest.fixture(scope="module")
def restored(portal: Portal, backup: Path) -> Portal:
    target = portal.on("target")
    target.manage("restore", str(backup), "--identity", portal.key)
    return target


def test_every_row_comes_back_and_the_epoch_is_new(
    portal: Portal, restored: Portal
) -> None:
    before, after = portal.contents(), restored.contents()
    old, new = before.pop("activities_index"), after.pop("activities_index")

    assert before == after
    assert len(before["activities_activity"]) == 3
    assert len(new) == 1
    assert old != new


def test_pictures_come_back(portal: Portal, restored: Portal) -> None:
    def pictures(media: Path) -> dict[str, bytes]:
        files = [path for path in media.rglob("*") if path.is_file()]
        return {str(path.relative_to(media)): path.read_bytes() for path in files}

    source = pictures(portal.folder / "media")
    assert source
    assert pictures(restored.folder / "media") == source
    assert not list((restored.folder / "media").glob(".*"))


def test_only_the_owner_reads_it_and_only_with_the_key(
    portal: Portal, backup: Path
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    assert backup.read_bytes().startswith(archive.AGE_BEGINS)
    assert b"Kerho" not in backup.read_bytes()
    refused = portal.run("manage.py", "restore", str(backup), "--check")
    assert "--identity" in refused.stderr


def test_full_database_is_refused_unless_told(
    portal: Portal, restored: Portal, backup: Path
) -> None:
    command = ("restore", str(backup), "--identity", portal.key)
    restored.execute(
        "UPDATE organisations_organisation SET name_fi = 'Muutettu'",
        "CREATE TABLE of_a_newer_release (id integer)",
    )
    before = restored.contents()

    refused = restored.run("manage.py", *command)
    assert "not empty" in refused.stderr
    assert restored.contents() == before

    restored.manage(*command, "--replace")
    after, source = restored.contents(), portal.contents()
    assert after.pop("activities_index") != source.pop("activities_index")
    assert after == source


def test_numbers_of_rows_go_on_where_they_were(restored: Portal) -> None:
    # Removed again: others compare every row.
    restored.execute(
        "INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b')",
        "DELETE FROM django_content_type WHERE app_label = 'a'",
    )


def harmed(backup: Path, target: Path, harm: str) -> Path:
    whole = backup.read_bytes()
    middle = len(whole) // 2
    end = b"" if harm == "cut" else bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    target.write_bytes(whole[:middle] + end)
    return target


def test_damaged_backup_changes_nothing(
    portal: Portal, backup: Path, tmp_path: Path
) -> None:
    broken = harmed(backup, tmp_path / "broken", "changed")
    command = ("restore", str(broken), "--identity", portal.key, "--replace")
    before = portal.contents()

    refused = portal.run("manage.py", *command)

    assert refused.returncode == 1
    assert "CommandError" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert portal.contents() == before


@pytest.mark.parametrize("harm", ["cut", "changed"])
@pytest.mark.parametrize("is_encrypted", [True, False])
def test_damage_is_seen(
    portal: Portal, backup: Path, tmp_path: Path, harm: str, is_encrypted: bool
) -> None:
    plain = pack(tmp_path / "a.tar", {archive.DUMP: os.urandom(100_000)})
    broken = harmed(backup if is_encrypted else plain, tmp_path / "broken", harm)
    (tmp_path / "in").mkdir()

    with pytest.raises(archive.BrokenError):
        archive.unpack(broken, tmp_path / "in", portal.key)


def pack(target: Path, members: dict[str, bytes], **about: Any) -> Path:
    files: list[tuple[str, Path]] = []
    for name, content in members.items():
        file = target.with_name(f"{len(files)}")
        file.write_bytes(content)
        files.append((name, file))
    manifest: dict[str, Any] = {"engine": "sqlite", "made_at": "now"}
    archive.pack(
        target, files, "", **manifest | {"migrations": [], "rows": {}, **about}
    )
    return target


@pytest.mark.parametrize("name", ["../outside", "/etc/x", "media/../../x", "other"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    file = pack(tmp_path / "a.tar", {archive.DUMP: b"x", name: b"y"})
    (tmp_path / "in").mkdir()

    with pytest.raises(archive.BrokenError, match="no such member"):
        archive.unpack(file, tmp_path / "in", "")


def test_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.tar", {archive.DUMP: b"x"})
    whole = file.read_bytes()

    with pytest.raises(FileExistsError):
        pack(file, {archive.DUMP: b"y"})
    assert file.read_bytes() == whole


def test_half_a_backup_has_no_name(tmp_path: Path) -> None:
    """As on a full disk."""
    with pytest.raises(TypeError):
        pack(tmp_path / "a.tar", {archive.DUMP: b"x"}, engine=object())

    assert {path.name for path in tmp_path.iterdir()} == {"0"}
