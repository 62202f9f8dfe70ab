"""Settings: where they are found, what they may say, what holds without them.

The nearest `tqcheck.toml`, or `pyproject.toml` with a `[tool.tqcheck]` table, at or above the
folder where the command runs. Options of the command line stand above the file.
"""

from tqcheck.config.files import discover, load, parse
from tqcheck.config.proposals import house_list, reviewed_proposals
from tqcheck.config.settings import Gate, LanguageToolSettings, Settings

__all__ = [
    "Gate",
    "LanguageToolSettings",
    "Settings",
    "discover",
    "house_list",
    "load",
    "parse",
    "reviewed_proposals",
]
