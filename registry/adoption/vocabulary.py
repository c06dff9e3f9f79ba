"""The words an adoption is described with."""

from typing import Final

STAGES: Final = ("planned", "approved", "pilot", "live", "suspended", "retired")
RUNNING: Final = ("pilot", "live")
"""Stages in which a city runs the component: these are counted as reuse."""

MODES: Final = ("new", "integrate", "replace")
"""Built new, integrated with what exists (充分利旧), or replacing it (S26)."""
