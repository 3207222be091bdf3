"""Files and folders that are written as a whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any

from autograder.lib.errors import InputError
from autograder.lib.strict_json import strict_json


def write_json(path: Path, data: Any) -> None:
    """Write plain data as JSON, atomically; what JSON does not have is replaced (`strictly_plain`).

    Raises `InputError` where nothing can be written there.
    """
    write_atomically(path, strict_json(data, indent=2) + "\n")


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a text or bytes to a file. At every moment there is either the old file or the complete new one.

    Raises `InputError` where nothing can be written there.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    _make_folder_of(path)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(descriptor)  # a disk or a quota may be full, which only shows now
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from None


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
    _make_folder_of(path)
    if path.is_dir():
        raise InputError(f"{path} is a folder: name a file in it")
    return path


def folder_to_write(path: Path) -> Path:
    """The path of a folder to write into, which is made; raises `InputError` where there cannot be one."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from None
    return path


def _make_folder_of(path: Path) -> None:
    folder_to_write(path.parent)


def _cannot_write(path: Path, error: OSError | ValueError) -> InputError:
    reason = error.strerror if isinstance(error, OSError) else error
    return InputError(f"cannot write {path}: {reason}")
