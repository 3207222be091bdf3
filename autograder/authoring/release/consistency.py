"""Finds what in a lab's folder does not fit `lab.toml`: all of it at once, a sentence each."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.authoring.release.hints import problems_of_hints
from autograder.authoring.release.notebook import TAG_OF_ANSWERS, TAG_OF_CHECKS, TAG_OF_INSTRUCTORS, tags
from autograder.authoring.release.parts import Parts, equivalent_mutants
from autograder.authoring.release.regions import find_regions, parse
from autograder.checks.checking import PROBES, load_probes
from autograder.checks.order import SLOW
from autograder.grading.cases.case import GIVEN, Case, load_cases
from autograder.grading.cases.points import points_problem
from autograder.grading.diagnosis.catalogue import read_mistake, read_variant
from autograder.grading.diagnosis.splice import replace_definitions
from autograder.grading.judge.harness import CHECKS, TESTS
from autograder.lab import Lab, Question
from autograder.lab.folder import HANDOUT
from autograder.lab.rubric import read_rubric
from autograder.lab.settings import NOTEBOOK_SAMPLES
from autograder.lib.errors import LabError, ReleaseError
from autograder.lib.source import defined_names
from autograder.lib.tables import count

KNOWN_TAGS = {TAG_OF_ANSWERS, TAG_OF_CHECKS, TAG_OF_INSTRUCTORS, SLOW}
SEEN_BY_PUBLIC_CASES = {"lab"}
CHECK_CALL = re.compile(r"""grader\.check\(\s*["'](\w+)["']""")
CODE = re.compile(r"`[^`\n]+`|^(?: {4}|\t).*$", re.MULTILINE)
"""Code in a Markdown text: in backticks or indented."""


def inconsistencies(lab: Lab) -> list[str]:
    """What does not fit together in a lab, a sentence each."""
    parts = Parts(lab)
    groups = (
        _questions(parts), _cases(parts), _modules(parts), _notebook(parts), _written(parts), _handout(parts),
        _mistakes(parts), problems_of_hints(parts), _samples(parts), _hooks(parts), _limits(parts),
    )  # fmt: skip
    return list(dict.fromkeys(problem for group in groups for problem in group))


def refuse_inconsistencies(lab: Lab) -> None:
    """Raise `ReleaseError` where something in a lab does not fit together."""
    if problems := inconsistencies(lab):
        raise ReleaseError(f"the lab's parts do not fit together: {'; '.join(problems)}")


def _questions(parts: Parts) -> Iterator[str]:
    """Test files and questions belong to each other."""
    for question in parts.settings.questions:
        path = parts.lab.test_file(question.id)
        if not path.exists():
            yield f"question {question.id} has no test file {parts.about(path)}"
            continue
        yield from _test_file(parts, path)
    for path in parts.test_files():
        if path.stem not in parts.ids:
            yield f"{parts.about(path)} belongs to no question of lab.toml"


def _test_file(parts: Parts, path: Path) -> Iterator[str]:
    name = _constant(path, "name")
    if name != path.stem:
        yield f"{parts.about(path)} should say name = {path.stem!r}, but says {name!r}"
    try:
        load_cases(path)
    except Exception as error:  # the file is run, and may raise anything
        yield f"{parts.about(path)} cannot be read ({type(error).__name__}: {error})"


def _cases(parts: Parts) -> Iterator[str]:
    """Points add up, and cases ask for what there is."""
    for question in parts.settings.questions:
        cases = parts.cases.get(question.id)
        if cases is None:
            continue
        if problem := points_problem(parts.lab, question):
            yield problem
        for case in cases:
            yield from _asked_for(parts, question, case)


def _asked_for(parts: Parts, question: Question, case: Case) -> Iterator[str]:
    fixtures = parts.hooks.fixtures.keys() if parts.hooks else set()
    asked = set(case.parameters)
    if unknown := asked - {*GIVEN} - fixtures:
        yield f"case {case.name!r} of {question.id} asks for {_listed(unknown)}, which hooks.py does not give"
    elif not case.hidden and (ours := asked - SEEN_BY_PUBLIC_CASES):
        yield f"the public case {case.name!r} of {question.id} asks for {_listed(ours)}, which students do not have"


def _modules(parts: Parts) -> Iterator[str]:
    """Modules define what they provide, and have TODOs of known questions."""
    package = parts.settings.package
    for path in sorted(parts.lab.package.rglob("*.py")):
        if path.parent != parts.lab.package:
            yield f"{parts.about(path)} should lie directly in {package}/"
        elif path.name == HANDOUT:
            yield f"{parts.about(path)} has a name that the release writes itself: call it something else"
    for question in parts.settings.questions:
        for provided in question.provides:
            module, _, name = provided.partition(".")
            if module in parts.modules and name not in _defined(parts.lab.module(module)):
                yield f"{question.id} provides {provided}, but {package}/{module}.py defines no {name}"
    todos = {region.question for name, source in parts.sources.items() for region in find_regions(source, name)}
    for name, source in parts.sources.items():
        for region in find_regions(source, name):
            if region.question not in parts.ids:
                yield f"{name}:{region.todo + 1}: lab.toml has no question {region.question!r}"
    for question in parts.settings.questions:
        if (question.modules or question.notebook) and question.id not in todos:
            yield f"no file has a TODO({question.id})"


def _notebook(parts: Parts) -> Iterator[str]:
    """Tags and checks of the notebook name questions, and questions of the notebook have cells."""
    used = {tag for cell in parts.cells for tag in tags(cell)}
    for question in parts.settings.questions:
        if question.notebook and question.id not in used:
            yield f"{question.id} is a question of the notebook, but no cell has the tag {question.id!r}"
    for cell in parts.cells:
        unknown = set(tags(cell)) - parts.ids - KNOWN_TAGS
        yield from (f"cell {cell.id} has the tag {tag!r}, but there is no such question" for tag in sorted(unknown))
        for name in CHECK_CALL.findall(cell.source):
            if name not in parts.ids:
                yield f"cell {cell.id} checks {name!r}, but there is no such question"


def _written(parts: Parts) -> Iterator[str]:
    """The question that a person reads has cells for answers, and an entry of the rubric for each."""
    written = parts.settings.written
    cells = [cell.id for cell in parts.cells if TAG_OF_ANSWERS in tags(cell)]
    answers = len(cells)
    found = f"the notebook has {count(answers, 'cell')} with the tag {TAG_OF_ANSWERS!r}"
    if written and not answers:
        yield f"{written.id} is read by a person, but {found}"
    if answers and not written:
        yield f"{found}, but lab.toml has no [written]"
    if not parts.lab.rubric.exists():
        return
    try:
        asked = [one.cell for one in read_rubric(parts.lab.rubric, written).answers]
    except LabError as error:
        yield str(error)
        return
    if asked != cells:
        yield f"the rubric is for {', '.join(asked)}, but the tag {TAG_OF_ANSWERS!r} is on {', '.join(cells)}"


def _handout(parts: Parts) -> Iterator[str]:
    """The handout leaves room for what the release writes, and its commands name questions."""
    for name in (parts.settings.package, parts.settings.notebook, CHECKS, TESTS):
        if (parts.lab.handout / name).exists():
            yield f"handout/{name} is in the way: the release writes {name}"
    package = re.escape(parts.settings.package)
    command = re.compile(rf"-m (?:checks|{package} check) +(\w+)|otter check [^\n`]*-q +(\w+)|{CHECK_CALL.pattern}")
    for path in sorted(parts.lab.handout.rglob("*.md")):
        for code in CODE.findall(path.read_text(encoding="utf-8")):
            names = [name for found in command.findall(code) for name in found if name and not name.isupper()]
            for name in names:
                if name not in parts.ids:
                    yield f"{parts.about(path)} checks {name!r}, but there is no such question"


def _mistakes(parts: Parts) -> Iterator[str]:
    """Mistakes belong to questions, modules, cells and cases that there are."""
    for folder in _folders(parts.lab.mistakes):
        if folder.name not in parts.ids:
            yield f"{parts.about(folder)} belongs to no question of lab.toml"
            continue
        for path in sorted(folder.glob("*.py")):
            yield from _mistake(parts, path)


def _mistake(parts: Parts, path: Path) -> Iterator[str]:
    try:
        mistake = read_mistake(path, parts.settings.question(path.parent.name))
    except LabError as error:
        yield str(error)
        return
    names = [case.name for case in parts.cases.get(mistake.question, ())]
    if names and mistake.caught_by not in names:
        yield f"{parts.about(path)}: CAUGHT_BY {mistake.caught_by!r} is no case of {mistake.question}"
    yield from _place(parts, parts.about(path), mistake.module, mistake.cell, mistake.code)


def _samples(parts: Parts) -> Iterator[str]:
    """Right and hostile solutions belong to modules and cells that there are; so do the mutants that are explained."""
    for kind in (parts.lab.right, parts.lab.hostile):
        for folder in _folders(kind):
            if folder.name not in {*parts.settings.student_modules, NOTEBOOK_SAMPLES}:
                yield f"{parts.about(folder)} is neither a module that students write nor `{NOTEBOOK_SAMPLES}`"
                continue
            for path in sorted(folder.glob("*.py")):
                yield from _sample(parts, path)
    explained = {name.partition(".")[0] for name in equivalent_mutants(parts.lab)}
    for module in sorted(explained - set(parts.settings.student_modules)):
        yield f"{parts.lab.equivalent_mutants.name} names the module {module}, which students do not write"


def _sample(parts: Parts, path: Path) -> Iterator[str]:
    """A right or hostile solution says what it replaces."""
    try:
        variant = read_variant(path)
    except LabError as error:
        yield str(error)
        return
    module = path.parent.name
    if module == NOTEBOOK_SAMPLES and not variant.cell:
        yield f"{parts.about(path)} should say in CELL which cell of the notebook it replaces"
        return
    yield from _place(parts, parts.about(path), module, variant.cell, variant.code)


def _place(parts: Parts, what: str, module: str, cell: str, code: str) -> Iterator[str]:
    """Where a variant belongs: a cell, or a module that defines what it changes."""
    if cell:
        if cell not in {known.id for known in parts.cells}:
            yield f"{what} replaces the cell {cell!r}, which the notebook does not have"
    elif module not in parts.settings.student_modules:
        yield f"{what} changes the module {module!r}, which students do not write"
    elif module in parts.modules:
        try:
            replace_definitions(parts.lab.module(module).read_text(encoding="utf-8"), code)
        except ValueError:
            yield f"{what} changes no definition of {parts.settings.package}/{module}.py"


def _hooks(parts: Parts) -> Iterator[str]:
    """Pictures, habits and the leaderboard name what there is."""
    try:
        hooks = parts.lab.hooks
    except LabError as error:
        yield str(error)
        return
    for picture in hooks.pictures:
        if picture.question not in parts.ids:
            yield f"hooks.py has a picture for {picture.question!r}, but there is no such question"
    mistakes = {f"{path.parent.name}/{path.stem}" for path in parts.lab.mistakes.glob("*/*.py")}
    if unknown := set(hooks.habits.common) - mistakes:
        yield f"hooks.py calls {_listed(unknown)} common, but there is no such mistake"
    variants = {path.stem for path in parts.lab.right.glob("*/*.py")}
    if unknown := set(hooks.habits.seldom) - variants:
        yield f"hooks.py calls {_listed(unknown)} seldom, but there is no such right solution"
    if parts.settings.gradescope.leaderboard and hooks.leaderboard is None:
        yield "lab.toml asks for a leaderboard, but hooks.py does not say which figure it shows"


def _limits(parts: Parts) -> Iterator[str]:
    """Slow calls are calls of probes."""
    try:
        probes = {*PROBES, *load_probes(parts.lab.probes)}
    except Exception as error:  # the file is run, and may raise anything
        yield f"{parts.about(parts.lab.probes)} cannot be run ({type(error).__name__}: {error})"
        return
    if unknown := parts.settings.limits.slow_calls.keys() - probes:
        yield f"limits.slow_calls names {_listed(unknown)}, but probes.py has no such function"


def _folders(folder: Path) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.is_dir() and path.name != "__pycache__")


def _tree(path: Path) -> ast.Module:
    return parse(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")


def _defined(path: Path) -> set[str]:
    return {name for statement in _tree(path).body for name in defined_names(statement)}


def _constant(path: Path, name: str) -> object:
    """The value of a constant that a file sets at its top; None where it does not."""
    for node in _tree(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    return None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
