"""Two web nodes behind nginx, PostgreSQL twice, Redis, a queue and a mail server.

Everything listens on 127.0.0.1 only, and is gone with the block.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from deploy.drill import slow
from deploy.drill.disk import Disk
from deploy.drill.nodes import Node
from deploy.drill.postgres import Pair, pair
from deploy.drill.units import Environment, Unit
from tests import serving
from tests.serving import HOST, free_port
from tests.site.sources import ROOT

NODES = 2


@dataclass
class Cluster:
    """A method that breaks something returns when it is whole again.

    `url` is nginx by https, with a certificate that nobody has signed: requests say
    `Host: tests.serving.HOST`, and forms have it in their Referer. `nodes` are asked
    with `nodes.HTTPS`. `environment` is for `manage.py`, and finds the primary itself.
    """

    url: str
    nodes: list[Node]
    environment: Environment
    databases: Pair
    queue: Unit
    cache: Unit
    post: Unit
    disk: Disk
    # A line for each mail that arrived: its Message-ID.
    mails: Path

    def database(self) -> str:
        """The URL of the present primary."""
        return self.databases.primary.url

    def kill_worker(self) -> None:
        random.choice(self.nodes).kill_worker()

    def kill_node(self) -> None:
        random.choice(self.nodes).kill()

    def restart_database(self) -> None:
        self.databases.restart()

    def lose_redis(self, seconds: float) -> None:
        _lose(self.cache, seconds)

    def lose_mail(self, seconds: float) -> None:
        _lose(self.post, seconds)

    def fill_disk(self, seconds: float) -> None:
        """What the disk is, `disk.kind` says."""
        with self.disk.full():
            time.sleep(seconds)

    def crowd(self, seconds: float) -> None:
        slow.crowd(urlsplit(self.url).port or 0, seconds)

    def promote(self) -> None:
        self.databases.promote()


def _lose(unit: Unit, seconds: float) -> None:
    unit.kill()
    unit.stop()
    time.sleep(seconds)
    unit.start()


@contextmanager
def started(folder: Path, *, listings: int = 0, demo: bool = True) -> Iterator[Cluster]:
    """In an empty folder: terms, `demo` entries and people, who take half of the time,
    and so many made-up listings. Raises NotReadyError and CalledProcessError.
    """
    with ExitStack() as stack:
        databases = stack.enter_context(pair())
        mails, disk = folder / "mails", Disk(folder / "media")
        disk.mount()
        stack.callback(disk.unmount)
        cache_port, post_port = free_port(), free_port()
        environment = _environment(folder, databases, cache_port, post_port)
        what = [str(listings), *(["demo"] if demo else [])]
        _run(folder, environment, "-m", "deploy.drill.fill", *what)
        # Of what was written just now nothing is left for the first fault.
        os.sync()
        cache = Unit(_redis(cache_port), folder / "redis.log", environment, folder)
        taker = [sys.executable, "-m", "deploy.drill.post", str(post_port), str(mails)]
        post = Unit(taker, folder / "post.log", environment, ROOT)
        # As in deploy/systemd/kotopolku-queue.service.
        queue = [sys.executable, "manage.py", "qcluster"]
        queue_unit = Unit(queue, folder / "queue.log", environment, ROOT, pause=5)
        nodes = [Node(number, environment, folder) for number in range(1, NODES + 1)]
        for unit in (cache, post, queue_unit, *(node.unit for node in nodes)):
            # Nothing that it has begun is waited for.
            stack.callback(unit.stop, signal.SIGKILL)
            unit.start()
        for node in nodes:
            node.wait()
        ports = [node.port for node in nodes]
        here = serving.nginx(folder, *ports, media=disk.folder)
        _plain, tls = stack.enter_context(here)
        yield Cluster(
            url=f"https://127.0.0.1:{tls}",
            nodes=nodes,
            environment=environment,
            databases=databases,
            queue=queue_unit,
            cache=cache,
            post=post,
            disk=disk,
            mails=mails,
        )


def _environment(
    folder: Path, databases: Pair, cache_port: int, post_port: int
) -> Environment:
    """Only what production sets; see deploy/systemd/env.example."""
    temporary = folder / "tmp"
    temporary.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(temporary),
        "DJANGO_SETTINGS_MODULE": "deploy.drill.settings",
        "DRILL_STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": "a1B2c3D4" * 8,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": databases.url,
        "REDIS_URL": f"redis://127.0.0.1:{cache_port}/0",
        "MEDIA_ROOT": str(folder / "media"),
        "VIEW_LOG": str(folder / "views.log"),
        "LOG_FORMAT": "json",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(post_port),
    }


def _run(folder: Path, environment: Environment, *arguments: str) -> None:
    with (folder / "fill.log").open("ab") as log:
        subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=log,
            stderr=log,
        )


def _redis(port: int) -> list[str]:
    """Nothing on disk: what it keeps can be drawn again."""
    program = shutil.which("redis-server")
    if not program:
        raise SystemExit("redis-server is missing.")
    limits = ["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]
    memory_only = ["--save", "", "--appendonly", "no", *limits]
    return [program, "--bind", "127.0.0.1", "--port", str(port), *memory_only]
