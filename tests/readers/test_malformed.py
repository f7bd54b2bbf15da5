"""Files that are not what they should be: over a thousand of them, and no half import.

Each is a change of a reader's faultless file. It is refused with a reason that names the file,
what was found and what to do, and the store keeps every byte; or it is right all the same, and
then what comes in is stated in malformed_expected.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitoring import imports
from monitoring.catalogue import load_catalogue
from monitoring.errors import InputError
from monitoring.readers import READERS
from tests.readers import mapping_excerpts
from tests.readers.malformed_bases import BASES, JSON, PROFILE, content
from tests.readers.malformed_cases import NAMES, cases
from tests.readers.malformed_expected import (
    EXPECTED,
    TOLD,
    WHOLE,
    WHOLE_OF_READER,
    rightly_accepted,
)
from tests.readers.store_content import content_of, fingerprint, imported, ordered

Make = Callable[[], tuple[str, bytes]]
CASES = list(cases())
CATALOGUE = load_catalogue()  # read once for all of them


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store holds a delivery of another table."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("malformed") / "data"
        patch.setenv("KREISBLICK_DATA", str(folder))
        mapping_excerpts.keep(PROFILE)
        first = folder.with_name("erste.csv")
        first.write_text("ags;zeitraum;hilfen_zur_erziehung\n16068051;2010;1\n", encoding="utf-8")
        imported(first)
    return folder


@pytest.fixture(autouse=True)
def in_it(installation: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KREISBLICK_DATA", str(installation))
    monkeypatch.setattr(imports, "load_catalogue", lambda **_: CATALOGUE)


def test_there_are_at_least_500_over_all_readers():
    assert {reader for reader, _, _ in CASES} == set(READERS) == set(BASES) == set(EXPECTED)
    refused = [(r, c) for r, c, _ in CASES if rightly_accepted(r, c, _new_name(c)) is None]
    assert len(refused) >= 1200
    assert min(sum(r == reader for r, _ in refused) for reader in READERS) >= 70


@pytest.mark.parametrize("reader", READERS)
def test_the_faultless_file_brings_what_is_expected(tmp_path: Path, reader: str):
    path = tmp_path / BASES[reader].file
    path.write_bytes(content(reader))
    assert content_of(imported(path)) == ordered(EXPECTED[reader])


@pytest.mark.parametrize(
    ("reader", "case", "make"), [pytest.param(*each, id=f"{each[0]}-{each[1]}") for each in CASES]
)
def test_malformed(tmp_path: Path, reader: str, case: str, make: Make):
    name, data = make()
    path = tmp_path / name
    path.write_bytes(data)
    expected = rightly_accepted(reader, case, _new_name(case))
    if expected is not None:
        assert content_of(imported(path)) == ordered(expected)
        return
    before = fingerprint()
    with pytest.raises(InputError) as caught:
        imported(path)
    assert fingerprint() == before
    told = str(caught.value)
    assert told.startswith(f"Datei {name}")
    assert all(word in told for word in ("\nGefunden: ", "\nErwartet: ", "\nAbhilfe: "))
    assert TOLD.get(case, "") in told
    if case.startswith(("key: ", "value: ")):
        _assert_cell(reader, case, caught.value)
    else:
        _assert_place(reader, case, caught.value)


def _new_name(case: str) -> str | None:
    return NAMES.get(case.removeprefix("name: ")) if case.startswith("name: ") else None


def _assert_place(reader: str, case: str, error: InputError) -> None:
    """Another fault is told with its row or sheet, or it is one of the whole file and says so."""
    whole = WHOLE.get(case) or WHOLE_OF_READER.get((reader, case))
    if whole is None:
        assert error.row is not None or error.sheet is not None, (reader, case)
    else:
        assert whole.format(name=BASES[reader].file) in f"{error.what} {error.found}"


def _assert_cell(reader: str, case: str, error: InputError) -> None:
    """A wrong key or figure is told with its row and column (an error of JSON with its line)."""
    assert error.row is not None, (reader, case)
    assert error.column is not None or BASES[reader].kind == JSON, (reader, case)
