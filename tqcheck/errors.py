"""The errors that a user may see. Each one's text is one line that says what is wrong and what to do."""

from __future__ import annotations


class TqcheckError(Exception):
    """The root of what tqcheck raises on purpose. `exit_code` is what the command line ends with."""

    exit_code = 2


class ConfigError(TqcheckError):
    """A setting is unknown or has a wrong value."""


class InputFileError(TqcheckError):
    """A file cannot be read as an article. `kind` is a short word for programs: "binary", "empty" …"""

    def __init__(self, path: str, kind: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.kind = kind
        self.message = message


class EngineError(TqcheckError):
    """An engine is not installed, does not start or does not answer."""

    exit_code = 3
