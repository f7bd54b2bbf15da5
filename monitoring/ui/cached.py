"""The caching boundary: everything that is kept between runs, keyed by the release.

Python's own caches: Streamlit's take 0.1 to 0.2 ms to find something, a thousand times as long.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock
from typing import Any, TypeVar

import duckdb
import pandas as pd
import sqlalchemy as sa
import streamlit as st

from monitoring.queries.ask import open_release
from monitoring.release.location import current_release, database_path, release_folder
from monitoring.release.manifest import Manifest, read_manifest
from monitoring.settings import workspace_url
from monitoring.ui.empty import show_empty
from monitoring.workspace.tables import open_workspace

ANSWERS_KEPT = 200
LARGE_KEPT = 8
RUN_RELEASE = "_release"
OLD_RELEASE = (
    "Dieser Datenstand entstand, bevor es diese Angaben gab. Erstellen Sie unter **Einlesen** "
    "einen neuen (Seite Daten); dazu müssen Sie nichts noch einmal einlesen."
)
Question = Callable[..., Any]
Kept = TypeVar("Kept")
_making = Lock()
_release: ContextVar[str | None] = ContextVar("release", default=None)


@dataclass(frozen=True)
class _Wanted:
    """Something of a release by its name; how it is made does not tell two apart."""

    release: str
    name: str
    make: Callable[[], Any] = field(compare=False)


@lru_cache(maxsize=3)
def _connection(release: str) -> duckdb.DuckDBPyConnection:
    return open_release(database_path(release))


@lru_cache(maxsize=5)
def _manifest(release: str) -> Manifest:
    return read_manifest(release_folder(release) / "manifest.json")


@lru_cache(maxsize=ANSWERS_KEPT)
def _answer(release: str, question: Question, parameters: tuple[tuple[str, Any], ...]) -> Any:
    words = {key: list(v) if isinstance(v, tuple) else v for key, v in parameters}
    return question(_connection(release), **words)


@lru_cache(maxsize=ANSWERS_KEPT)
def _kept(wanted: _Wanted) -> Any:
    return wanted.make()


@lru_cache(maxsize=LARGE_KEPT)
def _recent(wanted: _Wanted) -> Any:
    return wanted.make()


def kept(name: str, make: Callable[[], Kept]) -> Kept:
    """What ``make`` gives for the release in use, made once. It is shared: never change it."""
    result: Kept = _kept(_Wanted(release_id(), name, make))
    return result


def recent(name: str, make: Callable[[], Kept]) -> Kept:
    """The same for what is large: the last few are kept, and one is made at a time, as the page
    and the browser often want the same in the same moment.
    """
    with _making:
        result: Kept = _recent(_Wanted(release_id(), name, make))
    return result


@cache
def _workspace(url: str) -> sa.Engine:
    return open_workspace(url)


def close() -> None:
    """Forget everything, and with it close what is open."""
    for kept_by in (_kept, _recent, _answer, _manifest, _connection, _workspace):
        kept_by.cache_clear()


def workspace() -> sa.Engine:
    """The workspace of this installation."""
    return _workspace(workspace_url())


def begin_run() -> None:
    """One run of a page sees one release, even if another is put in use meanwhile."""
    st.session_state[RUN_RELEASE] = current_release()


@contextmanager
def answering_from(release: str) -> Iterator[None]:
    """Outside of a page's run: questions within are put to this release."""
    token = _release.set(release)
    try:
        yield
    finally:
        _release.reset(token)


def release_id() -> str:
    """The release in use; the page stops with a hint where there is none."""
    identifier = _release.get() or st.session_state.get(RUN_RELEASE) or current_release()
    if identifier is None:
        what = "Es gibt noch keinen Datenstand."
        show_empty(
            what, do="Lesen Sie auf der Seite **Daten** Dateien ein und erstellen Sie einen."
        )
        st.stop()
    return identifier


def manifest() -> Manifest:
    """Manifest of the release in use."""
    return _manifest(release_id())


def release_holds(name: str) -> bool:
    """Whether the release in use has this table; one built before it was known does not."""
    return name in manifest()["tables"]


def answer(question: Question, **parameters: str | int | list[str] | None) -> Any:
    """Answer of a query function on the release in use. It is shared: never change it."""
    frozen = tuple(
        (key, tuple(v) if isinstance(v, list) else v) for key, v in sorted(parameters.items())
    )
    return _answer(release_id(), question, frozen)


def table(question: Question, **parameters: str | int | list[str] | None) -> pd.DataFrame:
    """An answer that is a table."""
    frame: pd.DataFrame = answer(question, **parameters)
    return frame
