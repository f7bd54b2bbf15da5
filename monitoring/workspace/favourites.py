"""Favourite indicators and areas."""

import sqlalchemy as sa

from monitoring.workspace.tables import favourite


def favourites(engine: sa.Engine, *, owner: str, kind: str) -> list[str]:
    """Keys of the owner's favourites of a kind ("indicator" or "area"), sorted."""
    question = sa.select(favourite.c.key).where(
        favourite.c.owner == owner, favourite.c.kind == kind
    )
    with engine.connect() as connection:
        return sorted(connection.execute(question).scalars())


def set_favourites(engine: sa.Engine, *, owner: str, kind: str, keys: list[str]) -> None:
    """Replace the owner's favourites of a kind."""
    with engine.begin() as connection:
        connection.execute(
            favourite.delete().where(favourite.c.owner == owner, favourite.c.kind == kind)
        )
        if keys:
            rows = [{"owner": owner, "kind": kind, "key": key} for key in dict.fromkeys(keys)]
            connection.execute(favourite.insert(), rows)
