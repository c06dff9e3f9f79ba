"""What the forms about cases say, in the words of the wire."""

from collections.abc import Mapping
from typing import Any

from registry.cases.vocabulary import CRITERIA
from registry.web.context import current_language

Form = Mapping[str, str]


def given(form: Form, *names: str) -> dict[str, Any]:
    """The fields that were filled in, without the space around them."""
    texts = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in names}
    return {name: text for name, text in texts.items() if text}


def case_told(form: Form) -> dict[str, Any]:
    """A draft, its texts in the language of the page; what it is about stands one on each line."""
    told = given(form, "organisation", "campaign", "project", "level")
    told |= {name: {current_language(): text} for name, text in given(form, "title", "body", "results").items()}
    return {**told, "adoptions": form.get("adoptions", "").split(), "components": form.get("components", "").split()}


def campaign_told(form: Form) -> dict[str, Any]:
    """A call, its texts in the language of the page."""
    texts = {name: {current_language(): text} for name, text in given(form, "title", "call").items()}
    return {**given(form, "level", "opens_on", "closes_on"), **texts}


def review_told(form: Form) -> dict[str, Any]:
    """A review: the scores, or that the reviewer stands back."""
    told = given(form, "comment")
    if form.get("act") == "recuse":
        return told
    return {**told, "scores": {criterion: _number(form.get(criterion, "")) for criterion in CRITERIA}}


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
