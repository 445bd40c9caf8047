"""Pictures: judged by their content, drawn anew, and nothing else of them kept."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from activities import images
from activities.models import Activity
from tests import factories
from tests.workspace.entering import address, draft_of, opened, save

pytestmark = pytest.mark.django_db
SECRET = b"60.1699 N, 24.9384 E"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def entry(client: Client, ben: User) -> Activity:
    client.force_login(ben)
    return factories.activity("Kerho", published=False)


def drawn(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any
) -> bytes:
    mode = "RGBA" if kind == "PNG" else "RGB"
    written = BytesIO()
    Image.new(mode, size, "red").save(written, kind, **options)
    return written.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_works(client: Client, entry: Activity, kind: str, media: Path) -> None:
    answer = save(client, entry, do="stay", image=upload(drawn(kind), "my secret.gif"))
    assert answer.status_code == 302
    name = str(draft_of(entry).image)
    assert name.startswith("activities/")
    assert name.endswith(".jpg")
    assert "secret" not in name
    with Image.open(media / name) as kept:
        assert (kept.format, kept.size) == ("JPEG", (60, 40))
    assert draft_of(entry).image.url in client.get(address(entry)).text


def test_what_else_is_in_the_file_goes() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6
    kept = images.redrawn(upload(drawn(exif=exif) + SECRET)).read()
    assert SECRET not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert not picture.getexif()
        # Turned by its EXIF, and so upright without it.
        assert picture.size == (40, 60)


def test_large_pictures_are_made_smaller() -> None:
    kept = images.redrawn(upload(drawn(size=(4000, 1000)))).read()
    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (1600, 400)


def test_see_through_becomes_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(written, "PNG")
    with Image.open(images.redrawn(upload(written.getvalue()))) as picture:
        assert picture.getpixel((0, 0)) == (255, 255, 255)


def bomb() -> bytes:
    """A few kilobytes that unfold into 100 million pixels."""
    written = BytesIO()
    Image.new("1", (10_000, 10_000)).save(written, "PNG")
    return written.getvalue()


CORPUS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "script behind a GIF's head": b"GIF89a/*" + b"*/=alert(1)//",
    "gif": drawn("GIF"),
    "bmp": drawn("BMP"),
    "tiff": drawn("TIFF"),
    "half a JPEG": drawn(size=(600, 400))[:400],
    "nothing but a head": b"\xff\xd8\xff\xe0",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
    "too many pixels": bomb(),
    "too many bytes": drawn() + b"\0" * images.MAX_BYTES,
}


@pytest.mark.parametrize("name", CORPUS)
def test_bad_input(name: str) -> None:
    with pytest.raises(ValidationError):
        images.redrawn(upload(CORPUS[name]))


def test_a_refused_picture_leaves_the_rest_saved(
    client: Client, entry: Activity, media: Path
) -> None:
    page = save(client, entry, image=upload(CORPUS["svg"]), title_fi="Neulekerho")
    assert [problem.anchor for problem in page.context["problems"]] == ["id_image"]
    assert draft_of(entry).title_fi == "Neulekerho"
    assert not list(media.rglob("*.*"))


def test_a_full_disk_leaves_the_rest_saved(
    client: Client, entry: Activity, media: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = media / "no folder"
    settings.MEDIA_ROOT.touch()
    page = save(client, entry, image=upload(drawn()), title_fi="Neulekerho")
    (problem,) = page.context["problems"]
    assert problem.anchor == "id_image"
    assert "Try again" in problem.message
    assert draft_of(entry).title_fi == "Neulekerho"
    assert not draft_of(entry).image


def test_removing_keeps_the_file_that_older_versions_show(
    client: Client, entry: Activity, media: Path
) -> None:
    save(client, entry, do="stay", image=upload(drawn()))
    name = str(draft_of(entry).image)
    save(client, entry, no_image="on")
    assert not draft_of(entry).image
    assert (media / name).exists()


def test_a_picture_is_described_and_permitted_before_it_is_sent(
    client: Client, entry: Activity, ben: User
) -> None:
    save(client, entry, do="stay", image=upload(drawn()))
    with pytest.raises(ValidationError) as refused:
        draft_of(entry).submit(ben)
    assert set(refused.value.message_dict) == {"image_alt", "image_permission"}
    save(client, entry, image_alt_fi="Kolme naista", image_permission="on")
    draft_of(entry).submit(ben)


def test_the_public_page_shows_it_with_its_description(
    client: Client, entry: Activity, ben: User
) -> None:
    typed = {"image_alt_fi": "Kolme naista", "image_permission": "on"}
    save(client, entry, do="stay", image=upload(drawn()), **typed)
    draft = draft_of(entry)
    factories.publish(draft)
    entry.refresh_from_db()
    page = client.get(entry.get_absolute_url())
    assert f'src="{draft.image.url}" alt="Kolme naista"' in page.text


def test_the_same_step_without_a_picture_keeps_it(
    client: Client, entry: Activity
) -> None:
    save(client, entry, do="stay", image=upload(drawn()))
    name = str(draft_of(entry).image)
    client.post(address(entry), opened(client, entry) | {"title_fi": "Uusi nimi"})
    assert str(draft_of(entry).image) == name
