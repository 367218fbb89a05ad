import json

import pytest

from kr_localgov_nlp import model_files
from kr_localgov_nlp.errors import ModelError
from kr_localgov_nlp.model_files import MANIFEST, find_model, read_manifest, write_manifest


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "entities"
    made.mkdir()
    (made / "labels.json").write_text("[1]")
    (made / "README.md").write_text("card")
    write_manifest(made, {"name": "entities"})
    return made


def change(folder, **fields):
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_a_folder_as_written_is_read(folder):
    manifest = read_manifest(folder)
    assert manifest["name"] == "entities"
    assert sorted(manifest["files"]) == ["README.md", "labels.json"]


@pytest.mark.parametrize("name", ["labels.json", "README.md", MANIFEST])
def test_a_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        read_manifest(folder)


def test_a_changed_byte_is_refused(folder):
    (folder / "labels.json").write_text("[2]")
    with pytest.raises(ModelError, match=r"labels\.json.*changed"):
        read_manifest(folder)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"requires": {"kiwipiepy": "<0.20"}}, "made for kiwipiepy <0.20"),
        ({"requires": {"kr-localgov-nlp": ">=9"}}, "made for kr-localgov-nlp >=9"),
        ({"requires": {"no-such-package-here": ">=1"}}, "not installed"),
        ({"requires": {"kiwipiepy": "newest"}}, "no version range"),
        ({"format": 99}, "format"),
        ({"files": {}}, "names no files"),
        ({"files": {"../labels.json": "0"}}, "outside its folder"),
        ({"fingerprint": "0"}, "fingerprint"),
    ],
)
def test_a_foreign_manifest_is_refused(folder, fields, reason):
    change(folder, **fields)
    with pytest.raises(ModelError, match=reason):
        read_manifest(folder)


def test_the_manifests_own_fields_are_not_overwritten(folder):
    with pytest.raises(ModelError, match="fingerprint"):
        write_manifest(folder, {"fingerprint": "mine"})


def test_the_order_of_places(folder, tmp_path, monkeypatch):
    packaged = tmp_path / "installed" / "package"
    (packaged / "models" / "entities").mkdir(parents=True)
    monkeypatch.setattr(model_files, "_PACKAGE", packaged)
    monkeypatch.delenv(model_files.VARIABLE, raising=False)
    with pytest.raises(ModelError, match="no model there"):
        find_model("entities")
    repository = tmp_path / "installed" / "models" / "entities"
    repository.mkdir(parents=True)
    (repository / MANIFEST).write_text("{}")
    assert find_model("entities") == repository
    (packaged / "models" / "entities" / MANIFEST).write_text("{}")
    assert find_model("entities") == packaged / "models" / "entities"
    monkeypatch.setenv(model_files.VARIABLE, str(folder.parent))
    assert find_model("entities") == folder
    with pytest.raises(ModelError, match="domains"):
        find_model("domains")
    assert find_model("entities", repository) == repository
    monkeypatch.setenv(model_files.VARIABLE, str(tmp_path / "none"))
    with pytest.raises(ModelError, match="names no folder"):
        find_model("entities")
