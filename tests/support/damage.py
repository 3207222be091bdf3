"""Damaged submissions and odd notebooks, drawn from a seed: what people and attackers hand in that is no submission.

`damaged(seed, folder, name)` writes one submission; `odd_notebook(seed)` gives the bytes of a notebook. The same seed
gives the same thing. `support/fuzz.py` runs thousands of them, `tests/security/test_damaged.py` a few.
"""

import contextlib
import copy
import io
import json
import os
import socket
import subprocess
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from support.lab import LAB

PACKAGE, NOTEBOOK = LAB.settings.package, LAB.settings.notebook
Tree = dict[str, bytes]
"""The files of a submission by name; names may be anything."""
Change = Callable[[Random, Tree], None]

WORDS = (
    "\x00", "\x1b[2J", "\n", "\u202e", "\ufeff", "\ud800", "\udcff", "🙂", "e\u0301", "ß", "İ", " ", ".", "..", "~",
    "a" * 250, "CON", ":", "\\", "/", "*", "?", "%s", "{0}", "$(id)", "-rf", "'", '"', "None", "__init__", "checking",
    "training", "checks",
)  # fmt: skip
"""What names are made of."""
HARD_CODE = (
    "x = f'" + "{a}" * 160_000 + "'\n",
    "x = " + "(" * 5000 + ")" * 5000 + "\n",
    "x = " + "-" * 200_000 + "1\n",
    "x = [" + "0, " * 160_000 + "]\n",
    "#" * 5_000_000 + "\n",
    "x = '" + "y" * 5_000_000 + "'\n",
    "if 1:\n" + "".join(" " * depth + "if 1:\n" for depth in range(1, 150)) + " " * 150 + "pass\n",
    "a" + ".b" * 100_000 + "\n",
    "a" + "[0]" * 50_000 + "\n",
    "x = " + "lambda: " * 20_000 + "0\n",
    "x, " * 100_000 + "= y\n",
    "\n".join(f"v{number} = v{number - 1}" for number in range(30_000)),
    "\\\n" * 100_000,
    "\x0c\x00\x1a",
    "# -*- coding: utf-7 -*-\n+AGEAPQAx-\n",
    "# coding: rot13\nvzcbeg bf\n",
)
"""Code that is hard to read."""


def submission() -> Tree:
    """The files of the complete solution."""
    files = {f"{PACKAGE}/{path.name}": path.read_bytes() for path in sorted((LAB.solutions / PACKAGE).glob("*.py"))}
    return files | {NOTEBOOK: LAB.solution_notebook.read_bytes(), "README.md": b"mine\n"}


def damaged_bytes(random: Random, data: bytes) -> bytes:
    """The bytes of a file after something went wrong with it."""
    place = random.randrange(len(data) + 1)
    text = data.decode("utf-8", "replace")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:place],
        lambda: data[:place] + random.randbytes(random.randrange(1, 40)) + data[place + 3 :],
        lambda: random.randbytes(random.randrange(3000)),
        lambda: text.encode("utf-16"),
        lambda: text.encode("utf-32"),
        lambda: b"\xef\xbb\xbf" + data,
        lambda: text.encode("cp037", "replace"),
        lambda: text.replace("\n", "\r").encode(),
        lambda: data + data,
        lambda: data.replace(b"def ", b"\x00def "),
        lambda: b"",
        lambda: random.choice(HARD_CODE).encode("utf-8", "surrogatepass"),
    )
    return random.choice(ways)()


def odd_name(random: Random) -> str:
    """A name of a file or folder that is none, or nearly."""
    return "".join(random.choice(WORDS) for _ in range(random.randrange(1, 4)))


def _one(random: Random, tree: Tree) -> str:
    return random.choice(sorted(tree)) if tree else NOTEBOOK


def _damage(random: Random, tree: Tree) -> None:
    name = _one(random, tree)
    tree[name] = damaged_bytes(random, tree.get(name, b""))


def _rename(random: Random, tree: Tree) -> None:
    name = _one(random, tree)
    data = tree.pop(name, b"")
    ways = (
        name.upper(), name.title(), name + random.choice(WORDS), name.replace("/", "\\"), name.replace("/", "/./"),
        "/" + name, "../" + name, name.replace(".", "\u2024"), name.replace("a", "a\u0301"), odd_name(random),
        f"{odd_name(random)}/{name}", name + "/" + name, name.replace(".py", ".PY"),
    )  # fmt: skip
    tree[random.choice(ways)] = data


def _copy(random: Random, tree: Tree) -> None:
    name = _one(random, tree)
    ways = (name.upper(), f"old/{name}", f"a/b/c/{name}", f"{name}/again.py", f"__MACOSX/{name}", f"{PACKAGE}/{name}")
    tree[random.choice(ways)] = tree.get(name, b"")


def _nest(random: Random, tree: Tree) -> None:
    deep = "/".join(["d"] * random.choice((3, 17, 40, 1500)))
    tree[f"{PACKAGE}/{deep}/more.py"] = b"x = 1\n"
    if random.random() < 0.3:
        for name in list(tree):
            tree[f"{deep}/{name}"] = tree.pop(name)


def _shadow(random: Random, tree: Tree) -> None:
    module = random.choice(
        ["checking", "training", "data", "__init__", "causal_mask", "mlp", "checks", "torch", "json"]
    )
    name = random.choice(
        [f"{module}/__init__.py", f"{module}.py/x.py", f"{module.title()}.py", f"{module}.PY", f"{module}.py"]
    )
    tree[f"{PACKAGE}/{name}"] = b"raise SystemExit\n"


def _remove(random: Random, tree: Tree) -> None:
    for _ in range(random.randrange(1, 6)):
        tree.pop(_one(random, tree), None)


def _multiply(random: Random, tree: Tree) -> None:
    for number in range(random.choice((30, 30, 250, 1000))):
        tree[f"{random.choice((PACKAGE, 'venv/lib', 'x'))}/m{number}.py"] = b"x = 1\n"


def _odd_notebook(random: Random, tree: Tree) -> None:
    tree[NOTEBOOK] = odd_notebook(random.randrange(1 << 30))


def _lose_the_package(random: Random, tree: Tree) -> None:
    for name in list(tree):
        if name.startswith(f"{PACKAGE}/"):
            tree[name.removeprefix(f"{PACKAGE}/") if random.random() < 0.5 else f"src/deep/er/{name}"] = tree.pop(name)


CHANGES: tuple[Change, ...] = (
    _damage, _damage, _damage, _rename, _rename, _copy, _nest, _shadow, _shadow, _remove, _multiply, _odd_notebook,
    _odd_notebook, _lose_the_package,
)  # fmt: skip


def damaged(seed: int, folder: Path, name: str) -> Path:
    """Write a damaged submission into a folder, as a folder or as a zip; returns its path."""
    random = Random(seed)
    tree = submission()
    for _ in range(random.randrange(1, 5)):
        random.choice(CHANGES)(random, tree)
    if random.random() < 0.5:
        path = folder / f"{name}.zip"
        path.write_bytes(as_zip(random, tree))
    else:
        path = folder / name
        as_folder(random, tree, path)
    return path


def as_folder(random: Random, tree: Tree, path: Path) -> None:
    """Write a tree as far as the file system takes it, with links and the like among the files."""
    path.mkdir()
    for name, data in tree.items():
        parts = [part for part in name.split("/") if part not in ("", ".", "..")]
        with contextlib.suppress(OSError, ValueError):
            write_deep(path, parts, data)
    for _ in range(random.randrange(3)):
        inside = path / random.choice(["", PACKAGE])
        place = inside / random.choice(["mlp.py", "causal_mask.py", NOTEBOOK, "extra.py", f"{PACKAGE}.py", "loop"])
        with contextlib.suppress(OSError):
            inside.mkdir(exist_ok=True)
            if random.random() < 0.7 and not place.is_dir():
                place.unlink(missing_ok=True)
            random.choice(SPECIAL)(place)


def write_deep(folder: Path, parts: list[str], data: bytes) -> None:
    """Write a file that may lie deeper than a path can say: step by step."""
    here = os.open(folder, os.O_RDONLY)
    try:
        for part in parts[:-1]:
            with contextlib.suppress(FileExistsError):
                os.mkdir(part, dir_fd=here)
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = inner
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with open(os.open(parts[-1], flags, dir_fd=here), "wb") as file:
            file.write(data)
    finally:
        os.close(here)


@contextlib.contextmanager
def deep_folder() -> Iterator[Path]:
    """A temporary folder; what lies too deep in it for Python is removed all the same."""
    folder = tempfile.mkdtemp(prefix="fuzz-")
    try:
        yield Path(folder)
    finally:
        subprocess.run(["rm", "-rf", folder], check=False)


def _big(place: Path) -> None:
    with open(place, "wb") as file:
        file.truncate(1 << 32)  # of which nothing is on the disk


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))


def _unreadable(place: Path) -> None:
    place.write_bytes(b"x = 1\n")
    place.chmod(0)


SPECIAL: tuple[Callable[[Path], object], ...] = (
    lambda place: place.symlink_to("/etc/passwd"),
    lambda place: place.symlink_to(place),
    lambda place: place.symlink_to("/", target_is_directory=True),
    os.mkfifo,
    _socket,
    _big,
    _unreadable,
    lambda place: place.mkdir(),
    lambda place: os.mknod(place, 0o20666, os.makedev(1, 5)),  # /dev/zero, for root
)
"""What may lie in a folder that is no ordinary file."""


def as_zip(random: Random, tree: Tree) -> bytes:
    """A tree as a zip, with tricks."""
    packed = io.BytesIO(random.choice((b"", b"", b"MZ" + b"\0" * 100)))
    packed.seek(0, io.SEEK_END)
    methods = [zipfile.ZIP_DEFLATED] * 6 + [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(packed, "a", compresslevel=1) as archive:
        for name, data in tree.items():
            with contextlib.suppress(ValueError, UnicodeError):
                entry = zipfile.ZipInfo(name.encode("utf-8", "replace").decode())
                entry.external_attr = random.choice([0o100644] * 12 + [0o120777, 0o010644, 0o040755]) << 16
                archive.writestr(entry, data, random.choice(methods) if random.random() < 0.2 else zipfile.ZIP_DEFLATED)
                if random.random() < 0.02:
                    archive.writestr(entry, data[: len(data) // 2])
        _add_tricks(random, archive)
        if random.random() < 0.1:
            archive.comment = random.randbytes(random.randrange(60_000))
    data = bytearray(packed.getvalue())
    kind = random.randrange(8)
    if kind == 0:
        data = data[: random.randrange(len(data))]
    elif kind == 1:
        for _ in range(random.randrange(1, 30)):
            data[random.randrange(len(data))] = random.randrange(256)
    elif kind == 2:  # in the list of files, at the end
        for _ in range(random.randrange(1, 10)):
            data[-random.randrange(1, min(len(data), 2000))] = random.randrange(256)
    elif kind == 3:
        data += random.randbytes(random.choice((10, 70_000)))
    return bytes(data)


def _add_tricks(random: Random, archive: zipfile.ZipFile) -> None:
    trick = random.randrange(20)
    if trick == 0:
        method = random.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED))
        archive.writestr(f"{PACKAGE}/zeros.py", bytes(60 << 20), method)
    elif trick == 1:
        for number in range(random.choice((1000, 1000, 1000, 1000, 60_000))):
            archive.writestr(f"{PACKAGE}/e{number}/", b"")
    elif trick == 2:
        archive.writestr(f"{PACKAGE}/inner.zip", as_zip(random, {"a.py": b"x = 1\n"}))
    elif trick == 3:
        entry = zipfile.ZipInfo(f"{PACKAGE}/secret.py")
        archive.writestr(entry, b"x = 1\n")
        archive.filelist[-1].flag_bits |= 0x1
    elif trick == 4:
        archive.writestr(f"{PACKAGE}/wrong.py", b"x = 1\n")
        archive.filelist[-1].file_size = random.choice((0, 1 << 31, 5))
    elif trick == 5:
        archive.writestr(f"{PACKAGE}/wrong.py", b"x = 1\n" * 100)
        archive.filelist[-1].header_offset = 0
    elif trick == 6:
        for _ in range(50):
            archive.writestr("/".join("n" * 200 for _ in range(80)) + ".py", b"")


def odd_notebook(seed: int) -> bytes:
    """The bytes of a notebook with something odd in it."""
    random = Random(seed)
    content = json.loads(LAB.solution_notebook.read_bytes())
    for _ in range(random.randrange(1, 6)):
        content = random.choice(ODDITIES)(random, content)
    text = json.dumps(content, ensure_ascii=random.random() < 0.7)
    data = text.encode("utf-8", "surrogatepass")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: b"\xef\xbb\xbf" + data,
        lambda: text.encode("utf-16", "surrogatepass"),
        lambda: text.encode("utf-32-be", "surrogatepass"),
        lambda: data[: random.randrange(len(data))],
        lambda: damaged_bytes(random, data),
        lambda: data.replace(b'"cells"', b'"cells": [], "cells"', 1),
        lambda: data.replace(b'"metadata"', b'"metadata": NaN, "x"', 3),
        lambda: b"[" * 200_000,
        lambda: b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        lambda: b'{"cells": [' + b"{}," * 300_000 + b"{}]}",
        lambda: b'{"cells": [' + b"1e999," * 1000 + b"1" * 5000 + b"]}",
        lambda: b'{"cells": [' + b"[]," * 8_000_000 + b"[]]}",
    )
    return random.choice(ways)() if random.random() < 0.4 else data


def odd_value(random: Random) -> Any:
    """A value where another type belongs."""
    return random.choice(
        (
            None, True, 0, -1, 1e308, float("nan"), float("-inf"), -0.0, 10**40, "", "x", "\ud800", "a\x00b",
            "y" * 10_000, [], [[]], {}, {"": {}}, [1, "2", None], {"name": 3, "tags": 4}, ["print(1)\n", 2],
            {"a": [{"b": []}]},
        )
    )  # fmt: skip


def _places(content: Any) -> list[tuple[Any, Any]]:
    """Each place in plain data, as a container and a key of it."""
    places, waiting = [], [content]
    while waiting:
        node = waiting.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []
        places += [(node, key) for key in keys]
        waiting += [node[key] for key in keys]
    return places


def _replaced(random: Random, content: Any) -> Any:
    places = _places(content)
    if not places:
        return odd_value(random)
    node, key = random.choice(places)
    node[key] = odd_value(random)
    return content


def _deleted(random: Random, content: Any) -> Any:
    places = _places(content)
    if places:
        node, key = random.choice(places)
        del node[key]
    return content


def _cells(content: Any) -> list[Any]:
    cells = content.get("cells") if isinstance(content, dict) else None
    return cells if isinstance(cells, list) else []


def _every_cell(random: Random, content: Any) -> Any:
    key = random.choice(["metadata", "source", "cell_type", "id", "outputs", "execution_count"])
    value = odd_value(random)
    for cell in _cells(content)[:100]:
        if isinstance(cell, dict) and random.random() < 0.5:
            cell[key] = value
    return content


def _hard_source(random: Random, content: Any) -> Any:
    code = [cell for cell in _cells(content) if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    if code:
        source = random.choice(HARD_CODE)
        random.choice(code)["source"] = source if random.random() < 0.5 else source.splitlines(keepends=True)
    return content


def _many_cells(random: Random, content: Any) -> Any:
    cells = _cells(content)
    if 0 < len(cells) < 1000:
        chosen = random.choice(cells)
        copies = random.choice((1, 50, 3000)) if len(json.dumps(chosen)) < 5000 else 1
        cells += [copy.deepcopy(chosen) for _ in range(copies)]
        random.shuffle(cells)
    return content


def _huge_output(random: Random, content: Any) -> Any:
    for cell in _cells(content)[:3]:
        if isinstance(cell, dict):
            cell["outputs"] = [{"output_type": "stream", "text": random.choice(("A", "é", "\x00")) * 4_000_000}]
    return content


def _older(random: Random, content: Any) -> Any:
    return {"nbformat": 3, "worksheets": [{"cells": _cells(content)}], "metadata": {}}


def _wrapped(random: Random, content: Any) -> Any:
    return random.choice(([content], {"notebook": content}, {"cells": content}, {"cells": {"0": content}}))


ODDITIES: tuple[Callable[[Random, Any], Any], ...] = (
    _replaced, _replaced, _replaced, _deleted, _deleted, _every_cell, _every_cell, _hard_source, _many_cells,
    _huge_output, _older, _wrapped,
)  # fmt: skip
