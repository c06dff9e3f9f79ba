"""Pure rules of webhooks: when an attempt is made again, what is signed, how an address is written."""

import base64
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from registry.adoption import attestation_keys
from registry.kit.derived_keys import derived_key
from registry.kit.errors import PayloadInvalid
from registry.webhooks.addresses import read_address
from registry.webhooks.schedule import DELAYS, REPLAY_DELAYS, delay_after
from registry.webhooks.signing import key_of, signatures, written

ONE = UUID("0199c0de-0000-7000-8000-000000000001")


def test_an_attempt_is_made_again_over_three_days_each_wait_a_little_off():
    least = [delay_after(nth, DELAYS, 0.0) for nth in range(1, 10)]
    most = [delay_after(nth, DELAYS, 1.0) for nth in range(1, 10)]

    assert delay_after(10, DELAYS, 0.5) is None
    assert sum(DELAYS, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    assert [delay_after(nth, DELAYS, 0.5) for nth in range(1, 10)] == list(DELAYS)
    assert (least[0], most[0]) == (timedelta(seconds=4.5), timedelta(seconds=5.5))
    assert delay_after(4, REPLAY_DELAYS, 0.5) is None


def test_the_standards_own_library_makes_the_same_signature_and_takes_either_of_two():
    keys = [key_of("secret of the registry", ONE, number) for number in (2, 1)]
    now = datetime.now(UTC)
    body = '{"type": "版本"}'.encode()

    made = signatures(keys, str(ONE), int(now.timestamp()), body)

    headers = {"webhook-id": str(ONE), "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": made}
    for key, signature in zip(keys, made.split(), strict=True):
        assert signature == Webhook(written(key)).sign(str(ONE), now, body.decode())
        assert Webhook(written(key)).verify(body, headers) == {"type": "版本"}
    with pytest.raises(WebhookVerificationError):
        Webhook(written(keys[0])).verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(written(keys[0])).verify(body, {**headers, "webhook-id": "another"})


def test_a_key_follows_from_secret_webhook_and_number_and_from_nothing_else():
    keys = {
        key_of(secret, webhook, number)
        for secret in ("one", "other")
        for webhook in (ONE, UUID(int=7))
        for number in (1, 2)
    }

    assert len(keys) == 8
    assert key_of("one", ONE, 1) == key_of("one", ONE, 1)
    assert len(base64.b64decode(written(key_of("one", ONE, 1)).removeprefix("whsec_"))) == 32


def test_keys_of_different_uses_have_nothing_to_do_with_each_other():
    assert attestation_keys.key_of("one", ONE, 1) == derived_key("one", f"attestation/{ONE}/1")
    assert attestation_keys.key_of("one", ONE, 1) != key_of("one", ONE, 1)


@pytest.mark.parametrize(
    "url",
    [
        "https://user@hook.example/",
        "https://user:word@hook.example/",
        "https://hook.example/#part",
        "https://hook.example/#",
        "https://hook.example:0/",
        "https://hook.example/a b",
        "https://hook.example/a\nb",
        " https://hook.example/",
        "https://[::1%25eth0]/",
        "https://[::1%eth0]/",
        "https://hook_.example/",
        "https://-hook.example/",
        "https://hook..example/",
        "https://xn--zzzzz-.example/",
        "https://1.2.3/",
        "https://hook.example.0x1/",
        "https://①.②/",
        "javascript:alert(1)",
        "",
        "https://",
        "http://hook.example/",
        "http://127.0.0.1/",
        "https://p\u0430yments.example/",
        "https://\u03c1\u0430y.example/",
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_refused(url: str):
    with pytest.raises(PayloadInvalid) as refused:
        read_address(url)

    assert refused.value.errors[0].pointer == "/url"


@pytest.mark.parametrize("url", ["https://智慧.example/", "https://智慧city.example/", "https://почта.example/"])
def test_a_name_of_one_script_is_kept_as_the_resolver_is_asked_for_it(url: str):
    assert read_address(url).host.startswith("xn--")


def test_the_registry_itself_is_never_an_address():
    own = "https://registry.example/base"

    for url in ("https://registry.example/", "https://REGISTRY.example.:8443/x", "https://ｒegistry。example/"):
        with pytest.raises(PayloadInvalid):
            read_address(url, own=own)
    assert read_address("https://hooks.registry.example/", own=own).host == "hooks.registry.example"
