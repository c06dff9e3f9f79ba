"""Which addresses the registry may call by itself: judged after the name was resolved, by a table of its own.

`ipaddress.is_global` of Python 3.11 passes NAT64, 6to4, IPv4 in IPv6 and multicast addresses, so that it does not do.
Source: IANA special-purpose address registries (RFC 6890 and its updates).
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_NOT_THE_WORLD: Final = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_WORLD_6: Final = ip_network("2000::/3")
_NOT_THE_WORLD_6: Final = tuple(
    ip_network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


def read_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks as an operator writes them: `10.20.0.0/16`. Raises ValueError for what is none."""
    return tuple(ip_network(text.strip()) for text in texts if text.strip())


def may_be_called(address: str, allowed: Iterable[Network] = (), *, loopback: bool = False) -> bool:
    """Whether a resolved address is out in the world, or in a network that the operator allows.

    `loopback` lets this machine itself be called, as trials do.
    """
    read = _read(address)
    if read is None:
        return False
    if (loopback and read.is_loopback) or any(read in network for network in allowed):
        return True
    if isinstance(read, IPv4Address):
        return not any(read in network for network in _NOT_THE_WORLD)
    return read in _WORLD_6 and not any(read in network for network in _NOT_THE_WORLD_6)


def is_this_machine(address: str) -> bool:
    """Whether an address is of the machine itself."""
    read = _read(address)
    return read is not None and read.is_loopback


def _read(address: str) -> Address | None:
    try:
        return ip_address(address.split("%", 1)[0])
    except ValueError:
        return None
