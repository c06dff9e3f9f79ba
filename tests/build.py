"""Builders: a test says what matters to it, everything else is filled in."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from flask import Flask
from werkzeug.test import TestResponse

from registry.accounts.actions import add_member, issue_token
from registry.accounts.queries import find_person, get_actor
from registry.accounts.roles import ROLE_SCOPES
from registry.kit.actor import ALL_SCOPES, CONSOLE, Actor
from registry.kit.clock import SimulatedClock
from registry.kit.database import Database
from registry.kit.policy import Policy
from registry.organisations.actions import register_organisation
from registry.organisations.queries import find_organisation, get_organisation
from registry.settings import Settings
from tests.applications import application

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
"""Monday noon in Shanghai: the day is the same there and in UTC."""

ALL_WRITES = ("catalogue:write", "adoption:write", "collaboration:write", "organisation:manage")


def description(**changes: Any) -> dict[str, Any]:
    """The least a component says of itself, and what the test adds or changes."""
    return {
        "title": {"zh": "智慧停车", "en": "Smart parking"},
        "summary": {"zh": "把全市停车场接入一张网。", "en": "Brings every car park into one network."},
        "kind": "application",
        "license": "MulanPSL-2.0",
        "domains": ["A4"],
        **changes,
    }


class Answer(TestResponse):
    """What comes back, for the types' sake: a test takes its JSON as it is."""

    @property
    def json(self) -> Any:
        return super().json


@dataclass
class Client:
    """Someone at the API: the role is the client's name."""

    app: Flask
    token: str | None = None
    language: str = "en"

    def call(
        self, method: str, address: str, json: Any = None, *, headers: Mapping[str, str] | None = None, **options: Any
    ) -> Answer:
        sent = {"Accept-Language": self.language, **(headers or {})}
        if self.token is not None:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        with self.app.test_client() as http:
            return cast(Answer, http.open(address, method=method, json=json, headers=sent, **options))

    def get(self, address: str, **options: Any) -> Answer:
        return self.call("GET", address, **options)

    def post(self, address: str, json: Any = None, **options: Any) -> Answer:
        return self.call("POST", address, json, **options)

    def patch(self, address: str, json: Any, *, etag: str | None = None) -> Answer:
        return self.call("PATCH", address, json, headers={} if etag is None else {"If-Match": etag})

    def delete(self, address: str, *, etag: str | None = None) -> Answer:
        return self.call("DELETE", address, headers={} if etag is None else {"If-Match": etag})


class Visitor:
    """Somebody with a browser without scripts: keeps cookies, and sends forms as pages hold them."""

    def __init__(self, app: Flask, language: str = "en") -> None:
        self.http = app.test_client()
        self.headers = {"Accept-Language": language, "Origin": "http://localhost"}

    def get(self, address: str) -> Answer:
        return cast(Answer, self.http.get(address, headers=self.headers))

    def submit(self, address: str, /, *, on: str | None = None, **fields: Any) -> Answer:
        """Send a form to an address, with the mark of the page it stands on (the address itself unless said)."""
        page = self.get(on or address).get_data(as_text=True)
        mark = re.search(r'name="csrf_token" value="([^"]*)"', page)
        sent = {"csrf_token": mark[1] if mark else "", **fields}
        return cast(Answer, self.http.post(address, data=sent, headers=self.headers))

    def sign_in(self, client: Client) -> "Visitor":
        """With the token of somebody at the API."""
        answer = self.submit("/sign-in", token=client.token, next="/")
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return self


@dataclass
class Registry:
    """A running registry with its database, and quick ways to fill it through its own doors."""

    app: Flask
    database: Database
    clock: SimulatedClock
    data: Path
    tokens: dict[str, str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(
        cls, database_url: str, data: Path, clock: SimulatedClock, *, policy: Policy | None = None, **settings: Any
    ) -> "Iterator[Registry]":
        chosen = Settings(
            data=data,
            database_url=database_url,
            secret="only for tests",
            policy=policy or Policy(),
            access_log="none",
            **{"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, **settings},
        )
        with application(chosen, clock) as app:
            yield cls(app, app.extensions["registry"].database, clock, data)

    @property
    def anyone(self) -> Client:
        """A caller without a token."""
        return Client(self.app)

    def visitor(self, client: Client | None = None, *, language: str = "en") -> Visitor:
        """Somebody with a browser, signed in with this token if one is given."""
        visitor = Visitor(self.app, language)
        return visitor.sign_in(client) if client is not None else visitor

    def organisation(self, slug: str, kind: str = "city", **more: Any) -> None:
        with self.database.writing() as session:
            name = more.pop("name", {"zh": f"示例·{slug}", "en": f"Demo {slug}"})
            register_organisation(session, CONSOLE, slug=slug, kind=kind, name=name, **more)

    def client(self, slug: str, *scopes: str, kind: str = "city", **more: Any) -> Client:
        """Somebody of an organisation, which is registered when it is new, with a token of these scopes."""
        with self.database.reading() as session:
            known = find_organisation(session, slug) is not None
        if not known:
            self.organisation(slug, kind, **more)
        with self.database.writing() as session:
            _, secret = issue_token(session, CONSOLE, organisation=slug, scopes=scopes)
        return Client(self.app, secret)

    def city(self, slug: str, **more: Any) -> Client:
        """A city that may publish and adopt."""
        return self.client(slug, *ALL_WRITES, **more)

    def member(self, slug: str, login: str, role: str) -> Client:
        """A person with a role in an organisation that is there, with a token for all that the role allows."""
        with self.database.writing() as session:
            body = get_organisation(session, slug)
            person = find_person(session, login)
            if person is None:
                person = add_member(
                    session, CONSOLE, organisation=slug, login=login, display_name=login, role=role
                ).person
            scopes = ROLE_SCOPES[role]
            maker = Actor(f"person:{person.id}", person.id, body.id, slug, body.kind, ALL_SCOPES, frozenset({body.id}))
            _, secret = issue_token(session, maker, organisation=slug, scopes=scopes)
        return Client(self.app, secret)

    def administrator(self) -> Client:
        return self.client("national", "platform:admin", "organisation:manage", kind="authority")

    def entity(self, slug: str = "builder") -> Client:
        return self.client(slug, "catalogue:write", "organisation:manage", kind="operating_entity")

    def assessor(self, slug: str = "assessor") -> Client:
        return self.client(slug, "assessment:write", kind="assessor")

    def component(self, publisher: Client, name: str, *versions: str, **changes: Any) -> str:
        """Register a component and publish versions of it over HTTP; its full name."""
        slug = self.slug_of(publisher)
        answer = publisher.post("/api/v1/components", {"publisher": slug, "name": name, **description(**changes)})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        for number in versions:
            self.version(publisher, f"{slug}/{name}", number)
        return f"{slug}/{name}"

    def version(self, publisher: Client, component: str, number: str, **more: Any) -> Answer:
        answer = publisher.post(f"/api/v1/components/{component}/versions", {"number": number, **more})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return answer

    def adoption(self, adopter: Client, component: str, *stages: str, **more: Any) -> str:
        """Begin an adoption and move it through these stages over HTTP; its id."""
        body = {"adopter": self.slug_of(adopter), "component": component, "mode": "new", **more}
        answer = adopter.post("/api/v1/adoptions", body)
        assert answer.status_code == 201, answer.get_data(as_text=True)
        identifier: str = answer.get_json()["id"]
        for stage in stages:
            moved = adopter.post(f"/api/v1/adoptions/{identifier}/transitions", {"to": stage})
            assert moved.status_code == 201, moved.get_data(as_text=True)
        return identifier

    def slug_of(self, client: Client) -> str:
        assert client.token is not None
        with self.database.reading() as session:
            return get_actor(session, client.token).organisation or ""
