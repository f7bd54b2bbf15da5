"""What the part Verfügbarkeit und Qualität asks: every area counts once."""

import duckdb
import pytest

from monitoring.queries.quality import availability_matrix

ROWS = """
    ('i', 'kreis', '1', '2020', 1.0, 'reported', NULL, ''),
    ('i', 'kreis', '2', '2020', 0.0, 'nil', 0.0, 'provisional'),
    ('i', 'kreis', '3', '2020', 2.0, 'reported', 0.25, 'estimated'),
    ('i', 'kreis', '4', '2020', 2.0, 'reported', NULL, 'estimated,territory'),
    ('i', 'kreis', '5', '2020', NULL, 'suppressed', NULL, ''),
    ('i', 'kreis', '6', '2020', NULL, 'not_comparable', NULL, 'territory'),
    ('i', 'kreis', '7', '2020', NULL, 'missing', NULL, ''),
    ('i', 'kreis', '8', '2020', NULL, 'unknown', NULL, ''),
    ('i', 'kreis', '9', '2020', NULL, 'unreliable', NULL, ''),
    ('i', 'kreis', '10', '2020', NULL, 'not_yet', NULL, ''),
    ('i', 'kreis', '11', '2020', NULL, 'not_applicable', NULL, ''),
    ('i', 'kreis', '1', '2021', NULL, 'suppressed', NULL, ''),
    ('i', 'land', '0', '2020', 1.0, 'reported', NULL, '')"""


@pytest.fixture
def release() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    columns = "(indicator, level, ags, period, value, status, estimated_share, note)"
    connection.execute(f"CREATE TABLE value AS FROM (VALUES {ROWS}) t{columns}")
    return connection


def test_every_area_that_existed_is_in_one_state(release: duckdb.DuckDBPyConnection):
    frame = availability_matrix(release, level="kreis")
    assert [tuple(row) for row in frame.itertuples(index=False)] == [
        ("i", "2020", 2, 2, 1, 1, 4),
        ("i", "2021", 0, 0, 1, 0, 0),
    ]
