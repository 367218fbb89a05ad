"""Every Python block of the README and of docs/ runs, and prints what the comment below it says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_blocks_run_and_print_what_they_say(page):
    names: dict[str, object] = {}
    for number, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), 1):
        code = "\n".join(line for line in block.splitlines() if not line.startswith("# "))
        wanted = [line[2:].rstrip() for line in block.splitlines() if line.startswith("# ")]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, f"{page.name} block {number}", "exec"), names)
        assert [line.rstrip() for line in out.getvalue().splitlines()] == wanted


def test_the_readme_has_blocks():
    assert len(BLOCK.findall(PAGES[0].read_text(encoding="utf-8"))) >= 4
