"""What shows one mistake in self-attention of several heads, whatever else is wrong with it."""

import torch
from otter.test_files import test_case

from checks.expect import expect_raises

OK_FORMAT = False
name = "multi_head"
points = None
HEADS, SIZE, EMB = 3, 2, 6
"""Side by side, the heads have as many numbers as x, so that `to_output` may be the identity."""
PARTS = ("get_query", "get_key", "get_value")


def numbers(*shape, seed=70):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def drawn(n_heads=HEADS, size=SIZE, emb=EMB, **changes):
    """Random parameters by name, with these changes."""
    names = [f"heads.{i}.{part}.weight" for i in range(n_heads) for part in PARTS]
    state = {key: numbers(size, emb, seed=80 + place) for place, key in enumerate(names)}
    return state | {"to_output.weight": numbers(emb, n_heads * size, seed=79)} | changes


def without_values(state):
    return {key: torch.zeros_like(value) if "get_value" in key else value for key, value in state.items()}


def loaded(lab, state):
    """Self-attention with these parameters, in evaluation."""
    size, emb = state["heads.0.get_query.weight"].shape
    attention = lab.attention.BareBonesSelfAttention(emb, size, sum("get_query" in key for key in state))
    lab.load_parameters(attention, state)
    attention.eval()
    return attention


def with_output(state, weight):
    return state | {"to_output.weight": weight}


def entering(lab, state, x):
    """What goes into `to_output`: the output for the identity, less what does not go through it."""
    identity = torch.eye(EMB)
    through = loaded(lab, with_output(state, identity))(x)
    return through - loaded(lab, with_output(state, 0 * identity))(x)


def head_outputs(state, x, divisor=None, masked=True):
    """The output of each head, by the docstring or with another divisor of the scores."""
    outputs = []
    for i in range(sum("get_query" in key for key in state)):
        q, k, v = (x @ state[f"heads.{i}.{part}.weight"].T for part in PARTS)
        scores = q @ k.transpose(-2, -1) / (divisor or q.shape[-1] ** 0.5)
        if masked:
            scores = scores.masked_fill(torch.ones(x.shape[-2], x.shape[-2]).triu(1).bool(), -torch.inf)
        outputs.append(scores.softmax(-1) @ v)
    return outputs


def right(state, x):
    return torch.cat(head_outputs(state, x), -1) @ state["to_output.weight"].T


def same(found, wanted, tolerance=1e-4):
    scale = max(1.0, wanted.abs().max().item())
    return found.shape == wanted.shape and bool(((found - wanted).abs() <= tolerance * scale).all())


def factor(found, wanted):
    """The number that makes `wanted` of `found`, and 0 where there is none."""
    if found.shape != wanted.shape:
        return 0.0
    ratio = ((found * wanted).sum() / (wanted * wanted).sum()).item()
    return ratio if ratio > 0.02 and same(found, ratio * wanted, 1e-4 * min(1, ratio)) else 0.0


def is_multiple(found, wanted):
    return factor(found, wanted) > 0


def fails(call):
    try:
        call()
    except Exception:  # whatever the kind: another call of the same module went through
        return True
    return False


# what comes back


@test_case(
    name="self-attention returns several things, where it should return one tensor",
    points=0,
    failure_message="Print `type(attention(x))`. What does the docstring say that `forward` returns?",
)
def several_things(lab):
    assert isinstance(loaded(lab, drawn())(numbers(4, EMB)), tuple | list | dict)


@test_case(
    name="self-attention returns nothing",
    points=0,
    failure_message="Print `attention(x)`. Which line of a Python function says what comes back?",
)
def nothing(lab):
    assert loaded(lab, drawn())(numbers(4, EMB)) is None


@test_case(
    name="the output is float64, where x is float32",
    points=0,
    failure_message="Print the dtype of the output and of x, and then the dtype after each line. Which line changes "
    "it?",
)
def double(lab):
    assert loaded(lab, drawn())(numbers(4, EMB)).dtype == torch.float64


@test_case(
    name="the output is one vector for the whole text, where each token should have its own",
    points=0,
    failure_message="Print the shape of the output for 5 tokens and compare it with the docstring. Over which "
    "dimension do you sum or average, or which row do you take?",
)
def pooled(lab):
    attention = loaded(lab, drawn())
    assert all(tuple(attention(numbers(length, EMB)).shape) in ((EMB,), (1, EMB)) for length in (3, 5))


@test_case(
    name="the output for a single document is a batch of one",
    points=0,
    failure_message="Print the shape of the output for `torch.randn(5, 8)`. What should it be by the docstring?",
)
def batch_added(lab):
    assert tuple(loaded(lab, drawn())(numbers(4, EMB)).shape) == (1, 4, EMB)


@test_case(
    name="dimensions of size 1 are lost from the output",
    points=0,
    failure_message="Print the shape of the output for `torch.randn(1, 8)` and for `torch.randn(1, 5, 8)`. Which of "
    "your lines takes a dimension away?",
)
def squeezed(lab):
    attention = loaded(lab, drawn())
    assert attention(numbers(2, 4, EMB)).shape == (2, 4, EMB)
    assert [tuple(attention(numbers(*shape)).shape) for shape in ((1, 4, EMB), (1, EMB))] in (
        [(4, EMB), (EMB,)],
        [(4, EMB), (1, EMB)],
        [(1, 4, EMB), (EMB,)],
    )


@test_case(
    name="self-attention takes exactly one batch dimension, and no document by itself",
    points=0,
    failure_message="Call it with `torch.randn(5, 8)`, which is one document, and with `torch.randn(2, 5, 8)`. Which "
    "lines of yours count on a batch?",
)
def one_batch(lab):
    attention = loaded(lab, drawn())
    assert attention(numbers(2, 4, EMB)).shape == (2, 4, EMB)
    assert fails(lambda: attention(numbers(4, EMB))) and fails(lambda: attention(numbers(2, 3, 4, EMB)))


@test_case(
    name="self-attention needs a batch, and takes no document by itself",
    points=0,
    failure_message="Call it with `torch.randn(5, 8)`, which is one document, and with `torch.randn(2, 5, 8)`. Which "
    "lines of yours count on a batch?",
)
def needs_batch(lab):
    attention = loaded(lab, drawn())
    assert attention(numbers(2, 4, EMB)).shape == (2, 4, EMB)
    assert fails(lambda: attention(numbers(4, EMB)))


@test_case(
    name="self-attention takes a document by itself, and no batch",
    points=0,
    failure_message="Call it with `torch.randn(5, 8)` and with `torch.randn(2, 5, 8)`. Which lines of yours count "
    "dimensions from the front? Counting from the end works for both.",
)
def no_batch(lab):
    attention = loaded(lab, drawn())
    assert attention(numbers(4, EMB)).shape == (4, EMB)
    assert fails(lambda: attention(numbers(2, 4, EMB))) and fails(lambda: attention(numbers(2, 3, 4, EMB)))


@test_case(
    name="self-attention takes at most one batch dimension, where there may be several",
    points=0,
    failure_message="Call it with `torch.randn(3, 2, 5, 8)`. Which lines of yours count dimensions from the front?",
)
def several_dimensions(lab):
    attention = loaded(lab, drawn())
    assert attention(numbers(4, EMB)).shape == (4, EMB) and attention(numbers(2, 4, EMB)).shape == (2, 4, EMB)
    assert fails(lambda: attention(numbers(2, 3, 4, EMB)))


# parameters of its own


@test_case(
    name="`to_output` has a bias, which it should do without",
    points=0,
    failure_message="Print `[name for name, _ in attention.named_parameters()]`. Which of them does the starter code "
    "not have? Did you change the given constructor?",
)
def bias(lab):
    x = numbers(4, EMB)
    attention = loaded(lab, drawn())
    before = attention(x)
    lab.load_parameters(attention, {"to_output.bias": torch.ones(EMB)})
    assert not same(attention(x), before)


@test_case(
    name="there is a parameter more than in the starter code, and the output depends on it",
    points=0,
    failure_message="Print `[name for name, _ in attention.named_parameters()]`. Which of them does the starter code "
    "not have? What are the steps of the TODO?",
)
def more_parameters(lab):
    x = numbers(4, EMB)
    attention = loaded(lab, drawn())
    before = attention(x)
    more = {key: value + 1 for key, value in lab.parameters(attention).items() if key not in drawn()}
    lab.load_parameters(attention, more)
    assert more and not same(attention(x), before)


# draws at random, and other modes


@test_case(
    name="some numbers of the output are dropped at random in training",
    points=0,
    failure_message="Call it twice with the same x, in training: do you get the same numbers? Self-attention has no "
    "dropout.",
)
def dropout(lab):
    attention, x = loaded(lab, drawn()), numbers(60, EMB)
    settled = attention(x)
    assert same(attention(x), settled) and not (settled == 0).any()
    attention.train()
    first, second = attention(x) == 0, attention(x) == 0
    assert 0.01 < first.float().mean() < 0.95 and (first != second).any()


@test_case(
    name="whole heads are left out at random in training",
    points=0,
    failure_message="Call it several times with the same x, in training: do you get the same numbers? Which line "
    "decides by chance whether a head counts? No head should ever be left out.",
)
def heads_dropped(lab):
    state, x = drawn(**{"to_output.weight": torch.eye(EMB)}), numbers(12, EMB)
    attention = loaded(lab, state)
    assert same(attention(x), attention(x))
    attention.train()
    left_out = set()
    for _ in range(40):
        blocks = (attention(x) == 0).unflatten(-1, (HEADS, SIZE))
        whole = blocks.all(-1).all(0)
        assert bool((blocks == whole[:, None]).all())
        left_out.add(tuple(whole.tolist()))
    assert len(left_out) > 1


@test_case(
    name="some numbers of the heads' outputs are dropped at random in training",
    points=0,
    failure_message="Call it twice with the same x, in training: do you get the same numbers? Self-attention has no "
    "dropout.",
)
def dropout_before(lab):
    attention, x = loaded(lab, drawn(**{"to_output.weight": torch.eye(EMB)})), numbers(60, EMB)
    settled = attention(x)
    assert same(attention(x), settled) and not (settled == 0).any()
    attention.train()
    first, second = attention(x) == 0, attention(x) == 0
    assert 0.01 < first.float().mean() < 0.95 and (first != second).any()


@test_case(
    name="something is drawn at random in training, so that two calls give different outputs",
    points=0,
    failure_message="Call it twice with the same x, after `.train()`: do you get the same numbers? Which line draws "
    "at random? The docstring of a head says what training and evaluation give.",
)
def random_in_training(lab):
    attention, x = loaded(lab, drawn()), numbers(20, EMB)
    settled = attention(x)
    assert all(same(attention(x), settled) for _ in range(5))
    attention.train()
    first = attention(x)
    assert first.isfinite().all() and not all(same(attention(x), first) for _ in range(30))


@test_case(
    name="something is drawn at random, in evaluation as in training, so that two calls give different outputs",
    points=0,
    failure_message="Call it twice with the same x, after `.eval()`: do you get the same numbers? Which line draws "
    "at random, or remembers the last call?",
)
def random_always(lab):
    attention, x = loaded(lab, drawn()), numbers(20, EMB)
    kinds = [attention(x) for _ in range(4)]
    assert all(kind.isfinite().all() for kind in kinds)
    assert all(not same(kinds[i], kinds[j]) for i in range(4) for j in range(i))


@test_case(
    name="training and evaluation give different outputs",
    points=0,
    failure_message="Print the output for the same x after `.train()` and after `.eval()`. Which line of yours asks "
    "for `self.training`? The docstring of a head says what the two give.",
)
def by_mode(lab):
    attention, x = loaded(lab, drawn()), numbers(20, EMB)
    settled = attention(x)
    attention.train()
    trained = attention(x)
    assert not same(trained, settled) and same(attention(x), trained)
    attention.eval()
    assert same(attention(x), settled)


@test_case(
    name="numbers of the first call are kept, and used again in later ones",
    points=0,
    failure_message="Call one module with a text of 3 tokens, then with another of 5, and compare the second output "
    "with that of a fresh module. What does your `forward` store in `self`?",
)
def remembers(lab):
    state, other = drawn(), {key: value.flip(-1) for key, value in drawn().items()}
    texts = numbers(3, EMB, seed=71), numbers(5, EMB, seed=72), numbers(3, EMB, seed=73)
    wanted = [loaded(lab, state)(x) for x in texts]
    wanted_later = loaded(lab, other)(texts[0])
    attention = loaded(lab, state)
    assert same(attention(texts[0]), wanted[0])
    differ = [fails(lambda x=x: attention(x)) or not same(attention(x), y) for x, y in zip(texts, wanted, strict=True)]
    lab.load_parameters(attention, other)
    assert any(differ) or not same(attention(texts[0]), wanted_later)


@test_case(
    name="x is changed in place, so that whoever passed it in has other numbers afterwards",
    points=0,
    failure_message="Print x before and after the call. Which line of yours writes into it? Operators such as `+=` and "
    "methods that end with an underscore do.",
)
def changes_x(lab):
    x = numbers(4, EMB)
    assert not same(lab.inputs_after(loaded(lab, drawn()), x), x)


# which heads count, and what they get


@test_case(
    name="the output goes through a ReLU",
    points=0,
    failure_message="Print the smallest number of your output: can it be negative? Which steps does the TODO name "
    "after `to_output`?",
)
def relu_after(lab):
    state, x = drawn(), numbers(20, EMB)
    plus, minus = (loaded(lab, with_output(state, sign * state["to_output.weight"]))(x) for sign in (1, -1))
    assert plus.min() == 0 and minus.min() == 0
    assert 0.2 < (plus > 0).float().mean() < 0.8 and 0.2 < (minus > 0).float().mean() < 0.8


@test_case(name="first_head_only", points=0)
def first_only(lab):
    assert heads_that_count(lab) == [0]


@test_case(
    name="the last head is used in place of all others",
    points=0,
    failure_message="Change the weights of the first head and see whether the output moves. Which head does each turn "
    "of your loop call, and which output do you keep?",
)
def last_only(lab):
    assert heads_that_count(lab) == [HEADS - 1]


@test_case(
    name="the first head is left out",
    points=0,
    failure_message="Change the weights of `heads[0]` and see whether the output moves. With which number does your "
    "loop begin?",
)
def first_left_out(lab):
    assert heads_that_count(lab) == [1, 2] and columns_lost(lab) in ([], [0, 1])


@test_case(
    name="the last head is left out",
    points=0,
    failure_message="Change the weights of `heads[-1]` and see whether the output moves. With which number does your "
    "loop end?",
)
def last_left_out(lab):
    assert heads_that_count(lab) == [0, 1] and columns_lost(lab) in ([], [4, 5])


def heads_that_count(lab):
    """The heads that move the output, by their numbers."""
    x = numbers(4, EMB)
    before = loaded(lab, drawn())(x)
    moved = []
    for i in range(HEADS):
        moves = [
            not same(loaded(lab, drawn(**{f"heads.{i}.get_value.weight": sign * 3 * numbers(SIZE, EMB, seed=9)}))(x), y)
            for sign, y in ((1, before), (-1, before))
        ]
        moved += [i] if any(moves) else []
    return moved


@test_case(
    name="some columns of `to_output` always meet a zero, so that a part of the heads' numbers is lost",
    points=0,
    failure_message="Print what goes into `to_output` for a text of 3 tokens, with 3 heads of size 2: is one of its "
    "columns all zero? At which column does the output of each head begin, and at which does it end?",
)
def lost_columns(lab):
    assert 0 < len(columns_lost(lab)) < EMB


def columns_lost(lab):
    """The columns of `to_output` that meet nothing but zeros."""
    state, x = drawn(), numbers(12, EMB)
    zero, plus, minus = (loaded(lab, with_output(state, by * torch.eye(EMB)))(x) for by in (0, 1, -1))
    assert plus.shape == (12, EMB)
    nothing = ((plus - zero).abs() < 1e-6) & ((minus - zero).abs() < 1e-6)
    return [place for place in range(EMB) if nothing[:, place].all()]


@test_case(
    name="the second head works on the output of the first one, and not on x",
    points=0,
    failure_message="Change the weights of the first head, and see whether the output of the second moves. What does "
    "each head get as its x? Part 4 of the notebook lets them look side by side.",
)
def in_a_row(lab):
    state, x = drawn(2, 4, 4), numbers(4, 4)
    output = loaded(lab, state)(x) - loaded(lab, with_output(state, torch.zeros(4, 8)))(x)
    first = head_outputs(state, x)[0]
    second = head_outputs(state, first)[1]
    assert is_multiple(output, torch.cat([first, second], -1) @ state["to_output.weight"].T)


@test_case(
    name="x is normed before the heads get it",
    points=0,
    failure_message="Call your module with x and with 10 * x: is the output the same? Part 5 says which module of the "
    "transformer norms.",
)
def normed_x(lab):
    state, x = drawn(), 3 * numbers(5, EMB) + 1
    normed = torch.nn.functional.layer_norm(x, (EMB,))
    assert is_multiple(entering(lab, state, x), torch.cat(head_outputs(state, normed), -1))


@test_case(
    name="each head gets only some of the numbers of a token",
    points=0,
    failure_message="Change the last number of x, and print which heads' outputs move. What does each head get as its "
    "x? By its docstring, a head works on all of `emb_dim`.",
)
def slices(lab):
    x = numbers(1, EMB)
    before = entering(lab, drawn(), x)[0].unflatten(-1, (HEADS, SIZE))
    moved = []
    for place in range(EMB):
        changed = x.clone()
        changed[0, place] += 2
        after = entering(lab, drawn(), changed)[0].unflatten(-1, (HEADS, SIZE))
        moved.append(((after - before).abs() > 1e-4).any(-1).tolist())
    assert all(any(row) for row in moved) and all(any(column) for column in zip(*moved, strict=True))
    assert all(not all(row) for row in moved)


@test_case(
    name="the heads' values are used as they are, without attention",
    points=0,
    failure_message="Change the first token of x: does the output for the last one change? What does calling a head "
    "give you, compared with its `get_value`?",
)
def values_alone(lab):
    state, x = drawn(), numbers(5, EMB)
    values = [x @ state[f"heads.{i}.get_value.weight"].T for i in range(HEADS)]
    assert is_multiple(entering(lab, state, x), torch.cat(values, -1))


@test_case(
    name="tokens see later ones, because the heads' work is done anew without a mask",
    points=0,
    failure_message="Change the last token of x: does the output for the first one change? Does your code call the "
    "heads, or does it compute attention once more?",
)
def not_causal(lab):
    state, x = drawn(), numbers(5, EMB)
    assert is_multiple(entering(lab, state, x), torch.cat(head_outputs(state, x, masked=False), -1))


@test_case(name="scaled_by_all_heads", points=0)
def scaled_by_all(lab):
    state, x = drawn(), numbers(5, EMB)
    wide, wide_x = drawn(2, 3, 8), numbers(5, 8)
    found = loaded(lab, wide)(wide_x) - loaded(lab, with_output(wide, torch.zeros(8, 6)))(wide_x)
    wanted = torch.cat(head_outputs(wide, wide_x, divisor=6**0.5), -1) @ wide["to_output.weight"].T
    assert is_multiple(found, wanted)
    assert is_multiple(entering(lab, state, x), torch.cat(head_outputs(state, x, divisor=6**0.5), -1))


@test_case(
    name="the heads' work is done anew, and the scores are not scaled by the root of head_dim",
    points=0,
    failure_message="Compare what each head contributes with `self.heads[0](x)`. Does your code call the heads, or "
    "does it compute attention once more? By what does part 4 divide the scores?",
)
def scaled_otherwise(lab):
    state, x = drawn(), numbers(5, EMB) / 2
    found, divisors = entering(lab, state, x), (1, SIZE, EMB**0.5, EMB, HEADS**0.5, 5**0.5, HEADS)
    assert any(is_multiple(found, torch.cat(head_outputs(state, x, divisor), -1)) for divisor in divisors)


# how the heads are put together


@test_case(name="heads_reversed", points=0)
def reverse(lab):
    state, x = drawn(), numbers(5, EMB)
    assert is_multiple(entering(lab, state, x), torch.cat(head_outputs(state, x)[::-1], -1))


@test_case(name="interleaved", points=0)
def interleaved(lab):
    state, x = drawn(), numbers(5, EMB)
    assert is_multiple(entering(lab, state, x), torch.stack(head_outputs(state, x), -1).flatten(-2))


@test_case(name="reshaped_not_moved", points=0)
def reshaped(lab):
    state = drawn()
    for x in (numbers(5, EMB), numbers(2, 5, EMB)):
        outputs = head_outputs(state, x)
        found = entering(lab, state, x)
        kinds = [torch.stack(outputs, dim).reshape(x.shape) for dim in (0, -3)]
        kinds += [torch.stack(outputs, -3).transpose(-1, -2).reshape(x.shape)]
        assert any(is_multiple(found, kind) for kind in kinds)


@test_case(
    name="the outputs of the heads are added up, so that `to_output` cannot tell them apart",
    points=0,
    failure_message="Swap the weights of two heads and see whether the output moves. What does 'next to each other' "
    "in the TODO mean for the last dimension?",
)
def summed(lab):
    state, x = drawn(), numbers(5, EMB)
    ratio = factor(entering(lab, state, x), torch.cat([sum(head_outputs(state, x))] * HEADS, -1))
    assert abs(ratio - 1) < 1e-3


@test_case(
    name="the heads are averaged before the projection, so that `to_output` cannot tell them apart",
    points=0,
    failure_message="Swap the weights of two heads and see whether the output moves. What does 'next to each other' "
    "in the TODO mean for the last dimension?",
)
def mean(lab):
    state, x = drawn(), numbers(5, EMB)
    ratio = factor(entering(lab, state, x), torch.cat([sum(head_outputs(state, x))] * HEADS, -1))
    assert abs(ratio - 1 / HEADS) < 1e-3


@test_case(
    name="only the largest number of all heads is kept, at each place",
    points=0,
    failure_message="Change the weights of one head a little and see whether the output moves. What does 'next to each "
    "other' in the TODO mean for the last dimension?",
)
def largest(lab):
    state, x = drawn(), numbers(5, EMB)
    most = torch.stack(head_outputs(state, x)).amax(0)
    assert is_multiple(entering(lab, state, x), torch.cat([most] * HEADS, -1))


@test_case(
    name="the heads are mixed into one, so that the output does not tell which head found what",
    points=0,
    failure_message="Swap the weights of two heads and see whether the output moves. What does 'next to each other' "
    "in the TODO mean for the last dimension?",
)
def mixed(lab):
    state, x = drawn(), numbers(4, EMB)
    order = {
        f"heads.{i}.{part}.weight": state[f"heads.{(i + 1) % 3}.{part}.weight"] for i in range(3) for part in PARTS
    }
    before = loaded(lab, state)(x)
    assert same(loaded(lab, state | order)(x), before) and not same(loaded(lab, without_values(state))(x), before)


@test_case(
    name="the heads' outputs go through a ReLU before the projection",
    points=0,
    failure_message="Print the smallest number that goes into `to_output`: can it be negative? Which steps does the "
    "TODO name between heads and projection?",
)
def relu_before(lab):
    state, x = drawn(), numbers(5, EMB)
    identity = torch.eye(EMB)
    plus, minus, zero = (loaded(lab, with_output(state, sign * identity))(x) for sign in (1, -1, 0))
    assert is_multiple(plus - zero, torch.cat(head_outputs(state, x), -1).relu()) and same(plus - zero, zero - minus)


@test_case(
    name="the heads' outputs are normed before the projection",
    points=0,
    failure_message="Print the mean and the spread of each row that goes into `to_output`. Which steps does the TODO "
    "name between heads and projection?",
)
def normed_before(lab):
    state, x = drawn(), numbers(5, EMB)
    together, found = torch.cat(head_outputs(state, x), -1), entering(lab, state, x)
    zero = loaded(lab, with_output(state, torch.zeros(EMB, EMB)))(x)
    minus = loaded(lab, with_output(state, -torch.eye(EMB)))(x)
    assert same(found, zero - minus)
    separate = torch.nn.functional.layer_norm(together.unflatten(-1, (HEADS, SIZE)), (SIZE,)).flatten(-2)
    kinds = (
        torch.nn.functional.layer_norm(together, (EMB,)),
        separate,
        torch.nn.functional.normalize(together, dim=-1),
    )
    assert any(is_multiple(found, kind) for kind in kinds)


# the projection, and what comes after it


@test_case(name="not_projected", points=0)
def not_projected(lab):
    state, x = drawn(), numbers(4, EMB)
    output = loaded(lab, state)(x)
    assert same(loaded(lab, with_output(state, torch.zeros(EMB, EMB)))(x), output)
    assert not same(loaded(lab, without_values(state))(x), output)


@test_case(name="residual_inside", points=0)
def residual(lab):
    state, x = drawn(), numbers(4, EMB)
    zero = with_output(without_values(state), torch.zeros(EMB, EMB))
    assert same(loaded(lab, zero)(x), x) and not same(loaded(lab, state)(x), x)


@test_case(
    name="the output is normed",
    points=0,
    failure_message="Print the mean and the spread of each row of your output for x and for 10 * x. Part 5 says which "
    "module of the transformer norms.",
)
def normed_after(lab):
    state, x = drawn(), numbers(4, EMB)
    outputs = [loaded(lab, with_output(state, by * state["to_output.weight"]))(x) for by in (3, 30, -30)]
    assert same(outputs[0], outputs[1], 1e-2) and not same(outputs[0], outputs[2], 1e-1)
    size = outputs[0].square().mean(-1)
    assert same(outputs[0].mean(-1), torch.zeros(4), 1e-3) and same(size, size[:1].expand(4), 1e-2)


@test_case(
    name="the output goes through one more function after `to_output`",
    points=0,
    failure_message="Double `to_output.weight`: does the output double? Which steps does the TODO name after "
    "`to_output`?",
)
def not_linear(lab):
    state, x = drawn(), numbers(6, EMB)
    zero, once, twice = (loaded(lab, with_output(state, by * state["to_output.weight"]))(x) for by in (0, 1, 2))
    assert not same(once, zero) and not same(twice - zero, 2 * (once - zero), 1e-2)


@test_case(
    name="the weight of `to_output` is cut or reshaped the wrong way round",
    points=0,
    failure_message="Print `self.to_output.weight.shape`. A weight has one row for each number that comes out: which "
    "of its columns belong to head 0?",
)
def cut_wrongly(lab):
    state, x, weight = drawn(2, 3, 4), numbers(5, 4), drawn(2, 3, 4)["to_output.weight"]
    output = loaded(lab, state)(x) - loaded(lab, with_output(state, torch.zeros(4, 6)))(x)
    assert is_multiple(output, torch.cat(head_outputs(state, x), -1) @ weight.reshape(6, 4))


@test_case(
    name="the weight of `to_output` is used without being transposed",
    points=0,
    failure_message="Print `self.to_output.weight.shape` for a module with emb_dim 8 and two heads of 3. Calling the "
    "layer does the right thing: what does it do with this matrix?",
)
def not_transposed(lab):
    state, x = drawn(), numbers(5, EMB)
    output = loaded(lab, state)(x) - loaded(lab, with_output(state, torch.zeros(EMB, EMB)))(x)
    assert is_multiple(output, torch.cat(head_outputs(state, x), -1) @ state["to_output.weight"])


@test_case(name="averaged", points=0)
def divided(lab):
    assert all(abs(scale(lab, n_heads) * n_heads - 1) < 1e-3 for n_heads in (2, 3, 5))


@test_case(
    name="the output is divided by the root of the number of heads",
    points=0,
    failure_message="Compare your output with the projection of the heads' outputs, for one head and for four. By what "
    "do they differ? Scores are scaled inside of each head, and nothing else is.",
)
def divided_by_root(lab):
    assert all(abs(scale(lab, n_heads) * n_heads**0.5 - 1) < 1e-3 for n_heads in (2, 3, 5))


@test_case(
    name="the output is multiplied by the number of heads",
    points=0,
    failure_message="Compare your output with the projection of the heads' outputs, for one head and for four. By what "
    "do they differ?",
)
def multiplied(lab):
    assert all(abs(scale(lab, n_heads) / n_heads - 1) < 1e-3 for n_heads in (2, 3, 5))


@test_case(
    name="the output is multiplied or divided by a number, where it should be the projection itself",
    points=0,
    failure_message="Divide your output by `self.to_output(...)` of the heads' outputs side by side: is it the same "
    "number everywhere? Where does it come from? Scores are scaled inside of each head, and nothing else is.",
)
def scaled(lab):
    found = [scale(lab, n_heads) for n_heads in (1, 2, 3)]
    assert all(found) and any(abs(each - 1) > 1e-3 for each in found)


def scale(lab, n_heads):
    """The factor between the output, less what does not go through `to_output`, and what it should be; 0 for none."""
    state, x = drawn(n_heads, 2, 5), numbers(4, 5)
    zero = with_output(state, torch.zeros(5, 2 * n_heads))
    return factor(loaded(lab, state)(x) - loaded(lab, zero)(x), right(state, x))


# texts of a batch


@test_case(
    name="attention runs over the texts of a batch, and not over the tokens of each text",
    points=0,
    failure_message="Give it a batch of two texts, and then each of them alone: are the outputs the same? Which "
    "dimension of x is the text, counted from the end?",
)
def over_texts(lab):
    state, x = drawn(), numbers(3, 4, EMB)
    turned = right(state, x.transpose(0, 1)).transpose(0, 1)
    zero = with_output(state, torch.zeros(EMB, EMB))
    assert is_multiple(loaded(lab, state)(x) - loaded(lab, zero)(x), turned)


@test_case(
    name="the texts of a batch are read as one long text",
    points=0,
    failure_message="Give it a batch of two texts, and then each of them alone: are the outputs the same? Print the "
    "shape of what each head gets.",
)
def one_long_text(lab):
    state, x = drawn(), numbers(3, 4, EMB)
    zero = with_output(state, torch.zeros(EMB, EMB))
    found = loaded(lab, state)(x) - loaded(lab, zero)(x)
    assert is_multiple(found, right(state, x.flatten(0, 1)).unflatten(0, (3, 4)))


@test_case(
    name="the texts of a batch influence each other",
    points=0,
    failure_message="Give it a batch of two texts, and then each of them alone: are the outputs the same? Which of "
    "your lines treats the batch as if it were a part of the text?",
)
def texts_mixed(lab):
    attention, x = loaded(lab, drawn()), numbers(2, 4, EMB)
    other = torch.stack([x[0] + 1, x[1]])
    assert attention(x).shape == x.shape and not same(attention(other)[1], attention(x)[1])
    first = attention(x[0])
    assert same(attention(x[0]), first)


# parameters, gradients, devices


@test_case(
    name="the output is cut off from the gradient, so that nothing ever learns",
    points=0,
    failure_message="Call `attention(x).sum().backward()`. Which line keeps torch from remembering where the numbers "
    "came from?",
)
def output_cut_off(lab):
    attention, x = loaded(lab, drawn()), numbers(4, EMB)
    assert attention(x).shape == x.shape
    attention.train()
    said = expect_raises("RuntimeError", lambda: lab.gradients(attention, x, torch.ones(4, EMB)), "the gradient")
    assert "does not require grad" in said


@test_case(
    name="no gradient reaches the heads, so that they never learn",
    points=0,
    failure_message="Call `attention(x).sum().backward()` and print `attention.heads[0].get_value.weight.grad`. Which "
    "line keeps torch from remembering where the numbers came from?",
)
def heads_cut_off(lab):
    found = gradients_of(lab, drawn(), numbers(4, EMB))
    assert any_gradient(found["to_output.weight"])
    assert not any(any_gradient(found[f"heads.{i}.{part}.weight"]) for i in range(HEADS) for part in PARTS)


@test_case(
    name="no gradient reaches `to_output`, so that it never learns",
    points=0,
    failure_message="Call `attention(x).sum().backward()` and print `attention.to_output.weight.grad`. Where does your "
    "code use its weight without calling the layer?",
)
def projection_cut_off(lab):
    state, x = drawn(), numbers(4, EMB)
    found = gradients_of(lab, state, x)
    assert not any_gradient(found["to_output.weight"]) and any_gradient(found["heads.0.get_value.weight"])
    assert not same(loaded(lab, with_output(state, 2 * state["to_output.weight"]))(x), loaded(lab, state)(x))


@test_case(
    name="no gradient reaches the queries and the keys, so that the heads never learn where to look",
    points=0,
    failure_message="Call `attention(x).sum().backward()` and print `attention.heads[0].get_query.weight.grad`. Does "
    "your code call the heads, or does it compute attention once more?",
)
def weights_cut_off(lab):
    state, x = drawn(), numbers(4, EMB)
    found = gradients_of(lab, state, x)
    assert all(any_gradient(found[f"heads.{i}.get_value.weight"]) for i in range(HEADS))
    assert not any(any_gradient(found[f"heads.{i}.{part}.weight"]) for i in range(HEADS) for part in PARTS[:2])
    moved = {key: -value for key, value in state.items() if "get_query" in key}
    assert not same(loaded(lab, state | moved)(x), loaded(lab, state)(x))


def gradients_of(lab, state, x):
    attention = loaded(lab, state)
    attention.train()
    return lab.gradients(attention, x, numbers(4, EMB, seed=74))


def any_gradient(gradient):
    return gradient is not None and bool((gradient != 0).any())


@test_case(
    name="a slice of a larger tensor is refused",
    points=0,
    failure_message="Call it with `torch.randn(2, 7, 8)[:, :5]`, and read the last line of the error. `view` takes "
    "only tensors whose numbers stand in a row in memory.",
)
def no_slices(lab):
    attention, x = loaded(lab, drawn()), numbers(2, 4, EMB)
    assert attention(x).shape == x.shape and fails(lambda: lab.of_slice(attention, x))


@test_case(
    name="a tensor is made in float32, whatever the dtype of x is",
    points=0,
    failure_message="Call `attention.double()(x.double())` and print the dtype of the output. Which line makes a "
    "tensor anew, and what does it say of the dtype?",
)
def other_dtype(lab):
    attention, x = loaded(lab, drawn()), numbers(4, EMB)
    assert attention(x).dtype == torch.float32
    attention.double()
    try:
        output = attention(x.double())
    except Exception as error:  # a proxy in the grader
        said = getattr(error, "message", str(error))
        assert "dtype" in said or "Float" in said
    else:
        assert output.dtype == torch.float32


@test_case(
    name="a tensor is made on the CPU, wherever x is",
    points=0,
    failure_message="Which line makes a tensor anew, and on which device? `torch.zeros(3).device` is the CPU, and on a "
    "GPU it meets tensors from there.",
)
def other_device(lab):
    attention, x = loaded(lab, drawn()), numbers(4, EMB)
    assert attention(x).shape == x.shape
    try:
        output = lab.on_meta(attention, x)
    except Exception as error:  # a proxy in the grader
        assert "device" in getattr(error, "message", str(error))
    else:
        assert not output.is_meta


@test_case(
    name="several heads do not fit together: with one head it works, and with two the sizes are wrong",
    points=0,
    failure_message="Print the shape of what goes into each head, which should be that of x, and of what goes into "
    "`to_output`, whose last dimension should be n_heads * head_dim.",
)
def do_not_fit(lab):
    x = numbers(4, 5)
    assert loaded(lab, drawn(1, 3, 5))(x).shape == (4, 5) and fails(lambda: loaded(lab, drawn(2, 3, 5))(x))


@test_case(
    name="numbers lose digits on the way, as in floats of 16 bits",
    points=0,
    failure_message="Print the output with many digits, and compare it with the same steps by hand. Which of your "
    "lines changes a dtype?",
)
def rounded(lab):
    state, x = drawn(), numbers(5, EMB)
    output, wanted = loaded(lab, state)(x).float(), right(state, x)
    assert same(output, wanted, 2e-2) and not same(output, wanted, 2e-4)
