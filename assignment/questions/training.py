"""Both models learn, and neither sees what it has to guess."""

import zlib

import torch
from otter.test_files import test_case

from checks.expect import expect_float

OK_FORMAT = False
name = "training"
points = None

N_VOCAB = 128
"""That of ASCII, which is all that the rhyme and the corpus have: training takes less time than with 256."""


def started(lab, model, seed=2):
    """The model with parameters that the test draws: how a submission initialises its own is not graded.

    Embeddings have the standard deviation 0.2, linear layers are drawn as PyTorch does, norms leave a vector as it is.
    """
    state = {}
    for name, value in lab.parameters(model).items():
        generator = torch.Generator().manual_seed(zlib.crc32(f"{seed} {name}".encode()))
        if value.dim() == 1 and name.endswith((".weight", ".bias")):  # of a norm, or a bias
            state[name] = torch.full(value.shape, float(name.endswith(".weight")))
        elif "to_embedding" in name:
            state[name] = 0.2 * torch.randn(value.shape, generator=generator)
        elif value.dim() == 2 and not name.startswith("lm_head"):  # which is the embedding
            state[name] = (2 * torch.rand(value.shape, generator=generator) - 1) / value.shape[1] ** 0.5
    lab.load_parameters(model, state)
    return model


def rhyme():
    return torch.tensor(list(("Row, row, row your boat, gently down the stream. " * 20).encode()))


def loss_after(lab, model, token_ids):
    """Cross-entropy, in nats, of the last token of each stretch of 9, given the 8 before it."""
    stretches = token_ids.unfold(0, 9, 9)  # no target is in the context of another
    logits = lab.last_logits(model, stretches[:, :-1])
    expect_float(logits, "the logits", (len(stretches), N_VOCAB))
    return torch.nn.functional.cross_entropy(logits, stretches[:, -1]).item()


def loss_after_training(lab, model, n_steps):
    """The loss on the rhyme after a short training on it."""
    lab.train(started(lab, model), rhyme(), n_steps=n_steps, context_len=8, batch_size=16, max_lr=5e-2)
    return loss_after(lab, model, rhyme())


@test_case(name="the MLP learns a rhyme", points=1)
def mlp_learns(lab):
    loss = loss_after_training(lab, lab.mlp.FeedForwardLM(N_VOCAB, 16, 32), n_steps=40)
    assert loss < 1.5, f"after 40 steps the loss on a short rhyme should be below 1.5, but is {loss:z.2f} nats"


@test_case(name="the transformer learns a rhyme by heart", points=1)
def transformer_learns(lab):
    model = lab.transformer.TransformerLM(N_VOCAB, 8, emb_dim=16, n_hidden=32, head_dim=8, n_heads=2)
    loss = loss_after_training(lab, model, n_steps=60)
    assert loss < 0.8, f"after 60 steps the loss on a short rhyme should be below 0.8, but is {loss:z.2f} nats"


def held_out_loss(lab, model, corpus, notes, name):
    budget = {
        "n_steps": corpus.settings[f"{name}_steps"],
        "max_lr": corpus.settings[f"{name}_max_lr"],
        "batch_size": corpus.settings["batch_size"],
        "context_len": corpus.held_out_contexts.shape[-1],
    }
    notes.keep_curve(name, lab.train(started(lab, model), corpus.train_ids, eval_every=10, **budget))
    logits = lab.last_logits(model, corpus.held_out_contexts)
    expect_float(logits, "the logits", (len(corpus.held_out_contexts), N_VOCAB))
    loss = torch.nn.functional.cross_entropy(logits, corpus.held_out_targets).item()
    notes.figure(f"{name}_loss", round(loss, 4))
    return loss


@test_case(
    name="the MLP comes down to the bigram floor, and not below",
    points=3,
    hidden=True,
    failure_message="Trained on stories, your MLP's held-out loss should end close above the bigram floor. Much above: "
    "something does not learn. Below: it sees more than one character.",
)
def mlp_meets_the_floor(lab, corpus, notes):
    loss = held_out_loss(lab, lab.mlp.FeedForwardLM(N_VOCAB, 32, 128), corpus, notes, "mlp")
    low, high = corpus.floor - corpus.settings["leak_margin"], corpus.floor + corpus.settings["mlp_margin"]
    assert low <= loss <= high, f"the loss should lie between {low:.2f} and {high:.2f}, but is {loss:z.2f}"


@test_case(
    name="the transformer goes below the bigram floor",
    points=3,
    hidden=True,
    failure_message="Trained on stories, your transformer's held-out loss should end clearly below the bigram floor: "
    "that is what context buys. A loss near zero means that it sees the token it has to guess.",
)
def transformer_beats_the_floor(lab, corpus, notes):
    context_len = corpus.held_out_contexts.shape[-1]
    model = lab.transformer.TransformerLM(N_VOCAB, context_len, emb_dim=32, n_hidden=128, head_dim=16, n_heads=2)
    loss = held_out_loss(lab, model, corpus, notes, "transformer")
    low, high = corpus.settings["transformer_leak"], corpus.floor - corpus.settings["transformer_gain"]
    assert low <= loss <= high, f"the loss should lie between {low:.2f} and {high:.2f}, but is {loss:z.2f}"
