"""Colours of the labels for displaCy; spaCy finds them by itself through an entry point.

The core labels are strong, the extended ones pale; all keep black text readable (contrast over 7:1 by WCAG's formula).
"""

from __future__ import annotations

COLORS = {
    "HEAD": "#ffb000",
    "DISTRICT": "#7cc36a",
    "MINISTRY": "#6fb7e8",
    "AWARD": "#f29bb7",
    "PRIZE": "#ff9a76",
    "PERSON": "#ffe3a3",
    "ORG": "#c9def2",
    "PLACE": "#d5ecc9",
    "PROGRAM": "#e3d4f3",
    "EVENT": "#f7d3e3",
    "DATE": "#e6e6e6",
    "MONEY": "#efe9c8",
    "QUANTITY": "#eeeeee",
}
