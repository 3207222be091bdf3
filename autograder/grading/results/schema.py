"""The results file of a submission: all of its fields, written and read in this one place.

`docs/results.md` explains each field. The format is Gradescope's, with `extra_data` for what only this tool reads.
Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
"""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from autograder.grading.grade import CaseResult, Diagnosis, Grade, Kind, QuestionResult
from autograder.grading.results.sentences import question_text
from autograder.lab.settings import Question
from autograder.lib.errors import ResultsError
from autograder.lib.files import write_atomically
from autograder.lib.strict_json import strict_json
from autograder.lib.times import lateness

GRADED, EMPTY, FAILED = "graded", "empty", "failed"
"""How a batch can end for a submission: graded, nothing to grade in it, or no judge survived it."""
CARRIED_FORWARD = "carried forward"
"""The tag of a question that was re-run with parts of the reference solution."""
MARKDOWN = "md"
"""Gradescope's name for a text in Markdown."""
FENCE = re.compile("`{3,}")
BOLD = re.compile(r"\*\*(.*)\*\*")
LARGEST = 1e12
"""A number that is not smaller counts as missing, and so does nan."""


@dataclass(frozen=True)
class ShownTest:
    """An entry of what Gradescope shows; `number` is the id of the question.

    `score` and `max_score` are None where a person gives the points. `status` is "passed" or "failed", and None where
    the question is not graded yet. `output_format` is Gradescope's name for the kind of text; empty for its default.
    """

    name: str
    number: str
    score: float | None
    max_score: float | None
    output: str
    visibility: str = "visible"
    status: str | None = None
    tags: tuple[str, ...] = ()
    output_format: str = ""

    @property
    def text(self) -> str:
        """The output as plain text."""
        return plain_text(self.output, self.output_format)

    def to_json(self) -> dict[str, Any]:
        """The entry as plain data."""
        points: dict[str, Any] = {"name": self.name, "number": self.number}
        known = {"score": self.score, "max_score": self.max_score}
        points |= {name: value for name, value in known.items() if value is not None}
        text = {"output": self.output, "visibility": self.visibility}
        text |= {"output_format": self.output_format} if self.output_format else {}
        if self.status is None:
            return {**points, **text}
        return {**points, "status": self.status, **text, "tags": list(self.tags)}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The entry in plain data; what is no text or number counts as missing."""
        status = raw.get("status")
        return cls(
            name=str(raw.get("name", "")),
            number=str(raw.get("number", "")),
            score=_number(raw.get("score")),
            max_score=_number(raw.get("max_score")),
            output=str(raw.get("output", "")),
            visibility=str(raw.get("visibility", "")),
            status=status if isinstance(status, str) else None,
            tags=_texts(raw.get("tags")),
            output_format=str(raw.get("output_format", "")),
        )


@dataclass(frozen=True)
class QuestionScore:
    """The points of a question, and the ids of the diagnoses; `pattern` is that of `QuestionResult`."""

    score: float
    max_score: float
    diagnoses: tuple[str, ...] = ()
    pattern: str = ""

    def to_json(self) -> dict[str, Any]:
        """The score as plain data."""
        score = {"score": self.score, "max_score": self.max_score, "diagnoses": list(self.diagnoses)}
        return score | ({"pattern": self.pattern} if self.pattern else {})


@dataclass(frozen=True)
class CaseOutcome:
    """How one test case of a question went."""

    name: str
    hidden: bool
    points: float
    passed: bool

    def to_json(self) -> dict[str, Any]:
        """The case as plain data."""
        return {"name": self.name, "hidden": self.hidden, "points": self.points, "passed": self.passed}


@dataclass(frozen=True)
class BatchNote:
    """What a batch needs to know of a result: `key` stands for the submission and the version of the grader.

    `status` is `GRADED`, `EMPTY` or `FAILED`, and `attempts` says how often the submission was given to a judge.
    `parts` has a fingerprint of each part of submission and grader, to say later what has changed.
    """

    name: str
    key: str
    status: str
    attempts: int
    parts: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The note as plain data."""
        note: dict[str, Any] = {"name": self.name, "key": self.key, "status": self.status, "attempts": self.attempts}
        return note | ({"parts": self.parts} if self.parts else {})

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The note in plain data; what is no text or number counts as missing."""
        name, key, status = (str(raw.get(part) or "") for part in ("name", "key", "status"))
        attempts = raw.get("attempts")
        parts = {part: mark for part, mark in _table(raw.get("parts")).items() if isinstance(mark, str)}
        return cls(name, key, status, attempts if isinstance(attempts, int) else 0, parts)


@dataclass(frozen=True)
class User:
    """A member of the group that handed in, as far as the platform names them."""

    id: str | int | None = None
    name: str | None = None
    email: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The user as plain data, with null for what is not known."""
        return {"id": self.id, "name": self.name, "email": self.email}

    @classmethod
    def from_json(cls, raw: Any) -> Self:
        """The user in plain data; what is no text counts as not known."""
        found = _table(raw)
        ident, name, email = found.get("id"), found.get("name"), found.get("email")
        return cls(
            ident if isinstance(ident, str | int) and not isinstance(ident, bool) else None,
            name if isinstance(name, str) else None,
            email if isinstance(email, str) else None,
        )


@dataclass(frozen=True)
class SubmissionNote:
    """Who handed in, and when. Gradescope also says which submission it is, and how many came before it.

    `created_at` is the time as the platform writes it. `late` is None where neither the platform nor the course says
    when it was due, and `late_seconds` where nobody knows by how much it was late. `resubmissions` is None where the
    note does not come from Gradescope's container. `not_run` says why a submission was not graded, where a course
    limits that; it has the results of the last one that was.
    """

    users: tuple[User, ...] = ()
    id: str | int | None = None
    created_at: str | None = None
    resubmissions: int | None = None
    late: bool | None = None
    late_seconds: int | None = None
    not_run: str = ""

    @property
    def lateness(self) -> str:
        """How late it was, in words; empty where it was not, or nobody knows."""
        if not self.late:
            return ""
        return "late" if self.late_seconds is None else f"{lateness(self.late_seconds)} late"

    def to_json(self) -> dict[str, Any]:
        """The note as plain data; empty where nothing is known."""
        users = [user.to_json() for user in self.users]
        late: dict[str, Any] = {} if self.late is None else {"late": self.late}
        late |= {} if self.late_seconds is None else {"late_seconds": self.late_seconds}
        late |= {"not_run": self.not_run} if self.not_run else {}
        if self.resubmissions is not None:
            about = {"id": self.id, "created_at": self.created_at}
            return {**about, "users": users, "resubmissions": self.resubmissions, **late}
        known = [{name: value for name, value in user.items() if value is not None} for user in users]
        created = {} if self.created_at is None else {"created_at": self.created_at}
        return {**({"users": known} if known else {}), **created, **late}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The note in plain data; what is no list of users counts as one who is not known."""
        users, ident, created = raw.get("users"), raw.get("id"), raw.get("created_at")
        before, late, seconds = raw.get("resubmissions"), raw.get("late"), raw.get("late_seconds")
        listed = users if isinstance(users, list) else [users] if users else []
        return cls(
            tuple(User.from_json(user) for user in listed),
            ident if isinstance(ident, str | int) else None,
            created if isinstance(created, str) else None,
            before if isinstance(before, int) else None,
            late if isinstance(late, bool) else None,
            seconds if isinstance(seconds, int) and not isinstance(seconds, bool) and seconds >= 0 else None,
            str(raw.get("not_run") or ""),
        )


@dataclass(frozen=True)
class LeaderboardEntry:
    """A column of Gradescope's leaderboard; `order` is "asc" where the lowest value is the best."""

    name: str
    value: float
    order: str = "asc"

    def to_json(self) -> dict[str, Any]:
        """The entry as plain data."""
        return {"name": self.name, "value": self.value, "order": self.order}


@dataclass(frozen=True)
class Results:
    """A results file. Scores are in points, `execution_time` in seconds (None: not known).

    `questions` and `cases` are by question, `diagnoses` by their id, and `figures` are what test cases measured, by
    name. `versions` are those of the software that graded, by name. `failure` says why the grader failed, and is empty
    where it did not. `batch`, `submission`, `output_format`, `stdout_visibility` and `leaderboard` are there only for
    whom they matter.
    """

    score: float
    max_score: float
    questions: dict[str, QuestionScore]
    tests: tuple[ShownTest, ...] = ()
    execution_time: float | None = None
    output: str = ""
    isolation: tuple[str, ...] = ()
    figures: dict[str, float] = field(default_factory=dict)
    diagnoses: dict[str, Diagnosis] = field(default_factory=dict)
    cases: dict[str, tuple[CaseOutcome, ...]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    failure: str = ""
    batch: BatchNote | None = None
    submission: SubmissionNote | None = None
    output_format: str = ""
    stdout_visibility: str = ""
    leaderboard: tuple[LeaderboardEntry, ...] = ()

    @property
    def text(self) -> str:
        """The notes on the whole submission as plain text."""
        return plain_text(self.output, self.output_format)

    @property
    def is_graded(self) -> bool:
        """Whether a judge has graded the submission, and there was something to grade."""
        return not self.failure and (self.batch is None or self.batch.status not in (EMPTY, FAILED))

    def points(self, questions: Iterable[Question]) -> dict[str, float]:
        """The points of these questions; raises `ResultsError` where a score is missing or out of range."""
        return {question.id: self._points(question) for question in questions}

    def members(self) -> tuple[User, ...]:
        """Who handed in, as far as that is known; raises `ResultsError` for somebody who cannot be identified."""
        users = self.submission.users if self.submission else ()
        if not all(user.email or user.id for user in users):
            raise ResultsError("a user in its submission metadata has neither email nor id")
        return users

    def to_json(self) -> dict[str, Any]:
        """The results as plain data, in which figures that are no numbers are missing."""
        results: dict[str, Any] = {"score": self.score}
        if self.execution_time is not None:
            results["execution_time"] = self.execution_time
        results["output"] = self.output
        if self.output_format:
            results["output_format"] = self.output_format
        results["tests"] = [test.to_json() for test in self.tests]
        results["extra_data"] = self._extra_data()
        if self.stdout_visibility:
            results["stdout_visibility"] = self.stdout_visibility
        if leaderboard := [entry.to_json() for entry in self.leaderboard if _number(entry.value) is not None]:
            results["leaderboard"] = leaderboard
        return results

    @classmethod
    def from_json(cls, raw: Any) -> Self:
        """The results in plain data; optional parts that are malformed count as missing.

        Raises `ResultsError` for what is no results file, and for a score that is no number.
        """
        extra = _table(_table(raw).get("extra_data"))
        if not isinstance(extra.get("questions"), dict):
            raise ResultsError("this is no results file of `autograder grade`")
        seconds, batch, submission = _number(raw.get("execution_time")), extra.get("batch"), extra.get("submission")
        return cls(
            score=_number(raw.get("score")) or 0,
            max_score=_number(extra.get("max_score")) or 0,
            questions=_scores(extra["questions"]),
            tests=tuple(ShownTest.from_json(entry) for entry in tables(raw.get("tests"))),
            execution_time=seconds if seconds is not None and seconds >= 0 else None,
            output=str(raw.get("output") or ""),
            isolation=_texts(extra.get("isolation")),
            figures=_figures(extra.get("figures")),
            diagnoses=_diagnoses(extra.get("diagnoses")),
            cases={question: _cases(found) for question, found in _table(extra.get("cases")).items()},
            versions={name: each for name, each in _table(extra.get("versions")).items() if isinstance(each, str)},
            failure=str(extra.get("failure") or ""),
            batch=BatchNote.from_json(batch) if isinstance(batch, dict) else None,
            submission=SubmissionNote.from_json(submission) if isinstance(submission, dict) else None,
            output_format=str(raw.get("output_format") or ""),
            stdout_visibility=str(raw.get("stdout_visibility") or ""),
            leaderboard=_leaderboard(raw.get("leaderboard")),
        )

    def _points(self, question: Question) -> float:
        entry = self.questions.get(question.id)
        if entry is None:
            raise ResultsError(f"it has no score for {question.id}: grade it again")
        if not 0 <= entry.score <= question.points:
            found, allowed = f"its score for {question.id} is {entry.score!r}", f"0 to {question.points:g}"
            raise ResultsError(f"{found}, and should be {allowed}")
        return entry.score

    def _extra_data(self) -> dict[str, Any]:
        extra: dict[str, Any] = {
            "max_score": self.max_score,
            "isolation": list(self.isolation),
            "figures": {name: value for name, value in self.figures.items() if _number(value) is not None},
            "questions": {question: entry.to_json() for question, entry in self.questions.items()},
            "diagnoses": {name: _without_id(known) for name, known in self.diagnoses.items()},
            "cases": {question: [case.to_json() for case in cases] for question, cases in self.cases.items()},
        }
        if self.versions:
            extra["versions"] = self.versions
        if self.failure:
            extra["failure"] = self.failure
        if self.batch is not None:
            extra["batch"] = self.batch.to_json()
        if self.submission is not None:
            extra["submission"] = self.submission.to_json()
        return extra


def results_of(grade: Grade) -> Results:
    """The results of a grade, as `autograder grade` writes them."""
    return Results(
        score=grade.score,
        max_score=grade.max_score,
        questions={question.id: _score(question) for question in grade.questions},
        tests=tuple(shown_test(question) for question in grade.questions),
        execution_time=round(grade.execution_time, 2),
        output="\n".join(grade.notes),
        isolation=grade.isolation,
        versions=grade.versions,
        figures=grade.figures,
        failure=grade.failure,
        diagnoses={diagnosis.id: diagnosis for question in grade.questions for diagnosis in question.diagnoses},
        cases={question.id: tuple(_outcome(case) for case in question.cases) for question in grade.questions},
    )


def shown_test(question: QuestionResult, visibility: str = "visible") -> ShownTest:
    """The entry for a question of which a student sees everything at the same time."""
    return ShownTest(
        name=question.title,
        number=question.id,
        score=question.score,
        max_score=question.max_score,
        output=question_text(question),
        visibility=visibility,
        status="passed" if question.passed else "failed",
        tags=(CARRIED_FORWARD,) if question.replaced else (),
    )


def read_results(path: Path) -> Results:
    """Read a results file; raises `ResultsError`, whose text does not name the file, where it cannot be used."""
    try:
        return Results.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:
        raise ResultsError(" ".join(str(error).split())) from None


def write_results(results: Results, path: Path) -> None:
    """Write a results file, atomically and as strict JSON; raises `InputError` where it cannot be written."""
    write_atomically(path, results_text(results))


def results_text(results: Results) -> str:
    """The text of a results file, as strict JSON."""
    return strict_json(results.to_json(), indent=2) + "\n"


def plain_text(output: str, output_format: str) -> str:
    """A text of Gradescope's without what makes it Markdown."""
    if output_format != MARKDOWN:
        return output
    lines = [line for line in html.unescape(output).split("\n") if not FENCE.fullmatch(line)]
    return "\n".join(BOLD.sub(r"\1", line) for line in lines if line.strip())


def results_files(paths: Iterable[Path]) -> list[Path]:
    """The results files among these: `NAME.json` and `NAME/results.json` where one is a folder."""
    files: list[Path] = []
    for path in paths:
        files += sorted([*path.glob("*.json"), *path.glob("*/results.json")]) if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def student_of(path: Path) -> str:
    """The student of a results file: its name without suffix, or that of its folder where it is `results.json`."""
    return path.resolve().parent.name if path.name == "results.json" else path.stem


def _score(question: QuestionResult) -> QuestionScore:
    diagnoses = tuple(diagnosis.id for diagnosis in question.diagnoses)
    return QuestionScore(question.score, question.max_score, diagnoses, question.pattern)


def _without_id(diagnosis: Diagnosis) -> dict[str, str]:
    return {"title": diagnosis.title, "hint": diagnosis.hint, "kind": diagnosis.kind.value}


def _outcome(case: CaseResult) -> CaseOutcome:
    return CaseOutcome(case.name, case.hidden, case.points, case.passed)


def _scores(raw: dict[str, Any]) -> dict[str, QuestionScore]:
    """The scores by question, without those that are missing; raises `ResultsError` for what is no number."""
    found: dict[str, QuestionScore] = {}
    for question, entry in raw.items():
        score = _table(entry).get("score")
        if score is None:
            continue
        if isinstance(score, bool) or not isinstance(score, int | float):
            raise ResultsError(f"its score for {question} is {score!r}, and should be a number of points")
        names, pattern = _texts(entry.get("diagnoses")), str(entry.get("pattern") or "")
        found[question] = QuestionScore(score, _number(entry.get("max_score")) or 0, names, pattern)
    return found


def _figures(raw: Any) -> dict[str, float]:
    numbers = {name: _number(value) for name, value in _table(raw).items() if name.isidentifier()}
    return {name: value for name, value in numbers.items() if value is not None}


def _diagnoses(raw: Any) -> dict[str, Diagnosis]:
    return {
        name: Diagnosis(name, str(entry.get("title") or name), str(entry.get("hint") or ""), _kind(entry.get("kind")))
        for name, entry in _table(raw).items()
        if isinstance(entry, dict)
    }


def _kind(raw: Any) -> Kind:
    return next((kind for kind in Kind if kind == raw), Kind.MISTAKE)


def _cases(raw: Any) -> tuple[CaseOutcome, ...]:
    return tuple(
        CaseOutcome(str(case.get("name")), bool(case.get("hidden")), points, case["passed"])
        for case in tables(raw)
        if isinstance(case.get("passed"), bool) and (points := _number(case.get("points"))) is not None
    )


def _leaderboard(raw: Any) -> tuple[LeaderboardEntry, ...]:
    return tuple(
        LeaderboardEntry(str(entry.get("name", "")), value, str(entry.get("order", "asc")))
        for entry in tables(raw)
        if (value := _number(entry.get("value"))) is not None
    )


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        return None
    return value


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def tables(value: Any) -> list[dict[str, Any]]:
    """The tables in a list of plain data; nothing of anything else."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()
