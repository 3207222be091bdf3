"""Pairs of submissions whose code is more alike than that of others: a reason to look, not a verdict.

Fingerprints are copydetect's (https://github.com/blingenf/copydetect, after Schleimer, Wilkerson and Aiken,
"Winnowing", 2003): pieces of code without layout and comments, in which all names are the same. What was handed out,
and what more than half of a class has, is no evidence. docs/report.md says how the threshold was chosen.
"""

import ast
import importlib.util
import io
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import numpy as np

from autograder.config import NOTEBOOK, STUDENT_RELEASE, LabConfig
from autograder.notebook import NotebookError, read_cells
from autograder.submission import Submission

PIECE = 10
"""Characters in a piece of code, where each name counts as one."""
FEWEST_PIECES = 200
"""With less evidence of its own, a submission is like others by nature; a complete one has about 500."""
THRESHOLD = 0.82
"""From this share of pieces on, a pair is listed."""
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
    """Two submissions by name; `share`, from 0 to 1, is how much of the one with more evidence the other has, too."""

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


def is_installed() -> bool:
    """Whether the tool is there that takes the fingerprints."""
    return importlib.util.find_spec("copydetect") is not None


def compare(submissions: dict[str, Submission], config: LabConfig) -> Comparison:
    """Compare each submission with each other one."""
    prints = {name: _fingerprint(own_code(submission, config)) for name, submission in submissions.items()}
    given = _fingerprint(_handed_out(config)).hashes
    counts = Counter(piece for taken in prints.values() for piece in taken.hashes)
    evidence = {piece for piece, count in counts.items() if count <= max(len(prints) / 2, 2)} - given
    for taken in prints.values():
        taken.hashes &= evidence
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
    """The pairs without what students wrote, in which they may name themselves."""
    return replace(comparison, pairs=tuple(replace(pair, first_code=(), second_code=()) for pair in comparison.pairs))


def own_code(submission: Submission, config: LabConfig) -> str:
    """The functions that a student wrote or changed, without docstrings, and the cells of the notebook with a TODO."""
    parts = []
    for module in config.student_modules:
        data = submission.files.get(PurePosixPath(f"{module}.py"))
        if data is not None:
            handed_out = (STUDENT_RELEASE / config.package / f"{module}.py").read_text(encoding="utf-8")
            code = _changed_functions(data.decode(errors="replace"), handed_out)
            parts += [f"# {module}.py", code] if code else []
    if submission.notebook is not None:
        parts += _own_cells(submission.notebook)
    return "\n".join(parts)[:MAX_CODE] + "\n"


def _changed_functions(source: str, handed_out: str) -> str:
    """Functions and methods that are not as they were handed out; all of a module that is no Python."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    given = {ast.dump(node) for node in _functions(handed_out)}
    try:
        changed = [node for node in _functions(source[:MAX_CODE]) if ast.dump(node) not in given]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    return "\n".join(_without_docstring(node, source.split("\n")) for node in changed)


def _functions(source: str) -> list[ast.FunctionDef]:
    """The functions and methods of a module, but for those in other functions."""
    tree = ast.parse(source)
    scopes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    return [node for scope in scopes for node in scope.body if isinstance(node, ast.FunctionDef)]


def _without_docstring(function: ast.FunctionDef, lines: list[str]) -> str:
    numbers = set(range(function.lineno, function.end_lineno + 1))
    if ast.get_docstring(function, clean=False) is not None:
        numbers -= set(range(function.body[0].lineno, function.body[0].end_lineno + 1))
    return "\n".join(lines[number - 1] for number in sorted(numbers)) + "\n"


def _own_cells(notebook: bytes) -> list[str]:
    todo = {cell.name: cell.source for cell in _handed_out_cells() if cell.is_todo}
    try:
        cells = read_cells(notebook)
    except NotebookError:
        return []
    return [f"# {NOTEBOOK}: {c.name}\n{c.source}" for c in cells if c.name in todo and c.source != todo[c.name]]


def _handed_out_cells() -> tuple:
    return read_cells((STUDENT_RELEASE / NOTEBOOK).read_bytes())


def _handed_out(config: LabConfig) -> str:
    """All code that students get: of the modules they write, and of the notebook."""
    modules = [STUDENT_RELEASE / config.package / f"{module}.py" for module in config.student_modules]
    return "\n".join([*(path.read_text("utf-8") for path in modules), *(cell.source for cell in _handed_out_cells())])


def _fingerprint(code: str):  # -> copydetect.CodeFingerprint, whose import takes a while
    """All pieces of some code: a window of one leaves none out, so that nothing depends on their hashes."""
    from copydetect import CodeFingerprint

    return CodeFingerprint("code.py", PIECE, 1, fp=io.StringIO(code))


def _shares(pieces: list[set[int]]) -> np.ndarray:
    """For submissions i < j: the share of the larger set that both have; -1 elsewhere."""
    places = {piece: place for place, piece in enumerate(set().union(*pieces))}
    has = np.zeros((len(pieces), len(places)), dtype=np.float32)  # whole numbers, exact up to 2**24
    for row, found in zip(has, pieces, strict=True):
        row[[places[piece] for piece in found]] = 1
    sizes = has.sum(axis=1)
    shares = (has @ has.T) / np.maximum.outer(sizes, sizes).clip(min=1)
    return np.where(np.triu(np.ones_like(shares), 1) > 0, shares, -1)


def _pair(first: str, second: str, share: float, prints: dict) -> Pair:
    from copydetect import compare_files

    _, _, (first_places, second_places) = compare_files(prints[first], prints[second])
    return Pair(
        first,
        second,
        share,
        _fragments(prints[first].raw_code, first_places),
        _fragments(prints[second].raw_code, second_places),
    )


def _fragments(code: str, places: np.ndarray) -> tuple[Fragment, ...]:
    """Code cut where likeness begins and ends; `places` holds the beginnings, and the ends."""
    alike = np.zeros(len(code), dtype=bool)
    for begin, end in places.T.astype(int):
        alike[begin:end] = True
    cuts = [0, *(np.flatnonzero(np.diff(alike)) + 1).tolist(), len(code)]
    return tuple(Fragment(code[a:b], bool(alike[a])) for a, b in itertools.pairwise(cuts) if a < b)
