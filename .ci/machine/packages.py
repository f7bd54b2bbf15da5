"""Packages of the distribution, where this machine lets us install them."""

import os
import shutil
import subprocess

from .places import say


def install(*names: str) -> bool:
    """Install Debian or Ubuntu packages; False where that is not possible without a password."""
    apt = _privileged("apt-get")
    if apt is None:
        return False
    say(f"Installiere aus der Distribution: {', '.join(names)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *names])
    for step in steps:
        done = subprocess.run(
            [*apt, *step], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode != 0 and step[0] == "install":
            return False
    return True


def _privileged(program: str) -> list[str] | None:
    """Command line that runs ``program`` as root without asking, or None."""
    path = shutil.which(program)
    if path is None or not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return [path]
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n", path] if asked.returncode == 0 else None
