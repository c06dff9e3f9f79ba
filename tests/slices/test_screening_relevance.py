"""How often screening is right on the labelled descriptions: the figures that the documents state."""

import re
from pathlib import Path

import pytest

from benchmarks.screening import assess, read_labelled
from registry.search.engine import SearchEngine
from tests.build import Registry

STATED = Path(__file__).parents[2] / "docs" / "screening.md"


def test_the_labelled_descriptions_are_of_every_kind():
    entries = read_labelled()

    assert len(entries) >= 60
    assert {entry["kind"] for entry in entries} == {"paraphrase", "translation", "partial", "unrelated"}
    assert all(bool(entry["expected"]) != (entry["kind"] == "unrelated") for entry in entries)


@pytest.mark.parametrize("demonstration_url", ["sqlite"], indirect=True)
def test_what_exists_is_said_to_exist_as_often_as_stated(demonstration: Registry):
    engine = SearchEngine(demonstration.database, demonstration.data / "labelled")
    stated = re.search(r"^\| all \| ([\d.]+) \| ([\d.]+) \|", STATED.read_text(encoding="utf-8"), flags=re.M)
    assert stated

    tally = assess(engine, read_labelled())

    # Editing the demonstration moves the figures a little; the documents must stay true to a hundredth.
    assert tally.precision == pytest.approx(float(stated[1]), abs=0.01)
    assert tally.recall == pytest.approx(float(stated[2]), abs=0.01)
    assert tally.precision >= 0.9
    assert tally.recall >= 0.9
