"""Keeps the better of two gradings for each question, as a word that stands: results themselves stay as they are."""

from collections.abc import Mapping
from pathlib import Path

from autograder.course.regrades.compare import Comparison
from autograder.course.regrades.overrides import Override, add_override, read_overrides
from autograder.grading.results.schema import Results
from autograder.lab.settings import Settings

BY = "autograder --only-raise"


def keep_better(
    folder: Path, found: Comparison, before: Mapping[str, Results], settings: Settings, source: str, when: str
) -> list[Override]:
    """Add a word for each question that fell, with the points that it had; one that a person has decided stays.

    `source` is how the reason names the earlier grading. Returns what was added.
    """
    standing = read_overrides(folder)
    added = []
    for move in found.moved:
        if move.change >= 0 or not before[move.student].is_graded:
            continue
        word = standing.of(move.student).get(move.question)
        if word is not None and (word.by != BY or (word.points or 0) >= move.before):
            continue
        reason = f"{source} gave {move.before:g}, and a later one {move.after:g}: the better one counts"
        entry = Override(move.student, move.question, move.before, reason, BY, when, move.after, at_least=True)
        add_override(folder, entry, settings)
        added.append(entry)
    return added
