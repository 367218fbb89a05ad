"""Made inputs of every kind, and a pipeline without Kiwi for what is not about words."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import spacy

from kr_localgov_nlp.archive.readers import Read, Reject

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ("가람구", "나루시", "다솜군", "라온구", "마루시")


def row(i: int) -> dict[str, str]:
    """One article, different for each number."""
    place = PLACES[i % len(PLACES)]
    return {
        "제목": f"{place}, 제{i}호 작은도서관 개관",
        "본문": f"{place}는 제{i}호 작은도서관의 문을 열었다고 {i % 28 + 1}일 밝혔다. “책과 더 가까워지길 바란다”고 했다.",
        "등록일": f"2024-05-{i % 28 + 1:02d}",
    }


def rows(count: int, first: int = 0) -> list[dict[str, str]]:
    return [row(i) for i in range(first, first + count)]


def jsonl(found: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in found)


def page(i: int) -> str:
    made = row(i)
    return f"{made['제목']}\n등록 {made['등록일']}\n\n{made['본문']} {made['본문']}\n"


def pages(folder: Path, numbers: range) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for i in numbers:
        (folder / f"{i:04d}.txt").write_text(page(i), encoding="utf-8")
    return folder


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def light() -> Any:
    """A pipeline that cuts words at blanks: it loads in no time, also in a worker."""
    return spacy.blank("xx")


def contents(target: Path) -> dict[str, str]:
    """Hash of every file of a run but those that tell of time and place."""
    return {
        path.relative_to(target).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name not in ("run.json", "sources.json", ".lock")
    }


def split(found: Any) -> tuple[list[Read], list[Reject]]:
    items = list(found)
    return [i for i in items if isinstance(i, Read)], [i for i in items if isinstance(i, Reject)]
