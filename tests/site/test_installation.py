"""The files for Debian: nginx and systemd read them, and web processes are replaced."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import get_commands

from moderation.measures import GAUGES
from tests.serving import free_port, make_certificate
from tests.site.sources import ROOT, read

SYSTEMD = ROOT / "deploy/systemd"
UNITS = sorted(SYSTEMD.glob("kotopolku-*"))
MANUAL = read(Path("docs/operations.md"))
PLACE = "/srv/kotopolku/current"


def tool(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, f"{name} is missing: .ci/packages installs it"
    return found


def debian() -> str:
    """nginx.conf as docs/operations.md has it made."""
    return subprocess.run(
        ["sed", "-f", "debian.sed", "nginx.conf"],
        cwd=ROOT / "deploy/nginx",
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_debians_nginx_reads_its_file(tmp_path: Path) -> None:
    made = debian()
    for part in ("web:8000", "/tmp", "/dev/std", "8080", "8443", "/etc/nginx/pages"):
        assert part not in made
    for part in ("user www-data", "listen 443", "[::]:443", "127.0.0.1:8001 max_fails"):
        assert part in made

    make_certificate(tmp_path)
    for theirs, here in {
        "/etc/nginx/tls": str(tmp_path),
        "/var/lib/nginx": str(tmp_path),
        "/var/log/nginx": str(tmp_path),
        "/run/nginx.pid": f"{tmp_path}/pid",
        "listen 443": f"listen 127.0.0.1:{free_port()}",
        "listen 80 ": f"listen 127.0.0.1:{free_port()} ",
        "    listen [::]:443 ssl http2 default_server;\n": "",
        "    listen [::]:80 default_server;\n": "",
    }.items():
        assert theirs in made, f"debian.sed no longer gives {theirs}"
        made = made.replace(theirs, here)
    file = tmp_path / "nginx.conf"
    file.write_text(made)
    said = subprocess.run(
        [tool("nginx"), "-t", "-c", file], capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stderr
    assert "[warn]" not in said.stderr


def test_systemd_reads_every_unit(tmp_path: Path) -> None:
    """Where they start a program, one of that name is there."""
    current = tmp_path / "current"
    for unit in UNITS:
        text = unit.read_text().replace(PLACE, str(current))
        for program in re.findall(r"^ExecStart=(\S+)", text, re.MULTILINE):
            Path(program).parent.mkdir(parents=True, exist_ok=True)
            Path(program).write_text("#!/bin/sh\n")
            Path(program).chmod(0o755)
        (tmp_path / unit.name.replace("@.", "@8000.")).write_text(text)
    said = subprocess.run(
        [
            tool("systemd-analyze"),
            *("verify", "--man=no"),
            *map(str, tmp_path.glob("kotopolku-*")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(UNITS) >= 7
    assert said.returncode == 0, said.stderr
    assert "kotopolku" not in said.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_start_what_is_there_and_gain_no_rights(unit: Path) -> None:
    text = unit.read_text()
    for command in re.findall(rf"^ExecStart={PLACE}/(.+)", text, re.MULTILINE):
        program, *arguments = command.split()
        if program.startswith(".venv/"):
            assert program.removeprefix(".venv/bin/") in {"gunicorn", "python"}
        else:
            assert os.access(ROOT / program, os.X_OK)
        for file in arguments:
            if file.endswith(".py"):
                assert (ROOT / file).is_file()
    if "User=" in text:
        for line in ("NoNewPrivileges=yes", "ProtectSystem=strict"):
            assert line in text


def test_example_of_the_environment_has_only_settings() -> None:
    known = re.findall(r'env\.\w+\(\s*"(\w+)"', read(Path("portal/settings.py")))
    lines = (SYSTEMD / "env.example").read_text().splitlines()
    named = [line.partition("=")[0] for line in lines if line and line[0] != "#"]

    assert {"SECRET_KEY", "DATABASE_URL", "BACKUP_FOLDER"} <= set(named)
    assert set(named) <= set(known)


def test_manual_says_when_to_act_on_each_measure() -> None:
    named = set(re.findall(r"`([a-z_]+)`", MANUAL))

    assert {gauge.name for gauge in GAUGES} <= named
    assert {"database_up", "responses_total", "request_seconds"} <= named


def test_manual_names_only_what_is_there() -> None:
    commands = set(re.findall(r"\bmanage(?:\.py)? ([a-z_]+)\b", MANUAL))
    places = set(re.findall(r"\b((?:deploy|tests)/[\w/.-]+\w)", MANUAL))
    units = set(re.findall(r"kotopolku-(?:[a-z]+)(?:\.timer|@)?", MANUAL))

    assert {"backup", "restore", "createsuperuser"} <= commands
    assert commands <= get_commands().keys()
    assert len(places) >= 4
    assert all(list(ROOT.glob(f"{place}*")) for place in places), places
    names = {unit.name.removesuffix(".service") for unit in UNITS}
    assert units - {"kotopolku-web@"} <= names


@pytest.fixture
def replace(tmp_path: Path) -> Callable[..., tuple[int, list[str]]]:
    """Runs deploy/replace where only this port is active and becomes ready or not."""

    def run(active: str, *, ready: bool) -> tuple[int, list[str]]:
        log = tmp_path / "log"
        stubs = {
            "systemctl": f'echo "$*" >> {log}\n'
            f'[ "$2" != is-active ] || [ "$3" = kotopolku-web@{active} ]',
            "curl": "true" if ready else "false",
            "sleep": "true",
        }
        for name, code in stubs.items():
            (tmp_path / name).write_text(f"#!/bin/sh\n{code}\n")
            (tmp_path / name).chmod(0o755)
        done = subprocess.run(
            [ROOT / "deploy/replace"],
            env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            check=False,
        )
        said = log.read_text().splitlines()
        log.unlink()
        return done.returncode, [line for line in said if "is-active" not in line]

    return run


@pytest.mark.parametrize(("old", "new"), [("8000", "8001"), ("8001", "8000")])
def test_new_processes_are_ready_before_the_old_end(
    replace: Callable[..., tuple[int, list[str]]], old: str, new: str
) -> None:
    code, said = replace(old, ready=True)

    assert code == 0
    assert said == [
        f"restart kotopolku-web@{new}",
        f"enable --quiet kotopolku-web@{new}",
        f"disable --quiet --now kotopolku-web@{old}",
    ]


def test_old_processes_stay_when_the_new_are_not_ready(
    replace: Callable[..., tuple[int, list[str]]],
) -> None:
    code, said = replace("8000", ready=False)

    assert code == 1
    assert said == ["restart kotopolku-web@8001", "stop kotopolku-web@8001"]
