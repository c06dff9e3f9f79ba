"""How much an adoption is called, as far as credit counts it. Pure: see domain rule 3.2 (depth).

Calls are reported by day and may be corrected later. So that the credit of a past day never moves, a ledger keeps for
each month of calls by how much they grew or shrank in each month of recording. In month M credit counts the calls of
the twelve calendar months before M, as far as they had been recorded before M began: what a report says today is
counted from the first day of the next month on. Months stand as their first day, in Shanghai.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from registry.kit.clock import format_instant
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid, Refusal

MONTHS_COUNTED: Final = 12


class Entry(NamedTuple):
    """A row of the ledger: the calls of `month` changed by `calls` through what was recorded in `recorded_month`."""

    month: date
    recorded_month: date
    calls: int


def month_of(day: date) -> date:
    """The first day of the month a day lies in."""
    return day.replace(day=1)


def months_after(month: date, months: int) -> date:
    """The month that lies so many months after (before, when negative) the month of a day."""
    years, place = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(years, place + 1, 1)


def calls_counted(ledger: Iterable[Entry], month: date) -> int:
    """The calls that credit counts in a month: of the twelve months before it, as recorded before it began."""
    now = month_of(month)
    first = months_after(now, -MONTHS_COUNTED)
    return sum(entry.calls for entry in ledger if first <= entry.month < now and entry.recorded_month < now)


def changes_of(ledger: Iterable[Entry]) -> list[date]:
    """The months with which the calls that are counted may become other ones, in order; each as its first day."""
    found: set[date] = set()
    for entry in ledger:
        # It is counted from the month after both, until twelve months after its own have passed.
        starts = months_after(max(entry.month, entry.recorded_month), 1)
        ends = months_after(entry.month, MONTHS_COUNTED + 1)
        if starts < ends:
            found |= {starts, ends}
    return sorted(found)


class UsageSignatureRefused(Refusal):
    """Whether it is the adoption, its key or the signature: who guesses learns nothing from the difference."""

    status = 403
    title = Bilingual("调用量签名未通过", "The signature of the report was not accepted")
    sentence = Bilingual(
        "没有此采用、没有有效的密钥，或 Signature-256 与请求体不符：请以当前密钥对请求体逐字节计算 HMAC-SHA256。",
        "There is no such adoption, it has no key in force, or Signature-256 does not belong to this body: compute "
        "HMAC-SHA256 over the bytes of the body with the key in force.",
    )


class ReportReplayed(Refusal):
    title = Bilingual("报告不是新的", "The report is not a new one")
    sentence = Bilingual(
        "issued_at 须晚于上一份签名报告（{last}）：同一份报告不能再次提交。",
        "issued_at must be later than that of the last signed report ({last}): a report is taken once.",
    )


CLOCKS_DIFFER_BY: Final = timedelta(minutes=5)
"""So far a deployment's clock may go ahead of ours."""


def check_days(days: Sequence[date], *, begun: date, today: date) -> None:
    """Each day once, none before the adoption was begun, none in the future. Raises PayloadInvalid naming them."""
    seen: set[date] = set()
    wrong = []
    for place, day in enumerate(days):
        if day > today:
            reason = Bilingual("日期不能晚于今天。", "The day must not lie in the future.")
        elif day < begun:
            reason = Bilingual(f"日期早于采用开始之日（{begun}）。", f"The adoption began later, on {begun}.")
        elif day in seen:
            reason = Bilingual("同一天出现了两次。", "This day is there twice.")
        else:
            seen.add(day)
            continue
        wrong.append(FieldError(f"/days/{place}/day", reason))
    if wrong:
        raise PayloadInvalid(errors=wrong)


def check_issued(issued_at: datetime | None, *, last: datetime | None, now: datetime) -> datetime:
    """When a signed report says it was made: later than the last one, and not in the future."""
    if issued_at is None:
        raise PayloadInvalid.of("/issued_at", "签名报告须注明出具时刻。", "A signed report says when it was made.")
    if issued_at > now + CLOCKS_DIFFER_BY:
        raise PayloadInvalid.of("/issued_at", "出具时刻不能晚于现在。", "It must not lie in the future.")
    if last is not None and issued_at <= last:
        raise ReportReplayed(last=format_instant(last))
    return issued_at
