"""What shows one mistake in the trace of the MLP, whatever else is in the cells."""

import torch
import torch.nn.functional as F
from otter.test_files import test_case

OK_FORMAT = False
name = "trace_mlp"
points = None
SHAPES = {"token ids": (9,), "embeddings": (9, 32), "hidden": (9, 128), "output": (9, 32), "logits": (9, 256)}


def same(found, wanted, tolerance=1e-4):
    """Whether two tensors have the same shape and the same numbers up to rounding."""
    if not isinstance(found, torch.Tensor) or found.shape != wanted.shape:
        return False
    scale = max(1.0, wanted.abs().max().item())
    return bool(((found.detach().double() - wanted.double()).abs() <= tolerance * scale).all())


def matrix_of(lab):
    """The matrix of the embeddings of the trace's model."""
    return lab.parameters(lab.trace("trace_mlp").mlp_model)["word_to_embedding.weight"]


def layer(lab, place, x, bias=True):
    """What a linear layer of the trace's MLP makes of vectors."""
    state = lab.parameters(lab.trace("trace_mlp").mlp_model)
    product = x.detach() @ state[f"model.model.{place}.weight"].T
    return product + state[f"model.model.{place}.bias"] if bias else product


def variable(lab, name):
    """A variable of the trace, which has to be a tensor."""
    found = getattr(lab.trace("trace_mlp"), name)
    assert isinstance(found, torch.Tensor), f"{name} is no tensor"
    return found.detach()


def found_shapes(lab):
    """The predicted shapes as tuples."""
    predicted = lab.trace("trace_mlp").predicted_shapes
    assert isinstance(predicted, dict) and predicted.keys() >= SHAPES.keys()
    return {key: tuple(value) if hasattr(value, "__iter__") else (value,) for key, value in predicted.items()}


# --- the predictions


@test_case(
    name="each shape is predicted with a batch dimension, which a single text does not have",
    points=0,
    failure_message="Print `mlp_ids.shape`: how many dimensions does it have? What does a model do with the dimensions "
    "that come before those of a token?",
)
def batch_first(lab):
    assert all(found_shapes(lab)[key] == (1, *SHAPES[key]) for key in ("embeddings", "hidden", "output", "logits"))


@test_case(
    name="each token is predicted to be a column, where it is a row",
    points=0,
    failure_message="Print `tuple(mlp_embeddings.shape)` and compare it with your prediction. Which of the two numbers "
    "counts the characters?",
)
def columns(lab):
    assert all(found_shapes(lab)[key] == SHAPES[key][::-1] for key in ("embeddings", "hidden", "output", "logits"))


@test_case(name="predicted_without_places", points=0)
def without_places(lab):
    assert all(found_shapes(lab)[key] in ((SHAPES[key][1],), (1, SHAPES[key][1])) for key in ("embeddings", "logits"))


@test_case(
    name="the shapes are predicted for another number of characters than nine",
    points=0,
    failure_message='Print `len("Tom had a")` and `mlp_ids.shape`. Is a space a character?',
)
def another_length(lab):
    found = found_shapes(lab)
    lengths = {found[key][0] for key in SHAPES}
    assert len(lengths) == 1 and lengths != {9} and lengths != {1}
    assert all(found[key][1:] == SHAPES[key][1:] for key in SHAPES)


@test_case(name="predicted_hidden_wrong", points=0)
def hidden_as_embedding(lab):
    assert found_shapes(lab)["hidden"] == (9, 32)


@test_case(
    name="the token ids are predicted to be vectors, where each one is a single number",
    points=0,
    failure_message="Print `mlp_ids`. How many numbers stand for each character? At which station does a number become "
    "a vector?",
)
def ids_as_vectors(lab):
    assert found_shapes(lab)["token ids"] in ((9, 256), (9, 32), (9, 128), (256, 9), (32, 9))


@test_case(
    name="the token ids are predicted to have two dimensions, where they are a plain row of numbers",
    points=0,
    failure_message="Print `mlp_ids` and its shape. How many dimensions does it have?",
)
def ids_as_matrix(lab):
    assert found_shapes(lab)["token ids"] in ((9, 1), (1, 9))


@test_case(
    name="the logits are predicted for one place, where each of the nine has its own",
    points=0,
    failure_message="Compare `predicted_shapes['logits']` with `tuple(mlp_logits.shape)`. How many guesses does the "
    "model make?",
)
def one_row_of_logits(lab):
    assert found_shapes(lab)["logits"] in ((256,), (1, 256))


@test_case(
    name="the output of the MLP is predicted to be as wide as its hidden layer",
    points=0,
    failure_message="Compare `predicted_shapes['output']` with `tuple(mlp_output.shape)`. What does the second linear "
    "layer bring its input back to?",
)
def output_as_hidden(lab):
    assert found_shapes(lab)["output"] == (9, 128)


def wrong_alone(lab, station):
    """Whether one prediction is wrong, and all others are right."""
    found = found_shapes(lab)
    assert [key for key in SHAPES if found[key] != SHAPES[key]] == [station]


@test_case(
    name="the predicted shape of the embeddings is another one than they have",
    points=0,
    failure_message="Compare `predicted_shapes['embeddings']` with `tuple(mlp_embeddings.shape)`. With which emb_dim "
    "was the model built, and how many characters go through it?",
)
def embeddings_alone(lab):
    wrong_alone(lab, "embeddings")


@test_case(
    name="the predicted shape of the hidden layer is another one than it has",
    points=0,
    failure_message="Compare `predicted_shapes['hidden']` with `tuple(mlp_hidden.shape)`. Which argument of the model "
    "is the size of the hidden layer?",
)
def hidden_alone(lab):
    wrong_alone(lab, "hidden")


@test_case(
    name="the predicted shape of the output is another one than it has",
    points=0,
    failure_message="Compare `predicted_shapes['output']` with `tuple(mlp_output.shape)`. What does the second linear "
    "layer bring its input back to?",
)
def output_alone(lab):
    wrong_alone(lab, "output")


@test_case(
    name="the predicted shape of the logits is another one than they have",
    points=0,
    failure_message="Compare `predicted_shapes['logits']` with `tuple(mlp_logits.shape)`. How many characters are "
    "candidates for the next place, and how many places are there?",
)
def logits_alone(lab):
    wrong_alone(lab, "logits")


# --- the embeddings


@test_case(name="rows_by_place", points=0)
def rows_by_place(lab):
    assert same(variable(lab, "mlp_embeddings"), matrix_of(lab)[:9])


@test_case(
    name="the embeddings are multiplied by a number",
    points=0,
    failure_message="Compare `mlp_embeddings[0]` with the row of `mlp_model.word_to_embedding.weight` that belongs to "
    "`T`. What does station 1 do with a row?",
)
def embeddings_scaled(lab):
    wanted = matrix_of(lab)[lab.trace("trace_mlp").mlp_ids]
    found = variable(lab, "mlp_embeddings")
    assert found.shape == wanted.shape
    factor = (found.flatten() @ wanted.flatten() / wanted.square().sum()).item()
    assert abs(factor - 1) > 1e-2 and abs(factor) > 1e-3 and same(found / factor, wanted)


@test_case(
    name="the embeddings come from another matrix than that of the model",
    points=0,
    failure_message="Print `mlp_embeddings[0]`, and the row of `mlp_model.word_to_embedding.weight` that belongs to "
    "`T`. The TODO names the layer that looks it up: is a new one made in your cell?",
)
def another_matrix(lab):
    found, matrix = variable(lab, "mlp_embeddings"), matrix_of(lab)
    assert found.shape == (9, 32) and same(found[3], found[7]) and same(found[5], found[8])
    directions = F.normalize(found, dim=-1) @ F.normalize(matrix, dim=-1).T
    assert found.std() > 1e-3 and not same(found[0], found[1]) and directions.abs().max() < 0.95


@test_case(
    name="something is added to the embeddings that depends on the place",
    points=0,
    failure_message="Print `mlp_embeddings[3]` and `mlp_embeddings[7]`: both belong to a space. Places come with the "
    "transformer, in part 5.",
)
def places_added(lab):
    found = variable(lab, "mlp_embeddings")
    assert found.shape == (9, 32) and not same(found[3], found[7], 1e-3) and not same(found[5], found[8], 1e-3)
    assert not same(found, matrix_of(lab)[:9])


@test_case(
    name="the embeddings are one-hot vectors, and not rows of the matrix",
    points=0,
    failure_message="Print `mlp_embeddings[0]` and the row of `mlp_model.word_to_embedding.weight` that belongs to "
    "`T`. How many numbers does each have?",
)
def one_hot(lab):
    assert same(variable(lab, "mlp_embeddings").float(), F.one_hot(lab.trace("trace_mlp").mlp_ids, 256).float())


@test_case(
    name="the embeddings are the whole matrix, and not the rows of the nine characters",
    points=0,
    failure_message="Print the shape of `mlp_embeddings`. How many rows does station 1 pick?",
)
def whole_matrix(lab):
    assert same(variable(lab, "mlp_embeddings"), matrix_of(lab))


@test_case(
    name="the embeddings are transposed: each column belongs to a character",
    points=0,
    failure_message="Print the shape of `mlp_embeddings`. Which of the two numbers should count the characters?",
)
def transposed(lab):
    assert same(variable(lab, "mlp_embeddings"), matrix_of(lab)[lab.trace("trace_mlp").mlp_ids].T)


@test_case(
    name="the embeddings of the nine characters are merged into one vector",
    points=0,
    failure_message="Print the shape of `mlp_embeddings`. How many vectors do nine characters have?",
)
def merged(lab):
    assert variable(lab, "mlp_embeddings").shape in ((32,), (1, 32))


@test_case(
    name="the embeddings have a batch dimension, which a single text does not have",
    points=0,
    failure_message="Print the shapes of `mlp_ids` and `mlp_embeddings`. Which dimension is new, besides that of the "
    "vector?",
)
def batch_added(lab):
    assert variable(lab, "mlp_embeddings").shape == (1, 9, 32)


# --- the hidden layer


def embeddings(lab):
    """The trace's own embeddings, of the right shape."""
    found = variable(lab, "mlp_embeddings")
    assert found.shape == (9, 32)
    return found


@test_case(name="hidden_before_relu", points=0)
def before_relu(lab):
    assert same(variable(lab, "mlp_hidden"), layer(lab, 0, embeddings(lab)))


@test_case(
    name="the bias of the first linear layer is left out",
    points=0,
    failure_message="Print the names of the parameters of `mlp_model.model.model[0]`. What does a linear layer add "
    "after its product?",
)
def first_bias(lab):
    product = layer(lab, 0, embeddings(lab), bias=False)
    assert any(same(variable(lab, "mlp_hidden"), each) for each in (product, product.relu()))


@test_case(
    name="the ReLU comes before the first linear layer, and not after it",
    points=0,
    failure_message="Print the smallest number of `mlp_hidden`: can it be negative after a ReLU? In which order does "
    "the `nn.Sequential` have its layers?",
)
def relu_before_linear(lab):
    assert same(variable(lab, "mlp_hidden"), layer(lab, 0, embeddings(lab).relu()))


@test_case(
    name="the ReLU is applied to the embeddings themselves, without the first linear layer",
    points=0,
    failure_message="Print the shape of `mlp_hidden`: how many numbers should each character have? Which two layers "
    "does station 2 name?",
)
def relu_alone(lab):
    assert same(variable(lab, "mlp_hidden"), embeddings(lab).relu())


@test_case(
    name="the hidden layer is what comes out of the whole MLP",
    points=0,
    failure_message="Print the shape of `mlp_hidden`: how many numbers should each character have in the hidden "
    "layer? Which two of the three layers does station 2 name?",
)
def whole_mlp(lab):
    assert same(variable(lab, "mlp_hidden"), layer(lab, 2, layer(lab, 0, embeddings(lab)).relu()))


@test_case(
    name="the hidden layer has another nonlinearity than the model's ReLU",
    points=0,
    failure_message="Print the smallest number of `mlp_hidden`, and how many are exactly zero. Which layer is "
    "`mlp_model.model.model[1]`?",
)
def another_nonlinearity(lab):
    x = layer(lab, 0, embeddings(lab))
    ways = (F.gelu, F.silu, F.elu, F.leaky_relu, F.softplus, F.mish, F.relu6, torch.tanh, torch.sigmoid, torch.abs)
    more = (lambda x: F.gelu(x, approximate="tanh"), lambda x: F.leaky_relu(x, 0.1), lambda x: F.leaky_relu(x, 0.2))
    more += (F.selu, F.hardswish, lambda x: x.softmax(-1), lambda x: x.clamp(min=0, max=1))
    found = variable(lab, "mlp_hidden")
    assert not same(found, x.relu()) and any(same(found, way(x)) for way in (*ways, *more))


# --- output and logits


@test_case(
    name="`mlp_output` holds the logits already",
    points=0,
    failure_message="Print the shape of `mlp_output`. To how many numbers does the second linear layer bring each "
    "character?",
)
def output_is_logits(lab):
    assert variable(lab, "mlp_output").shape == (9, 256)


@test_case(
    name="`mlp_output` is still the hidden layer",
    points=0,
    failure_message="Print the shapes of `mlp_hidden` and `mlp_output`. Which layer of the MLP is left?",
)
def output_is_hidden(lab):
    assert same(variable(lab, "mlp_output"), variable(lab, "mlp_hidden")) and hidden(lab).any()


@test_case(
    name="`mlp_logits` is still the output of the MLP, without `lm_head`",
    points=0,
    failure_message="Print the shapes of `mlp_output` and `mlp_logits`. How many characters are candidates for the "
    "next place?",
)
def logits_are_output(lab):
    assert same(variable(lab, "mlp_logits"), variable(lab, "mlp_output")) and variable(lab, "mlp_logits").shape == (
        9,
        32,
    )


def hidden(lab):
    """The trace's own hidden layer, of the right shape."""
    found = variable(lab, "mlp_hidden")
    assert found.shape == (9, 128)
    return found


@test_case(name="output_skips_relu", points=0)
def skips_relu(lab):
    x = layer(lab, 0, embeddings(lab))
    assert (hidden(lab) >= 0).all() and same(variable(lab, "mlp_output"), layer(lab, 2, x))


@test_case(
    name="the bias of the second linear layer is left out",
    points=0,
    failure_message="Compare `mlp_output` with `mlp_model.model(mlp_embeddings)`. What does a linear layer add after "
    "its product?",
)
def second_bias(lab):
    assert same(variable(lab, "mlp_output"), layer(lab, 2, hidden(lab), bias=False))


@test_case(
    name="the embeddings are added to the output of the MLP, which this model does not do",
    points=0,
    failure_message="Compare `mlp_output` with `mlp_model.model(mlp_embeddings)`: these should be the same. Which of "
    "the lab's two models has residuals?",
)
def residual(lab):
    assert same(variable(lab, "mlp_output"), layer(lab, 2, hidden(lab)) + embeddings(lab))


@test_case(
    name="the output of the MLP goes through a second ReLU",
    points=0,
    failure_message="Print the smallest number of `mlp_output`: can it be negative? How many layers does "
    "`mlp_model.model.model` have?",
)
def relu_again(lab):
    assert same(variable(lab, "mlp_output"), layer(lab, 2, hidden(lab)).relu())


@test_case(
    name="the output of the MLP is normed",
    points=0,
    failure_message="Compare `mlp_output` with `mlp_model.model(mlp_embeddings)`. Norms come with the transformer, in "
    "part 5.",
)
def normed(lab):
    x = layer(lab, 2, hidden(lab))
    assert any(
        same(variable(lab, "mlp_output"), each, 1e-3)
        for each in (F.layer_norm(x, (32,)), F.rms_norm(x, (32,)), F.normalize(x, dim=-1))
    )


def output(lab):
    """The trace's own output of the MLP, of the right shape."""
    found = variable(lab, "mlp_output")
    assert found.shape == (9, 32)
    return found


@test_case(name="logits_skip_mlp", points=0)
def skip_mlp(lab):
    assert same(variable(lab, "mlp_logits"), embeddings(lab) @ matrix_of(lab).T)
    assert not same(output(lab), embeddings(lab))


@test_case(
    name="the logits are probabilities: a softmax was taken",
    points=0,
    failure_message="Print `mlp_logits.sum(dim=-1)`. Part 2 says what logits are: which of your steps comes after "
    "them?",
)
def probabilities(lab):
    assert same(variable(lab, "mlp_logits"), (output(lab) @ matrix_of(lab).T).softmax(-1))


@test_case(
    name="the logits are logarithms of probabilities: a softmax was taken",
    points=0,
    failure_message="Print `mlp_logits.exp().sum(dim=-1)`. Part 2 says what logits are: which of your steps comes "
    "after them?",
)
def log_probabilities(lab):
    assert same(variable(lab, "mlp_logits"), (output(lab) @ matrix_of(lab).T).log_softmax(-1))


@test_case(
    name="only the logits of the last place are computed",
    points=0,
    failure_message="Print the shape of `mlp_logits`: how many places should have logits?",
)
def last_logits(lab):
    found = variable(lab, "mlp_logits")
    assert same(found.reshape(-1), output(lab)[-1] @ matrix_of(lab).T)


@test_case(
    name="the logits are multiplied or divided by a number",
    points=0,
    failure_message="Compare `mlp_logits` with `mlp_model(mlp_ids)`. Scores are divided in part 4, and not here.",
)
def logits_scaled(lab):
    found, wanted = variable(lab, "mlp_logits"), output(lab) @ matrix_of(lab).T
    assert found.shape == wanted.shape
    factor = (found.flatten() @ wanted.flatten() / wanted.square().sum()).item()
    assert abs(factor - 1) > 1e-2 and abs(factor) > 1e-3 and same(found / factor, wanted)


# --- the guesses


def logits(lab):
    """The trace's own logits, of the right shape."""
    found = variable(lab, "mlp_logits")
    assert found.shape == (9, 256)
    return found


def guesses(lab):
    """The trace's guesses as whole numbers in one row; they have to be nine."""
    found = variable(lab, "mlp_next_ids")
    assert found.numel() == 9
    return found.flatten().long()


@test_case(name="guess_over_places", points=0)
def over_places(lab):
    assert variable(lab, "mlp_next_ids").tolist() == logits(lab).argmax(dim=0).tolist()


@test_case(name="largest_logit_for_its_id", points=0)
def largest_logit(lab):
    found, largest = variable(lab, "mlp_next_ids").double(), logits(lab).max(dim=-1).values.double()
    assert found.numel() == 9
    ways = (largest, largest.trunc(), largest.round(), largest.floor())
    assert any(same(found.flatten(), way) for way in ways)


@test_case(
    name="the guesses are probabilities, and not ids",
    points=0,
    failure_message="Print `mlp_next_ids`, its dtype and its shape, which should be (9,). A guess is the id of one "
    "character: which one?",
)
def probabilities_as_guesses(lab):
    found, p = variable(lab, "mlp_next_ids").double(), logits(lab).double().softmax(-1)
    assert same(found, p) or same(found.flatten(), p.max(-1).values)


@test_case(
    name="the guess is the least likely character, with the smallest logit",
    points=0,
    failure_message="Print the logit of your guess and the largest logit of its row. If you sort, in which order does "
    "the function sort?",
)
def smallest(lab):
    assert torch.equal(guesses(lab), logits(lab).argmin(dim=-1))


@test_case(
    name="the guess is the second likeliest character, and not the likeliest",
    points=0,
    failure_message="Print the logit of your guess and the largest logit of its row. Which place of a sorted row has "
    "the largest number, counted from 0?",
)
def second(lab):
    assert torch.equal(guesses(lab), logits(lab).topk(2, dim=-1).indices[:, 1])


@test_case(
    name="the guess is the logit that is largest without its sign",
    points=0,
    failure_message="Print the logit of your guess and the largest logit of its row. Is a large negative logit a "
    "likely character?",
)
def absolute(lab):
    wanted = logits(lab).abs().argmax(dim=-1)
    assert torch.equal(guesses(lab), wanted) and not torch.equal(wanted, logits(lab).argmax(dim=-1))


@test_case(
    name="a single guess is made, where each of the nine places has its own",
    points=0,
    failure_message="Print the shape of `mlp_next_ids`: how many guesses do nine places need? What does `argmax` do "
    "without a `dim`?",
)
def one_guess(lab):
    found = lab.trace("trace_mlp").mlp_next_ids
    assert logits(lab).any()
    assert isinstance(found, int) or (isinstance(found, torch.Tensor) and found.numel() == 1)


@test_case(
    name="the guesses are taken from another variable than the logits",
    points=0,
    failure_message="Which variable has a number for each character of the vocabulary? Print the shape of the one that "
    "you take the largest number of.",
)
def another_variable(lab):
    names = ("mlp_embeddings", "mlp_hidden", "mlp_output")
    assert not torch.equal(guesses(lab), logits(lab).argmax(dim=-1))
    assert any(torch.equal(guesses(lab), variable(lab, each).argmax(dim=-1)) for each in names)


@test_case(
    name="the guesses are the characters of the text itself",
    points=0,
    failure_message="Print `decode(mlp_next_ids)`. Where do the model's logits come in?",
)
def the_text(lab):
    ids = lab.trace("trace_mlp").mlp_ids
    assert not torch.equal(guesses(lab), logits(lab).argmax(dim=-1))
    assert torch.equal(guesses(lab), ids) or torch.equal(guesses(lab), ids.roll(-1))


@test_case(
    name="the guesses have a second dimension",
    points=0,
    failure_message="Print the shape of `mlp_next_ids`, which should be (9,). What do `keepdim` and `topk` do to a "
    "shape?",
)
def a_column(lab):
    found = variable(lab, "mlp_next_ids")
    assert found.dim() == 2 and torch.equal(guesses(lab), logits(lab).argmax(dim=-1))


@test_case(
    name="the guesses are a list, and not a tensor",
    points=0,
    failure_message="Print `type(mlp_next_ids)`. Which type does the TODO ask for?",
)
def a_list(lab):
    found = lab.trace("trace_mlp").mlp_next_ids
    assert isinstance(found, list) and len(found) == 9


@test_case(
    name="the guesses are characters, and not their ids",
    points=0,
    failure_message="Print `mlp_next_ids`. Which type does the TODO ask for, and what does the line after it do with "
    "the ids?",
)
def characters(lab):
    assert isinstance(lab.trace("trace_mlp").mlp_next_ids, str)


@test_case(
    name="the guesses have another dtype than int64",
    points=0,
    failure_message="Print `mlp_next_ids.dtype`. The TODO says which one ids have.",
)
def another_dtype(lab):
    found = variable(lab, "mlp_next_ids")
    assert found.dtype != torch.int64 and torch.equal(guesses(lab), logits(lab).argmax(dim=-1))


@test_case(
    name="the guesses are the likeliest characters at some places and not at others, as if they were drawn at random",
    points=0,
    failure_message="Run the cell of your guesses twice. A draw from the probabilities writes a text later on; here, "
    "each guess is the id with the largest logit of its row.",
)
def drawn(lab):
    found, rows = guesses(lab), logits(lab)
    assert variable(lab, "mlp_next_ids").dtype == torch.int64
    likeliest = found == rows.argmax(dim=-1)
    assert 3 <= likeliest.sum() < 9 and (rows.softmax(-1)[range(9), found] > 1e-3).all()
