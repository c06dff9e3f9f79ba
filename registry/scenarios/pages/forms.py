"""What is typed into the forms, in the words of the API; and what the API says, as it is typed."""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

Form = Mapping[str, str]


def item_payload(form: Form, *, is_new: bool) -> dict[str, Any]:
    """An item of a list as it was typed. What was left empty is left out."""
    found: dict[str, Any] = {
        "needs": texts(form, "needs"),
        "data_items": [_data_item(line) for line in lines(form, "data_items")],
        "departments": lines(form, "departments"),
        "solution": [_part(line) for line in lines(form, "solution")],
        "is_featured": form.get("is_featured") == "true",
        **{name: form[name].strip() for name in ("priority", "status", "due_on") if form.get(name, "").strip()},
    }
    name = texts(form, "name")
    if name:
        found["name"] = name
    for word in ("scenario", "code", "domain") if is_new else ("domain",):
        if form.get(word, "").strip():
            found[word] = form[word].strip()
    return found


def typed_of(shown: Mapping[str, Any]) -> dict[str, str]:
    """An item as the form shows it, to be changed."""
    rows = ([row["name"], row["holder"], row["source"]] for row in shown["data_items"] or ())
    return {
        **{f"{field}_{language}": shown[field].get(language, "") for field in ("name", "needs")
           for language in ("zh", "en")},
        "data_items": "\n".join(" | ".join(word for word in row if word) for row in rows),
        "departments": "\n".join(shown["departments"] or ()),
        "solution": "\n".join(f"{part['component']} {part['specifier']}".strip() for part in shown["solution"] or ()),
        "is_featured": "true" if shown["is_featured"] else "",
        **{name: shown[name] or "" for name in ("priority", "status", "due_on", "domain")},
    }  # fmt: skip


def roadmap_payload(form: Form) -> dict[str, Any]:
    """A roadmap as it was typed: a scenario, a component, a month or day and a specifier on each line."""
    return {"items": [_entry(line) for line in lines(form, "items")]}


def typed_roadmap(items: list[Mapping[str, Any]]) -> str:
    """A roadmap as the form shows it."""
    return "\n".join(
        f"{row['scenario']} {row['component']} {row['planned_on']} {row['specifier']}".strip() for row in items
    )


def texts(form: Form, field: str) -> dict[str, str]:
    """A text in both languages."""
    found = {language: form.get(f"{field}_{language}", "").strip() for language in ("zh", "en")}
    return {language: text for language, text in found.items() if text}


def lines(form: Form, field: str) -> list[str]:
    """What stands on lines of its own, without the blank ones."""
    return [line.strip() for line in form.get(field, "").splitlines() if line.strip()]


def _part(line: str) -> dict[str, str]:
    component, _, specifier = line.partition(" ")
    return {"component": component, "specifier": specifier.strip()}


def _data_item(line: str) -> dict[str, str]:
    words = [word.strip() for word in line.replace("｜", "|").split("|")]
    return {key: word for key, word in zip(("name", "holder", "source"), words, strict=False) if word}


def _entry(line: str) -> dict[str, str]:
    words = line.split(maxsplit=3)
    found = dict(zip(("scenario", "component", "planned_on", "specifier"), words, strict=False))
    if len(said := found.get("planned_on", "")) == 7:
        found["planned_on"] = _last_day(said)
    return found


def _last_day(month: str) -> str:
    """The last day of a month such as 2026-05; anything else as it is, for the schema to decline."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return month
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]).isoformat()
