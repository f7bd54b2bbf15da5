"""Faults of workbooks with merged headings (GENESIS, Bundesagentur), in the form of faults.py."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.readers import ba_excerpts, lfstat_excerpts
from tests.readers.excerpts import MOJIBAKE

Make = Callable[[Path], Path]


def genesis(*rows: tuple[Any, ...], **options: Any) -> Make:
    return lambda path: lfstat_excerpts.workbook(path.with_suffix(".xlsx"), *rows, **options)


def row(key: object = "09178", name: str = "Freising (Lkr)", last: object = 3) -> tuple[Any, ...]:
    return (key, name, 1, 2, last)


def agency(*rows: tuple[Any, ...], **options: Any) -> Make:
    return lambda path: ba_excerpts.jobless(path.with_suffix(".xlsx"), *rows, **options)


GOOD = ("16068 Sömmerda", 1850, 1901)
_GAP = (lfstat_excerpts.HEADS[0], ("", "", "Insgesamt", "", "weiblich"))
WORKBOOK_FAULTS: dict[str, dict[str, tuple[Make, str]]] = {
    "lost leading zero": {
        "genesis_workbook": (genesis(row(9178)), "führende Null"),
        "arbeitsagentur": (agency(("9178124 Freising", 1, 2)), "führende Null"),
    },
    "wrong encoding": {
        "genesis_workbook": (genesis(row(name=MOJIBAKE)), "Zeichenkodierung"),
        "arbeitsagentur": (agency((f"16068051 {MOJIBAKE}", 1, 2)), "Zeichenkodierung"),
    },
    "missing column": {
        "genesis_workbook": (genesis(row(), heads=_GAP), "fehlt eine Überschrift"),
        "arbeitsagentur": (agency((*GOOD, 3)), "fehlt die Überschrift"),
    },
    "unknown key": {
        "genesis_workbook": (genesis(row(), row("0917X")), "keine bekannte Form"),
        "arbeitsagentur": (agency(GOOD, ("1606805X Sömmerda", 1, 2)), "keine bekannte Form"),
    },
    "duplicate key": {
        "genesis_workbook": (genesis(row(), row(last=4)), "zweimal"),
        "arbeitsagentur": (agency(GOOD, (*GOOD[:2], 7)), "zweimal"),
    },
    "text where a number belongs": {
        "genesis_workbook": (genesis(row(last="viele")), "Text, wo eine Zahl"),
        "arbeitsagentur": (agency((*GOOD[:2], "viele")), "Text, wo eine Zahl"),
    },
    "failed formula": {
        "genesis_workbook": (genesis(row(last="#REF!")), "Text, wo eine Zahl"),
        "arbeitsagentur": (agency((*GOOD[:2], "#N/A")), "Text, wo eine Zahl"),
    },
    "no rows": {
        "genesis_workbook": (genesis(), "keine Datenzeilen"),
        "arbeitsagentur": (agency(), "nicht erkannt"),
    },
}
