"""A signed link does one thing, for a while, and cannot be changed."""

from datetime import timedelta

import pytest
import time_machine

from accounts.links import LinkBroken, LinkExpired, read, sign

DAY = timedelta(days=1)


def test_gives_back_what_was_signed() -> None:
    assert read("check", sign("check", {"id": 12}), DAY) == {"id": 12}


def test_is_safe_in_a_path() -> None:
    token = sign("check", {"id": 12, "to": "äö/?#"})

    assert not set(token) & set("/?#% ")


def test_is_for_one_purpose() -> None:
    with pytest.raises(LinkBroken):
        read("invitation", sign("check", {"id": 12}), DAY)


@pytest.mark.parametrize("token", ["", "x", ":::", "ä" * 10])
def test_made_up_is_broken(token: str) -> None:
    with pytest.raises(LinkBroken):
        read("check", token, DAY)


def test_changed_is_broken() -> None:
    token = sign("check", {"id": 12})

    with pytest.raises(LinkBroken):
        read("check", token[:-1] + ("A" if token[-1] != "A" else "B"), DAY)


def test_old_has_expired() -> None:
    with time_machine.travel("2026-11-03T12:00:00+02:00", tick=False):
        token = sign("check", {"id": 12})
    with time_machine.travel("2026-11-04T11:59:00+02:00", tick=False):
        assert read("check", token, DAY)
    with (
        time_machine.travel("2026-11-04T12:01:00+02:00", tick=False),
        pytest.raises(LinkExpired),
    ):
        read("check", token, DAY)
