"""Set-up: what can go wrong on a machine is said in one line, with the remedy."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from machine import chromium, commands, environment, packages, port
from machine.failures import SetupError, explain_pip

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_its_owner_and_the_way_out(taken_port, monkeypatch):
    monkeypatch.setenv("KREISBLICK_PORT", str(taken_port))
    with pytest.raises(SetupError) as caught:
        port.chosen()
    text = str(caught.value)
    assert f"Port {taken_port} ist belegt" in text
    assert f"KREISBLICK_PORT={taken_port + 1} make run" in text
    if Path("/proc/net/tcp").exists():
        assert f"Prozess {os.getpid()}" in text


def test_a_port_that_was_left_is_free_again(taken_port, monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    monkeypatch.setenv("KREISBLICK_PORT", str(free))
    assert port.chosen() == free
    assert port.is_free(free)
    assert not port.is_free(taken_port)


@pytest.mark.parametrize("text", ["achtzig", "0", "65536", "-1", "8501.5", "٨٥٠١"])
def test_what_is_no_port_is_refused(text, monkeypatch):
    monkeypatch.setenv("KREISBLICK_PORT", text)
    with pytest.raises(SetupError, match="keine Portnummer"):
        port.chosen()


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (
            "Failed to establish a new connection\nERROR: No matching distribution found",
            "Keine Verbindung zur Paketquelle",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQ", "nicht das geprüfte"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "Datenträger ist voll"),
        ("SSLError(SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED", "Zertifikat"),
        ("[Errno 13] Permission denied: '/srv/.venv/lib'", "Keine Schreibrechte"),
        (
            "Could not find a version that satisfies the requirement brotli==1 (from versions: )",
            "kein fertiges Paket von brotli",
        ),
        ("ERROR: something new", "something new"),
        ("", "ohne Meldung"),
    ],
)
def test_a_failed_installation_is_explained(output, message):
    text = explain_pip(output)
    assert message in text
    assert "Abhilfe: " in text
    assert "\n" not in text


def test_an_old_python_is_told_so(monkeypatch, capsys):
    import setup as program  # noqa: PLC0415 - the set-up program, not a package

    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert program.main(["test"]) == 2
    text = capsys.readouterr().err
    assert "Python 3.9 ist zu alt" in text
    assert "make test PYTHON=python3.11" in text


def test_a_missing_venv_module_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "_has_venv", lambda: False)
    monkeypatch.setattr(packages, "install", lambda *_: False)
    with pytest.raises(
        SetupError, match=r"Modul venv\. Abhilfe: sudo apt install python3\.\d+-venv"
    ):
        environment.prepare()


def test_a_folder_that_is_no_environment_is_left_alone(monkeypatch, tmp_path):
    (tmp_path / "Urlaub.txt").write_text("bleibt", encoding="utf-8")
    monkeypatch.setattr(environment, "VENV", tmp_path)
    with pytest.raises(SetupError, match="bleibt unberührt"):
        environment.prepare()
    assert (tmp_path / "Urlaub.txt").exists()


def test_packages_are_installed_again_only_when_the_lock_file_changes(monkeypatch, tmp_path):
    calls = []

    def pip(command, **_):
        calls.append(command)
        return subprocess.CompletedProcess(command, 0, stdout="")

    lock_file = tmp_path / "requirements.txt"
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment.subprocess, "run", pip)
    for text in ("a==1", "a==1", "a==2"):
        lock_file.write_text(text, encoding="utf-8")
        environment._install(Path("python"), lock_file)
    assert len(calls) == 2
    assert "--require-hashes" in calls[0]


def test_a_failed_installation_is_tried_again(monkeypatch, tmp_path):
    def pip(command, **_):
        return subprocess.CompletedProcess(command, 1, stdout="No space left on device")

    lock_file = tmp_path / "requirements.txt"
    lock_file.write_text("a==1", encoding="utf-8")
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment.subprocess, "run", pip)
    for _ in range(2):
        with pytest.raises(SetupError, match="voll"):
            environment._install(Path("python"), lock_file)
    assert (tmp_path / "install.log").read_text(encoding="utf-8") == "No space left on device"


@pytest.fixture
def poor_machine(monkeypatch, tmp_path):
    """No browser, no rights to install one; a playwright that answers as told."""
    monkeypatch.delenv(chromium.SETTING, raising=False)
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(packages, "install", lambda *_: False)
    monkeypatch.setattr(chromium, "starts", lambda _: False)

    def python(script: str) -> Path:
        path = tmp_path / "python"
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
        return path

    return python


def test_where_no_chromium_can_be_had_the_reason_is_told(poor_machine):
    refused = poor_machine("[ $3 = --version ] || { echo 'Error: refused' >&2; exit 1; }")
    with pytest.raises(SetupError, match=r"Error: refused.*Abhilfe: sudo apt install chromium"):
        chromium.prepare(refused)


def test_where_the_driver_does_not_start_the_reason_is_told(poor_machine):
    broken = poor_machine("echo 'libatomic.so.1: cannot open' >&2; exit 127")
    with pytest.raises(SetupError, match=r"libatomic.so.1.*Abhilfe: sudo apt install libatomic1"):
        chromium.prepare(broken)


def test_a_stub_that_does_not_start_is_no_chromium(tmp_path):
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho 'requires the chromium snap'\nexit 1\n", "utf-8")
    stub.chmod(0o755)
    assert not chromium.starts(stub)
    assert not chromium.starts(tmp_path / "missing")


def test_a_wrong_path_to_chromium_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv(chromium.SETTING, str(tmp_path / "chrome"))
    with pytest.raises(SetupError, match="lässt sich nicht starten"):
        chromium.find()


def test_an_unknown_command_shows_the_known_ones():
    call = [sys.executable, str(ROOT / ".ci/setup.py"), "fly"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert all(name in done.stderr for name in commands.COMMANDS)


def test_checks_go_on_after_the_first_failure(monkeypatch, capsys):
    called = []

    def run(*command):
        called.append(command)
        return 1 if "ruff" in command else 0

    monkeypatch.setattr(commands, "prepare", lambda *_: Path("python"))
    monkeypatch.setattr(commands, "_call", run)
    assert commands.check([]) == 1
    assert len(called) == len(commands.CHECKS)
    assert "Nicht bestanden: ruff, ruff format" in capsys.readouterr().out


@pytest.fixture
def sample_builds(monkeypatch, tmp_path):
    """Counts builds of the sample release; the first one is interrupted."""
    built = []

    def build(*_):
        built.append("sample")
        (tmp_path / "store.duckdb").touch()
        return 1 if len(built) == 1 else 0

    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    monkeypatch.setattr(commands, "_module", build)
    return built


def test_an_interrupted_sample_build_is_taken_up_again(sample_builds, tmp_path):
    with pytest.raises(SetupError, match="ließ sich nicht bauen"):
        commands._ensure_release(Path("python"))
    commands._ensure_release(Path("python"))
    assert len(sample_builds) == 2
    assert not (tmp_path / "sample.unfinished").exists()


def test_sample_data_never_come_among_own_deliveries(sample_builds, tmp_path, capsys):
    (tmp_path / "store.duckdb").touch()
    commands._ensure_release(Path("python"))
    assert not sample_builds
    assert "monitoring release build" in capsys.readouterr().out


def test_a_release_that_is_there_is_kept(sample_builds, tmp_path):
    (tmp_path / "current.json").touch()
    commands._ensure_release(Path("python"))
    assert not sample_builds


def test_a_data_folder_that_cannot_be_made_is_named(sample_builds, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(SetupError, match=r"lässt sich nichts anlegen.*KREISBLICK_DATA"):
        commands._ensure_release(Path("python"))
    assert not sample_builds
