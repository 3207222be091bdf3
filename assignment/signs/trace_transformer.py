"""What shows one mistake in the trace of the transformer: each step, given what the trace has before it."""

import math

import torch
from otter.test_files import test_case
from torch.nn import functional as F

OK_FORMAT = False
name = "trace_transformer"
points = None
HEAD = "model.self_attention.heads"
LARGE = 1e4
"""Larger numbers mean "never", as minus infinity does."""


class Steps:
    """What the trace has, what its steps may be made of, and the parameters of the model."""

    def __init__(self, lab):
        self.trace = lab.trace("trace_transformer")
        self.parameters = lab.parameters(self.trace.trace_model)

    def of(self, *variables):
        """Variables of the trace, detached."""
        return [getattr(self.trace, each).detach() for each in variables]

    def norm(self, number, x):
        weight, bias = (self.parameters[f"model.norm_{number}.{part}"] for part in ("weight", "bias"))
        return F.layer_norm(x, (32,), weight, bias)

    def part(self, part, x, head=0):
        return x @ self.parameters[f"{HEAD}.{head}.get_{part}.weight"].T

    def head(self, x, head=0):
        scores = self.part("query", x, head) @ self.part("key", x, head).T / math.sqrt(8)
        return hidden(scores).softmax(-1) @ self.part("value", x, head)

    def all_heads(self, x):
        return torch.cat([self.head(x, i) for i in range(4)], -1) @ self.output

    @property
    def output(self):
        return self.parameters["model.self_attention.to_output.weight"].T

    def mlp(self, x):
        first, second = (
            (self.parameters[f"model.mlp.model.{place}.weight"].T, self.parameters[f"model.mlp.model.{place}.bias"])
            for place in (0, 2)
        )
        return torch.relu(x @ first[0] + first[1]) @ second[0] + second[1]


def hidden(scores, value=-math.inf):
    return scores.masked_fill(torch.ones(9, 9).triu(1).bool(), value)


def same(found, wanted, tolerance=1e-4):
    found, wanted = found.clamp(-LARGE, LARGE), wanted.clamp(-LARGE, LARGE)
    usual = wanted[wanted.abs() < LARGE].abs()
    scale = max(1.0, usual.max().item() if usual.numel() else 1.0)
    return found.shape == wanted.shape and bool(((found - wanted).abs() <= tolerance * scale).all())


def sign(title, hint, holds):
    """A sign that the trace shows where `holds` is true of its steps."""

    def body(lab):
        assert holds(Steps(lab))

    return test_case(name=title, points=0, failure_message=hint)(body)


def made_by(found, kinds):
    """The names of those of these tensors that a variable may be, where it is one of them."""
    return [kind for kind, wanted in kinds.items() if same(found, wanted)]


# embeddings


def words(steps):
    (ids,) = steps.of("trace_ids")
    table, places = steps.parameters["word_to_embedding.weight"], steps.parameters["pos_to_embedding.weight"]
    right = table[ids]
    return {
        "right": right,
        "scaled": right * math.sqrt(32),
        "divided": right / math.sqrt(32),
        "by_place": table[:9],
        "of_places": places[:9],
        "sum": right + places[:9],
    }


def positions(steps):
    (ids,) = steps.of("trace_ids")
    table, places = steps.parameters["word_to_embedding.weight"], steps.parameters["pos_to_embedding.weight"]
    return {
        "right": places[:9],
        "from_one": places[1:10],
        "backwards": places[:9].flip(0),
        "last_rows": places[-9:],
        "of_words": table[:9],
        "words": table[ids],
        "scaled": places[:9] * math.sqrt(32),
        "sum": table[ids] + places[:9],
    }


def sums(steps):
    token, position = steps.of("token_embeddings", "position_embeddings")
    return {
        "right": token + position,
        "token": token,
        "position": position,
        "multiplied": token * position,
        "subtracted": token - position,
        "mean": (token + position) / 2,
        "scaled": token * math.sqrt(32) + position,
        "all_scaled": (token + position) * math.sqrt(32),
        "normed": F.layer_norm(token + position, (32,)),
    }


EMBEDDED = {
    ("position_embeddings", positions): {
        "from_one": ("positions_from_one", ""),
        "backwards": (
            "positions are counted from the end of the text",
            "Print `position_embeddings[0]` and the first rows of `trace_model.pos_to_embedding.weight`. Which of them "
            "belongs to the first character?",
        ),
        "last_rows": (
            "the last rows of the table of positions are taken, and not the first nine",
            "Print `position_embeddings[0]` and the first rows of `trace_model.pos_to_embedding.weight`. Which of them "
            "belongs to the first character?",
        ),
        "of_words": (
            "the positions are looked up in the table of characters",
            "Print `position_embeddings[0]` and the first rows of both tables, `trace_model.word_to_embedding.weight` "
            "and `trace_model.pos_to_embedding.weight`. From which of them is it?",
        ),
        "words": (
            "`position_embeddings` holds the embeddings of the characters",
            "Print `position_embeddings[0]` and the first rows of both tables, `trace_model.word_to_embedding.weight` "
            "and `trace_model.pos_to_embedding.weight`. From which of them is it?",
        ),
        "scaled": (
            "the position embeddings are multiplied by the root of their size",
            "Compare `position_embeddings[0]` with the first row of `trace_model.pos_to_embedding.weight`.",
        ),
        "sum": (
            "`position_embeddings` holds the sum of both embeddings",
            "Compare `position_embeddings[0]` with the first row of `trace_model.pos_to_embedding.weight`. Which "
            "variable should hold the sum?",
        ),
    },
    ("token_embeddings", words): {
        "scaled": (
            "the embeddings of the characters are multiplied by the root of their size",
            "Compare `token_embeddings[0]` with the row of `trace_model.word_to_embedding.weight` that belongs to `T`.",
        ),
        "divided": (
            "the embeddings of the characters are divided by the root of their size",
            "Compare `token_embeddings[0]` with the row of `trace_model.word_to_embedding.weight` that belongs to `T`.",
        ),
        "by_place": (
            "the first rows of the character table are taken, and not the rows of the nine ids",
            "Two of the nine characters are the same: compare `token_embeddings[5]` with `token_embeddings[8]`. Which "
            "number should pick the row?",
        ),
        "of_places": (
            "`token_embeddings` holds the embeddings of the positions",
            "Print `token_embeddings[0]` and the first row of `trace_model.pos_to_embedding.weight`. Which table has a "
            "row for each character?",
        ),
        "sum": (
            "`token_embeddings` holds the sum of both embeddings",
            "Compare `token_embeddings[0]` with the row of `trace_model.word_to_embedding.weight` that belongs to `T`. "
            "Which variable should hold the sum?",
        ),
    },
    ("x", sums): {
        "token": (
            "x has no positions: it is the embeddings of the characters alone",
            "Print `x - token_embeddings`: is it zero? Part 5 asks how a model tells `trail` from `trial`.",
        ),
        "position": (
            "x has no characters: it is the embeddings of the positions alone",
            "Print `x - position_embeddings`: is it zero? What should a token say of itself?",
        ),
        "multiplied": (
            "the two embeddings are multiplied, where they should be added",
            "Compare `x[0]` with `token_embeddings[0]` and `position_embeddings[0]`. What does the text above the cell "
            "make of the two?",
        ),
        "subtracted": (
            "the positions are subtracted, where they should be added",
            "Compare `x[0]` with `token_embeddings[0]` and `position_embeddings[0]`. What does the text above the cell "
            "make of the two?",
        ),
        "mean": (
            "x is the mean of the two embeddings, and not their sum",
            "Compare `x[0]` with `token_embeddings[0]` and `position_embeddings[0]`. What does the text above the cell "
            "make of the two?",
        ),
        "scaled": (
            "the embeddings of the characters are multiplied by the root of their size, before positions are added",
            "Compare `x[0]` with `token_embeddings[0]` and `position_embeddings[0]`. Some transformers scale: does "
            "yours?",
        ),
        "all_scaled": (
            "x is multiplied by the root of its size",
            "Compare `x[0]` with `token_embeddings[0]` and `position_embeddings[0]`. Some transformers scale: does "
            "yours?",
        ),
        "normed": (
            "x is normed already",
            "Print the mean of each row of x. Which cell has the norm?",
        ),
    },
}


def norms(steps):
    x, token = steps.of("x", "token_embeddings")
    weight, bias = (steps.parameters[f"model.norm_1.{part}"] for part in ("weight", "bias"))
    centred, down = x - x.mean(-1, keepdim=True), x - x.mean(0)
    return {
        "right": steps.norm(1, x),
        "norm_2": steps.norm(2, x),
        "none": x,
        "without_parameters": F.layer_norm(x, (32,)),
        "without_bias": F.layer_norm(x, (32,)) * weight,
        "unbiased": centred / x.std(-1, keepdim=True) * weight + bias,
        "unbiased_without_parameters": centred / x.std(-1, keepdim=True),
        "over_places": down / x.std(0, correction=0) * weight + bias,
        "over_places_without_parameters": down / x.std(0, correction=0),
        "mean_kept": x * x.square().mean(-1, keepdim=True).rsqrt() * weight,
        "variance": centred / centred.square().mean(-1, keepdim=True) * weight + bias,
        "over_all": F.layer_norm(x, (9, 32)) * weight + bias,
        "of_tokens": steps.norm(1, token),
        "twice": steps.norm(1, steps.norm(1, x)),
        "both": steps.norm(2, steps.norm(1, x)),
    }


WITHOUT = (
    "the norm leaves out its own weight and bias",
    "Print the mean and the spread of each row of `normed`. What does the text above the cell say the model may do "
    "with the numbers after they have mean 0 and spread 1?",
)
UNBIASED = (
    "the norm divides by a deviation with n - 1, where it should be n",
    "Print `torch.tensor([-1.0, 1.0]).std()`, and read what `std` and `var` of PyTorch divide by. A layer norm divides "
    "by n.",
)
OVER_PLACES = (
    "the norm runs over the places of the text, where each token should be normed by itself",
    "Change the last character and print `normed[0]`: does it change? Over which dimension are mean and spread taken?",
)
NORMS = {
    "norm_2": ("norm_2_first", ""),
    "none": (
        "`normed` is x itself: there is no norm",
        "Print the mean and the spread of each row of `normed`. Which module of the layer norms?",
    ),
    "without_parameters": WITHOUT,
    "without_bias": (
        "the norm leaves out its bias",
        "Compare `normed` with `layer.norm_1(x)`. Which parameters has the norm, by `layer.norm_1.state_dict()`?",
    ),
    "unbiased": UNBIASED,
    "unbiased_without_parameters": UNBIASED,
    "over_places": OVER_PLACES,
    "over_places_without_parameters": OVER_PLACES,
    "mean_kept": (
        "the norm does not take away the mean",
        "Print the mean of each row of x and of `normed`. What does the text above the cell say of it?",
    ),
    "variance": (
        "the norm divides by the variance, and not by its root",
        "Print the spread of each row of `(normed - bias) / weight`. What does the text above the cell say of it?",
    ),
    "over_all": (
        "the norm takes mean and spread of the whole text at once, where each token should be normed by itself",
        "Change the last character and print `normed[0]`: does it change? Over which dimension are mean and spread "
        "taken?",
    ),
    "of_tokens": (
        "the embeddings of the characters are normed, and not their sum with the positions",
        "Change the first row of `position_embeddings` and run the cells again: does `normed` change? Which variable "
        "holds the input of the layer?",
    ),
    "twice": (
        "the first norm is used twice in a row",
        "Compare `normed` with `layer.norm_1(x)`. What is x when your cell has run?",
    ),
    "both": (
        "both norms of the layer are used, one after the other",
        "Compare `normed` with `layer.norm_1(x)`. Where does the second norm of part 5 stand?",
    ),
}


# queries, keys and values


def makers(letter):
    def kinds(steps):
        normed, x, token = steps.of("normed", "x", "token_embeddings")
        sources = {"normed": normed, "x": x, "token": token, "norm_2": steps.norm(2, x)}
        return {
            (source, part, head): steps.part(part, vectors, head)
            for source, vectors in sources.items()
            for part in ("query", "key", "value")
            for head in range(4)
        }

    def ways(steps):
        (found,) = steps.of(letter)
        return made_by(found, kinds(steps))

    return ways


MAKERS = {letter: makers(letter) for letter in ("q", "k", "v")}
PARTS = {"q": "query", "k": "key", "v": "value"}
NAMES = {"query": "queries", "key": "keys", "value": "values"}


def all_by(steps, place, wanted):
    """Whether this (source, part or head) of all three is as wanted."""
    found = [MAKERS[letter](steps) for letter in "qkv"]
    return all(way and way[0][place] == wanted for way in found)


def swapped(one, other):
    def holds(steps):
        ways = {letter: MAKERS[letter](steps) for letter in (one, other)}
        return all(ways.values()) and ways[one][0][1] == PARTS[other] and ways[other][0][1] == PARTS[one]

    return holds


BY_HAND = (
    "For each of `q`, `k` and `v`, print which layer of the head made it: compute one of its numbers by hand from the "
    "layer's weight."
)

for (variable, kinds), named in EMBEDDED.items():
    for kind, (title, hint) in named.items():

        def holds(steps, variable=variable, kinds=kinds, kind=kind):
            return made_by(*steps.of(variable), kinds(steps)) == [kind]

        globals()[f"{variable}_{kind}"] = sign(title, hint, holds)


def one_position(steps):
    (found,) = steps.of("position_embeddings")
    rows = steps.parameters["pos_to_embedding.weight"]
    return found.shape in ((9, 32), (1, 32), (32,)) and any(
        same(found, row.expand(found.shape)) for row in (*rows, *rows[:0])
    )


all_one_position = sign(
    "all characters have the same position",
    "Print `position_embeddings`: do its rows differ? Which numbers do you look up?",
    one_position,
)
batch_added = sign(
    "x has a batch dimension, which a single text does not have",
    "Print the shape of x, which should be (9, 32).",
    lambda steps: steps.of("x")[0].shape == (1, 9, 32),
)
for kind, (title, hint) in NORMS.items():

    def holds(steps, kind=kind):
        found = made_by(*steps.of("normed"), norms(steps))
        return bool(found) and found[0] == kind

    globals()[f"norm_{kind}"] = sign(title, hint, holds)

of_x = sign("qkv_without_norm", "", lambda steps: all_by(steps, 0, "x"))
of_tokens = sign(
    "queries, keys and values are made of the embeddings of the characters, without positions and norm",
    "Print the variable that goes into `head.get_query`. What does the layer of part 5 give to its attention?",
    lambda steps: all_by(steps, 0, "token"),
)
of_last = sign(
    "queries, keys and values are those of the last head, and not of the first",
    "Print `head is layer.self_attention.heads[0]`. Which head do your three layers belong to?",
    lambda steps: all_by(steps, 2, 3),
)
all_queries = sign(
    "queries, keys and values are made by one and the same layer",
    "Print `(q == k).all()` and `(k == v).all()`. How many layers does a head have?",
    lambda steps: any(all_by(steps, 1, part) for part in NAMES),
)
query_key_swapped = sign("queries and keys have changed places", BY_HAND, swapped("q", "k"))
key_value_swapped = sign("keys and values have changed places", BY_HAND, swapped("k", "v"))
query_value_swapped = sign("queries and values have changed places", BY_HAND, swapped("q", "v"))
for letter, right in PARTS.items():
    for part in NAMES:
        if part != right:

            def holds(steps, letter=letter, part=part):
                ways = MAKERS[letter](steps)
                return bool(ways) and ways[0][1] == part

            title = f"the {NAMES[right]} are made by the layer of the {NAMES[part]}"
            hint = f"Compute one number of `{letter}` by hand from a layer's weight. Which layer of the head makes it?"
            globals()[f"{letter}_by_{part}"] = sign(title, hint, holds)
for letter, right in PARTS.items():

    def holds(steps, letter=letter):
        ways = MAKERS[letter](steps)
        return bool(ways) and ways[0][0] == "x"

    globals()[f"{letter}_of_x"] = sign(
        f"the {NAMES[right]} are made of x, before the norm",
        f"Print what goes into the layer that makes `{letter}`. What does the layer of part 5 give to its attention?",
        holds,
    )


# scores and weights


def raw_kinds(steps):
    q, k, v = steps.of("q", "k", "v")
    return {
        "right": q @ k.T,
        "transposed": k @ q.T,
        "queries_alone": q @ q.T,
        "keys_alone": k @ k.T,
        "values": q @ v.T,
        "reshaped": q @ k.reshape(8, 9),
        "scaled": q @ k.T / math.sqrt(8),
    }


def divisor(steps):
    """What the raw scores are divided by, or 0 where it is not one number."""
    raw, scaled = steps.of("raw_scores", "scaled_scores")
    ratio = ((raw * scaled).sum() / (scaled * scaled).sum()).item()
    return ratio if same(scaled * ratio, raw) else 0.0


SCORES = {
    "transposed": (
        "the scores are transposed: each row belongs to a key",
        "Print `raw_scores[0, 1]` and `(q[0] * k[1]).sum()`. Row: who looks. Column: who is looked at.",
    ),
    "queries_alone": (
        "queries meet queries, and not keys",
        "Compare `raw_scores[0, 1]` with `raw_scores[1, 0]`. Which two vectors make a score?",
    ),
    "keys_alone": (
        "keys meet keys, and not queries",
        "Compare `raw_scores[0, 1]` with `raw_scores[1, 0]`. Which two vectors make a score?",
    ),
    "values": (
        "queries meet values, and not keys",
        "Print `raw_scores[0, 1]` and `(q[0] * k[1]).sum()`. Which two vectors make a score?",
    ),
    "reshaped": (
        "the keys are reshaped where they should be transposed",
        "Print a matrix of 2 rows and 3 columns, its `transpose(-2, -1)` and its `reshape(3, 2)`.",
    ),
    "scaled": (
        "`raw_scores` are scaled already",
        "Print the spread of both variables: the raw one should be larger. Which operators change a tensor in place?",
    ),
}
RATIO = "Print `raw_scores / scaled_scores`: which number is it, squared? How many numbers does a query have?"
DIVISORS = {
    math.sqrt(32): ("scaled_by_emb_dim", ""),
    1: (
        "`scaled_scores` are not scaled",
        "Print the spread of `raw_scores` and of `scaled_scores`. By what does your head divide?",
    ),
    8: (
        "the scores are divided by head_dim, and not by its root",
        "Print `raw_scores / scaled_scores`: which number is it? By what does your head divide?",
    ),
    1 / math.sqrt(8): (
        "the scores are multiplied by the root of head_dim, where they should be divided by it",
        "Print the spread of `raw_scores` and of `scaled_scores`: which of them should be smaller?",
    ),
    3: ("the scores are divided by the root of the number of characters", RATIO),
    2: ("the scores are divided by the root of the number of heads", RATIO),
    9: ("the scores are divided by the number of characters", RATIO),
    32: ("the scores are divided by the size of an embedding", RATIO),
    4: ("the scores are divided by the number of heads", RATIO),
}
for kind, (title, hint) in SCORES.items():

    def holds(steps, kind=kind):
        return made_by(*steps.of("raw_scores"), raw_kinds(steps)) == [kind]

    globals()[f"raw_{kind}"] = sign(title, hint, holds)
for number, (title, hint) in DIVISORS.items():

    def holds(steps, number=number):
        (raw,) = steps.of("raw_scores")
        return not same(raw, raw_kinds(steps)["scaled"]) and abs(divisor(steps) / number - 1) < 1e-3

    globals()[f"divisor_{number}"] = sign(title, hint, holds)
other_divisor = sign(
    "the scores are divided by another number than the root of head_dim",
    RATIO,
    lambda steps: (
        not same(*steps.of("raw_scores"), raw_kinds(steps)["scaled"])
        and divisor(steps) > 0
        and abs(divisor(steps) / math.sqrt(8) - 1) > 1e-3
    ),
)


def weight_kinds(steps):
    """What the weights may be made of, by the masking and what comes of the scores."""
    scaled, raw = steps.of("scaled_scores", "raw_scores")
    below = torch.full((9, 9), -1e9)
    masked = {
        "right": hidden(scaled, -1e9),
        "not": scaled,
        "diagonal_too": scaled + below.triu(0),
        "past": scaled + below.tril(-1),
        "past_and_present": scaled + below.tril(0),
        "subtracted": scaled - below.triu(1),
        "zeroed": scaled.tril(),
        "multiplied": scaled * below.triu(1),
        "one_ahead": scaled + below.triu(2),
        "raw": hidden(raw, -1e9),
    }
    kinds = {}
    for masking, scores in masked.items():
        plain = scores.softmax(-1)
        kinds[masking, "right"] = plain
        kinds[masking, "over_queries"] = scores.softmax(0)
        kinds[masking, "twice"] = plain.softmax(-1)
        kinds[masking, "sigmoid"] = scores.sigmoid()
        kinds[masking, "log"] = scores.log_softmax(-1)
        kinds[masking, "transposed"] = plain.T
        kinds[masking, "after_softmax"] = plain.tril()
        kinds[masking, "renormalised"] = plain.tril() / plain.tril().sum(-1, keepdim=True)
    del kinds["right", "after_softmax"], kinds["right", "renormalised"], kinds["not", "renormalised"]
    del kinds["raw", "after_softmax"], kinds["raw", "renormalised"]
    return kinds


def weights_seen(steps):
    (found,) = steps.of("weights")
    return made_by(found, weight_kinds(steps))


SOFTMAX = {
    "over_queries": ("softmax_over_queries", ""),
    "twice": ("the softmax is taken twice", "Print `weights[0]`: which single entry of it should not be 0?"),
    "sigmoid": (
        "each score goes through a sigmoid by itself, where a softmax makes them compete",
        "Print `weights.sum(dim=-1)`: what should each sum be?",
    ),
    "log": (
        "`weights` are the logarithms of what they should be",
        "Print `weights.sum(dim=-1)`: what should each sum be? Can a weight be negative?",
    ),
    "transposed": (
        "the weights are transposed",
        "Print `weights.sum(dim=-1)`: what should each sum be? Row: who looks. Column: who is looked at.",
    ),
    "after_softmax": (
        "the mask comes after the softmax, so that the rows no longer sum to 1",
        "Print `weights.sum(dim=-1)`. Who got a part of the weight, and lost it afterwards?",
    ),
}
MASKED = {
    "not": ("mask_forgotten", ""),
    "diagonal_too": (
        "a character cannot see itself",
        "Print `weights[1]`: where does the second character have its weight? Is the diagonal a part of the future?",
    ),
    "past": (
        "the mask hides the past, and not the future",
        "Print `weights[0]`: what can the first character look at? Row: who looks. Column: who is looked at.",
    ),
    "subtracted": (
        "the mask is subtracted, so that everything that should be hidden wins",
        "Print `weights[0]`: where does the first character look? What does a softmax make of a very large score?",
    ),
    "zeroed": (
        "the scores of later characters are set to zero, which is a score like any other",
        "Print `torch.softmax(torch.tensor([1.0, 0.0, 0.0]), dim=-1)`: what weight does a score of 0 get?",
    ),
    "multiplied": (
        "the scores are multiplied by the mask, which is there to be added",
        "Print `make_causal_mask(3)`. What becomes of a score that is multiplied by 0?",
    ),
    "one_ahead": (
        "a character also sees the one after it",
        "Print `weights[0]`: how many of its entries are not 0?",
    ),
    "raw": (
        "the raw scores are masked, and not the scaled ones",
        "Compare `weights` with `head.attention_weights(normed)`. Which scores go into the mask?",
    ),
}
MASKED["past_and_present"] = MASKED["past"]


def sign_of_weights(place, kind, title, hint):
    def holds(steps):
        seen = weights_seen(steps)
        return bool(seen) and all(way[place] == kind for way in seen)

    return sign(title, hint, holds)


for kind, (title, hint) in SOFTMAX.items():
    globals()[f"softmax_{kind}"] = sign_of_weights(1, kind, title, hint)
for kind, (title, hint) in MASKED.items():
    globals()[f"masked_{kind}"] = sign_of_weights(0, kind, title, hint)
no_softmax = sign(
    "`weights` are the masked scores: the softmax is missing",
    "Print `weights.sum(dim=-1)`: what should each sum be? Can a weight be negative?",
    lambda steps: same(*steps.of("weights", "masked_scores")),
)
masked_unmasked = sign(
    "`masked_scores` are the scaled scores, without the mask",
    "Print `masked_scores[0]`: how many of its entries may the first character look at? Which variable should hold the "
    "scores with the mask?",
    lambda steps: same(*steps.of("masked_scores", "scaled_scores")),
)
masked_raw = sign(
    "`masked_scores` are made of the raw scores, and not of the scaled ones",
    "Compare the lower left of `masked_scores` with that of `raw_scores` and of `scaled_scores`.",
    lambda steps: (
        same(steps.of("masked_scores")[0].tril(), steps.of("raw_scores")[0].tril())
        and not same(*steps.of("raw_scores", "scaled_scores"))
    ),
)
masked_weights = sign(
    "`masked_scores` hold the weights already",
    "Print `masked_scores.sum(dim=-1)`. Which variable should hold the softmax?",
    lambda steps: same(*steps.of("masked_scores", "weights")) and steps.of("weights")[0].min() >= 0,
)


# outputs


def mixed_kinds(steps):
    weights, v, k, q, masked = steps.of("weights", "v", "k", "q", "masked_scores")
    normed, x = steps.of("normed", "x")
    return {
        "right": weights @ v,
        "transposed": weights.T @ v,
        "keys": weights @ k,
        "queries": weights @ q,
        "scores": masked @ v,
        "values": v,
        "right_too": steps.head(normed),
        "of_x": steps.head(x),
    }


def output_kinds(steps):
    normed, x, own = steps.of("normed", "x", "head_output")
    outputs = [steps.head(normed, i) for i in range(4)]
    of_x = [steps.head(x, i) for i in range(4)]
    together, projection = torch.cat(outputs, -1), steps.output
    return {
        "right": together @ projection,
        "of_x": torch.cat(of_x, -1) @ projection,
        "not_projected": together,
        "not_transposed": together @ projection.T,
        "interleaved": torch.stack(outputs, -1).flatten(-2) @ projection,
        "reshaped": torch.stack(outputs).reshape(9, 32) @ projection,
        "reversed": torch.cat(outputs[::-1], -1) @ projection,
        "first_only": torch.cat([outputs[0]] * 4, -1) @ projection,
        "own_only": torch.cat([own] * 4, -1) @ projection,
        "head": own,
        "summed": torch.cat([sum(outputs)] * 4, -1) @ projection,
        "residual": x + together @ projection,
        "residual_of_normed": normed + together @ projection,
    }


MIXED = {
    "transposed": (
        "the values are mixed with the transposed weights",
        "The first character sees itself alone: compare `head_output[0]` with `v[0]`.",
    ),
    "keys": (
        "the keys are mixed, and not the values",
        "The first character sees itself alone: compare `head_output[0]` with `v[0]`.",
    ),
    "queries": (
        "the queries are mixed, and not the values",
        "The first character sees itself alone: compare `head_output[0]` with `v[0]`.",
    ),
    "scores": (
        "the values are mixed with scores, and not with the weights",
        "Print the sums of the rows of what you multiply `v` by: what should each be?",
    ),
    "values": (
        "`head_output` is the values themselves, not mixed at all",
        "Compare `head_output[1]` with `v[1]`. What does the second character take from the first?",
    ),
    "of_x": (
        "the head is called with x, and not with `normed`",
        "Print what goes into your head. What does the layer of part 5 give to its attention?",
    ),
}
INTO = "Print what goes into self-attention. What does the layer of part 5 give to its attention?"
PROJECTED = "Set the weight of `to_output` to zeros: is `attention_output` zero? "
FIRST = "Print `len(layer.self_attention.heads)`, and count how many of them your code calls."
OUTPUTS = {
    "of_x": ("self-attention is called with x, and not with `normed`", INTO),
    "not_projected": (
        "the heads stand side by side, without `to_output`",
        PROJECTED + "Which layer comes after the heads?",
    ),
    "not_transposed": (
        "the weight of `to_output` is used without being transposed",
        "Compare `attention_output` with what the layer `to_output` makes of the heads side by side.",
    ),
    "interleaved": (
        "the numbers of the heads are interleaved, and not side by side",
        "Compare `torch.stack([a, b], dim=-1).flatten()` with `torch.cat([a, b])` for `a = torch.zeros(3)` and `b = "
        "torch.ones(3)`.",
    ),
    "reshaped": (
        "the outputs of the heads are reshaped into one row, so that characters get mixed",
        "Print the shape of the stacked outputs of the heads. Which dimensions have to change places before a reshape?",
    ),
    "reversed": (
        "the heads stand in reverse order",
        "Which columns of the weight of `to_output` belong to the first head?",
    ),
    "first_only": ("the first head is used in place of all others", FIRST),
    "own_only": ("the one head of the trace is used in place of all heads", FIRST),
    "head": (
        "`attention_output` is the output of one head",
        "Print the shape of `attention_output`, which should be (9, 32). Which module has all heads?",
    ),
    "summed": (
        "the outputs of the heads are added up, where they should stand side by side",
        "Swap two heads: does `attention_output` change? What goes into `to_output`?",
    ),
    "residual": (
        "x is added to `attention_output` already",
        PROJECTED + "Which cell of part 6 has the residuals?",
    ),
    "residual_of_normed": (
        "`normed` is added to `attention_output` already",
        PROJECTED + "Which cell of part 6 has the residuals?",
    ),
}
for variable, kinds, named in (("head_output", mixed_kinds, MIXED), ("attention_output", output_kinds, OUTPUTS)):
    for kind, (title, hint) in named.items():

        def holds(steps, variable=variable, kinds=kinds, kind=kind):
            seen = made_by(*steps.of(variable), kinds(steps))
            return bool(seen) and seen[0] == kind and not any(each.startswith("right") for each in seen)

        globals()[f"{variable}_{kind}"] = sign(title, hint, holds)


# residuals and logits


def attended_kinds(steps):
    x, normed, output, token = steps.of("x", "normed", "attention_output", "token_embeddings")
    kinds = {
        "right": x + output,
        "from_normed": normed + output,
        "no_residual": output,
        "normed_afterwards": steps.norm(1, x + output),
        "normed_by_the_second": steps.norm(2, x + output),
        "from_tokens": token + output,
        "without_attention": x,
        "twice": 2 * x + output,
    }
    return {kind: value for kind, value in kinds.items() if value.shape == x.shape}


def thought_kinds(steps):
    after, x, output = steps.of("after_attention", "x", "attention_output")
    second = steps.norm(2, after)
    return {
        "right": after + steps.mlp(second),
        "no_residual": steps.mlp(second),
        "no_residual_no_norm": steps.mlp(after),
        "norm_1": after + steps.mlp(steps.norm(1, after)),
        "without_norm": after + steps.mlp(after),
        "without_parameters": after + steps.mlp(F.layer_norm(after, (32,))),
        "of_x": after + steps.mlp(steps.norm(2, x)),
        "of_attention": after + steps.mlp(steps.norm(2, output)),
        "added_to_x": x + steps.mlp(second),
        "added_to_attention": output + steps.mlp(second),
        "added_to_normed": second + steps.mlp(second),
        "normed_afterwards": steps.norm(2, after + steps.mlp(after)),
        "normed_as_well": steps.norm(2, after + steps.mlp(second)),
        "norm_of_mlp": after + steps.norm(2, steps.mlp(after)),
        "without_mlp": after,
        "twice": 2 * after + steps.mlp(second),
    }


def logit_kinds(steps):
    after, stream = steps.of("after_attention", "after_mlp")
    matrix = steps.parameters["word_to_embedding.weight"].T
    logits = stream @ matrix
    return {
        "right": logits,
        "softmax": logits.softmax(-1),
        "log_softmax": logits.log_softmax(-1),
        "after_attention": after @ matrix,
        "normed": F.layer_norm(stream, (32,)) @ matrix,
        "norm_1": steps.norm(1, stream) @ matrix,
        "norm_2": steps.norm(2, stream) @ matrix,
        "last_place": logits[-1],
        "not": stream,
        "scaled": logits / math.sqrt(32),
        "sum": (after + stream) @ matrix,
    }


COMPARE = "Compare `after_mlp` with `layer(x)`. "
LOGITS = "Compare `logits` with `trace_model(trace_ids)`. "
ADDED = "Print `after_attention - attention_output`: what should it be, and what is it?"
NORMED = ("the stream is normed once more before the logits", LOGITS + "Which norms does the model of part 5 have?")
RESIDUALS = {
    ("after_attention", attended_kinds): {
        "from_normed": ("residual_from_normed", ""),
        "no_residual": ("the first residual is missing: `after_attention` is what attention returns", ADDED),
        "normed_afterwards": (
            "the stream is normed after attention is added",
            ADDED + " Where does the layer of part 5 have its norms, before its parts or after the sum?",
        ),
        "normed_by_the_second": (
            "`after_attention` has gone through the second norm already",
            ADDED + " The stream itself continues without a norm.",
        ),
        "from_tokens": ("attention is added to the embeddings of the characters, without their positions", ADDED),
        "without_attention": ("`after_attention` is x: what attention found is not added", ADDED),
        "twice": ("x is added twice to what attention returns", ADDED),
    },
    ("after_mlp", thought_kinds): {
        "no_residual": (
            "the second residual is missing: `after_mlp` is what the MLP returns",
            COMPARE + "The MLP adds to something: to what?",
        ),
        "no_residual_no_norm": (
            "`after_mlp` is what the MLP returns, without norm and residual",
            COMPARE + "What goes into the MLP of part 5, and what is its output added to?",
        ),
        "norm_1": (
            "the first norm is used once more where the second one belongs",
            COMPARE + "The parameters of the two norms differ: which one stands before the MLP?",
        ),
        "without_norm": (
            "the MLP gets its input without the second norm",
            COMPARE + "How many norms does the layer have, and which one have you not used?",
        ),
        "without_parameters": (
            "the second norm leaves out its own weight and bias",
            COMPARE + "What does a norm of part 5 do after the numbers have mean 0 and spread 1?",
        ),
        "of_x": (
            "the MLP works on x, and not on what attention has added to",
            COMPARE + "What should go into the second norm?",
        ),
        "of_attention": (
            "the MLP works on what attention returns, without the residual",
            COMPARE + "What should go into the second norm?",
        ),
        "added_to_x": (
            "the MLP is added to x, so that what attention added is lost",
            COMPARE + "To which variable does the MLP add?",
        ),
        "added_to_attention": (
            "the MLP is added to what attention returns, so that x is lost",
            COMPARE + "To which variable does the MLP add?",
        ),
        "added_to_normed": (
            "the MLP is added to the normed stream, and not to the stream itself",
            COMPARE + "The residual goes around the norm as well.",
        ),
        "normed_afterwards": (
            "the second norm comes after the MLP",
            COMPARE + "Where does the layer of part 5 have its norms, before its parts or after the sum?",
        ),
        "normed_as_well": (
            "the stream is normed once more after the MLP is added",
            COMPARE + "Where does the layer of part 5 have its norms, before its parts or after the sum?",
        ),
        "norm_of_mlp": (
            "the second norm comes after the MLP",
            COMPARE + "Where does the layer of part 5 have its norms, before its parts or after them?",
        ),
        "without_mlp": (
            "`after_mlp` is `after_attention`: what the MLP found is not added",
            COMPARE + "Where does your cell call the MLP?",
        ),
        "twice": (
            "the stream is added twice to what the MLP returns",
            COMPARE + "How often does your cell add what came before the MLP?",
        ),
    },
    ("logits", logit_kinds): {
        "softmax": (
            "the logits are probabilities: a softmax was taken",
            "Print `logits.sum(dim=-1)` and compare `logits` with `trace_model(trace_ids)`.",
        ),
        "log_softmax": (
            "the logits are logarithms of probabilities: something has been normalised already",
            "Print `logits.exp().sum(dim=-1)` and compare `logits` with `trace_model(trace_ids)`.",
        ),
        "after_attention": (
            "the logits are made of the stream before the MLP",
            LOGITS + "Which variable goes into `lm_head`?",
        ),
        "normed": NORMED,
        "norm_1": NORMED,
        "norm_2": NORMED,
        "last_place": (
            "the logits are those of the last place alone",
            "Print the shape of `logits`, which should be (9, 256).",
        ),
        "not": (
            "`logits` is the stream itself, without `lm_head`",
            "Print the shape of `logits`, which should be (9, 256).",
        ),
        "scaled": (
            "the logits are divided by the root of the size of an embedding",
            LOGITS + "What comes after `lm_head`?",
        ),
        "sum": (
            "the stream before the MLP is added once more before the logits",
            LOGITS + "Which variable goes into `lm_head`?",
        ),
    },
}
for (variable, kinds), named in RESIDUALS.items():
    for kind, (title, hint) in named.items():

        def holds(steps, variable=variable, kinds=kinds, kind=kind):
            return made_by(*steps.of(variable), kinds(steps)) == [kind]

        globals()[f"{variable}_{kind}"] = sign(title, hint, holds)
