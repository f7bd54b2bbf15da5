"""Which release is in use, how that changes, and which ones are kept."""

import json
from pathlib import Path

import pytest

from monitoring.errors import ReleaseError
from monitoring.release.location import (
    KEPT,
    current_release,
    list_releases,
    release_folder,
    remove_old_releases,
    use_release,
)
from monitoring.release.manifest import Manifest, read_manifest, write_manifest
from monitoring.settings import pointer_path

MANIFEST = Manifest(
    id="2026-01-01T000000000",
    title="Größe",
    created="2026-01-01T00:00:00+00:00",
    sample=False,
    audience="intern",
    gebietsstand="2021-01-01",
    boundary_year=2021,
    boundary_source="bkg_vg250",
    catalogue_version="1",
    deliveries=[],
    tables={},
    content_hash="0",
    layers={},
    periods={"min": "", "max": ""},
    protection={"primary": 0},
)


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    return tmp_path


def release(number: int) -> str:
    """A release that consists of a manifest and an empty database."""
    identifier = f"2026-01-{number:02d}T000000000"
    folder = release_folder(identifier)
    folder.mkdir(parents=True)
    (folder / "release.duckdb").touch()
    write_manifest(Manifest(**{**MANIFEST, "id": identifier}), folder / "manifest.json")  # type: ignore[typeddict-item]  # a copy
    return identifier


def there() -> list[str]:
    return [manifest["id"] for manifest in list_releases()]


class TestInUse:
    def test_at_first_there_is_none(self):
        assert current_release() is None
        assert list_releases() == []

    def test_one_is_put_in_use_and_another_after_it(self):
        first, second = release(1), release(2)
        use_release(first)
        assert current_release() == first
        use_release(second)
        use_release(first)
        assert current_release() == first

    def test_one_that_does_not_exist_is_refused_and_nothing_changes(self, data_dir: Path):
        use_release(release(1))
        before = (data_dir / "current.json").read_bytes()
        with pytest.raises(ReleaseError) as caught:
            use_release("2020-01-01T000000000")
        assert "gibt es nicht" in str(caught.value)
        assert "release list" in str(caught.value)
        assert (data_dir / "current.json").read_bytes() == before

    @pytest.mark.parametrize("name", ["", "..", "../x", "a/b", ".draft-1", "/etc"])
    def test_a_path_is_no_name(self, name: str):
        with pytest.raises(ReleaseError, match="kein Name eines Datenstands"):
            use_release(name)

    def test_the_pointer_is_replaced_as_a_whole(self, data_dir: Path, monkeypatch):
        """Until the moment of the switch the old pointer is complete, and no draft is left."""
        first, second = release(1), release(2)
        use_release(first)
        seen = []
        original = Path.replace

        def watched(draft: Path, target: Path) -> Path:
            seen.append(json.loads(target.read_text(encoding="utf-8"))["release"])
            seen.append(json.loads(draft.read_text(encoding="utf-8"))["release"])
            return original(draft, target)

        monkeypatch.setattr(Path, "replace", watched)
        use_release(second)
        assert seen == [first, second]
        assert sorted(path.name for path in data_dir.iterdir()) == ["current.json", "releases"]

    def test_a_switch_that_fails_leaves_the_old_one(self, monkeypatch):
        first, second = release(1), release(2)
        use_release(first)

        def full(*_: object) -> None:
            raise OSError("no space left")

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(ReleaseError, match="no space left"):
            use_release(second)
        assert current_release() == first

    def test_a_release_that_vanished_is_told_with_the_remedy(self):
        gone = release(1)
        use_release(gone)
        (release_folder(gone) / "release.duckdb").unlink()
        with pytest.raises(ReleaseError) as caught:
            current_release()
        assert "fehlt auf der Platte" in str(caught.value)
        assert "release use ID" in str(caught.value)

    @pytest.mark.parametrize("content", ["", "kaputt", "[]", "{}", "\x00"])
    def test_a_damaged_pointer_is_told_and_mended_by_use(self, content: str):
        known = release(1)
        use_release(known)
        pointer_path().write_text(content, encoding="utf-8")
        with pytest.raises(ReleaseError, match="beschädigt"):
            current_release()
        use_release(known)
        assert current_release() == known


class TestKept:
    def test_the_newest_are_listed_first_and_drafts_not_at_all(self, data_dir: Path):
        first, second = release(1), release(2)
        draft = data_dir / "releases" / ".draft-1"
        draft.mkdir()
        write_manifest(MANIFEST, draft / "manifest.json")
        assert there() == [second, first]

    def test_the_last_five_stay(self):
        made = [release(number) for number in range(1, 9)]
        use_release(made[-1])
        assert sorted(remove_old_releases()) == made[:3]
        assert there() == made[:2:-1]
        assert KEPT == 5
        assert remove_old_releases() == []

    def test_removing_that_is_broken_off_leaves_no_half_release(self, monkeypatch):
        """Before the first file is removed, the release has no name to be used by any more."""
        made = [release(number) for number in range(1, 7)]
        use_release(made[-1])

        def killed(folder: Path, **_: object) -> None:
            (folder / "release.duckdb").unlink()
            raise KeyboardInterrupt

        monkeypatch.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            remove_old_releases()
        assert not release_folder(made[0]).exists()
        assert there() == made[:0:-1]

    def test_a_folder_without_its_database_is_not_listed(self):
        first, second = release(1), release(2)
        (release_folder(first) / "release.duckdb").unlink()
        assert there() == [second]

    def test_the_one_in_use_stays_however_old(self):
        made = [release(number) for number in range(1, 9)]
        use_release(made[0])
        assert sorted(remove_old_releases()) == made[1:3]
        assert current_release() == made[0]
        assert there() == [*made[:2:-1], made[0]]


def test_a_manifest_is_read_as_it_was_written_and_by_people(tmp_path: Path):
    path = tmp_path / "manifest.json"
    write_manifest(MANIFEST, path)
    assert read_manifest(path) == MANIFEST
    assert "Größe" in path.read_text(encoding="utf-8")
