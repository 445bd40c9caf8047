"""The files for containers agree with each other and with the settings."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from tests.site.sources import ROOT, read

COMPOSE = yaml.safe_load(read(Path("compose.yaml")))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = read(Path("Dockerfile"))
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
# They end by themselves.
ONCE = {"prepare", "backup"}
# Read by PostgreSQL's image, compose or gunicorn, not by the settings.
OTHERS = {"POSTGRES_PASSWORD", "VERSION"}


def variables_of_settings() -> set[str]:
    return set(re.findall(r'env\.\w+\(\s*"(\w+)"', read(Path("portal/settings.py"))))


def test_compose_sets_only_what_the_settings_read() -> None:
    assert {"prepare", "web", "queue"} <= OURS.keys()
    for service in OURS.values():
        assert service["environment"].keys() <= variables_of_settings()


def test_env_file_is_described() -> None:
    asked = set(re.findall(r"\$\{(\w+)", read(Path("compose.yaml"))))

    assert asked - OTHERS <= variables_of_settings()
    for name in asked - {"VERSION", "MODERATION_DIVISION", "BACKUP_RECIPIENT"}:
        assert f"{name}=" in read(Path("README.md")), f"README.md does not say {name}"


@pytest.mark.parametrize("name", SERVICES)
def test_service_is_watched_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    if name in ONCE:
        assert service["healthcheck"] == {"disable": True}
        return

    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"database"}))
def test_service_cannot_gain_rights(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_everything_is_prepared_before_it_is_used() -> None:
    commands = re.findall(r"manage\.py (\w+)", SERVICES["prepare"]["command"][-1])

    assert commands == [
        "migrate",
        "load_reference_data",
        "build_documents",
        "schedule_work",
    ]
    assert get_commands().keys() >= set(commands)
    for name in OURS.keys() - {"prepare"}:
        assert SERVICES[name]["depends_on"]["prepare"] == {
            "condition": "service_completed_successfully"
        }


def test_queue_may_finish_the_job_that_it_has_begun() -> None:
    queue = SERVICES["queue"]

    assert queue["command"] == ["python", "manage.py", "qcluster"]
    assert queue["healthcheck"]["test"] == ["CMD", "python", "-m", "events.pulse"]
    seconds = int(queue["stop_grace_period"].removesuffix("s"))
    assert seconds > int(str(settings.Q_CLUSTER["timeout"])) + 3


def test_backup_reads_the_database_that_is_there() -> None:
    """pg_dump refuses a newer server; the suite itself runs on Debian's."""
    assert SERVICES["database"]["image"] == "postgres:15-bookworm"
    assert re.search(r"FROM python:\S+-bookworm\nENV", DOCKERFILE)
    assert re.search(r"apt-get install .*\bpostgresql-client\b", DOCKERFILE)
    assert "media:/app/media" in SERVICES["backup"]["volumes"]


def test_only_nginx_can_be_reached() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {
        "nginx"
    }


@pytest.mark.parametrize(
    "image",
    [service["image"] for service in SERVICES.values() if "build" not in service]
    + re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE),
)
def test_image_has_a_version(image: str) -> None:
    assert re.fullmatch(r"[a-z]+:\d+(\.\d+)?-[a-z-]+", image)


def test_portal_runs_without_root_on_the_tested_python() -> None:
    python = re.search(r'target-version = "py3(\d+)"', read(Path("pyproject.toml")))

    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["10001"]
    assert python
    assert f"FROM python:3.{python[1]}-slim" in DOCKERFILE


def test_files_that_compose_mounts_exist() -> None:
    mounts = [volume.split(":")[0] for volume in SERVICES["nginx"]["volumes"]]
    committed = [mount for mount in mounts if mount.startswith("./deploy/")]

    assert committed
    assert all((ROOT / mount).exists() for mount in committed)
