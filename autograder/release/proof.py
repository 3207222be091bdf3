"""Proves that a student's tree gives nothing away, and that it works by itself."""

import ast
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lab3.notebook import plain_python

from autograder.config import MASTER_NOTEBOOK, NOTEBOOK, LabConfig
from autograder.release.notebook import read_master
from autograder.release.public_cases import hidden_cases
from autograder.release.regions import BEGIN, END, is_trivial, solution_statements

TEXT = {".py", ".md", ".txt", ".toml", ".json", ".ipynb", ".yml", ".yaml", ".cfg"}
COMMON = re.compile(r"[a-z0-9_. ]{0,30}|.{0,4}", re.DOTALL)
"""Strings that give nothing away: a few plain words, the name of a parameter, a character or two."""


@dataclass(frozen=True)
class Secrets:
    """What no file for students may hold: strings and bodies of hidden cases, statements of solutions."""

    strings: frozenset[str]
    bodies: frozenset[str]
    statements: frozenset[str]


def prove(tree: Path, assignment: Path, questions: Path, config: LabConfig) -> list[str]:
    """What is wrong with a student's tree, a sentence each; an empty list is the proof."""
    secrets = Secrets(_hidden_strings(questions), _hidden_bodies(questions), _solutions(assignment, config))
    problems = [f"{file.relative_to(tree)}: {text}" for file in _files(tree) for text in _leaks(file, secrets)]
    return problems + _missing_todos(tree, config) + _broken_imports(tree, config)


def prove_zip(path: Path, assignment: Path, questions: Path, config: LabConfig) -> list[str]:
    """The same for a zip of such a tree."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder)  # our own zip, made a moment ago
        return prove(Path(folder), assignment, questions, config)


def _files(tree: Path) -> list[Path]:
    return sorted(path for path in tree.rglob("*") if path.is_file() and path.suffix in TEXT)


def _leaks(file: Path, secrets: Secrets) -> list[str]:
    text = file.read_text(encoding="utf-8")
    found = [f"the marker {marker!r}" for marker in (BEGIN, END) if marker in text]
    found += [f"the hidden input or message {it[:40]!r}" for it in sorted(secrets.strings) if _contains(text, it)]
    if file.suffix == ".ipynb" and any(cell.get("outputs") for cell in json.loads(text)["cells"]):
        found.append("outputs of cells")
    for source in _python(file, text):
        statements = {ast.dump(node): node for node in ast.walk(source) if isinstance(node, ast.stmt)}
        leaked = sorted(statements.keys() & secrets.statements)
        found += [f"the solution `{ast.unparse(statements[key])[:60]}`" for key in leaked]
        found += ["a hidden case" for body in _bodies(_functions(source)) if body in secrets.bodies]
    return found


def _contains(text: str, secret: str) -> bool:
    return secret in text or json.dumps(secret)[1:-1] in text


def _solutions(assignment: Path, config: LabConfig) -> frozenset[str]:
    """Statements of all solutions that do not stand in the given code, too."""
    solutions: set[str] = set()
    given: set[str] = set()
    modules = sorted((assignment / config.package).glob("*.py"))
    sources = [(path.name, path.read_text(encoding="utf-8")) for path in modules]
    cells = read_master(assignment / MASTER_NOTEBOOK).cells
    sources += [(cell.id, plain_python(cell.source)) for cell in cells if cell.cell_type == "code"]
    for name, source in sources:
        inside = solution_statements(source, name)
        solutions |= inside
        given |= {ast.dump(n) for n in ast.walk(ast.parse(source)) if isinstance(n, ast.stmt)} - inside
    return frozenset(solutions - given)


def _hidden_bodies(questions: Path) -> frozenset[str]:
    return frozenset(
        body for path in questions.glob("*.py") for body in _bodies(hidden_cases(path.read_text(encoding="utf-8")))
    )


def _hidden_strings(questions: Path) -> frozenset[str]:
    """Strings that stand in hidden cases and in no public one."""
    hidden: set[str] = set()
    public: set[str] = set()
    for path in questions.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        cases = hidden_cases(source)
        hidden |= {text for case in cases for text in _strings(case)}
        names = {case.name for case in cases}
        rest = [node for node in ast.parse(source).body if getattr(node, "name", None) not in names]
        public |= {text for node in rest for text in _strings(node)}
    return frozenset(text for text in hidden - public if not COMMON.fullmatch(text))


def _strings(node: ast.AST) -> set[str]:
    """Whole string constants below a node, but not the fragments of f-strings."""
    parts = {id(p) for n in ast.walk(node) if isinstance(n, ast.JoinedStr) for p in ast.walk(n)}
    constants = (n for n in ast.walk(node) if isinstance(n, ast.Constant) and id(n) not in parts)
    return {n.value for n in constants if isinstance(n.value, str)}


def _python(file: Path, text: str) -> list[ast.Module]:
    """The Python in a file: the file itself, or the code cells of a notebook."""
    if file.suffix == ".py":
        return [ast.parse(text)]
    if file.suffix != ".ipynb":
        return []
    trees = []
    for cell in json.loads(text)["cells"]:
        try:
            trees.append(ast.parse(plain_python("".join(cell["source"]))))
        except SyntaxError:
            continue
    return trees


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _bodies(functions: list[ast.FunctionDef]) -> set[str]:
    return {"\n".join(ast.dump(n) for n in function.body) for function in functions if not is_trivial(function.body[0])}


def _missing_todos(tree: Path, config: LabConfig) -> list[str]:
    files = [*(tree / config.package).glob("*.py"), *tree.glob(NOTEBOOK)]
    source = "".join(path.read_text("utf-8") for path in files)
    wanted = [question.id for question in config.questions if question.modules or question.notebook]
    return [f"no file has a TODO({name})" for name in wanted if f"# TODO({name})" not in source]


def _broken_imports(tree: Path, config: LabConfig) -> list[str]:
    """Import every module of the skeleton in a process of its own."""
    names = sorted(path.stem for path in (tree / config.package).glob("*.py") if path.stem != "__main__")
    code = "import sys, importlib; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1])\n" + "\n".join(
        f"importlib.import_module({config.package + '.' + name!r})" for name in names
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, str(tree)], capture_output=True, text=True)
    return [f"the skeleton can not be imported: {done.stderr.strip().splitlines()[-1]}"] if done.returncode else []
