"""Judged queries on the activities of the demo, through the production code."""

from io import StringIO
from pathlib import Path
from statistics import fmean

import pytest
from django.core.management import call_command
from pytest_django.plugin import DjangoDbBlocker

from activities import documents
from search.judging import Judged, judge, read

pytestmark = pytest.mark.django_db
JUDGEMENTS = read(Path(__file__).parent / "judged.tsv")


@pytest.fixture(scope="module")
def judged(lasting: None, django_db_blocker: DjangoDbBlocker) -> list[Judged]:
    with django_db_blocker.unblock():
        for command in ("load_reference_data", "load_demo"):
            call_command(command, stdout=StringIO())
        documents.rebuild()
        return [judge(one) for one in JUDGEMENTS]


def test_first_five_are_wanted(judged: list[Judged]) -> None:
    assert len(judged) >= 100
    assert fmean(one.precision for one in judged) >= 0.9
    assert fmean(one.fair_precision for one in judged) >= 0.915


def test_no_query_finds_more_than_three_times_what_is_wanted(
    judged: list[Judged],
) -> None:
    assert [one.judgement.query for one in judged if one.times > 3] == []


def test_every_query_finds_something_wanted(judged: list[Judged]) -> None:
    assert [one.judgement.query for one in judged if not one.precision] == []
