"""Shows on a machine with a GPU that the lab runs there, and that `checks/elsewhere.py` has CUDA's real rules.

    python tools/on_cuda.py            # needs torch with CUDA, numpy, tqdm and matplotlib, and nothing else

Prints what was tried; the exit code is 1 where something is not as it should be.
"""

import ast
import subprocess
import sys
import time
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "tests" / "unit" / "test_elsewhere.py"
"""Expressions that CUDA allows, and others that it refuses, with the names that they use."""
TOO_LONG = 120
"""Seconds for one command."""


PROGRAM = """
import sys
for line in sys.stdin.read().splitlines():
    names = {"device": "cuda"}
    exec(sys.argv[1], names)
    try:
        value = eval(line, names)
        names["torch"].cuda.synchronize()
        print("=> OK" if value is None or value.is_cuda else "=> on the CPU")
    except Exception as error:
        print("=>", type(error).__name__, " ".join(str(error).split())[:80])
"""
"""Tries expressions, a line each."""


def rules() -> dict[str, str]:
    """The texts of the test of the stand-in for a device, by the names of their constants."""
    found = {}
    for node in ast.parse(RULES.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            text = next((part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)), "")
            found[node.targets[0].id] = str(text)
    return found


def on_the_gpu(parts: str, expressions: list[str]) -> list[str]:
    """What each expression does: "" where it has a value on the GPU, and otherwise the exception."""
    text = "\n".join(expressions)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, parts], input=text, capture_output=True, text=True, timeout=TOO_LONG
    )
    lines = [line.removeprefix("=> ") for line in done.stdout.splitlines() if line.startswith("=> ")]
    return ["" if line == "OK" else line for line in lines]


def check_rules() -> bool:
    """Try every rule of the stand-in on the GPU."""
    texts = rules()
    good = True
    for name, wanted in (("ALLOWED", True), ("REFUSED", False)):
        expressions = [line for line in texts[name].strip().splitlines() if line and not line.startswith("#")]
        for expression, came in zip(expressions, on_the_gpu(texts["PARTS"], expressions), strict=True):
            if (came == "") != wanted:
                good = False
                print(f"{name}: {expression}: {came or 'it works'}")
        print(f"{name}: {len(expressions)} expressions tried")
    return good


def check_lab() -> bool:
    """Train, generate and draw with the reference solution on the GPU and on the CPU, and print the seconds."""
    good = True
    for device in ("cpu", "cuda"):
        for arguments in (
            ["train", "--steps", "200", "--save", f"/tmp/{device}.pt"],
            ["generate", "Tom", "--weights", f"/tmp/{device}.pt", "--tokens", "60"],
            ["attention", "Tom had a", "--weights", f"/tmp/{device}.pt", "--out", f"/tmp/{device}.png"],
        ):
            began = time.monotonic()
            command = [sys.executable, "-m", "lab3", *arguments, "--device", device]
            done = subprocess.run(command, cwd=ROOT / "assignment", capture_output=True, text=True, timeout=TOO_LONG)
            good = good and done.returncode == 0
            last = (done.stdout.strip().splitlines() or [""])[-1]
            print(f"{device}: {arguments[0]}: exit {done.returncode}, {time.monotonic() - began:.1f} s: {last[:70]}")
            if done.returncode:
                print(done.stderr[-600:])
    return good


def main() -> int:
    """Try everything."""
    print(torch.__version__, torch.cuda.get_device_name() if torch.cuda.is_available() else "no GPU")
    results = [check_rules(), check_lab()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
