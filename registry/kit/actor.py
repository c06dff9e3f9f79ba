"""Who acts: a frozen value that actions check, whatever door the request came through."""

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final

from registry.kit.errors import NotYourOrganisation, OnlyStaging, ScopeMissing, TokenRequired

GOVERNMENT_KINDS: Final = frozenset({"city", "authority"})


@dataclass(frozen=True, slots=True)
class Actor:
    """One caller for one request or command.

    `key` is opaque (`token:<id>`, `console`, `anonymous`): the log and the limits store it without knowing what it
    names. `acts_for` holds the ids of the organisation and of the units below it, `clusters` those its city is a member
    of today. `scopes` are the rights left after the token's scopes were met with its maker's present role.
    `is_machine` is one that an identity provider vouched for; `stages_only` one whose releases wait for a person.
    """

    key: str
    person_id: int | None = None
    organisation_id: int | None = None
    organisation: str | None = None
    kind: str | None = None
    scopes: frozenset[str] = frozenset()
    acts_for: frozenset[int] = frozenset()
    clusters: frozenset[int] = frozenset()
    stages_only: bool = False
    is_machine: bool = False

    @property
    def is_anonymous(self) -> bool:
        return self.key == "anonymous"

    @property
    def is_administrator(self) -> bool:
        return "platform:admin" in self.scopes

    @property
    def sees_landscapes(self) -> bool:
        """Whether the caller may see which city runs what: cities and administrators, never entities or the public."""
        return self.is_administrator or self.kind in GOVERNMENT_KINDS

    def holds(self, scope: str, name: str | None = None) -> bool:
        """Whether a scope is held, also when narrowed to component names (`catalogue:write:parking-*`)."""
        if scope in self.scopes:
            return True
        narrowed = (held for held in self.scopes if held.startswith(f"{scope}:"))
        return name is not None and any(fnmatchcase(name, held.removeprefix(f"{scope}:")) for held in narrowed)

    def holds_part_of(self, scope: str) -> bool:
        """Whether a scope is held at least for some component names."""
        return any(held == scope or held.startswith(f"{scope}:") for held in self.scopes)

    def require_scope(self, scope: str, name: str | None = None) -> None:
        """Refuse with 401 when nobody is signed in, with 403 naming the missing scope otherwise."""
        if self.is_anonymous:
            raise TokenRequired()
        if not self.holds(scope, name):
            raise ScopeMissing(scope=scope)
        if self.stages_only:
            raise OnlyStaging()

    def require(self, scope: str, organisation_id: int, name: str | None = None) -> None:
        """Refuse unless the caller holds `scope` and acts for that organisation (administrators act for all)."""
        self.require_scope(scope, name)
        if organisation_id not in self.acts_for and not self.is_administrator:
            raise NotYourOrganisation(organisation=self.organisation or "")

    def require_party(self, organisation_id: int) -> None:
        """Refuse unless the caller acts for that organisation, whatever it may do there; administrators do for all."""
        if self.is_anonymous:
            raise TokenRequired()
        if organisation_id not in self.acts_for and not self.is_administrator:
            raise NotYourOrganisation(organisation=self.organisation or "")

    def released(self) -> "Actor":
        """The same caller for what a machine may do that only stages: staging itself."""
        return replace(self, stages_only=False)


ANONYMOUS: Final = Actor(key="anonymous")


ALL_SCOPES: Final = frozenset(
    {
        "catalogue:write",
        "adoption:write",
        "collaboration:write",
        "assessment:write",
        "evaluation:write",
        "organisation:manage",
        "platform:admin",
        "security:admin",
        "audit:read",
    }
)

CONSOLE: Final = Actor(key="console", scopes=ALL_SCOPES)
"""The operator at the machine's own console: holds every right, and the log says so."""
