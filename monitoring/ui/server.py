"""The web server around the pages: layer files, browser files, security headers, warm-up."""

import gc
import importlib
import inspect
import logging
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.string_util import extract_leading_emoji

from geodata.assets import ASSET_ROUTE, LAYER_ROUTE
from monitoring.errors import KreisblickError, ReleaseError
from monitoring.release.location import current_release
from monitoring.ui import cached
from monitoring.ui.files import serve_asset, serve_icon, serve_layer
from monitoring.ui.headers import GermanShell, SecurityHeaders, security_headers
from monitoring.ui.map_question import TITLES, VALUES
from monitoring.ui.map_values import serve_titles, serve_values
from monitoring.ui.notes import escape_lines
from monitoring.ui.selection import usable_indicators
from monitoring.ui.territories import territories

log = logging.getLogger(__name__)
# not streamlit_folium: a component that is imported outside a page's run is never registered
EARLY_MODULES = (
    "PIL.Image",
    "PIL.ImageFile",
    "altair",
    "duckdb",
    "folium.plugins",
    "monitoring.ui.daten",
    "monitoring.ui.gebietsprofil",
    "monitoring.ui.kreisvergleich",
    "monitoring.ui.panel",
    "monitoring.ui.start",
    "monitoring.ui.zeitreihen",
    "numpy",
    "pandas",
    "pyarrow.pandas_compat",
    "sqlalchemy.dialects.sqlite",
    "streamlit.elements.arrow",
    "streamlit.elements.vega_charts",
    "streamlit.material_icon_names",
)
FRONT_PACKAGES = ("monitoring.analysis", "monitoring.charts", "monitoring.queries")


def ask_ahead() -> None:
    """What every page asks of the release in use, so that the first one finds it answered."""
    try:
        release = current_release()
        if release is not None:
            with cached.answering_from(release):
                territories()
                usable_indicators()
    except ReleaseError as error:
        log.warning("%s", error)


def routes() -> list[BaseRoute]:
    """Routes beside Streamlit's own."""
    return [
        Route(f"{LAYER_ROUTE}/{{release}}/{VALUES}", serve_values),
        Route(f"{LAYER_ROUTE}/{{release}}/{TITLES}", serve_titles),
        Route(f"{LAYER_ROUTE}/{{release}}/{{file}}", serve_layer, methods=["GET", "HEAD"]),
        Route(f"{ASSET_ROUTE}/{{version}}/{{path:path}}", serve_asset, methods=["GET", "HEAD"]),
        Route("/favicon.svg", serve_icon, methods=["GET", "HEAD"]),
    ]


def middleware() -> list[Middleware]:
    """Middleware around every answer, Streamlit's own pages included."""
    return [Middleware(SecurityHeaders), Middleware(GermanShell)]


@asynccontextmanager
async def warm_up(_app: object) -> AsyncIterator[None]:
    """Import what the first page needs, then take it out of the garbage collection.

    A collection walks through all that there is: without the freeze through all modules again
    (60 to 80 ms), and as often as Python does by default it takes a sixth of a change of the
    map. Texts in tables are kept as Python's own: Arrow's take twice as long for the few
    hundred rows of a chart.
    """
    pd.set_option("mode.string_storage", "python")
    for name in EARLY_MODULES:
        importlib.import_module(name)
    for package in FRONT_PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__):
            importlib.import_module(f"{package}.{module.name}")
    extract_leading_emoji("für")  # its pattern takes 0.1 s to compile
    inspect.stack()  # Streamlit's first element looks all modules over in the same way, 0.1 s
    ask_ahead()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    log.info("Kreisblick ist bereit")
    yield
    cached.close()
    gc.unfreeze()
    gc.collect()


def show_fault(error: Exception) -> bool:
    """A bug crashes visibly: in the log with its trace, on the page in German."""
    log.error("Fehler in einer Seite", exc_info=error)
    if isinstance(error, KreisblickError):
        st.error(escape_lines(str(error)), icon=":material/error:")
    else:
        st.error(
            "Hier ist ein Fehler im Programm aufgetreten. Er steht im Protokoll des Servers "
            f"({datetime.now(UTC):%d.%m.%Y %H:%M} UTC). Andere Seiten gehen weiter.",
            icon=":material/error:",
        )
    return True


async def answer_fault(request: Request, _error: Exception) -> Response:
    """The same for an address that is no page; Starlette hands the bug on to the log."""
    return PlainTextResponse(
        "Hier ist ein Fehler im Programm aufgetreten. Er steht im Protokoll des Servers.",
        status_code=500,
        headers=security_headers(request.url.path),
    )


def app_options() -> dict[str, Any]:
    """Everything that ``st.App`` needs besides the script."""
    return {
        "routes": routes(),
        "middleware": middleware(),
        "lifespan": warm_up,
        "on_script_error": show_fault,
        "exception_handlers": {Exception: answer_fault},
    }
