"""Saved views: a page with all its choices, under a name; every version is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime

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
    now = _now()
    words = {"title": title, "query": query, "author": author, "saved_at": now}
    with engine.begin() as connection:
        row = connection.execute(
            sa.select(saved_view.c.id, saved_view.c.version).where(
                saved_view.c.page == page, saved_view.c.title == title
            )
        ).first()
        if row is None:
            result = connection.execute(saved_view.insert().values(page=page, version=1, **words))
            key = result.inserted_primary_key
            assert key is not None
            number, version = int(key[0]), 1
        else:
            number, version = row.id, row.version + 1
            connection.execute(
                saved_view.update()
                .where(saved_view.c.id == number)
                .values(version=version, removed_at=None, **words)
            )
        connection.execute(
            saved_view_version.insert().values(view=number, version=version, **words)
        )
    return number


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
