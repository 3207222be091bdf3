"""Pairs of submissions whose code is more alike than that of others: a reason to look, not a verdict.

Fingerprints are copydetect's (https://github.com/blingenf/copydetect, after Schleimer, Wilkerson and Aiken,
"Winnowing", 2003): pieces of code without layout and comments, in which all names are the same. The starter code, and
whatever more than half of a class has, is no evidence. docs/report.md says how the threshold was chosen.
"""

import ast
import io
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from autograder.grading.submission.notebook import Cell, read_cells
from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lib.errors import LimitExceeded, NotebookError
from autograder.lib.limited import limited

PIECE = 10
"""Characters in a piece of code, where each name counts as one."""
FEWEST_PIECES = 200
"""A submission with less evidence of its own is like others by nature; a complete one has about 500."""
THRESHOLD = 0.82
"""A pair with at least this share of common pieces is listed."""
MOST_PAIRS = 50
MAX_CODE = 60_000
"""Characters of code that are read of one submission; the complete solution has about 5,000."""


@dataclass(frozen=True)
class Fragment:
    """Some code, `alike` where the other submission of the pair has the same piece."""

    text: str
    alike: bool


@dataclass(frozen=True)
class Pair:
    """Two submissions by name; `share`, from 0 to 1, is the part of the longer one's evidence that both have."""

    first: str
    second: str
    share: float
    first_code: tuple[Fragment, ...] = ()
    second_code: tuple[Fragment, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """The pairs above the threshold, the most alike first, at most `MOST_PAIRS` of all `n_pairs`.

    `n_compared` submissions had enough code of their own, `n_short` had not. `next_share` is that of the pair that
    follows the last one above the threshold, None where there is none.
    """

    pairs: tuple[Pair, ...]
    n_pairs: int
    n_compared: int
    n_short: int
    next_share: float | None
    threshold: float = THRESHOLD


class Fingerprint(Protocol):
    """A `copydetect.CodeFingerprint`, which has no types."""

    hashes: set[int]
    raw_code: str


def compare(submissions: dict[str, Submission], lab: Lab) -> Comparison:
    """Compare each submission with each other one; needs copydetect."""
    given = _fingerprint(_starter_code(lab))
    prints = {name: _fingerprint_of(submission, lab) for name, submission in submissions.items()}
    _keep_evidence(list(prints.values()), given)
    long_enough = [name for name, taken in prints.items() if len(taken.hashes) >= FEWEST_PIECES]
    shares = _shares([prints[name].hashes for name in long_enough])
    order = np.argsort(-shares, axis=None, kind="stable")
    places = [divmod(int(place), len(long_enough)) for place in order[: (shares >= THRESHOLD).sum() + 1]]
    above = [(i, j) for i, j in places if shares[i, j] >= THRESHOLD]
    below = [float(shares[i, j]) for i, j in places[len(above) :] if shares[i, j] >= 0]
    pairs = [_pair(long_enough[i], long_enough[j], float(shares[i, j]), prints) for i, j in above[:MOST_PAIRS]]
    n_short = len(prints) - len(long_enough)
    return Comparison(tuple(pairs), len(above), len(long_enough), n_short, below[0] if below else None)


def renamed(comparison: Comparison, rename: Callable[[str], str]) -> Comparison:
    """The pairs under other names."""
    pairs = (replace(pair, first=rename(pair.first), second=rename(pair.second)) for pair in comparison.pairs)
    return replace(comparison, pairs=tuple(pairs))


def without_code(comparison: Comparison) -> Comparison:
    """The pairs without the code, in which students may name themselves."""
    return replace(comparison, pairs=tuple(replace(pair, first_code=(), second_code=()) for pair in comparison.pairs))


def own_code(submission: Submission, lab: Lab) -> str:
    """The functions that a student wrote or changed, without docstrings, and the cells of the notebook with a TODO."""
    parts = []
    for module in lab.settings.student_modules:
        data = submission.files.get(PurePosixPath(f"{module}.py"))
        if data is not None:
            code = _changed_functions(data.decode(errors="replace"), _starter_module(lab, module))
            parts += [f"# {module}.py", code] if code else []
    if submission.notebook is not None:
        parts += _own_cells(submission.notebook, lab)
    return "\n".join(parts)[:MAX_CODE] + "\n"


def _keep_evidence(prints: list[Fingerprint], given: Fingerprint) -> None:
    """Leave in each fingerprint only pieces that are neither in the starter code nor in more than half of the class."""
    counts = Counter(piece for taken in prints for piece in taken.hashes)
    evidence = {piece for piece, count in counts.items() if count <= max(len(prints) / 2, 2)} - given.hashes
    for taken in prints:
        taken.hashes &= evidence


def _changed_functions(source: str, starter: str) -> str:
    """Functions and methods that differ from the starter code; all of a module that is no Python."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    given = {ast.dump(node) for node in _functions(starter)}
    try:
        changed = [node for node in _functions(source[:MAX_CODE]) if ast.dump(node) not in given]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    return "\n".join(_without_docstring(node, source.split("\n")) for node in changed)


def _functions(source: str) -> list[ast.FunctionDef]:
    """The functions and methods of a module, but for those in other functions."""
    tree = ast.parse(source)
    scopes: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    return [node for scope in scopes for node in scope.body if isinstance(node, ast.FunctionDef)]


def _without_docstring(function: ast.FunctionDef, lines: list[str]) -> str:
    numbers = _lines_of(function)
    if ast.get_docstring(function, clean=False) is not None:
        numbers -= _lines_of(function.body[0])
    return "\n".join(lines[number - 1] for number in sorted(numbers)) + "\n"


def _lines_of(node: ast.stmt) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def _own_cells(notebook: bytes, lab: Lab) -> list[str]:
    todo = {cell.name: cell.source for cell in _starter_cells(lab) if cell.is_todo}
    try:
        cells = read_cells(notebook)
    except NotebookError:
        return []
    name = lab.settings.notebook
    return [f"# {name}: {c.name}\n{c.source}" for c in cells if c.name in todo and c.source != todo[c.name]]


def _starter_module(lab: Lab, module: str) -> str:
    return (lab.student_release / lab.settings.package / f"{module}.py").read_text(encoding="utf-8")


def _starter_cells(lab: Lab) -> tuple[Cell, ...]:
    return read_cells(lab.given_notebook.read_bytes()) if lab.given_notebook.is_file() else ()


def _starter_code(lab: Lab) -> str:
    """All code that students get: of the modules they write, and of the notebook."""
    modules = [_starter_module(lab, module) for module in lab.settings.student_modules]
    return "\n".join([*modules, *(cell.source for cell in _starter_cells(lab))])


def _fingerprint_of(submission: Submission, lab: Lab) -> Fingerprint:
    """All pieces of a submission's own code; of none where that cannot be read within limits."""
    try:
        return limited(lambda: _fingerprint(own_code(submission, lab)))
    except LimitExceeded:
        return _fingerprint("\n")


def _fingerprint(code: str) -> Fingerprint:
    """All pieces of some code: a window of one leaves none out, so that nothing depends on their hashes."""
    from copydetect import CodeFingerprint  # takes a while

    taken: Fingerprint = CodeFingerprint("code.py", PIECE, 1, fp=io.StringIO(code))
    return taken


def _shares(pieces: list[set[int]]) -> NDArray[np.float32]:
    """For submissions i < j: the share of the larger set that both have; -1 elsewhere."""
    places = {piece: place for place, piece in enumerate(set().union(*pieces))}
    has = np.zeros((len(pieces), len(places)), dtype=np.float32)  # whole numbers, exact up to 2**24
    for row, found in zip(has, pieces, strict=True):
        row[[places[piece] for piece in found]] = 1
    sizes = has.sum(axis=1)
    shares = (has @ has.T) / np.maximum.outer(sizes, sizes).clip(min=1)
    return np.where(np.triu(np.ones_like(shares), 1) > 0, shares, -1)


def _pair(first: str, second: str, share: float, prints: dict[str, Fingerprint]) -> Pair:
    from copydetect import compare_files

    _, _, (first_places, second_places) = compare_files(prints[first], prints[second])
    return Pair(
        first,
        second,
        share,
        _fragments(prints[first].raw_code, first_places),
        _fragments(prints[second].raw_code, second_places),
    )


def _fragments(code: str, places: NDArray[Any]) -> tuple[Fragment, ...]:
    """Code cut where likeness begins and ends; `places` holds the beginnings and the ends."""
    alike = np.zeros(len(code), dtype=bool)
    for begin, end in places.T.astype(int):
        alike[begin:end] = True
    cuts = [0, *(np.flatnonzero(np.diff(alike)) + 1).tolist(), len(code)]
    return tuple(Fragment(code[a:b], bool(alike[a])) for a, b in itertools.pairwise(cuts) if a < b)
