"""A Korean font for plots, also on machines that have none.

Matplotlib's own font has no Hangul. The extra ``report`` brings Noto Sans KR (SIL Open Font License 1.1) as a package
of data; without that package the Korean fonts of the common systems are tried.
"""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from kr_localgov_nlp.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger("kr_localgov_nlp.report")

# Packages that carry a Korean font, with the file in them; only the file is used, nothing of theirs is imported.
_PACKAGES = (
    ("pylopdf_fonts_ko", "NotoSansKR-Regular.otf"),
    ("koreanize_matplotlib", "fonts/NanumGothic.ttf"),
)
# Fonts that come with macOS, Windows and the Linux distributions.
_SYSTEM = (
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Noto Sans CJK JP",  # Matplotlib knows a collection by its first face only; its Hangul is the same
    "Apple SD Gothic Neo",
    "AppleGothic",
    "Malgun Gothic",
    "NanumGothic",
    "NanumBarunGothic",
    "UnDotum",
)
# Takes over for what the Korean font does not have.
_LATIN = "DejaVu Sans"


def font_file() -> Path | None:
    """Find the Korean font of the installed packages, for what wants a file: a PDF writer, a word cloud.

    Returns
    -------
    Path or None
        None where no such package is installed.

    Examples
    --------
    >>> font_file().name
    'NotoSansKR-Regular.otf'
    """
    for package, inner in _PACKAGES:
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None:
            path = Path(found.origin).parent / inner
            if path.is_file():
                return path
    return None


def use_korean_font(families: Sequence[str] = ()) -> str | None:
    """Make Matplotlib write Hangul, from now on and in this process.

    Parameters
    ----------
    families
        Fonts of your own that are preferred, best first; those that are not installed are passed over.

    Returns
    -------
    str or None
        The font in use; None where there is none, which is also logged as a warning: Hangul would be empty boxes.

    Raises
    ------
    MissingExtraError
        Matplotlib is not installed.

    Examples
    --------
    >>> use_korean_font()
    'Noto Sans KR'
    """
    try:
        import matplotlib as mpl
        from matplotlib import font_manager
    except ImportError:
        raise MissingExtraError("plots", "report") from None
    manager = font_manager.fontManager
    there = {font.name for font in manager.ttflist}
    name = next((family for family in families if family in there), None)
    path = font_file()
    if name is None and path is not None:
        name = str(font_manager.FontProperties(fname=path).get_name())
        if name not in there:
            manager.addfont(path)
    if name is None:
        name = next((family for family in _SYSTEM if family in there), None)
    if name is None:
        _log.warning('no Korean font is installed; pip install "kr-localgov-nlp[report]" brings one')
        return None
    mpl.rcParams["font.family"] = [name, _LATIN]
    return name
