"""More than 60 files in the forms in which offices and departments save them, with exact values."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.readers import mapping_excerpts
from tests.readers.good_files import Row, cases
from tests.readers.malformed_bases import PROFILE
from tests.readers.store_content import content_of, imported, ordered

CASES = list(cases())


def test_there_are_60():
    assert len({(reader, name) for reader, name, _, _ in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize(
    ("make", "expected"), [pytest.param(*each[2:], id=f"{each[0]}-{each[1]}") for each in CASES]
)
def test_good(tmp_path: Path, make: Callable[[], tuple[str, bytes]], expected: list[Row]):
    mapping_excerpts.keep(PROFILE)
    name, data = make()
    path = tmp_path / name
    path.write_bytes(data)
    assert content_of(imported(path)) == ordered(expected)
