"""A proposal for a table of unknown making, from its content alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from monitoring.areas import Level, level_of
from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.profiles import model
from monitoring.profiles.model import Layout, Mapping, Measure, OwnFigure
from monitoring.readers import decimals
from monitoring.readers.inputs import Sample
from monitoring.readers.known_areas import KnownAreas
from monitoring.readers.mapping_columns import (
    MOST,
    Content,
    contents_of,
    key_score,
    name_score,
    number_share,
    period_score,
    within_of,
)
from monitoring.readers.mapping_grid import WORKBOOKS, Row, proposed_layout, rows_of, sheet_of
from monitoring.readers.mapping_heads import columns_of, plain, proposed_heads
from monitoring.readers.mapping_keys import completed, is_whole, key_text
from monitoring.readers.mapping_measures import own_figure, proposed_measure, tells_only_group
from monitoring.readers.mapping_periods import title_period, title_texts
from monitoring.readers.mapping_values import USUAL_SIGNS, bare_number
from monitoring.readers.period_words import period_within, written_period

ENOUGH = 0.55
MOST_NEW = 12


@dataclass(frozen=True)
class _Found:
    sample: Sample
    rows: Sequence[Row]
    layout: Layout
    contents: Sequence[Content]
    known: KnownAreas
    catalogue: Catalogue


def propose(
    sample: Sample, catalogue: Catalogue, known: KnownAreas, given: Layout | None = None
) -> Mapping:
    """How the table is probably meant; ``given`` is where a person says it lies.

    Raises InputError for what is no table at all: a text without columns, an empty sheet.
    """
    layout = given or proposed_layout(sample)
    rows = rows_of(sample, layout)
    layout = layout if given else proposed_heads(rows, layout)
    contents = contents_of(rows, columns_of(rows, layout), layout)
    if len(contents) < 2 or not any(content.texts for content in contents):
        raise _no_table(sample, rows, layout)
    found = _Found(sample, rows, layout, contents, known, catalogue)
    mapping = _with_period(found, _with_area(found))
    return _with_measures(found, mapping)


def _with_area(found: _Found) -> Mapping:
    by_key = {content: key_score(content, found.known) for content in found.contents}
    by_name = {content: name_score(content, found.known) for content in found.contents}
    key, name = max(by_key, key=lambda c: by_key[c]), max(by_name, key=lambda c: by_name[c])
    mapping = Mapping(found.layout, "")
    if by_key[key] >= ENOUGH or by_name[name] < 0.5:
        content = key if by_key[key] > 0 else found.contents[0]
        texts = [key_text(text) for text in content.texts]
        lost = [text for text in texts if not is_whole(text)]
        within = within_of(content, found.known)
        zero = bool(lost) and (bool(within) or any(is_whole(f"0{text}") for text in lost))
        mapping = replace(
            mapping,
            key=content.column.label,
            within=within,
            fill_zero=zero,
            fill_down=_gaps(content),
        )
        levels = {str(level_of(completed(text, mapping)) or "") for text in texts}
        level = "gemeinde" if within else levels.pop() if len(levels) == 1 else ""
        return replace(mapping, level=level)
    level, within = _level_of_names(name, found.known)
    return replace(
        mapping, key=name.column.label, by=model.BY_NAME, level=level, within=within,
        fill_down=_gaps(name),
    )  # fmt: skip


def _level_of_names(content: Content, known: KnownAreas) -> tuple[str, str]:
    """The level most names have, and the Kreis, Land or (of Ortsteile) Gemeinde they lie in."""
    names = list(dict.fromkeys(content.texts))
    official_first = sorted(Level, key=lambda level: level == Level.ORTSTEIL)
    hits = {level.value: _matched(names, level, known) for level in official_first}
    best = max(hits, key=lambda level: sum(bool(keys) for keys in hits[level]))
    for length in (8, 5, 2) if best == Level.ORTSTEIL else (5, 2):
        starts = [{key[:length] for key in keys} for keys in hits[best] if keys]
        common = set.intersection(*starts) if starts else set()
        if len(common) == 1:
            return best, common.pop() if best != Level.LAND else ""
    return best, ""


def _matched(names: Sequence[str], level: Level, known: KnownAreas) -> list[list[str]]:
    return [known.keys_named(name, level.value, "") for name in names]


def _gaps(content: Content) -> bool:
    """Whether the column names each area once for several rows."""
    return content.blanks > 0 and len(set(content.texts)) == len(content.texts)


def _with_period(found: _Found, mapping: Mapping) -> Mapping:
    others = [c for c in found.contents if plain(c.column.label) != plain(mapping.key)]
    scores = {content: period_score(content) for content in others}
    best = max(scores, key=lambda content: scores[content], default=None)
    if best is not None and scores[best] >= 1:
        return replace(mapping, period_in=model.PERIOD_IN_COLUMN, period=best.column.label)
    dated = [content for content in others if content.column.period]
    if dated and all(c.column.period for c in others if number_share(c) >= MOST):
        return replace(mapping, period_in=model.PERIOD_IN_HEADING)
    if title_period(_titles(found)):
        return replace(mapping, period_in=model.PERIOD_IN_TITLE)
    return replace(mapping, period_in=model.PERIOD_FIXED)


def _titles(found: _Found) -> list[str]:
    workbook = found.sample.kind in WORKBOOKS
    sheet = sheet_of(found.sample, found.layout.sheet) if workbook else None
    above = [row for row in found.rows if row.number < found.layout.head_row]
    return title_texts(above, sheet, found.sample.name)


def _with_measures(found: _Found, mapping: Mapping) -> Mapping:
    """Every other column of numbers is a measure, of the catalogue or newly named."""
    used = {plain(mapping.key), plain(mapping.period)}
    counted = {plain(c.column.label) for c in found.contents if _counts(c, found)} - used
    columns = [c for c in found.contents if plain(c.column.label) in counted]
    distinct = {plain(content.column.label): content for content in reversed(columns)}
    measures, own = _measures(found, [*reversed(distinct.values())], _periods(found, mapping))
    texts = [text for content in columns for text in content.texts]
    signs = {text: USUAL_SIGNS[text].value for text in texts if text in USUAL_SIGNS}
    return replace(
        mapping,
        decimal=_decimal(found, columns),
        signs=tuple(sorted(signs.items())),
        measures=measures,
        own=own,
    )


def _measures(
    found: _Found, contents: Sequence[Content], periods: Sequence[str]
) -> tuple[tuple[Measure, ...], tuple[OwnFigure, ...]]:
    """A measure for each column; of very many unknown ones none is named without being asked.

    A heading that tells an age band or a sex alone is of the known figure before it.
    """
    measures: list[Measure] = []
    before = ""
    for content in contents:
        measure = proposed_measure(content, found.catalogue)
        if not measure.base and before and tells_only_group(measure.label):
            measure = replace(measure, base=before)
        before = measure.base
        measures.append(measure)
    if sum(not measure.base for measure in measures) > MOST_NEW:
        return tuple(measures), ()
    taken = [*found.catalogue.base_figures, *found.catalogue.indicators]
    own: list[OwnFigure] = []
    for place, (measure, content) in enumerate(zip(measures, contents, strict=True)):
        if not measure.base:
            figure = own_figure(content, _title(found), periods, taken)
            own.append(figure)
            taken.append(figure.id)
            measures[place] = Measure(measure.label, figure.id)
    return tuple(measures), tuple(own)


def _counts(content: Content, found: _Found) -> bool:
    """Whether a column holds values rather than a second key or a running number."""
    if number_share(content) < MOST or key_score(content, found.known) >= 1:
        return False
    words = plain(content.column.label).split()
    return not ({"nr", "nr.", "lfd.", "lfd"} & {*words})


def _decimal(found: _Found, columns: Sequence[Content]) -> str:
    """The decimal sign its numbers prove; the comma where they leave it open, as in "1.234"."""
    texts = {
        c.column.told: pd.Series([bare_number(text) for text in c.texts], dtype=object)
        for c in columns
    }
    try:
        return decimals.decimal_sign(texts, found.sample.name)
    except InputError:
        return ","


def _title(found: _Found) -> str:
    """What a table without a label for its values is about: the first words above it."""
    for text in _titles(found):
        words = period_within(text)
        bare = words[1] if words else text
        if len(bare) >= 3:
            return bare[:70]
    return ""


def _periods(found: _Found, mapping: Mapping) -> list[str]:
    """Periods that the proposal finds, for the kind of a new base figure."""
    if mapping.period_in == model.PERIOD_IN_COLUMN:
        texts = next(c.texts for c in found.contents if c.column.label == mapping.period)
        return [period for text in set(texts) if (period := written_period(text))]
    if mapping.period_in == model.PERIOD_IN_HEADING:
        return [c.column.period for c in found.contents if c.column.period]
    period = title_period(_titles(found))
    return [period] if period else []


def _no_table(sample: Sample, rows: Sequence[Row], layout: Layout) -> InputError:
    first = rows[0] if rows else None
    return InputError(
        "In der Datei ist keine Tabelle zu erkennen.",
        file=sample.name,
        sheet=layout.sheet or None,
        row=first.number if first else None,
        found=first.text(first.filled[0]) if first else "keine Zeile",
        expected="eine Überschrift und darunter Zeilen mit Gebiet und Zahlen",
        remedy="Blatt, Trennzeichen und Zeilen der Überschrift prüfen.",
    )
