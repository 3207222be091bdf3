"""What a submission does wrong, as exceptions of the proxies that tests call."""

MAX_NAME = 120
"""Characters of an exception's name, and of a place in a file."""


class StudentError(Exception):
    """The submission's code raised, hung or ended; the text says so in a sentence.

    `type_names` are those of the exception's classes, most specific first; `message` is its text;
    `where` names file and line, "" where no line of the submission was involved.
    """

    def __init__(self, type_names: tuple[str, ...], message: str, where: str = ""):
        self.type_names, self.message, self.where = type_names, message, on_one_line(where)
        self.type_name = on_one_line(type_names[0])
        place = f"{self.where}: " if where else ""
        super().__init__(f"{place}{self.type_name}: {message}" if message else f"{place}{self.type_name}")

    def __reduce__(self) -> tuple[type["StudentError"], tuple[tuple[str, ...], str, str]]:
        return type(self), (self.type_names, self.message, self.where)


class ModuleBroken(StudentError):
    """A module of the submission cannot be imported."""


def on_one_line(text: str) -> str:
    """A name or place as the submission gives it, which could be anything."""
    return " ".join(text.split())[:MAX_NAME]
