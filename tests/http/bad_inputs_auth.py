"""Hostile tokens and callers."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from werkzeug.test import TestResponse

from registry.accounts.actions import issue_token
from registry.accounts.queries import find_person
from registry.kit.actor import ALL_SCOPES, Actor
from registry.organisations.queries import get_organisation
from tests.build import Client
from tests.http.bad_inputs_cases import Case, cases_of
from tests.http.bad_inputs_scenarios import drives
from tests.http.bad_inputs_scene import Scene, days_later

COMPONENTS = "/api/v1/components"
TOKENS = "/api/v1/tokens"


@drives("auth-003", "auth-009", "auth-013")
def _no_token_at_all(scene: Scene) -> Iterator[TestResponse]:
    for headers in (
        {"Authorization": "Bearer"},
        {"Authorization": f"Basic {scene.yunling.token}"},
        {"Cookie": "session=eyJ1c2VyIjoiYWRtaW4ifQ.forged"},
    ):
        answer = scene.send(scene.anyone, "GET", TOKENS, headers=headers)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        yield answer


@drives("auth-006")
def _the_scheme_in_lower_case(scene: Scene) -> Iterator[TestResponse]:
    yield scene.send(scene.anyone, "GET", TOKENS, headers={"Authorization": f"bearer {scene.yunling.token}"})


@drives("auth-007")
def _a_blank_behind_the_token_is_trimmed(scene: Scene) -> Iterator[TestResponse]:
    yield scene.send(scene.anyone, "GET", TOKENS, headers={"Authorization": f"Bearer {scene.yunling.token} "})


@drives("auth-008")
def _the_token_in_capitals(scene: Scene) -> Iterator[TestResponse]:
    assert scene.yunling.token is not None
    headers = {"Authorization": f"Bearer {scene.yunling.token.upper()}"}
    yield scene.send(scene.anyone, "GET", TOKENS, headers=headers)


@drives("auth-014")
def _an_expired_token(scene: Scene) -> Iterator[TestResponse]:
    issued = scene.send(scene.yunling, "POST", TOKENS, {"scopes": ["catalogue:write"], "days": 1})
    with days_later(scene, 1):
        yield scene.send(Client(scene.registry.app, issued.get_json()["token"]), "GET", TOKENS)


@drives("auth-015")
def _a_token_that_was_just_revoked(scene: Scene) -> Iterator[TestResponse]:
    issued = scene.send(scene.yunling, "POST", TOKENS, {"scopes": ["catalogue:write"]}).get_json()
    assert scene.send(scene.yunling, "DELETE", f"{TOKENS}/{issued['id']}").status_code == 204
    yield scene.send(Client(scene.registry.app, issued["token"]), "GET", f"{COMPONENTS}/yunling/water-gauge")


@drives("auth-017")
def _the_token_of_somebody_who_left_the_city(scene: Scene) -> Iterator[TestResponse]:
    member = {"login": "lin", "display_name": "Lin", "role": "publisher"}
    members = "/api/v1/organisations/yunling/members"
    assert scene.send(scene.yunling, "POST", members, member).status_code == 201
    token = _token_made_by(scene, "lin", "catalogue:write")
    body = {"number": "1.0"}
    path = f"{COMPONENTS}/{scene.component()}/versions"
    assert scene.send(token, "POST", path, body).status_code == 201

    assert scene.send(scene.yunling, "DELETE", f"{members}/lin").status_code == 204

    yield scene.send(token, "POST", f"{COMPONENTS}/{scene.component()}/versions", body)


def _token_made_by(scene: Scene, login: str, scope: str) -> Client:
    with scene.registry.database.writing() as session:
        person, city = find_person(session, login), get_organisation(session, "yunling")
        assert person is not None
        maker = Actor(
            key=f"person:{person.id}",
            person_id=person.id,
            scopes=ALL_SCOPES,
            acts_for=frozenset({city.id}),
            kind="city",
        )
        _, secret = issue_token(session, maker, organisation="yunling", scopes=[scope])
    return Client(scene.registry.app, secret)


@drives("auth-018")
def _a_token_without_the_scope(scene: Scene) -> Iterator[TestResponse]:
    reader = scene.registry.client("yunling", "collaboration:write")
    answer = scene.send(reader, "POST", COMPONENTS, {})
    assert "catalogue:write" in answer.headers["WWW-Authenticate"]
    yield answer


@drives("auth-019")
def _a_token_for_another_component(scene: Scene) -> Iterator[TestResponse]:
    narrow = scene.registry.client("yunling", "catalogue:write:parking-*")
    yield scene.send(narrow, "POST", f"{COMPONENTS}/yunling/water-gauge/versions", {"number": "9.0"})


@drives("auth-021")
def _joining_the_three_administrators(scene: Scene) -> Iterator[TestResponse]:
    yield scene.send(scene.administrator, "POST", TOKENS, {"scopes": ["audit:read", "platform:admin"]})


@drives("auth-023")
def _a_token_for_another_city(scene: Scene) -> Iterator[TestResponse]:
    yield scene.send(scene.yunling, "POST", TOKENS, {"organisation": "haina", "scopes": ["catalogue:write"]})


@drives("auth-025")
def _revoking_somebody_elses_token(scene: Scene) -> Iterator[TestResponse]:
    issued = scene.send(scene.haina, "POST", TOKENS, {"scopes": ["catalogue:write"]}).get_json()
    yield scene.send(scene.yunling, "DELETE", f"{TOKENS}/{issued['id']}")
    assert scene.send(Client(scene.registry.app, issued["token"]), "GET", COMPONENTS).status_code == 200


def _jwt(case: Case) -> str:
    """A JSON Web Token as the case wants it. None is ever a token of ours."""
    wanted: dict[str, Any] = case.input["jwt"]
    header = {name: wanted[name] for name in ("alg", "kid", "jku", "jwk") if name in wanted}
    claims = {"sub": "admin", **{name: value for name, value in wanted.items() if name not in header}}
    if "size" in claims:
        claims["filler"] = "x" * 1_000_000
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims))
    return ".".join([*(part.decode() for part in parts), "c2lnbmF0dXJl"])


for _case in cases_of("auth"):
    if "jwt" in _case.input:

        @drives(_case.id)
        def _a_web_token(scene: Scene, case: Case = _case) -> Iterator[TestResponse]:
            yield scene.send(scene.anyone, "GET", COMPONENTS, headers={"Authorization": f"Bearer {_jwt(case)}"})


@drives("auth-045")
def _the_beginning_of_a_token_tells_nothing(scene: Scene) -> Iterator[TestResponse]:
    assert scene.yunling.token is not None
    guesses = (f"{scene.yunling.token[:-8]}00000000", f"cityreg_{'0' * 49}")
    answers = [
        scene.send(scene.anyone, "GET", COMPONENTS, headers={"Authorization": f"Bearer {guess}"}) for guess in guesses
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].get_data() == answers[1].get_data()
    yield from ()
