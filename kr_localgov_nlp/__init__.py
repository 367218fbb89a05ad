"""Korean local-government press releases as data.

The names of the public face load on first use, so that ``import kr_localgov_nlp`` stays light.
"""

from __future__ import annotations

__version__ = "0.1.0"
