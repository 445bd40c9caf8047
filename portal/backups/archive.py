"""One file: a tar with the dump, the media, and at last what must be in it.

Without its last member a file is cut off. Encrypted by `age`, if at all.
"""

import hashlib
import json
import os
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST, DUMP, MEDIA = "manifest.json", "database", "media"
AGE_BEGINS = b"age-encryption.org/"
BLOCK = 1 << 20


class BrokenError(Exception):
    """The file is not a whole backup that was made by `manage.py backup`."""


@dataclass(frozen=True)
class Manifest:
    engine: str
    made_at: str
    # "app.name" of every migration that was applied.
    migrations: list[str]
    rows: dict[str, int]
    # SHA-256 of every other member.
    checksums: dict[str, str]
    format: int = FORMAT


class Reading:
    """A file whose checksum is known when it has been read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        return block


def pack(
    target: Path, members: Iterable[tuple[str, Path]], recipient: str, **about: Any
) -> None:
    """Write a backup that is there whole or not at all, for its owner's eyes only.

    `members`: names and files. `recipient`: a public key of age, or "". `about`: the
    other fields of the manifest. Raises FileExistsError, BrokenError and OSError.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists.")
    part = target.with_name(f".{target.name}.part")
    file = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    try:
        with file:
            with _encrypted(file, recipient) as out:
                _write(out, members, about)
            os.fsync(file.fileno())
        part.rename(target)
    except BaseException:
        part.unlink()
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _write(
    out: IO[bytes], members: Iterable[tuple[str, Path]], about: dict[str, Any]
) -> None:
    checksums = {}
    with tarfile.open(fileobj=out, mode="w|") as tar:
        for name, path in members:
            # A picture may have been removed since the folder was read.
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                reading = Reading(file)
                tar.addfile(_entry(name, os.fstat(file.fileno()).st_size), reading)  # type: ignore[arg-type]
                checksums[name] = reading.digest.hexdigest()
        manifest = asdict(Manifest(**about, checksums=checksums))
        text = json.dumps(manifest, indent=1).encode()
        tar.addfile(_entry(MANIFEST, len(text)), BytesIO(text))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def unpack(file: Path, folder: Path, identity: str) -> Manifest:
    """Everything into an empty folder, when each checksum is right.

    `identity`: a file with the private key, or "". Raises BrokenError and OSError.
    """
    found: dict[str, str] = {}
    try:
        with _decrypted(file, identity) as source:
            with tarfile.open(fileobj=source, mode="r|") as tar:
                for member in tar:
                    found[member.name] = _extract(tar, member, folder)
            while source.read(BLOCK):
                pass
        manifest = Manifest(**json.loads((folder / MANIFEST).read_bytes()))
    except (tarfile.TarError, EOFError, ValueError, TypeError, FileNotFoundError) as e:
        raise BrokenError(f"{file} is not a whole backup: {e}") from e
    found.pop(MANIFEST)
    if manifest.format != FORMAT:
        raise BrokenError(f"{file} has format {manifest.format}, not {FORMAT}.")
    if manifest.checksums != found or DUMP not in found:
        wrong = sorted(dict(manifest.checksums.items() ^ found.items()))
        raise BrokenError(f"{file} is damaged: {', '.join(wrong[:5]) or DUMP}")
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """Its checksum. Only plain files, and none outside of the folder."""
    parts = PurePosixPath(member.name).parts
    known = parts in ((MANIFEST,), (DUMP,)) or parts[:1] == (MEDIA,)
    source = tar.extractfile(member) if member.isreg() else None
    if source is None or not known or ".." in parts:
        raise BrokenError(f"A backup has no such member: {member.name}")
    target = folder.joinpath(*parts)
    if target.exists():
        raise BrokenError(f"A backup has each member once: {member.name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    reading = Reading(source)
    with target.open("xb") as out:
        while block := reading.read(BLOCK):
            out.write(block)
        os.fsync(out.fileno())
    return reading.digest.hexdigest()


@contextmanager
def _encrypted(file: IO[bytes], recipient: str) -> Iterator[IO[bytes]]:
    if not recipient:
        yield file
        return
    with _age("--encrypt", "--recipient", recipient, stdout=file) as age:
        yield age


@contextmanager
def _decrypted(file: Path, identity: str) -> Iterator[IO[bytes]]:
    # Without a buffer: age goes on reading where this stands.
    with file.open("rb", buffering=0) as source:
        is_encrypted = source.read(len(AGE_BEGINS)) == AGE_BEGINS
        source.seek(0)
        if not is_encrypted:
            yield source
            return
        if not identity:
            raise BrokenError(f"{file} is encrypted: name the key by --identity.")
        with _age("--decrypt", "--identity", identity, stdin=source) as age:
            yield age


@contextmanager
def _age(*arguments: str, **files: IO[bytes]) -> Iterator[Any]:
    """Its open end. Raises BrokenError when it fails: then nothing it gave counts."""
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE} | files
    command = ["age", *arguments]
    problem: Exception | None = None
    try:
        process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603
            command, stderr=subprocess.PIPE, **pipes
        )
    except FileNotFoundError as error:
        raise BrokenError("age is missing: install it.") from error
    with process:
        try:
            yield process.stdin or process.stdout
        except (BrokenPipeError, tarfile.ReadError) as error:
            # It has mostly said why.
            problem = error
            process.kill()
        _rest, said = process.communicate()
    if process.returncode or problem:
        raise BrokenError(f"age: {said.decode(errors='replace').strip() or problem}")
