"""The hostile inputs: read from the reference data, with their generated strings written out."""

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

_BESIDE_THE_CHECKOUT: Final = Path(__file__).resolve().parents[3] / "shared" / "data"
_STATUS: Final = re.compile(r"\b[2-5]\d\d\b")
_KNOWN: Final = frozenset(status.value for status in HTTPStatus)
_END_OF_CLAUSE: Final = re.compile(r"[;(:]|, (?!or )")
_SAID_IN_WORDS: Final = {
    # What an expectation says instead of a number, and the statuses that fit it.
    "stored": range(200, 300),
    "accepted": range(200, 300),
    "collapsed": range(200, 300),
    "ignored": range(200, 300),
    "empty page": range(200, 201),
    "treated as blank": range(200, 201),
    "JSON by the docs": range(200, 201),
    "rendered": range(200, 300),
    "redirect": range(308, 309),
    "fetches nothing": range(200, 500),
}


@dataclass(frozen=True)
class Case:
    """One hostile or edge input; `expected` is a sentence written for registries in general."""

    id: str
    area: str
    input: Any
    expected: str

    @property
    def statuses(self) -> frozenset[int]:
        """The statuses that the first clause of the expectation allows; what follows it is about something else."""
        clause = _END_OF_CLAUSE.split(self.expected, maxsplit=1)[0]
        found = {int(status) for status in _STATUS.findall(clause)} & _KNOWN
        for words, statuses in _SAID_IN_WORDS.items():
            if words in clause:
                found.update(statuses)
        return frozenset(found)


def reference_data() -> Path | None:
    """The folder of reference data, or None where there is none."""
    folder = Path(os.environ.get("REGISTRY_REFERENCE_DATA") or _BESIDE_THE_CHECKOUT)
    return folder if (folder / "bad_inputs.json").is_file() else None


@cache
def all_cases() -> dict[str, Case]:
    """Every case by its id; none where the reference data is missing."""
    folder = reference_data()
    if folder is None:
        return {}
    entries = json.loads((folder / "bad_inputs.json").read_text(encoding="utf-8"))
    return {
        entry["id"]: Case(entry["id"], entry["area"], written_out(entry["input"]), entry["expected_behaviour"])
        for entry in entries
    }


def cases_of(*areas: str) -> list[Case]:
    """The cases of these areas, in their order."""
    return [case for case in all_cases().values() if case.area in areas]


def written_out(value: Any) -> Any:
    """`{repeat, times, prefix, suffix}`, wherever it stands, as the string it means."""
    if isinstance(value, dict) and "repeat" in value:
        return value.get("prefix", "") + value["repeat"] * value["times"] + value.get("suffix", "")
    if isinstance(value, dict):
        return {key: written_out(below) for key, below in value.items()}
    if isinstance(value, list):
        return [written_out(below) for below in value]
    return value
