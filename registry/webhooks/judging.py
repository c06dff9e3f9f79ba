"""Whether an address that somebody enters may be called, before it is kept."""

from typing import Final

from registry.kit.calling_out import NotCalled, Outside
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.webhooks.addresses import Place, read_address

SECONDS: Final = 5.0
"""For looking a name up while somebody waits for the answer."""

_WHY: Final = {
    "not_resolved": Bilingual("无法解析该主机名。", "The host name cannot be resolved."),
    "not_allowed": Bilingual(
        "该地址不在公网上，也不在运营者允许的网络内，不能调用。",
        "The address is neither on the public internet nor in a network that the operator allows: it is not called.",
    ),
}


def judged_address(text: str, outside: Outside, own: str | None) -> Place:
    """The address as it is kept. No packet leaves but to the resolver. Raises PayloadInvalid.

    It takes time: let no transaction be open meanwhile.
    """
    place = read_address(text, loopback=outside.loopback, own=own)
    scheme = place.url.partition(":")[0]
    try:
        outside.judged(scheme, place.host, 443, seconds=SECONDS)
    except NotCalled as refused:
        raise PayloadInvalid(errors=[FieldError("/url", _WHY[refused.why])]) from refused
    return place
