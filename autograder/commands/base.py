"""What the commands share: exit codes, bad input, and where stories come from."""

from pathlib import Path

OK, BAD_INPUT, GRADER_FAILED = 0, 2, 3


class UsageError(Exception):
    """What the user asked for can not be done; the text is one sentence with the way out."""


def data_source(path: str | None) -> str:
    """The source for `load_stories`; raises `UsageError` for a path where nothing is."""
    if path is None:
        return "embedded"
    if not Path(path).exists():
        raise UsageError(f"there are no stories at {path}; leave --data out for the embedded ones")
    return str(Path(path).resolve())


def file_to_write(path: Path) -> Path:
    """The path of a file to be written, with its folder; raises `UsageError` where a folder is in its place."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
