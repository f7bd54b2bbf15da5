"""The workspace: saved views with versions, favourites; on SQLite and on PostgreSQL."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from monitoring.workspace.favourites import favourites, set_favourites
from monitoring.workspace.tables import metadata, open_workspace, saved_view_version
from monitoring.workspace.views import list_views, remove_view, restore_view, save_view

SERVER = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a PostgreSQL server of our own on this machine; skips where there is none."""
    if not SERVER:
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        as_user = unprivileged(folder)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        data, programs = f"{folder}/data", SERVER[-1].parent
        run([*as_user, str(programs / "initdb"), "-D", data, "-U", "test", "-A", "trust", "-N"])
        options = f"-p {port} -h 127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        control = [*as_user, str(programs / "pg_ctl"), "-D", data, "-w"]
        run([*control, "-l", f"{folder}/log", "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://test@127.0.0.1:{port}/postgres"
        finally:
            run([*control, "-m", "immediate", "stop"])


def unprivileged(folder: str) -> list[str]:
    """How to start the server, which refuses to be root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def run(command: list[str]) -> None:
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0, command


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty workspace."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'neu' / 'workspace.sqlite'}"
    else:
        url = request.getfixturevalue("postgresql")
    opened = open_workspace(url)
    yield opened
    metadata.drop_all(opened)
    opened.dispose()


def save(engine: sa.Engine, title: str = "Kita", **changes: str) -> int:
    words = {"page": "karte", "query": "indikator=a", "author": "Ada"} | changes
    return save_view(engine, title=title, **words)


class TestViews:
    def test_a_view_comes_back_as_it_was_saved(self, engine: sa.Engine):
        number = save(engine, "Kitaplätze – Überblick", query="indikator=a&gebiet=16068")
        (view,) = list_views(engine)
        assert (view.id, view.page, view.title) == (number, "karte", "Kitaplätze – Überblick")
        assert (view.query, view.author, view.version) == ("indikator=a&gebiet=16068", "Ada", 1)
        assert view.saved_at.tzinfo is None

    def test_the_same_title_on_the_same_page_is_a_new_version(self, engine: sa.Engine):
        first = save(engine)
        assert save(engine, query="indikator=b", author="Eva") == first
        (view,) = list_views(engine)
        assert (view.version, view.query, view.author) == (2, "indikator=b", "Eva")

    def test_every_version_is_kept(self, engine: sa.Engine):
        for number in range(3):
            save(engine, query=f"v={number}")
        question = sa.select(saved_view_version.c.version, saved_view_version.c.query)
        with engine.connect() as connection:
            rows = connection.execute(question.order_by(saved_view_version.c.version)).all()
        assert [tuple(row) for row in rows] == [(1, "v=0"), (2, "v=1"), (3, "v=2")]

    def test_another_page_or_title_is_another_view(self, engine: sa.Engine):
        numbers = {save(engine), save(engine, page="zeitreihen"), save(engine, "Pflege")}
        assert len(numbers) == 3
        assert {view.title for view in list_views(engine, "karte")} == {"Kita", "Pflege"}

    def test_the_newest_comes_first(self, engine: sa.Engine):
        numbers = [save(engine, f"Ansicht {number}") for number in range(3)]
        assert [view.id for view in list_views(engine)] == numbers[::-1]

    def test_removed_it_is_off_the_list_until_it_is_brought_back(self, engine: sa.Engine):
        number = save(engine)
        remove_view(engine, number)
        assert list_views(engine) == []
        restore_view(engine, number)
        assert [view.id for view in list_views(engine)] == [number]

    def test_saving_under_the_title_of_a_removed_view_brings_it_back(self, engine: sa.Engine):
        number = save(engine)
        remove_view(engine, number)
        assert save(engine, query="neu") == number
        assert [(view.version, view.query) for view in list_views(engine)] == [(2, "neu")]

    def test_what_looks_like_sql_is_a_title_like_any_other(self, engine: sa.Engine):
        save(engine, "'; DROP TABLE saved_view; --")
        assert [view.title for view in list_views(engine)] == ["'; DROP TABLE saved_view; --"]


class TestFavourites:
    def test_they_belong_to_one_person_and_one_kind(self, engine: sa.Engine):
        set_favourites(engine, owner="Ada", kind="indicator", keys=["b", "a"])
        set_favourites(engine, owner="Eva", kind="indicator", keys=["c"])
        set_favourites(engine, owner="Ada", kind="area", keys=["16068"])
        assert favourites(engine, owner="Ada", kind="indicator") == ["a", "b"]
        assert favourites(engine, owner="Eva", kind="indicator") == ["c"]
        assert favourites(engine, owner="Ada", kind="area") == ["16068"]

    def test_setting_them_replaces_all_and_may_leave_none(self, engine: sa.Engine):
        set_favourites(engine, owner="Ada", kind="indicator", keys=["a", "b", "a"])
        set_favourites(engine, owner="Ada", kind="indicator", keys=["c"])
        assert favourites(engine, owner="Ada", kind="indicator") == ["c"]
        set_favourites(engine, owner="Ada", kind="indicator", keys=[])
        assert favourites(engine, owner="Ada", kind="indicator") == []


class TestSeveralAtOnce:
    def test_eight_people_save_at_the_same_time(self, engine: sa.Engine):
        def person(name: str) -> None:
            for number in range(5):
                save(engine, f"{name} {number}", author=name)

        with ThreadPoolExecutor(8) as people:
            list(people.map(person, "ABCDEFGH"))
        assert len(list_views(engine)) == 40

    def test_eight_people_save_under_one_title_and_every_version_counts(self, engine: sa.Engine):
        def person(name: str) -> int:
            return {save(engine, author=name) for _ in range(5)}.pop()

        with ThreadPoolExecutor(8) as people:
            numbers = set(people.map(person, "ABCDEFGH"))
        (view,) = list_views(engine)
        assert numbers == {view.id}
        assert view.version == 40

    def test_a_workspace_that_is_there_is_opened_again(self, engine: sa.Engine):
        save(engine)
        again = open_workspace(engine.url.render_as_string(hide_password=False))
        assert len(list_views(again)) == 1
        again.dispose()


def test_sqlite_runs_in_wal_mode_and_watches_references(tmp_path: Path):
    engine = open_workspace(f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(sa.text("PRAGMA busy_timeout")).scalar() == 5000
    engine.dispose()
