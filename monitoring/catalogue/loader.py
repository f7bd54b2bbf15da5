"""Reads the catalogue of the house and, beside it, that of a Landkreis."""

import os
from collections.abc import Sequence
from pathlib import Path

from monitoring.catalogue.build import base_figure_of, indicator_of, source_of, topic_of
from monitoring.catalogue.checks import (
    Name,
    check_age,
    check_indicator,
    check_known,
    check_names,
    check_parts,
    check_unique,
)
from monitoring.catalogue.files import Entry, content_hash, read_folder
from monitoring.catalogue.model import BaseFigure, Catalogue, Indicator
from monitoring.catalogue.schema_check import check_form
from monitoring.settings import own_catalogue_folder

HOUSE_FOLDER = Path(__file__).parent
OWN_FOLDER_VARIABLE = "KREISBLICK_CATALOGUE"


def load_catalogue(extra: Path | None = None, added: Sequence[Entry] = ()) -> Catalogue:
    """The catalogue of the house, the files of ``extra``, what was named in the app, and ``added``.

    ``extra`` defaults to the folder named by $KREISBLICK_CATALOGUE. It may add entries of
    every kind; giving an existing id again is an error. Raises CatalogueError.
    """
    folder = extra if extra is not None else _own_folder()
    folders = [HOUSE_FOLDER] if folder is None else [HOUSE_FOLDER, folder]
    named = own_catalogue_folder()
    return load_folders([*folders, named] if named.is_dir() else folders, added)


def load_folders(folders: list[Path], added: Sequence[Entry] = ()) -> Catalogue:
    """The catalogue in these folders, and ``added``; the environment is not asked."""
    entries = [*(entry for folder in folders for entry in read_folder(folder)), *added]
    for entry in entries:
        check_form(entry)
    check_unique(entries)
    return _assembled(entries, content_hash(folders))


def _own_folder() -> Path | None:
    name = os.environ.get(OWN_FOLDER_VARIABLE)
    return Path(name) if name else None


def _assembled(entries: list[Entry], version: str) -> Catalogue:
    sources = {e.id: source_of(e) for e in entries if e.section == "source"}
    topics = {e.id: topic_of(e) for e in entries if e.section == "topic"}
    taken: dict[Name, str] = {}
    base_figures = {
        e.id: _base_figure(e, list(sources), taken) for e in entries if e.section == "base_figure"
    }
    indicators = {
        e.id: _indicator(e, base_figures, list(sources), list(topics))
        for e in entries
        if e.section == "indicator"
    }
    return Catalogue(
        base_figures=base_figures,
        indicators=indicators,
        sources=sources,
        topics=dict(sorted(topics.items(), key=lambda item: item[1].position)),
        version=version,
    )


def _base_figure(entry: Entry, sources: list[str], taken: dict[Name, str]) -> BaseFigure:
    for name in entry.fields.get("inkar", []):
        check_age(entry, "inkar.age", name.get("age"))
    check_known(entry, "source", entry.fields.get("source", {}).values(), sources, "sources.yml")
    base = base_figure_of(entry)
    check_names(entry, base, taken)
    return base


def _indicator(
    entry: Entry, base_figures: dict[str, BaseFigure], sources: list[str], topics: list[str]
) -> Indicator:
    check_known(entry, "source", [entry.fields["source"]], sources, "sources.yml")
    check_known(entry, "topics", entry.fields["topics"], topics, "topics.yml")
    check_parts(entry, base_figures)
    indicator = indicator_of(entry, base_figures)
    check_indicator(entry, indicator, base_figures)
    return indicator
