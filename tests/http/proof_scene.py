"""A live adoption, its publisher, and somebody in each role around it."""

from dataclasses import dataclass

from registry.events.queries import list_changes
from tests.build import Client, Registry

ADDRESS = "/api/v1/adoptions"


@dataclass
class ProofScene:
    """Haina runs what Yunling publishes; Bizhou is a third city."""

    registry: Registry
    yunling: Client
    haina: Client
    bizhou: Client
    assessor: Client
    national: Client
    adoption: str

    @property
    def address(self) -> str:
        return f"{ADDRESS}/{self.adoption}"

    def told(self, *types: str) -> list[str]:
        """The types of what happened, of these only."""
        with self.registry.database.reading() as session:
            return [change.type for change in list_changes(session, after=0, limit=1000) if change.type in types]

    def envelopes(self, reader: Client, prefix: str) -> list[dict]:
        """The events whose types begin so, as somebody reads them."""
        found = reader.get("/api/v1/events?after=0&limit=1000").json["items"]
        return [event for event in found if event["type"].startswith(prefix)]


def proof_scene(registry: Registry, *stages: str) -> ProofScene:
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    adoption = registry.adoption(haina, "yunling/parking", *(stages or ("approved", "live")), version="1.0")
    return ProofScene(
        registry, yunling, haina, registry.city("bizhou"), registry.assessor(), registry.administrator(), adoption
    )
