"""Runs the attempts of `doctor` and the attacks that layers hold in one sandbox, and prints as JSON what gets through.

cd tests; python -m support.tried [LAYER_TO_LEAVE_OUT ...]
"""

import json
import sys
import time

from autograder.grading.judge.isolation import what_gets_through
from autograder.grading.sandbox.forkserver.client import WarmSandbox
from support.attacks import ATTACKS
from support.lab import LAB
from support.targets import NotHere, evidence, targets, wait_for_damage


def main() -> None:
    """Print the layers, and what gets through."""
    started = time.monotonic()
    found = {"through": {}, "not_here": {}}
    with WarmSandbox(sys.argv[1:]) as sandbox:
        found["attempts"] = list(what_gets_through(sandbox, LAB))
        found["layers"] = sandbox.layers
        for name, attack in ATTACKS.items():
            if not attack.needs_layers and name not in ("daemon", "hop_from_process_to_process"):
                continue
            with targets() as aims:
                try:
                    shown = evidence(sandbox, attack, aims)
                except NotHere as reason:
                    found["not_here"][name] = str(reason)
                    continue
                if not attack.needs_layers:
                    shown = wait_for_damage(aims, 1.5)
                if shown:
                    found["through"].setdefault(attack.gives, {})[name] = shown[:100]
    found["seconds"] = time.monotonic() - started
    print(json.dumps(found))


if __name__ == "__main__":
    main()
