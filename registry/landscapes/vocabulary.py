"""The words of landscapes."""

from typing import Final

IMPORT_STATUSES: Final = ("waiting", "running", "finished", "failed")
ROW_OUTCOMES: Final = ("dirty", "mended", "dropped")
