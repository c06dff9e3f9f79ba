"""How imports, their rows and certifications read on the wire. Pure."""

from typing import Any

from registry.adoption.models import LandscapeCertification
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.landscapes.models import LandscapeImport, LandscapeRow
from registry.landscapes.queries.landscapes import Entry


def import_document(row: LandscapeImport, organisation: str) -> dict[str, Any]:
    """An import with how far it is."""
    instants = {name: getattr(row, name) for name in ("created_at", "started_at", "finished_at")}
    counts = ("done", "begun", "changed", "unchanged", "dirty")
    return {
        "id": str(row.public_id),
        "organisation": organisation,
        "filename": row.filename,
        "format": row.format or None,
        "encoding": row.encoding,
        "is_dry_run": row.is_dry_run,
        "status": row.status,
        "total": row.total,
        **{name: getattr(row, name) for name in counts},
        "failure": _failure(row.failure),
        **{name: format_instant(moment) if moment else None for name, moment in instants.items()},
    }


def _failure(kept: str | None) -> dict[str, str] | None:
    if kept is None:
        return None
    zh, en = kept.split("\n", 1)
    return {"zh": zh, "en": en}


def render_row(row: LandscapeRow) -> Rendered:
    """A row that could not be taken, with the tag by which it is mended."""
    return render(
        {"line": row.line, "cells": row.cells, "diagnostics": row.diagnostics, "outcome": row.outcome},
    )


def certification_document(row: LandscapeCertification, organisation: str) -> dict[str, Any]:
    """That a landscape is complete, by whom, until when."""
    return {
        "id": str(row.public_id),
        "organisation": organisation,
        "certified_on": row.certified_on.isoformat(),
        "valid_until": row.valid_until.isoformat(),
        "certified_by": row.certified_by,
        "note": row.note,
        "adoptions": row.adoptions,
        "recorded_at": format_instant(row.recorded_at),
    }


def entry_document(entry: Entry) -> dict[str, Any]:
    """One use in a landscape."""
    document = entry._asdict()
    del document["id"]
    return {**document, "adoption": str(entry.adoption), "stage_since": entry.stage_since.isoformat()}
