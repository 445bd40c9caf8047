"""Whether the site kept what it promised: the clients' journal beside the tables."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deploy.drill.faults import Plan, needed
from deploy.drill.journal import MIX, Record, Request
from deploy.drill.tables import Tables

IN_A_ROW = 20


@dataclass(frozen=True)
class Verdict:
    """As deploy/drill/latest.json has it, and what the log says beside it."""

    requests: int
    writes_acknowledged: int
    writes_lost: int
    duplicates: int
    unapproved_published: int
    log_against_rows: int
    failed_share: float
    recovery_p95_s: float
    faults: dict[str, int]

    def missed(self, plan: Plan) -> list[str]:
        """The targets that were missed; none when all is well."""
        targets = {
            "requests": self.requests >= plan.requests,
            "writes_acknowledged": self.writes_acknowledged >= plan.writes,
            "writes_lost": self.writes_lost == 0,
            "duplicates": self.duplicates == 0,
            "unapproved_published": self.unapproved_published == 0,
            "log_against_rows": self.log_against_rows == 0,
            "failed_share": self.failed_share < plan.most_failed,
            "recovery_p95_s": self.recovery_p95_s < plan.slowest_recovery,
            "faults": all(
                self.faults.get(kind, 0) >= times
                for kind, times in needed(plan).items()
            ),
        }
        return [name for name, is_met in targets.items() if not is_met]


def judge(record: Record, tables: Tables) -> Verdict:
    told = {one.errand for one in record.requests if one.told is not None}
    return Verdict(
        requests=len({one.errand for one in record.requests if one.kind in MIX}),
        writes_acknowledged=len(told),
        writes_lost=len(lost(record, tables)),
        duplicates=len(duplicates(record, tables)),
        unapproved_published=len(tables.unapproved),
        log_against_rows=len(tables.disagreeing),
        failed_share=failed_share(record),
        recovery_p95_s=round(percentile_95(list(recoveries(record))), 3),
        faults=dict(Counter(fault.kind for fault in record.faults)),
    )


def lost(record: Record, tables: Tables) -> list[str]:
    """What was acknowledged and is not in the tables."""
    found = []
    entries = set(tables.entries)
    for one in record.requests:
        if one.kind != "create" or one.told is None:
            continue
        if one.told not in entries or tables.receipts.get(one.form) != one.told:
            found.append(f"create {one.form}: {one.told}")
    told = _forms(one for one in record.requests if one.told is not None)
    for (kind, target), forms in told.items():
        missing = len(forms) - tables.effects.get(kind, {}).get(target, 0)
        found.extend([f"{kind} {target}"] * missing)
    return found + _texts_lost(record, tables)


def _texts_lost(record: Record, tables: Tables) -> list[str]:
    """There must be the last one that was acknowledged, or one that was sent later."""
    possible: dict[str, list[str]] = defaultdict(list)
    surely: set[str] = set()
    for one in record.requests:
        if one.kind == "save":
            if one.told is not None:
                possible[one.target].clear()
                surely.add(one.target)
            possible[one.target].append(one.text)
    return [
        f"text of {entry}"
        for entry in surely
        if tables.texts.get(entry) not in possible[entry]
    ]


def duplicates(record: Record, tables: Tables) -> list[str]:
    """What happened more often than somebody sent a form for it."""
    tokens = {one.form for one in record.requests if one.kind == "create"}
    known = {tables.receipts[token] for token in tokens & tables.receipts.keys()}
    found = [f"create: {entry}" for entry in tables.entries if entry not in known]
    sent = _forms(record.requests)
    for kind, times in tables.effects.items():
        for target, number in times.items():
            found += [f"{kind} {target}"] * (number - len(sent[kind, target]))
    return found


def _forms(requests: Iterable[Request]) -> dict[tuple[str, str], set[str]]:
    """The forms about an entry or a version, each once however often it was sent."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in requests:
        if one.target:
            forms[one.kind, one.target].add(one.form)
    return forms


def failed_share(record: Record) -> float:
    """Those that failed twice, of all: the forms, too, can be sent once more."""
    well: dict[int, bool] = defaultdict(bool)
    for one in record.requests:
        well[one.errand] |= one.went_well
    return sum(not went_well for went_well in well.values()) / max(1, len(well))


def recoveries(record: Record) -> Iterator[float]:
    """Seconds from the beginning of each fault, until the next one begins.

    Searches go on without the database; so what needs it is looked at by itself, and
    the slower of both counts.
    """
    ends = [*(fault.at for fault in record.faults), record.end][1:]
    answers = sorted(
        (one for one in record.requests if one.answered is not None),
        key=lambda one: one.answered or 0,
    )
    for fault, end in zip(record.faults, ends, strict=True):
        during = [one for one in answers if fault.at <= (one.answered or 0) <= end]
        searches = [one for one in during if one.kind == "search"]
        others = [one for one in during if one.kind != "search"]
        yield max(recovery(some, fault.at, end) for some in (searches, others))


def recovery(answers: list[Request], begin: float, end: float) -> float:
    """Until the first of so many good answers in a row after the first bad one.

    0 when none was bad: what goes well before a fault is felt is no recovery.
    """
    bad = [place for place, one in enumerate(answers) if not one.went_well]
    if not bad:
        return 0.0
    row = 0
    for place in range(bad[0], len(answers)):
        row = row + 1 if answers[place].went_well else 0
        if row == IN_A_ROW:
            return (answers[place - IN_A_ROW + 1].answered or 0) - begin
    return end - begin


def percentile_95(seconds: list[float]) -> float:
    """The nearest that was measured; 0 of nothing."""
    ordered = sorted(seconds)
    return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else 0.0
