"""What an export tells of a component beside its description."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Release:
    """The latest version: what it is called, and the day it came out."""

    number: str
    label: str | None
    released_on: date
    is_prerelease: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Another component that the latest version requires."""

    component: str
    specifier: str
    license: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the registry knows of a component beside its description. `root` is where the registry is."""

    identifier: str
    full_name: str
    status: str
    is_demo: bool
    publisher: Mapping[str, str]
    division_code: str | None
    root: str
    release: Release | None = None
    needs: tuple[Need, ...] = ()
    externals: tuple[Mapping[str, Any], ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def page(self) -> str:
        return f"{self.root}/components/{self.full_name}"

    @property
    def organisation_uri(self) -> str:
        """The division of GB/T 2260 as a URN; where there is none, the publisher's address in the registry."""
        if self.division_code:
            return f"urn:x-cn-xzqh:{self.division_code}"
        return f"{self.root}/organisations/{self.full_name.split('/')[0]}"
