"""Web processes are replaced as deploy/replace does it, and nobody meets an error."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.serving import UNVERIFIED, ask, free_port, installed, nginx, serving

PAGES = ("/en/about/", "/fi/", "/sv/verksamhet/")
VISITORS = 4


@contextmanager
def visitors(port: int) -> Iterator[Counter[int]]:
    """People who open page after page; how often they got which status."""
    found: Counter[int] = Counter()
    done = threading.Event()

    def visit() -> None:
        number = 0
        while not done.is_set():
            number += 1
            try:
                page = PAGES[number % len(PAGES)]
                found[ask(port, page, UNVERIFIED).status] += 1
            except OSError:
                found[0] += 1
            # Less than nginx allows one address.
            time.sleep(0.2)

    threads = [threading.Thread(target=visit) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        done.set()
        for thread in threads:
            thread.join()


def test_nobody_meets_an_error_while_processes_are_replaced(tmp_path: Path) -> None:
    environment = installed(tmp_path, "collectstatic --no-input")
    ports = free_port(), free_port()
    assert ports[0] != ports[1]

    with (
        nginx(tmp_path, *ports) as (_plain, tls),
        ExitStack() as old,
        ExitStack() as new,
    ):
        old.enter_context(serving(tmp_path, environment, ports[0]))
        with visitors(tls) as found:
            wait_for_pages(found, 20)
            new.enter_context(serving(tmp_path, environment, ports[1]))
            ready = ask(ports[1], "/readyz", headers={"Host": "localhost"})
            assert ready.status == 200
            old.close()
            wait_for_pages(found, found[200] + 20)

    assert set(found) == {200}


def wait_for_pages(found: Counter[int], number: int) -> None:
    deadline = time.monotonic() + 60
    while found[200] < number and time.monotonic() < deadline:
        time.sleep(0.1)
    assert found[200] >= number, found
