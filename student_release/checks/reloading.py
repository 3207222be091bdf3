"""In a notebook, what is saved in the package is used from the next cell on. Imports no torch.

Python imports a file once, and a notebook keeps what it imported. Here, the files of the package are read before each
cell and each check. Modules whose file has changed are executed again, and so are those that import from them, in the
order of their imports. Then everything follows: names in the notebook, functions that are kept elsewhere, and instances
that were made before, which get the new class. The code that ran before is never used again: where a file cannot be
executed, its functions raise `BrokenFile` until it is mended.
"""

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .old_code import BrokenFile, Executed, Update, Variables, functions_of, refuse, shown_file
from .settings import HOME, read_settings

NULLS = "null bytes"
"""What Python says of a file in UTF-16, in which every second byte is 0."""
NOT_UTF_8 = "its text is not in UTF-8, but perhaps in UTF-16: save it as UTF-8"


@dataclass
class _Known:
    """What is known of a module: its text when it was executed last, and what is wrong with it ("" for nothing).

    `is_its_own`: only another text can mend it.
    """

    text: bytes
    problem: str = ""
    is_its_own: bool = False


class Follower:
    """Lets a process follow the files of a package.

    `variables` are those of the notebook, whose names follow as well. `say` gets each sentence for the student.
    """

    def __init__(
        self, package: str, folder: Path, variables: Variables | None = None, say: Callable[[str], None] = print
    ) -> None:
        self.package, self.folder, self.say = package, folder, say
        self.variables: Variables = {} if variables is None else variables
        self._known: dict[str, _Known] = {}
        for name, module in self._loaded().items():
            self._known[name] = _Known(_text_of(module))
        sys.meta_path.insert(0, _Finder(self))

    def close(self) -> None:
        """Follow no more."""
        sys.meta_path[:] = [finder for finder in sys.meta_path if getattr(finder, "follower", None) is not self]

    def follow(self) -> None:
        """Execute again what has changed on disk, with what imports from it."""
        loaded = self._loaded()
        texts = {name: _text_of(module) for name, module in loaded.items()}
        changed = [name for name in loaded if self._is_to_execute(name, texts[name])]
        if not changed:
            return
        said = {known.problem for known in self._known.values()}
        done: list[Executed] = []
        for name in self._in_order(changed, texts):
            self._known.setdefault(name, _Known(b"")).text = texts[name]
            done.append(self._execute(loaded[name], texts[name]))
        Update(done, self.variables, self.say).everything()
        for problem in dict.fromkeys(known.problem for known in self._known.values()):
            if problem and problem not in said:
                self.say(f"{problem}. Nothing of this file runs until you have mended it.")

    def _is_to_execute(self, name: str, text: bytes) -> bool:
        """Whether a file has changed, or its problem may lie elsewhere, as with a package that was missing."""
        known = self._known.get(name)
        return known is None or known.text != text or (bool(known.problem) and not known.is_its_own)

    def problem_of(self, name: str) -> str:
        """What is wrong with a module that is loaded, "" where nothing is; `name` is the full one."""
        return self._known[name].problem if name in self._known else ""

    def note(self, name: str, text: bytes) -> None:
        """A module is being imported with this text."""
        self._known[name] = _Known(text)

    def _loaded(self) -> dict[str, types.ModuleType]:
        return {name: module for name, module in list(sys.modules.items()) if self._is_ours(name, module)}

    def _is_ours(self, name: str, module: Any) -> bool:
        if name != self.package and not name.startswith(f"{self.package}."):
            return False
        file = Path(getattr(module, "__file__", None) or "")
        return file.suffix == ".py" and file.is_relative_to(self.folder)

    def _in_order(self, changed: Sequence[str], texts: dict[str, bytes]) -> list[str]:
        """These modules and all that import from them, each behind what it imports."""
        imports = {name: [other for other in imported(texts[name], name) if other in texts] for name in texts}
        affected, size = set(changed), 0
        while len(affected) > size:
            size = len(affected)
            affected |= {name for name in texts if affected & set(imports[name])}
        order: dict[str, None] = {}
        waiting: set[str] = set()

        def add(name: str) -> None:
            if name in waiting:  # a circle of imports
                return
            waiting.add(name)
            for other in imports[name]:
                add(other)
            order[name] = None

        for name in sorted(affected):
            add(name)
        return [name for name in order if name in affected]

    def _execute(self, module: types.ModuleType, text: bytes) -> Executed:
        """Execute a module again; where that fails, it holds what it held before, but its functions refuse."""
        names, known = vars(module), self._known[module.__name__]
        step = Executed(module, dict(names))
        file = str(module.__file__)
        linecache.cache.pop(file, None)
        for name, value in step.before.items():
            if not (name.startswith("__") and name.endswith("__")) and not self._is_part(module, name, value):
                del names[name]
        try:
            if not Path(file).is_file():
                raise FileNotFoundError("it is not there any more")
            exec(compile(text, file, "exec", dont_inherit=True), names)
            known.problem = ""
        except (Exception, SystemExit) as error:
            known.problem = self._problem(error, text, module)
            known.is_its_own = isinstance(error, SyntaxError)
            names.clear()
            names.update(step.before)
            for function in functions_of(module.__name__, names.values()):
                refuse(function, known.problem)
        step.after = dict(names)
        return step

    def _problem(self, error: BaseException, text: bytes, module: types.ModuleType) -> str:
        """What is wrong with a module: where it lacks something of a broken one, what is wrong with that."""
        if isinstance(error, BrokenFile):
            return str(error)
        others = imported(text, module.__name__) if isinstance(error, ImportError) else []
        causes = (self.problem_of(name) for name in others)
        return next(filter(None, causes), "") or problem_of_import(error, self.folder, str(module.__file__))

    def _is_part(self, module: types.ModuleType, name: str, value: Any) -> bool:
        """Whether a name in a package is that of a module in it."""
        return isinstance(value, types.ModuleType) and sys.modules.get(f"{module.__name__}.{name}") is value


class _Finder(importlib.abc.MetaPathFinder):
    """Imports the modules of the package, and notes the text that each was imported with."""

    def __init__(self, follower: Follower) -> None:
        self.follower = follower

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.follower.package and not name.startswith(f"{self.follower.package}."):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return spec
        loader = _Loader(spec.loader.name, spec.loader.path)
        loader.note = self.follower.note
        spec.loader = loader
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    """Executes the text on disk: a compiled one may be of an edit that took place in the same second."""

    note: Callable[[str, bytes], None]

    def get_code(self, fullname: str) -> types.CodeType:
        text = Path(self.path).read_bytes()
        linecache.cache.pop(self.path, None)
        self.note(fullname, text)
        code: types.CodeType = compile(text, self.path, "exec", dont_inherit=True)
        return code


_followers: list[Follower] = []


def follow_files(variables: Variables) -> None:
    """From the next cell on, use what is saved in the package; `variables` are the notebook's, `globals()`.

    Does nothing outside of IPython. It may be called again, as when a cell is run twice.
    """
    shell = _shell()
    if shell is None:
        return
    if "autoreload" in shell.magics_manager.magics["line"]:  # two of a kind would undo each other's work
        shell.run_line_magic("autoreload", "0")
    if _followers:
        _followers[0].variables = variables
        return
    package = read_settings().package
    follower = Follower(package, HOME / package, variables)
    _followers.append(follower)
    shell.events.register("pre_run_cell", lambda info=None: follower.follow())


def _shell() -> Any:
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


def use_what_is_on_disk() -> None:
    """Follow the files now, where a notebook asked for that."""
    for follower in _followers:
        follower.follow()


def broken_files(test: str) -> list[str]:
    """What is wrong with the files that a test needs: a line for each that cannot be executed.

    `test` is the text of the test: it names modules as `lab.NAME`. A file is blamed once, whoever imports from it.
    """
    settings = read_settings()
    folder = HOME / settings.package
    found: dict[str, None] = {}
    for name in dict.fromkeys(_named(test)):
        if not (folder / f"{name}.py").exists():
            continue
        module = f"{settings.package}.{name}"
        try:
            importlib.import_module(module)
        except (Exception, SystemExit) as error:
            found[str(error) if isinstance(error, BrokenFile) else problem_of_import(error, folder)] = None
        for other in sorted(_needed(module)):
            for follower in _followers:
                if problem := follower.problem_of(other):
                    found[problem] = None
    return list(found)


def _named(test: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(test)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "lab":
            yield node.attr


def _needed(name: str) -> set[str]:
    """A module that is loaded, and all modules of its package that it imports, with those that they import."""
    needed, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        module = sys.modules.get(current)
        if current not in needed and module is not None and getattr(module, "__file__", None):
            needed.add(current)
            package = current.partition(".")[0]
            waiting += [each for each in imported(_text_of(module), current) if each.partition(".")[0] == package]
    return needed


def imported(text: bytes, name: str) -> list[str]:
    """The modules that a module may import when it is executed, by their full names; none where it is no Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    package = name.rpartition(".")[0] or name
    found: list[str] = []
    for node in _executed(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package if node.level == 1 else ""
            home = ".".join(part for part in (base, node.module or "") if part)
            found += [home, *(f"{home}.{alias.name}" for alias in node.names)]
    return list(dict.fromkeys(found))


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes outside of functions."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def problem_of_import(error: BaseException, folder: Path, file: str = "") -> str:
    """Why a file of this folder cannot be executed, in a line: the file, the line in it, and the error.

    `file` is the one that was executed, where that is known.
    """
    kind, text = type(error).__name__, " ".join(str(getattr(error, "msg", None) or error).split())
    line: int | None = None
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_relative_to(folder):
        file, line = error.filename, error.lineno
    else:
        walked = error.__traceback__
        while walked is not None:
            if Path(walked.tb_frame.f_code.co_filename).is_relative_to(folder):
                file, line = walked.tb_frame.f_code.co_filename, walked.tb_lineno
            walked = walked.tb_next
    if isinstance(error, FileNotFoundError) and line is None:
        return f"{shown_file(file)}: {text}" if file else text
    if NULLS in text:
        return f"{shown_file(file) if file else folder.name}: {NOT_UTF_8}"
    place = ", line ".join([shown_file(file), *([str(line)] if line else [])]) if file else folder.name
    return f"{place}: {kind}: {text}" if text else f"{place}: {kind}"


def _text_of(module: types.ModuleType) -> bytes:
    """The file of a module as it is now; empty where it cannot be read."""
    try:
        return Path(str(module.__file__)).read_bytes()
    except OSError:
        return b""
