"""A mapping kept as a profile reads the next year's file without a question, or says why not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.profiles.files import list_profiles, remove_profile, save_profile
from monitoring.profiles.model import PERIOD_FIXED, PERIOD_IN_TITLE, Profile, as_fields
from monitoring.readers import canonical_hash, inputs, mapping, read
from monitoring.readers.mapping_propose import propose
from tests.readers import excerpts
from tests.readers.mapping_excerpts import KNOWN, book, hilfen, keep, ods, repeated

CATALOGUE = excerpts.catalogue()


def table(path: Path, year: int, *values: int, above: str = "") -> Path:
    keys = ("16068051", "16068006")
    rows = [f"{key};Ort;{year};{value}\n" for key, value in zip(keys, values, strict=False)]
    path.write_text(f"{above}Schlüssel;Ort;Jahr;Hilfen\n{''.join(rows)}", encoding="utf-8")
    return path


def kept_for(path: Path, name: str = "Hilfen") -> None:
    """Propose for a file and keep that, as the page does."""
    sample = inputs.inspected(path)
    proposed = propose(sample, CATALOGUE, KNOWN)
    save_profile(Profile(name, mapping.heading_of(sample, proposed), proposed))


def test_next_years_file_is_read_wherever_its_heading_lies(tmp_path: Path):
    kept_for(table(tmp_path / "2022.csv", 2022, 1, 2))
    later = table(tmp_path / "2023.csv", 2023, 5, 6, above="Hilfen zur Erziehung\n\n")
    delivery = read(later, catalogue=CATALOGUE)
    assert delivery.reader == "profil"
    assert delivery.figures["value"].tolist() == [5, 6]
    assert set(delivery.figures["period"]) == {"2023"}
    assert "„Hilfen“" in delivery.findings[0].message


def test_other_years_in_headings_are_the_same_heading(tmp_path: Path):
    (tmp_path / "a.csv").write_text("AGS;Hilfen 2019;Hilfen 2020\n16068051;1;2\n")
    kept_for(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_text("AGS;Hilfen 2020;Hilfen 2021;Hilfen 2022\n16068051;2;3;4\n")
    figures = read(tmp_path / "b.csv", catalogue=CATALOGUE).figures
    assert dict(zip(figures["period"], figures["value"], strict=True)) == {
        "2020": 2, "2021": 3, "2022": 4,
    }  # fmt: skip


def test_a_sheet_named_after_the_year_is_found_and_its_year_taken(tmp_path: Path):
    heads = ("Schlüssel", "Ort", "Hilfen")
    kept_for(book(tmp_path / "a.xlsx", heads, ("16068051", "Söm", 7), sheet="Hilfen 2022"))
    later = book(tmp_path / "b.xlsx", heads, ("16068051", "Söm", 8), sheet="Hilfen 2023")
    (row,) = read(later, catalogue=CATALOGUE).figures.to_dict(orient="records")
    assert (row["period"], row["value"]) == ("2023", 8)


@pytest.mark.parametrize("heads", ["Schlüssel;Ort;Jahr;Hilfe", "Ort;Schlüssel;Jahr;Hilfen"])
def test_another_heading_is_not_taken_for_it(tmp_path: Path, heads: str):
    keep(hilfen())
    (tmp_path / "a.csv").write_text(f"{heads}\n16068051;Söm;2022;4\n", encoding="utf-8")
    with pytest.raises(InputError, match="nicht erkannt"):
        read(tmp_path / "a.csv", catalogue=CATALOGUE)


def test_a_period_given_by_hand_is_not_carried_into_the_next_year(tmp_path: Path):
    keep(replace(hilfen(), period_in=PERIOD_FIXED, period="2022"))
    with pytest.raises(InputError, match="von Hand"):
        read(table(tmp_path / "a.csv", 2023, 1), catalogue=CATALOGUE)


def test_a_period_in_the_file_name_is_taken(tmp_path: Path):
    keep(replace(hilfen(), period_in=PERIOD_IN_TITLE, period=""))
    figures = read(table(tmp_path / "hilfen_2024.csv", 2023, 1), catalogue=CATALOGUE).figures
    assert set(figures["period"]) == {"2024"}


def test_text_workbook_and_opendocument_give_the_same(tmp_path: Path):
    heads, row = ("Schlüssel", "Ort", "Jahr", "Hilfen"), ("16068051", "Söm", 2022, 1234)
    files = [book(tmp_path / "a.xlsx", heads, row), ods(tmp_path / "a.ods", heads, row)]
    (tmp_path / "a.csv").write_text(
        "Schlüssel;Ort;Jahr;Hilfen\n16068051;Söm;2022;1.234\n", encoding="cp1252"
    )
    hashes = set()
    for number, path in enumerate([*files, tmp_path / "a.csv"]):
        kept_for(path, f"Profil {number}")
        hashes.add(canonical_hash(read(path, catalogue=CATALOGUE)))
        remove_profile(f"Profil {number}")
    assert len(hashes) == 1


@pytest.mark.parametrize("size", [(1_048_576, 16_384), (1, 10**9), (10**9, 1)])
def test_a_spreadsheet_that_repeats_a_cell_without_end_is_refused(tmp_path, size):
    with pytest.raises(InputError, match="zu groß"):
        inputs.inspected(repeated(tmp_path / "a.ods", *size))


def test_our_own_table_may_be_an_opendocument_spreadsheet(tmp_path: Path):
    path = ods(tmp_path / "a.ods", ("ags", "zeitraum", "hilfen"), ("16068051", "2022", 4))
    assert read(path, catalogue=CATALOGUE).reader == "table"


def test_a_profile_comes_back_as_it_was_kept(tmp_path: Path):
    keep(replace(hilfen(), signs=(("*", "suppressed"),), within="16068"))
    ((found,), _) = list_profiles()
    assert found.mapping == replace(hilfen(), signs=(("*", "suppressed"),), within="16068")
    assert not list((tmp_path / "data" / "profiles").glob("*.draft"))


@pytest.mark.parametrize("name", ["", " ", "../x", "a/b", "<b>", "a\nb", "…", "x" * 61, "a\u202eb"])
def test_names_that_no_file_or_page_should_have_are_refused(data_folder: Path, name: str):
    with pytest.raises(InputError, match="nicht heißen"):
        keep(hilfen(), name=name)
    assert not list(data_folder.rglob("*.json"))


def test_two_names_that_would_share_a_file_are_refused():
    keep(hilfen(), name="Kita Plätze")
    with pytest.raises(InputError, match="zu ähnlich"):
        keep(hilfen(), name="Kita-Plätze")


@pytest.mark.parametrize(
    "change",
    [
        {"name": "../../x"},
        {"heading": []},
        {"heading": "a"},
        {"more": 1},
        {"mapping": {}},
        {"mapping.key": "a\u0000b"},
        {"mapping.within": "16; DROP"},
        {"mapping.decimal": "e"},
        {"mapping.layout": {"encoding": "utf-7"}},
        {"mapping.signs": [["*", "reported"]]},
        {"mapping.measures": [{"label": "a", "base": "A'; --"}]},
        {"mapping.source": "../x"},
    ],
)
def test_a_tampered_profile_is_refused(data_folder: Path, tmp_path: Path, change: dict):
    keep(hilfen())
    path = data_folder / "profiles" / "hilfen.json"
    fields = as_fields(list_profiles()[0][0])
    for name, value in change.items():
        part, _, rest = name.partition(".")
        if rest:
            fields[part][rest] = value
        else:
            fields[part] = value
    path.write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(InputError, match="Profil ist nicht") as caught:
        read(table(tmp_path / "a.csv", 2022, 1), catalogue=CATALOGUE)
    assert "hilfen.json" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b" " * 2_000_000])
def test_a_profile_that_is_no_json_is_named_and_harms_no_other(
    data_folder: Path, tmp_path: Path, content: bytes
):
    keep(hilfen())
    (data_folder / "profiles" / "a.json").write_bytes(content)
    assert read(table(tmp_path / "a.csv", 2022, 1), catalogue=CATALOGUE).reader == "profil"
    (tmp_path / "b.csv").write_text("Ort;Vereine\nx;1\n")
    with pytest.raises(InputError, match=r"Datei a\.json: Das Profil lässt sich nicht lesen"):
        read(tmp_path / "b.csv", catalogue=CATALOGUE)


def test_of_a_large_text_only_the_beginning_is_looked_at(tmp_path: Path, monkeypatch):
    keep(hilfen())
    path = tmp_path / "a.csv"
    path.write_text("Ort;Jahr;Vereine\n" + "x;2022;1\n" * 400_000)
    whole = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: whole.append(path) or b"")
    assert not mapping.recognise(inputs.inspected(path))
    assert whole == []


def test_an_umlaut_far_below_the_heading_is_not_misread(tmp_path: Path):
    keep(replace(hilfen(), key="Schluessel"), "schluessel", "ort", "jahr", "hilfen")
    rows = "".join(f"16068051;Ort;{1900 + number % 200};1\n" for number in range(20_000))
    text = f"Schluessel;Ort;Jahr;Hilfen\n{rows}16068006;Großneuhausen;2022;5\n"
    (tmp_path / "a.csv").write_bytes(text.encode("cp1252"))
    figures = read(tmp_path / "a.csv", catalogue=CATALOGUE).figures
    assert figures.set_index("key").loc["16068006", "value"] == 5


def test_what_is_said_of_the_gebietsstand_goes_before_the_profile(tmp_path: Path):
    path = table(tmp_path / "2022.csv", 2022, 1, 2)
    sample = inputs.inspected(path)
    proposed = replace(propose(sample, CATALOGUE, KNOWN), gebietsstand="2024-12-31")
    save_profile(Profile("Hilfen", mapping.heading_of(sample, proposed), proposed))
    for said, stand in (
        (None, "2024-12-31"),
        ("2021-12-31", "2021-12-31"),
        ("zeitraum", "2022-12-31"),
    ):
        figures = read(path, catalogue=CATALOGUE, gebietsstand=said).figures
        assert set(figures["gebietsstand"]) == {stand}
