"""The portal as it is deployed: gunicorn behind nginx, with production's settings."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from ssl import SSLContext, _create_unverified_context

from tests import migrated
from tests.site.sources import ROOT, files

HOST = "kotopolku.example.org"
# The environment that the image would have; `make rehearse` names a new one.
PYTHON = os.environ.get("SERVING_PYTHON", sys.executable)
START_SECONDS = 60
# A request may have to wait for other tests on this machine.
ANSWER_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def free_port() -> int:
    """A port that the system gives to nobody else for the next minute.

    The end of a connection waits there: servers may take the port nevertheless.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        with socket.create_connection(listener.getsockname()):
            answering, _address = listener.accept()
            # Who closes first is the one who waits.
            answering.close()
        return int(listener.getsockname()[1])


def ask(
    port: int,
    target: str,
    tls: SSLContext | None = None,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    """One request to 127.0.0.1, for our host unless the headers name another."""
    connection: HTTPConnection = (
        HTTPSConnection("127.0.0.1", port, timeout=ANSWER_SECONDS, context=tls)
        if tls
        else HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
    )
    try:
        method = "GET" if body is None else "POST"
        connection.request(method, target, body, {"Host": HOST} | (headers or {}))
        response: HTTPResponse = connection.getresponse()
        lower = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, lower, response.read())
    finally:
        connection.close()


def copy_what_the_image_gets(folder: Path) -> None:
    ignored = [
        line
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line and not line.startswith(("#", "**"))
    ]
    for file in files():
        if not any(fnmatch(file.parts[0], pattern) for pattern in ignored):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, folder / file)


def installed(folder: Path, *commands: str) -> dict[str, str]:
    """The environment of a portal made by the steps of Dockerfile and compose.yaml.

    Only what production sets, its own temporary files, and a database of its own:
    an empty one where the commands migrate it, otherwise a copy of a migrated one.
    """
    copy_what_the_image_gets(folder)
    temporary = folder / "tmp"
    temporary.mkdir()
    database = migrated.empty if "migrate" in commands else migrated.copy
    environment = {
        "PATH": f"{Path(PYTHON).parent}:/usr/bin:/bin",
        "SECRET_KEY": "a1B2c3D4" * 8,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": database(f"{folder.name}_{os.getpid()}", folder),
        "WEB_CONCURRENCY": "2",
        "TMPDIR": str(temporary),
    }
    for command in commands:
        subprocess.run(
            [PYTHON, "manage.py", *command.split(), "--verbosity=0"],
            cwd=folder,
            env=environment,
            check=True,
        )
    return environment


def wait_for(
    port: int,
    target: str,
    process: subprocess.Popen[bytes],
    seconds: float = START_SECONDS,
) -> None:
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        try:
            ask(port, target)
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{process.args!r} does not answer")


@contextmanager
def started(
    command: list[str], folder: Path, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended with the block, and its messages in a file."""
    with (folder / f"{Path(command[0]).name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=START_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def gunicorn(folder: Path, *commands: str) -> Iterator[int]:
    """The port of the portal's web processes, after commands of manage.py."""
    environment = installed(folder, "collectstatic --no-input", *commands)
    with serving(folder, environment) as port:
        yield port


@contextmanager
def serving(folder: Path, environment: dict[str, str], port: int = 0) -> Iterator[int]:
    """The port of the web processes of a portal that is installed; a free one for 0."""
    port = port or free_port()
    environment["BIND"] = f"127.0.0.1:{port}"
    command = [PYTHON, "-m", "gunicorn", "--config=deploy/gunicorn.py", "portal.wsgi"]
    with started(command, folder, environment) as process:
        wait_for(port, "/healthz", process)
        yield port


def make_certificate(folder: Path) -> None:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", f"/CN={HOST}"),
            *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"),
        ],
        check=True,
        capture_output=True,
    )


@contextmanager
def nginx(
    folder: Path, *portals: int, https: str = "", media: Path = Path("/srv/media")
) -> Iterator[tuple[int, int]]:
    """The ports for http and https of nginx with our file, its paths changed.

    `https`: where it listens instead of a free port.
    """
    servers = [f"server 127.0.0.1:{portal} max_fails=0;" for portal in portals]
    make_certificate(folder)
    plain, tls = free_port(), free_port()
    configuration = (ROOT / "deploy/nginx/nginx.conf").read_text()
    for ours, here in {
        "listen 8080": f"listen 127.0.0.1:{plain}",
        "listen 8443": f"listen {https or f'127.0.0.1:{tls}'}",
        "server web:8000 max_fails=0;": " ".join(servers),
        "/etc/nginx/tls": str(folder),
        "/etc/nginx/pages": str(ROOT / "deploy/nginx/pages"),
        " /tmp/nginx": f" {folder}/nginx",
        " /srv/media/": f" {media}/",
        "/dev/stdout": f"{folder}/access.log",
    }.items():
        assert ours in configuration, f"nginx.conf no longer has {ours}"
        configuration = configuration.replace(ours, here)
    file = folder / "nginx.conf"
    # Workers of another user cannot reach a folder of root's.
    user = "user root;\n" if os.geteuid() == 0 else ""
    file.write_text("daemon off;\n" + user + configuration)
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "nginx is missing"
    with started([program, "-c", str(file)], folder) as process:
        wait_for(plain, "/", process)
        yield plain, tls


UNVERIFIED = _create_unverified_context()
