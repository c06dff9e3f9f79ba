"""/identity-providers, /organisations/{slug}/trusted-publishers, /tokens/exchange: no secret is stored."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from registry.app import create_app
from registry.publishing.fetching import ProviderKeys
from schemas.publishing import MachineTokenSchema, OriginSchema
from tests.build import START, Answer, Client, Registry
from tests.faults.together import at_once
from tests.publishing_provider import DISCOVERY, KEYS, Provider, providing

PROVIDERS = "/api/v1/identity-providers"
TRUSTED = "/api/v1/organisations/yunling/trusted-publishers"
EXCHANGE = "/api/v1/tokens/exchange"
CLAIMS = {"repository": "yunling/parking", "workflow": "release.yml", "environment": "release"}


@pytest.fixture
def provider(registry: Registry) -> Iterator[Provider]:
    """An OpenID provider that runs, by the registry's clock."""
    with providing(lambda: registry.clock.now().timestamp()) as running:
        yield running


def trusting(registry: Registry, provider: Provider, **changes: Any) -> Client:
    """A city that trusts the provider's machine; the city's client."""
    yunling = registry.city("yunling")
    entered = registry.administrator().post(PROVIDERS, {"issuer": provider.issuer, "label": "示例代码平台"})
    assert entered.status_code == 201, entered.get_data(as_text=True)
    asked = {"provider": provider.issuer, "claims": CLAIMS, "components": "parking*", **changes}
    assert yunling.post(TRUSTED, asked).status_code == 201
    return yunling


def exchanged(registry: Registry, token: str, organisation: str = "yunling") -> Answer:
    return registry.anyone.post(EXCHANGE, {"organisation": organisation, "token": token})


def machine(registry: Registry, provider: Provider, **claims: Any) -> Client:
    answer = exchanged(registry, provider.token(**claims))
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return Client(registry.app, answer.json["token"])


def test_a_job_publishes_without_a_stored_secret_and_the_version_says_where_it_came_from(
    registry: Registry, provider: Provider
):
    yunling = trusting(registry, provider, stages_only=False)
    component = registry.component(yunling, "parking")
    audience = registry.anyone.get(EXCHANGE).json["audience"]

    answer = exchanged(registry, provider.token(aud=audience))
    job = Client(registry.app, answer.json["token"])
    registry.version(job, component, "1.0")
    origin = registry.anyone.get(f"/api/v1/components/{component}/versions/1.0/origin")

    assert answer.headers["Cache-Control"] == "no-store"
    assert MachineTokenSchema().validate(answer.json) == OriginSchema().validate(origin.json) == {}
    assert answer.json["scopes"] == ["catalogue:write:parking*"]
    assert answer.json["expires_at"] == "2026-03-02T04:15:00.000Z"
    assert origin.status_code == 200
    assert (origin.json["issuer"], origin.json["approved_by"]) == (provider.issuer, None)
    assert origin.json["claims"].items() >= {"repository": "yunling/parking", "run_id": "4711"}.items()
    assert "zhang-san" not in origin.get_data(as_text=True), "no personal data is kept"


def test_what_a_person_published_has_no_origin(registry: Registry):
    component = registry.component(registry.city("yunling"), "parking", "1.0")

    answer = registry.anyone.get(f"/api/v1/components/{component}/versions/1.0/origin")

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_the_token_ends_after_a_quarter_of_an_hour_and_serves_only_what_it_is_for(
    registry: Registry, provider: Provider
):
    yunling = trusting(registry, provider, stages_only=False)
    parking, lights = registry.component(yunling, "parking-app"), registry.component(yunling, "lights")
    job = machine(registry, provider)

    def publish(component: str, number: str) -> int:
        return job.post(f"/api/v1/components/{component}/versions", {"number": number}).status_code

    assert (publish(parking, "1.0"), publish(lights, "1.0")) == (201, 403)
    assert job.post("/api/v1/tokens", {"scopes": ["catalogue:write:parking*"]}).status_code == 403
    listed = [len(yunling.get("/api/v1/tokens").json["items"])]
    registry.clock.set(START + timedelta(minutes=15))
    assert publish(parking, "2.0") == 401
    assert [*listed, len(yunling.get("/api/v1/tokens").json["items"])] == [2, 1], "jobs leave no list behind"


def unsigned(provider: Provider, algorithm: str) -> str:
    parts = ({"alg": algorithm, "kid": provider.keys[0].kid, "typ": "JWT"}, provider.claims())
    return ".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)


def with_the_public_key_as_a_secret(provider: Provider) -> str:
    text = unsigned(provider, "HS256")
    mark = hmac.digest(provider.public_pem(), text.encode(), "sha256")
    return f"{text}.{urlsafe_b64encode(mark).rstrip(b'=').decode()}"


FORGED = {
    "no signature": lambda p: unsigned(p, "none") + ".",
    "the public key as a shared secret": with_the_public_key_as_a_secret,
    "another's key under the same name": lambda p: p.token(key=RSAKey.generate_key(2048, {"kid": p.keys[0].kid})),
    "a key that is a path": lambda p: p.token(header={"kid": "../../dev/null"}),
    "a key at an address of its own": lambda p: p.token(header={"jku": p.issuer + "/evil"}),
    "for another service": lambda p: p.token(aud="https://other.example"),
    "for several services": lambda p: p.token(aud=["http://localhost", "https://other.example"]),
    "of another issuer": lambda p: p.token(iss="https://evil.example"),
    "an issuer that cannot be stored": lambda p: p.token(iss="\x00"),
    "expired": lambda p: p.token(iat=int(p.now()) - 900, nbf=None, exp=int(p.now()) - 600),
    "without an end": lambda p: p.token(exp=None),
    "not good yet": lambda p: p.token(nbf=int(p.now()) + 3600),
    "good for too long": lambda p: p.token(exp=int(p.now()) + 7 * 3600),
    "another type of token": lambda p: p.token(header={"typ": "at+jwt"}),
    "without an identifier": lambda p: p.token(jti=None),
    "another repository": lambda p: p.token(repository="yunling/parking-evil"),
    "another environment": lambda p: p.token(environment="Release"),
    "a claim of another type": lambda p: p.token(repository=["yunling/parking"]),
    "no token": lambda p: "nonsense",
}


def test_whatever_is_wrong_is_refused_in_the_same_words_and_asks_no_other_address(
    registry: Registry, provider: Provider
):
    trusting(registry, provider)

    answers = {what: exchanged(registry, make(provider)) for what, make in FORGED.items()}
    answers["an organisation that is not there"] = exchanged(registry, provider.token(), "nobody")
    answers["another organisation"] = exchanged(registry, provider.token(), "national")

    assert {what: answer.status_code for what, answer in answers.items() if answer.status_code != 401} == {}
    assert len({answer.get_data() for answer in answers.values()}) == 1
    assert answers["no token"].headers["WWW-Authenticate"].startswith("Bearer")
    assert set(provider.asked) == {DISCOVERY, KEYS}
    assert exchanged(registry, provider.token()).status_code == 201


def test_an_identity_token_is_good_for_one_exchange_also_when_several_come_at_once(
    registry: Registry, provider: Provider
):
    trusting(registry, provider)
    token = provider.token()
    machine(registry, provider)

    answers = at_once(*[partial(exchanged, registry, token)] * 6)

    assert sorted(answer.status_code for answer in answers) == [201, 401, 401, 401, 401, 401]
    registry.clock.set(START + timedelta(seconds=329))
    assert exchanged(registry, token).status_code == 401, "within the leeway it is remembered still"


def test_the_four_ways_to_sign(registry: Registry, provider: Provider):
    trusting(registry, provider)

    answers = [exchanged(registry, provider.token(algorithm=way)) for way in ("RS256", "PS256", "ES256", "Ed25519")]

    assert [answer.status_code for answer in answers] == [201] * 4


def test_when_a_provider_changes_its_keys_they_are_fetched_again_but_not_at_will(
    registry: Registry, provider: Provider
):
    trusting(registry, provider)
    machine(registry, provider)
    asked = len(provider.asked)
    machine(registry, provider)
    assert len(provider.asked) == asked, "known keys are not fetched again"

    old = provider.token()
    provider.rotate()
    too_soon = exchanged(registry, provider.token())
    registry.clock.set(START + timedelta(seconds=31))
    assert (too_soon.status_code, exchanged(registry, provider.token()).status_code) == (401, 201)
    for _ in range(5):
        assert exchanged(registry, provider.token(header={"kid": "unknown"})).status_code == 401
    assert len(provider.asked) == asked + 2, "unknown keys do not make the registry ask each time"
    assert exchanged(registry, old).status_code == 401


BROKEN = {
    "down": (DISCOVERY, (503, {}, b"")),
    "a redirect": (DISCOVERY, (302, {"Location": "http://127.0.0.1:1/"}, b"")),
    "too much": (KEYS, (200, {}, b"{" + b" " * 300_000)),
    "no JSON": (KEYS, (200, {}, b"<html>")),
    "no key set": (KEYS, (200, {}, b'{"keys": 1}')),
    "packed": (KEYS, (200, {"Content-Encoding": "gzip"}, b"")),
    "keys at another host": (DISCOVERY, (200, {}, b'{"issuer": "%s", "jwks_uri": "http://localhost:1/jwks"}')),
    "of another issuer": (DISCOVERY, (200, {}, b'{"issuer": "https://evil.example", "jwks_uri": "x"}')),
}


def test_a_provider_that_does_not_answer_well_is_told_and_asked_again_later(registry: Registry, provider: Provider):
    trusting(registry, provider)
    told = {}
    for nth, (what, (address, (status, headers, body))) in enumerate(BROKEN.items()):
        registry.clock.set(START + timedelta(hours=2 * nth))
        provider.answers = {address: (status, headers, body.replace(b"%s", provider.issuer.encode()))}
        answer = exchanged(registry, provider.token())
        asked = len(provider.asked)
        again = exchanged(registry, provider.token())
        told[what] = (
            answer.json["code"],
            answer.headers["Retry-After"],
            again.status_code,
            len(provider.asked) - asked,
        )

        provider.answers = {}
        registry.clock.set(START + timedelta(hours=2 * nth, seconds=30))
        assert exchanged(registry, provider.token()).status_code == 201

    assert told == dict.fromkeys(BROKEN, ("provider_unavailable", "30", 503, 0))


def test_in_production_nothing_inside_is_called_and_an_audience_is_needed(registry: Registry, provider: Provider):
    trusting(registry, provider)
    present = registry.app.extensions["registry"]
    app = create_app(replace(present.settings, production=True), clock=registry.clock)
    body = {"organisation": "yunling", "token": provider.token()}

    unset = Client(app).post(EXCHANGE, body)
    app.extensions["registry"] = replace(
        app.extensions["registry"], settings=replace(present.settings, production=True, public_url="http://localhost")
    )
    inside = Client(app).post(EXCHANGE, body)
    app.extensions["registry"].database.dispose()

    assert (unset.status_code, unset.json["code"]) == (503, "audience_unset")
    assert (inside.status_code, inside.json["code"]) == (503, "provider_unavailable")
    assert provider.asked == []
    assert ProviderKeys(registry.clock).loopback is False


def test_platform_administrators_enter_providers_and_take_them_out(registry: Registry, provider: Provider):
    yunling, national = trusting(registry, provider), registry.administrator()
    (entered,) = yunling.get(PROVIDERS).json["items"]

    again = national.post(PROVIDERS, {"issuer": provider.issuer})
    assert (again.status_code, again.json["code"]) == (409, "provider_taken")
    assert national.get(f"{PROVIDERS}/{entered['id']}").json == entered
    assert yunling.delete(f"{PROVIDERS}/{entered['id']}").status_code == 403
    assert national.delete(f"{PROVIDERS}/{entered['id']}").status_code == 204

    assert national.get(f"{PROVIDERS}/{entered['id']}").status_code == 404
    assert exchanged(registry, provider.token()).status_code == 401
    assert national.post(PROVIDERS, {"issuer": provider.issuer}).status_code == 201
    assert exchanged(registry, provider.token()).status_code == 201


ISSUERS = (
    "http://forge.example",
    "ftp://forge.example",
    "https://forge.example/",
    "https://user:pass@forge.example",
    "https://forge.example?x=1",
    "https://forge.example#x",
    "https://",
    "forge",
    "https://[",
    "",
)


def test_an_issuer_is_an_address_over_tls(registry: Registry):
    national = registry.administrator()

    answers = [national.post(PROVIDERS, {"issuer": issuer}) for issuer in ISSUERS]

    assert {(answer.status_code, answer.json["errors"][0]["pointer"]) for answer in answers} == {(422, "/issuer")}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"claims": {"environment": "release"}}, "/claims"),
    ({"claims": {}}, "/claims"),
    ({"claims": {"repository": "yunling/*"}}, "/claims/repository"),
    ({"claims": {"repository": "a", "aud": "b"}}, "/claims/aud"),
    ({"claims": {"repository": 1}}, "/claims/repository"),
    ({"claims": {"repository": "a", "an odd name": "b"}}, "/claims/an odd name"),
    ({"components": "*parking"}, "/components"),
    ({"components": ""}, "/components"),
    ({"provider": "https://unknown.example"}, "/provider"),
    ({"stages_only": "perhaps"}, "/stages_only"),
]


def test_what_is_wrong_with_a_trusted_publisher_is_told_by_field(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider)
    asked = {"provider": provider.issuer, "claims": {"repository": "yunling/other"}}

    answers = [yunling.post(TRUSTED, {**asked, **changes}) for changes, _ in WRONG]

    assert [(answer.status_code, answer.json["errors"][0]["pointer"]) for answer in answers] == [
        (422, pointer) for _, pointer in WRONG
    ]


def test_trust_ends_at_once_with_the_tokens_it_gave(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider, stages_only=False)
    component = registry.component(yunling, "parking")
    job = machine(registry, provider)
    (trusted,) = yunling.get(TRUSTED).json["items"]

    assert yunling.delete(f"{TRUSTED}/{trusted['id']}").status_code == 204

    assert job.post(f"/api/v1/components/{component}/versions", {"number": "1.0"}).status_code == 401
    assert exchanged(registry, provider.token()).status_code == 401
    assert (yunling.get(TRUSTED).json["items"], yunling.delete(f"{TRUSTED}/{trusted['id']}").status_code) == ([], 404)


def test_one_machine_is_one_trusted_publisher(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider)

    same = yunling.post(TRUSTED, {"provider": provider.issuer, "claims": CLAIMS, "components": "*"})
    wider = yunling.post(TRUSTED, {"provider": provider.issuer, "claims": {"repository": "yunling/parking"}})
    both = exchanged(registry, provider.token())

    assert (same.status_code, same.json["code"]) == (409, "trust_taken")
    assert wider.json["stages_only"] is True, "unless said otherwise a person approves"
    assert (both.status_code, both.json["code"]) == (409, "trust_ambiguous")
    assert exchanged(registry, provider.token(environment="test")).status_code == 201


def test_nobody_else_sees_or_changes_whom_a_city_trusts(registry: Registry, provider: Provider):
    yunling, haina = trusting(registry, provider), registry.city("haina")
    trusted = yunling.get(TRUSTED).json["items"][0]

    assert haina.get(TRUSTED).status_code == 403
    assert haina.get(f"{TRUSTED}/{trusted['id']}").status_code == 403
    assert haina.delete(f"{TRUSTED}/{trusted['id']}").status_code == 403
    assert haina.delete(f"{TRUSTED.replace('yunling', 'haina')}/{trusted['id']}").status_code == 404
    assert registry.anyone.get(PROVIDERS).status_code == 401
    assert yunling.get(f"{TRUSTED}/{trusted['id']}").json == trusted


def test_no_secret_stands_in_the_log_of_events_and_who_did_it_does(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider)
    job = machine(registry, provider)

    told = yunling.get("/api/v1/events?limit=100")

    types = [event["type"] for event in told.json["items"]]
    assert {"provider.added", "trust.added", "token.issued"} <= set(types)
    assert (job.token or "") not in told.get_data(as_text=True)
    haina = registry.city("haina").get("/api/v1/events?limit=100").json["items"]
    assert "trust.added" not in {event["type"] for event in haina}
