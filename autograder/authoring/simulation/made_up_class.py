"""A made-up class: who gets everything right, who makes which mistake, who gave up, who attacks, who copies."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from random import Random

from autograder.authoring.release.released import released
from autograder.authoring.simulation.style import disguised, restyled, unsolved
from autograder.authoring.verification.samples import reference, starter, variant_paths
from autograder.grading.diagnosis.catalogue import Mistake, load_catalogue, read_variant
from autograder.grading.diagnosis.splice import apply_variant, replace_cells, replace_definitions
from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lib.errors import InputError
from autograder.lib.files import write_json
from autograder.lib.zips import pack_zip

GIVEN = """
    Ada Amara Ana Anton Aisha Bao Bela Ben Carla Chidi Chloe Dana Deniz Diego Elif Emil Esra Eva Farah Felix Finn Gita
    Hana Hugo Ida Ines Ivan Jamal Jana Jin Joao Kaito Karim Kira Lars Leila Lena Lin Luca Mai Marta Mateo Mei Mia Milan
    Nadia Nils Nina Noor Olga Omar Oskar Pablo Petra Priya Quinn Rafael Ravi Rosa Sami Sara Sena Sofia Sven Tariq Tess
    Theo Tomas Uma Vera Victor Wen Xenia Yara Yusuf Zoe
""".split()
FAMILY = """
    Abebe Adler Ahmed Almeida Bauer Berg Boateng Castro Chen Costa Dahl Diaz Eriksen Fischer Flores Garcia Gupta Haddad
    Hansen Ito Ivanova Jensen Kaya Keller Khan Kim Kowalski Larsen Lee Lopez Mbeki Mehta Meyer Moreau Nakamura Nguyen
    Novak Okafor Olsen Park Patel Peeters Petrov Quist Rossi Sato Schmidt Silva Singh Suzuki Tanaka Torres Ueda Varga
    Vogel Wagner Weber Wong Yilmaz Zhang
""".split()
SHARES = {"right": 0.34, "mistakes": 0.44, "unfinished": 0.12, "broken": 0.06, "hostile": 0.04}
"""What parts of a class hand in, from the strongest to those who did something else."""
SMALLEST_WITH_ALL_KINDS = 8
"""A class of this size has somebody of each kind."""
FIRST_STOP = 2
"""Who gave up has written at least this many modules, where the lab has more."""


@dataclass(frozen=True)
class Student:
    """One member of a simulated class; `kind` is one of `SHARES`.

    `mistakes` are ids of the catalogue, `variant` says what else is different, `copied_from` names whose work it is.
    """

    name: str
    kind: str
    submission: Submission
    mistakes: tuple[str, ...] = ()
    variant: str = ""
    copied_from: str = ""

    @property
    def folder(self) -> str:
        """The name of the student's folder or zip."""
        return "_".join(reversed(self.name.lower().split()))

    def truth(self) -> dict[str, object]:
        """Who did what, as `class.json` has it."""
        return {
            "name": self.name, "kind": self.kind, "mistakes": list(self.mistakes), "variant": self.variant,
            "copied_from": self.copied_from, "folder": self.folder,
        }  # fmt: skip


def simulate(lab: Lab, n_students: int, seed: int = 0, n_copies: int = 0) -> list[Student]:
    """A class in the order of its names; the same arguments give the same class.

    The last `n_copies` to finish copy from someone who did the work. Raises `InputError` where the class is too small
    for this number of copies, or larger than there are names.
    """
    most = len(GIVEN) * len(FAMILY)
    if not 1 <= n_students <= most:
        raise InputError(f"a class has 1 to {most} students, not {n_students}")
    rng = Random(f"{seed} of {n_students}")
    names = [f"{GIVEN[n % len(GIVEN)]} {FAMILY[n // len(GIVEN)]}" for n in rng.sample(range(most), n_students)]
    with released(lab) as lab:
        desk = _Desk(lab)
    honest = n_students - n_copies
    kinds = _kinds(max(honest, 0), desk.possible_kinds())
    if kinds.count("right") + kinds.count("mistakes") < n_copies:
        raise InputError(f"too few of {n_students} students do the work for {n_copies} to copy from")
    students = [desk.student(name, kind, Random(f"{seed} {name}")) for name, kind in zip(names, kinds, strict=False)]
    sources = [student for student in students if student.kind in ("right", "mistakes")]
    for name, source in zip(names[honest:], rng.sample(sources, n_copies), strict=True):
        students.append(desk.copy(name, source, Random(f"{seed} {name}")))
    return sorted(students, key=lambda student: student.folder)


def write_class(lab: Lab, students: Sequence[Student], out: Path, zips: bool = False) -> None:
    """Write the work to `out`/submissions, a folder or a zip for each student; `out`/class.json says who did what."""
    submissions = out / "submissions"
    submissions.mkdir(parents=True, exist_ok=True)
    package, notebook = lab.settings.package, lab.settings.notebook
    for student in students:
        if not zips:
            (submissions / student.folder).mkdir()
            student.submission.write_to(submissions / student.folder, package, notebook)
            continue
        with tempfile.TemporaryDirectory() as folder:
            student.submission.write_to(Path(folder), package, notebook)
            pack_zip(Path(folder), submissions / f"{student.folder}.zip")
    write_json(out / "class.json", {"students": [student.truth() for student in students]})


def _kinds(n_students: int, possible: Sequence[str]) -> list[str]:
    """What each of `n_students` does, in the proportions of `SHARES`; a large class has some of each kind."""
    at_least = n_students >= SMALLEST_WITH_ALL_KINDS
    counts = {kind: max(round(share * n_students), at_least) for kind, share in SHARES.items() if kind in possible}
    counts["right"] = n_students - sum(counts.values()) + counts["right"]
    return [kind for kind, count in counts.items() for _ in range(count)]


class _Desk:
    """Writes submissions out of the reference, the starter code, the samples and the catalogue of mistakes."""

    def __init__(self, lab: Lab) -> None:
        self.habits = lab.hooks.habits
        self.modules = [PurePosixPath(f"{name}.py") for name in lab.settings.student_modules]
        self.solved, self.starter = reference(lab).submission, starter(lab).submission
        self.own = {path: unsolved(data.decode()) for path, data in self.starter.files.items()}
        self.variants = _by_module(lab.right)
        self.attacks = _by_module(lab.hostile)
        self.mistakes = [mistake for mistake in load_catalogue(lab) if mistake.replayed]

    def possible_kinds(self) -> list[str]:
        """The kinds of work that this lab has material for."""
        material = {"mistakes": self.mistakes, "broken": self.modules, "hostile": self.attacks}
        return [kind for kind in SHARES if material.get(kind, True)]

    def student(self, name: str, kind: str, rng: Random) -> Student:
        """A student of a kind, with a hand of their own."""
        number = {"right": 0, "mistakes": rng.choice((1, 1, 2))}.get(kind, rng.choice((0, 1)))
        mistakes = self.draw_mistakes(rng, number)
        files = {path: self.module(path, mistakes, rng) for path in self.solved.files}
        cells = {mistake.cell: mistake.code for mistake in mistakes if mistake.cell}
        notebook = self.solved.notebook and replace_cells(self.solved.notebook, cells)
        student = Student(name, kind, Submission(files, notebook), tuple(mistake.id for mistake in mistakes))
        changes: Mapping[str, Callable[[Student, Random], Student]] = {
            "unfinished": self.unfinished, "broken": self.broken, "hostile": self.hostile
        }  # fmt: skip
        return changes[kind](student, rng) if kind in changes else student

    def draw_mistakes(self, rng: Random, number: int) -> list[Mistake]:
        """Mistakes in different questions; the common ones come up more often."""
        left, drawn = self.mistakes, list[Mistake]()
        while left and len(drawn) < number:
            weights = [5 if mistake.id in self.habits.common else 1 for mistake in left]
            drawn += rng.choices(left, weights)
            left = [mistake for mistake in left if mistake.question != drawn[-1].question]
        return drawn

    def module(self, path: PurePosixPath, mistakes: Sequence[Mistake], rng: Random) -> bytes:
        """A module with these mistakes in it, or else, perhaps, solved in another way."""
        changes = [mistake.code for mistake in mistakes if mistake.module == path.stem]
        variants = self.variants.get(path.stem, {})
        if not changes and variants and rng.random() < 0.7:
            weights = [1 if name in self.habits.seldom else 50 for name in variants]
            changes = rng.choices([*variants.values()], weights)
        source = self.solved.files[path].decode()
        for change in changes:
            source = replace_definitions(source, change)
        return restyled(source, self.own[path], self.habits.synonyms, rng).encode()

    def unfinished(self, student: Student, rng: Random) -> Student:
        """A student who came as far as some module, and left the rest as it was in the starter code."""
        if not self.modules:
            return replace(student, submission=self.starter, variant="stopped before the notebook")
        first = rng.randrange(min(FIRST_STOP, len(self.modules) - 1), len(self.modules))
        files = student.submission.files | {path: self.starter.files[path] for path in self.modules[first:]}
        notebook = self.starter.notebook if rng.random() < 0.5 else student.submission.notebook
        variant = f"stopped before {self.modules[first].stem}"
        return replace(student, submission=Submission(files, notebook), variant=variant)

    def broken(self, student: Student, rng: Random) -> Student:
        """A student whose work is not as it should be handed in."""
        path = rng.choice(sorted(student.submission.files))
        files, notebook = dict(student.submission.files), student.submission.notebook
        variants = [f"{path.stem} has a syntax error", f"{path.stem} is missing"]
        variant = rng.choice([*variants, *(["there is no notebook"] if notebook else [])])
        if variant.endswith("error"):
            files[path] = files[path].replace(b"return ", b"return (", 1)
        elif variant.endswith("missing"):
            del files[path]
        else:
            notebook = None
        return replace(student, submission=Submission(files, notebook), variant=variant)

    def hostile(self, student: Student, rng: Random) -> Student:
        """A student who attacks the grader."""
        module = rng.choice(sorted(self.attacks))
        name, code = rng.choice(sorted(self.attacks[module].items()))
        path = PurePosixPath(f"{module}.py")
        own = replace(student.submission, files=student.submission.files | {path: self.solved.files[path]})
        return replace(student, submission=apply_variant(own, module, "", code), variant=f"{module}/{name}")

    def copy(self, name: str, source: Student, rng: Random) -> Student:
        """A student who hands in another's work in disguise."""
        files = {
            path: disguised(data.decode(), self.own[path], self.habits.synonyms, rng).encode()
            for path, data in source.submission.files.items()
        }
        submission = replace(source.submission, files=files)
        return replace(source, name=name, submission=submission, copied_from=source.name)


def _by_module(folder: Path) -> dict[str, dict[str, str]]:
    """The code of samples `MODULE/NAME.py` by module and name; cells of the notebook are left out."""
    found: dict[str, dict[str, str]] = {}
    for path in variant_paths(folder):
        variant = read_variant(path)
        if not variant.cell:
            found.setdefault(path.parent.name, {})[path.stem] = variant.code
    return found
