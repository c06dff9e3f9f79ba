"""Texts that people read: every one in both languages, compiled as committed, and every word of the domain named."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from registry.adoption import policy
from registry.adoption import vocabulary as adoption
from registry.catalogue import vocabulary as catalogue
from registry.organisations import vocabulary as organisations
from registry.publishing import vocabulary as publishing
from registry.tasks import vocabulary as tasks
from registry.web.labels import label, labels

SOURCE = Path(__file__).parents[2] / "registry"
FOLDER = SOURCE / "translations" / "zh" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]

WORDS = {
    "kind": catalogue.KINDS,
    "status": catalogue.STATUSES,
    "cost_model": catalogue.COST_MODELS,
    "hosting": catalogue.HOSTING,
    "maintenance_type": catalogue.MAINTENANCE_TYPES,
    "sharing_scope": catalogue.SHARING_SCOPES,
    "data_grade": catalogue.DATA_GRADES,
    "yank_reason": catalogue.YANK_REASONS,
    "city_class": organisations.CITY_CLASSES,
    "organisation_kind": organisations.KINDS,
    "stage": adoption.STAGES,
    "mode": adoption.MODES,
    "level": adoption.LEVELS,
    "contribution": adoption.CONTRIBUTIONS,
    "baseline_kind": adoption.BASELINE_KINDS,
    "cost_status": adoption.COST_STATUSES,
    "staged_status": publishing.STAGES,
    "update_response": adoption.UPDATE_RESPONSES,
    "policy_rule": policy.RULES,
    "task_kind": tasks.KINDS,
    "task_urgency": tasks.URGENCIES,
}


def committed() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="zh")


def asked_for() -> set[str]:
    """Every text that the pages and the code ask a translation of."""
    found = extract_from_dir(str(SOURCE), method_map=METHODS)
    return {text if isinstance(text, str) else text[0] for _file, _line, text, _comments, _context in found}


def translated(catalog: Catalog) -> set[str]:
    return {message.id if isinstance(message.id, str) else message.id[0] for message in catalog if message.id}


def test_every_text_of_the_pages_is_in_the_catalogue_and_no_other():
    assert translated(committed()) == asked_for()


def test_no_translation_is_missing_or_doubtful():
    messages = [message for message in committed() if message.id]

    assert [message.id for message in messages if message.fuzzy] == []
    assert [message.id for message in messages if not all(_strings(message.string))] == []


def test_a_translation_fills_in_the_same_facts_as_its_original():
    broken = [(message.id, str(problem)) for message in committed() for problem in message.check()]

    assert broken == []


def test_the_compiled_catalogue_is_in_step_with_its_source():
    compiled = io.BytesIO()
    write_mo(compiled, committed())

    assert (FOLDER / "messages.mo").read_bytes() == compiled.getvalue(), "run `make translations`"


@pytest.mark.parametrize("group", WORDS)
def test_every_word_of_the_domain_has_a_name_in_both_languages(group: str):
    named = labels()[group]

    assert set(named) == set(WORDS[group])
    assert [word for word, texts in named.items() if not texts.get("zh") or not texts.get("en")] == []


def test_a_word_that_nobody_has_named_is_shown_as_it_is():
    assert label("kind", "service", "zh") == "服务"
    assert label("platform", "harmony", "en") == "harmony"


def _strings(found: str | Iterable[str] | None) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(found or ("",))
