"""Tables of the workspace, and the engine they live in (SQLite by default, PostgreSQL by URL)."""

from pathlib import Path

import sqlalchemy as sa

from monitoring.settings import made

metadata = sa.MetaData()

saved_view = sa.Table(
    "saved_view",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("page", sa.String(40), nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("author", sa.String(100), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
    sa.Column("removed_at", sa.DateTime),
    sa.UniqueConstraint("page", "title"),
)

saved_view_version = sa.Table(
    "saved_view_version",
    metadata,
    sa.Column("view", sa.ForeignKey("saved_view.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("author", sa.String(100), nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
)

favourite = sa.Table(
    "favourite",
    metadata,
    sa.Column("owner", sa.String(100), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("key", sa.String(100), primary_key=True),
)

source_answer = sa.Table(
    "source_answer",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", sa.String(100), nullable=False, index=True),
    sa.Column("question", sa.String(20), nullable=False),
    sa.Column("answer", sa.Boolean),
    sa.Column("author", sa.String(100), nullable=False),
    sa.Column("answered_at", sa.DateTime, nullable=False),
)


def open_workspace(url: str) -> sa.Engine:
    """Engine for ``url`` with all tables present; SQLite runs in WAL mode."""
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        engine = sa.create_engine(address, pool_pre_ping=True)
    else:
        if address.database:
            made(Path(address.database).parent)
        engine = sa.create_engine(address)
        sa.event.listen(engine, "connect", _prepare_sqlite)
    metadata.create_all(engine)
    return engine


def _prepare_sqlite(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
