"""Typed errors: every one names the source, the row where there is one, and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class LocalgovError(Exception):
    """Base of all errors that this library raises on purpose."""


class PageError(LocalgovError):
    """A saved page that cannot be read: missing, empty, binary, or in no known encoding.

    Parameters
    ----------
    source
        The file name, or a short description of what was given.
    reason
        What is wrong with it, in one sentence.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class TextError(LocalgovError, ValueError):
    """A text that the tokenizer refuses: a lone surrogate, or longer than the stated limit."""


class TableError(LocalgovError, ValueError):
    """A row of a table that breaks the table's rules.

    Parameters
    ----------
    file
        Name of the table.
    row
        Line number in the file, the header being line 1; 0 where the whole file is meant.
    reason
        What is wrong with it.
    """

    def __init__(self, file: str, row: int, reason: str) -> None:
        super().__init__(f"{file}, line {row}: {reason}" if row else f"{file}: {reason}")
        self.file = file
        self.row = row
        self.reason = reason


class InputError(LocalgovError, ValueError):
    """Arguments that do not fit together: an unknown column, a date that is none, a wrong type."""


class ArchiveError(LocalgovError):
    """A run over an archive that cannot go on or whose counts do not add up; started again, it goes on."""


class ClusterError(ArchiveError):
    """A cluster that can't do a run: too few CPUs, or nodes that see other files or have other versions."""


class ChangedError(ArchiveError):
    """Tables of an archive were made by other versions than those of this run.

    Parameters
    ----------
    target
        Where the tables are.
    changes
        What changed: ``(name, then, now)``.
    """

    def __init__(self, target: str, changes: Sequence[tuple[str, str, str]]) -> None:
        told = ", ".join(f"{name} {then} → {now}" for name, then, now in changes)
        super().__init__(
            f"{target} was tagged by other versions ({told}); tag it anew with retag=True (--retag), or keep it "
            "and tag only what is new with retag=False (--no-retag)"
        )
        self.target = target
        self.changes = tuple(changes)


class LabelError(LocalgovError, ValueError):
    """Labelled texts that break the rules of their format: all that was found, not only the first.

    Parameters
    ----------
    problems
        What is wrong, each with ``file``, ``line`` and ``reason`` and told by ``str``.
    """

    def __init__(self, problems: Sequence[Any]) -> None:
        shown = [str(problem) for problem in problems[:20]]
        if len(problems) > len(shown):
            shown.append(f"… and {len(problems) - len(shown)} more")
        super().__init__("\n".join(shown))
        self.problems = tuple(problems)


class ModelError(LocalgovError):
    """A model that is not there, was changed, or was made for other versions.

    Parameters
    ----------
    source
        Its folder, its file or its name.
    reason
        What is wrong with it.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class MissingExtraError(LocalgovError, ImportError):
    """A part of the library whose optional packages are not installed.

    Parameters
    ----------
    what
        What was asked for.
    extra
        The extra that brings its packages.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} need optional packages: pip install "kr-localgov-nlp[{extra}]"')
        self.what = what
        self.extra = extra
