"""What the drill breaks is started again, and what it fills has room again."""

import os
import sys
from pathlib import Path

import pytest

from deploy.drill.disk import Disk
from deploy.drill.units import NotReadyError, Unit, until
from tests.site.sources import ROOT

# A process with a child; both write their numbers.
FAMILY = """
import os, time
child = os.fork()
print(os.getpid(), flush=True)
time.sleep(60)
"""


def test_killed_unit_is_started_again_and_a_stopped_one_is_not(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-c", FAMILY]
    unit = Unit(command, log, dict(os.environ), ROOT, pause=0)

    def said() -> list[int]:
        return [int(pid) for pid in log.read_text().split()]

    unit.start()
    until(lambda: len(said()) == 2, "no child")
    unit.kill()
    until(lambda: len(said()) == 4, "not started again")
    unit.stop()

    assert unit.starts == 2
    assert not [pid for pid in said() if is_running(pid)]


def is_running(pid: int) -> bool:
    """A zombie waits only for its parent to hear of its end."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_waiting_ends_and_says_for_what() -> None:
    with pytest.raises(NotReadyError, match="a miracle"):
        until(lambda: False, "a miracle", seconds=0.1)


@pytest.mark.parametrize("is_mounted", [True, False])
def test_full_disk_takes_nothing_and_keeps_all(
    tmp_path: Path, is_mounted: bool
) -> None:
    disk = Disk(tmp_path / "media")
    if is_mounted:
        disk.mount()
    try:
        before, after = disk.folder / "before", disk.folder / "after"
        before.write_text("kept")
        with disk.full(), pytest.raises(OSError, match=r"No space|Not a directory"):
            after.write_text("lost")
        after.write_text("room")

        assert before.read_text() == "kept"
    finally:
        disk.unmount()
