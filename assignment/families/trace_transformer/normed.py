"""The layer's first norm."""

CELL = "transformer_norm"
CHOICES = {
    "norm": {
        "norm_2": "norm_2_first",
        "none": (
            "`normed` is x itself: there is no norm",
            "Print the mean and the spread of each row of `normed`. Which module of the layer norms?",
        ),
        "without_parameters": (
            "the norm leaves out its own weight and bias",
            "Print the mean and the spread of each row of `normed`. What does the text above the cell say the "
            "model may do with the numbers after they have mean 0 and spread 1?",
        ),
        "unbiased": (
            "the norm divides by a deviation with n - 1, where it should be n",
            "Print `torch.tensor([-1.0, 1.0]).std()`, and read what `std` and `var` of PyTorch divide by. A "
            "layer norm divides by n.",
        ),
        "over_places": (
            "the norm runs over the places of the text, where each token should be normed by itself",
            "Change the last character and print `normed[0]`: does it change? Over which dimension are mean and spread "
            "taken?",
        ),
        "of_tokens": (
            "the embeddings of the characters are normed, and not their sum with the positions",
            "Change the first row of `position_embeddings` and run the cells again: does `normed` change? Which "
            "variable holds the input of the layer?",
        ),
    },
}

normed = layer.norm_1(x)
first = layer.norm_1
match chosen("norm"):
    case "norm_2":
        normed = layer.norm_2(x)
    case "none":
        normed = x
    case "without_parameters":
        normed = nn.functional.layer_norm(x, (32,))
    case "unbiased":
        centred = x - x.mean(dim=-1, keepdim=True)
        normed = first.weight * centred / (x.std(dim=-1, keepdim=True) + 1e-5) + first.bias
    case "over_places":
        centred = x - x.mean(dim=0)
        normed = first.weight * centred / (x.var(dim=0, unbiased=False) + 1e-5).sqrt() + first.bias
    case "of_tokens":
        normed = first(token_embeddings)
