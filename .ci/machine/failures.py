"""Failures an operator can mend: one German line with the remedy."""

import platform
import re
import sys

MISSING = r"(?:no matching distribution found for|satisfies the requirement) ([\w.-]+)"
NETWORK = (
    "temporary failure in name resolution|name or service not known|getaddrinfo failed"
    "|failed to establish a new connection|network is unreachable|connection refused"
    "|connection reset|connection to .* timed out|read timed out|connecttimeout"
    "|failed to resolve|nodename nor servname|max retries exceeded"
)
CERTIFICATE = "certificate_verify_failed|certificate verify failed|sslerror"
CHANGED = "do not match the hashes"
FULL = "no space left on device|not enough space"
DENIED = "permission denied|permissionerror|read-only file system"

EXPLANATIONS = {
    FULL: "Der Datenträger ist voll. Abhilfe: etwa 2 GB frei machen und neu starten.",
    DENIED: "Keine Schreibrechte in .venv. Abhilfe: das Verzeichnis .venv löschen und neu starten, "
    "ohne sudo und als Eigentümer des Verzeichnisses.",
    CERTIFICATE: "Das Zertifikat der Paketquelle wird nicht anerkannt (oft ein Proxy im Haus). "
    "Abhilfe: pip config set global.cert /pfad/zum/hauszertifikat.pem",
    NETWORK: "Keine Verbindung zur Paketquelle. Abhilfe: Netz prüfen; hinter einem Proxy "
    "HTTPS_PROXY setzen, mit eigenem Spiegel: pip config set global.index-url ADRESSE",
    CHANGED: "Ein Paket ist nicht das geprüfte (Prüfsumme weicht ab) und wurde nicht installiert. "
    "Abhilfe: neu starten; bleibt es dabei, den Spiegel der Paketquelle prüfen.",
}


class SetupError(Exception):
    """Something the operator can mend; the text is German and names the remedy."""


def explain_pip(output: str) -> str:
    """One German line for what pip said, most specific cause first."""
    for pattern, message in EXPLANATIONS.items():
        if re.search(pattern, output, re.IGNORECASE):
            return message
    missing = re.search(MISSING, output, re.IGNORECASE)
    if missing:
        return (
            f"Für Python {platform.python_version()} auf {sys.platform} {platform.machine()} gibt "
            f"es kein fertiges Paket von {missing[1]}, und selbst übersetzt wird aus Sicherheit "
            "nichts. Abhilfe: Python 3.11 bis 3.14 auf 64-Bit-Linux, Windows oder macOS nehmen."
        )
    return (
        f"pip konnte die Pakete nicht installieren: {last_line(output)} Abhilfe: die ganze Ausgabe "
        "steht in .venv/install.log."
    )


def last_line(output: str) -> str:
    """What a program said last, usually the reason it failed."""
    spoken = [line.strip() for line in output.splitlines() if line.strip()]
    return spoken[-1] if spoken else "(ohne Meldung)"
