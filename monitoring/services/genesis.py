"""Tables of a GENESIS database (GENESIS-Online, Regionaldatenbank, Zensus) by its REST interface.

Every question is a POST; name and password are headers. An answer is either a file or JSON with
a status: 2 and 15 access refused, 22 done with adjusted parameters, 90 and 104 nothing of that
name, 98 too large to be made at once, 99 made in the background. Asked for is ``compress=false``:
otherwise the database leaves out empty rows and columns, and what is missing could not be told
from what was never asked.
"""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from monitoring.errors import ServiceError
from monitoring.figures import counted
from monitoring.services import whole
from monitoring.services.wire import Line, ask

TABLE = {
    "area": "all",
    "compress": "false",
    "transpose": "false",
    "format": "ffcsv",
    "language": "de",
}
REFUSED, UNKNOWN, TOO_LARGE, IN_BACKGROUND = (2, 15), (90, 104), 98, 99
GUEST = "GAST"
_SUCCESS = re.compile(r"(?!.*fehler).*erfolgreich", re.IGNORECASE | re.DOTALL)
_ACCESS_WORDS = re.compile(r"nutzernamen|passwort|token|berechtigt", re.IGNORECASE)
_SAID_EVERY_S = 60.0


def log_in(line: Line, folder: Path) -> None:
    """Ask whether the access is good. Raises ServiceError if not."""
    answer = ask(line, "helloworld/logincheck", folder / "login", {"language": "de"})
    content = whole.json_in(line, answer.path)
    if not isinstance(content, dict):
        whole.check_answered(line, answer)
        raise _unknown_answer(line)
    code, told = _status(content)
    _refuse(line, code, told)
    if content.get("Username") == GUEST:
        raise whole.refused_access(line, "angemeldet als Gast")
    if code is None and not _SUCCESS.match(told):
        if _ACCESS_WORDS.search(told):
            raise whole.refused_access(line, told)
        raise _trouble(line, told) if told else _unknown_answer(line)
    line.say(f"{line.service.title}: angemeldet")


def fetch_table(line: Line, table: str, selection: Mapping[str, str], folder: Path) -> Path:
    """The flat CSV of a table (zip or csv) in ``folder``; waits where it is made in background.

    ``selection``: startyear, endyear, regionalvariable, regionalkey as the interface names them.
    """
    form = {**TABLE, **selection, "name": table}
    line.say(f"{line.service.title}: Tabelle {table} angefordert")
    if not _file(line, "data/tablefile", {**form, "job": "false"}, folder / table):
        _made_in_background(line, form, folder / table)
    return whole.named_by_content(line, folder / table, f"{line.service.id}_{table}")


def _made_in_background(line: Line, form: Mapping[str, str], target: Path) -> None:
    answer = ask(line, "data/tablefile", target, {**form, "job": "true"})
    code, told = _told(whole.json_in(line, answer.path))
    made = re.search(rf"{re.escape(form['name'])}_\d+", told)
    if code != IN_BACKGROUND or made is None:
        whole.check_answered(line, answer)
        _refuse(line, code, told)
        raise _unknown_answer(line)
    line.say(f"  zu groß für den direkten Abruf: das Amt erstellt sie als Auftrag {made[0]}")
    _wait(line, made[0], target)
    if not _file(line, "data/resultfile", {**TABLE, "name": made[0]}, target):
        raise _unknown_answer(line)


def _wait(line: Line, job: str, target: Path) -> None:
    """Until the result is listed among those of the user."""
    start = said = time.monotonic()
    question = {"selection": job, "area": "user", "pagelength": "1", "language": "de"}
    while True:
        answer = ask(line, "catalogue/results", target, question)
        content = whole.json_in(line, answer.path)
        code, told = _told(content)
        if code == 0 and isinstance(content, dict) and content.get("List"):
            return
        if code not in (0, 22, 104):
            whole.check_answered(line, answer)
            _refuse(line, code, told)
            raise _unknown_answer(line)
        now = time.monotonic()
        if now - start > line.limits.job_s:
            raise line.fault(
                f"Der Auftrag {job} ist noch nicht fertig.",
                "Auf der Seite des Dienstes unter den eigenen Aufträgen nachsehen, das Ergebnis "
                "dort laden und mit „import“ einlesen, oder die Auswahl eingrenzen.",
            )
        if now - said >= _SAID_EVERY_S:
            said = now
            minutes = counted(round((now - start) / 60), "Minute", "Minuten")
            line.say(f"  Auftrag {job} läuft seit {minutes}")
        time.sleep(line.limits.poll_s)


def _file(line: Line, method: str, form: Mapping[str, str], target: Path) -> bool:
    """Whether a file is in ``target`` now; False if it has to be made in the background."""
    answer = ask(line, method, target, form)
    content = whole.json_in(line, answer.path)
    if content is None:
        whole.check_answered(line, answer)
        return True
    code, told = _told(content)
    if code == TOO_LARGE and line.service.jobs:
        return False
    _refuse(line, code, told)
    raise _unknown_answer(line)


def _told(content: Any) -> tuple[int | None, str]:
    return _status(content) if isinstance(content, dict) else (None, "")


def _status(content: Mapping[str, Any]) -> tuple[int | None, str]:
    """Code and words of an answer; of a refused access they stand at its top."""
    status = content.get("Status", content)
    if not isinstance(status, dict):
        return None, str(status)
    code = status.get("Code")
    known = isinstance(code, int) or (isinstance(code, str) and code.lstrip("-").isdecimal())
    return (int(code) if known and code is not None else None), str(status.get("Content") or "")


def _refuse(line: Line, code: int | None, told: str) -> None:
    """Raise for every code that is no success."""
    if code is None or code in (0, 22, IN_BACKGROUND):
        return
    if code in REFUSED:
        raise whole.refused_access(line, told)
    if code == TOO_LARGE:
        raise line.fault(
            "Die Tabelle ist zu groß, um sie auf einmal zu holen.",
            "Die Auswahl eingrenzen (--from, --to, --regionalvariable, --regionalkey).",
        )
    if code in UNKNOWN:
        raise line.fault(
            "Diese Tabelle gibt es dort nicht, oder nicht für diese Auswahl.",
            f"Den Namen so angeben, wie ihn der Dienst zeigt, z. B. {line.service.example}; Jahre "
            "und Schlüssel prüfen.",
            told,
        )
    raise _trouble(line, told)


def _trouble(line: Line, told: str) -> ServiceError:
    return line.fault(
        "Der Dienst meldet einen Fehler.",
        "Die Meldung lesen und die Auswahl prüfen; ist es ein Fehler des Dienstes, später noch "
        "einmal versuchen.",
        told,
    )


def _unknown_answer(line: Line) -> ServiceError:
    return line.fault(
        "Die Antwort hat nicht die Form, die der Dienst beschreibt.",
        "Später noch einmal versuchen; bleibt es so, die Tabelle im Browser laden und mit "
        "„import“ einlesen.",
    )
