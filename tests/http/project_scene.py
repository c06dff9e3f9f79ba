"""A city with a project, and those who look at it."""

from dataclasses import dataclass
from typing import Any

from tests.build import Answer, Client, Registry

ADDRESS = "/api/v1/projects"
NAME = {"zh": "示例停车项目", "en": "Demo parking project"}
RISE = {"indicator": {"zh": "在线车位比例", "en": "Spaces online"}, "unit": "%", "target": 80, "direction": "up"}
FALL = {"indicator": {"zh": "找位时长", "en": "Minutes to park"}, "unit": "min", "target": 15, "direction": "down"}


@dataclass
class Bureau:
    """The city that runs a project, and its project's address."""

    registry: Registry
    city: Client
    place: str

    @classmethod
    def open(cls, registry: Registry, **facts: Any) -> "Bureau":
        city = registry.city("haina")
        answer = city.post(ADDRESS, {"organisation": "haina", "name": NAME, "kind": "construction", **facts})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return cls(registry, city, answer.headers["Location"])

    def read(self, client: Client | None = None) -> Any:
        return (client or self.city).get(self.place).json

    def patch(self, **changes: Any) -> Answer:
        return self.city.patch(self.place, changes, etag=self.city.get(self.place).headers["ETag"])

    def move(self, to: str, **more: Any) -> Answer:
        return self.city.post(f"{self.place}/transitions", {"to": to, **more})

    def milestone(self, due_on: str) -> str:
        answer = self.city.post(f"{self.place}/milestones", {"title": NAME, "due_on": due_on})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return f"{self.place}/milestones/{answer.json['id']}"

    def targets(self, *targets: dict[str, Any], client: Client | None = None, **more: Any) -> Answer:
        return (client or self.city).call("PUT", f"{self.place}/targets", {"targets": list(targets), **more})

    def results(self, *values: float) -> Answer:
        results = [{"target": number, "value": value} for number, value in enumerate(values, start=1)]
        return self.city.call("PUT", f"{self.place}/results", {"results": results})

    def finished(self, *values: float) -> "Bureau":
        """Begun and finished, with two targets and these results."""
        assert self.targets({**RISE, "weight": 3}, {**FALL, "baseline": 30, "weight": 1}).status_code == 200
        for status in ("running", "finished"):
            assert self.move(status).status_code == 200
        if values:
            assert self.results(*values).status_code == 200
        return self
