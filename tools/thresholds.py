"""Tries the thresholds of `training`: trains the reference with many seeds, and prints each loss next to its limits.

    python tools/thresholds.py [--seeds 20] [--data DIR_OR_FILE]

The losses are held-out ones in nats. A limit is safe where no seed comes near it.
"""

import argparse
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from autograder.grading.cases.case import share_harness
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.changed_lab import changed_lab, solution_plans
from autograder.lab import open_lab
from autograder.lab.importing import load_file


def main() -> None:
    """Train as often as asked for, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20, help="how many (default 20)")
    parser.add_argument(
        "--data", default="embedded", help="stories, as for `autograder grade` (default: the lab's own)"
    )
    options = parser.parse_args()
    torch.set_num_threads(1)
    share_harness()
    lab = open_lab(Path(__file__).resolve().parents[1] / "assignment")
    reference = reference_view(lab)
    corpus = lab.hooks.fixtures["corpus"](reference, lab.settings.fixtures, options.data)
    test = load_file(lab.test_file("training"))
    losses: dict[str, list[float]] = {"mlp": [], "transformer": []}
    with changed_lab(lab, {}, {}, solution_plans(lab)) as view:
        for seed in tqdm(range(options.seeds)):
            for name, found in losses.items():
                found.append(held_out_loss(test, view, corpus, name, seed))
    settings = lab.settings.fixtures
    low = {"mlp": corpus.floor - settings["leak_margin"], "transformer": settings["transformer_leak"]}
    high = {"mlp": corpus.floor + settings["mlp_margin"], "transformer": corpus.floor - settings["transformer_gain"]}
    print(f"| model | lowest allowed | lowest of {options.seeds} seeds | highest | highest allowed |")
    print("| --- | --- | --- | --- | --- |")
    for name, found in losses.items():
        print(f"| {name} | {low[name]:.3f} | {min(found):.3f} | {max(found):.3f} | {high[name]:.3f} |")


def held_out_loss(test: Any, lab: Any, corpus: Any, name: str, seed: int) -> float:
    """The loss that the test measures, from other first parameters and another order of the stories."""
    context_len = corpus.held_out_contexts.shape[-1]
    if name == "mlp":
        model = lab.mlp.FeedForwardLM(test.N_VOCAB, 32, 128)
    else:
        sizes = {"emb_dim": 32, "n_hidden": 128, "head_dim": 16, "n_heads": 2}
        model = lab.transformer.TransformerLM(test.N_VOCAB, context_len, **sizes)
    steps, max_lr = corpus.settings[f"{name}_steps"], corpus.settings[f"{name}_max_lr"]
    test.started(lab, model, seed)
    lab.train(
        model, corpus.train_ids, n_steps=steps, batch_size=corpus.settings["batch_size"], max_lr=max_lr,
        context_len=context_len, seed=seed,
    )  # fmt: skip
    logits = lab.last_logits(model, corpus.held_out_contexts)
    return float(torch.nn.functional.cross_entropy(logits, corpus.held_out_targets))


if __name__ == "__main__":
    main()
