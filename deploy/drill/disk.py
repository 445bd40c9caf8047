"""A small disk for pictures, which can be filled to its last byte."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE = "64m"
PART = 1024 * 1024


class Disk:
    """`kind` says how it is filled. Only root can make a disk that has an end, and not
    in every container: elsewhere a file takes the place of the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kind = "folder that is away"
        folder.mkdir()

    def mount(self) -> None:
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "media"]
        with suppress(OSError, subprocess.CalledProcessError):
            if os.geteuid() == 0:
                subprocess.run(
                    [*command, str(self.folder)], check=True, stderr=subprocess.DEVNULL
                )
                self.kind = "tmpfs"

    def unmount(self) -> None:
        if self.kind == "tmpfs":
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    @contextmanager
    def full(self) -> Iterator[None]:
        if self.kind != "tmpfs":
            with _away(self.folder):
                yield
            return
        file = self.folder / ".full"
        try:
            _fill(file)
            yield
        finally:
            file.unlink(missing_ok=True)


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as out:
        part = PART
        while part:
            try:
                # A part of what was asked for may still have had room.
                if out.write(bytes(part)) == 0:
                    part //= 2
            except OSError:
                part //= 2


@contextmanager
def _away(folder: Path) -> Iterator[None]:
    kept = folder.rename(folder.with_name(f"{folder.name}.away"))
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        kept.rename(folder)
