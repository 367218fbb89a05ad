"""Label Studio's JSON tasks: regions of ``labels`` over a text, ``choices`` for domains.

A task, with the parts that count::

    {"id": 1, "data": {"text": "구로구가 연다."}, "annotations": [{"result": [
      {"id": "e1", "from_name": "label", "to_name": "text", "type": "labels",
       "value": {"start": 0, "end": 3, "text": "구로구", "labels": ["DISTRICT"]}},
      {"id": "d", "from_name": "domains", "to_name": "text", "type": "choices", "value": {"choices": ["culture"]}}]}]}

Label Studio counts characters as Python does since its front end stores code points (pull request 308 of
label-studio-frontend, merged by 2022); exports of older versions count UTF-16 units. A region carries its words, so each is read by the count that gives them back.
The short form of its export, JSON-MIN, is read as well.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import LabelError
from kr_localgov_nlp.training.formats.carry import KEY, Import, Loaded, carried, layers_of, utf16
from kr_localgov_nlp.training.formats.doccano import from_utf16
from kr_localgov_nlp.training.schema import LabelledText, Problem, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

LABELS_NAME = "label"
CHOICES_NAME = "domains"
TEXT_NAME = "text"
#: A labelling configuration that fits the tasks; the labels and choices are filled in by `config`.
_CONFIG = """<View>
  <Choices name="domains" toName="text" choice="multiple">
{choices}
  </Choices>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
</View>
"""
_SPAN_TYPES = ("labels", "hypertextlabels")


def read_label_studio(path: str | PathLike[str]) -> Loaded:
    """Read tasks that Label Studio exported as JSON or JSON-MIN.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Loaded
        Of several annotations of a task, the one marked as ground truth or else the first that was not cancelled.

    Raises
    ------
    LabelError
        What is no task, and regions whose offsets do not give their words; all of them.
    InputError
        There is no such file, or it is not UTF-8.
    """
    file = Path(path)
    out = Import(file.name)
    try:
        tasks = json.loads(read_text(file))
    except (ValueError, RecursionError) as error:
        raise LabelError([Problem(file.name, 0, f"no JSON: {error}")]) from None
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise LabelError([Problem(file.name, 0, "no list of tasks")])
    for number, task in enumerate(tasks, 1):
        data = task.get("data") if isinstance(task.get("data"), dict) else task
        text = _text(data, out, number)
        if text is None:
            continue
        beside = data.get(KEY)
        made: dict[str, Any] = {"text": text}
        results = _results(task, out, number) if data is not task else _short_form(task)
        if results is not None:
            made |= {"entities": [], "domains": []}
            for result in results:
                _take(result, made, out, number)
            if not made["domains"]:
                made["domains"] = [] if "domains" in layers_of(beside) else None
        known = beside.get("id") if isinstance(beside, dict) else None
        made["id"] = str(known if known is not None else data.get("id", task.get("id", number)))
        out.add(number, made, beside)
    return out.done()


def _text(data: Mapping[str, Any], out: Import, number: int) -> str | None:
    text = data.get(TEXT_NAME)
    if isinstance(text, str):
        return text
    strings = {name: value for name, value in data.items() if isinstance(value, str) and name != "id"}
    if len(strings) == 1:
        return next(iter(strings.values()))
    out.fail(number, f"task {number}: no ‘text’ among its data: {', '.join(data) or 'nothing'}")
    return None


def _results(task: Mapping[str, Any], out: Import, number: int) -> list[Any] | None:
    done = task.get("annotations", task.get("completions"))
    done = done if isinstance(done, list) else []
    done = [one for one in done if isinstance(one, dict) and not one.get("was_cancelled")]
    if task.get("predictions"):
        out.note(number, f"task {number}: predictions left out")
    if not done:
        return None
    chosen = next((one for one in done if one.get("ground_truth")), done[0])
    if len(done) > 1:
        out.note(
            number,
            f"task {number}: one of its {len(done)} annotations taken, {chosen.get('id', 'the first')}",
        )
    result = chosen.get("result")
    return result if isinstance(result, list) else []


def _short_form(task: Mapping[str, Any]) -> list[Any]:
    """Turn the columns of JSON-MIN into the results they were made of."""
    results: list[Any] = []
    for name, value in task.items():
        if isinstance(value, list):
            spans = [one for one in value if isinstance(one, dict) and "labels" in one]
            results += [{"type": "labels", "from_name": name, "value": one} for one in spans]
        if name == CHOICES_NAME and value:
            choices = value.get("choices", []) if isinstance(value, dict) else value
            choices = [choices] if isinstance(choices, str) else choices
            results.append({"type": "choices", "from_name": name, "value": {"choices": choices}})
    return results


def _take(result: Any, made: dict[str, Any], out: Import, number: int) -> None:
    kind = result.get("type") if isinstance(result, dict) else None
    value = result.get("value") if isinstance(result, dict) else None
    if kind == "choices" and isinstance(value, dict) and isinstance(value.get("choices"), list):
        made["domains"] += [one for one in value["choices"] if one not in made["domains"]]
    elif kind in _SPAN_TYPES and isinstance(value, dict):
        labels = value.get(kind) or value.get("labels")
        start, end = value.get("start"), value.get("end")
        if not isinstance(labels, list) or not labels or type(start) is not int or type(end) is not int:
            out.fail(number, f"task {number}: no region with start, end and labels: {value!r}")
            return
        if len(labels) > 1:
            out.note(number, f"task {number}: of the labels {', '.join(map(str, labels))} the first is taken")
        try:
            span = _span(start, end, value.get("text"), made["text"])
        except ValueError as error:
            out.fail(number, f"task {number}: {error}")
            return
        made["entities"].append([*span, labels[0]])
    else:
        out.note(number, f"task {number}: a result of type {kind!r} left out")


def _span(start: int, end: int, words: Any, text: str) -> tuple[int, int]:
    """Find the characters a region means: those that are its words, by either count."""
    units = utf16(text)
    if not isinstance(words, str) or _flat(text[start:end]) == _flat(words) or start < 0:
        return start, end
    if units is not None:
        a, b = from_utf16(units, start), from_utf16(units, end)
        if _flat(text[a:b]) == _flat(words):
            return a, b
    raise ValueError(f"{[start, end]} is {text[start:end]!r} in the text, but {words!r} in the region")


def _flat(words: str) -> str:
    # A region's words have line ends of their own: \n, a space, or backslash and n.
    return "".join(words.replace("\\n", " ").split())


def write_label_studio(texts: Sequence[LabelledText], path: str | PathLike[str]) -> list[Problem]:
    """Write labelled texts as annotated tasks that Label Studio imports.

    Parameters
    ----------
    texts
        The texts.
    path
        The file; overwritten.

    Returns
    -------
    list of Problem
        Nothing is left out, so an empty list.
    """
    tasks = []
    for number, text in enumerate(texts, 1):
        results: list[dict[str, Any]] = [
            {
                "id": f"e{index}",
                "from_name": LABELS_NAME,
                "to_name": TEXT_NAME,
                "type": "labels",
                "value": {"start": start, "end": end, "text": text.text[start:end], "labels": [label]},
            }
            for index, (start, end, label) in enumerate(text.entities or (), 1)
        ]
        if text.domains:
            results.append(
                {
                    "id": "d",
                    "from_name": CHOICES_NAME,
                    "to_name": TEXT_NAME,
                    "type": "choices",
                    "value": {"choices": list(text.domains)},
                }
            )
        held = ("text", "entities", "domains")
        data = {TEXT_NAME: text.text, KEY: carried(text, held)}
        labelled = text.entities is not None or text.domains is not None
        tasks.append({"id": number, "data": data, "annotations": [{"result": results}] if labelled else []})
    Path(path).write_bytes((json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode())
    return []


def config(labels: Sequence[str], domains: Sequence[str]) -> str:
    """Give a labelling configuration for the tasks.

    Parameters
    ----------
    labels
        The entity labels.
    domains
        The choices.

    Returns
    -------
    str
        XML.

    Examples
    --------
    >>> print(config(["HEAD"], ["jobs"]).splitlines()[2].strip())
    <Choice value="jobs"/>
    """
    from xml.sax.saxutils import quoteattr

    return _CONFIG.format(
        choices="\n".join(f"    <Choice value={quoteattr(name)}/>" for name in domains),
        labels="\n".join(f"    <Label value={quoteattr(name)}/>" for name in labels),
    )
