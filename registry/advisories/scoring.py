"""How severe: CVSS 3.0, 3.1 and 4.0 base scores and their level words, computed by the `cvss` package.

The level words are those of CVSS 3.1, section 5, and 4.0, section 6: 0 none, below 4 low, below 7 medium, below 9 high,
else critical. Threat and environment metrics may stand in a vector and do not count: they are each reader's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from cvss import CVSS3, CVSS4
from cvss.constants3 import METRICS_MANDATORY as MANDATORY_3
from cvss.constants3 import METRICS_VALUES as VALUES_3
from cvss.constants4 import METRICS_MANDATORY as MANDATORY_4
from cvss.constants4 import METRICS_VALUE_NAMES as VALUES_4
from cvss.exceptions import CVSSError

from registry.advisories.vocabulary import SEVERITIES
from registry.kit.errors import Bilingual, FieldError


class _Edition(NamedTuple):
    prefixes: tuple[str, ...]
    values: Mapping[str, Any]
    mandatory: Sequence[str]
    calculator: Any


_EDITIONS: Final = {
    "CVSS_V3": _Edition(("CVSS:3.0/", "CVSS:3.1/"), VALUES_3, MANDATORY_3, CVSS3),
    "CVSS_V4": _Edition(("CVSS:4.0/",), VALUES_4, MANDATORY_4, CVSS4),
}
"""By the words of OSV. Its other types are kept as they come and do not count."""


class Rating(NamedTuple):
    """The highest base score in tenths, and its level; None where nothing says how severe it is."""

    tenths: int | None
    level: str | None


def rate(vectors: Iterable[Mapping[str, str]], word: str | None = None) -> Rating:
    """The rating of vectors that were checked before; the plain word where no vector has a score."""
    scores = [_tenths(vector["score"], _EDITIONS[vector["type"]]) for vector in vectors if vector["type"] in _EDITIONS]
    return Rating(max(scores), level_of(max(scores))) if scores else Rating(None, word)


def level_of(tenths: int) -> str:
    """The level word of a score in tenths."""
    return SEVERITIES[sum(tenths >= bound for bound in (1, 40, 70, 90))]


def rank_of(level: str | None) -> int:
    """A number that grows with the level; what is not rated comes below everything."""
    return SEVERITIES.index(level) if level else -1


def errors_in(vectors: Sequence[Mapping[str, str]], pointer: str) -> list[FieldError]:
    """What is wrong with vectors, naming the metric."""
    found = ((place, _mistake(vector)) for place, vector in enumerate(vectors))
    return [FieldError(f"{pointer}/{place}/score", mistake) for place, mistake in found if mistake]


def _tenths(vector: str, edition: _Edition) -> int:
    prefix, *metrics = vector.split("/")
    base = [metric for metric in metrics if metric.split(":")[0] in edition.mandatory]
    return int(Decimal(str(edition.calculator("/".join((prefix, *base))).base_score)) * 10)


def _mistake(vector: Mapping[str, str]) -> Bilingual | None:
    edition, text = _EDITIONS.get(vector["type"]), vector["score"]
    if edition is None:
        return None
    prefix = next((prefix for prefix in edition.prefixes if text.startswith(prefix)), None)
    if prefix is None:
        expected = " / ".join(edition.prefixes)
        return Bilingual(f"须以 {expected} 开头。", f"It begins with {expected}.")
    said: set[str] = set()
    for field in text.removeprefix(prefix).split("/"):
        metric, _, value = field.partition(":")
        if metric not in edition.values:
            return Bilingual(f"没有指标“{metric}”。", f"There is no metric '{metric}'.")
        if value not in edition.values[metric]:
            return Bilingual(f"指标 {metric} 没有取值“{value}”。", f"The metric {metric} has no value '{value}'.")
        if metric in said:
            return Bilingual(f"指标 {metric} 出现了两次。", f"The metric {metric} stands twice.")
        said.add(metric)
    missing = ", ".join(metric for metric in edition.mandatory if metric not in said)
    if missing:
        return Bilingual(f"缺少指标 {missing}。", f"Missing metrics: {missing}.")
    return _refused(text, edition)


def _refused(text: str, edition: _Edition) -> Bilingual | None:
    """Whatever the calculator itself declines."""
    try:
        edition.calculator(text)
    except CVSSError:
        return Bilingual("CVSS 向量无法计算。", "No score can be computed from this vector.")
    return None
