"""Reading: what a request costs beyond the least it could."""

from collections.abc import Callable, Iterator
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
    hello, flask, whole, unchanged = (microseconds(found[name]) for name in ("hello", "flask", "whole", "unchanged"))
    ratio = found["whole"] / found["hello"]
    yield Line("one component, CPU / raw WSGI", hello, whole, ratio, *at_most(7, ratio))
    rates = found["flask per second"], found["unchanged per second"]
    ratio = rates[1] / rates[0]
    what = "304, requests/s / one-line Flask view"
    yield Line(what, f"{rates[0]:,.0f}/s", f"{rates[1]:,.0f}/s", ratio, *at_least(0.6, ratio))
    yield Line("304, by CPU: Flask view / 304", flask, unchanged, found["flask"] / found["unchanged"], "")


def measure_pages(world: World) -> Iterator[Line]:
    """Pages of 20 items, by the workers' time for each."""
    found = interleaved(
        world.rounds,
        hello=cost_of(world, HELLO, "/"),
        newest=cost_of(world, "wsgi:app", "/api/v1/components?limit=20"),
        events=cost_of(world, "wsgi:app", "/api/v1/events?after=0&limit=20"),
    )
    for name, what in (("newest", "20 newest components, CPU / raw WSGI"), ("events", "20 events, CPU / raw WSGI")):
        ratio = found[name] / found["hello"]
        yield Line(what, microseconds(found["hello"]), microseconds(found[name]), ratio, *at_most(9, ratio))


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


def cost_of(world: World, application: str, path: str) -> Callable[[], float]:
    """A measure for `interleaved`: microseconds of the workers for each request of a path."""
    served = world.server(application)
    return lambda: load(served, path, world.seconds, expect=200).cpu_microseconds


def microseconds(value: float) -> str:
    return f"{value:.0f} µs"
