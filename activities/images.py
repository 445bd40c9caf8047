"""Pictures that people upload: checked by their content, and drawn anew.

Nothing of the file itself is kept: not its name, its place and time in EXIF, nor
whatever else was hidden in it.
"""

import uuid
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 2 * 1024 * 1024
# A small file can unfold into an enormous picture.
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 82


def redrawn(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """The same picture as a plain JPEG of at most 1600 pixels, under a random name.

    Raises ValidationError with what to do instead.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("The picture is too big. It can be at most 2 MB."))
    try:
        with Image.open(upload, formats=FORMATS) as opened:
            return _drawn(opened)
    except ValidationError:
        raise
    except Exception as broken:  # Pillow raises a dozen kinds for broken files
        raise ValidationError(
            _("This file cannot be used. Allowed types: JPEG, PNG, WebP.")
        ) from broken


def _drawn(opened: Image.Image) -> ContentFile[bytes]:
    width, height = opened.size
    if width * height > MAX_PIXELS:
        raise ValidationError(
            _("The picture has too many pixels. Make it smaller and try again.")
        )
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    _on_white(upright).save(written, "JPEG", quality=QUALITY, optimize=True)
    return ContentFile(written.getvalue(), name=f"{uuid.uuid4().hex}.jpg")


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture: what its file carried besides stays behind."""
    drawn = picture.convert("RGBA")
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, mask=drawn.getchannel("A"))
    return ground
