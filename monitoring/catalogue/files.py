"""Catalogue files as plain data: YAML read strictly, before any meaning is given to it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path
from typing import Any

import yaml

from monitoring.catalogue.faults import fault

SECTION_OF_FILE = {"base_figures": "base_figure", "sources": "source", "topics": "topic"}
_DEEPEST, _MOST_NODES = 50, 200_000
_NESTED = "zu tief verschachtelt, oder zu viele Verweise mit *"
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(r"(?:[-?:]\s+){50}")
_REMEDY = "Die Datei in einem Texteditor öffnen und die genannte Stelle berichtigen."


class _RefusedError(yaml.constructor.ConstructorError):
    """What YAML allows and a catalogue does not; its ``problem`` is German, others' is not."""


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
            found=error.problem if isinstance(error, _RefusedError) else _line(path, mark),
            expected="jede Kennung und jedes Feld genau einmal, Einrückung mit Leerzeichen",
            remedy=_REMEDY,
        ) from error
    except (ValueError, LookupError, AttributeError) as error:  # 2020-13-45 looks like a date
        raise fault(
            "Ein Wert sieht wie ein Datum oder eine Zahl aus und ist keine.",
            file=_place(path),
            found=str(error),
            expected="Text in Anführungszeichen",
            remedy=_REMEDY,
        ) from error


def _line(path: Path, mark: yaml.Mark | None) -> str | None:
    """The line of the fault, or the last one where the file ends too soon."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[min(mark.line, len(lines) - 1)].strip() if mark and lines else None


def _strict_yaml(text: str) -> object:
    brackets = (1 if mark in "[{" else -1 for mark in _BRACKETS.findall(text))
    if max(accumulate(brackets), default=0) > _DEEPEST or _INDENTED.search(text):
        raise _RefusedError(problem=_NESTED)  # before libyaml runs out of stack
    loader = yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)
    node = loader.get_single_node()
    if node is None:
        return None
    _check(node, count())
    return loader.construct_document(node)


def _check(node: yaml.Node, visited: Iterator[int], depth: int = 0) -> None:
    """YAML takes the later of two equal keys without a word; here it is an error.

    References (``*name``) can make a few lines endless: what they stand for counts each time.
    """
    if depth > _DEEPEST or next(visited) > _MOST_NODES:
        raise _RefusedError(problem=_NESTED, problem_mark=node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check(item, visited, depth + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                raise _RefusedError(
                    problem=f"„{key.value}“ steht doppelt", problem_mark=key.start_mark
                )
            seen.add(str(key.value))
            _check(value, visited, depth + 1)


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
