"""Resolving requirements, as pages."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from registry.kit.errors import Bilingual, FieldError, PayloadInvalid, Refusal
from registry.resolution.answering import answer_document
from registry.resolution.errors import ResolutionConflict, ResolutionTooHard
from registry.resolution.reading import read_requirement, write_requirement
from registry.web.context import current_actor, current_session

blueprint = Blueprint("resolution_pages", __name__)

LINES: Final = 100
"""Requirements a page takes; the API takes a thousand."""

_UNREADABLE: Final = Bilingual("应形如 publisher/name >=1.2。", "It would read like publisher/name >=1.2.")
_TOO_MANY: Final = Bilingual(f"最多 {LINES} 行；更多请使用接口。", f"At most {LINES} lines; the API takes more.")


@blueprint.get("/resolve")
def resolve() -> ResponseReturnValue:
    """A form for requirements, a line each, and what fits together; the question is in the address."""
    lines = [line.strip() for line in request.args.get("need", "").splitlines() if line.strip()]
    if not lines:
        return _page(lines)
    try:
        question = {"requirements": _read(lines), "prereleases": "prereleases" in request.args, "city": _city()}
        return _page(lines, answer=answer_document(current_session(), current_actor(), **question))
    except ResolutionConflict as conflict:
        # That nothing fits is the answer to what was asked, not a mistake in asking.
        return _page(lines, conflict=conflict.facts)
    except (PayloadInvalid, ResolutionTooHard) as refusal:
        return _page(lines, refusal=refusal), refusal.status


def _read(lines: Sequence[str]) -> list[dict[str, str]]:
    found = [read_requirement(line) for line in lines]
    errors = [FieldError(f"/requirements/{place}", _UNREADABLE) for place, one in enumerate(found) if one is None]
    if len(lines) > LINES:
        errors = [FieldError(f"/requirements/{LINES}", _TOO_MANY)]
    if errors:
        raise PayloadInvalid(errors=errors)
    return [one for one in found if one is not None]


def _city() -> str | None:
    """The caller's own organisation, where its landscape is to be kept."""
    return current_actor().organisation if "landscape" in request.args else None


def _page(
    lines: Sequence[str],
    *,
    answer: Mapping[str, Any] | None = None,
    conflict: Mapping[str, Any] | None = None,
    refusal: Refusal | None = None,
) -> str:
    changes = conflict["changes"] if conflict else ()
    return render_template(
        "resolution.html",
        lines=lines,
        answer=answer,
        conflict=conflict,
        changes=[(change, _address(change)) for change in changes],
        refusal=refusal,
        wrong=[(_line_of(error), error.detail) for error in refusal.errors] if refusal else [],
        organisation=current_actor().organisation,
        keeps="landscape" in request.args or not lines,
        prereleases="prereleases" in request.args,
    )


def _address(change: Mapping[str, Any]) -> str:
    """The same question after a change."""
    lines = [write_requirement(one["component"], one["specifier"]) for one in change["requirements"]]
    kept = {name: "on" for name in ("landscape", "prereleases") if name in request.args}
    return f"/resolve?{urlencode({'need': chr(10).join(lines), **kept})}"


def _line_of(error: FieldError) -> int | None:
    """The line of a mistake, counted from 1."""
    parts = error.pointer.split("/")
    return int(parts[2]) + 1 if parts[1] == "requirements" and len(parts) > 2 else None
