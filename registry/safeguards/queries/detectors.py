"""All detectors, in the order of the games."""

from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy.orm import Session

from registry.safeguards.findings import Finding
from registry.safeguards.queries.families import detect_salami
from registry.safeguards.queries.proofs import (
    detect_inflated_baselines,
    detect_paper_adoptions,
    detect_recycled_evidence,
)
from registry.safeguards.queries.rings import detect_rings
from registry.safeguards.queries.timing import detect_brigades, detect_bursts, detect_version_spam

Detector = Callable[[Session], Iterator[Finding]]

DETECTORS: Final[tuple[Detector, ...]] = (
    detect_paper_adoptions,
    detect_version_spam,
    detect_rings,
    detect_inflated_baselines,
    detect_salami,
    detect_bursts,
    detect_brigades,
    detect_recycled_evidence,
)
