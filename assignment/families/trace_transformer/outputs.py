"""The output of one head, and of all heads together."""

CELL = "transformer_output"
CHOICES = {
    "mixed": {
        "transposed": (
            "the values are mixed with the transposed weights",
            "The first character sees itself alone: compare `head_output[0]` with `v[0]`.",
        ),
        "keys": (
            "the keys are mixed, and not the values",
            "The first character sees itself alone: compare `head_output[0]` with `v[0]`.",
        ),
        "scores": (
            "the values are mixed with scores, and not with the weights",
            "Print the sums of the rows of what you multiply `v` by: what should each be?",
        ),
        "of_x": (
            "the head is called with x, and not with `normed`",
            "Print what goes into your head. What does the layer of part 5 give to its attention?",
        ),
    },
    "all_heads": {
        "of_x": (
            "self-attention is called with x, and not with `normed`",
            "Print what goes into self-attention. What does the layer of part 5 give to its attention?",
        ),
        "not_projected": (
            "the heads stand side by side, without `to_output`",
            "Set the weight of `to_output` to zeros: is `attention_output` zero? Which layer comes after the heads?",
        ),
        "interleaved": (
            "the numbers of the heads are interleaved, and not side by side",
            "Compare `torch.stack([a, b], dim=-1).flatten()` with `torch.cat([a, b])` for `a = torch.zeros(3)` and "
            "`b = torch.ones(3)`.",
        ),
        "reshaped": (
            "the outputs of the heads are reshaped into one row, so that characters get mixed",
            "Print the shape of the stacked outputs of the heads. Which dimensions have to change places before a "
            "reshape?",
        ),
        "first_only": (
            "the first head is used in place of all others",
            "Print `len(layer.self_attention.heads)`, and count how many of them your code calls.",
        ),
        "head": (
            "`attention_output` is the output of one head",
            "Print the shape of `attention_output`, which should be (9, 32). Which module has all heads?",
        ),
        "residual": (
            "x is added to `attention_output` already",
            "Set the weight of `to_output` to zeros: is `attention_output` zero? Which cell of part 6 has the "
            "residuals?",
        ),
    },
}

match chosen("mixed"):
    case "transposed":
        head_output = weights.T @ v
    case "keys":
        head_output = weights @ k
    case "scores":
        head_output = masked_scores @ v
    case "of_x":
        head_output = head(x)
    case _:
        head_output = weights @ v
outputs = [one(normed) for one in layer.self_attention.heads]
match chosen("all_heads"):
    case "of_x":
        attention_output = layer.self_attention(x)
    case "not_projected":
        attention_output = torch.cat(outputs, dim=-1)
    case "interleaved":
        attention_output = layer.self_attention.to_output(torch.stack(outputs, dim=-1).flatten(-2))
    case "reshaped":
        attention_output = layer.self_attention.to_output(torch.stack(outputs).reshape(9, 32))
    case "first_only":
        attention_output = layer.self_attention.to_output(torch.cat([head_output] * 4, dim=-1))
    case "head":
        attention_output = head_output
    case "residual":
        attention_output = x + layer.self_attention(normed)
    case _:
        attention_output = layer.self_attention(normed)
