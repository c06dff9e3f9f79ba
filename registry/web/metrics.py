"""What Prometheus scrapes: requests by endpoint and status, and how long they took. Not public."""

import hmac
import os
from functools import cache

from flask import Blueprint, Request, Response, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

from registry.kit.errors import NotFound
from registry.web.context import services

REQUESTS = Counter("registry_requests_total", "Requests answered", ["endpoint", "method", "status"])
SECONDS = Histogram(
    "registry_request_seconds",
    "Seconds from the first line of ours to the answer",
    ["endpoint"],
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3),
)

# Finding the child of a label costs more than counting; there are few, since labels are words of our own.
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_counter = cache(REQUESTS.labels)
_histogram = cache(SECONDS.labels)

blueprint = Blueprint("metrics", __name__)


def observe(answered: Request, response: Response, seconds: float) -> None:
    """Count one answer. The endpoint's name, never the path: paths are without number."""
    endpoint = answered.endpoint or "none"
    # A caller may invent methods, and each would be kept for ever.
    method = answered.method if answered.method in _METHODS else "other"
    _counter(endpoint, method, response.status_code).inc()
    _histogram(endpoint).observe(seconds)


@blueprint.get("/metrics")
def show_metrics() -> Response:
    """The metrics of all worker processes of this machine, for who holds the metrics token or asks from it."""
    if not _may_scrape():
        raise NotFound(what="/metrics")
    found: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        found = CollectorRegistry()
        multiprocess.MultiProcessCollector(found)  # type: ignore[no-untyped-call]
    return Response(generate_latest(found), content_type=CONTENT_TYPE_LATEST)


def _may_scrape() -> bool:
    token = services().settings.metrics_token
    if token is not None:
        sent = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(sent, f"Bearer {token}".encode())
    forwarded = any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-Ip"))
    return request.remote_addr in {"127.0.0.1", "::1"} and not forwarded
