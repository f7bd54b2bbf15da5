"""Daten: what is there, where it came from, what it means, what is left over."""

import json
from types import SimpleNamespace

import duckdb

from monitoring.periods import spoken_moment
from tests.pages.conftest import OpenPage, faultless, tables
from tests.pages.figures import described, german, rows

Release = duckdb.DuckDBPyConnection


def texts(app) -> str:
    return "\n".join(part.value for part in (*app.markdown, *app.caption, *app.info))


def shown_tables(app) -> list[list[list[str]]]:
    """Tables of the page, whether drawn as HTML or as a grid."""
    grids = [
        [list(frame.value.columns), *frame.value.astype(str).to_numpy().tolist()]
        for frame in app.dataframe
    ]
    return [*tables(app), *grids]


def test_the_release_in_use_is_named(open_page: OpenPage, installation):
    app = faultless(open_page("daten"))
    name = json.loads((installation / "current.json").read_text())["release"]
    manifest = json.loads((installation / "releases" / name / "manifest.json").read_text())
    said = texts(app).replace("\\", "")
    assert name in said
    assert f"{german(manifest['tables']['value'], 0)} Werte" in said
    assert f"{len(manifest['deliveries'])} Lieferungen" in said


def test_every_delivery_is_listed_with_its_rows(open_page: OpenPage, release: Release):
    app = faultless(open_page("daten"))
    table = next(found for found in shown_tables(app) if "Eingelesen" in found[0])
    columns = [table[0].index(name) for name in ("Datei", "Zeilen", "Eingelesen")]
    expected = {
        (r["file"], german(r["rows"], 0), spoken_moment(r["imported_at"]))
        for r in rows(release, "FROM delivery")
    }
    assert {tuple(line[c] for c in columns) for line in table[1:]} == expected


def test_sources_have_publisher_and_licence(open_page: OpenPage, release: Release):
    app = faultless(open_page("daten"))
    table = next(found for found in shown_tables(app) if "Lizenz" in found[0])
    used = rows(
        release,
        "SELECT DISTINCT s.publisher, s.licence FROM source s JOIN indicator_source u "
        "ON u.source = s.id",
    )
    columns = [table[0].index(name) for name in ("Herausgeber", "Lizenz")]
    assert {(row["publisher"], row["licence"]) for row in used} == {
        tuple(line[c] for c in columns) for line in table[1:]
    }


def test_the_catalogue_defines_what_is_chosen(open_page: OpenPage, release: Release):
    app = open_page("daten")
    app.selectbox(key="katalog").set_value("sgb2_quote").run()
    said = texts(faultless(app)).replace("\\", "")
    about = described(release, "sgb2_quote")
    for name in ("question", "definition", "numerator_text", "denominator_text", "unit"):
        assert str(about[name]) in said, name


def test_keys_without_an_area_are_counted(open_page: OpenPage, release: Release):
    found = rows(
        release, "SELECT count(DISTINCT key) AS keys, sum(rows) AS figures FROM unmatched"
    )[0]
    said = texts(faultless(open_page("daten")))
    assert found["keys"] > 0
    assert f"{german(found['keys'], 0)} Schlüssel" in said
    assert german(found["figures"], 0) in said


def test_files_reach_the_job_with_their_names(open_page: OpenPage, monkeypatch):
    file = SimpleNamespace(name="kita.csv", getbuffer=lambda: memoryview(b"ags;zeitraum"))
    started = []
    monkeypatch.setattr("streamlit.file_uploader", lambda *_, **__: [file])
    monkeypatch.setattr("monitoring.ui.daten_auftraege.start_job", lambda *job: started.append(job))
    app = open_page("daten")
    next(button for button in app.button if button.label == "Nur prüfen").click().run()
    ((title, words, files),) = started
    assert (title, words) == ("Probelauf", ["import", "--dry-run"])
    assert [(name, bytes(content)) for name, content in files] == [("kita.csv", b"ags;zeitraum")]
