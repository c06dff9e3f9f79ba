"""The journey of the first release, over HTTP alone: publish, find, adopt, pilot, live, upgrade."""

from datetime import timedelta

from tests.build import START, Answer, Client, Registry, description

API = "/api/v1"


def ask(client: Client, method: str, address: str, body: dict | None = None, *, status: int) -> Answer:
    answer = client.call(method, f"{API}{address}", body)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer


def enter_a_city(registry: Registry, national: Client, slug: str) -> Client:
    """The administrator registers a city and hands it a token."""
    ask(national, "POST", "/organisations", {"slug": slug, "kind": "city", "name": {"zh": f"示例·{slug}"}}, status=201)
    scopes = ["catalogue:write", "adoption:write"]
    token = ask(national, "POST", "/tokens", {"organisation": slug, "scopes": scopes}, status=201).json["token"]
    return Client(registry.app, token)


def test_one_city_publishes_and_another_finds_adopts_and_upgrades(registry: Registry):
    national = registry.administrator()
    yunling = enter_a_city(registry, national, "yunling")
    haina = enter_a_city(registry, national, "haina")

    # Publish.
    draft = {"publisher": "yunling", "name": "parking", **description()}
    address = ask(yunling, "POST", "/components", draft, status=201).headers["Location"].removeprefix(API)
    notes = {"zh": "首个版本", "en": "First version"}
    ask(yunling, "POST", f"{address}/versions", {"number": "1.0.0", "notes": notes}, status=201)

    # Find, in either language.
    for words in ("停车", "parking"):
        hits = ask(haina, "GET", f"/components?q={words}", status=200).json["items"]
        assert [(hit["publisher"], hit["latest_version"], hit["adopters"]) for hit in hits] == [("yunling", "1.0.0", 0)]

    # Adopt, pilot, go live.
    adoption = {"adopter": "haina", "component": "yunling/parking", "version": "1.0.0", "mode": "new"}
    mine = ask(haina, "POST", "/adoptions", adoption, status=201).headers["Location"].removeprefix(API)
    for day, stage in enumerate(("approved", "pilot", "live"), start=1):
        registry.clock.set(START + timedelta(days=day))
        ask(haina, "POST", f"{mine}/transitions", {"to": stage, "evidence": [{"kind": "record"}]}, status=201)
    assert ask(yunling, "GET", f"{address}/reuse", status=200).json["adopters"] == 1

    # A fix comes out, the old version is yanked, the city upgrades.
    registry.clock.set(START + timedelta(days=30))
    ask(yunling, "POST", f"{address}/versions", {"number": "1.0.1"}, status=201)
    ask(yunling, "POST", f"{address}/versions/1.0.0/yank", {"reason": "security", "message": "请升级"}, status=200)
    latest = ask(haina, "GET", f"{address}/versions/latest", status=200).json["number"]
    ask(haina, "POST", f"{mine}/transitions", {"to": "live", "version": latest}, status=201)

    history = [
        (step["stage"], step["version"], step["on"]) for step in ask(haina, "GET", mine, status=200).json["history"]
    ]
    assert history == [
        ("planned", "1.0.0", "2026-03-02"),
        ("approved", "1.0.0", "2026-03-03"),
        ("pilot", "1.0.0", "2026-03-04"),
        ("live", "1.0.0", "2026-03-05"),
        ("live", "1.0.1", "2026-04-01"),
    ]

    # What the public is told of it: the component, not who runs it.
    public = [event["type"] for event in ask(registry.anyone, "GET", "/events", status=200).json["items"]]
    assert {"component.listed", "version.published", "version.yanked"} <= set(public)
    assert not [word for word in public if word.startswith("adoption.")]
    ask(registry.anyone, "GET", mine, status=404)
