"""What is saved in a package is used at once by all that holds something of it, and old code never runs again."""

import functools
import importlib
import os
import sys
import traceback

import pytest

from autograder.checks.old_code import BrokenFile
from autograder.checks.reloading import Follower, imported

BASE = """
import functools

LIMIT = 3

def doubled(f):
    @functools.wraps(f)
    def around(*values):
        return 2 * f(*values)
    return around

def plain(x):
    return x + 1

@doubled
def decorated(x):
    return x + 1

class Layer:
    def __init__(self, size):
        self.size = size

    def __call__(self, x):
        return x * self.size
"""
USER = """
from .base import LIMIT, Layer, plain

TWICE = 2 * LIMIT

class Deep(Layer):
    def __call__(self, x):
        return super().__call__(plain(x))

def both(x):
    return plain(x), TWICE
"""


class Files:
    """A package on disk that a follower follows, and the variables of a notebook that imported from it."""

    def __init__(self, folder, name):
        self.folder, self.name, self.said = folder / name, name, []
        self.folder.mkdir()
        self.write("__init__", "")
        self.write("base", BASE)
        self.write("user", USER)
        self.variables = {"functools": functools}
        self.follower = Follower(name, self.folder, self.variables, self.said.append)
        self.run(f"from {name}.base import *\nfrom {name}.user import *\nimport {name}.base as base")

    def write(self, module, text):
        (self.folder / f"{module}.py").write_text(text)

    def change(self, module, *pairs):
        """Change a file, and run what a notebook runs before the next cell."""
        text = (self.folder / f"{module}.py").read_text()
        for was, now in pairs:
            assert was in text
            text = text.replace(was, now)
        self.write(module, text)
        self.follower.follow()

    def run(self, code):
        exec(code, self.variables)

    def value(self, expression):
        return eval(expression, self.variables)


@pytest.fixture
def files(tmp_path, monkeypatch):
    name = f"followed_{tmp_path.name.replace('-', '_')}"
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    files = Files(tmp_path, name)
    yield files
    files.follower.close()
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        del sys.modules[module]


def test_names_aliases_and_modules_that_import_from_it_follow(files):
    files.run("mine = plain\nheld = [plain, 3]\nby_name = {'p': plain}\nchanged = functools.partial(plain)")
    files.change("base", ("return x + 1", "return x + 10"))
    assert files.value("plain(1), mine(1), held[0](1), by_name['p'](1), base.plain(1)") == (11,) * 5
    assert files.value("changed(1), both(1)") == (11, (11, 6))
    assert files.value("mine is plain is base.plain")
    assert files.said == []


def test_a_decorated_function_and_the_plain_one_in_it_follow(files):
    files.variables["kept"] = (files.value("decorated"),)  # in a tuple, which nothing can change
    files.change("base", ("return x + 1", "return x + 2"), ("return 2 * f", "return 3 * f"))
    assert files.value("decorated(1), kept[0](1)") == (9, 9)


def test_constants_follow_where_the_notebook_has_them_from_the_file(files):
    files.run("LIMIT_OF_MINE = LIMIT\nTWICE = 'my own'")
    files.change("base", ("LIMIT = 3", "LIMIT = 5"))
    assert files.value("LIMIT, TWICE, both(0)") == (5, "my own", (1, 10))


def test_instances_get_the_new_class_and_so_do_those_of_subclasses(files):
    files.run("layer, deep = Layer(2), Deep(3)\nclass Own(Layer):\n    pass\nown, call = Own(4), layer.__call__")
    files.change("base", ("x * self.size", "x - self.size"))
    assert files.value("layer(10), deep(10), own(10), call(10)") == (8, 8, 6, 8)
    assert files.value("isinstance(layer, Layer) and isinstance(deep, Deep) and isinstance(own, Layer)")
    assert files.said == []


def test_variables_that_another_init_made_are_named(files):
    files.run("layer = Layer(2)\nother = 3")
    files.change(
        "base", ("self.size = size", "self.size = size\n        self.scale = 5"), ("x * self", "x * self.scale * self")
    )
    assert files.said == ["Made before this edit, by the old code: layer. Run the cells again that make them."]
    with pytest.raises(AttributeError, match="scale"):
        files.value("layer(1)")
    assert files.value("Layer(2)(1)") == 10


def test_what_cannot_get_the_new_class_is_named(files):
    files.run("layer = Layer(2)")
    files.change("base", ("class Layer:", "class Layer:\n    __slots__ = ('size',)"))
    assert files.said == ["Made before this edit, by the old code: layer. Run the cells again that make them."]


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        ("return x + 1\n\n@", "return x +\n\n@", "base.py, line 13: SyntaxError: invalid syntax"),
        ("LIMIT = 3", "LIMIT = UNKNOWN", "base.py, line 4: NameError: name 'UNKNOWN' is not defined"),
        ("LIMIT = 3", "raise SystemExit(3)", "base.py, line 4: SystemExit: 3"),
        ("LIMIT = 3", "import nothing_of_this_name", "base.py, line 4: ModuleNotFoundError: No module named"),
    ],
)
def test_a_file_that_cannot_be_executed_is_named_once_and_its_old_code_never_runs(files, was, now, problem):
    files.run("layer, deep = Layer(2), Deep(3)\nkept = (plain, layer.__call__)")
    files.change("base", (was, now))
    assert len(files.said) == 1 and problem in files.said[0] and files.name in files.said[0]
    for expression in (
        "plain(1)",
        "decorated(1)",
        "layer(1)",
        "deep(1)",
        "both(1)",
        "Layer(1)",
        "kept[0](1)",
        "kept[1](1)",
    ):
        with pytest.raises(BrokenFile) as caught:
            files.value(expression)
        assert problem in str(caught.value)
    files.follower.follow()
    files.change("user", ("2 * LIMIT", "3 * LIMIT"))
    assert len(files.said) == 1
    assert problem in files.follower.problem_of(f"{files.name}.base")
    files.change("base", (now, was))
    assert files.value("plain(1), decorated(1), layer(3), deep(3), both(1)") == (2, 4, 6, 12, (2, 9))
    assert files.value("kept[0](1), kept[1](1)") == (2, 2) and len(files.said) == 1
    assert files.follower.problem_of(f"{files.name}.base") == ""


def test_who_imports_what_a_broken_file_lacks_is_not_blamed(files):
    files.write("base", BASE + "\ndef fresh(:\n")
    files.change("user", ("LIMIT, Layer", "LIMIT, Layer, fresh"))
    assert len(files.said) == 1 and "base.py, line 26: SyntaxError" in files.said[0]
    files.change("base", ("def fresh(:", "def fresh(x):\n    return 7"))
    files.run(f"from {files.name}.user import fresh")
    assert files.value("fresh(1), both(1)") == (7, (2, 6)) and len(files.said) == 1


def test_a_name_that_is_gone_refuses(files):
    files.change("base", ("def plain", "def simple"), ("return x + 1\n\n@", "return x + 2\n\n@"))
    with pytest.raises(BrokenFile, match=r"base.py has no `plain` any more|user.py, line 2: ImportError"):
        files.value("plain(1)")
    with pytest.raises(BrokenFile, match=r"user.py, line 2: ImportError: cannot import name 'plain'"):
        files.value("both(1)")


def test_a_file_that_is_gone_is_named_and_may_come_back(files):
    (files.folder / "base.py").unlink()
    files.follower.follow()
    assert "base.py: it is not there any more" in files.said[0]
    files.write("base", BASE)
    files.follower.follow()
    assert files.value("plain(1)") == 2


def test_an_edit_of_the_same_size_in_the_same_moment_is_seen(files):
    path = files.folder / "base.py"
    times = path.stat()
    path.write_text(BASE.replace("x + 1", "x + 7"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    files.follower.follow()
    assert files.value("plain(1)") == 8


def test_a_saved_file_without_a_change_leaves_everything_as_it_is(files):
    before = files.value("plain")
    files.write("base", BASE)
    files.follower.follow()
    assert files.value("plain") is before


def test_a_traceback_shows_the_lines_of_the_file_as_it_is(files):
    for above in ("", "\n\n\n"):
        files.write("base", above + BASE.replace("    return x + 1\n\n@", "    return x + missing\n\n@"))
        files.follower.follow()
        try:
            files.value("plain(1)")
        except NameError as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            assert (frame.lineno, frame.line) == (13 + len(above), "return x + missing")
    assert files.said == []


def test_modules_that_import_each_other_are_executed_once_each(files):
    files.write("one", "from . import two\nCOUNT = []\ndef first():\n    return 1\n")
    files.write("two", "from . import one\ndef second():\n    return one.first()\n")
    files.run(f"from {files.name}.two import second")
    files.change("one", ("return 1", "return 5"))
    assert files.value("second()") == 5 and files.said == []


def test_a_module_that_could_not_be_imported_is_imported_when_it_can(files):
    files.write("late", "def (:\n")
    with pytest.raises(SyntaxError):
        files.run(f"from {files.name}.late import value")
    files.write("late", "value = 3\n")
    files.run(f"from {files.name}.late import value")
    assert files.value("value") == 3 and files.said == []


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("from .a import b", ["p.a", "p.a.b"]),
        ("from . import a, b", ["p", "p.a", "p.b"]),
        ("import p.a, math", ["p.a", "math"]),
        ("from p.a import b as c", ["p.a", "p.a.b"]),
        ("def f():\n    from .a import b\nclass C:\n    from .d import e", ["p.d", "p.d.e"]),
        ("from .a import (", []),
    ],
)
def test_imports_are_read_from_the_text(text, modules):
    assert sorted(imported(text.encode(), "p.user")) == sorted(modules)
