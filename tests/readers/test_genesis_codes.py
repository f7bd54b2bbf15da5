"""Codes of GENESIS: age classes and units."""

import pytest

from monitoring.readers.genesis_codes import age_band, parsed_unit


@pytest.mark.parametrize(
    ("code", "band"),
    [
        ("", (0, None)),
        ("INSGESAMT", (0, None)),
        ("ALT000B03", (0, 2)),
        ("ALT015B65", (15, 64)),
        ("ALT090B100", (90, 99)),
        ("ALT000", (0, 0)),
        ("ALT018", (18, 18)),
        ("ALT075UM", (75, None)),
        ("ALT003B03", None),
        ("JUNG", None),
    ],
)
def test_age_classes(code: str, band: tuple[int, int | None] | None):
    assert age_band(code) == band


@pytest.mark.parametrize(
    ("text", "measure", "factor"),
    [
        ("Anzahl", "count", "1"),
        ("1000", "count", "1000"),
        ("Tsd.", "count", "1000"),
        ("EUR", "Euro", "1"),
        ("Tsd. EUR", "Euro", "1000"),
        ("1000 EUR", "Euro", "1000"),
        ("Mill. EUR", "Euro", "1000000"),
        ("Mrd. Euro", "Euro", "1000000000"),
        ("qkm", "km²", "1"),
        ("ha", "km²", "0.01"),
        ("1000 qm", "m²", "1000"),
        ("%", "rate", "1"),
        ("Ew/qkm", "rate", "1"),
    ],
)
def test_units(text: str, measure: str, factor: str):
    unit = parsed_unit(text)
    assert unit is not None
    assert (unit.measure, str(unit.factor)) == (measure, factor)
