"""A small disk for pictures, which can be filled to its last byte."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "64m"
PART = 1024 * 1024


class Disk:
    """`kind` says how it is filled: only root can make a disk that has an end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.kind = "tmpfs" if os.geteuid() == 0 else "folder without write permission"

    def mount(self) -> None:
        if self.kind == "tmpfs":
            command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "media"]
            subprocess.run([*command, str(self.folder)], check=True)

    def unmount(self) -> None:
        if self.kind == "tmpfs":
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    @contextmanager
    def full(self) -> Iterator[None]:
        if self.kind != "tmpfs":
            folders = [path for path in self.folder.rglob("*") if path.is_dir()]
            with _closed([self.folder, *folders]):
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
def _closed(folders: list[Path]) -> Iterator[None]:
    for folder in folders:
        folder.chmod(0o500)
    try:
        yield
    finally:
        for folder in folders:
            folder.chmod(0o755)
