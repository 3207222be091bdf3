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
