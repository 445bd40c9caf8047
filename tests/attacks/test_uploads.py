"""A picture is drawn anew or refused: what was hidden in its file never comes back."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from activities.images import redrawn

SCRIPT = b"<script>evil()</script><?php system($_GET[0]); ?>"


def picture(kind: str = "JPEG", **options: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, kind, **options)
    return written.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    crc = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)


def png(width: int, height: int, *more: bytes) -> bytes:
    """Any size in its head, and hardly a byte behind it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            *more,
            chunk(b"IDAT", zlib.compress(b"\0" * 5_000)),
            chunk(b"IEND", b""),
        )
    )


def zipped() -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("x.js", SCRIPT)
    return written.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Salainen osoite"
    exif[0x8825] = {1: "N", 2: (60.0, 10.0, 0.0)}
    return picture(exif=exif)


HIDING = {
    "markup behind the end": picture() + SCRIPT,
    "archive behind the end": picture() + zipped(),
    "comment": picture(comment=SCRIPT),
    "place and words in EXIF": with_exif(),
    "text of a PNG": png(20, 20, chunk(b"tEXt", b"Comment\0" + SCRIPT)),
    "profile": picture(icc_profile=SCRIPT * 10),
    "frames": picture(
        "WEBP", save_all=True, append_images=[Image.new("RGB", (40, 30))]
    ),
}
REFUSED = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>evil()</script></svg>',
    "HTML": b"<!doctype html>" + SCRIPT,
    "GIF": picture("GIF"),
    "TIFF": picture("TIFF"),
    "PDF": b"%PDF-1.7\n" + SCRIPT,
    "archive": zipped(),
    "program": b"\x7fELF" + bytes(200),
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n(x) run",
    "nothing": b"",
    "half a picture": picture()[:200],
    "head alone": b"\xff\xd8\xff\xe0" + SCRIPT,
    "enormous when unfolded": png(50_000, 50_000),
    "just over the pixels": png(8_000, 5_001),
    "text that unfolds": png(
        20, 20, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 80_000_000))
    ),
    "too many bytes": picture() + bytes(2 * 1024 * 1024),
}


def upload(content: bytes, name: str = "kuva.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.mark.parametrize("content", HIDING.values(), ids=HIDING)
def test_nothing_hidden_comes_back(content: bytes) -> None:
    drawn = redrawn(upload(content)).read()

    with Image.open(BytesIO(drawn)) as opened:
        assert opened.format == "JPEG"
        assert not opened.getexif()
        assert not opened.info.keys() & {"comment", "icc_profile", "exif", "xmp"}
    for word in (b"script", b"php", b"Salainen", b"PK\x03\x04", b"evil"):
        assert word not in drawn


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_plain_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        redrawn(upload(content))


@pytest.mark.parametrize(
    "name", ["../../x.jpg", "x.php.jpg", "x.jpg\0.php", "x.svg", "/etc/passwd", "..."]
)
def test_name_is_ours(name: str) -> None:
    given = redrawn(upload(picture(), name)).name or ""

    assert given.endswith(".jpg")
    assert given.removesuffix(".jpg").isalnum()
