"""Fixtures of the browser tests: the app, a Chromium, and pages that are watched."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from machine import chromium
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.server import Server, serve
from tests.browser.watching import Watch
from tests.pages.figures import open_current

OUTPUT = Path(__file__).parent / "output"
SIZES = {"desktop": (1440, 900), "tablet": (834, 1112), "mobile": (390, 844)}
THEMES = ("light", "dark")
FLAGS = (
    "--no-sandbox",  # containers and CI run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def app_server(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on an own copy of the sample installation, one for each worker."""
    folder = tmp_path_factory.mktemp("app")
    data = shutil.copytree(sample_data_dir, folder / "data")
    with serve(data, folder / "app.log") as server:
        yield server


@pytest.fixture(scope="session")
def app_url(app_server: Server) -> str:
    """Address of the app's first page, without a slash at the end."""
    return app_server.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that finds no host but this machine."""
    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium here: run the tests with `make test`", pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def release(sample_data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The release that the pages show, to be asked itself."""
    connection = open_current(sample_data_dir)
    yield connection
    connection.close()


@pytest.fixture
def new_page(
    browser: Browser, app_server: Server, request: pytest.FixtureRequest
) -> Iterator[NewPage]:
    """Opens watched pages: ``new_page("mobile", theme="dark")``.

    After the test no page may have asked another host, broken the
    Content-Security-Policy, written an error to the console or to the app's log.
    """
    watch, opened, start = Watch(), list[BrowserContext](), app_server.log_size()

    def open_page(size: str = "desktop", *, theme: str = "light", **options: object) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            locale="de-DE",
            timezone_id="Europe/Berlin",
            base_url=app_server.url,
            **options,
        )
        watch.attach(context)
        opened.append(context)
        return context.new_page()

    yield open_page
    complaints = watch.complaints() + log_complaints(app_server.log_since(start))
    if complaints or failed(request.node):
        keep_screenshots(opened, request.node.nodeid)
    for context in opened:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One watched page at desktop size in the light theme."""
    return new_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report.failed
    return report


OUTCOME = pytest.StashKey[bool]()


def failed(item: pytest.Item) -> bool:
    return item.stash.get(OUTCOME, True)


def log_complaints(log: str) -> list[str]:
    """Crashes the app wrote to its log while a test ran."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", log)
    return [f"the app crashed:\n{plain[-3000:]}"] if "Traceback" in plain else []


def keep_screenshots(contexts: list[BrowserContext], test: str) -> None:
    OUTPUT.mkdir(exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", test.rpartition("/")[2])
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        page.screenshot(path=OUTPUT / f"{name}-{worker}-{number}.png")


@pytest.fixture
def installation(
    own_data_dir: Path, tmp_path: Path, browser: Browser
) -> Iterator[tuple[Browser, str, Path]]:
    """An app that the test has for itself, and where its data lie."""
    with serve(own_data_dir, tmp_path / "app.log") as server:
        yield browser, server.url, own_data_dir
