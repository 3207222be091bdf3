"""Stories to train on: the embedded ones, TinyStories from the hub, or files of your own."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import pyarrow
    from datasets import Dataset

EMBEDDED = Path(__file__).resolve().parent / "stories"
HUB_NAME = "roneneldan/TinyStories"
SPLITS = ("train", "validation")
END_OF_STORY = "<|endoftext|>"
WAY_OUT = 'source="embedded" needs no file and no network'


class StoriesError(Exception):
    """The stories cannot be had; the text is one sentence that names the way out."""


def load_stories(split: str = "train", source: str | Path = "embedded") -> "Dataset":
    """Stories as a `datasets.Dataset` with the one column `text`.

    split: "train" or "validation". source: "embedded" (ships with the lab), "tinystories" (the hub's
    roneneldan/TinyStories, over the network), or the path of a file of yours: parquet, JSON lines with
    a field `text`, or plain text with <|endoftext|> between stories. A folder may hold one file for
    each split, named train.* and validation.*; of a single file, the last tenth is the validation split.

    Raises `StoriesError` where that is not possible.
    """
    if split not in SPLITS:
        raise StoriesError(f'there is no split "{split}": take "train" or "validation"')
    if source == "embedded":
        return _only_text(_read_file(EMBEDDED / f"{split}.jsonl.gz"), EMBEDDED)
    if source == "tinystories":
        return _only_text(_read_hub(split), HUB_NAME)
    return _own_stories(Path(source), split)


def stories_as_text(stories: "Dataset") -> str:
    """All stories as one long text, each ended by a newline."""
    return "".join(text + "\n" for text in stories["text"])


def _own_stories(path: Path, split: str) -> "Dataset":
    if not path.exists():
        raise StoriesError(f"there are no stories at {path}: check the path, or note that {WAY_OUT}")
    if path.is_dir():
        files = sorted(path.glob(f"{split}*"))
        if not files:
            raise StoriesError(f"the folder {path} has no file {split}.*: rename one, or give a file's path")
        return _only_text(_read_file(files[0]), files[0])
    stories = _only_text(_read_file(path), path)
    n_train = max(1, len(stories) * 9 // 10)
    chosen = range(n_train) if split == "train" else range(n_train, len(stories))
    if not len(chosen):
        raise StoriesError(f"{path} holds a single story: two splits need at least two")
    return stories.select(chosen)


def _read_file(path: Path) -> "Dataset":
    from datasets import Dataset  # here, because importing it takes a second

    suffixes = path.suffixes
    try:
        if path.stat().st_size == 0:
            raise StoriesError(f"{path} is empty: put stories into it, or note that {WAY_OUT}")
        if ".parquet" in suffixes:
            return Dataset(_read_parquet(path))
        if ".jsonl" in suffixes or ".json" in suffixes:
            return Dataset.from_dict({"text": list(_read_json(path))})
        if ".txt" in suffixes:
            stories = [story.strip() for story in path.read_text(encoding="utf-8-sig").split(END_OF_STORY)]
            return Dataset.from_dict({"text": [story for story in stories if story]})
    except UnicodeError:
        raise StoriesError(f"{path} cannot be read: save it as UTF-8") from None
    except (OSError, EOFError, ValueError, RecursionError, zlib.error) as error:
        reason = " ".join(str(error).split())
        raise StoriesError(f"{path} cannot be read ({reason}): is it what its name says?") from None
    raise StoriesError(f"{path.name} is of no known kind: parquet, .jsonl, .json and .txt can be read")


def _read_parquet(path: Path) -> "pyarrow.Table":
    """The column `text` of a table; each row has a text."""
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path)
    if "text" not in table.column_names:
        raise StoriesError(_no_column(path, table.column_names))
    column = table.column("text")
    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not any(kind in str(column.type) for kind in ("string", "null")):
        raise StoriesError(f"{path}: the column `text` holds {column.type}: it should hold texts")
    if column.null_count:
        row = column.is_null().to_pylist().index(True) + 1
        raise StoriesError(f"{path}, row {row}: `text` is empty (null): remove the row, or write a story there")
    return pyarrow.table({"text": column.cast(pyarrow.large_string())})


def _read_json(path: Path) -> Iterator[str]:
    """The texts of JSON lines, however long they are, or of a list of objects; each object has a text."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8-sig") as file:
        for line, entry in _json_entries(path, file):
            if not isinstance(entry, dict) or "text" not in entry:
                found = entry if isinstance(entry, dict) else ()
                raise StoriesError(_no_column(f"{path}, {line}", found))
            if not isinstance(entry["text"], str):
                what = "null" if entry["text"] is None else f"{entry['text']!r}"[:40]
                raise StoriesError(f"{path}, {line}: `text` is {what}: it should be a text, in quotes")
            yield entry["text"]


def _json_entries(path: Path, file: TextIO) -> Iterator[tuple[str, Any]]:
    """The entries of a file, each with its place: one in a line, or all of them in one list."""
    start, line = file.read(1), 1
    while start.isspace():
        line += start == "\n"
        start = file.read(1)
    if start == "[":
        yield from ((f"entry {number}", entry) for number, entry in enumerate(json.loads(start + file.read()), start=1))
        return
    for number, rest in enumerate(file, start=line):
        text, start = start + rest, ""
        if text.strip():
            try:
                yield f"line {number}", json.loads(text)
            except ValueError as error:
                raise StoriesError(f"{path}, line {number}: this is not JSON ({error})") from None


def _read_hub(split: str) -> "Dataset":
    from datasets import load_dataset

    try:
        return load_dataset(HUB_NAME, split=split)
    except Exception as error:  # the hub's libraries raise many kinds, of several packages
        reason = type(error).__name__
        raise StoriesError(f"{HUB_NAME} could not be fetched ({reason}): is there a network? {WAY_OUT}") from None


def _only_text(stories: "Dataset", source: str | Path) -> "Dataset":
    """The column `text` alone; there has to be one, with something in it."""
    if "text" not in stories.column_names:
        raise StoriesError(_no_column(source, stories.column_names))
    if not len(stories):
        raise StoriesError(f"{source} is empty: put stories into it, or note that {WAY_OUT}")
    return stories.select_columns(["text"])


def _no_column(source: str | Path, found: Iterable[str]) -> str:
    return f"{source} has no column `text` (it has: {', '.join(found) or 'none'}): rename the one with the stories"
