"""The faults of faults.py in a Gemeindeverzeichnis of fixed width (GV100AD)."""

from collections.abc import Callable
from pathlib import Path

from tests.readers import gv100ad_excerpts
from tests.readers.excerpts import MOJIBAKE

Make = Callable[[Path], Path]


def register(*more: str, **fields: str) -> Make:
    rows = (*gv100ad_excerpts.ROWS[:3], gv100ad_excerpts.changed(**fields))
    return lambda path: gv100ad_excerpts.register(path, rows, *more)


def no_gemeinden(path: Path) -> Path:
    return gv100ad_excerpts.register(path, gv100ad_excerpts.ROWS[:3])


LINE = gv100ad_excerpts.line(gv100ad_excerpts.SOEMMERDA)
FAULTS: dict[str, dict[str, tuple[Make, str]]] = {
    "lost leading zero": {"gv100ad": (register(land="1"), "führende Null")},
    "wrong encoding": {"gv100ad": (register(name=MOJIBAKE), "Zeichenkodierung")},
    "missing column": {"gv100ad": (register(LINE[:150]), "Stellen")},
    "unknown key": {"gv100ad": (register(verband="OO51"), "keine bekannte Form")},
    "duplicate key": {"gv100ad": (register(LINE), "zweimal")},
    "text where a number belongs": {"gv100ad": (register(total="viele"), "Text, wo eine Zahl")},
    "no rows": {
        "gv100ad": (
            lambda path: gv100ad_excerpts.register(path, gv100ad_excerpts.ROWS[:3]),
            "keine Gemeinden",
        )
    },
}
