"""What a format has no place for travels beside it in one object, ``localgov``, and is put together again on import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import LabelError
from kr_localgov_nlp.training.check import ANY, check_rows
from kr_localgov_nlp.training.schema import ORDER, LabelledText, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

KEY = "localgov"
_LAYERS = "layers"


@dataclass(slots=True)
class Loaded:
    """What an import gives; it unpacks into texts and notes.

    Parameters
    ----------
    texts
        The labelled texts.
    notes
        What was guessed, changed or left out, with file and line.
    lines
        Where in the file each text was: a line, a row or a task.
    """

    texts: list[LabelledText]
    notes: list[Problem]
    lines: list[int]

    def __iter__(self) -> Iterator[Any]:
        yield self.texts
        yield self.notes


def carried(text: LabelledText, held: Iterable[str]) -> dict[str, Any]:
    """Give the fields that a format does not hold itself.

    Parameters
    ----------
    text
        The text.
    held
        The fields that the format holds; which of them were annotated at all is noted.

    Returns
    -------
    dict

    Examples
    --------
    >>> carried(LabelledText("a", "나주시", published="2024-09-11", domains=[]), ("text", "entities", "domains"))
    {'id': 'a', 'published': '2024-09-11', 'layers': ['domains']}
    """
    row = text.to_dict()
    held = tuple(held)
    layers = [name for name in ("entities", "domains") if name in held and name in row]
    return {name: value for name, value in row.items() if name not in held} | {_LAYERS: layers}


def layers_of(beside: Any) -> list[str]:
    """Tell which of the layers that a format holds had been annotated, by what travelled beside the text.

    Examples
    --------
    >>> layers_of({"layers": ["domains"]}), layers_of(None)
    (['domains'], [])
    """
    layers = beside.get(_LAYERS) if isinstance(beside, dict) else None
    return [name for name in layers if isinstance(name, str)] if isinstance(layers, list) else []


def lacking(texts: Sequence[LabelledText], held: Iterable[str], file: str, what: str) -> list[Problem]:
    """Tell which fields an export leaves out, and of how many texts.

    Examples
    --------
    >>> [str(p) for p in lacking([LabelledText("a", "나주시", genre="plan")], ("id", "text"), "a.csv", "CSV")]
    ['a.csv: CSV has no place for genre: left out in 1 of 1 texts']
    """
    held = set(held)
    notes = []
    for name in ORDER:
        count = sum(1 for text in texts if name not in held and getattr(text, name) is not None)
        if count:
            reason = f"{what} has no place for {name}: left out in {count} of {len(texts)} texts"
            notes.append(Problem(file, 0, reason))
    return notes


@dataclass(slots=True)
class Import:
    """Gathers the texts of one import, with its notes and its problems.

    Parameters
    ----------
    file
        For the messages.
    """

    file: str
    texts: list[LabelledText] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, reason: str) -> None:
        """Tell what was guessed, changed or left out."""
        self.notes.append(Problem(self.file, line, reason))

    def fail(self, line: int, reason: str) -> None:
        """Tell what can not be read; `done` will raise."""
        self.problems.append(Problem(self.file, line, reason))

    def add(self, line: int, row: Mapping[str, Any], beside: Any = None) -> None:
        """Put a text together from what the format holds and what travelled beside it.

        Parameters
        ----------
        line
            Where it was.
        row
            ``text``, ``id`` and the layers that the format holds.
        beside
            The object that `carried` made, if there is one.
        """
        whole = dict(row)
        if isinstance(beside, dict):
            layers = layers_of(beside)
            whole = {k: v for k, v in beside.items() if k != _LAYERS} | whole
            for name in ("entities", "domains"):
                if _LAYERS in beside and name in row and name not in layers and not row[name]:
                    del whole[name]
        whole = {name: whole[name] for name in ORDER if whole.get(name) is not None}
        self._fit_links(line, whole)
        # Overlaps and borders are for `check`; what is no labelled text at all stops here.
        wrong = check_rows([(line, whole)], self.file, ANY, ANY, strict=False)
        self.problems += wrong
        if not wrong:
            self.texts.append(LabelledText.from_dict(whole))
            self.lines.append(line)

    def _fit_links(self, line: int, row: dict[str, Any]) -> None:
        links, entities = row.get("links"), row.get("entities")
        if not isinstance(links, list) or not isinstance(entities, list):
            return
        spans = [one[:2] for one in entities if isinstance(one, list)]
        lost = [link for link in links if isinstance(link, list) and link[:2] not in spans]
        for link in lost:
            self.note(line, f"link {link}: no entity has this span any more; left out")
        row["links"] = [link for link in links if link not in lost]

    def done(self) -> Loaded:
        """Give what was read.

        Raises
        ------
        LabelError
            Something could not be read; with every problem.
        """
        if self.problems:
            raise LabelError(self.problems)
        return Loaded(self.texts, self.notes, self.lines)


def utf16(text: str) -> list[int] | None:
    """Give the UTF-16 offset of every character and of the end; None where both counts are the same.

    JavaScript counts UTF-16 code units: a character beyond U+FFFF, such as an emoji, counts two there.

    Examples
    --------
    >>> utf16("🎉구로구")
    [0, 2, 3, 4, 5]
    >>> utf16("구로구") is None
    True
    """
    if not text or max(text) <= "\uffff":
        return None
    out = [0]
    for character in text:
        out.append(out[-1] + 1 + (character > "\uffff"))
    return out
