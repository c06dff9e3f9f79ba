"""Reading: what a request costs beyond the least it could."""

from collections.abc import Iterator
from functools import partial

from benchmarks.client import Connection, Load, header_of, load, request_bytes
from benchmarks.report import Line, at_least, at_most, interleaved
from benchmarks.servers import Served
from benchmarks.world import World, address_of

HELLO, FLASK = "benchmarks.floor:hello", "benchmarks.floor:flask"


def measure_reading(world: World) -> Iterator[Line]:
    """One component and its 304, by the workers' time for each request."""
    address = address_of(world.components // 2)
    tag = _tag_of(world.server(), address)
    told = {"If-None-Match": tag}
    found = _costs(
        world,
        hello=partial(load, world.server(HELLO), "/", world.seconds, expect=200),
        flask=partial(load, world.server(FLASK), "/", world.seconds, expect=200),
        whole=partial(load, world.server(), address, world.seconds, expect=200),
        unchanged=partial(load, world.server(), address, world.seconds, expect=304, headers=told),
    )
    ratio = found["whole"] / found["hello"]
    yield Line("one component, CPU / raw WSGI", _us(found["hello"]), _us(found["whole"]), ratio, *at_most(7, ratio))
    ratio = found["flask per second"] and found["unchanged per second"] / found["flask per second"]
    yield Line(
        "304, requests/s / one-line Flask view",
        f"{found['flask per second']:,.0f}/s",
        f"{found['unchanged per second']:,.0f}/s",
        ratio,
        *at_least(0.6, ratio),
    )
    ratio = found["flask"] / found["unchanged"]
    yield Line("304, by CPU: Flask view / 304", _us(found["flask"]), _us(found["unchanged"]), ratio, "")


def measure_pages(world: World) -> Iterator[Line]:
    """Pages of 20 items, by the workers' time for each."""
    found = _costs(
        world,
        hello=partial(load, world.server(HELLO), "/", world.seconds, expect=200),
        newest=partial(load, world.server(), "/api/v1/components?limit=20", world.seconds, expect=200),
        events=partial(load, world.server(), "/api/v1/events?after=0&limit=20", world.seconds, expect=200),
    )
    for name, what in (("newest", "20 newest components, CPU / raw WSGI"), ("events", "20 events, CPU / raw WSGI")):
        ratio = found[name] / found["hello"]
        yield Line(what, _us(found["hello"]), _us(found[name]), ratio, *at_most(9, ratio))


def _costs(world: World, **loads: "partial[Load]") -> dict[str, float]:
    """Medians over interleaved rounds: microseconds of the workers a request, and requests per second."""
    rates: dict[str, list[float]] = {name: [] for name in loads}

    def measured(name: str, once: "partial[Load]") -> float:
        result = once()
        rates[name].append(result.per_second)
        return result.cpu_microseconds

    costs = interleaved(world.rounds, **{name: partial(measured, name, once) for name, once in loads.items()})
    return costs | {f"{name} per second": sorted(values)[len(values) // 2] for name, values in rates.items()}


def _tag_of(served: Served, address: str) -> str:
    connection = Connection(served.port)
    tag = header_of(connection.ask(request_bytes(address)), "ETag")
    connection.close()
    return tag


def _us(value: float) -> str:
    return f"{value:.0f} µs"
