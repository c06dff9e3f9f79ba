"""What the forms of an adoption's page say, in the words of the API."""

from typing import Any, Final

from werkzeug.datastructures import MultiDict

from registry.adoption.pages.showing import filled

Form = MultiDict[str, str]

_LEGACY: Final = ("name", "interface", "standard")
_RESPONSIBILITY: Final = ("duty", "party", "kind")
SLA: Final = ("availability_percent", "response_hours", "recovery_hours")
ENVIRONMENT: Final = ("network", "hosting", "platform", "location")
HANDOVER: Final = ("on", "from", "to", "note")


def transition(form: Form) -> dict[str, Any]:
    return _chosen(form, "to", "version", "on", "note", "policy_exception")


def record(form: Form) -> dict[str, Any]:
    """The whole record: what a field of the form leaves empty is removed."""
    told = _chosen(form, "scenario", "operator")
    return {
        **told,
        "departments": _lines(form, "departments"),
        "levels": form.getlist("levels"),
        "contributions": form.getlist("contributions"),
        "legacy_systems": [_cells(line, _LEGACY) for line in _lines(form, "legacy_systems")],
        "responsibilities": [_cells(line, _RESPONSIBILITY) for line in _lines(form, "responsibilities")],
        "sla": {name: _number(text) for name, text in _chosen(form, *SLA).items()},
        "environment": _chosen(form, *ENVIRONMENT),
        "handover": {
            name: text for name in HANDOVER if (text := form.get(f"handover_{name}", "").replace("\r\n", "\n").strip())
        },
    }


def contract(form: Form) -> dict[str, Any]:
    names = ("supplier", "price", "currency", "procurement", "signed_on", "starts_on", "ends_on")
    options = [_cells(line, ("title", "price", "until_on")) for line in _lines(form, "options")]
    return {**_chosen(form, *names), "options": options}


def cost(form: Form) -> dict[str, Any]:
    told = _chosen(form, "baseline", "actual", "currency", "baseline_kind", "note")
    return {**told, "evidence": _lines(form, "evidence")}


def decision(form: Form) -> dict[str, Any]:
    return _chosen(form, "decision", "note")


def rating(form: Form) -> dict[str, Any]:
    told = _chosen(form, "stars", "comment")
    return {**told, "stars": _number(told.get("stars", ""))}


def report(form: Form) -> dict[str, Any]:
    return _chosen(form, "from", "to", "summary")


def _chosen(form: Form, *names: str) -> dict[str, Any]:
    return {name: text for name, text in filled(form.to_dict()).items() if name in names}


def _lines(form: Form, name: str) -> list[str]:
    return [line.strip() for line in form.get(name, "").splitlines() if line.strip()]


def _cells(line: str, names: tuple[str, ...]) -> dict[str, str]:
    """`A | B | C` by these names; what stands beyond the last of them belongs to it."""
    cells = [cell.strip() for cell in line.split("|", len(names) - 1)]
    return {name: cell for name, cell in zip(names, cells, strict=False) if cell}


def _number(text: str) -> Any:
    """A number where it is one; else the text, which the schema then says is none."""
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text
