"""The rooms of the tool, and who may import whom: an import that is not in this table goes in the wrong direction."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support.imports import imports_of

import autograder
from autograder.grading import RUNTIME

TOOL = Path(autograder.__file__).parent
MAY_IMPORT = {
    "lib": set(),
    "checks": set(),
    "lab": {"lib"},
    "grading.grade": {"lab"},
    "grading.submission": {"checks", "lab", "lib"},
    "grading.certain": {"grading.grade", "grading.submission", "lab", "lib"},
    "grading.sandbox": {"lib"},
    "grading.results": {"grading.grade", "lab", "lib"},
    "grading.cases": {"checks", "grading.grade", "lab", "lib"},
    "grading.diagnosis": {"checks", "grading.cases", "grading.grade", "grading.submission", "lab", "lib"},
    "grading.judge": {
        "checks", "grading.cases", "grading.diagnosis", "grading.grade", "grading.sandbox", "grading.submission", "lab",
        "lib",
    },
    "grading.rounds": {"grading.certain", "grading.grade", "grading.submission", "lib"},
    "course": {"checks", "grading", "lab", "lib"},
    "authoring": {"checks", "grading", "lab", "lib"},
    "platforms": {"authoring", "course", "grading", "lab", "lib"},
    "cli": {"authoring", "checks", "course", "grading", "lab", "lib", "platforms"},
}  # fmt: skip
"""By room, the other rooms that it may import. `grading` on the right stands for all rooms in it."""
WITHOUT_TORCH = ("autograder.grading.submission.read", "autograder.grading.results.schema", "autograder.lab",
                 "autograder.cli.main",
                 "autograder.grading.results.terminal", "autograder.grading.judge.pool")  # fmt: skip


FOR_TYPES_ONLY = (
    ("autograder.grading.judge.process", "autograder.grading.judge.judge"),
    ("autograder.grading.judge.process", "autograder.grading.judge.phases"),
    ("autograder.grading.judge.pool", "autograder.grading.judge.phases"),
)
"""Imports for annotations, or by the process that needs the module: the other way round there is a plain import."""


def modules():
    """Every module of the tool with its file; the template of `autograder init` is data."""
    for path in sorted(TOOL.rglob("*.py")):
        parts = path.relative_to(TOOL).with_suffix("").parts
        if "template" not in parts and "files" not in parts and parts[0] != "__pycache__":
            name = ".".join(("autograder", *parts)).removesuffix(".__init__")
            yield name, path


def room_of(module):
    """The room of a module; "" for the package itself and its `__main__`."""
    inside = module.removeprefix("autograder").removeprefix(".")
    if inside.startswith("grading"):
        second = inside.split(".")[1:2]
        return f"grading.{second[0]}" if second else "grading"
    room = inside.split(".")[0]
    return "" if room == "__main__" else room


MODULES = dict(modules())


def imported_by(module):
    """The modules that a module of the tool imports."""
    path = MODULES[module]
    return imports_of(module, path.read_text(encoding="utf-8"), path.name == "__init__.py", MODULES)


@cache
def arrows():
    """All imports between modules of the tool: importing module, imported module."""
    return [
        (module, imported)
        for module in MODULES
        for imported in imported_by(module)
        if imported.partition(".")[0] == "autograder"
    ]


def may_import(room, other):
    """Whether the table has this arrow; everybody may read the version, and the constants of `autograder.grading`."""
    allowed = MAY_IMPORT[room]
    return other in (room, "", "grading") or other in allowed or (other.startswith("grading.") and "grading" in allowed)


def test_the_table_has_every_room():
    assert {room_of(module) for module in MODULES} - {"", "grading"} == set(MAY_IMPORT)


def test_no_room_imports_what_is_not_in_its_row():
    wrong = [f"{module} imports {other}" for module, other in arrows()
             if room_of(module) in MAY_IMPORT and not may_import(room_of(module), room_of(other))]  # fmt: skip
    assert wrong == []


def test_no_row_allows_what_nobody_needs():
    used = {(room_of(module), room_of(other)) for module, other in arrows()}
    tops = used | {(room, other.partition(".")[0]) for room, other in used}
    unused = [f"{room} -> {other}" for room, allowed in MAY_IMPORT.items() for other in allowed
              if (room, other) not in tops]  # fmt: skip
    assert unused == []


def test_the_rooms_stand_in_an_order_without_a_way_back():
    rooms = {}
    for module, other in arrows():
        first, second = room_of(module), room_of(other)
        rooms.setdefault(first, set()).update({second} - {first, "", "grading"})
    order = list(TopologicalSorter(rooms).static_order())  # raises `CycleError` for a circle
    assert order.index("lib") < order.index("lab") < order.index("grading.cases") < order.index("grading.diagnosis")
    assert order.index("grading.diagnosis") < order.index("grading.judge") < order.index("authoring")
    assert order.index("course") < order.index("platforms") < order.index("cli")


def test_no_module_is_in_a_circle_of_imports():
    graph = {module: set() for module in MODULES}
    for module, other in arrows():
        if other in MODULES and other != module:
            graph[module].add(other)
    for module, other in FOR_TYPES_ONLY:
        graph[module].discard(other)
    TopologicalSorter(graph).prepare()


def test_the_tool_imports_neither_tests_nor_tools():
    imported = {name.partition(".")[0] for module in MODULES for name in imported_by(module)}
    assert not imported & {"tests", "tools", "support", "conftest"}


def test_the_tools_import_the_tool_and_their_siblings_alone():
    tools = TOOL.parent / "tools"
    for path in sorted(tools.rglob("*.py")):
        siblings = {other.stem for other in path.parent.glob("*.py")}
        imported = {
            name.partition(".")[0] for name in imports_of(path.stem, path.read_text(encoding="utf-8"), False, ())
        }
        ours = {other.stem for other in [*tools.rglob("*.py"), *(TOOL.parent / "tests").rglob("*.py")]} | {
            "tests",
            "support",
        }
        assert not imported & (ours - siblings), path.name


def test_a_grade_depends_on_runtime_rooms_alone():
    for module, other in arrows():
        if room_of(module).partition(".")[0] in RUNTIME:
            assert room_of(other).partition(".")[0] in (*RUNTIME, ""), f"{module} imports {other}"


def test_the_harness_for_students_imports_nothing_of_the_tool():
    for module, path in MODULES.items():
        if room_of(module) == "checks":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            absolute = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
            assert not [node.module for node in absolute if node.module.startswith(("autograder", "checks"))], module


@pytest.mark.parametrize("room", ["lib", "lab", "grading.submission", "grading.results"])
def test_rooms_that_read_files_do_without_torch(room):
    for module in MODULES:
        if room_of(module) == room:
            assert not {"torch", "otter"} & {name.partition(".")[0] for name in imported_by(module)}, module


@pytest.mark.parametrize("module", WITHOUT_TORCH)
def test_importing_them_does_not_load_torch(module):
    code = f"import sys, {module}\nsys.exit('torch' in sys.modules or 'otter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
