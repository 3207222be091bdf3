"""What a Python file imports, read from its source."""

import ast
from collections.abc import Collection, Iterator


def imports_of(module: str, source: str, is_package: bool, known: Collection[str]) -> Iterator[str]:
    """The modules that a file imports, wherever in the file that stands; relative names are made absolute.

    `from a import b` is an import of `a.b` where that is one of the `known` modules.
    """
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = package.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(filter(None, (home, node.module)))
            found = [f"{base}.{name.name}" for name in node.names if f"{base}.{name.name}" in known]
            yield from found or [base]
