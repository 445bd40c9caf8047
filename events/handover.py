"""How the queue's processes hand over jobs, so that killing one never stops the others.

multiprocessing's own queue has a lock that a waiting worker holds: killed while it
waits, it would take the lock along, and no other worker would get a job again.
"""

import fcntl
import os
import tempfile
import time
from multiprocessing import queues
from pathlib import Path
from typing import Any

from django_q.queues import Queue as LockingQueue

# Seconds between looks whether a worker took the job that waits.
LOOK = 0.005
# Other systems keep the lock of multiprocessing.
POSSIBLE = Path("/proc/self/fd").is_dir()


class Lock:
    """Held by a process; the system frees it when the process ends, however it ends.

    A file that each process opens for itself: of one that is inherited through a fork,
    `flock` would make no difference between the processes.
    """

    def __init__(self) -> None:
        self._file, path = tempfile.mkstemp()
        Path(path).unlink()
        self._opened = (0, -1)

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        fcntl.flock(self._descriptor(), fcntl.LOCK_EX)
        return True

    def release(self) -> None:
        fcntl.flock(self._descriptor(), fcntl.LOCK_UN)

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *error: object) -> None:
        self.release()

    def _descriptor(self) -> int:
        process, descriptor = self._opened
        if process != os.getpid():
            descriptor = os.open(f"/proc/self/fd/{self._file}", os.O_RDWR)
            self._opened = (os.getpid(), descriptor)
        return descriptor


class Queue(LockingQueue):
    """django-q2's, without locks that die with their holder.

    With a limit one job waits inside, as `queue_limit` says.
    """

    def __init__(self, maxsize: int = 0) -> None:
        # The limit of multiprocessing counts in a semaphore; see `put` for ours.
        super().__init__()
        self._limited = bool(maxsize)
        self._rlock, self._wlock = Lock(), Lock()

    def put(self, item: Any, *args: Any, **options: Any) -> None:
        # The word to stop must pass although nobody takes jobs any more.
        while self._limited and item != "STOP" and self.qsize():
            time.sleep(LOOK)
        queues.Queue.put(self, item, *args, **options)

    def get(self, *args: Any, **options: Any) -> Any:
        return queues.Queue.get(self, *args, **options)

    def qsize(self) -> int:
        """Not the number, but whether anything waits: nobody asks for more."""
        return int(not self._closed and (bool(self._buffer) or self._poll(0)))
