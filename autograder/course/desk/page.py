"""Makes the reading desk: one page with every answer of a class, which needs no network and sends nothing."""

import base64
import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from autograder.course.desk.alike import answer_id, folded, reading_order
from autograder.course.desk.inert import draw, drawn
from autograder.course.desk.notebooks import answers_in
from autograder.course.desk.questions import Question, Written
from autograder.course.downloads import Entry
from autograder.lab.settings import Settings
from autograder.lib.errors import InputError, NotebookError
from autograder.lib.pages import code, escaping_templates
from autograder.lib.strict_json import strict_json

HERE = Path(__file__).resolve().parent
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Handed:
    """What one entry of a class wrote: by cell its text, empty where nothing was written; None without a notebook.

    `name` is that of the results file, by which gradebooks find every member of a group.
    """

    name: str
    texts: dict[str, str] | None
    problem: str = ""


@dataclass(frozen=True)
class Desk:
    """The answers of a class. `ident` stays the same when late answers are added.

    `order` has by cell the ids of answers, `texts` the text of each, and `students` by name what they wrote: by cell
    the id of the answer, "" for an untouched cell, and nothing at all without a notebook.
    """

    ident: str
    made: str
    order: dict[str, list[str]]
    texts: dict[str, str]
    handed: tuple[Handed, ...]
    students: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Before:
    """What an earlier page of the same desk says: its id, and the order of its answers."""

    ident: str
    order: dict[str, list[str]]


@dataclass(frozen=True)
class Said:
    """What an earlier reader gave an answer: points, or None where another reader is asked, and comments."""

    by: str
    points: float | None
    comments: tuple[str, ...] = ()


def read_class(entries: Iterable[Entry], written: Written, settings: Settings) -> tuple[Handed, ...]:
    """The written answers of each entry of a class."""
    return tuple(_handed(entry, written, settings) for entry in entries)


def lay_out(handed: tuple[Handed, ...], written: Written, before: Before | None, now: datetime.datetime) -> Desk:
    """The desk of a class; answers that an earlier one had keep their places."""
    order: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    given = {cell: folded(text) for cell, text in written.layout.answers.items()}
    students: dict[str, dict[str, str]] = {each.name: {} for each in handed}
    for question in written.questions:
        cell = question.asked.cell
        found: dict[str, str] = {}
        for each in handed:
            if each.texts is None:
                continue
            text = each.texts.get(cell, "")
            ident = answer_id(cell, text) if folded(text) not in ("", given[cell]) else ""
            students[each.name][cell] = ident
            if ident:
                found.setdefault(ident, text)
        order[cell] = reading_order(cell, found, before.order.get(cell, ()) if before else ())
        texts |= found
    first = hashlib.sha256(json.dumps([order, sorted(students)]).encode()).hexdigest()[:16]
    return Desk(before.ident if before else first, f"{now:%Y-%m-%dT%H:%M:%SZ}", order, texts, handed, students)


def desk_page(
    desk: Desk, written: Written, settings: Settings, earlier: Mapping[str, tuple[Said, ...]] | None = None
) -> str:
    """The page as HTML. With `earlier`, it is the one to settle what readers do not agree on: these answers alone."""
    script = (HERE / "desk.js").read_text(encoding="utf-8")
    style = (HERE / "desk.css").read_text(encoding="utf-8")
    data = strict_json(_data(desk, written, settings, earlier))
    for sign in "<>&\u2028\u2029":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return (
        escaping_templates(HERE)
        .get_template("desk.html")
        .render(
            title=settings.title, settles=earlier is not None, data=Markup(data), script=Markup(script),
            style=Markup(style), script_hash=_hash(script), style_hash=_hash(style),
        )
    )  # fmt: skip


def read_desk(path: Path, settings: Settings) -> Before | None:
    """What an earlier page says; None where there is no file, or it is no desk. Raises `InputError` for another lab."""
    try:
        found = DATA.search(path.read_text(encoding="utf-8"))
        data = json.loads(found[1]) if found else None
        if not isinstance(data, dict):
            return None
        before = Before(str(data["desk"]), {each["cell"]: list(map(str, each["order"])) for each in data["questions"]})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if data.get("package") != settings.package or data.get("settles"):
        raise InputError(f"{path} is the desk of something else: name another file")
    return before


def _handed(entry: Entry, written: Written, settings: Settings) -> Handed:
    try:
        return Handed(entry.name, answers_in(entry.read(settings).notebook, written.layout))
    except NotebookError as error:
        return Handed(entry.name, None, str(error))


def _data(
    desk: Desk, written: Written, settings: Settings, earlier: Mapping[str, tuple[Said, ...]] | None
) -> dict[str, Any]:
    """Everything that the page knows, as plain data."""
    who: dict[str, list[str]] = {}
    for each in desk.handed:
        for cell, ident in desk.students[each.name].items():
            who.setdefault(ident or f"untouched {cell}", []).append(each.name)
    wanted = [ident for ids in desk.order.values() for ident in ids if earlier is None or ident in earlier]
    html = dict(zip(wanted, drawn([desk.texts[ident] for ident in wanted]), strict=True))
    missing = [each.name for each in desk.handed if each.texts is None]
    data: dict[str, Any] = {
        "desk": desk.ident, "made": desk.made, "package": settings.package, "settles": earlier is not None,
        "levels": [
            {"points": level.points, "name": level.name, "looks_like": level.looks_like}
            for level in written.rubric.levels
        ],
        "questions": [
            _question(each, [ident for ident in desk.order[each.asked.cell] if ident in html])
            | {"untouched": who.get(f"untouched {each.asked.cell}", []), "missing": missing}
            for each in written.questions
        ],
        "asked": [
            {"cell": each.asked.cell, "title": each.asked.title, "points": each.asked.points}
            for each in written.questions
        ],
        "answers": {ident: {"html": html[ident], "who": who[ident]} for ident in wanted},
        "students": desk.students,
    }  # fmt: skip
    if earlier is not None:
        data["questions"] = [each for each in data["questions"] if each["order"]]
        data["earlier"] = {
            ident: [
                {"by": said.by, "points": said.points, "ask": said.points is None, "comments": list(said.comments)}
                for said in earlier[ident]
            ]
            for ident in wanted
        }
    return data


def _question(question: Question, order: list[str]) -> dict[str, Any]:
    asked = question.asked
    needs = [f"<p><strong>Core</strong>: {code(asked.core)}</p>"]
    if asked.full:
        needs.append(f"<p><strong>{asked.points:g} points</strong> {_plain(asked.full)}</p>")
    if asked.remark:
        needs.append(f"<p>{_plain(asked.remark)}</p>")
    return {
        "cell": asked.cell, "title": asked.title, "points": asked.points, "order": order,
        "question": draw(question.text, lines=False), "model": draw(question.model, lines=False),
        "needs": "".join(needs),
        "misconceptions": [{"belief": each.belief, "comment": each.comment} for each in asked.misconceptions],
    }  # fmt: skip


def _plain(text: str) -> Markup:
    """A text of the rubric: code and bold are drawn."""
    return Markup(re.sub(r"\*\*([^*\n]+)\*\*", r"<strong>\1</strong>", str(code(text))))


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
