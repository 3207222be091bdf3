"""A lab as a folder: where each of its parts lies, and which of its files matter to whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.lab.hooks import Hooks
from autograder.lab.importing import load_file
from autograder.lab.settings import Settings
from autograder.lib.errors import LabError
from autograder.lib.files import all_files

SETTINGS_FILE = "lab.toml"
DEFAULT_NAME = "assignment"
PROBES, HOOKS = "probes.py", "hooks.py"
HANDOUT = "_handout.py"
"""In the students' package: which version of the starter code it is."""


@dataclass(frozen=True)
class Lab:
    """One lab. `root` is the folder that an instructor edits; releases of it lie below `home`.

    It is passed along, and pickled for judges in other processes.
    """

    root: Path
    home: Path
    settings: Settings

    def __hash__(self) -> int:
        return hash(self.root)

    def __reduce__(self) -> tuple[Any, ...]:
        return Lab, (self.root, self.home, self.settings)  # hooks are functions, and read again over there

    @property
    def settings_file(self) -> Path:
        """What says which questions there are."""
        return self.root / SETTINGS_FILE

    @property
    def package(self) -> Path:
        """The package with the reference solution between markers."""
        return self.root / self.settings.package

    @property
    def questions(self) -> Path:
        """The otter test files, one for each question."""
        return self.root / "questions"

    @property
    def mistakes(self) -> Path:
        """The catalogue of mistakes: a folder for each question."""
        return self.root / "mistakes"

    @property
    def families(self) -> Path:
        """Functions with the choices that people get wrong in them: a folder for each question; a lab may have none."""
        return self.root / "families"

    @property
    def steps(self) -> Path:
        """Hints for single statements of the solution: a file for each question; a lab may have none."""
        return self.root / "steps"

    @property
    def properties(self) -> Path:
        """What holds for every right solution, as otter tests without points; a lab may have none."""
        return self.root / "properties"

    @property
    def signs(self) -> Path:
        """What shows a mistake whatever else is in the code, as otter tests without points; a lab may have none."""
        return self.root / "signs"

    @property
    def fixture_data(self) -> Path:
        """Data that the fixtures in the lab's hooks read, and that students do not get; a lab may have none."""
        return self.root / "fixtures"

    @property
    def right(self) -> Path:
        """Right solutions written differently: a folder for each module."""
        return self.root / "right"

    @property
    def hostile(self) -> Path:
        """Hostile solutions: a folder for each module."""
        return self.root / "hostile"

    @property
    def evaluation(self) -> Path:
        """Answers that the authors of tests and catalogue did not see, with judgements; a lab may have none."""
        return self.root / "evaluation"

    @property
    def equivalent_mutants(self) -> Path:
        """Explains the mutants of the reference that no test can notice."""
        return self.root / "equivalent_mutants.toml"

    @property
    def master_notebook(self) -> Path:
        """The notebook as text, with solutions between markers; a lab may have none."""
        return self.root / "notebook" / f"{self.settings.package}.py"

    @property
    def has_notebook(self) -> bool:
        """Whether the lab has a notebook; on a grading machine only the released one is there."""
        return self.master_notebook.exists() or self.given_notebook.exists()

    @property
    def rubric(self) -> Path:
        """The rubric for written answers, of which the release makes a page; a lab may have none."""
        return self.root / "notebook" / "rubric.toml"

    @property
    def handout(self) -> Path:
        """What students get besides package, notebook and tests."""
        return self.root / "handout"

    @property
    def probes(self) -> Path:
        """What tests can ask of a submission beyond plain calls; a lab may have none of its own."""
        return self.root / PROBES

    @property
    def student_release(self) -> Path:
        """The students' tree, as `autograder release` writes it."""
        return self.home / "student_release"

    @property
    def solutions(self) -> Path:
        """The complete modules and the executed notebook, as `autograder release` writes them."""
        return self.home / "solutions"

    @property
    def student_zip(self) -> Path:
        """The students' tree as a zip."""
        return self.home / "dist" / f"{self.settings.package}-student.zip"

    @property
    def given_notebook(self) -> Path:
        """The notebook of the starter code."""
        return self.student_release / self.settings.notebook

    @property
    def handout_stamp(self) -> Path:
        """The module of the starter code that says which version it is."""
        return self.student_release / self.settings.package / HANDOUT

    @property
    def solution_notebook(self) -> Path:
        """The executed notebook."""
        return self.solutions / self.settings.notebook

    @property
    def computed_signatures(self) -> Path:
        """Signatures that a release has computed, kept for the next one where it was refused."""
        return self.home / "build" / "signatures"

    @property
    def signatures(self) -> Path:
        """What tests see of each way to go wrong: a file for each question."""
        return self.solutions / "signatures"

    @property
    def given_modules(self) -> tuple[str, ...]:
        """File names of the modules that students do not write."""
        written = {f"{name}.py" for name in self.settings.student_modules}
        return tuple(path.name for path in sorted(self.package.glob("*.py")) if path.name not in written)

    @cached_property
    def hooks(self) -> Hooks:
        """What only this lab has; raises `LabError` where its `hooks.py` cannot be run."""
        path = self.root / HOOKS
        if not path.exists():
            return Hooks()
        hooks = getattr(load_file(path), "HOOKS", None)
        if not isinstance(hooks, Hooks):
            raise LabError(f"{path}: it should set HOOKS to an `autograder.lab.hooks.Hooks`")
        return hooks

    def test_file(self, question_id: str) -> Path:
        """The otter test file of a question."""
        return self.questions / f"{question_id}.py"

    def signature_file(self, question_id: str) -> Path:
        """The signatures of a question."""
        return self.signatures / f"{question_id}.json"

    def steps_file(self, question_id: str) -> Path:
        """The hints for single statements of a question's solution."""
        return self.steps / f"{question_id}.toml"

    def properties_file(self, question_id: str) -> Path:
        """The properties that belong to a question."""
        return self.properties / f"{question_id}.py"

    def signs_file(self, question_id: str) -> Path:
        """The signs that belong to a question."""
        return self.signs / f"{question_id}.py"

    def module(self, name: str) -> Path:
        """A module of the package."""
        return self.package / f"{name}.py"

    def grading_files(self) -> list[Path]:
        """Every file of the lab that a grade depends on; those of the release only where there is one."""
        master = [self.settings_file, self.root / HOOKS, self.probes]
        said = (self.mistakes, self.families, self.steps, self.properties, self.signs)
        for folder in (self.package, self.questions, *said, self.fixture_data, self.signatures):
            master += all_files(folder) if folder.is_dir() else []
        released = [self.handout_stamp, self.given_notebook, self.solution_notebook]
        return [path for path in (*master, *released) if path.is_file()]

    def check_released(self) -> None:
        """Raise `LabError` where the notebook of the starter code is missing, without which nothing can be graded."""
        if self.has_notebook and not self.given_notebook.is_file():
            raise LabError(f"there is no {self.given_notebook}: run `autograder release` first")

    def only(self, question_ids: Iterable[str]) -> "Lab":
        """The lab with some of its questions, and what these build on."""
        wanted = {name for chosen in question_ids for name in self.settings.behind(self.settings.question(chosen))}
        questions = tuple(question for question in self.settings.questions if question.id in wanted)
        left_out = tuple(question for question in self.settings.questions if question.id not in wanted)
        return replace(self, settings=replace(self.settings, questions=questions, left_out=left_out))

    def released_in(self, folder: Path) -> "Lab":
        """The lab with its release in another folder."""
        return replace(self, home=folder)


def default_lab() -> Path:
    """Where a lab is looked for if none is named: `assignment/` in this folder, or next to the tool."""
    here, beside = Path.cwd() / DEFAULT_NAME, Path(__file__).resolve().parents[2] / DEFAULT_NAME
    return here if (here / SETTINGS_FILE).exists() else beside
