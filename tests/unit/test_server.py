"""The web server: layer files, browser files, security headers, the German page."""

from contextlib import suppress
from pathlib import Path

import brotli
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from geodata.assets import (
    ASSET_ROUTE,
    BUNDLES,
    MAP_SCRIPT,
    MAP_STYLE,
    STATIC,
    asset_version,
)
from monitoring.ui.headers import content_policy, in_german
from monitoring.ui.server import app_options, middleware, routes
from tests.asgi import Answer, ask

LAYER = "gemeinde-0123456789abcdef.topojson"
PAGE = (
    '<!-- notice --><!DOCTYPE html><html lang="en"><head>'
    '<link rel="shortcut icon" href="./favicon.png" /><title>Streamlit</title>'
    "<script>\n window.prerenderReady = false\n</script>"
    '<script type="module" src="./static/js/index.js"></script></head>'
    "<body><noscript><p>You need to enable JavaScript</p></noscript><div id='root'></div></body>"
)


def streamlit_page(_request: object) -> HTMLResponse:
    """Stands for Streamlit, which answers any unknown address with its index page."""
    return HTMLResponse(PAGE, headers={"etag": '"1"', "cache-control": "no-cache"})


def text(_request: object) -> PlainTextResponse:
    return PlainTextResponse('<html lang="en">')


def broken(_request: object) -> PlainTextResponse:
    raise LookupError("/srv/geheim")


APP = Starlette(
    routes=[
        *routes(),
        Route("/roh", text),
        Route("/kaputt", broken),
        Route("/{path:path}", streamlit_page),
    ],
    middleware=middleware(),
    exception_handlers=app_options()["exception_handlers"],
)


def get(path: str, **headers: str) -> Answer:
    return ask(APP, path, **headers)


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with one layer, and a secret beside it."""
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    maps = tmp_path / "releases" / "2024_a" / "maps"
    maps.mkdir(parents=True)
    (maps / LAYER).write_bytes(b'{"type":"Topology"}')
    (maps / f"{LAYER}.br").write_bytes(brotli.compress(b'{"type":"Topology"}'))
    (tmp_path / "releases" / "2024_a" / "release.duckdb").write_bytes(b"secret")
    (tmp_path / "store.duckdb").write_bytes(b"secret")
    return tmp_path


@pytest.mark.parametrize("encoding", ["gzip, deflate, br", "br;q=0.8"])
def test_a_layer_is_sent_compressed_to_be_kept_for_ever(release: Path, encoding: str):
    answer = get(f"/karten/2024_a/{LAYER}", accept_encoding=encoding)
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert brotli.decompress(answer.body) == b'{"type":"Topology"}'


@pytest.mark.parametrize("encoding", ["gzip", "br;q=0", ""])
def test_a_layer_is_sent_plain_to_whom_cannot_unpack_it(release: Path, encoding: str):
    answer = get(f"/karten/2024_a/{LAYER}", accept_encoding=encoding)
    assert "content-encoding" not in answer.headers
    assert answer.body == b'{"type":"Topology"}'


@pytest.mark.parametrize(
    "path",
    [
        "/karten/2024_a/release.duckdb",
        "/karten/2024_a/../release.duckdb",
        "/karten/2024_a/..%2frelease.duckdb",
        "/karten/../store.duckdb",
        "/karten/.hidden/" + LAYER,
        "/karten/2024_a/maps/../../release.duckdb",
        "/karten/2025_b/" + LAYER,
        "/karten/2024_a/" + LAYER + ".br",
        "/karten/2024_a/" + LAYER + "\n",
    ],
)
def test_nothing_but_layers_leaves_a_release(release: Path, path: str):
    answer = get(path)
    assert b"secret" not in answer.body
    assert answer.status == 404 or answer.headers["content-type"].startswith("text/html")


def test_browser_files_are_kept_as_long_as_their_version_holds():
    current = get(f"{ASSET_ROUTE}/{asset_version()}/kreisblick-map.js", accept_encoding="br")
    assert "immutable" in current.headers["cache-control"]
    assert brotli.decompress(current.body) == (STATIC / "kreisblick-map.js").read_bytes()
    older = get(f"{ASSET_ROUTE}/0123/kreisblick-map.js")
    assert older.headers["cache-control"] == "no-cache"
    assert older.body == (STATIC / "kreisblick-map.js").read_bytes()


@pytest.mark.parametrize("name", [MAP_SCRIPT, MAP_STYLE])
def test_what_the_map_asks_for_holds_every_part_in_order(name: str):
    answer = get(f"{ASSET_ROUTE}/{asset_version()}/{name}")
    assert answer.status == 200
    places = [answer.body.index((STATIC / part).read_bytes()) for part in BUNDLES[name]]
    assert places == sorted(places)
    kind = "javascript" if name.endswith(".js") else "css"
    assert kind in answer.headers["content-type"]


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "/etc/passwd", "nichts.js", ""])
def test_nothing_else_is_given_as_a_browser_file(name: str):
    assert get(f"{ASSET_ROUTE}/{asset_version()}/{name}").status == 404


def test_a_bug_is_told_in_german_and_without_its_inside():
    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(LookupError):  # as a server does, which writes it to its log
            await APP(scope, receive, send)

    answer = ask(served, "/kaputt")
    assert answer.status == 500
    assert "Fehler im Programm" in answer.body.decode()
    assert b"geheim" not in answer.body
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def directives(path: str) -> dict[str, str]:
    policy = get(path).headers["content-security-policy"]
    return dict(part.split(" ", 1) for part in policy.split("; "))


@pytest.mark.parametrize("path", ["/", "/karte", f"/karten/x/{LAYER}", "/component/other.x/a.html"])
def test_scripts_come_from_us_alone(path: str):
    assert directives(path)["script-src"] == "'self'"
    assert directives(path)["default-src"] == "'self'"
    assert directives(path)["frame-ancestors"] == "'self'"


def test_only_the_map_component_may_run_its_own_scripts():
    frame = directives("/component/streamlit_folium.st_folium/index.html")
    assert frame["script-src"] == "'self' 'unsafe-inline' 'unsafe-eval'"
    assert directives("/x/component/streamlit_folium.st_folium/")["script-src"] == "'self'"


def test_tiles_open_the_policy_for_images_of_their_host_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KREISBLICK_TILES_URL", "https://karten.example/{z}/{x}/{y}.png")
    opened = content_policy("/")
    monkeypatch.delenv("KREISBLICK_TILES_URL")
    closed = content_policy("/")
    assert opened.replace(" https://karten.example", "", 1) == closed
    assert "img-src 'self' data: https://karten.example" in opened


def test_other_headers_are_on_every_answer():
    for path in ("/", "/roh", f"{ASSET_ROUTE}/0/nichts"):
        headers = get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_page_is_german_and_ours_without_inline_script():
    answer = get("/karte", accept_encoding="gzip", if_none_match='"1"')
    page = answer.body.decode()
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "etag" not in answer.headers
    assert '<html lang="de">' in page
    assert "<title>Kreisblick</title>" in page
    assert 'href="./favicon.svg"' in page
    assert "<script>" not in page
    assert '<script type="module" src="./static/js/index.js"></script>' in page
    assert "You need" not in page


def test_other_answers_are_left_as_they_are():
    assert get("/roh").body == b'<html lang="en">'


def test_the_installed_streamlit_still_has_the_page_we_rewrite():
    page = in_german(
        (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    )
    assert '<html lang="de">' in page
    assert "<title>Kreisblick</title>" in page
    assert "favicon.png" not in page
    assert "<script>" not in page
