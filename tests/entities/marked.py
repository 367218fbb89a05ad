"""Inline-marked test sentences: ``⟦구로구⟧가 …`` in, text and spans out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of a sentence and give where they stood."""
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    length = start = 0
    for piece in re.split(r"([⟦⟧])", marked):
        if piece == "⟦":
            start = length
        elif piece == "⟧":
            spans.append((start, length))
        else:
            out.append(piece)
            length += len(piece)
    return "".join(out), spans


def load_cases(name: str) -> list[dict[str, Any]]:
    """Cases of one file."""
    cases: list[dict[str, Any]] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return cases
