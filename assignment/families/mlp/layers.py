"""The layers of the MLP, and its given way through them."""

CHOICES = {
    "width": {
        "of_embedding": "hidden_too_small",
        "four_times": "four_times_as_wide",
        "times_four": (
            "the hidden layer is four times as large as n_hidden says",
            "Print `MLP(4, 6)`: which numbers stand in its two linear layers? Which argument is the size of the layer "
            "in the middle?",
        ),
        "fixed": (
            "the hidden layer has 128 numbers, whatever n_hidden is",
            "Print `MLP(4, 6)` and `MLP(4, 60)`: do they differ? Which argument is the size of the "
            "layer in the middle?",
        ),
        "exchanged": (
            "emb_dim and n_hidden have changed places",
            "Print `MLP(4, 6)`. How many numbers go into the first layer, and how many come out of the last? The "
            "docstring says which size a vector has on both ends.",
        ),
        "not_back": (
            "the last linear layer does not lead back to emb_dim",
            "Print `MLP(4, 6)(torch.zeros(4)).shape`, or the error that you get. Which size does a vector have when it "
            "leaves the MLP? The docstring says it.",
        ),
    },
    "nonlinearity": {
        "GELU": "gelu",
        "GELU_by_tanh": (
            "the hidden layer is a GELU in its approximation by tanh, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "SiLU": "silu",
        "Tanh": "tanh",
        "Sigmoid": "sigmoid_for_relu",
        "LeakyReLU": (
            "the hidden layer is a LeakyReLU, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "Softmax": (
            "the hidden layer is a softmax, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "Do they add up to 1? What does a ReLU make of them?",
        ),
        "ReLU6": (
            "the ReLU lets large numbers through up to a limit only",
            "Feed 3, 10 and 1000 through the layer in the middle, `MLP(4, 6).model[1]`. Which numbers does a ReLU "
            "change, and which ones does yours?",
        ),
        "PReLU": (
            "the hidden layer is a PReLU, which lets a part of negative numbers through, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "ELU": (
            "the hidden layer is an ELU, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "SELU": (
            "the hidden layer is a SELU, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "Softplus": (
            "the hidden layer is a Softplus, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "Mish": (
            "the hidden layer is a Mish, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "Hardswish": (
            "the hidden layer is a Hardswish, and not a ReLU",
            "Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. "
            "What does a ReLU make of a negative number?",
        ),
        "Identity": "no_relu",
    },
    "layers": {
        "no_middle": (
            "there are two layers only, and nothing between the two linear ones",
            "Print `MLP(4, 6)` and count its layers. Two linear layers in a row are a single one: which layer does the "
            "TODO name between them?",
        ),
        "first_alone": (
            "the second linear layer is missing",
            "Print `MLP(4, 6)` and count its layers. Which of them leads back from n_hidden to emb_dim?",
        ),
        "first_linear_alone": (
            "there is a single linear layer, and nothing else",
            "Print `MLP(4, 6)` and count its layers. The TODO names three.",
        ),
        "relu_first": (
            "the ReLU comes before the two linear layers, and not between them",
            "Print `MLP(4, 6)` from top to bottom, and compare the order with that of the TODO. Which two layers "
            "follow each other in yours?",
        ),
        "one_between": (
            "there is one more layer before the second linear layer",
            "Print `MLP(4, 6)` and count its layers. The TODO names three: which of yours is not among them?",
        ),
        "linear_between": (
            "there is a third linear layer, from n_hidden to n_hidden",
            "Print `MLP(4, 6)` and count its linear layers. The TODO names two: which of yours is not among them?",
        ),
        "linear_and_relu_between": (
            "there is a third linear layer with a nonlinearity of its own",
            "Print `MLP(4, 6)` and count its layers. The TODO names three: which of yours are not among them?",
        ),
        "norm_first": (
            "a layer norm stands before the first linear layer",
            "Print `MLP(4, 6)` and count its layers. Norms come with the transformer, in part 5, and outside of the "
            "MLP. Which three layers does the TODO name?",
        ),
        "norm_between": (
            "a layer norm stands between the two linear layers",
            "Print `MLP(4, 6)` and count its layers. Norms come with the transformer, in part 5. Which three layers "
            "does the TODO name?",
        ),
        "one_twice": (
            "one linear layer is used in both places",
            "Print `len(list(MLP(4, 4).parameters()))`. How many matrices and biases do two linear layers have? How "
            "often does your code make one?",
        ),
        "relu_last": "relu_at_the_end",
        "dropout_last": "dropout_added",
        "dropout_2_last": (
            "some numbers are set to zero at random after the second linear layer",
            "Call one model twice with the same ids: are the logits the same? Count the layers of the TODO, and those "
            "of yours.",
        ),
        "dropout_5_last": (
            "some numbers are set to zero at random after the second linear layer",
            "Call one model twice with the same ids: are the logits the same? Count the layers of the TODO, and those "
            "of yours.",
        ),
        "softmax_last": (
            "a softmax is taken of the output of the MLP",
            "Print `MLP(3, 5)(torch.ones(3))`. Do the numbers add up to 1? Print `MLP(3, 5)` and count its layers: "
            "which of them is not in the TODO?",
        ),
        "norm_last": (
            "the output of the MLP is normed",
            "Multiply the last bias of an MLP by ten: does its output for a vector of zeros move? Norms come with the "
            "transformer, in part 5, and outside of the MLP.",
        ),
        "list": (
            "the layers are in a ModuleList, which cannot be called",
            "Try `MLP(4, 6).model(torch.zeros(4))`. Which container of torch sends its input through one layer after "
            "the other? The TODO names it.",
        ),
    },
    "bias": {
        "none": "no_bias",
        "second_alone": (
            "the first linear layer has no bias",
            "Print `MLP(4, 6).state_dict().keys()`: how many biases are there, and how many does the TODO ask for?",
        ),
        "first_alone": (
            "the second linear layer has no bias",
            "Print `MLP(4, 6).state_dict().keys()`: how many biases are there, and how many does the TODO ask for?",
        ),
    },
    "frozen": {
        "first": (
            "the first linear layer cannot learn",
            "Call `model(ids).sum().backward()` and print `model.model.model[0].weight.grad`. Which of your lines "
            "touches `requires_grad`, `detach`, `.data` or `no_grad`?",
        ),
        "second": (
            "the second linear layer cannot learn",
            "Call `model(ids).sum().backward()` and print `model.model.model[2].weight.grad`. Which of your lines "
            "touches `requires_grad`, `detach`, `.data` or `no_grad`?",
        ),
        "hidden": (
            "the hidden vector is cut off from the gradient, so that nothing before it learns",
            "Call `model(ids).sum().backward()` and print the gradients of both linear layers. Between which two "
            "layers does the gradient get lost? Look for `detach`, `.data` and `no_grad`.",
        ),
    },
    "passage": {
        "residual": (
            "the MLP adds its input to its output",
            "Set all parameters of an MLP to zero and call it. What should come out? Residuals come with the "
            "transformer, in part 5, and outside of the MLP.",
        ),
        "normed": (
            "the MLP norms its input first",
            "Print `mlp(x)` and `mlp(10 * x)`. Norms come with the transformer, in part 5, and outside of the MLP.",
        ),
        "missing": (
            "the MLP returns nothing",
            "Print `MLP(4, 6)(torch.zeros(4))`. Did you change the given `forward`? Which line says what comes back?",
        ),
    },
}


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        start, middle, end = self._sizes(emb_dim, n_hidden)
        first, between, second = self._first(start, middle), self._nonlinearity(), None
        extra = self._extra(emb_dim, middle)  # in this order: each draws its parameters at random
        if chosen("layers") not in ("first_alone", "first_linear_alone", "one_twice"):
            second = self._second(middle, end)
        match chosen("layers"):
            case "no_middle":
                layers = [first, second]
            case "first_alone":
                layers = [first, between]
            case "first_linear_alone":
                layers = [first]
            case "relu_first":
                layers = [between, first, second]
            case "one_between" | "linear_between" | "linear_and_relu_between":
                layers = [first, between, *extra, second]
            case "norm_first":
                layers = [*extra, first, between, second]
            case "norm_between":
                layers = [first, *extra, between, second]
            case "one_twice":
                layers = [first, between, first]
            case _:
                layers = [first, between, second, *extra]
        self.model = nn.ModuleList(layers) if chosen("layers") == "list" else nn.Sequential(*layers)

    def _first(self, start, middle):
        layer = nn.Linear(start, middle, bias=chosen("bias") not in ("none", "second_alone"))
        return layer.requires_grad_(chosen("frozen") != "first")

    def _second(self, middle, end):
        layer = nn.Linear(middle, end, bias=chosen("bias") not in ("none", "first_alone"))
        return layer.requires_grad_(chosen("frozen") != "second")

    def _extra(self, emb_dim, middle):
        match chosen("layers"):
            case "one_between":
                return [nn.Dropout(0.1)]
            case "linear_between":
                return [nn.Linear(middle, middle)]
            case "linear_and_relu_between":
                return [nn.Linear(middle, middle), self._nonlinearity()]
            case "norm_first":
                return [nn.LayerNorm(emb_dim)]
            case "norm_between":
                return [nn.LayerNorm(middle)]
            case "relu_last":
                return [nn.ReLU()]
            case "softmax_last":
                return [nn.Softmax(dim=-1)]
            case "norm_last":
                return [nn.LayerNorm(emb_dim)]
            case "dropout_last":
                return [nn.Dropout(0.1)]
            case "dropout_2_last":
                return [nn.Dropout(0.2)]
            case "dropout_5_last":
                return [nn.Dropout(0.5)]
        return []

    def _sizes(self, emb_dim, n_hidden):
        if chosen("layers") == "first_linear_alone":
            return emb_dim, emb_dim, emb_dim
        match chosen("width"):
            case "of_embedding":
                return emb_dim, emb_dim, emb_dim
            case "four_times":
                return emb_dim, 4 * emb_dim, emb_dim
            case "times_four":
                return emb_dim, 4 * n_hidden, emb_dim
            case "fixed":
                return emb_dim, 128, emb_dim
            case "exchanged":
                return n_hidden, emb_dim, n_hidden
            case "not_back":
                return emb_dim, n_hidden, n_hidden
        return emb_dim, n_hidden, emb_dim

    def _nonlinearity(self):
        match chosen("nonlinearity"):
            case "":
                return nn.ReLU()
            case "GELU_by_tanh":
                return nn.GELU(approximate="tanh")
            case "Softmax":
                return nn.Softmax(dim=-1)
        return getattr(nn, chosen("nonlinearity"))()

    def forward(self, x):
        match chosen("passage"):
            case "residual":
                return x + self.model(x)
            case "normed":
                return self.model(nn.functional.layer_norm(x, x.shape[-1:]))
            case "missing":
                return None
        if chosen("frozen") == "hidden":
            return self.model[2](self.model[:2](x).detach())
        return self.model(x)
