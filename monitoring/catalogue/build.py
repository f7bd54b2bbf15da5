"""From checked entries to the model: defaults are filled in here and nowhere else."""

from typing import Any

from monitoring.catalogue.files import Entry
from monitoring.catalogue.model import (
    ALL_AGES,
    Age,
    BaseFigure,
    Break,
    ElectionName,
    GenesisName,
    Indicator,
    InkarName,
    Part,
    RegionalatlasName,
    Source,
    Topic,
    WegweiserName,
)

DEFAULT_LEVELS = ("gemeinde", "verband", "kreis", "land")
_SOURCE_OF_FORMAT = {
    "genesis": "regionalstatistik",
    "inkar": "bbsr_inkar",
    "regionalatlas": "regionalatlas",
    "wegweiser": "wegweiser_kommune",
    "gv": "destatis_gv",
    "election": "bundeswahlleiterin",
    "table": "eigene",
}


def source_of(entry: Entry) -> Source:
    """A source from its entry."""
    return Source(id=entry.id, **entry.fields)


def topic_of(entry: Entry) -> Topic:
    """A topic from its entry."""
    return Topic(id=entry.id, **entry.fields)


def base_figure_of(entry: Entry) -> BaseFigure:
    """A base figure from its entry; its column in our own table is its id unless it says else."""
    get = entry.fields.get
    delivered = [form for form in _SOURCE_OF_FORMAT if form == "table" or get(form)]
    sources = {form: _SOURCE_OF_FORMAT[form] for form in delivered} | get("source", {})
    return BaseFigure(
        id=entry.id,
        title=entry.fields["title"],
        unit=entry.fields["unit"],
        additive=get("additive", True),
        period=entry.fields["period"],
        reference_day=get("reference_day"),
        genesis=tuple(_genesis_name(name) for name in get("genesis", [])),
        inkar=tuple(_inkar_name(name) for name in get("inkar", [])),
        gv=get("gv"),
        table=get("table", entry.id),
        source=sources,
        never_zero=get("never_zero", False),
        weight=get("weight", "area" if entry.fields["unit"] == "km²" else "population"),
        minimum=get("minimum"),
        note=get("note", ""),
        breaks=tuple(Break(**mark) for mark in get("breaks", [])),
        regionalatlas=tuple(RegionalatlasName(**name) for name in get("regionalatlas", [])),
        wegweiser=tuple(WegweiserName(**name) for name in get("wegweiser", [])),
        election=_election_name(get("election")),
    )


def indicator_of(entry: Entry, base_figures: dict[str, BaseFigure]) -> Indicator:
    """An indicator from its entry; its own minimum may raise the base figures', not lower it."""
    fields, get = entry.fields, entry.fields.get
    numerator = _parts(fields["numerator"])
    bases = [base_figures[part.base] for part in numerator]
    minima = [get("minimum"), *(base.minimum for base in bases)]
    return Indicator(
        id=entry.id,
        title=fields["title"],
        question=fields["question"],
        definition=fields["definition"].strip(),
        numerator=numerator,
        denominator=_parts(fields["denominator"]) if "denominator" in fields else None,
        at=get("at", "same"),
        per=float(get("per", 1)),
        unit=fields["unit"],
        decimals=fields["decimals"],
        polarity=fields["polarity"],
        topics=tuple(fields["topics"]),
        life_phases=tuple(get("life_phases", ())),
        fields_of_action=tuple(get("fields_of_action", ())),
        levels=tuple(get("levels", DEFAULT_LEVELS)),
        reference=fields["reference"],
        source=fields["source"],
        caution=get("caution", "").strip(),
        minimum=max((least for least in minima if least is not None), default=None),
        published=any(not base.additive for base in bases),
    )


def part_list(value: object) -> list[Any]:
    """The list form of a numerator or denominator that may be written as a single part."""
    return value if isinstance(value, list) else [value]


def _parts(value: object) -> tuple[Part, ...]:
    return tuple(
        Part(part["base"], part.get("sex", "total"), _age(part), part.get("sign", 1))
        for part in part_list(value)
    )


def _age(fields: dict[str, Any]) -> Age:
    if "age" not in fields:
        return ALL_AGES
    lower, upper = fields["age"]
    return lower, upper


def _genesis_name(fields: dict[str, Any]) -> GenesisName:
    return GenesisName(
        fields["variable"],
        dict(fields.get("where", {})),
        fields.get("table"),
        float(fields.get("factor", 1)),
    )


def _inkar_name(fields: dict[str, Any]) -> InkarName:
    return InkarName(fields["title"], _age(fields), float(fields.get("factor", 1)))


def _election_name(fields: dict[str, Any] | None) -> ElectionName | None:
    return ElectionName(tuple(fields["titles"]), fields.get("vote")) if fields else None
