"""A registry that can be visited: served on a free port, looked at by a real browser."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route, sync_playwright
from werkzeug.serving import make_server

from tests.build import Registry
from tests.postgres import find_chromium, leave_out


@dataclass
class Site:
    """A served registry, and everything its pages did that no page may do."""

    registry: Registry
    root: str
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note errors on the console, and let no request out to anywhere else."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.route("**/*", self._check)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _check(self, route: Route, request: Request) -> None:
        if request.url.startswith((self.root, "data:")):
            route.continue_()
        else:
            self.complaints.append(f"outside: {request.url}")
            route.abort()


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for each worker of the test run."""
    chromium = find_chromium()
    if chromium is None:
        leave_out("Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium))
        yield opened
        opened.close()


def whole(app: Flask) -> Callable[[Any, Any], list[bytes]]:
    """The application with each answer read and closed before it is sent.

    Werkzeug's server does not close the answer of a request that the browser broke off, and a file stays open.
    """

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        parts: Any = app(environ, start_response)
        try:
            return list(parts)
        finally:
            getattr(parts, "close", list)()

    return answer


@pytest.fixture
def site(registry: Registry) -> Iterator[Site]:
    """The registry on a free port. At the end no page may have complained or asked elsewhere."""
    server = make_server("127.0.0.1", 0, whole(registry.app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    served = Site(registry, f"http://127.0.0.1:{server.server_port}")
    yield served
    server.shutdown()
    thread.join()
    server.server_close()
    assert served.complaints == []


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Open a page of the site: `visit("/", language="zh", width=1280, scripts=True)`."""
    contexts = []

    def go(path: str, *, language: str = "zh", width: int = 1280, scripts: bool = True) -> Page:
        locale = {"zh": "zh-CN", "en": "en-GB"}[language]
        # Without motion: a colour on its way to another is neither, and has no contrast to judge.
        options: dict[str, Any] = {
            "locale": locale,
            "viewport": {"width": width, "height": 800},
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**options, java_script_enabled=scripts, base_url=site.root)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        site.watch(page)
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
