"""Files whose figures would come in otherwise than a person reads them: refused, or read right."""

from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import read
from tests.readers import excerpts
from tests.readers.excerpts import own
from tests.readers.mapping_excerpts import mapped

STRAY = ('16068051;"Sömmerda;2019;12', '16068006;Kölleda";2019;7', "16068001;Alperstedt;2019;3")


@pytest.mark.parametrize("heads", ["ags;name;zeitraum;hilfen", "Schlüssel;Ort;Jahr;Hilfen"])
def test_a_stray_quote_loses_no_rows(tmp_path: Path, heads: str):
    """Rows 2 and 3 would become one: 16068051 with the 7 of its neighbour."""
    path = mapped(*STRAY, heads=heads)(tmp_path / "a.csv")
    with pytest.raises(InputError, match="Anführungszeichen") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert (caught.value.row, caught.value.column) == (2, "2")


def test_text_behind_a_closing_quote_is_not_glued_to_the_figure(tmp_path: Path):
    """Pandas reads 12 here."""
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", '16068051;2019;"1"2')
    with pytest.raises(InputError, match="Anführungszeichen") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert caught.value.row == 2
