"""Searches for submissions that the grader does not survive: damaged folders, zips and notebooks, drawn from seeds.

    PYTHONPATH=tests .venv/bin/python -m support.fuzz --submissions 2000 --notebooks 500 --judged 50

Each one has to get a valid results file, in bounded time and memory. Most are read, staged and planned only; some are
graded by a real judge. What breaks is printed with its seed: the same seed makes the same submission.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator

from autograder.course.batch.run import Batch
from autograder.course.downloads import find_submissions
from autograder.grading.judge.pool import JudgePool
from autograder.grading.submission.notebook import submitted_cells
from autograder.lab import Lab
from autograder.lib.errors import NotebookError
from support.damage import damaged, deep_folder, odd_notebook
from support.lab import LAB, SETTINGS, part
from support.reading import ReadingPool
from support.strict import valid_results

AT_A_TIME = 50
MOST_SECONDS = 40
"""For one submission, on a busy machine."""
JUDGED = ("tokenization", "mlp", "trace_mlp", "causal_mask")
MOST_BYTES = 4 << 30
"""Of address space, most of which is torch's: what takes more is a `MemoryError`."""
LIMITS = {"import_seconds": 2, "call_seconds": 2, "submission_seconds": 30, "memory_megabytes": 512}


def megabytes(who: int = resource.RUSAGE_SELF) -> int:
    """The most memory that this process, or a child, has used."""
    return resource.getrusage(who).ru_maxrss >> 10


def run_batch(seeds: list[int], lab: Lab, pool: ReadingPool | JudgePool) -> Iterator[tuple[str, str]]:
    """Grade damaged submissions as a class; yields what is wrong with a result: a name and a sentence."""
    with deep_folder() as place:
        folder, out = place / "in", place / "out"
        folder.mkdir()
        for seed in seeds:
            damaged(seed, folder, f"s{seed}")
        began = time.monotonic()
        for outcome in Batch(out, lab.settings, "fuzz", pool).run(find_submissions(folder, SETTINGS.package).entries):
            seconds = time.monotonic() - began
            if outcome.status == "failed" or seconds > MOST_SECONDS:
                yield outcome.name, f"{outcome.status} after {seconds:.0f} s: {outcome.reason}"
            began = time.monotonic()
        for seed in seeds:
            try:
                results = valid_results(out / "results" / f"s{seed}.json", lab.settings)
                assert results.batch is not None
                STATUS[results.batch.status] += 1
                NOTES.update(note.partition(":")[2][:60] or note[:60] for note in results.output.split("\n") if note)
            except Exception as error:
                yield f"s{seed}", f"{type(error).__name__}: {error}"


STATUS: Counter[str] = Counter()
NOTES: Counter[str] = Counter()


def main() -> int:
    """Run everything; the exit code is 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=2000)
    parser.add_argument("--notebooks", type=int, default=500)
    parser.add_argument("--judged", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    options = parser.parse_args()
    broken = []
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    pool = ReadingPool(LAB)
    began, before = time.monotonic(), megabytes()
    for first in range(options.seed, options.seed + options.submissions, AT_A_TIME):
        seeds = list(range(first, min(first + AT_A_TIME, options.seed + options.submissions)))
        broken += list(run_batch(seeds, LAB, pool))
        print(f"up to seed {seeds[-1]}: {len(broken)} broken", file=sys.stderr, flush=True)
    print(f"{options.submissions} submissions read and staged in {time.monotonic() - began:.0f} s: {dict(STATUS)}")
    print(f"memory: {before} MB before, {megabytes()} MB at most; {megabytes(resource.RUSAGE_CHILDREN)} MB in a child")
    for note, count in NOTES.most_common(25):
        print(f"  {count:5} {note}")
    began, slowest, refused = time.monotonic(), 0.0, Counter[str]()
    for seed in range(options.seed, options.seed + options.notebooks):
        data = odd_notebook(seed)
        start = time.monotonic()
        try:
            submitted_cells(data)
            refused["read"] += 1
        except NotebookError as error:
            refused[str(error)] += 1
        except Exception as error:
            broken.append((f"notebook {seed}", f"{type(error).__name__}: {error}"))
        slowest = max(slowest, time.monotonic() - start)
    print(f"{options.notebooks} notebooks in {time.monotonic() - began:.0f} s, the slowest in {slowest:.1f} s:")
    for sentence, count in refused.most_common():
        print(f"  {count:5} {sentence}")
    if options.judged:
        began = time.monotonic()
        STATUS.clear()
        lab = part(*JUDGED, **LIMITS)
        with JudgePool(lab, jobs=2) as judges:
            broken += list(run_batch(list(range(options.seed, options.seed + options.judged)), lab, judges))
        print(f"{options.judged} submissions judged in {time.monotonic() - began:.0f} s: {dict(STATUS)}")
    for name, sentence in broken:
        print(f"BROKEN {name}: {sentence}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
