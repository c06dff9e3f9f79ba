"""Questions about where a city stands and what would help it."""

from registry.diagnosis.queries.reading import Diagnosis, diagnose, name_of

__all__ = ["Diagnosis", "diagnose", "name_of"]
