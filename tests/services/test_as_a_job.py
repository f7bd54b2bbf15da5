"""Fetching as the page starts it: in a process of its own, with progress that can be read."""

import time

from monitoring import jobs
from monitoring.settings import jobs_folder, store_path
from tests.services import office as played
from tests.services.office import JOB, PASSWORD, TABLE, Office

PATIENCE_S = 90


def ended(words: list[str]) -> jobs.Job:
    job = jobs.start_job("Abruf", words)
    until = time.monotonic() + PATIENCE_S
    while job.running and time.monotonic() < until:
        time.sleep(0.1)
        job = jobs.read_job(jobs_folder() / job.id)
    return job


def test_a_job_tells_each_step_and_what_came_in(office: Office):
    office.reply("data/tablefile", played.TOO_LARGE, played.STARTED)
    office.reply("catalogue/results", played.NOT_YET, played.READY)
    office.reply("data/resultfile", played.table_zip())
    job = ended(["daten", "holen", "regionalstatistik", TABLE])
    said = "\n".join(job.lines)
    assert job.code == 0, said
    steps = ["angemeldet", "angefordert", f"Auftrag {JOB}", "geladen", "erkannt", "Lieferung 1"]
    places = [said.index(step) for step in steps]
    assert places == sorted(places)


def test_a_job_that_fails_tells_why_and_leaves_no_store(office: Office):
    office.reply("data/tablefile", played.bare(15, "Sie sind nicht berechtigt", 401))
    job = ended(["daten", "holen", "regionalstatistik", TABLE])
    assert job.code == 1
    assert any("Der Dienst nimmt die Zugangsdaten nicht an." in line for line in job.lines)
    assert any(line.startswith("Abhilfe:") for line in job.lines)
    assert not any(PASSWORD in line for line in job.lines)
    assert not store_path().exists()
