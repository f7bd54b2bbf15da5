"""What a page does behind the screen: whom it asks, and what it complains about."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

HOME = "127.0.0.1"
WITHOUT_HOST = frozenset({"data", "blob", "about"})
CSP = re.compile(
    r"content security policy|refused to (?:load|execute|connect|apply|frame)", re.IGNORECASE
)

# Console errors that are no fault of ours: pattern and reason.
ALLOWED = (
    (
        r"status of 404.*/\w+/_stcore/(health|host-config)\)$",
        "opened on a page, Streamlit first looks for its server below that page's address",
    ),
)


@dataclass
class Watch:
    """Every request and every console error of a browser context."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("page", self._attach_page)
        context.on("console", self._note_console)
        context.on("weberror", self._note_error)

    def complaints(self) -> list[str]:
        """What must not happen on any page, one line each."""
        strangers = sorted({url for url in self.requests if is_foreign(url)})
        broken = [error for error in self.errors if CSP.search(error)]
        other = [error for error in self.errors if not CSP.search(error) and not allowed(error)]
        return [
            *(f"asked another host: {url}" for url in strangers),
            *(f"violates the Content-Security-Policy: {error}" for error in broken),
            *(f"console error: {error}" for error in other),
        ]

    def _attach_page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _note_error(self, error: WebError) -> None:
        self.errors.append(f"uncaught: {error.error}")


def is_foreign(url: str) -> bool:
    """Whether a request goes to any host but the app's own."""
    parts = urlsplit(url)
    return parts.scheme not in WITHOUT_HOST and parts.hostname != HOME


def allowed(error: str) -> bool:
    return any(re.search(pattern, error) for pattern, _ in ALLOWED)
