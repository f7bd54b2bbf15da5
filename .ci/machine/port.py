"""The port the app listens on: free, or taken by whom."""

import os
import socket
from pathlib import Path

from .failures import SetupError

ADDRESS = "127.0.0.1"
DEFAULT = 8501
LISTENING = "0A"


def chosen() -> int:
    """Port from ``$KREISBLICK_PORT``; refuses what is no port and what is taken."""
    text = os.environ.get("KREISBLICK_PORT") or str(DEFAULT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SetupError(
            f"KREISBLICK_PORT={text} ist keine Portnummer. Abhilfe: eine Zahl von 1024 bis 65535."
        )
    port = int(text)
    if not is_free(port):
        owner = owner_of(port)
        by = f" von {owner}" if owner else ""
        raise SetupError(
            f"Port {port} ist belegt{by}. Abhilfe: das Programm beenden oder einen anderen "
            f"nehmen: {_command(port + 1 if port < 65535 else DEFAULT)}"
        )
    return port


def is_free(port: int) -> bool:
    """Whether a server may listen on the port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def owner_of(port: int) -> str:
    """Program that listens on the port, e.g. ``python3 (Prozess 4711)``; empty if unknown."""
    inodes = _listening_inodes(port)
    if not inodes:
        return ""
    for process in Path("/proc").glob("[0-9]*"):
        if inodes & _sockets(process):
            name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
            return f"{name} (Prozess {process.name})"
    return ""


def _listening_inodes(port: int) -> set[str]:
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if not table.exists():
            continue
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            field = line.split()
            if field[3] == LISTENING and int(field[1].rpartition(":")[2], 16) == port:
                found.add(f"socket:[{field[9]}]")
    return found


def _sockets(process: Path) -> set[str]:
    """Sockets a process holds open; empty where we may not look."""
    try:
        handles = list((process / "fd").iterdir())
    except OSError:
        return set()
    return {_target(handle) for handle in handles}


def _target(handle: Path) -> str:
    """What a handle points to; empty if it was closed meanwhile."""
    try:
        return str(handle.readlink())
    except OSError:
        return ""


def _command(port: int) -> str:
    if os.name == "nt":
        return f"set KREISBLICK_PORT={port}, dann: python .ci\\setup.py run"
    return f"KREISBLICK_PORT={port} make run"
