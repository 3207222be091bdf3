"""Files and folders that are written as a whole or not at all."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from autograder.lib.errors import InputError


def write_json(path: Path, data: Any) -> None:
    """Write plain data as JSON, atomically."""
    write_atomically(path, json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a text or bytes to a file. At every moment there is either the old file or the complete new one.

    Raises `InputError` where nothing can be written there.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    _make_folder_of(path)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def swap(new: Path, old: Path) -> None:
    """Put a folder in the place of another one, which is moved aside, next to where the new one was."""
    aside = new.parent / f"old-{old.name}"
    if old.exists():
        os.rename(old, aside)
    os.rename(new, old)


def all_files(tree: Path) -> list[Path]:
    """The files of a tree, in order, without what Python leaves behind."""
    files = (path for path in tree.rglob("*") if path.is_file())
    return sorted(path for path in files if "__pycache__" not in path.parts)


def file_to_write(path: Path) -> Path:
    """The path of a file to be written, whose folder is made; raises `InputError` where a file cannot be there."""
    if path.is_dir():
        raise InputError(f"{path} is a folder: name a file in it")
    _make_folder_of(path)
    return path


def _make_folder_of(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None
