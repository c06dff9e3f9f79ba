"""Four cities that reuse each other's components over two years: what derived figures are asked of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.build import Client, Registry

A = "/api/v1/statistics"
CITIES = ("yunling", "haina", "shaquan", "lingu")


@dataclass
class Scene:
    """The registry, the four cities, and the adoptions by a short name."""

    registry: Registry
    yunling: Client
    haina: Client
    shaquan: Client
    lingu: Client
    adoptions: dict[str, str]

    def read(self, client: Client, figure: str, **query: str) -> Any:
        """The document of a page of figures."""
        words = "&".join(f"{name.rstrip('_')}={value}" for name, value in query.items())
        answer = client.get(f"{A}/{figure}" + (f"?{words}" if words else ""))
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.json

    def value(self, client: Client, figure: str, code: str, **query: str) -> Any:
        """The value of one figure."""
        return self.figure(client, figure, code, **query)["value"]

    def figure(self, client: Client, figure: str, code: str, **query: str) -> Any:
        return next(each for each in self.read(client, figure, **query)["figures"] if each["code"] == code)

    def move(self, client: Client, name: str, stage: str, **more: Any) -> None:
        """Move an adoption now."""
        answer = client.post(f"/api/v1/adoptions/{self.adoptions[name]}/transitions", {"to": stage, **more})
        assert answer.status_code == 201, answer.get_data(as_text=True)

    def adopt(self, client: Client, name: str, component: str, *stages: str, **more: Any) -> None:
        self.adoptions[name] = self.registry.adoption(client, component, *stages, **more)

    def at(self, day: str) -> None:
        """Noon in Shanghai of a day. Tokens last for 90 days: everybody gets a new one."""
        self.registry.clock.set(datetime.fromisoformat(f"{day}T04:00:00+00:00"))
        for slug in CITIES:
            getattr(self, slug).token = self.registry.city(slug).token


def build(registry: Registry) -> Scene:
    """Yunling (leading, 990200) publishes three components, Haina (progressing, 990200) one. Shaquan and Lingu
    (foundational, 990100) only take. Days are 2026-03-02 (START) and those that follow."""
    administrator = registry.administrator()
    for code, parent, kind in (
        ("990100", None, "province"),
        ("990101", "990100", "county_city"),
        ("990102", "990100", "prefecture_city"),
        ("990200", None, "province"),
    ):
        body = {"code": code, "name": f"示例{code}", "kind": kind, **({"parent_code": parent} if parent else {})}
        assert administrator.post("/api/v1/divisions", body).status_code == 201
    scene = Scene(
        registry,
        registry.city("yunling", city_class="leading", division_code="990200"),
        registry.city("haina", city_class="progressing", division_code="990200"),
        registry.city("shaquan", city_class="foundational", division_code="990101"),
        registry.city("lingu", city_class="foundational", division_code="990102"),
        {},
    )
    registry.component(scene.yunling, "parking", "1.0.0", domains=["A4"])
    registry.component(scene.yunling, "sign-on", "2.0.0", kind="service", domains=["A1"])
    registry.component(scene.yunling, "unused", "1.0.0", domains=["A4"])
    registry.component(scene.haina, "maps", "1.0.0", kind="service", domains=["A1"])
    scene.adopt(scene.shaquan, "shaquan-parking", "yunling/parking", version="1.0.0")
    scene.at("2026-03-12")
    scene.move(scene.shaquan, "shaquan-parking", "approved")
    scene.move(scene.shaquan, "shaquan-parking", "live")
    scene.at("2026-04-10")
    scene.adopt(scene.lingu, "lingu-parking", "yunling/parking", "approved", "pilot")
    scene.adopt(scene.haina, "haina-sign-on", "yunling/sign-on", "approved", "live", version="2.0.0")
    scene.at("2026-05-20")
    scene.adopt(scene.yunling, "yunling-maps", "haina/maps", "approved", "live", version="1.0.0")
    scene.adopt(scene.shaquan, "shaquan-maps", "haina/maps", "approved", "pilot")
    scene.adopt(scene.yunling, "yunling-own", "yunling/parking", "approved", "live", version="1.0.0")
    scene.at("2026-06-30")
    scene.move(scene.lingu, "lingu-parking", "live")
    scene.at("2026-08-01")
    scene.move(scene.shaquan, "shaquan-maps", "retired")
    return scene
