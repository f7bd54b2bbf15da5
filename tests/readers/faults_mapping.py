"""Mapped tables that have a fault, for tests/readers/faults.py."""

from tests.readers.mapping_excerpts import failed_formula, mapped

FAULTS = {
    "lost leading zero": {"profil": (mapped("1001000;Albersdorf;2019;1"), "führende Null")},
    "wrong encoding": {"profil": (mapped("16068051;SÃ¶mmerda;2019;1"), "Zeichenkodierung")},
    "missing column": {
        "profil": (mapped("16068051;2019;1", heads="Schlüssel;Jahr;Hilfen"), "nicht erkannt"),
    },
    "unknown key": {"profil": (mapped("1606805X;Sömmerda;2019;1"), "keine bekannte Form")},
    "duplicate key": {
        "profil": (
            mapped("16068051;S;2019;1", "16068051;S;2019;2"),
            r"1 \(Zeile 2\) und 2 \(Zeile 3\)",
        ),
    },
    "text where a number belongs": {
        "profil": (mapped("16068051;Sömmerda;2019;viele"), "Text, wo eine Zahl"),
    },
    "failed formula": {"profil": (failed_formula, "Text, wo eine Zahl")},
    "no rows": {"profil": (mapped(), "keine Datenzeilen")},
}
