"""The sample submissions: the reference solution with one definition written in another way, right or wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from autograder.authoring.release.notebook import read_master, solution_notebook, to_text
from autograder.grading.diagnosis.catalogue import Mistake, load_catalogue, read_variant
from autograder.grading.diagnosis.splice import apply_variant
from autograder.grading.submission.read import Submission
from autograder.lab import Lab

REFERENCE, STARTER = "reference", "skeleton"
"""The names of the two samples that every lab has."""


@dataclass(frozen=True)
class Sample:
    """A submission whose grade is known.

    A wrong sample must lose points on `question`, which is None for the others. `title` says what is different about
    it.
    """

    name: str
    title: str
    submission: Submission
    question: str | None = None


def reference(lab: Lab) -> Sample:
    """The complete solution."""
    notebook = _solution_notebook(lab.master_notebook) if lab.master_notebook.exists() else None
    return Sample(REFERENCE, "the complete solution", _package(lab.package, lab, notebook))


def starter(lab: Lab) -> Sample:
    """The starter code of the release, unchanged."""
    notebook = lab.given_notebook.read_bytes() if lab.given_notebook.exists() else None
    package = lab.student_release / lab.settings.package
    return Sample(STARTER, "the unchanged starter code", _package(package, lab, notebook))


def mistaken(lab: Lab, mistake: Mistake) -> Sample:
    """The reference with a mistake in it."""
    changed = apply_variant(reference(lab).submission, mistake.module, mistake.cell, mistake.code)
    return Sample(mistake.id, mistake.title, changed, mistake.question)


def wrong_samples(lab: Lab) -> list[Sample]:
    """The reference with a mistake in it, for each mistake of the catalogue in the lab's questions."""
    return [mistaken(lab, mistake) for mistake in load_catalogue(lab)]


def right_samples(lab: Lab) -> list[Sample]:
    """The reference with definitions that are right and different, one for each file `right/MODULE/NAME.py`."""
    return _variants(lab, lab.right)


def hostile_samples(lab: Lab) -> list[Sample]:
    """The reference with definitions that attack the grader, one for each file `hostile/MODULE/NAME.py`."""
    return _variants(lab, lab.hostile)


def all_samples(lab: Lab) -> list[Sample]:
    """The reference, the starter code, the wrong ones and the right ones."""
    return [reference(lab), starter(lab), *wrong_samples(lab), *right_samples(lab)]


def samples_of(lab: Lab, question_ids: Sequence[str]) -> list[Sample]:
    """The reference, the starter code, and the samples that change the code of one of these questions."""
    modules = {module for name in question_ids for module in lab.settings.question(name).modules}
    wrong = [sample for sample in wrong_samples(lab) if sample.question in question_ids]
    right = [sample for sample in right_samples(lab) if sample.name.partition("/")[0] in modules]
    return [reference(lab), starter(lab), *wrong, *right]


def variant_paths(folder: Path) -> Sequence[Path]:
    """The files of right or hostile solutions."""
    return sorted(folder.glob("*/*.py"))


def _variants(lab: Lab, folder: Path) -> list[Sample]:
    samples = []
    for path in variant_paths(folder):
        variant, module = read_variant(path), path.parent.name
        changed = apply_variant(reference(lab).submission, module, variant.cell, variant.code)
        samples.append(Sample(f"{module}/{path.stem}", variant.title, changed))
    return samples


@cache
def _solution_notebook(path: Path) -> bytes:
    return to_text(solution_notebook(read_master(path))).encode()


def _package(folder: Path, lab: Lab, notebook: bytes | None) -> Submission:
    names = [f"{module}.py" for module in lab.settings.student_modules]
    return Submission({PurePosixPath(name): (folder / name).read_bytes() for name in names}, notebook)
