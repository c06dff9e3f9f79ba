"""A simulated country: thirty cities, forty components, and the memory of what was done, kept without the registry."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from packaging.version import Version

from tests.build import START, Answer, Client, Registry
from tests.year.worth import Remembered

API = "/api/v1"
CITIES = 30
COMPONENTS = 40
PUBLISHERS = 10
FIRST_DAY = START.date()

PROVINCES = ("990000", "980000", "970000")
Told = list[tuple[str, frozenset[str]]]


@dataclass
class Shelf:
    """A component as the world knows it."""

    name: str
    publisher: str
    versions: list[str]
    yanked: set[str] = field(default_factory=set)
    affected: dict[str, set[str]] = field(default_factory=dict)
    is_deprecated: bool = False

    @property
    def latest(self) -> str | None:
        standing = [number for number in self.versions if number not in self.yanked]
        return max(standing, key=Version) if standing else None


@dataclass
class Use:
    """An adoption as the world knows it."""

    identifier: str
    component: Shelf
    adopter: str
    beneficiary: str
    stage: str
    since: date
    version: str | None
    known: Remembered = field(default_factory=Remembered)
    key: bytes | None = None
    reported: int = 0

    @property
    def bodies(self) -> set[str]:
        return {self.adopter, self.beneficiary}

    @property
    def runs(self) -> bool:
        return self.stage in {"pilot", "live"}


class Country:
    """Thirty cities, forty components, and what was done; who had to be told of it, by the position of the event."""

    def __init__(self, registry: Registry, seed: int) -> None:
        self.registry = registry
        self.random = random.Random(seed)
        self.administrator = registry.administrator()
        self.assessor = registry.assessor()
        self.entity = self._builder()
        self.cities: dict[str, Client] = {}
        self.places: dict[str, str] = {}
        self.shelves: list[Shelf] = []
        self.uses: list[Use] = []
        self.told: dict[int, tuple[str, frozenset[str]]] = {}
        self.position = 0
        self.today = FIRST_DAY
        self._found()

    def _found(self) -> None:
        """Three provinces with prefectures, of which some have two cities; a body that leads a province; components."""
        for province in PROVINCES:
            self._division(province, None)
        for number in range(CITIES):
            prefecture = f"{PROVINCES[number % 3][:2]}{number // 6 + 1:02}00"
            if prefecture not in self.places.values():
                self._division(prefecture, f"{prefecture[:2]}0000")
                code = prefecture
            else:
                code = f"{prefecture[:4]}{20 + number}"
                self._division(code, prefecture)
            slug = f"city-{number:02}"
            self.cities[slug] = self.registry.city(slug, division_code=code)
            self.places[slug] = code
        self.province = self._province()
        for number in range(COMPONENTS):
            publisher = "builder" if number % 20 == 19 else f"city-{number % PUBLISHERS:02}"
            name = f"component-{number:02}"
            self.registry.component(self.client_of(publisher), name, "1.0", title={"zh": f"组件{number}号", "en": name})
            self.shelves.append(Shelf(f"{publisher}/{name}", publisher, ["1.0"]))
        self.position = self._head()

    def _division(self, code: str, parent: str | None) -> None:
        body = {"code": code, "name": f"示例{code}", "kind": "示例", **({"parent_code": parent} if parent else {})}
        answer = self.administrator.post(f"{API}/divisions", body)
        assert answer.status_code == 201, answer.get_data(as_text=True)

    def client_of(self, slug: str) -> Client:
        return self.entity if slug == "builder" else self.province if slug == "province" else self.cities[slug]

    def renew_tokens(self) -> None:
        """A new token for everybody, of the same scopes."""
        self.administrator.token = self.registry.administrator().token
        self.assessor.token = self.registry.assessor().token
        self.entity.token = self._builder().token
        self.province.token = self._province().token
        for slug, client in self.cities.items():
            client.token = self.registry.city(slug).token

    def _builder(self) -> Client:
        scopes = ("catalogue:write", "collaboration:write", "organisation:manage")
        return self.registry.client("builder", *scopes, kind="operating_entity")

    def _province(self) -> Client:
        scopes = ("adoption:write", "organisation:manage")
        return self.registry.client("province", *scopes, kind="authority", division_code=PROVINCES[0])

    def independence(self, use: Use) -> float:
        """By the divisions the cities stand in: the same city, the same prefecture, or strangers."""
        publisher = use.component.publisher
        if publisher == use.beneficiary:
            return 0.0
        if publisher == "builder":
            return 1.0
        return 0.3 if self.places[publisher][:4] == self.places[use.beneficiary][:4] else 1.0

    def _head(self) -> int:
        head = 0
        while page := self.administrator.get(f"{API}/events?after={head}&limit=1000").json:
            if page["next"] == head:
                return head
            head = page["next"]
        return head

    def news(self) -> list[dict]:
        """What has happened since the last look. Notices follow at once, as they do in a service."""
        self.registry.app.extensions["registry.notifications"].current()
        found: list[dict] = []
        while True:
            page = self.administrator.get(f"{API}/events?after={self.position}&limit=1000").json
            found += page["items"]
            if page["next"] == self.position:
                return found
            self.position = page["next"]

    def done(self, answer: Answer, *expected: tuple[str, Iterable[str]], doer: str | None) -> Answer:
        """That it went well, and who has to be told of what it brought about."""
        assert answer.status_code in {200, 201, 204}, answer.get_data(as_text=True)
        # Whoever did it is not told, unless it alone is concerned.
        left = {type: frozenset(set(who) - {doer} or set(who)) for type, who in expected}
        for event in self.news():
            self.told[event["position"]] = (event["type"], left.pop(event["type"], frozenset()))
        assert not left, f"events that did not come: {left}"
        return answer

    def use_of(self, subject: str) -> Use | None:
        return next((use for use in self.uses if subject.endswith(use.identifier)), None)

    def some(self, *conditions: Callable[[Use], bool]) -> Use | None:
        found = [use for use in self.uses if all(condition(use) for condition in conditions)]
        return self.random.choice(found) if found else None
