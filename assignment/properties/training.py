"""What holds for everything that has to work together before a model can learn."""

import math

import torch
from otter.test_files import test_case

from checks.expect import expect_tensor

OK_FORMAT = False
name = "training"
points = None
N_VOCAB = 12
TEXT = [3, 1, 4, 1, 5, 9, 2, 6]


def models(lab):
    """Both models, small, by the words for them."""
    return {
        "the MLP": lab.mlp.FeedForwardLM(N_VOCAB, 6, 8),
        "the transformer": lab.transformer.TransformerLM(N_VOCAB, 8, emb_dim=6, n_hidden=8, head_dim=3, n_heads=2),
    }


def text():
    return torch.tensor(TEXT)


def changed_at(place):
    """The text with another token at this place."""
    changed = text()
    changed[place] = 0
    return changed


def differences(model, one, other):
    """The places of the text where the logits of two texts differ."""
    apart = (model(one) - model(other)).detach().abs().amax(-1)
    return [place for place, distance in enumerate(apart.tolist()) if distance > 1e-6]


@test_case(
    name="each model gives a logit for each token of the vocabulary, at each place of a text",
    points=0,
    failure_message="Call both models with a text of 8 ids and with a batch of two, and print the shapes of what "
    "comes back.",
)
def shapes(lab):
    for which, model in models(lab).items():
        expect_tensor(model(text()), f"what {which} gives for 8 tokens", (8, N_VOCAB))
        expect_tensor(model(torch.stack([text(), text()])), f"what {which} gives for a batch", (2, 8, N_VOCAB))


@test_case(
    name="the same model gives the same logits in a second call, in training and in evaluation",
    points=0,
    failure_message="Call both models twice with the same ids. Which part of your code draws at random, or makes "
    "parameters, outside of a constructor?",
)
def repeatable(lab):
    for which, model in models(lab).items():
        batch = text().expand(16, 8).contiguous()
        model.train()
        first = model(batch).nan_to_num()  # nan is not chance
        for mode in ("train", "eval"):
            getattr(model, mode)()
            apart = (model(batch).nan_to_num() - first).detach().abs().max().item()
            assert apart < 1e-5, (
                f"{which} should repeat its logits after .{mode}(), but one of them moves by {apart:z.3g}"
            )


@test_case(
    name="the target of each token is the one right after it",
    points=0,
    failure_message="Print the inputs and targets of `next_token_pairs(torch.tensor([3, 1, 4, 1, 5]))`, one below"
    " the other.",
)
def pairs(lab):
    inputs, targets = lab.objective.next_token_pairs(text())
    assert inputs.tolist() == TEXT[:-1], f"the inputs of {TEXT} should be {TEXT[:-1]}, but are {inputs.tolist()}"
    assert targets.tolist() == TEXT[1:], f"the targets of {TEXT} should be {TEXT[1:]}, but are {targets.tolist()}"


@test_case(
    name="a model that knows nothing has a loss of log V",
    points=0,
    failure_message="Print the loss of logits that are all 0, for 12 tokens. Which probability does each token "
    "get, and what is the logarithm of it?",
)
def ignorance(lab):
    loss = float(lab.objective.language_model_loss(torch.zeros(2, 3, N_VOCAB), torch.ones(2, 3, dtype=torch.int64)))
    wanted = math.log(N_VOCAB)
    assert abs(loss - wanted) < 1e-4, (
        f"for {N_VOCAB} tokens, the loss of logits that are all alike should be {wanted:z.4f}, but is {loss:z.4f}"
    )


@test_case(
    name="the loss says how each logit should move",
    points=0,
    failure_message="Print `language_model_loss(logits, targets).requires_grad` for logits that require a "
    "gradient. Which line makes the loss forget where it came from?",
)
def loss_gradient(lab):
    logits, targets = torch.zeros(1, 2, N_VOCAB), torch.tensor([[3, 5]])
    gradient = lab.loss_gradient(logits, targets)
    assert gradient is not None, "a gradient of the loss should reach the logits, but none does"
    up = gradient.argmin(-1).tolist()
    assert up == [[3, 5]], (
        f"for the targets [[3, 5]], training should raise their logits most, but it raises those of {up} most"
    )


@test_case(
    name="a gradient that is not zero reaches each parameter",
    points=0,
    failure_message="After `loss.backward()`, print for each parameter of the model whether its `grad` is None or"
    " zero. Which line before it cuts the way, and does any unit of the hidden layer ever get "
    "above zero?",
)
def gradients(lab):
    for which, model in models(lab).items():
        weights = torch.randn(8, N_VOCAB, generator=torch.Generator().manual_seed(60))
        for parameter, gradient in lab.gradients(model, text(), weights).items():
            assert gradient is not None, f"a gradient should reach {parameter} of {which}, but none does"
            assert (gradient != 0).any(), f"the gradient of {parameter} of {which} should not be zero, but it is"


@test_case(
    name="one step of training moves the embedding and the output together",
    points=0,
    failure_message="Print `model.lm_head.weight is model.word_to_embedding.weight`, before and after a step of "
    "training.",
)
def tied(lab):
    for which, model in models(lab).items():
        assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight"), (
            f"in {which}, lm_head and word_to_embedding should share one matrix, but have two"
        )


@test_case(
    name="no model sees the token that it should guess",
    points=0,
    failure_message="Change the last token of a text and print the logits of all places before it: they should "
    "stay as they are.",
)
def no_leak(lab):
    for which, model in models(lab).items():
        moved = differences(model, text(), changed_at(5))
        assert min(moved, default=5) >= 5, (
            f"where token 5 changes, {which} should change its guesses from place 5 on, but changes them at {moved}"
        )


@test_case(
    name="the MLP guesses from one token, and the transformer from all before it",
    points=0,
    failure_message="Change the first token of a text and print at which places the logits of each model change.",
)
def context(lab):
    for which, wanted in {"the MLP": [0], "the transformer": list(range(8))}.items():
        moved = differences(models(lab)[which], text(), changed_at(0))
        assert moved == wanted, (
            f"where the token at place 0 changes, {which} should change its guesses at {wanted}, but does at {moved}"
        )


def started(lab, model):
    """The model with small random parameters of ours, so that it does not matter how it draws its own."""
    generator = torch.Generator().manual_seed(61)
    state = {}
    for parameter, value in lab.parameters(model).items():
        if value.dim() == 1:  # the weight of a norm is 1, a bias is 0
            state[parameter] = torch.full(value.shape, float(parameter.endswith("weight")))
        elif not parameter.startswith("lm_head"):  # which is the embedding
            state[parameter] = torch.randn(value.shape, generator=generator) / 3
    lab.load_parameters(model, state)
    return model


@test_case(
    name="a short training on a text of three letters brings the loss down",
    points=0,
    failure_message="Train a small model on a text that only repeats a few letters, and print the loss along the "
    "way. If all parts seem right by themselves, look at what happens between two calls.",
)
def learns(lab):
    ids = torch.tensor([1, 2, 3] * 40)
    for which, model in models(lab).items():
        losses = lab.train(started(lab, model), ids, n_steps=60, context_len=8, batch_size=16, max_lr=5e-2)
        after = losses[-1][1]
        assert after < 0.5, f"after 60 steps on 123123..., the loss of {which} should be below 0.5, but is {after:z.2f}"
