"""A class as it might be: who gets everything right, who makes which mistake, who gave up, who attacks, who copies."""

import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from random import Random

from autograder.config import NOTEBOOK, SAMPLES, LabConfig
from autograder.diagnosis.catalogue import Mistake, load_catalogue
from autograder.diagnosis.definitions import replace_cells, replace_definitions
from autograder.release.archive import pack_zip
from autograder.release.samples import reference, skeleton
from autograder.results import write_json
from autograder.simulation.style import disguised, restyled, unsolved
from autograder.submission import Submission

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
COMMON = """
    tokenization/vocabulary_ignored objective/loss_summed mlp/tied_by_copy causal_mask/sees_one_ahead
    causal_mask/transposed attention/not_scaled attention/scaled_by_emb_dim attention/softmax_over_queries
    attention/no_mask transformer/post_norm transformer/first_residual_missing generation/temperature_multiplied
    generation/not_cropped trace_mlp/hidden_before_relu trace_transformer/qkv_without_norm
""".split()
"""Mistakes that are made several times as often as others."""
SELDOM = ("position_by_position",)
"""Right ways that hardly anybody takes: one adds up the loss class by class, which makes training five times slower."""


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


def simulate(config: LabConfig, n_students: int, seed: int = 0, n_copies: int = 0) -> list[Student]:
    """A class in the order of its names; the same arguments give the same class.

    The last `n_copies` to finish copy from someone who did the work. Raises `ValueError` where the class is too small
    for so many, or larger than there are names.
    """
    most = len(GIVEN) * len(FAMILY)
    if not 1 <= n_students <= most:
        raise ValueError(f"a class has 1 to {most} students, not {n_students}")
    rng = Random(f"{seed} of {n_students}")
    names = [f"{GIVEN[n % len(GIVEN)]} {FAMILY[n // len(GIVEN)]}" for n in rng.sample(range(most), n_students)]
    desk = _Desk(config)
    honest = n_students - n_copies
    kinds = _kinds(max(honest, 0))
    if kinds.count("right") + kinds.count("mistakes") < n_copies:
        raise ValueError(f"too few of {n_students} students do the work for {n_copies} to copy from")
    students = [desk.student(name, kind, Random(f"{seed} {name}")) for name, kind in zip(names, kinds, strict=False)]
    sources = [student for student in students if student.kind in ("right", "mistakes")]
    for name, source in zip(names[honest:], rng.sample(sources, n_copies), strict=True):
        students.append(desk.copy(name, source, Random(f"{seed} {name}")))
    return sorted(students, key=lambda student: student.folder)


def write_class(students: list[Student], out: Path, zips: bool = False) -> None:
    """Write the work to `out`/submissions, a folder or a zip for each student; `out`/class.json says who did what."""
    submissions = out / "submissions"
    submissions.mkdir(parents=True, exist_ok=True)
    for student in students:
        if not zips:
            _write_folder(student.submission, submissions / student.folder)
            continue
        with tempfile.TemporaryDirectory() as folder:
            _write_folder(student.submission, Path(folder))
            pack_zip(Path(folder), submissions / f"{student.folder}.zip")
    truth = [asdict(replace(student, submission=None)) | {"folder": student.folder} for student in students]
    for entry in truth:
        del entry["submission"]
    write_json(out / "class.json", {"students": truth})


def _write_folder(submission: Submission, folder: Path) -> None:
    files = {Path("lab3") / path: data for path, data in submission.files.items()}
    if submission.notebook is not None:
        files[Path(NOTEBOOK)] = submission.notebook
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _kinds(n_students: int) -> list[str]:
    """What each of so many students does, in the proportions of `SHARES`; from eight on there is one of each kind."""
    counts = {kind: max(round(share * n_students), n_students >= 8) for kind, share in SHARES.items()}
    counts["right"] = n_students - sum(counts.values()) + counts["right"]
    return [kind for kind, count in counts.items() for _ in range(count)]


class _Desk:
    """Writes submissions out of the reference, the skeleton, the samples and the catalogue of mistakes."""

    def __init__(self, config: LabConfig):
        self.config = config
        self.solved, self.skeleton = reference(config).submission, skeleton(config).submission
        self.own = {path: unsolved(data.decode()) for path, data in self.skeleton.files.items()}
        self.variants = _by_module(SAMPLES / "right")
        self.attacks = _by_module(SAMPLES / "hostile")
        self.mistakes = load_catalogue()

    def student(self, name: str, kind: str, rng: Random) -> Student:
        """A student of a kind, with a hand of their own."""
        mistakes = self.draw_mistakes(
            rng, {"right": 0, "mistakes": rng.choice((1, 1, 2))}.get(kind, rng.choice((0, 1)))
        )
        files = {path: self.module(path, mistakes, rng) for path in self.solved.files}
        cells = {mistake.cell: mistake.code for mistake in mistakes if mistake.cell}
        student = Student(
            name, kind, Submission(files, replace_cells(self.solved.notebook, cells)), tuple(m.id for m in mistakes)
        )
        change = {"unfinished": self.unfinished, "broken": self.broken, "hostile": self.hostile}.get(kind)
        return change(student, rng) if change else student

    def draw_mistakes(self, rng: Random, number: int) -> list[Mistake]:
        """Mistakes in different questions; the common ones come up more often."""
        left, drawn = [mistake for mistake in self.mistakes if mistake.replayed], []
        for _ in range(number):
            weights = [5 if mistake.id in COMMON else 1 for mistake in left]
            drawn += rng.choices(left, weights)
            left = [mistake for mistake in left if mistake.question != drawn[-1].question]
        return drawn

    def module(self, path: PurePosixPath, mistakes: list[Mistake], rng: Random) -> bytes:
        """A module with these mistakes in it, or else, perhaps, solved in another way."""
        changes = [mistake.code for mistake in mistakes if mistake.module == path.stem]
        variants = self.variants.get(path.stem, {})
        if not changes and variants and rng.random() < 0.7:
            changes = rng.choices([*variants.values()], [1 if name in SELDOM else 50 for name in variants])
        source = self.solved.files[path].decode()
        for change in changes:
            source = replace_definitions(source, change)
        return restyled(source, self.own[path], rng).encode()

    def unfinished(self, student: Student, rng: Random) -> Student:
        """A student who came as far as some module, and left the rest as it was handed out."""
        modules = [PurePosixPath(f"{name}.py") for name in self.config.student_modules]
        first = rng.randrange(2, len(modules))
        files = student.submission.files | {path: self.skeleton.files[path] for path in modules[first:]}
        notebook = self.skeleton.notebook if rng.random() < 0.5 else student.submission.notebook
        return replace(student, submission=Submission(files, notebook), variant=f"stopped before {modules[first].stem}")

    def broken(self, student: Student, rng: Random) -> Student:
        """A student whose work is not as it should be handed in."""
        path = rng.choice(sorted(student.submission.files))
        files, notebook = dict(student.submission.files), student.submission.notebook
        variant = rng.choice((f"{path.stem} has a syntax error", f"{path.stem} is missing", "there is no notebook"))
        if variant.endswith("error"):
            files[path] = files[path].replace(b"return ", b"return (", 1)
        elif variant.endswith("missing"):
            del files[path]
        else:
            notebook = None
        return replace(student, submission=Submission(files, notebook), variant=variant)

    def hostile(self, student: Student, rng: Random) -> Student:
        """A student who tries something else."""
        module = rng.choice(sorted(self.attacks))
        name, code = rng.choice(sorted(self.attacks[module].items()))
        path = PurePosixPath(f"{module}.py")
        source = replace_definitions(self.solved.files[path].decode(), code)
        submission = replace(student.submission, files=student.submission.files | {path: source.encode()})
        return replace(student, submission=submission, variant=f"{module}/{name}")

    def copy(self, name: str, source: Student, rng: Random) -> Student:
        """A student who hands in another's work in disguise."""
        files = {
            path: disguised(data.decode(), self.own[path], rng).encode()
            for path, data in source.submission.files.items()
        }
        submission = replace(source.submission, files=files)
        return replace(source, name=name, submission=submission, copied_from=source.name)


def _by_module(folder: Path) -> dict[str, dict[str, str]]:
    """The code of samples `MODULE/NAME.py` by module and name; those of the notebook are left out."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*/*.py")):
        if path.parent.name != "notebook":
            found.setdefault(path.parent.name, {})[path.stem] = path.read_text(encoding="utf-8")
    return found
