"""Plots write Hangul, with the font of the package, with one of the system, and say so where there is none."""

from __future__ import annotations

import io
import logging
import warnings

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure

from kr_localgov_nlp.report import fonts

TEXT = "쌍문동 뷁 구로구청장 — 2024년 1,200억 원 · 表彰 −3"


@pytest.fixture(autouse=True)
def _own_settings():
    with mpl.rc_context():
        yield


def _draw(canvas):
    figure = Figure()
    canvas(figure)
    figure.text(0.1, 0.5, TEXT)
    figure.text(0.1, 0.3, TEXT, weight="bold")
    out = io.BytesIO()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        figure.savefig(out, format="pdf" if canvas is FigureCanvasPdf else "png")
    return [str(w.message) for w in told if "missing from font" in str(w.message)], out.getvalue()


@pytest.mark.parametrize("canvas", [FigureCanvasAgg, FigureCanvasPdf], ids=["picture", "PDF"])
def test_every_glyph_is_there(canvas):
    missing, _ = _draw(canvas)
    assert missing, "without the helper some are missing, or this test shows nothing"
    assert fonts.use_korean_font() is not None
    missing, data = _draw(canvas)
    assert missing == []
    assert len(data) > 1000


def test_the_file_is_a_font_with_all_syllables():
    path = fonts.font_file()
    assert path is not None
    known = font_manager.get_font(path).get_charmap()
    assert all(code in known for code in range(0xAC00, 0xD7A4))


def test_own_font_goes_first_and_unknown_ones_are_passed_over():
    assert fonts.use_korean_font(["no such font", "DejaVu Serif"]) == "DejaVu Serif"
    assert mpl.rcParams["font.family"][0] == "DejaVu Serif"


def test_without_the_package_a_font_of_the_system_is_taken(monkeypatch):
    monkeypatch.setattr(fonts, "_PACKAGES", ())
    monkeypatch.setattr(fonts, "_SYSTEM", ("no such font", "DejaVu Sans Mono"))
    assert fonts.font_file() is None
    assert fonts.use_korean_font() == "DejaVu Sans Mono"


def test_without_any_it_warns_and_leaves_the_settings(monkeypatch, caplog):
    monkeypatch.setattr(fonts, "_PACKAGES", (("no_such_package_of_fonts", "x.otf"),))
    monkeypatch.setattr(fonts, "_SYSTEM", ())
    before = list(mpl.rcParams["font.family"])
    with caplog.at_level(logging.WARNING):
        assert fonts.use_korean_font() is None
    assert mpl.rcParams["font.family"] == before
    assert "kr-localgov-nlp[report]" in caplog.text
