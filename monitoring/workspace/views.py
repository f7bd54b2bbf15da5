"""Saved views: a page with all its choices, under a name; every version is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from monitoring.workspace.tables import saved_view, saved_view_version


@dataclass(frozen=True)
class SavedView:
    """``query`` is the query string that opens the view; ``saved_at`` is UTC."""

    id: int
    page: str
    title: str
    query: str
    author: str
    version: int
    saved_at: datetime


def save_view(engine: sa.Engine, *, page: str, title: str, query: str, author: str) -> int:
    """Save a view and give its number; the same title on the same page is a new version."""
    words = {"title": title, "query": query, "author": author, "saved_at": _now()}
    try:
        return _save(engine, page, words)
    except sa.exc.IntegrityError:  # somebody else saved this title first, at the same moment
        return _save(engine, page, words)


def _save(engine: sa.Engine, page: str, words: dict[str, Any]) -> int:
    table = saved_view.c
    with engine.begin() as connection:
        row = connection.execute(
            saved_view.update()
            .where(table.page == page, table.title == words["title"])
            .values(version=table.version + 1, removed_at=None, **words)
            .returning(table.id, table.version)
        ).first()
        if row is None:
            made = saved_view.insert().values(page=page, version=1, **words)
            row = connection.execute(made.returning(table.id, table.version)).one()
        connection.execute(
            saved_view_version.insert().values(view=row.id, version=row.version, **words)
        )
    return int(row.id)


def list_views(engine: sa.Engine, page: str | None = None) -> list[SavedView]:
    """Saved views that were not removed, newest first."""
    table = saved_view.c
    question = sa.select(
        table.id, table.page, table.title, table.query, table.author, table.version, table.saved_at
    ).where(table.removed_at.is_(None))
    if page is not None:
        question = question.where(table.page == page)
    with engine.connect() as connection:
        rows = connection.execute(question.order_by(table.saved_at.desc(), table.id.desc()))
        return [SavedView(*row) for row in rows]


def remove_view(engine: sa.Engine, number: int) -> None:
    """Take a view off the list; :func:`restore_view` brings it back."""
    _set_removed(engine, number, _now())


def restore_view(engine: sa.Engine, number: int) -> None:
    """Bring a removed view back."""
    _set_removed(engine, number, None)


def _set_removed(engine: sa.Engine, number: int, when: datetime | None) -> None:
    with engine.begin() as connection:
        connection.execute(
            saved_view.update().where(saved_view.c.id == number).values(removed_at=when)
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
