"""The benchmarks that print scores count what they say they count."""

from __future__ import annotations

import json
import sys

from benchmarks import general


def test_persons_are_counted_by_length(tmp_path, monkeypatch, capsys):
    rows = [
        {"text": "김미경 기자가 박 씨를 만났다.", "spans": [[0, 3, "PS"], [8, 9, "PS"]]},
        {"text": "가람재단의 최하람 이사장은 웃었다.", "spans": [[0, 4, "OG"]]},
        {"text": "⟪미상⟫이라는 사람이 왔다.", "spans": [[1, 3, "PS"]]},
    ]
    file = tmp_path / "general.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["general", str(file)])
    general.main()
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[1] == ["all", "0.667", "0.667", "0.667", "3", "3"]
    assert lines[2] == ["of", "one", "character", "1.000", "1.000", "1.000", "1", "1"]
    assert lines[3] == ["longer", "0.500", "0.500", "0.500", "2", "2"]
