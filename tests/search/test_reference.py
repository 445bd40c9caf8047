"""The search against the reference, on random entries and random questions."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.models import Organisation
from search.answering import ask
from search.filters import ActivityFilterSet
from search.question import Answer
from tests import factories
from tests.factories import DAYS
from tests.search import reference
from tests.search.building import LINKS, build
from tests.search.reference import ACCESS, FLAGS, LEVELS, TODAY, Entry, Meeting, Plan
from textanalysis.queries import Word

pytestmark = pytest.mark.django_db

TOWNS = {
    "049": ("espoo", "esbo", "uusimaa", "nyland"),
    "091": ("helsinki", "helsingfors", "uusimaa", "nyland"),
    "205": ("kajaani", "kajana", "kainuu", "kajanaland"),
}
LANGUAGES = {
    # Nearly everything is held in Finnish: that finds nothing (activities/words.py).
    "fi": (),
    "fi-x-selko": ("fi", "x", "selko", "selkosuomi"),
    "ar": ("ar", "العربية"),
}
ORGANISATIONS = ("Kerho ry", "Piiri ry")
VALUES: dict[str, tuple[str, ...]] = {
    "municipality": tuple(TOWNS),
    "region": ("01", "18"),
    "language": tuple(LANGUAGES),
    "target": ("women", "young"),
    "theme": ("sport", "music"),
    "format": ("club", "course"),
    "level": LEVELS,
    "welcome": ("all", "first", "only"),
    "age": ("7", "18", "60"),
    "day": DAYS,
    "time": ("morning", "afternoon", "evening"),
    "access": ACCESS,
    "organisation": ORGANISATIONS,
    **dict.fromkeys(FLAGS, ("1",)),
}
WORDS = ("laulu", "laululeikki", "kerho", "sport", "esbo", "la", "suomi")


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


near_today = st.integers(-9, 9).map(lambda days: TODAY + dt.timedelta(days=days))
hours = st.sampled_from([0, 11, 12, 16, 17, 23])
weekly = st.builds(Meeting, st.sampled_from(DAYS), hours)
dated = st.builds(
    lambda date, hour: Meeting(DAYS[date.weekday()], hour, date), near_today, hours
)
periods = st.one_of(
    st.just((None, None)),
    st.tuples(st.none(), near_today),
    st.tuples(near_today, st.none()),
    st.tuples(near_today, near_today).map(sorted),
)
plans = st.one_of(
    st.builds(
        lambda meetings, period: Plan("weekly", tuple(meetings), *period),
        st.lists(weekly, min_size=1, max_size=3, unique=True),
        periods,
    ),
    st.builds(
        lambda meetings: Plan("dates", tuple(meetings)),
        st.lists(dated, min_size=1, max_size=2, unique=True),
    ),
    st.builds(lambda rule, period: Plan(rule, (), *period), st.just("always"), periods),
    st.just(Plan("agreement")),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    texts = st.lists(st.sampled_from(WORDS), max_size=2).map(tuple)
    chosen = {name: draw(some(VALUES[name])) for name in ("target", "theme", "format")}
    towns, spoken = draw(some(tuple(TOWNS))), draw(some(tuple(LANGUAGES)))
    interpreted = draw(some(tuple(LANGUAGES)))
    organisation = draw(st.sampled_from(ORGANISATIONS))
    names = {word for code in towns for word in TOWNS[code]}
    names |= {word for code in spoken | interpreted for word in LANGUAGES[code]}
    names |= set().union(*chosen.values()) | set(organisation.lower().split())
    return Entry(
        words={
            "title": draw(texts),
            "terms": tuple(names),
            "summary": draw(texts),
            "body": draw(texts),
        },
        organisation=organisation,
        kind=draw(st.sampled_from(["activity", "activity", "activity", "training"])),
        municipality=towns,
        language=spoken,
        interpreted=interpreted,
        nationwide=draw(st.booleans()),
        online=draw(st.booleans()),
        welcome=draw(st.sampled_from(VALUES["welcome"])),
        level=draw(st.sampled_from(["", *LEVELS])),
        ages=draw(st.sampled_from([(None, None), (7, None), (None, 17), (18, 60)])),
        plans=tuple(draw(st.lists(plans, max_size=2))),
        price=draw(st.sampled_from(["free", "paid", ""])),
        registration=draw(st.sampled_from(["none", "needed", ""])),
        child_care=draw(st.sampled_from(["arranged", "bring", ""])),
        access=draw(
            st.dictionaries(st.sampled_from(ACCESS), st.sampled_from(["yes", "no"]))
        ),
        checked_on=TODAY - dt.timedelta(days=draw(st.integers(0, 2))),
        due_on=TODAY - dt.timedelta(days=draw(st.sampled_from([0, 59, 61]))),
        published_days_ago=draw(st.integers(0, 3)),
        withdrawn=draw(st.sampled_from([False, False, False, True])),
        **chosen,
    )


choices = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name]))
    ),
    max_size=4,
    unique=True,
)
queries = st.lists(st.sampled_from([*WORDS, "leikki", "ui"]), max_size=2)
sorts = st.sampled_from(["best", "best", "date", "new", "near"])


@pytest.fixture(scope="module", autouse=True)
def _terms(lasting: None) -> None:
    for name, term in LINKS.values():
        for code in VALUES.get(name, LANGUAGES):
            term(code)
    for name in ORGANISATIONS:
        factories.organisation(name)


def url(chosen: reference.Chosen, sort: str) -> str:
    ids = dict(Organisation.objects.values_list("name_fi", "pk"))
    pairs = [
        (name, ids.get(value, value))
        for name, values in chosen.items()
        for value in values
    ]
    return urlencode([*pairs, ("sort", sort), ("near", "091")])


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(entries(), max_size=7), choices, queries, sorts)
def test_search_is_the_reference(
    listed: list[Entry], pairs: list[tuple[str, str]], query: list[str], sort: str
) -> None:
    chosen: reference.Chosen = {}
    for name, value in pairs:
        chosen.setdefault(name, []).append(value)
    with time_machine.travel(reference.NOW, tick=False), transaction.atomic():
        ids = build(listed)
        filters = ActivityFilterSet(QueryDict(url(chosen, sort)))
        words = tuple(Word(token, ((token,),)) for token in query)
        answer = ask(filters.selection, words)

        listed = reference.heard(listed, chosen, query)
        found = reference.in_order(listed, chosen, query, sort)
        assert [hit.pk for hit in answer.hits(0, 99)] == [ids[n] for n in found]
        assert answer.total == len(found)
        assert counted(answer) == expected(listed, chosen, query)
        if not query:
            assert set(filters.qs.values_list("pk", flat=True)) == {
                ids[n] for n in found
            }
        transaction.set_rollback(True)


def counted(answer: Answer) -> dict[tuple[str, str], int]:
    names = {str(o.pk): o.name_fi for o in Organisation.objects.all()}
    return {
        (name, names[value] if name == "organisation" else value): count
        for name, values in answer.counts().items()
        for value, count in values.items()
        if count
    }


def expected(
    listed: list[Entry], chosen: reference.Chosen, query: list[str]
) -> dict[tuple[str, str], int]:
    found = {
        (name, value): reference.count(listed, chosen, query, name, value)
        for name, values in VALUES.items()
        for value in values
        if name != "age"
    }
    return {pair: count for pair, count in found.items() if count}
