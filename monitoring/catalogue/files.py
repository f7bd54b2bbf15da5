"""Catalogue files as plain data: YAML read strictly, before any meaning is given to it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from monitoring.catalogue.faults import fault

SECTION_OF_FILE = {"base_figures": "base_figure", "sources": "source", "topics": "topic"}
_REMEDY = "Die Datei in einem Texteditor öffnen und die genannte Stelle berichtigen."


class _RepeatedKey(yaml.constructor.ConstructorError):
    """A key that stands twice; its ``problem`` is German, that of others is not."""


@dataclass(frozen=True)
class Entry:
    """One entry of a catalogue file.

    ``section``: base_figure, indicator, source or topic; ``file``: folder and name.
    """

    section: str
    file: str
    id: str
    fields: dict[str, Any]


def read_folder(folder: Path) -> list[Entry]:
    """Entries of every ``*.yml`` of a folder, in the order of file names."""
    return [entry for path in _yaml_files(folder) for entry in _read_file(path)]


def content_hash(folders: list[Path]) -> str:
    """First 12 digits of the SHA-256 over names and bytes of all catalogue files."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in _yaml_files(folder):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _yaml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise fault(
            "Der Katalogordner fehlt.",
            file=str(folder),
            expected="ein Ordner mit Dateien *.yml",
            remedy="KREISBLICK_CATALOGUE auf einen vorhandenen Ordner setzen oder löschen.",
        )
    return sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])


def _place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _read_file(path: Path) -> list[Entry]:
    content = _parse(path)
    if content is None:
        return []
    if not isinstance(content, dict):
        raise fault(
            "Der Inhalt ist keine Liste von Einträgen mit Kennung.",
            file=_place(path),
            found=content,
            expected="Zeilen der Form „kennung:“ und darunter eingerückt die Felder",
            remedy=_REMEDY,
        )
    section = SECTION_OF_FILE.get(path.stem, "indicator")
    return [_entry(section, _place(path), str(key), fields) for key, fields in content.items()]


def _parse(path: Path) -> object:
    try:
        return _strict_yaml(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise fault(
            "Die Datei ist nicht in UTF-8 gespeichert.",
            file=_place(path),
            found=f"Byte {error.object[error.start]:#04x} an Stelle {error.start}",
            expected="Kodierung UTF-8",
            remedy="Im Texteditor „Speichern unter“ wählen und UTF-8 einstellen.",
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in Zeile {mark.line + 1}, Spalte {mark.column + 1}" if mark else ""
        raise fault(
            f"Die Datei ist kein gültiges YAML{where}.",
            file=_place(path),
            found=error.problem if isinstance(error, _RepeatedKey) else _line(path, mark),
            expected="jede Kennung und jedes Feld genau einmal, Einrückung mit Leerzeichen",
            remedy=_REMEDY,
        ) from error


def _line(path: Path, mark: yaml.Mark | None) -> str | None:
    """The line of the fault, or the last one where the file ends too soon."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[min(mark.line, len(lines) - 1)].strip() if mark and lines else None


def _strict_yaml(text: str) -> object:
    loader = yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)
    node = loader.get_single_node()
    if node is None:
        return None
    _refuse_repeats(node)
    return loader.construct_document(node)


def _refuse_repeats(node: yaml.Node) -> None:
    """YAML takes the later of two equal keys without a word; here it is an error."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeats(item)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                raise _RepeatedKey(
                    problem=f"„{key.value}“ steht doppelt", problem_mark=key.start_mark
                )
            seen.add(str(key.value))
            _refuse_repeats(value)


def _entry(section: str, file: str, name: str, fields: object) -> Entry:
    if not isinstance(fields, dict):
        raise fault(
            "Der Eintrag hat keine Felder.",
            file=file,
            entry=name,
            found=fields,
            expected="eingerückte Zeilen der Form „feld: wert“",
            remedy=_REMEDY,
        )
    return Entry(section, file, name, fields)
