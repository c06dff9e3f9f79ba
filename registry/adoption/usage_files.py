"""Reading a CSV of calls by day, as deployments and people write it. Pure."""

import csv
import io
import re
from typing import Any, Final

from registry.kit.errors import PayloadInvalid

LONGEST_FILE: Final = 1000
"""Lines: more than may be reported at a time, so that a file that is too long is told so by the rule for that."""

_DIGITS: Final = re.compile(r"\d{1,18}\Z", re.ASCII)


def read_days(content: bytes) -> dict[str, Any]:
    """`day,calls` by line as a report of the wire; a head line and `issued_at,<instant>` may lead.

    UTF-8 (with or without a mark) or GB18030, whose only letters could stand in the head line.
    Raises PayloadInvalid naming the line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    found: dict[str, Any] = {"days": []}
    try:
        lines = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise PayloadInvalid.of("", "不是可读的 CSV。", "This is no CSV that can be read.") from error
    for number, row in enumerate(lines[:LONGEST_FILE], start=1):
        cells = [cell.strip() for cell in row]
        if len(cells) != 2:
            raise _wrong(number)
        if cells[0].lower() == "issued_at":
            found["issued_at"] = cells[1]
        elif _DIGITS.match(cells[1]):
            found["days"].append({"day": cells[0], "calls": int(cells[1])})
        elif number > 1 + ("issued_at" in found):
            raise _wrong(number)
    return found


def _wrong(number: int) -> PayloadInvalid:
    return PayloadInvalid.of(
        "", f"第 {number} 行：须为“日期,次数”两列。", f"Line {number}: two columns, the day and the number of calls."
    )
