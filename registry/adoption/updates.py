"""What a city should do about a version it runs."""

from typing import NamedTuple


class Installed(NamedTuple):
    """An adoption as far as its version goes. `latest` is the component's latest version by the stated policy."""

    component: str
    status: str
    version: str | None
    is_yanked: bool
    latest: str | None
    is_behind: bool
    successor: str | None


def advice(installed: Installed) -> list[str]:
    """What to do, the most urgent first; empty when all is well. An unknown version is said to be one."""
    found: list[str] = []
    if installed.is_yanked:
        found.append(f"yanked: move to {installed.latest or 'another version'}")
    if installed.status in {"deprecated", "retired"}:
        found.append(f"{installed.status}: move to {installed.successor}" if installed.successor else installed.status)
    if installed.version is None:
        found.append("version unknown: record which one runs")
    elif installed.is_behind and not installed.is_yanked:
        found.append(f"behind: {installed.latest} is out")
    return found
