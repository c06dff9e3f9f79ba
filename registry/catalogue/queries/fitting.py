"""Whether there is a version of what is required that would do."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from packaging.version import Version
from sqlalchemy.orm import Session

from registry.catalogue.models import Requirement
from registry.catalogue.queries.graph import Candidate, load_candidates, load_names
from registry.catalogue.versioning import read_specifier
from registry.kit.errors import Bilingual

Reason = Literal["nothing_fits", "only_prereleases", "quarantined"]


class Unmet(NamedTuple):
    """A requirement that nothing meets at present, and why."""

    component_id: int
    component: str
    specifier: str
    reason: Reason
    latest: str | None

    @property
    def field(self) -> str:
        """The word of the requirement that it is about."""
        return "component" if self.reason == "quarantined" else "specifier"

    @property
    def sentence(self) -> Bilingual:
        """What to know about it, for whoever publishes or adopts."""
        told = {"component": self.component, "specifier": self.specifier or "*", "latest": self.latest or "–"}
        texts = _SENTENCES[self.reason]
        return Bilingual(texts.zh.format(**told), texts.en.format(**told))


_SENTENCES = {
    "nothing_fits": Bilingual(
        "“{component}”目前没有符合 {specifier} 的版本（最新：{latest}）。",
        "No version of '{component}' meets {specifier} yet; its newest is {latest}.",
    ),
    "only_prereleases": Bilingual(
        "“{component}”只有预发布版本符合 {specifier}，须明确要求才会选用。",
        "Only pre-releases of '{component}' meet {specifier}: they are chosen only where somebody asks for them.",
    ),
    "quarantined": Bilingual(
        "“{component}”正在隔离中，目前无人能够获取。", "'{component}' is in quarantine: nobody can fetch it at present."
    ),
}


def list_unmet(session: Session, requirements: Iterable[Requirement]) -> list[Unmet]:
    """Those of a version's requirements that no version meets which is published, not yanked and not held back."""
    asked = [(row.component_id, row.specifier) for row in requirements]
    names = load_names(session, {component_id for component_id, _ in asked})
    standing: dict[int, list[Candidate]] = {component_id: [] for component_id in names}
    for candidate in load_candidates(session, standing):
        if not candidate.is_yanked:
            standing[candidate.component_id].append(candidate)
    found = []
    for component_id, specifier in asked:
        reason = "quarantined" if names[component_id].is_quarantined else _lack(standing[component_id], specifier)
        if reason is not None:
            newest = max(standing[component_id], key=lambda row: row.sort_key, default=None)
            number = newest.number if newest else None
            found.append(Unmet(component_id, names[component_id].full_name, specifier, reason, number))
    return found


def _lack(standing: Iterable[Candidate], specifier: str) -> Reason | None:
    wanted = read_specifier(specifier)
    fitting = [row for row in standing if wanted.contains(Version(row.number), prereleases=True)]
    if not fitting:
        return "nothing_fits"
    return "only_prereleases" if all(row.is_prerelease for row in fitting) else None
