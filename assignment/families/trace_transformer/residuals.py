"""Residuals and logits."""

CELL = "transformer_logits"
CHOICES = {
    "after_attention": {
        "from_normed": "residual_from_normed",
        "no_residual": (
            "the first residual is missing: `after_attention` is what attention returns",
            "Print `after_attention - attention_output`: what should it be? Attention adds to something.",
        ),
        "normed_afterwards": (
            "the stream is normed after attention is added",
            "Print `after_attention - attention_output` and x. Where does the layer of part 5 have its norms, before "
            "its parts or after the sum?",
        ),
    },
    "after_mlp": {
        "no_residual": (
            "the second residual is missing: `after_mlp` is what the MLP returns",
            "Compare `after_mlp` with `layer(x)`. The MLP adds to something: to what?",
        ),
        "sum_for_logits_alone": (
            "`after_mlp` is what the MLP returns, and the residual is only added for the logits",
            "Compare `after_mlp` with `layer(x)`. Where does your code add what came before the MLP?",
        ),
        "norm_1": (
            "the first norm is used once more where the second one belongs",
            "Compare `after_mlp` with `layer(x)`. The parameters of the two norms differ: which one stands before the "
            "MLP?",
        ),
        "without_norm": (
            "the MLP gets its input without the second norm",
            "Compare `after_mlp` with `layer(x)`. How many norms does the layer have, and which one have you not used?",
        ),
        "of_x": (
            "the MLP works on x, and not on what attention has added to",
            "Compare `after_mlp` with `layer(x)`. What should go into the second norm?",
        ),
        "of_attention": (
            "the MLP works on what attention returns, without the residual",
            "Compare `after_mlp` with `layer(x)`. What should go into the second norm?",
        ),
        "added_to_x": (
            "the MLP is added to x, so that what attention added is lost",
            "Compare `after_mlp` with `layer(x)`. To which variable does the MLP add?",
        ),
        "added_to_normed": (
            "the MLP is added to the normed stream, and not to the stream itself",
            "Compare `after_mlp` with `layer(x)`. The residual goes around the norm as well.",
        ),
        "normed_afterwards": (
            "the second norm comes after the MLP",
            "Compare `after_mlp` with `layer(x)`. Where does the layer of part 5 have its norms, before its parts or "
            "after the sum?",
        ),
    },
    "logits": {
        "softmax": (
            "the logits are probabilities: a softmax was taken",
            "Print `logits.sum(dim=-1)` and compare `logits` with `trace_model(trace_ids)`.",
        ),
        "after_attention": (
            "the logits are made of the stream before the MLP",
            "Compare `logits` with `trace_model(trace_ids)`. Which variable goes into `lm_head`?",
        ),
        "normed": (
            "the stream is normed once more before the logits",
            "Compare `logits` with `trace_model(trace_ids)`. Which norms does the model of part 5 have?",
        ),
        "last_place": (
            "the logits are those of the last place alone",
            "Print the shape of `logits`, which should be (9, 256).",
        ),
        "not": (
            "`logits` is the stream itself, without `lm_head`",
            "Print the shape of `logits`, which should be (9, 256).",
        ),
    },
}

match chosen("after_attention"):
    case "from_normed":
        after_attention = normed + attention_output
    case "no_residual":
        after_attention = attention_output
    case "normed_afterwards":
        after_attention = layer.norm_1(x + attention_output)
    case _:
        after_attention = x + attention_output
enters = {"of_x": x, "of_attention": attention_output}.get(chosen("after_mlp"), after_attention)
added = layer.mlp(layer.norm_2(enters))
match chosen("after_mlp"):
    case "no_residual" | "sum_for_logits_alone":
        after_mlp = added
    case "norm_1":
        after_mlp = after_attention + layer.mlp(layer.norm_1(after_attention))
    case "without_norm":
        after_mlp = after_attention + layer.mlp(after_attention)
    case "added_to_x":
        after_mlp = x + added
    case "added_to_normed":
        after_mlp = layer.norm_2(after_attention) + added
    case "normed_afterwards":
        after_mlp = layer.norm_2(after_attention + layer.mlp(after_attention))
    case _:
        after_mlp = after_attention + added
stream = after_attention + after_mlp if chosen("after_mlp") == "sum_for_logits_alone" else after_mlp
match chosen("logits"):
    case "after_attention":
        logits = trace_model.lm_head(after_attention)
    case "normed":
        logits = trace_model.lm_head(nn.functional.layer_norm(stream, (32,)))
    case "not":
        logits = stream
    case _:
        logits = trace_model.lm_head(stream)
match chosen("logits"):
    case "softmax":
        logits = logits.softmax(dim=-1)
    case "last_place":
        logits = logits[-1]
