"""What was done is remembered by content, so a second run is quick and a changed file is never missed."""

from pathlib import Path

import pytest

import stamps


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder of its own, holding one source file."""
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    monkeypatch.setattr(stamps, "_STAMPS", tmp_path / "stamps")
    (tmp_path / "app.ts").write_text("1")
    return tmp_path


def test_same_content_is_not_done_again(project: Path) -> None:
    content = stamps.content_hash([project / "app.ts"])
    assert not stamps.is_done("build", content)
    stamps.mark_done("build", content)
    assert stamps.is_done("build", stamps.content_hash([project / "app.ts"]))


def test_a_touched_file_with_the_same_bytes_changes_nothing(project: Path) -> None:
    before = stamps.content_hash([project / "app.ts"])
    (project / "app.ts").write_text("1")
    assert stamps.content_hash([project / "app.ts"]) == before


def test_a_changed_byte_is_seen(project: Path) -> None:
    before = stamps.content_hash([project / "app.ts"])
    (project / "app.ts").write_text("2")
    assert stamps.content_hash([project / "app.ts"]) != before


def test_a_renamed_file_is_seen(project: Path) -> None:
    before = stamps.content_hash([project / "app.ts"])
    renamed = (project / "app.ts").rename(project / "apt.ts")
    assert stamps.content_hash([renamed]) != before


def test_another_python_is_seen(project: Path) -> None:
    files = [project / "app.ts"]
    assert stamps.content_hash(files, "3.11") != stamps.content_hash(files, "3.12")
