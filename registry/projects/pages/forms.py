"""What the forms about projects say, in the words of the wire."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.web.context import current_language

Form = Mapping[str, str]


def given(form: Form, *names: str) -> dict[str, Any]:
    """The fields that were filled in, without the space around them."""
    texts = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in names}
    return {name: text for name, text in texts.items() if text}


def in_reader_language(text: str | None) -> dict[str, str]:
    """A text as the reader wrote it: in the language of the page."""
    return {current_language(): text} if text else {}


def entered(form: Form, sources: Sequence[str]) -> dict[str, Any]:
    """A new project."""
    told = given(
        form,
        "organisation",
        "kind",
        "approved_on",
        "starts_on",
        "ends_on",
        "screening",
        "reuse_choice",
        "justification",
    )
    told |= {name: in_reader_language(text) for name, text in given(form, "name", "summary").items()}
    if amount := form.get("amount", "").strip():
        told["budget"] = {"amount": amount}
    return {**told, "funding_sources": list(sources)}


def targets_of(form: Form) -> dict[str, Any]:
    """Targets, one in each numbered row of fields; a row without an indicator is none."""
    rows = [
        {
            **given(form, f"unit-{row}", f"direction-{row}"),
            **_figures(form, f"baseline-{row}", f"target-{row}", f"weight-{row}"),
            f"indicator-{row}": in_reader_language(form.get(f"indicator-{row}", "").strip()),
        }
        for row in range(1, 6)
        if form.get(f"indicator-{row}", "").strip()
    ]
    return {**given(form, "reason"), "targets": [{name.rpartition("-")[0]: row[name] for name in row} for row in rows]}


def results_of(form: Form) -> dict[str, Any]:
    """Results by the number of their target; what was left empty is none."""
    values = _figures(form, *(name for name in form if name.startswith("result-")))
    return {
        "results": [{"target": int(name.removeprefix("result-")), "value": value} for name, value in values.items()]
    }


def _figures(form: Form, *names: str) -> dict[str, Any]:
    """Figures as numbers; what is none goes on as it was typed, to be refused at its place."""
    return {name: _number(text) for name, text in given(form, *names).items()}


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
