"""Shows a person what no student sees: a case's calls on a submission, what came, and what the reference gives.

The submission runs in the sandbox, as when it is graded; the test and the reference run here.
"""

import ast
import difflib
import linecache
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

import numpy as np
import torch

from autograder.checks.order import Plan
from autograder.checks.recording import alike, summary
from autograder.course.regrades.values import MOST_LINES, cut, short, shown
from autograder.grading.cases.case import Case, load_cases
from autograder.grading.cases.notes import Notes
from autograder.grading.cases.observe import Observations
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.causes import Layer
from autograder.grading.diagnosis.changed_lab import changed_lab, solution_plans
from autograder.grading.diagnosis.matching import FIELDS, Match, Matcher, matches
from autograder.grading.judge.judge import Judge
from autograder.grading.judge.phases import Bench, Run
from autograder.grading.submission.read import Submission
from autograder.lab import Question
from autograder.lib.errors import InputError
from autograder.lib.strict_json import harmless_text

MOST_CALLS = 8
"""Of one case: those that differ come first."""
MOST_MISTAKES = 3


@dataclass(frozen=True)
class Call:
    """One call of a case: what was asked, what came, as text, and a summary of it to compare."""

    asked: str
    came: str
    summary: Any


@dataclass(frozen=True)
class Step:
    """A call next to the same one on the reference; `same` says whether both gave the same."""

    asked: str
    came: str
    expected: str
    same: bool


@dataclass(frozen=True)
class Near:
    """A mistake of the catalogue, with how many calls and outcomes of cases are not as with it."""

    id: str
    title: str
    different: int


@dataclass(frozen=True)
class Explained:
    """One case on one submission. `said` is why the case failed, in full, and `line` the line of the test that says so.

    `code` has the student's code behind the calls: a heading, and numbered lines.
    """

    name: str
    hidden: bool
    points: float
    passed: bool
    said: str
    line: str
    steps: tuple[Step, ...]
    code: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Explanation:
    """What a person should see of a question on a submission; `notes` are those of the submission."""

    question: str
    cases: tuple[Explained, ...]
    near: tuple[Near, ...]
    outcomes: tuple[tuple[str, bool], ...]
    notes: tuple[str, ...] = ()


@dataclass
class Spy:
    """A view of a lab, or a module, function or model of it, that notes each call; tests cannot tell the difference."""

    target: Any
    calls: list[Call]
    label: str = "lab"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        label = name if self.label == "lab" else f"{self.label}.{name}"
        return self._noted(label, lambda: getattr(self.target, name), is_call=False)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        named = [*map(_text, args), *(f"{name}={_text(value)}" for name, value in kwargs.items())]
        asked = f"{self.label}({', '.join(named)})"
        bare = [_bare(value) for value in args], {name: _bare(value) for name, value in kwargs.items()}
        return self._noted(asked, lambda: self.target(*bare[0], **bare[1]), is_call=True)

    def _noted(self, asked: str, action: Any, is_call: bool) -> Any:
        try:
            value = action()
        except Exception as error:
            name = getattr(error, "type_name", type(error).__name__)
            self.calls.append(Call(asked, f"{name}: {error}", {"raised": name}))
            raise
        if callable(value) or isinstance(value, ModuleType) or getattr(type(value), "is_view", False):
            return Spy(value, self.calls, asked if not is_call else asked.partition("(")[0])
        if is_call or not isinstance(value, str | int | float):
            self.calls.append(Call(asked, shown(value), summary(value)))
        return value


def explain(judge: Judge, submission: Submission, question: Question, wanted: str = "") -> Explanation:
    """Run the cases of a question on a submission, and show those with this name, or else the first that fails.

    Raises `InputError` for a name that no case has.
    """
    lab = judge.lab
    cases = load_cases(lab.test_file(question.id))
    chosen = _chosen(cases, wanted)
    judge.prepare()
    with judge.run(submission, 0, {}) as run, run.bench({}, None) as bench:
        seen: Observations = {case.name: run.case(question, case, bench) for case in cases if not case.is_long}
        outcomes = [(case.name, seen[case.name].result.passed) for case in cases if case.name in seen]
        if not wanted:
            chosen = [case for case in cases if case.name in seen and not seen[case.name].result.passed][:1]
        explained = tuple(_explained(case, question, judge, run, bench) for case in chosen)
        near = () if all(passed for _, passed in outcomes) else nearest(judge.diagnostician.matcher(question), seen)
        return Explanation(question.id, explained, near, tuple(outcomes), run.notes)


def nearest(matcher: Matcher, seen: Observations) -> tuple[Near, ...]:
    """The mistakes of the catalogue whose values are the most like these, the nearest first."""
    total = np.zeros((len(matcher.places), FIELDS), dtype=np.int64)
    for place, (name, rows) in enumerate(matcher.cases.items()):
        total += matches(rows, seen[name])[matcher.places[:, place]]
    found: dict[str, int] = {}
    for signature, counts in zip(matcher.signatures, total.tolist(), strict=True):
        if signature.layer == Layer.CATALOGUE and len(signature.diagnoses) == 1:
            name, different = signature.diagnoses[0], Match(*counts).different
            found[name] = min(different, found.get(name, different))
    best = sorted(found.items(), key=lambda pair: (pair[1], pair[0]))[:MOST_MISTAKES]
    return tuple(Near(name, matcher.diagnoses[name].title, different) for name, different in best)


def lines_of(found: Explanation) -> list[str]:
    """An explanation as text, for one screen."""
    lines = [f"note: {note}" for note in found.notes]
    lines += [f"{'✓' if passed else '✗'} {name}" for name, passed in found.outcomes]
    for case in found.cases:
        lines += ["", f"── {case.name} ({'hidden test' if case.hidden else 'test'}, {case.points:g} points) ──"]
        lines += [f"{'passed' if case.passed else 'failed'}{': ' if case.said else ''}{case.said}"]
        lines += [f"the test: {case.line}"] if case.line else []
        for step in case.steps:
            lines += [f"{'  ' if step.same else '≠ '}{step.asked}"]
            lines += _below("came", step.came)
            lines += _below("expected", step.expected) if step.expected and not step.same else []
        for heading, text in case.code:
            lines += [f"{heading}", *(f"    {line}" for line in text.split("\n"))]
    if found.near:
        lines += ["", "nearest mistakes of the catalogue:"]
        for near in found.near:
            how = "the same values everywhere" if not near.different else f"{near.different} values differ"
            lines += [f"  {near.id}: {near.title} ({how})"]
    return lines


@dataclass
class _Outcome:
    calls: list[Call] = field(default_factory=list)
    error: BaseException | None = None


def _explained(case: Case, question: Question, judge: Judge, run: Run, bench: Bench) -> Explained:
    """A case on the submission next to the same case on the reference."""
    bench = bench.for_question(run.plans.get(question.id), question)
    bench.session.begin_case(question.id, case.name)
    theirs = _watched(case, bench.lab, judge)
    with changed_lab(judge.lab, {}, {}, solution_plans(judge.lab)) as view:
        ours = _watched(case, view, judge)
    steps = _steps(theirs.calls, ours.calls)
    called = [call.asked.partition("(")[0] for call in theirs.calls]
    plan = run.plans.get(question.id)
    code = _cells(called, plan) if plan else _code_behind(called, run.submission, question)
    return Explained(
        case.name, case.hidden, case.points, theirs.error is None, harmless_text(str(theirs.error or "")),
        _line(theirs.error, judge.lab.test_file(question.id).name), steps, code,
    )  # fmt: skip


def _watched(case: Case, view: Any, judge: Judge) -> _Outcome:
    """Run a case on a view, and note its calls and what it raises."""
    found = _Outcome()
    try:
        view.seed()
        spy = Spy(view, found.calls)
        case.check({"lab": spy, "reference": reference_view(judge.lab), "notes": Notes(), **judge.fixtures})
    except Exception as error:
        found.error = error
    return found


def _steps(theirs: Sequence[Call], ours: Sequence[Call]) -> tuple[Step, ...]:
    """Calls side by side, with those of the reference; the ones that are the same are left out first."""
    steps = []
    for number, call in enumerate(theirs):
        other = ours[number] if number < len(ours) and ours[number].asked == call.asked else None
        same = other is not None and alike(call.summary, other.summary)
        steps.append(Step(harmless_text(call.asked), harmless_text(call.came), other.came if other else "", same))
    steps = list(dict.fromkeys(steps))
    differ = [place for place, step in enumerate(steps) if not step.same]
    kept = sorted([*differ, *(place for place, step in enumerate(steps) if step.same)][:MOST_CALLS])
    return tuple(steps[place] for place in kept)


def _line(error: BaseException | None, file: str) -> str:
    """The line of the test at which it failed."""
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    mine = [frame for frame in frames if frame.filename.endswith(file)]
    if not mine:
        return ""
    line = mine[-1].line or linecache.getline(mine[-1].filename, mine[-1].lineno or 0).strip()
    return f"{file}, line {mine[-1].lineno}: {line}" if line else f"{file}, line {mine[-1].lineno}"


def _code_behind(called: Iterable[str], submission: Submission, question: Question) -> tuple[tuple[str, str], ...]:
    """The student's functions and classes that were called, or else those of the question's modules."""
    wanted = {part for name in called for part in name.split(".")}
    found = []
    for module in question.modules:
        source = submission.files.get(PurePosixPath(f"{module}.py"), b"").decode("utf-8", "replace")
        try:
            body = ast.parse(source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            found.append((f"{module}.py cannot be parsed", cut(source)))
            continue
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name in wanted:
                found.append((f"{module}.py, {node.name}", _numbered(source, node)))
    return tuple(found)


def _cells(called: Iterable[str], plan: Plan) -> tuple[tuple[str, str], ...]:
    """The student's cells that assign the variables that were asked for."""
    asked = {part for name in called for part in name.split(".")}
    homes = {plan.homes[name].name for name in asked if name in plan.homes}
    steps = [step for step in plan.cells if step.name in homes or step.binds & asked]
    return tuple((harmless_text(step.label), cut(harmless_text(step.source.strip("\n")))) for step in steps)


def _numbered(source: str, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    """The lines of a definition with their numbers, without its docstring."""
    lines = source.split("\n")
    hidden: set[int] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = inner.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                hidden |= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    numbers = [number for number in range(node.lineno, (node.end_lineno or node.lineno) + 1) if number not in hidden]
    return cut("\n".join(f"{number:>3} {harmless_text(lines[number - 1])}" for number in numbers), 3 * MOST_LINES)


def _chosen(cases: Sequence[Case], wanted: str) -> list[Case]:
    """The cases with this name, or with this in their names."""
    found = [case for case in cases if case.name == wanted] or [
        case for case in cases if wanted and wanted.casefold() in case.name.casefold()
    ]
    if wanted and not found:
        names = [case.name for case in cases]
        close = difflib.get_close_matches(wanted, names, 1)
        raise InputError(
            f"no case is called {wanted!r}: " + (f"did you mean {close[0]!r}?" if close else "; ".join(names))
        )
    return found


def _text(value: Any) -> str:
    """An argument in a few words."""
    return value.label if isinstance(value, Spy) else short(value)


def _bare(value: Any) -> Any:
    """An argument without wrapping; a tensor is copied, so that a call cannot change the test's own."""
    if isinstance(value, Spy):
        return value.target
    if isinstance(value, torch.Tensor):
        return value.detach().clone()
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(_bare(item) for item in value)
    return value


def _below(label: str, text: str) -> list[str]:
    first, *rest = text.split("\n")
    return [f"    {label}: {first}", *(f"      {line}" for line in rest)]
