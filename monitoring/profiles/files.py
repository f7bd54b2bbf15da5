"""Profiles as files: one JSON each in the data folder, checked whenever one is read."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

from monitoring.errors import InputError, StoreError
from monitoring.profiles.model import Mapping, Profile, as_fields, mapping_of, profile_of
from monitoring.settings import made, profiles_folder

SCHEMA_FILE = Path(__file__).with_name("schema.json")
LARGEST = 1024 * 1024
_REMEDY = "Die Tabelle auf der Seite Daten neu zuordnen und unter demselben Namen sichern."


def list_profiles() -> tuple[list[Profile], list[InputError]]:
    """Every profile, by name; and what is wrong with files that are none."""
    found, faults = list[Profile](), list[InputError]()
    for path in sorted(profiles_folder().glob("*.json")):
        try:
            found.append(read_profile(path))
        except InputError as error:
            faults.append(error)
    return sorted(found, key=lambda profile: profile.name), faults


def read_profile(path: Path) -> Profile:
    """The profile in a file, checked field by field."""
    return profile_of(_checked(path, "profile"))


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file that the page Daten or a person wrote."""
    return mapping_of(_checked(path, "mapping"))


def checked_name(name: str) -> str:
    """A name a profile may have, else InputError."""
    pattern = _schema()["$defs"]["profile"]["properties"]["name"]["pattern"]
    if not re.search(pattern, name) or not _file_name(name):
        raise InputError(
            "So kann ein Profil nicht heißen.",
            found=name,
            expected="1 bis 60 druckbare Zeichen mit mindestens einem Buchstaben oder einer"
            " Ziffer, ohne < > / \\",
            remedy="Einen kurzen Namen wählen, etwa „Kita-Plätze Jugendamt“.",
        )
    return name


def save_profile(profile: Profile) -> Path:
    """Keep a profile; one of the same name is replaced, whole or not at all."""
    path = made(profiles_folder()) / f"{_file_name(checked_name(profile.name))}.json"
    if path.exists() and read_profile(path).name != profile.name:
        raise InputError(
            "Der Name ist dem eines anderen Profils zu ähnlich.",
            found=profile.name,
            expected=f"ein Name, der sich deutlicher von „{read_profile(path).name}“ unterscheidet",
            remedy="Einen anderen Namen wählen.",
        )
    draft = path.with_suffix(".draft")
    try:
        draft.write_text(json.dumps(as_fields(profile), ensure_ascii=False, indent=1), "utf-8")
        draft.replace(path)
    except OSError as error:
        raise StoreError(
            f"Das Profil „{profile.name}“ lässt sich nicht sichern.\n"
            "Abhilfe: Schreibrechte und freien Platz prüfen."
        ) from error
    return path


def remove_profile(name: str) -> None:
    """Forget a profile; what was read with it stays."""
    path = profiles_folder() / f"{_file_name(checked_name(name))}.json"
    path.unlink(missing_ok=True)


def _file_name(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    return re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")


def _checked(path: Path, kind: str) -> dict[str, Any]:
    content = _json(path)
    error = best_match(_validator(kind).iter_errors(content))
    if error is not None:
        place = ".".join(str(step) for step in error.absolute_path)
        raise InputError(
            "Das Profil ist nicht, was es sein soll.",
            file=path.name,
            column=place or None,
            found=json.dumps(error.instance, ensure_ascii=False)[:200],
            expected=f"die Form von Kreisblick ({error.validator})",
            remedy=_REMEDY,
        )
    checked: dict[str, Any] = content
    _refuse_ages(path, checked["mapping"] if kind == "profile" else checked)
    return checked


def _refuse_ages(path: Path, mapping: dict[str, Any]) -> None:
    """What the schema cannot say: an age group runs upwards."""
    for measure in mapping["measures"]:
        lower, upper = measure["age_from"], measure["age_to"]
        if upper is not None and upper < lower:
            raise InputError(
                "Die Altersgruppe ist nicht möglich.",
                file=path.name,
                column=measure["label"],
                found=f"{lower} bis {upper}",
                expected="das jüngere Alter zuerst",
                remedy=_REMEDY,
            )


def _json(path: Path) -> Any:
    try:
        if not path.is_file():
            raise _unreadable(path, "keine lesbare Datei")
        if path.stat().st_size > LARGEST:
            raise _unreadable(path, "mehr als 1 MiB")
        content = json.loads(path.read_text(encoding="utf-8"))
        json.dumps(content, ensure_ascii=False).encode()  # half of a character is none
        return content
    except OSError as error:
        raise _unreadable(path, "keine lesbare Datei") from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, "Inhalt, der kein JSON ist") from error


def _unreadable(path: Path, found: str) -> InputError:
    return InputError(
        "Das Profil lässt sich nicht lesen.",
        file=path.name,
        found=found,
        expected="eine JSON-Datei, wie die Seite Daten sie schreibt",
        remedy=_REMEDY,
    )


@cache
def _schema() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return content


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"#/$defs/{kind}", "$defs": _schema()["$defs"]},
        format_checker=FormatChecker(["date"]),
    )
