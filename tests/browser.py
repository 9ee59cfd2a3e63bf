"""A real headless Chromium for the tests: the system's own, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",  # Chromium refuses to run as root with it, and containers have no user namespaces
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """There is no Chromium on the path."""


def find_chromium() -> str:
    """The path of the installed Chromium or Chrome.

    Raises:
        NoBrowser: none is installed.
    """
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NoBrowser("no Chromium on the path (install chromium)")


@contextmanager
def headless_chromium() -> Iterator[Browser]:
    """A running browser with a new empty profile, closed at the end of the block.

    Raises:
        NoBrowser: none is installed.
    """
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()
