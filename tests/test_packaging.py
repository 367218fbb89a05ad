"""The built wheel, installed alone: tables and words travel, nothing heavy loads at import."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_code_tables_and_corpus(wheel):
    names = ZipFile(wheel).namelist()
    for needed in (
        "kr_localgov_nlp/py.typed",
        "kr_localgov_nlp/gazetteer/tables/governments.csv",
        "kr_localgov_nlp/gazetteer/tables/SOURCES.md",
        "kr_localgov_nlp/entities/nouns.txt",
        "kr_localgov_nlp/corpus/real/core-dev.jsonl",
        "kr_localgov_nlp/corpus/releases.jsonl",
        "kr_localgov_nlp/models/entities/manifest.json",
    ):
        assert needed in names
    for folder in ("pages", "sentences"):
        assert any(name.startswith(f"kr_localgov_nlp/corpus/{folder}/") for name in names)
    # What only makes the corpus or a recogniser anew stays in the repository.
    assert not [
        n
        for n in names
        if n.startswith(("kr_localgov_nlp/corpus/releases/", "kr_localgov_nlp/models/encoder/"))
    ]
    assert not [n for n in names if n.startswith(("tests/", "benchmarks/"))]
    assert sum(one.file_size for one in ZipFile(wheel).infolist()) < 28_000_000  # 3 MB of bytecode come to it


def test_the_wheel_works_in_an_environment_of_its_own(wheel, tmp_path):
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    if not python.exists():
        python = home / "Scripts" / "python.exe"
    # The dependencies are the ones installed here; only the package itself comes from the wheel.
    purelib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    Path(purelib, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    code = (
        "import kr_localgov_nlp as klg, pathlib, sys;"
        "assert str(pathlib.Path(klg.__file__)).startswith(sys.argv[1]), klg.__file__;"
        "doc = klg.analyze('문헌일 구로구청장이 참석했다.', published='2024-08-09');"
        "print(doc.ents[0].text, doc.ents[0]._.term)"
    )
    out = subprocess.run(
        [python, "-c", code, str(home)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert out.stdout.strip() == "문헌일 민선 8기", out.stderr


def test_import_is_light():
    code = (
        "import sys, kr_localgov_nlp;"
        "print([m for m in ('spacy', 'kiwipiepy', 'pandas', 'pyarrow', 'sklearn', 'trafilatura', 'numpy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_every_entry_point_loads():
    from importlib.metadata import entry_points

    groups = ("spacy_factories", "spacy_languages", "spacy_tokenizers", "spacy_misc", "console_scripts")
    ours = [e for group in groups for e in entry_points(group=group) if e.value.startswith("kr_localgov_nlp")]
    assert len(ours) > 20
    for entry in ours:
        assert callable(entry.load())
