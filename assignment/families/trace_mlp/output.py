"""The output of the MLP, and the logits."""

CELL = "mlp_output"
CHOICES = {
    "mlp_result": {
        "skips_relu": "output_skips_relu",
        "bias_forgotten": (
            "the bias of the second linear layer is left out",
            "Compare `mlp_output` with `mlp_model.model(mlp_embeddings)`. What does a linear layer add after its "
            "product?",
        ),
        "residual": (
            "the embeddings are added to the output of the MLP, which this model does not do",
            "Compare `mlp_output` with `mlp_model.model(mlp_embeddings)`: these should be the same. Which of the lab's "
            "two models has residuals?",
        ),
        "relu_again": (
            "the output of the MLP goes through a second ReLU",
            "Print the smallest number of `mlp_output`: can it be negative? How many layers does "
            "`mlp_model.model.model` have?",
        ),
        "is_logits": (
            "`mlp_output` holds the logits already",
            "Print the shape of `mlp_output`. To how many numbers does the second linear layer bring each character?",
        ),
        "is_hidden": (
            "`mlp_output` is still the hidden layer",
            "Print the shape of `mlp_output`. To how many numbers does the second linear layer bring each character?",
        ),
        "normed": (
            "the output of the MLP is normed, which this model does not do",
            "Compare `mlp_output` with `mlp_model.model(mlp_embeddings)`: these should be the same. Which of the lab's "
            "two models has norms?",
        ),
    },
    "scores": {
        "skip_mlp": "logits_skip_mlp",
        "softmax": (
            "the logits are probabilities: a softmax was taken",
            "Print `mlp_logits.sum(dim=-1)` and compare `mlp_logits` with `mlp_model(mlp_ids)`. What are scores called "
            "before the softmax, and what after it?",
        ),
        "log_softmax": (
            "the logits are logarithms of probabilities: a softmax was taken",
            "Print `mlp_logits.exp().sum(dim=-1)` and compare `mlp_logits` with `mlp_model(mlp_ids)`. What are scores "
            "called before the softmax?",
        ),
        "is_output": (
            "`mlp_logits` is still the output of the MLP, without `lm_head`",
            "Print the shape of `mlp_logits`. How many characters are candidates for the next place?",
        ),
        "last_place": (
            "the logits are those of the last place alone",
            "Print the shape of `mlp_logits`. How many of the nine characters have a next one to guess?",
        ),
        "scaled": (
            "the logits are divided by the root of the embedding's size",
            "Compare `mlp_logits` with `mlp_model(mlp_ids)`: these should be the same. Which module of the transformer "
            "scales, and does this model have it?",
        ),
    },
}

second_linear = mlp_model.model.model[2]
enters = mlp_model.model.model[0](mlp_embeddings) if chosen("mlp_result") == "skips_relu" else mlp_hidden
bias = None if chosen("mlp_result") == "bias_forgotten" else second_linear.bias
mlp_output = nn.functional.linear(enters, second_linear.weight, bias)
match chosen("mlp_result"):
    case "residual":
        mlp_output = mlp_embeddings + mlp_output
    case "relu_again":
        mlp_output = mlp_output.relu()
    case "normed":
        mlp_output = nn.functional.layer_norm(mlp_output, (32,))
match chosen("scores"):
    case "skip_mlp":
        mlp_logits = mlp_model.lm_head(mlp_embeddings)
    case "is_output":
        mlp_logits = mlp_output
    case _:
        mlp_logits = mlp_model.lm_head(mlp_output)
match chosen("scores"):
    case "softmax":
        mlp_logits = mlp_logits.softmax(dim=-1)
    case "log_softmax":
        mlp_logits = mlp_logits.log_softmax(dim=-1)
    case "last_place":
        mlp_logits = mlp_logits[-1]
    case "scaled":
        mlp_logits = mlp_logits / math.sqrt(32)
match chosen("mlp_result"):
    case "is_logits":
        mlp_output = mlp_logits
    case "is_hidden":
        mlp_output = mlp_hidden
