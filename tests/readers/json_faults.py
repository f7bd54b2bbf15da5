"""The faults of answers in JSON; :mod:`tests.readers.faults` holds those of all other readers."""

from collections.abc import Callable
from pathlib import Path

from tests.readers import json_excerpts
from tests.readers.excerpts import MOJIBAKE
from tests.readers.json_excerpts import feature

Make = Callable[[Path], Path]


def atlas(*changes: dict[str, object]) -> Make:
    return lambda path: json_excerpts.atlas(path, *(feature(**changed) for changed in changes))


def without_key(path: Path) -> Path:
    return json_excerpts.atlas(path, {"attributes": {"jahr": 2020, "ai0801": 5.4}})


def wegweiser(*values: list[object], regions: int = 1, **changes: object) -> Make:
    places = [json_excerpts.region(**changes) for _ in range(regions)]
    indicator = json_excerpts.indicator(*values)
    return lambda path: json_excerpts.wegweiser(path, indicator, regions=places)


FAULTS: dict[str, dict[str, tuple[Make, str]]] = {
    "lost leading zero": {
        "regionalatlas": (atlas({"ags": "1001"}), "führende Null"),
        "wegweiser": (wegweiser([1, 2], ars="1001"), "führende Null"),
    },
    "wrong encoding": {
        "regionalatlas": (atlas({"gen": MOJIBAKE}), "Zeichenkodierung"),
        "wegweiser": (wegweiser([1, 2], title=MOJIBAKE), "Zeichenkodierung"),
    },
    "missing column": {
        "regionalatlas": (without_key, "„ags“ fehlt"),
        "wegweiser": (wegweiser([1]), "Aufbau"),
    },
    "unknown key": {
        "regionalatlas": (atlas({"ags": "1606X"}), "keine bekannte Form"),
        "wegweiser": (wegweiser([1, 2], ars="1606X"), "keine bekannte Form"),
    },
    "duplicate key": {
        "regionalatlas": (atlas({"ai0801": 5.4}, {"ai0801": 5.5}), "zweimal"),
        "wegweiser": (wegweiser([1, 2], [1, 3], regions=2), "zweimal"),
    },
    "text where a number belongs": {
        "regionalatlas": (atlas({"ai0801": "viele"}), "Text, wo eine Zahl"),
        "wegweiser": (wegweiser([1, "viele"]), "Text, wo eine Zahl"),
    },
    "no rows": {
        "regionalatlas": (atlas(), "keine Daten"),
        "wegweiser": (wegweiser(regions=0), "keine Daten"),
    },
}
