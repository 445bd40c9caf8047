"""The log tells who signed in and how, and nothing that was typed."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_works(ada: User, sign_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kotopolku.accounts")

    sign_in(ada).post(reverse("account_logout"))

    assert f"Account {ada.pk} signed in: password" in caplog.messages
    assert f"Account {ada.pk} signed out" in caplog.messages
    assert ada.email not in caplog.text


def test_second_step(
    mona: User, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kotopolku.accounts")

    sign_in(mona)

    assert f"Account {mona.pk} signed in: password, mfa" in caplog.messages


def test_failure(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    typed = {"login": "no@example.org", "password": "a secret"}

    browser.post(reverse("account_login"), typed)

    assert "A sign-in failed" in caplog.messages
    assert "secret" not in caplog.text
    assert "no@example.org" not in caplog.text
