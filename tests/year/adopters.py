"""What adopting cities do."""

from datetime import date, timedelta

from tests.year.country import API, PROVINCES, Country, Shelf, Use


class Adopters(Country):
    """Cities that adopt, go on, upgrade and end."""

    def adopt(self) -> None:
        self._begin(self.random.choice(list(self.cities)), None)

    def adopt_for_a_city(self) -> None:
        """A body that leads a province adopts for one of its cities."""
        below = [slug for slug, code in self.places.items() if code[:2] == PROVINCES[0][:2]]
        self._begin("province", self.random.choice(below))

    def _begin(self, adopter: str, on_behalf_of: str | None) -> None:
        beneficiary = on_behalf_of or adopter
        component = self.random.choice(self._free_for(beneficiary))
        version = component.latest if self.random.random() < 0.85 else None
        body = {"adopter": adopter, "component": component.name, "mode": "new"}
        body |= {"on_behalf_of": on_behalf_of} if on_behalf_of else {}
        body |= {"version": version} if version else {}
        concerned = {component.publisher, beneficiary if on_behalf_of else component.publisher}
        answer = self.done(
            self.client_of(adopter).post(f"{API}/adoptions", body), ("adoption.begun", concerned), doer=adopter
        )
        use = Use(answer.json["id"], component, adopter, beneficiary, "planned", self.today, version)
        use.known.independence = self.independence(use)
        use.known.steps.append(("planned", self.today, self.today))
        self.uses.append(use)

    def apply(self) -> None:
        """A city applies; another of its people approves, then the publisher does, or sends it back."""
        city = self.random.choice(list(self.cities))
        component = self.random.choice(self._free_for(city))
        if component.publisher in {city, "builder"} or component.latest is None:
            return
        agreement = self.cities[city].get(f"{API}/agreements/current").json["number"]
        item = {"component": component.name, "version": component.latest, "mode": "new"}
        body = {"applicant": city, "purpose": "示例", "agreement": agreement, "accepted_by": "某人", "items": [item]}
        # Who approves is of the same city: it is told, though it was the city itself that applied.
        sent = self.done(
            self.cities[city].post(f"{API}/applications", body), ("application.submitted", {city}), doer=None
        )
        path = f"{API}/applications/{sent.json['id']}/decisions"
        approved = self.registry.city(city).post(path, {"item": 1, "decision": "approve"})
        who = component.publisher
        self.done(approved, ("application.item_decided", {city}), ("application.step_opened", {who}), doer=city)
        if self.random.random() < 0.3:
            refused = self.cities[who].post(path, {"item": 1, "decision": "reject", "note": "示例"})
            self.done(refused, ("application.item_decided", {city}), doer=who)
            return
        granted = self.cities[who].post(path, {"item": 1, "decision": "approve"})
        self.done(granted, ("application.item_decided", {city}), ("adoption.begun", {who}), doer=who)
        identifier = granted.json["items"][0]["adoption"]
        use = Use(identifier, component, city, city, "approved", self.today, component.latest)
        use.known.independence = self.independence(use)
        use.known.steps += [(stage, self.today, self.today) for stage in ("planned", "approved")]
        self.uses.append(use)

    def _free_for(self, beneficiary: str) -> list[Shelf]:
        """What it may adopt: it does not use it yet, and it is not deprecated."""
        taken = {use.component.name for use in self.uses if use.beneficiary == beneficiary and use.stage != "retired"}
        return [shelf for shelf in self.shelves if shelf.name not in taken and not shelf.is_deprecated]

    def go_on(self) -> None:
        """The next step towards live, or back from a suspension; sometimes said days later than it happened."""
        use = self.some(lambda use: use.stage in {"planned", "approved", "pilot", "suspended"})
        if use is None:
            return
        to = {"planned": "approved", "approved": self.random.choice(["pilot", "live"])}.get(use.stage, "live")
        self._move(use, to)

    def end(self) -> None:
        use = self.some(lambda use: use.stage in {"pilot", "live"})
        if use is not None:
            self._move(use, self.random.choice(["suspended", "suspended", "retired"]))

    def _move(self, use: Use, to: str) -> None:
        late = self.random.choice([0, 0, 0, 1, 4])
        on = max(use.since, self.today - timedelta(days=late))
        concerned = {use.component.publisher} if to in {"live", "retired"} else set()
        if concerned and use.adopter != use.beneficiary:
            concerned.add(use.beneficiary)
        self.done(
            self.client_of(use.adopter).post(
                f"{API}/adoptions/{use.identifier}/transitions", {"to": to, "on": on.isoformat()}
            ),
            ("adoption.moved", concerned),
            doer=use.adopter,
        )
        self._stepped(use, to, on)

    def _stepped(self, use: Use, to: str, on: date) -> None:
        use.stage, use.since = to, on
        use.known.steps.append((to, on, self.today))
        if use.runs:
            use.known.signs.append(self.today)

    def upgrade(self) -> None:
        use = self.some(
            lambda use: use.stage not in {"retired"},
            lambda use: use.component.latest is not None and use.component.latest != use.version,
        )
        if use is None:
            return
        body = {"to": use.stage, "version": use.component.latest}
        path = f"{API}/adoptions/{use.identifier}/transitions"
        self.done(self.client_of(use.adopter).post(path, body), ("adoption.upgraded", ()), doer=use.adopter)
        use.version = use.component.latest
        self._stepped(use, use.stage, self.today)

    def spread(self) -> None:
        use = self.some(lambda use: use.stage != "retired")
        if use is None:
            return
        path = f"{API}/adoptions/{use.identifier}"
        who = self.client_of(use.adopter)
        departments = [f"示例局{number}" for number in range(self.random.randrange(1, 30))]
        levels = ["city", "district", "street", "community"][: self.random.randrange(1, 5)]
        etag = who.get(path).headers["ETag"]
        change = {"departments": departments, "levels": levels}
        self.done(who.patch(path, change, etag=etag), ("adoption.described", ()), doer=use.adopter)
        use.known.reach.append((self.today, len(departments), len(levels)))

    def claim(self) -> None:
        """An entity says that a city runs something; the city says whether it is so."""
        city = self.random.choice(list(self.cities))
        component = self.random.choice(self._free_for(city))
        body = {"adopter": city, "component": component.name, "stage": "live", "mode": "new"}
        body |= {"since_on": self.today.isoformat(), "version": component.latest} if component.latest else {}
        made = self.done(
            self.entity.post(f"{API}/adoption-claims", body), ("adoption_claim.made", {city}), doer="builder"
        )
        path = f"{API}/adoption-claims/{made.json['id']}"
        if self.random.random() < 0.5:
            answer = self.cities[city].post(f"{path}/rejection", {"note": "示例"})
            self.done(answer, ("adoption_claim.rejected", {"builder"}), doer=city)
            return
        answer = self.cities[city].post(f"{path}/confirmation", {})
        assert answer.status_code in {200, 201}, answer.get_data(as_text=True)
        for event in self.news():
            who = {"adoption_claim.confirmed": {"builder"}, "adoption.begun": {component.publisher}}
            if event["type"] == "adoption.moved" and event["data"]["to"] == "live":
                who["adoption.moved"] = {component.publisher}
            concerned = who.get(event["type"], set())
            self.told[event["position"]] = (event["type"], frozenset(concerned - {city} or concerned))
        identifier = answer.json["adoption"]
        use = Use(identifier, component, city, city, "live", self.today, component.latest)
        use.known.independence = self.independence(use)
        for stage in ("planned", "approved", "live"):
            use.known.steps.append((stage, self.today, self.today))
        use.known.signs.append(self.today)
        self.uses.append(use)

    def say(self) -> None:
        """An adopter reports a defect; the publisher resolves it."""
        use = self.some(lambda use: use.runs, lambda use: use.component.publisher != use.adopter)
        if use is None or use.adopter == "province":
            return
        body = {"component": use.component.name, "kind": "defect", "title": "示例"}
        said = self.done(
            self.client_of(use.adopter).post(f"{API}/feedback", body),
            ("feedback.opened", {use.component.publisher}),
            doer=use.adopter,
        )
        if use.component.latest is not None:
            path = f"{API}/feedback/{said.json['id']}/resolution"
            self.done(
                self.client_of(use.component.publisher).post(path, {"version": use.component.latest}),
                ("feedback.resolved", {use.adopter}),
                doer=use.component.publisher,
            )
