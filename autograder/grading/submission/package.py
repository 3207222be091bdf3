"""Chooses the package and the notebook among the files of a submission, by what is in them and where they lie.

What a student wrote counts, wherever it lies: a folder with work comes before one that is as in the starter code. Code
is looked at as text and never parsed. Whatever a person might have chosen differently becomes a note.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.grading.submission.kinds import meant_name, what_is_not_read
from autograder.grading.submission.limits import MOST_NAMED, shown
from autograder.lab.settings import Settings

TESTS = "tests"
"""The folder of the public tests, whose files are named after modules."""
DEFINES = re.compile(rb"^[ \t]*(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)
UNFINISHED = re.compile(rb"^[ \t]*raise[ \t]+NotImplementedError\b", re.MULTILINE)
"""What the release writes in the place of each solution."""
UNFINISHED_CELL = re.compile(rb"raise NotImplementedError\b")
"""The same in a notebook. A traceback among its outputs has colour codes between the words."""
FINISHED = 2.0
"""The work in a module without such a line."""
Files = dict[PurePosixPath, bytes]


@dataclass(frozen=True)
class Choice:
    """The files of the package by path within it, and the notebook. `notes` say what was left out.

    `doubts` are sentences for a person: where work was taken from elsewhere, or something that counts is not there.
    """

    files: Files
    notebook: bytes | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Copy:
    """A file that is, or was meant to be, a module of the lab.

    `work` is between 0 and 2: `FINISHED` where no solution is left to write, and less than 1 where it is another file.
    """

    module: str
    path: PurePosixPath
    data: bytes
    work: float

    @property
    def is_exact(self) -> bool:
        """Whether it has the name of the module."""
        return self.path.name == self.module


def choose(files: Files, others: Sequence[PurePosixPath], settings: Settings, latest: Sequence[str] = ()) -> Choice:
    """The package and the notebook among files; `others` are files that are no code.

    Where a student uploaded several things, `latest` has the names of their folders, the latest first.
    """
    copies = _copies(files, settings)
    folder, why = _best_folder(copies, settings, latest)
    if folder is None:
        return _without_package(files, others, settings)
    package = {path.relative_to(folder): data for path, data in files.items() if path.is_relative_to(folder)}
    package = {path: data for path, data in package.items() if path.suffix == ".py"}
    doubts = [why] if why else []
    for module in _modules(settings):
        taken = _better_copy(module, folder, copies)
        if taken is not None:
            if taken.path.is_relative_to(folder):
                package.pop(taken.path.relative_to(folder), None)
            package[PurePosixPath(module)] = taken.data
            doubts.append(_taken(taken, folder, package, files))
    notebook, which = _notebook(files, folder, settings)
    doubts += which
    absent = [name for name in _modules(settings) if PurePosixPath(name) not in package]
    unfinished = [name for name in _modules(settings) if _is_open(package.get(PurePosixPath(name)))]
    doubts += _elsewhere(files.get(notebook) if notebook else None, [*absent, *unfinished], settings)
    if notebook is None or len(absent) == len(_modules(settings)):
        doubts += _not_read(others, settings, notebook is None)
    return Choice(package, files[notebook] if notebook else None, _left_out(copies, folder, settings), tuple(doubts))


def has_work(package: Files, settings: Settings) -> bool:
    """Whether any module of a package has work in it."""
    names = _names(settings)
    found = (_work(module, package.get(PurePosixPath(module), b""), names) for module in _modules(settings))
    return any(work == FINISHED for work in found)


def _modules(settings: Settings) -> tuple[str, ...]:
    return tuple(f"{name}.py" for name in settings.student_modules)


def _names(settings: Settings) -> dict[str, set[bytes]]:
    """By module, names that it has to define, as far as the lab says so."""
    found: dict[str, set[bytes]] = {}
    for question in (*settings.questions, *settings.left_out):
        for provided in question.provides:
            module, _, name = provided.partition(".")
            found.setdefault(f"{module}.py", set()).add(name.encode())
    return found


def _plain(data: bytes) -> bytes:
    """Code as text to search in: with line feeds, and also readable where it is in UTF-16."""
    return data.replace(b"\0", b"").replace(b"\r", b"\n")


def _work(module: str, data: bytes, settings_names: dict[str, set[bytes]]) -> float:
    text = _plain(data)
    defined = set(DEFINES.findall(text))
    wanted = settings_names.get(module, set())
    if not (defined & wanted if wanted else defined):
        return 0.1 if text.strip() else 0
    return 1 + 1 / (1 + len(UNFINISHED.findall(text)))


def _is_open(data: bytes | None) -> bool:
    return data is not None and bool(UNFINISHED.search(_plain(data)))


def _copies(files: Files, settings: Settings) -> list[Copy]:
    """All files that are modules of the lab by name, or nearly; those of the public tests are not."""
    by_meaning = {name.casefold(): name for name in _modules(settings)}
    names = _names(settings)
    found = []
    for path, data in files.items():
        meant = meant_name(path.name)
        module = by_meaning.get(meant) or next((by_meaning[name] for name in by_meaning if _ends_in(meant, name)), None)
        if module and path.parent.name != TESTS:
            found.append(Copy(module, path, data, _work(module, data, names)))
    return found


def _ends_in(meant: str, module: str) -> bool:
    """Whether a file is called as a module with something in front of it, such as a student's name."""
    return meant.endswith((f"_{module}", f"-{module}", f" {module}"))


def _best_folder(copies: list[Copy], settings: Settings, latest: Sequence[str]) -> tuple[PurePosixPath | None, str]:
    """The folder with the most work, and why it is not the one that a person would open first, if it is not."""
    by_folder: dict[PurePosixPath, dict[str, float]] = {}
    for copy in copies:
        modules = by_folder.setdefault(copy.path.parent, {})
        modules[copy.module] = max(modules.get(copy.module, 0), copy.work)
    if not by_folder:
        return None, ""
    work = {folder: round(sum(modules.values()), 3) for folder, modules in by_folder.items()}

    def place(folder: PurePosixPath) -> tuple[int, bool, int, int, str]:
        late = latest.index(folder.parts[0]) if folder.parts and folder.parts[0] in latest else len(latest)
        return late, folder.name != settings.package, len(folder.parts), -len(by_folder[folder]), str(folder)

    first = min(by_folder, key=place)
    best = min(by_folder, key=lambda folder: (-work[folder], place(folder)))
    if best == first or len(by_folder[first]) < len(by_folder[best]):
        return best, ""
    return best, f"graded {_folder(best)}, which has more work in it than {_folder(first)}"


def _better_copy(module: str, folder: PurePosixPath, copies: list[Copy]) -> Copy | None:
    """A copy of a module with more work in it than the one in the folder, the nearest one; None where there is none."""
    here = next((copy for copy in copies if copy.path == folder / module), None)
    found = [copy for copy in copies if copy.module == module and copy.work > max(here.work if here else 0, 1)]
    if not found:
        return None

    def preference(copy: Copy) -> tuple[float, bool, bool, int, str]:
        return -copy.work, copy.path.parent != folder, not copy.is_exact, len(copy.path.parts), str(copy.path)

    return min(found, key=preference)


def _taken(copy: Copy, folder: PurePosixPath, package: Files, files: Files) -> str:
    there = folder / copy.module in files
    why = f"{shown(folder / copy.module)} still has a TODO without code" if there else "no other file is that module"
    return f"graded {shown(copy.path)} as {copy.module}: {why}"


def _left_out(copies: list[Copy], folder: PurePosixPath, settings: Settings) -> tuple[str, ...]:
    """A note for each other folder with modules of the lab in it that are not the same."""
    used = {copy.module: copy.data for copy in copies if copy.path == folder / copy.module}
    different: dict[PurePosixPath, set[str]] = {}
    for copy in copies:
        is_open = 1 < copy.work < FINISHED
        if copy.path.parent != folder and copy.work and not is_open and copy.data != used.get(copy.module):
            different.setdefault(copy.path.parent, set()).add(copy.module)
    others = [other for other, modules in different.items() if other.name == folder.name or len(modules) > 1]
    others.sort(key=lambda other: (other.name != folder.name, len(other.parts), str(other)))
    beside = [
        copy
        for copy in copies
        if copy.path.parent == folder and not copy.is_exact and copy.work == FINISHED
        and folder / copy.module in {other.path for other in copies} and copy.data != used.get(copy.module)
    ]  # fmt: skip
    return (
        *(f"graded {_folder(folder)}, left out {_folder(other)}" for other in others[:MOST_NAMED]),
        *(f"graded {shown(folder / copy.module)}, left out {shown(copy.path)}" for copy in beside[:MOST_NAMED]),
    )


def _notebook(files: Files, folder: PurePosixPath, settings: Settings) -> tuple[PurePosixPath | None, list[str]]:
    """The notebook: the one of the right name, near the package; a copy with more work in it comes first."""
    found = [path for path in files if meant_name(path.name).endswith(".ipynb")]
    if not found:
        return None, []
    wanted = settings.notebook.casefold()

    def place(path: PurePosixPath) -> tuple[bool, bool, bool, int, str]:
        meant = meant_name(path.name) == wanted
        return path.name != settings.notebook, not meant, path.parent != folder.parent, len(path.parts), str(path)

    first = min(found, key=place)
    texts = {path: files[path].replace(b"\0", b"") for path in found}
    ids = [question.id.encode() for question in settings.questions if question.notebook]
    cells = texts[first].count(b'"cell_type"')

    def unfinished(path: PurePosixPath) -> int:
        return len(UNFINISHED_CELL.findall(texts[path]))

    def is_copy(path: PurePosixPath) -> bool:
        text = texts[path]
        return path == first or (all(name in text for name in ids) and 2 * text.count(b'"cell_type"') >= cells)

    best = min((path for path in found if is_copy(path)), key=lambda path: (unfinished(path), place(path)))
    if best == first:
        return best, []
    return best, [f"graded {shown(best)} as the notebook, which has more code in it than {shown(first)}"]


def _elsewhere(notebook: bytes | None, modules: Iterable[str], settings: Settings) -> list[str]:
    """A sentence where the notebook defines what belongs into modules that have no code."""
    if notebook is None:
        return []
    text = notebook.replace(b"\0", b"")
    names = _names(settings)
    found = [
        f"{name.decode()} ({module})"
        for module in modules
        for name in sorted(names.get(module, ()))
        if re.search(rb"(?:def|class) " + re.escape(name) + rb"\b", text)
    ]
    if not found:
        return []
    listed = ", ".join(found[:MOST_NAMED])
    return [f"the notebook defines {listed}, but only modules of {settings.package}/ are graded for that: ask for them"]


def _without_package(files: Files, others: Sequence[PurePosixPath], settings: Settings) -> Choice:
    """No module of the lab is there: only a notebook, or nothing that can be graded."""
    modules = _modules(settings)
    notebook, which = _notebook(files, PurePosixPath(settings.package), settings)
    wanted = f"a folder {settings.package}/ with {', '.join(sorted(modules))}"
    there = _not_read(others, settings, False)
    if notebook is not None:
        only = f"there is only the notebook {shown(notebook)}: ask for {wanted}"
        return Choice({}, files[notebook], (), (only, *which, *_elsewhere(files[notebook], modules, settings), *there))
    if there:
        return Choice({}, None, tuple(there))
    holds = _holds([*files, *others])
    return Choice({}, None, (f"no package found: the submission should hold {wanted}{holds}",))


def _holds(paths: Sequence[PurePosixPath]) -> str:
    if not paths:
        return ""
    names = ", ".join(shown(path) for path in sorted(paths)[:MOST_NAMED])
    more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    return f"; it holds {names}{more}"


def _not_read(others: Sequence[PurePosixPath], settings: Settings, notebook: bool) -> list[str]:
    """Sentences on files that hold work in a form that is not read, and what to ask for."""
    stem = PurePosixPath(settings.notebook).stem.casefold()
    wanted = f"{settings.package}/ and {settings.notebook}"
    found = []
    for path in others:
        what = what_is_not_read(path.name)
        if what and notebook and path.stem.casefold() == stem and what in ("a PDF", "a web page"):
            found.append(f"{shown(path)} is {what}, which is not read: ask for {settings.notebook} itself")
        elif what:
            found.append(f"{shown(path)} is {what}, which is not read: ask for {wanted} in a zip")
    return found[:MOST_NAMED]


def _folder(folder: PurePosixPath) -> str:
    return f"{shown(folder)}/"
