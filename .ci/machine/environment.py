"""The virtual environment: made once, installed again only when a lock file changed."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import packages
from .failures import SetupError, explain_pip, last_line
from .places import ROOT, VENV, say

RUN = "requirements.txt"
DEVELOP = "requirements-dev.txt"
# Wheels only: nothing unhashed runs at installation. Bytecode is made by the first import.
PIP = ["-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-compile"]
PIP += ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
PIP += ["--retries", "2", "--timeout", "60"]


def prepare(*lock_files: str) -> Path:
    """Python of the environment in which everything of ``lock_files`` is installed."""
    python = venv_python()
    if not _works(python):
        _create()
    for lock_file in lock_files:
        _install(python, ROOT / lock_file)
    return python


def venv_python() -> Path:
    """Python inside the environment, whether it exists or not."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _works(python: Path) -> bool:
    """Whether the environment starts, has pip, and is of the Python that runs this."""
    if not python.exists():
        return False
    ask = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == f"{sys.version_info[0]}.{sys.version_info[1]}"


def _create() -> None:
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists() and any(VENV.iterdir()):
        raise SetupError(
            f"{VENV} ist keine virtuelle Umgebung und bleibt unberührt. Abhilfe: umbenennen."
        )
    _need_venv_module()
    say("Lege die virtuelle Umgebung .venv an …")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            "Die virtuelle Umgebung ließ sich nicht anlegen: "
            f"{last_line(made.stdout + made.stderr)} Abhilfe: apt install {_venv_package()}; "
            "Schreibrechte und freien Platz prüfen."
        )


def _need_venv_module() -> None:
    """Debian keeps parts of the standard library in a package of its own."""
    if _has_venv() or (packages.install(_venv_package()) and _has_venv()):
        return
    raise SetupError(
        f"Diesem Python fehlt das Modul venv. Abhilfe: sudo apt install {_venv_package()}"
    )


def _has_venv() -> bool:
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _venv_package() -> str:
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def _install(python: Path, lock_file: Path) -> None:
    stamp = VENV / f".installed-{lock_file.stem}"
    wanted = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say(f"Installiere die geprüften Pakete aus {lock_file.name} (einmalig, ein bis zwei Minuten) …")
    done = subprocess.run(
        [str(python), *PIP, "-r", str(lock_file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
    )
    (VENV / "install.log").write_text(done.stdout, encoding="utf-8")
    if done.returncode != 0:
        raise SetupError(explain_pip(done.stdout))
    stamp.write_text(wanted, encoding="ascii")
