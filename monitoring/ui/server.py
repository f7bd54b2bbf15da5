"""The web server around the pages: layer files, browser files, security headers, warm-up."""

import gc
import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from geodata.assets import ASSET_ROUTE, LAYER_ROUTE
from monitoring.errors import KreisblickError, ReleaseError
from monitoring.queries.ask import open_release
from monitoring.release.location import current_release, database_path
from monitoring.ui import cached
from monitoring.ui.files import serve_asset, serve_icon, serve_layer
from monitoring.ui.headers import GermanShell, SecurityHeaders
from monitoring.ui.map_question import TITLES, VALUES
from monitoring.ui.map_values import serve_titles, serve_values

log = logging.getLogger(__name__)
# not streamlit_folium: a component that is imported outside a page's run is never registered
HEAVY_MODULES = (
    "altair",
    "duckdb",
    "folium",
    "numpy",
    "pandas",
    "pyarrow",
    "streamlit.elements.vega_charts",
    "streamlit.elements.arrow",
)

FRONT_PACKAGES = ("monitoring.analysis", "monitoring.charts", "monitoring.queries")


def touch_release() -> None:
    """Open the release in use once, so that the first page finds its file in memory."""
    try:
        release = current_release()
        if release is not None:
            open_release(database_path(release)).close()
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

    Streamlit collects garbage after every run of a page; without the freeze each run
    walks through all modules again (60 to 80 ms). Texts in tables are kept as Python's own:
    Arrow's take twice as long for the few hundred rows of a chart.
    """
    pd.set_option("mode.string_storage", "python")
    for name in HEAVY_MODULES:
        importlib.import_module(name)
    for package in FRONT_PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__):
            importlib.import_module(f"{package}.{module.name}")
    touch_release()
    gc.collect()
    gc.freeze()
    log.info("Kreisblick ist bereit")
    yield
    cached.close()
    gc.unfreeze()
    gc.collect()


def show_fault(error: Exception) -> bool:
    """A bug crashes visibly: in the log with its trace, on the page in German."""
    log.error("Fehler in einer Seite", exc_info=error)
    if isinstance(error, KreisblickError):
        st.error(str(error), icon=":material/error:")
    else:
        st.error(
            "Hier ist ein Fehler im Programm aufgetreten. Er steht im Protokoll des Servers "
            f"({datetime.now(UTC):%d.%m.%Y %H:%M} UTC). Andere Seiten gehen weiter.",
            icon=":material/error:",
        )
    return True


def app_options() -> dict[str, Any]:
    """Everything that ``st.App`` needs besides the script."""
    return {
        "routes": routes(),
        "middleware": middleware(),
        "lifespan": warm_up,
        "on_script_error": show_fault,
    }
