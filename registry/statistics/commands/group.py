"""The group, and how values are shown."""

from typing import Any

import click

from registry.kit.console import language
from registry.kit.texts import choose


@click.group()
def statistics() -> None:
    """Reuse in figures."""


def shown(entry: dict[str, Any]) -> str:
    """The value with its unit; fractions to one decimal, as everywhere figures are shown."""
    value = entry["value"]
    if value is None:
        return "–"
    return f"{value:,.{0 if value == int(value) else 1}f} {choose(entry['unit'], language())}"
