"""The formats that are read, in the order in which a file is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from monitoring.catalogue.model import Catalogue
from monitoring.readers import (
    arbeitsagentur,
    boundaries,
    gebietsaenderungen,
    genesis_flat,
    genesis_web,
    genesis_workbook,
    gv100ad,
    gv_isys,
    inkar,
    inkar_csv,
    mapping,
    regionalatlas,
    table,
    tls,
    umsteigeschluessel,
    wahlen,
    wegweiser,
)
from monitoring.readers.contract import Delivery
from monitoring.readers.inputs import Sample

WORKBOOKS = ("xlsx", "xls")
_TEXT, _JSON = ("text",), ("json",)
_GEODATA = ("gpkg", "shape", "json", "zip", "folder")


class _Module(Protocol):
    ID: str
    TITLE: str

    def recognise(self, sample: Sample) -> bool: ...

    def read(self, sample: Sample, catalogue: Catalogue, gebietsstand: str | None) -> Delivery: ...


@dataclass(frozen=True)
class Reader:
    """A delivery format. ``title`` is German, for help texts; ``kinds`` are those of Sample.

    ``of_period``: its figures have the areas of their own day where the file names no
    Gebietsstand: offices count within the borders of the day.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    recognise: Callable[[Sample], bool]
    read: Callable[[Sample, Catalogue, str | None], Delivery]
    of_period: bool


_MODULES: tuple[tuple[_Module, tuple[str, ...]], ...] = (
    (mapping, mapping.KINDS),
    (gv_isys, WORKBOOKS),
    (gv100ad, _TEXT),
    (gebietsaenderungen, WORKBOOKS),
    (umsteigeschluessel, WORKBOOKS),
    (inkar, WORKBOOKS),
    (genesis_flat, _TEXT),
    (inkar_csv, _TEXT),
    (genesis_web, _TEXT),
    (genesis_workbook, WORKBOOKS),
    (arbeitsagentur, WORKBOOKS),
    (tls, ("html",)),
    (wahlen, _TEXT),
    (regionalatlas, _JSON),
    (wegweiser, _JSON),
    (boundaries, _GEODATA),
    (table, ("text", *WORKBOOKS, "ods")),
)
_OF_PERIOD = (genesis_flat, genesis_web, genesis_workbook, arbeitsagentur, tls, wahlen)
READERS: dict[str, Reader] = {
    module.ID: Reader(
        module.ID, module.TITLE, kinds, module.recognise, module.read, module in _OF_PERIOD
    )
    for module, kinds in _MODULES
}
