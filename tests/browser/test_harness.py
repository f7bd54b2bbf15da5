"""The watchers themselves: what they must notice, they notice."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import axe_findings, leaked_words, overflow, visible_text
from tests.browser.watching import Watch, allowed, is_foreign

POLICY = "script-src 'self'"
GOOD = "<h1>Gut</h1><p>null Fälle gibt es hier nicht: 0 Personen</p>"


class Answer(BaseHTTPRequestHandler):
    """Serves the body that a test puts into ``body``, under a strict policy."""

    body = GOOD

    def do_GET(self) -> None:
        known = self.path in ("/", "/favicon.ico")
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(
            f"<!doctype html><html lang=de><title>Probe</title><main>{self.body}</main>".encode()
        )

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def visit(browser: Browser, site: str, body: str) -> tuple[Page, Watch]:
    Answer.body = body
    watch, context = Watch(), browser.new_context(viewport={"width": 390, "height": 844})
    watch.attach(context)
    page = context.new_page()
    page.goto(site)
    page.wait_for_load_state("networkidle")
    return page, watch


def test_a_quiet_page_gives_no_complaint(browser: Browser, site: str):
    page, watch = visit(browser, site, GOOD)
    assert watch.complaints() == []
    assert axe_findings(page) == []
    assert overflow(page) == 0
    assert site in watch.requests


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<img alt=Karte src='http://tiles.invalid/1.png'>", "asked another host"),
        ("<script>alert(1)</script>", "violates the Content-Security-Policy"),
        ("<img alt=Karte src='/missing.png'>", "console error"),
    ],
)
def test_an_offence_is_noticed(browser: Browser, site: str, body: str, complaint: str):
    _, watch = visit(browser, site, body)
    assert any(line.startswith(complaint) for line in watch.complaints()), watch.complaints()


def test_only_known_noise_of_streamlit_is_overheard():
    home = "http://127.0.0.1:8501"
    fault = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert allowed(f"{fault} ({home}/karte/_stcore/health)")
    assert not allowed(f"{fault} ({home}/_stcore/health)")
    assert not allowed(f"{fault} ({home}/layers/gemeinde.topojson)")


def test_a_barrier_is_noticed(browser: Browser, site: str):
    page, _ = visit(browser, site, "<h1>Karte</h1><img src='data:image/gif;base64,R0lGOD'>")
    assert any(finding.startswith("critical: image-alt") for finding in axe_findings(page))


def test_a_page_too_wide_is_noticed(browser: Browser, site: str):
    page, _ = visit(browser, site, "<div style='width:500px'>breit</div>")
    assert overflow(page) >= 110


def test_words_of_programs_are_noticed_and_words_of_people_are_not(browser: Browser, site: str):
    page, _ = visit(browser, site, "<p>Wert: None</p><p>nan %</p><p hidden>undefined</p>")
    assert len(leaked_words(visible_text(page))) == 2
    assert leaked_words("Unannehmlichkeiten in Nancy; Infrastruktur") == []


@pytest.mark.parametrize(
    ("url", "foreign"),
    [
        ("http://127.0.0.1:8501/karte", False),
        ("ws://127.0.0.1:8501/_stcore/stream", False),
        ("data:image/png;base64,AAAA", False),
        ("blob:http://127.0.0.1:8501/1", False),
        ("http://localhost:8501/", True),
        ("https://127.0.0.1.example/", True),
        ("wss://fonts.example/", True),
    ],
)
def test_only_this_machine_is_home(url: str, foreign: bool):
    assert is_foreign(url) is foreign
