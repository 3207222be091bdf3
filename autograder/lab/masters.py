"""Looks at a lab's own files before anything is made of them: encodings, syntax, modules, and the notebook's header."""

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.lab.folder import Lab
from autograder.lib.errors import LabError
from autograder.lib.plain_text import read_plain

HEADER = "# ---"
"""What the header of a notebook as text begins and ends with (https://jupytext.readthedocs.io/en/latest/formats-scripts.html)."""
CELL = "# %%"


def refuse_unusable_masters(lab: Lab) -> None:
    """Raise `LabError`, a line for each file, where the lab's files cannot be used."""
    own = [*sorted(lab.root.glob("*.py")), *sorted(lab.package.glob("*.py"))]
    tests = [path for folder in (lab.questions, lab.properties, lab.signs) for path in sorted(folder.glob("*.py"))]
    problems = [problem for path in own for problem in _python_problem(path)]
    problems += [problem for path in tests for problem in _text_problem(path)]  # those that run them say the rest
    if lab.master_notebook.is_file():
        problems += _notebook_problem(lab.master_notebook)
    if problems := problems or list(_missing_modules(lab)):
        raise LabError("\n".join(problems))


def _text_problem(path: Path) -> Iterator[str]:
    """Why a file is no plain text, if it is not."""
    try:
        read_plain(path)
    except LabError as error:
        yield str(error)


def _python_problem(path: Path) -> Iterator[str]:
    """Why a file is no Python, if it is not."""
    try:
        ast.parse(read_plain(path))
    except LabError as error:
        yield str(error)
    except SyntaxError as error:
        yield f"{path}, line {error.lineno or 1}: {error.msg}"
    except (ValueError, RecursionError) as error:
        yield f"{path} cannot be parsed: {error}"


def _notebook_problem(path: Path) -> Iterator[str]:
    """Why a text is no notebook in jupytext's percent format, if it is not."""
    try:
        lines = read_plain(path).split("\n")
    except LabError as error:
        yield str(error)
        return
    if lines[0].strip() != HEADER or HEADER not in (line.strip() for line in lines[1:]):
        yield (
            f"{path}, line 1: the notebook has no header: begin with a line `{HEADER}`, the kernel in comments, and a "
            f"line `{HEADER}`, as `jupytext --to py:percent` writes them"
        )
    elif not any(line.startswith(CELL) for line in lines):
        yield f"{path}, line {len(lines)}: the notebook has no cell: each begins with a line `{CELL}`"


def _missing_modules(lab: Lab) -> Iterator[str]:
    """Modules of questions that the package does not have."""
    for question in lab.settings.questions:
        for name in question.modules:
            if not lab.module(name).is_file():
                from autograder.lab.reading import line_of

                line = line_of(lab.settings_file, question.id, "modules")
                yield (
                    f"{lab.settings_file}, line {line}: [[questions]] {question.id}: `modules` names {name}, but there "
                    f"is no {lab.package.name}/{name}.py"
                )
