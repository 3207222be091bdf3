"""Reads `lab.toml`: the questions of a lab, their points, and the limits of grading."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from autograder.lib.errors import LabError

VISIBILITIES = ("visible", "after_due_date", "after_published", "hidden")
NOTEBOOK_SAMPLES = "notebook"
"""The folder of sample solutions whose variants are cells of the notebook: no module may have this name."""
Table = TypeVar("Table")
EXPECTED: tuple[tuple[tuple[Any, ...], str], ...] = (
    ((int, float), "a number"),
    ((str,), "a text"),
    ((bool,), "true or false"),
    ((tuple[str, ...],), "a list of texts"),
    ((dict[str, float], dict[str, str]), "a table"),
)
"""By the type of a setting, what its value should be."""


@dataclass(frozen=True)
class Question:
    """One question: the student's code for it is in `modules`, or in cells of the notebook.

    `builds_on` names earlier questions. `provides` names what others use of it, as `module.name`: where a question is
    wrong and a later one builds on it, the later one is graded again with the reference solution of these.
    """

    id: str
    title: str
    points: float
    modules: tuple[str, ...] = ()
    notebook: bool = False
    provides: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """The question that a person reads. Its answers are the cells of the notebook with the tag `manual`."""

    id: str
    title: str
    points: float


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds of wall-clock time, megabytes of 2**20 bytes, files.

    `slow_calls` has the seconds of those probes that may take longer than other calls, by the name of the probe.
    """

    import_seconds: float = 20
    call_seconds: float = 5
    submission_seconds: float = 240
    memory_megabytes: int = 1024
    files: int = 200
    unpacked_megabytes: int = 50
    slow_calls: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Isolation:
    """What student code must not get through to, or else nothing is graded: of `ASSETS` in `sandbox/attempts.py`."""

    required: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gradescope:
    """What Gradescope shows, and when: each visibility is one of `VISIBILITIES`.

    `questions` has a visibility for all cases of some questions, by id. The set-up of the image takes PyTorch from
    `torch_index`. `leaderboard` says whether there is one.
    """

    public_cases: str = "visible"
    hidden_cases: str = "after_published"
    leaderboard: bool = False
    torch_index: str = "https://download.pytorch.org/whl/cpu"
    questions: dict[str, str] = field(default_factory=dict)

    def visibility(self, question_id: str, hidden: bool) -> str:
        """Who sees the public, or the hidden, cases of a question."""
        return self.questions.get(question_id, self.hidden_cases if hidden else self.public_cases)


@dataclass(frozen=True)
class Settings:
    """The whole of `lab.toml`. `fixtures` is for the lab's own hooks and tests: the tool does not read it.

    `left_out` are questions that are not graded (`Lab.only`).
    """

    title: str
    package: str
    questions: tuple[Question, ...]
    written: Written | None = None
    limits: Limits = Limits()
    isolation: Isolation = Isolation()
    gradescope: Gradescope = Gradescope()
    fixtures: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[Question, ...] = ()

    @property
    def notebook(self) -> str:
        """The file name of the lab's notebook."""
        return f"{self.package}.ipynb"

    @property
    def student_modules(self) -> tuple[str, ...]:
        """Names of the modules that students write, in order, each once; also those for questions left out."""
        return tuple(dict.fromkeys(name for q in (*self.questions, *self.left_out) for name in q.modules))

    @property
    def max_score(self) -> float:
        """The points that tests give, in total."""
        return sum(question.points for question in self.questions)

    def question(self, question_id: str) -> Question:
        """The question with this id; raises `KeyError` for an unknown one."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def behind(self, question: Question) -> frozenset[str]:
        """The ids of a question and of everything that it builds on."""
        return frozenset({question.id}).union(*(self.behind(self.question(name)) for name in question.builds_on))

    def modules_behind(self, question: Question) -> frozenset[str]:
        """The modules of a question and of everything that it builds on."""
        return frozenset(module for name in self.behind(question) for module in self.question(name).modules)

    def provided_by(self, question_ids: Sequence[str]) -> tuple[str, ...]:
        """The functions and classes that others use of these questions, by their own names."""
        names = (name for question_id in question_ids for name in self.question(question_id).provides)
        return tuple(name.rpartition(".")[2] for name in names)


def read_settings(path: Path) -> Settings:
    """Read a lab's settings; raises `LabError` where they do not fit together."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LabError(f"there is no lab at {path.parent}: it has no {path.name}") from None
    except (OSError, ValueError) as error:
        raise LabError(f"{path} cannot be read: {error}") from None
    if unknown := raw.keys() - ({each.name for each in fields(Settings)} - {"left_out"}):
        raise LabError(f"{path}: there is no setting {_listed(unknown)}")
    for needed in ("title", "package", "questions"):
        if not raw.get(needed):
            raise LabError(f"{path}: `{needed}` is missing")
    settings = Settings(
        title=str(raw["title"]),
        package=str(raw["package"]),
        questions=tuple(_table(Question, entry, path, "[[questions]]") for entry in raw["questions"]),
        written=_table(Written, raw["written"], path, "[written]") if "written" in raw else None,
        limits=_table(Limits, raw.get("limits", {}), path, "[limits]"),
        isolation=_table(Isolation, raw.get("isolation", {}), path, "[isolation]"),
        gradescope=_table(Gradescope, raw.get("gradescope", {}), path, "[gradescope]"),
        fixtures=raw.get("fixtures", {}),
    )
    for problem in _problems(settings):
        raise LabError(f"{path}: {problem}")
    return settings


def _table(kind: type[Table], entry: dict[str, Any], path: Path, name: str) -> Table:
    """An entry as a data class: lists become tuples; raises `LabError` for a missing or an unknown name."""
    where = " ".join(filter(None, (f"{path}:", name, str(entry.get("id", "")))))
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    for key, value in entry.items():
        if key not in known:
            raise LabError(f"{where} has no setting {key}; there are {', '.join(known)}")
        expected = next(words for types, words in EXPECTED if known[key].type in types)
        if not _is(value, expected):
            raise LabError(f"{where}: {key} should be {expected}, not {value!r}")
    for key, each in known.items():
        if key not in entry and each.default is MISSING and each.default_factory is MISSING:
            raise LabError(f"{where} needs {key}")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()})


def _is(value: Any, expected: str) -> bool:
    """Whether a value is what a setting should be, in words of `EXPECTED`."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    match expected:
        case "a number":
            return number
        case "a text":
            return isinstance(value, str)
        case "true or false":
            return isinstance(value, bool)
        case "a list of texts":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, dict)


def _problems(settings: Settings) -> Iterable[str]:
    ids = [question.id for question in settings.questions]
    everybody = [*ids, *([settings.written.id] if settings.written else [])]
    if twice := {name for name in everybody if everybody.count(name) > 1}:
        yield f"two questions have the id {_listed(twice)}"
    for name in [settings.package, *everybody, *settings.student_modules]:
        if not name.isidentifier():
            yield f"{name!r} is not a name: use letters, digits and _"
    if settings.package == "checks":
        yield "a package cannot be called `checks`: that is the name of what runs the checks"
    if NOTEBOOK_SAMPLES in settings.student_modules:
        yield f"a module cannot be called `{NOTEBOOK_SAMPLES}`: that folder of samples is for cells"
    known = set(ids)
    for number, question in enumerate(settings.questions):
        if unknown := set(question.builds_on) - known:
            yield f"{question.id} builds on unknown {_listed(unknown)}"
        if late := set(question.builds_on) - set(ids[:number]):
            yield f"{question.id} builds on {_listed(late)}, which comes after it"
        if question.points <= 0:
            yield f"{question.id} has {question.points:g} points: give it some"
        if elsewhere := {name for name in question.provides if name.partition(".")[0] not in question.modules}:
            yield f"{question.id} provides {_listed(elsewhere)}, which is in none of its modules"
    if unknown := set(settings.gradescope.questions) - known:
        yield f"[gradescope] names unknown questions {_listed(unknown)}"
    shown = settings.gradescope
    if wrong := {shown.public_cases, shown.hidden_cases, *shown.questions.values()} - set(VISIBILITIES):
        yield f"{_listed(wrong)} is no visibility; there are {', '.join(VISIBILITIES)}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
