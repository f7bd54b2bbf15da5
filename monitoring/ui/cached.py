"""The caching boundary: everything that is kept between runs, keyed by the release."""

from collections.abc import Callable
from typing import Any, TypeVar

import duckdb
import pandas as pd
import sqlalchemy as sa
import streamlit as st

from monitoring.queries.ask import open_release
from monitoring.release.location import current_release, database_path, release_folder
from monitoring.release.manifest import Manifest, read_manifest
from monitoring.settings import workspace_url
from monitoring.workspace.tables import open_workspace

ANSWERS_KEPT = 200
RUN_RELEASE = "_release"
Question = Callable[..., Any]
Kept = TypeVar("Kept")


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(release: str) -> duckdb.DuckDBPyConnection:
    return open_release(database_path(release))


@st.cache_resource(max_entries=5, show_spinner=False)
def _manifest(release: str) -> Manifest:
    return read_manifest(release_folder(release) / "manifest.json")


@st.cache_resource(max_entries=ANSWERS_KEPT, show_spinner=False)
def _answer(
    release: str,
    name: str,  # noqa: ARG001 - part of the cache's key, as functions are none
    parameters: tuple[tuple[str, Any], ...],
    _question: Question,
) -> Any:
    words = {key: list(v) if isinstance(v, tuple) else v for key, v in parameters}
    return _question(_connection(release), **words)


@st.cache_resource(show_spinner=False)
def _workspace(url: str) -> sa.Engine:
    return open_workspace(url)


@st.cache_resource(max_entries=ANSWERS_KEPT, show_spinner=False)
def _kept(
    release: str,  # noqa: ARG001 - part of the cache's key
    name: str,  # noqa: ARG001 - part of the cache's key
    _make: Callable[[], Any],
) -> Any:
    return _make()


def kept(name: str, make: Callable[[], Kept]) -> Kept:
    """What ``make`` gives for the release in use, made once. It is shared: never change it."""
    result: Kept = _kept(release_id(), name, make)
    return result


def workspace() -> sa.Engine:
    """The workspace of this installation."""
    return _workspace(workspace_url())


def begin_run() -> None:
    """One run of a page sees one release, even if another is put in use meanwhile."""
    st.session_state[RUN_RELEASE] = current_release()


def release_id() -> str:
    """The release in use; the page stops with a hint where there is none."""
    identifier = st.session_state.get(RUN_RELEASE) or current_release()
    if identifier is None:
        st.info(
            "Es gibt noch keinen Datenstand. Lesen Sie auf der Seite **Daten** Dateien ein "
            "und erstellen Sie einen Datenstand."
        )
        st.stop()
    return identifier


def manifest() -> Manifest:
    """Manifest of the release in use."""
    return _manifest(release_id())


def answer(question: Question, **parameters: str | int | list[str] | None) -> Any:
    """Answer of a query function on the release in use. It is shared: never change it."""
    frozen = tuple(
        (key, tuple(v) if isinstance(v, list) else v) for key, v in sorted(parameters.items())
    )
    return _answer(release_id(), question.__name__, frozen, question)


def table(question: Question, **parameters: str | int | list[str] | None) -> pd.DataFrame:
    """An answer that is a table."""
    frame: pd.DataFrame = answer(question, **parameters)
    return frame
