"""A city with a publisher beside it and its province above, and ways to apply and to decide."""

from dataclasses import dataclass
from typing import Any

from tests.build import Answer, Client, Registry

ADDRESS = "/api/v1/applications"
PARKING, LIGHTS = "yunling/parking", "yunling/lights"


@dataclass
class Office:
    """haina applies through its clerk; its approver decides first, then yunling, the publisher."""

    registry: Registry
    publisher: Client
    clerk: Client
    approver: Client

    @classmethod
    def open(cls, registry: Registry, **changes: Any) -> "Office":
        publisher = registry.city("yunling")
        registry.component(publisher, "parking", "1.0", "1.1", **changes)
        registry.component(publisher, "lights", "2.0")
        clerk = registry.city("haina")
        return cls(registry, publisher, clerk, registry.member("haina", "li", "approver"))

    def submit(self, *items: Any, client: Client | None = None, **changes: Any) -> Answer:
        """Apply for these components (or items as on the wire)."""
        told = [{"component": item, "mode": "new"} if isinstance(item, str) else item for item in items or (PARKING,)]
        body = {
            "applicant": "haina",
            "purpose": "全市停车一张网",
            "agreement": 1,
            "accepted_by": "某处处长",
            "items": told,
            **changes,
        }
        return (client or self.clerk).post(ADDRESS, body)

    def submitted(self, *items: Any, **changes: Any) -> str:
        """The same, and its id."""
        answer = self.submit(*items, **changes)
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return str(answer.json["id"])

    def decide(
        self, client: Client, application: str, decision: str = "approve", *, item: int = 1, note: str | None = None
    ) -> Answer:
        body = {"item": item, "decision": decision, **({"note": note} if note else {})}
        return client.post(f"{ADDRESS}/{application}/decisions", body)

    def approved(self, application: str, item: int = 1) -> dict[str, Any]:
        """An item through the usual route; how it reads then."""
        for client in (self.approver, self.publisher):
            answer = self.decide(client, application, item=item)
            assert answer.status_code == 200, answer.get_data(as_text=True)
        return self.item(application, item)

    def item(self, application: str, number: int = 1, client: Client | None = None) -> dict[str, Any]:
        items = (client or self.clerk).get(f"{ADDRESS}/{application}").json["items"]
        return next(item for item in items if item["number"] == number)

    def events(self, client: Client | None = None, types: str = "application.") -> list[dict[str, Any]]:
        """What a client is told of applications, in order."""
        told = (client or self.clerk).get("/api/v1/events?after=0&limit=1000").json["items"]
        return [event for event in told if event["type"].startswith(types)]


def steps_of(item: dict[str, Any]) -> list[str]:
    """`city open`, `publisher waiting` … for short."""
    return [f"{step['kind']} {step['status']}" for step in item["steps"]]
