"""Headless Chromium for pages of ours: what they ask of the network, what they log, and who could not read them."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, Route, sync_playwright

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
DESKTOP, PHONE = (1200, 900), (360, 740)
"""Width and height in CSS pixels."""
LOCAL = ("file:", "data:", "blob:", "about:")


class Unavailable(Exception):
    """No browser can be driven here; the text says why."""


@dataclass(frozen=True)
class View:
    """A page that is open: `errors` are what it logged or threw, `requests` what it asked the network for."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def overflow(self) -> int:
        """By how many CSS pixels the document is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def violations(self) -> list[str]:
        """What axe-core finds, by the rules of WCAG and its best practices: a sentence each, with the elements."""
        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {rule['help']}: {[node['html'] for node in rule['nodes']]}" for rule in found]

    def screenshot(self, path: Path) -> None:
        """Write the whole page as a PNG."""
        self.page.screenshot(path=path, full_page=True)


class Browser:
    """Chromium with a fresh profile, without network; use it in a `with` statement.

    While it runs, asyncio has a running loop in this thread. Raises `Unavailable`.
    """

    def __init__(self) -> None:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            raise Unavailable("there is no Chromium here: on Debian, apt-get install chromium")
        self.stack = contextlib.ExitStack()
        driver = self.stack.enter_context(sync_playwright())
        try:
            self.chromium = driver.chromium.launch(executable_path=program, args=FLAGS)
        except Error as error:
            self.stack.close()
            raise Unavailable(f"{program} does not start: {error.message.splitlines()[0]}") from None
        self.stack.callback(self.chromium.close)

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *exception: object) -> None:
        self.stack.close()

    @contextlib.contextmanager
    def open(self, path: Path, size: tuple[int, int] = DESKTOP, dark: bool = False, **settings: Any) -> Iterator[View]:
        """Open a file in a window of `size`, as a system in light or dark mode shows it.

        `settings` are those of Playwright's `new_context`, such as `java_script_enabled`.
        """
        with self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            offline=True,
            service_workers="block",
            **settings,
        ) as context:
            view = View(context.new_page())
            view.page.on("console", lambda said: view.errors.append(said.text) if said.type == "error" else None)
            view.page.on("pageerror", lambda error: view.errors.append(error.message))
            view.page.on("websocket", lambda socket: view.requests.append(socket.url))
            context.route("**/*", lambda route: _only_local(route, view.requests))
            view.page.goto(path.resolve().as_uri())
            yield view


def _only_local(route: Route, requests: list[str]) -> None:
    address = route.request.url
    if address.startswith(LOCAL):
        route.continue_()
    else:
        requests.append(address)
        route.abort()
