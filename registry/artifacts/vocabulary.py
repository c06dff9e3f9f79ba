"""Words of the wire."""

from typing import Final

ROLES: Final = ("package", "image", "source", "interface", "sbom", "deployment", "documentation", "data", "other")
"""What an artifact is for. `interface` is an OpenAPI document, `sbom` a bill of materials."""

SCANS: Final = ("unscanned", "clean", "held")
