"""The drill's verdict finds what it is there for."""

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from deploy.drill import journal, verdict
from deploy.drill.faults import FULL, KINDS, PROMOTION, SHORT, timetable
from deploy.drill.tables import Tables

TOKEN = "6f0c7a52-5a0f-4f2e-8b0e-1d6f3e0c9a11"
Line = dict[str, Any]


def whole() -> tuple[io.StringIO, Tables]:
    """An entry that was copied, written, sent, returned and approved; all is there."""
    written = io.StringIO()
    book = journal.Journal(written)
    for kind, form, target, text, told in (
        ("create", TOKEN, "", "", "7"),
        ("save", "Kuoro", "7", "Kuoro", "/edit/"),
        ("submit", "2", "7", "", "/entry/"),
        ("return", "2", "9", "", "/queue/"),
        ("save", "Uusi kuoro", "7", "Uusi kuoro", "/edit/"),
        ("submit", "3", "7", "", "/entry/"),
        ("approve", "3", "9", "", "/queue/"),
    ):
        number = book.attempted(
            book.number(), kind, form=form, target=target, text=text
        )
        book.answered(number, 302, told)
    return written, Tables(
        entries=["7"],
        receipts={TOKEN: "7"},
        effects={
            "save": {"7": 2},
            "submit": {"7": 2},
            "approve": {"9": 1},
            "return": {"9": 1},
        },
        texts={"7": "Uusi kuoro"},
    )


def read(written: io.StringIO) -> journal.Record:
    return journal.read(written.getvalue().splitlines())


def test_nothing_is_wrong_when_all_is_there() -> None:
    written, tables = whole()
    found = verdict.judge(read(written), tables)

    assert (found.requests, found.writes_acknowledged) == (7, 7)
    assert found.missed(SHORT) == ["requests", "writes_acknowledged", "faults"]


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"entries": [], "effects": {}, "texts": {}}, 8),
        ({"receipts": {}}, 1),
        ({"receipts": {TOKEN: "8"}}, 1),
        ({"texts": {"7": "Kuoro"}}, 1),
        ({"effects": {"save": {"7": 1}, "submit": {"7": 2}}}, 3),
        ({"effects": {"save": {"7": 2}, "submit": {"7": 1}}}, 3),
    ],
)
def test_lost_write_is_found(changed: Line, lost: int) -> None:
    written, tables = whole()
    found = verdict.judge(read(written), replace(tables, **changed))

    assert found.writes_lost == lost
    assert "writes_lost" in found.missed(SHORT)


@pytest.mark.parametrize(
    "changed",
    [
        {"entries": ["7", "8"]},
        {"effects": {"approve": {"9": 2}}},
        {"effects": {"approve": {"10": 1}}},
        {"effects": {"submit": {"7": 3}}},
        {"effects": {"save": {"7": 3}}},
    ],
)
def test_what_was_done_twice_is_found(changed: Line) -> None:
    written, tables = whole()
    found = verdict.judge(read(written), replace(tables, **changed))

    assert found.duplicates == 1
    assert "duplicates" in found.missed(SHORT)


@pytest.mark.parametrize(
    ("name", "target"),
    [("unapproved", "unapproved_published"), ("disagreeing", "log_against_rows")],
)
def test_what_went_round_the_rules_is_found(name: str, target: str) -> None:
    written, tables = whole()
    setattr(tables, name, ["7"])
    found = verdict.judge(read(written), tables)

    assert target in found.missed(SHORT)


def test_what_was_sent_and_never_answered_may_be_there_or_not() -> None:
    written, tables = whole()
    book = journal.Journal(written)
    book.attempted(1_000, "save", form="Koko kuoro", target="7", text="Koko kuoro")
    record = read(written)

    assert not verdict.lost(record, tables)
    tables.texts["7"], tables.effects["save"]["7"] = "Koko kuoro", 3
    assert not verdict.lost(record, tables) + verdict.duplicates(record, tables)


def requests(*statuses: int, kind: str = "search") -> list[Line]:
    """One every tenth of a second."""
    lines = []
    for number, status in enumerate(statuses):
        attempt = {"attempt": number, "errand": number, "kind": kind}
        answer = {"answer": number, "status": status, "told": None}
        lines += [{"at": number / 10} | one for one in (attempt, answer)]
    return lines


def in_words(lines: Iterable[Line]) -> journal.Record:
    return journal.read(json.dumps(line) for line in lines)


def test_errand_failed_when_it_failed_twice() -> None:
    lines = requests(*[200] * 98, 503, 0)
    again = [
        line | {"errand": 98} if line.get("errand") == 99 else line for line in lines
    ]

    assert verdict.failed_share(in_words(lines)) == 0.02
    assert verdict.failed_share(in_words(again)) == 1 / 99
    found = replace(verdict.judge(*whole_record()), failed_share=0.005)
    assert "failed_share" in found.missed(FULL)


def whole_record() -> tuple[journal.Record, Tables]:
    written, tables = whole()
    return read(written), tables


@pytest.mark.parametrize(
    ("statuses", "seconds"),
    [
        ([200] * 60, 0),
        # Good answers before it was felt, and some that did not last.
        ([200] * 30 + [503] + [200] * 19 + [0] + [200] * 20, 5.1),
        ([200] * 5 + [503] * 40 + [200] * 20, 4.5),
        ([503] * 10 + [200] * 19, 2.8),
    ],
)
@pytest.mark.parametrize("kind", ["search", "page"])
def test_recovery_begins_with_twenty_good_answers(
    statuses: list[int], seconds: float, kind: str
) -> None:
    fault = {"at": 0, "fault": "kill_node"}
    record = in_words([fault, *requests(*statuses, kind=kind)])

    assert [round(one, 3) for one in verdict.recoveries(record)] == [seconds]


def test_slow_one_in_twenty_is_not_the_95th_of_a_hundred() -> None:
    assert verdict.percentile_95([9.0] + [1.0] * 19) == 1
    assert verdict.percentile_95([9.0, 9.0] + [1.0] * 18) == 9


def test_each_kind_is_in_the_timetable_as_often_as_it_must() -> None:
    kinds = timetable(FULL)
    first = [next(kinds) for _turn in range(5 * len(KINDS) + 2)]

    assert {kind: first.count(kind) for kind in KINDS} == dict.fromkeys(KINDS, 5)
    assert first.count(PROMOTION) == 2
    found = replace(verdict.judge(*whole_record()), faults={"crowd": 5})
    assert "faults" in found.missed(FULL)
