"""What somebody typed or pasted, as what the actions take: the forms of the pages, and plain texts of proposals."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.kit.texts import normalise
from registry.screening.vocabulary import DECISIONS, OUTCOMES
from registry.screening.wording import is_chinese

LONGEST: Final = {"title": 200, "summary": 2000, "features": 500, "project": 200, "reasons": 4000, "approver_name": 100}
MOST_FEATURES: Final = 50

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_AMOUNT: Final = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?\Z")
_BULLET: Final = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.、)）])\s*")


def read_asked(form: Mapping[str, str]) -> dict[str, Any]:
    """Title, summary and features (a line each) by language, from a form. Raises PayloadInvalid naming the fields."""
    title, summary = _clean(form.get("title")), _clean(form.get("summary"))
    features = [line for line in map(_feature, _clean(form.get("features")).splitlines()) if line]
    told = {"title": [title], "summary": [summary], "features": features, "project": [_clean(form.get("project"))]}
    errors = [*_missing(title, "/title"), *_too_long(told)]
    if len(features) > MOST_FEATURES:
        text = Bilingual(f"最多 {MOST_FEATURES} 项功能。", f"At most {MOST_FEATURES} features.")
        errors.append(FieldError("/features", text))
    if errors:
        raise PayloadInvalid(errors=errors)
    asked: dict[str, Any] = {"title": {_tag(title): title}, "summary": {}, "features": {}}
    if summary:
        asked["summary"] = {_tag(summary): summary}
    if features:
        asked["features"] = {_tag("".join(features)): features}
    return asked


def read_proposal(text: str) -> dict[str, Any]:
    """A plain text: the first line is the title, lines with a bullet or a number are features, the rest the summary."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rest = lines[1:]
    return {
        "title": lines[0].lstrip("# ") if lines else "",
        "summary": " ".join(line for line in rest if not _BULLET.match(line)),
        "features": [_feature(line) for line in rest if _BULLET.match(line)],
    }


def read_decision(form: Mapping[str, str], chosen: Iterable[str]) -> dict[str, Any]:
    """A decision from a form. Raises PayloadInvalid naming the fields."""
    reasons, approver_name = _clean(form.get("reasons")), _clean(form.get("approver_name"))
    decision, outcome = form.get("decision", ""), form.get("outcome", "")
    errors = _too_long({"reasons": [reasons], "approver_name": [approver_name]})
    for value, words, pointer in ((decision, DECISIONS, "/decision"), (outcome, OUTCOMES, "/outcome")):
        if value not in words:
            errors.append(FieldError(pointer, Bilingual("请选择一项。", "Choose one.")))
    budget = {name: text for name in ("asked", "granted") if (text := _clean(form.get(name)).replace(",", ""))}
    errors += [
        FieldError(f"/budget/{name}", Bilingual("须为金额，如 120000.00。", "An amount is needed, such as 120000.00."))
        for name, text in budget.items()
        if not _AMOUNT.match(text)
    ]
    if budget and "asked" not in budget:
        errors += _missing("", "/budget/asked")
    if errors:
        raise PayloadInvalid(errors=errors)
    return {
        "decision": decision,
        "outcome": outcome,
        "chosen": [name for name in map(str.strip, chosen) if name],
        "reasons": reasons or None,
        "approver_name": approver_name or None,
        "budget": {**budget, "currency": "CNY"} if budget else None,
    }


def _clean(text: str | None) -> str:
    return normalise(_CONTROL.sub("", (text or "").replace("\r\n", "\n"))).strip()


def _feature(line: str) -> str:
    return _BULLET.sub("", line).strip()


def _tag(text: str) -> str:
    return "zh" if is_chinese(text) else "en"


def _missing(text: str, pointer: str) -> list[FieldError]:
    return [] if text else [FieldError(pointer, Bilingual("此项必填。", "This is needed."))]


def _too_long(told: Mapping[str, Iterable[str]]) -> list[FieldError]:
    return [
        FieldError(f"/{name}", Bilingual(f"最多 {LONGEST[name]} 个字符。", f"At most {LONGEST[name]} characters."))
        for name, texts in told.items()
        if any(len(text) > LONGEST[name] for text in texts)
    ]
