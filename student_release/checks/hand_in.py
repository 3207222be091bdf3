"""`python -m checks.hand_in`: writes the zip to hand in, and says what is in it and what one may have forgotten.

Nothing is run, and no torch is imported.
"""

import argparse
import ast
import json
import re
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .cells import CODE, Cell, UnreadableNotebook, read_cells
from .magics import plain_python
from .notebook import chosen
from .order import unwritten
from .output import Style, in_any_encoding
from .settings import HOME, Settings, fingerprint, read_settings

LEFT_BEHIND = ("__pycache__", ".ipynb_checkpoints")
"""Folders that are not handed in; neither is what begins with a dot."""
LARGE = 10 << 20
"""Bytes of a file that is named as large."""
LATER = 2.0
"""Seconds by which a checkpoint has to be newer to count: Jupyter writes both when it saves."""
MOST_NAMED = 5
UNWRITTEN = re.compile(r"NotImplementedError\(.\w+: (\S+) has no code yet")


class CannotHandIn(Exception):
    """There is nothing to hand in, or no place for the zip; the text is one sentence."""


def main() -> int:
    """Returns 0 when the zip was written, whatever is missing in it, and 2 after one line about what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m checks.hand_in", description="Write the zip to hand in.")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the zip (default: the package's name, -handin.zip)")
    options = parser.parse_args()
    with in_any_encoding():
        try:
            return hand_in(options.out)
        except (CannotHandIn, FileNotFoundError) as error:
            print(f"checks: {error}", file=sys.stderr)
            return 2


def hand_in(out: Path | None = None, home: Path = HOME) -> int:
    """Write the zip, and print what is in it and what may be forgotten; returns 0. Raises `CannotHandIn`."""
    settings, style = read_settings(), Style(sys.stdout)
    out = out or Path(f"{settings.package}-handin.zip")
    files = to_hand_in(settings, home)
    warnings = list(forgotten(settings, home))
    _write(out, files)
    print(style.strong(f"wrote {out}, with {len(files)} files:"))
    for name, path in files.items():
        print(f"  {name} {style.quiet(f'({_size(path)})')}")
    for warning in warnings:
        print(f"{style.bad('✗')} {warning}")
    if warnings:
        print("You can mend this, and run the command again: it writes the zip anew.")
    else:
        print(f"{style.good('✓')} Every answer is written, and the notebook is saved.")
    return 0


def to_hand_in(settings: Settings, home: Path) -> dict[str, Path]:
    """The files for the zip, by their names in it: the package, and the notebook. Raises `CannotHandIn`."""
    package = home / settings.package
    if not package.is_dir():
        raise CannotHandIn(
            f"there is no folder {settings.package}/ in {home}: run this in the folder of the starter code"
        )
    found = {
        path.relative_to(home).as_posix(): path
        for path in sorted(package.rglob("*"))
        if path.is_file() and not any(p in LEFT_BEHIND or p.startswith(".") for p in path.relative_to(home).parts)
    }
    notebook = _notebook(settings, home)
    return found | ({settings.notebook: notebook} if notebook else {})


def forgotten(settings: Settings, home: Path) -> Iterator[str]:
    """What may have been forgotten, a sentence each, as far as files can show it."""
    yield from _modules(settings, home / settings.package)
    if settings.notebook:
        path = _notebook(settings, home)
        if path is None:
            yield f"There is no notebook {settings.notebook} in {home}."
        else:
            yield from _about_notebook(settings, path)
    large = [name for name, path in to_hand_in(settings, home).items() if path.stat().st_size > LARGE]
    if large:
        yield f"Large, and not needed for the grade: {_named(large)}. Move it out of {settings.package}/."


def _modules(settings: Settings, package: Path) -> Iterator[str]:
    for name in dict.fromkeys(file for files in settings.files.values() for file in files if file.endswith(".py")):
        path = package.parent / name
        if not path.is_file():
            yield f"{name} is missing."
            continue
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError) as error:
            line = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
            yield f"{name}{line}: this is no Python ({getattr(error, 'msg', error)})."
            continue
        if empty := _unwritten(tree):
            yield f"{name} has no code yet for {_named(empty)}."
    changed = [name for name, print_ in settings.given.items() if _differs(package / name, print_)]
    if changed:
        listed = _named(f"{package.name}/{name}" for name in changed)
        yield f"Changed, though given: {listed}. The grader takes its own."


def _unwritten(tree: ast.AST) -> list[str]:
    """The functions that still raise the starter code's error, by its words."""
    raised = (ast.unparse(node.exc) for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc is not None)
    return [found[1] for text in raised if (found := UNWRITTEN.match(text))]


def _differs(path: Path, wanted: str) -> bool:
    return not path.is_file() or fingerprint(path.read_bytes()) != wanted


def _about_notebook(settings: Settings, path: Path) -> Iterator[str]:
    data = path.read_bytes()
    try:
        cells = read_cells(data)
    except UnreadableNotebook as error:
        yield f"{path.name}: {error}."
        return
    if empty_cells := unwritten(settings.cells, cells):
        listed = _named(cell.label for cell in empty_cells)
        yield f"{path.name} has no answer to {_count(empty_cells)} with a TODO: {listed}."
    if empty := _empty_answers(settings, cells):
        points = f" A person reads them, for {settings.written[1]:g} points." if settings.written else ""
        yield f"{path.name} has {empty} of {len(settings.answers)} written answers empty.{points}"
    if idle := _never_run(settings, data):
        yield f"{path.name} was saved before {idle} with code of yours had run: run all, and save."
    if _is_older_than_checkpoint(path):
        yield f"{path.name} is older than what Jupyter saved last: open it, look whether all is there, and save it."


def _count(cells: Iterable[Any]) -> str:
    number = len(list(cells))
    return "1 cell" if number == 1 else f"{number} cells"


def _empty_answers(settings: Settings, cells: Iterable[Cell]) -> int:
    """How many of the answers that a person reads are missing, blank, or as in the starter code."""
    texts = [cell for cell in cells if cell.kind != CODE]
    by_name = {cell.name: cell for cell in texts}
    blank = {given.source.strip() for given in settings.answers} | {""}
    if not by_name.keys() & {given.name for given in settings.answers}:  # metadata are lost
        return sum(cell.source.strip() in blank for cell in texts)
    return sum(by_name[given.name].source.strip() in blank for given in settings.answers if given.name in by_name)


def _never_run(settings: Settings, data: bytes) -> str:
    """How many cells with code of the student's had not been run when the notebook was saved; "" for none."""
    given = {tuple(cell.source.split()) for cell in settings.cells}
    raw = [cell for cell in json.loads(data)["cells"] if isinstance(cell, dict) and cell.get("cell_type") == CODE]
    idle = [cell for cell in raw if not cell.get("execution_count") and not cell.get("outputs")]
    texts = (tuple(plain_python("".join(cell.get("source") or "")).split()) for cell in idle)
    own = [text for text in texts if text and text not in given]
    return _count(own) if own else ""


def _is_older_than_checkpoint(path: Path) -> bool:
    checkpoint = path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint{path.suffix}"
    if not checkpoint.is_file() or checkpoint.stat().st_mtime <= path.stat().st_mtime + LATER:
        return False
    return checkpoint.read_bytes() != path.read_bytes()


def _notebook(settings: Settings, home: Path) -> Path | None:
    """The notebook to hand in; None where there is none."""
    path = chosen(home / settings.notebook, settings.cells) if settings.notebook else None
    return path if path and path.is_file() else None


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ", ".join(listed[:MOST_NAMED]) + more


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size:,} bytes" if size < 10_000 else f"{size / 1000:,.0f} kB"


def _write(out: Path, files: dict[str, Path]) -> None:
    """Write the zip as a whole, or not at all."""
    part = out.with_name(f"{out.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
            for name, path in files.items():
                information = zipfile.ZipInfo(name, time.localtime(max(path.stat().st_mtime, 315532800.0))[:6])
                information.external_attr = 0o644 << 16
                packed.writestr(information, path.read_bytes(), zipfile.ZIP_DEFLATED)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotHandIn(f"{out} cannot be written ({error.strerror}): name another file with --out") from None


if __name__ == "__main__":
    sys.exit(main())
