"""A version that takes files, in a folder and in an object storage: the scene of the tests about artifacts."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from registry.artifacts.storage import Storage
from tests.build import Answer, Client, Registry

CONTENT = b"\x7fELF all bytes \x00\xff of a release\n" * 100


@dataclass
class Scene:
    """A city with version 1.0 of a component, and files of it over HTTP."""

    registry: Registry
    city: Client
    component: str

    @property
    def address(self) -> str:
        return f"/api/v1/components/{self.component}/versions/1.0/artifacts"

    @property
    def storage(self) -> Storage:
        storage: Storage = self.registry.app.extensions["registry.artifacts"]
        return storage

    def at(self, filename: str) -> str:
        return f"{self.address}/{quote(filename, safe='')}"

    def put(
        self,
        filename: str,
        content: bytes = CONTENT,
        *,
        by: Client | None = None,
        headers: Mapping[str, str] | None = None,
        query: str = "",
    ) -> Answer:
        sent = {"Content-Type": "application/gzip", **(headers or {})}
        return (by or self.city).call("PUT", self.at(filename) + query, headers=sent, data=content)

    def get(self, filename: str, headers: Mapping[str, str] | None = None, by: Client | None = None) -> Answer:
        return (by or self.registry.anyone).get(self.at(filename), headers=headers)

    def listed(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.registry.anyone.get(self.address).json["items"]
        return items

    def leftovers(self) -> list[Path]:
        return list(self.storage.incoming.glob("*"))


def scene_of(registry: Registry) -> Scene:
    city = registry.city("yunling")
    return Scene(registry, city, registry.component(city, "parking", "1.0"))


def digest_field(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"
