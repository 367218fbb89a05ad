"""Plots of a domain model, as PNG: F1 of each domain, and how far its probabilities can be trusted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.evaluation.domains import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kr_localgov_nlp.evaluation.domains import DomainScores

PER_DOMAIN, RELIABILITY = "domains.png", "reliability.png"
_STRONG, _PALE, _LINE = "#2b6ca3", "#b8cfe2", "#8a8a8a"
_DPI = 110


def plots(scores: DomainScores, korean: Mapping[str, str]) -> dict[str, bytes]:
    """Draw both plots.

    Parameters
    ----------
    scores
        Of `kr_localgov_nlp.evaluation.domains`.
    korean
        Korean names of the domains.

    Returns
    -------
    dict of bytes
        PNG by file name; empty where Matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        return {}
    from kr_localgov_nlp.report.fonts import use_korean_font

    with mpl.rc_context():
        use_korean_font()
        each, reliability = Figure(layout="constrained"), Figure(figsize=(5, 5), layout="constrained")
        f1_by_domain(scores, korean, each.subplots())
        each.set_size_inches(7, 1.2 + 0.28 * max(4, len(each.axes[0].patches)))
        reliability_curve(scores, reliability.subplots())
        return {PER_DOMAIN: _png(each), RELIABILITY: _png(reliability)}


def f1_by_domain(scores: DomainScores, korean: Mapping[str, str], axes: Any) -> None:
    """Draw F1 of each domain that has true texts, the best on top; pale where there are too few to say much.

    Parameters
    ----------
    scores, korean
        As of `plots`.
    axes
        Of Matplotlib.
    """
    rows = sorted(((f1, name, true) for name, (_, _, f1, true) in scores.domains.items() if true))
    names = [f"{korean.get(name) or name} ({true})" for _, name, true in rows]
    colors = [_STRONG if true >= ENOUGH else _PALE for *_, true in rows]
    bars = axes.barh(range(len(rows)), [f1 for f1, *_ in rows], color=colors, height=0.72)
    axes.bar_label(bars, fmt="%.2f", padding=3, fontsize=8)
    axes.set_yticks(range(len(rows)), names)
    axes.set(xlim=(0, 1.08), ylim=(-0.6, len(rows) - 0.4), xlabel="F1")
    axes.set_title(
        f"분야별 F1 · {scores.texts:,}건 (micro {scores.micro:.2f}, macro {scores.macro:.2f})", fontsize=11
    )
    axes.spines[["top", "right"]].set_visible(False)


def reliability_curve(scores: DomainScores, axes: Any) -> None:
    """Draw the share of true decisions by the probability that the model gave them.

    Parameters
    ----------
    scores
        As of `plots`.
    axes
        Of Matplotlib.
    """
    axes.plot([0, 1], [0, 1], color=_LINE, linestyle="--", linewidth=1, label="완전한 보정")
    told = [row for row in scores.reliability if row[2]]
    axes.plot([p for p, *_ in told], [share for _, share, _ in told], marker="o", color=_STRONG, label="모델")
    for p, share, count in told:
        axes.annotate(
            f"{count:,}", (p, share), xytext=(5, -11), textcoords="offset points", fontsize=7, color=_LINE
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="모델이 말한 확률", ylabel="실제로 맞은 비율")
    axes.set_title(f"확률의 신뢰도 (보정 오차 {scores.calibration_error:.3f})", fontsize=11)
    axes.legend(loc="upper left", frameon=False)
    axes.spines[["top", "right"]].set_visible(False)


def _png(figure: Any) -> bytes:
    out = io.BytesIO()
    # Without the date and versions, so that the same scores give the same bytes.
    figure.savefig(out, format="png", dpi=_DPI, metadata={"Software": None})
    return out.getvalue()
