"""The form of an entry: schema.json, with its findings told in German."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from monitoring.catalogue.build import part_list
from monitoring.catalogue.faults import did_you_mean, fault
from monitoring.catalogue.files import Entry
from monitoring.errors import CatalogueError

SCHEMA_FILE = Path(__file__).with_name("schema.json")
_TYPES = {
    "string": "Text",
    "integer": "ganze Zahl",
    "number": "Zahl",
    "boolean": "true oder false",
    "array": "Liste in eckigen Klammern",
    "object": "eingerückte Felder",
    "null": "null",
}
_ONE_LINE = ("title", "unit")
_IN_TEXTS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_IN_LINES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BOUNDS = {
    "minimum": "mindestens {}",
    "maximum": "höchstens {}",
    "exclusiveMinimum": "größer als {}",
    "minLength": "mindestens {} Zeichen",
    "minItems": "Zahl der Angaben mindestens {}",
    "maxItems": "Zahl der Angaben höchstens {}",
    "maxLength": "höchstens {} Zeichen",
    "const": "genau {}",
}


@cache
def schema() -> dict[str, Any]:
    """The whole schema with the guideline, good and bad example of every field."""
    content: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return content


@dataclass(frozen=True)
class _Violation:
    """One finding of jsonschema: which rule, what it allows, what was found, and where."""

    rule: str
    allowed: Any
    found: Any
    schema: Mapping[str, Any]
    path: tuple[str, ...]

    @property
    def field(self) -> str:
        return ".".join(self.path)

    def within(self, name: str) -> str:
        return ".".join((*self.path, name))


def _check_texts(entry: Entry) -> None:
    """Raise a fault where a text holds what no page or document can show."""
    for name, value in entry.fields.items():
        unwanted = _IN_LINES if name in _ONE_LINE else _IN_TEXTS
        if isinstance(value, str) and unwanted.search(value):
            raise fault(
                "Der Text enthält einen Zeilenumbruch oder ein Steuerzeichen.",
                file=entry.file,
                entry=entry.id,
                field=name,
                found=value,
                expected="druckbare Zeichen in einer Zeile"
                if name in _ONE_LINE
                else "druckbare Zeichen",
                remedy="Den Text an dieser Stelle neu eintippen.",
            )


def check_form(entry: Entry) -> None:
    """Raise the most telling violation of the schema, if there is any."""
    if _violation("id", entry.id) is not None:
        raise fault(
            "Die Kennung ist nicht erlaubt.",
            file=entry.file,
            entry=entry.id,
            found=entry.id,
            expected=schema()["$defs"]["id"]["description"],
            remedy="Die Kennung umbenennen, zum Beispiel „altenquotient_15_64“.",
        )
    _check_texts(entry)
    content = {
        name: part_list(value) if name in ("numerator", "denominator") else value
        for name, value in entry.fields.items()
    }
    violation = _violation(entry.section, content)
    if violation is not None:
        raise _told(entry, violation)


@cache
def _validator(section: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{section}", "$defs": schema()["$defs"]})


def _violation(section: str, content: object) -> _Violation | None:
    error = best_match(_validator(section).iter_errors(content))
    if error is None:
        return None
    steps = (str(step + 1) if isinstance(step, int) else step for step in error.absolute_path)
    return _Violation(
        rule=str(error.validator),
        allowed=error.validator_value,
        found=error.instance,
        schema=cast("Mapping[str, Any]", error.schema),
        path=tuple(steps),
    )


def _told(entry: Entry, violation: _Violation) -> CatalogueError:
    if violation.rule == "additionalProperties":
        return _unknown_field(entry, violation)
    if violation.rule == "required":
        return _missing_field(entry, violation)
    return fault(
        "Der Wert passt nicht.",
        file=entry.file,
        entry=entry.id,
        field=violation.field,
        found=violation.found,
        expected=_expected(violation),
        remedy=_remedy(violation.schema),
    )


def _unknown_field(entry: Entry, violation: _Violation) -> CatalogueError:
    known = list(violation.schema["properties"])
    unknown = str(next(name for name in violation.found if name not in known))
    return fault(
        "Dieses Feld gibt es nicht.",
        file=entry.file,
        entry=entry.id,
        field=violation.within(unknown),
        found=unknown,
        expected="eines von " + ", ".join(sorted(known)),
        remedy=did_you_mean(unknown, known) or "Das Feld streichen.",
    )


def _missing_field(entry: Entry, violation: _Violation) -> CatalogueError:
    missing = next(name for name in violation.allowed if name not in violation.found)
    field = violation.schema["properties"][missing]
    return fault(
        "Ein Pflichtfeld fehlt.",
        file=entry.file,
        entry=entry.id,
        field=violation.within(missing),
        expected=field.get("description"),
        remedy=_remedy(field),
    )


def _expected(violation: _Violation) -> str:
    allowed = violation.allowed
    if violation.rule == "type":
        names = [allowed] if isinstance(allowed, str) else allowed
        return " oder ".join(_TYPES[name] for name in names)
    if violation.rule == "enum":
        return "eines von " + ", ".join(str(choice) for choice in allowed)
    if violation.rule == "uniqueItems":
        return "jede Angabe nur einmal"
    if violation.rule == "pattern":
        return str(violation.schema["description"])
    return _BOUNDS[violation.rule].format(allowed)


def _remedy(field: Mapping[str, Any]) -> str:
    if "x-good" not in field:
        return "Die Angabe berichtigen; docs/katalog-schema.md zeigt für jedes Feld ein Beispiel."
    return f"Ein gutes Beispiel: {json.dumps(field['x-good'], ensure_ascii=False)}"
