"""Signed addresses for mails: whoever has the link may do the one thing it is for."""

from datetime import timedelta
from typing import Any, cast

from django.core import signing


class LinkBroken(Exception):  # noqa: N818
    """The link was cut or changed on its way, or is for another purpose."""


class LinkExpired(Exception):  # noqa: N818
    """The link was ours, but it is too old."""


def sign(purpose: str, data: dict[str, Any]) -> str:
    """A token for a path; `purpose` keeps one kind of link from passing for another."""
    return signing.dumps(data, salt=_salt(purpose), compress=True)


def read(purpose: str, token: str, max_age: timedelta) -> dict[str, Any]:
    """What was signed; raises LinkExpired or LinkBroken."""
    try:
        data = signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except signing.BadSignature as error:
        raise LinkBroken from error
    return cast(dict[str, Any], data)


def _salt(purpose: str) -> str:
    return f"kotopolku.link.{purpose}"
