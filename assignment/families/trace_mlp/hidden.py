"""The hidden layer of the MLP."""

CELL = "mlp_hidden"
CHOICES = {
    "activated": {
        "not": "hidden_before_relu",
        "before_linear": (
            "the ReLU comes before the first linear layer, and not after it",
            "Print the smallest number of `mlp_hidden`: can it be negative after a ReLU? In which order does the "
            "`nn.Sequential` have its layers?",
        ),
        "relu_alone": (
            "the ReLU is applied to the embeddings themselves, without the first linear layer",
            "Print the shape of `mlp_hidden`: how many numbers should each character have? Which two layers does "
            "station 2 name?",
        ),
        "gelu": (
            "the hidden layer has a GELU, where the model has a ReLU",
            "Print the smallest number of `mlp_hidden`, and how many are exactly zero. Which layer is "
            "`mlp_model.model.model[1]`?",
        ),
        "sigmoid": (
            "the hidden layer has a sigmoid, where the model has a ReLU",
            "Print the largest number of `mlp_hidden`. Which layer is `mlp_model.model.model[1]`?",
        ),
        "whole_mlp": (
            "the hidden layer is what comes out of the whole MLP",
            "Print the shape of `mlp_hidden`: how many numbers should each character have in the hidden layer? Which "
            "two of the three layers does station 2 name?",
        ),
    },
    "hidden_bias": {
        "forgotten": (
            "the bias of the first linear layer is left out",
            "Print the names of the parameters of `mlp_model.model.model[0]`. What does a linear layer add "
            "after its product?",
        ),
    },
}

first_linear = mlp_model.model.model[0]
enters = mlp_embeddings.relu() if chosen("activated") in ("before_linear", "relu_alone") else mlp_embeddings
bias = None if chosen("hidden_bias") else first_linear.bias
linear = nn.functional.linear(enters, first_linear.weight, bias)
match chosen("activated"):
    case "not" | "before_linear":
        mlp_hidden = linear
    case "relu_alone":
        mlp_hidden = enters
    case "gelu":
        mlp_hidden = nn.functional.gelu(linear)
    case "sigmoid":
        mlp_hidden = linear.sigmoid()
    case "whole_mlp":
        mlp_hidden = mlp_model.model(mlp_embeddings)
    case _:
        mlp_hidden = linear.relu()
