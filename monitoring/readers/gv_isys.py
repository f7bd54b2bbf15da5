"""Gemeindeverzeichnis GV-ISys ("Auszug GV", Destatis): population by sex, area, hierarchy."""

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.readers import assembly, gv_checks, gv_header, gv_tables
from monitoring.readers.contract import Delivery
from monitoring.readers.inputs import Sample

ID = "gv_isys"
TITLE = "Gemeindeverzeichnis GV-ISys (Auszug GV, Excel)"


def recognise(sample: Sample) -> bool:
    """True for a workbook with columns Satzart and Gemeindename."""
    return sample.kind in ("xlsx", "xls") and gv_header.sheet_of(sample.workbook) is not None


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """Population by sex and area of the Gemeinden, and the areas of all levels."""
    sheet = gv_header.sheet_of(sample.workbook)
    if sheet is None:
        raise _not_recognised(sample)
    header = gv_header.read_header(sample.workbook, sheet)
    stand = gv_checks.gebietsstand_of(header.gebietsstand, gebietsstand, sample.name, header.sheet)
    records = gv_checks.records(sample.workbook, header)
    records = gv_tables.with_keys(records, header.sheet, sample.name)
    areas = gv_tables.areas_of(records, stand)
    people = gv_checks.required_date(header.population_date, header.sheet, sample.name)
    figures, sources = gv_tables.figures_of(
        records,
        catalogue,
        stand=stand,
        people=people,
        area=gv_checks.area_dates(records, header.area_date or people),
        places=header.columns,
    )
    figures, findings = assembly.finished(
        figures, catalogue.base_figures, sample.name, header.sheet
    )
    findings += gv_checks.substance(records, header.sheet)
    return Delivery(
        reader=ID,
        source=assembly.common_source(sources, "destatis_gv"),
        title=f"Gemeindeverzeichnis, Gebietsstand {stand}",
        figures=figures,
        areas=areas,
        findings=tuple(findings),
    )


def _not_recognised(sample: Sample) -> InputError:
    return InputError(
        "Die Datei ist kein Gemeindeverzeichnis.",
        file=sample.name,
        found=f"Tabellenblätter {', '.join(sample.workbook.sheet_names)}",
        expected="ein Tabellenblatt mit den Spalten Satzart und Gemeindename",
        remedy="Den „Auszug GV“ des Statistischen Bundesamtes verwenden.",
    )
