"""Security headers of every answer, and the German frame around Streamlit's page."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodata.assets import ASSET_ROUTE, asset_version
from monitoring.ui.tiles import operator_tiles

TITLE = "Kreisblick"
PAGE_SCRIPTS = ("kreisblick-german.js", "kreisblick-keys.js", "kreisblick-table.js")
MAP_FRAME = re.compile(r"^/component/streamlit_folium\.")


def content_policy(path: str) -> str:
    """The Content-Security-Policy of one path.

    Only the frame of the map component may run inline scripts and eval: streamlit-folium
    works by them. Styles are inline everywhere (Streamlit's emotion writes them at run time).
    """
    tiles = operator_tiles()
    scripts = "'self' 'unsafe-inline' 'unsafe-eval'" if MAP_FRAME.match(path) else "'self'"
    images = "'self' data:" + (f" {tiles.host}" if tiles else "")
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {images}",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-src 'self'",
            "frame-ancestors 'self'",
        )
    )


def security_headers(path: str) -> dict[str, str]:
    """What every answer tells the browser to refuse."""
    return {
        "Content-Security-Policy": content_policy(path),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    }


class SecurityHeaders:
    """Adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(security_headers(scope["path"]))
            await send(message)

        await self.app(scope, receive, send_with_headers)


def in_german(html: str) -> str:
    """Streamlit's index page with our language, title, icon and notice, without inline script."""
    html = html.replace('<html lang="en">', '<html lang="de">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1)
    html = html.replace('href="./favicon.png"', 'href="./favicon.svg" type="image/svg+xml"', 1)
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
    html = re.sub(r"<script>\s*window\.prerenderReady = false\s*</script>\s*", "", html)
    root = f"{ASSET_ROUTE}/{asset_version()}"
    scripts = "".join(f'<script src="{root}/{name}"></script>' for name in PAGE_SCRIPTS)
    html = html.replace("</head>", f"{scripts}</head>", 1)
    notice = f"<noscript><p>{TITLE} braucht JavaScript.</p></noscript>"
    return re.sub(r"<noscript>.*?</noscript>", notice, html, count=1, flags=re.DOTALL)


class GermanShell:
    """Rewrites Streamlit's index page, under whatever address it is served."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not wants_page(scope):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def rewrite(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            if held and not is_page(held[0]):
                await send(held.pop())
            if not held:
                await send(message)
                return
            held.append(message)
            if not message.get("more_body"):
                for part in rewritten(held):
                    await send(part)

        await self.app(plain(scope), receive, rewrite)


def wants_page(scope: Scope) -> bool:
    """Whether Streamlit may answer with its index page (components have their own)."""
    own = ("/component/", "/static/", "/media/", "/_stcore/", "/assets/", "/karten/")
    return scope["method"] == "GET" and not scope["path"].startswith(own)


def plain(scope: Scope) -> Scope:
    """The same request without compression and validators, so that the body can be rewritten."""
    left_out = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    kept = [(name, value) for name, value in scope["headers"] if name not in left_out]
    return {**scope, "headers": kept, "extensions": {}}


def is_page(start: Message) -> bool:
    """Whether the answer is a whole HTML page."""
    return start["status"] == 200 and Headers(raw=start["headers"]).get(
        "content-type", ""
    ).startswith("text/html")


def rewritten(held: list[Message]) -> list[Message]:
    """The held answer with the German page as its body."""
    start, *parts = held
    body = in_german(b"".join(part.get("body", b"") for part in parts).decode()).encode()
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(len(body))
    for name in ("etag", "last-modified"):
        del headers[name]
    return [{**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}]
