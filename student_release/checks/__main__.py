"""`python -m checks`: run the public tests."""

import argparse
import sys

from .output import in_any_encoding


def main() -> int:
    """Returns 0 when all tests passed, 1 when some failed, 2 after one line about what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m checks", description="Run the public tests.")
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help="the id of a question (default: all)")
    parser.add_argument("--more", action="store_true", help="also say what to try where a mistake is recognised")
    options = parser.parse_args()
    with in_any_encoding():
        from .command import check

        try:
            return check(options.questions, options.more)
        except FileNotFoundError as error:
            print(f"checks: {error}", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
