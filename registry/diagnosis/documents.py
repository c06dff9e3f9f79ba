"""How a diagnosis reads on the wire."""

from typing import Any

from registry.diagnosis.goals import Standing, goals, worst_first
from registry.diagnosis.queries import Diagnosis, name_of
from registry.diagnosis.queries.needs import Troubles
from registry.diagnosis.queries.paths import Path, Recommended
from registry.kit.errors import Bilingual
from registry.statistics.measuring import Measured
from registry.statistics.wording import wording


def diagnosis_document(found: Diagnosis) -> dict[str, Any]:
    """Needs, results, problems, and the paths from what is lacking to what would help."""
    city, results = found.city, found.results
    return {
        "city": city.slug,
        "name": city.name,
        "class": results.city_class,
        "is_demo": city.is_demo,
        "as_of": found.day.isoformat(),
        "period": {
            "code": results.period.code,
            "from": results.period.first.isoformat(),
            "to": results.period.last.isoformat(),
        },
        "note": goals().note,
        "compared": results.compared,
        "needs": _needs(found.troubles),
        "results": [_result(code, measured, results.standings[code]) for code, measured in results.measured.items()],
        "shortfalls": worst_first(results.standings),
        "problems": _problems(found),
        "paths": [_path(path) for path in found.paths],
    }


def _needs(troubles: Troubles) -> dict[str, Any]:
    return {
        "demands": [{"id": str(demand.public_id), "title": demand.title} for demand in troubles.demands],
        "uncovered": [
            {"code": record.listed.code, "name": name_of(record.listed), "state": record.state}
            for record in troubles.uncovered
        ],
    }


def _result(code: str, measured: Measured, standing: Standing) -> dict[str, Any]:
    texts, goal = wording(), standing.goal
    return {
        "code": code,
        "name": texts.metrics[code]["name"],
        "unit": texts.metrics[code]["unit"],
        "value": standing.value,
        "reason": texts.reasons[measured.reason] if measured.reason else None,
        "compared": standing.compared,
        "median": standing.median,
        "best": standing.best,
        "aim": goal.aim,
        "direction": goal.direction,
        "reached": standing.reached,
        "shortfalls": list(standing.shortfalls),
    }


def _problems(found: Diagnosis) -> dict[str, Any]:
    troubles = found.troubles
    updates = troubles.updates
    return {
        "gaps": [
            {
                "id": str(gap.public_id),
                "title": gap.title,
                "problem": gap.problem,
                "severity": gap.severity,
                "due_on": gap.due_on.isoformat(),
                "is_overdue": gap.due_on < found.day,
            }
            for gap in troubles.gaps
        ],
        "updates": None
        if updates is None
        else [
            {
                "adoption": str(installed.adoption),
                "component": installed.component,
                "text": _texts(advice.text),
                "due_on": advice.due_on.isoformat() if advice.due_on else None,
            }
            for installed, advice in updates
        ],
        "lapsing": [each._asdict() | {"lapses_on": each.lapses_on.isoformat()} for each in troubles.lapsing],
    }


def _path(path: Path) -> dict[str, Any]:
    lack = path.lack
    return {
        "lack": {
            "kind": lack.kind,
            "id": lack.key,
            "title": lack.title,
            "problem": lack.problem,
            "domain": lack.domain,
            "scenario": lack.scenario,
        },
        "components": [_recommended(each) for each in path.recommended],
    }


def _recommended(found: Recommended) -> dict[str, Any]:
    candidate = found.candidate
    return {
        "component": found.component,
        "title": found.title,
        "kind": found.kind,
        "reasons": [_texts(reason) for reason in found.reasons],
        "like_yours": len(candidate.alike),
        "adopters": candidate.adopters,
        "foundational_ready": candidate.is_foundational_ready,
        "needs_first": list(candidate.missing),
        "entities": [each._asdict() for each in found.helpers],
    }


def _texts(said: Bilingual) -> dict[str, str]:
    return {"zh": said.zh, "en": said.en}
