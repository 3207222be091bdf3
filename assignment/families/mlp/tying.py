"""The constructor of the language model, where the weights are tied."""

CHOICES = {
    "tie": {
        "none": "not_tied",
        "copy": "tied_by_copy",
        "data": "tied_by_data",
        "at_first_call": (
            "the weights are tied in the first call, and not when the model is made",
            "Print `model.lm_head.weight is model.word_to_embedding.weight` for a fresh model, before any call. An "
            "optimizer may have been made by then: which parameters has it got?",
        ),
        "layer": (
            "an embedding is asked to look up floats, where it takes the ids as they are",
            "Read the last line of the error that `model(ids)` gives, and which of your lines it names. Print what goes "
            "into the layer there. If that layer is `lm_head`: it has to stay a Linear, and the TODO is about its weight.",
        ),
        "no_parameter": (
            "the weight of lm_head is set to something that is no Parameter",
            "Read the last line of the error that you get when you make a model. What is the type of "
            "`word_to_embedding.weight`, and what is the type of that which you assign?",
        ),
        "transposed": (
            "lm_head gets the matrix of the embedding transposed",
            "Print the shapes of `model.lm_head.weight` and `model.word_to_embedding.weight`. Compare with "
            "`nn.Linear(4, 11).weight.shape`: how does a linear layer keep its weights?",
        ),
        "bias": (
            "the head has a bias",
            "Print `model.state_dict().keys()`. The given head has no bias: which of your lines gives it one?",
        ),
        "frozen": (
            "the matrix of the head cannot learn",
            "Print `model.lm_head.weight.requires_grad`. Which of your lines made that so? Tied weights "
            "stay one matrix through training, which changes them.",
        ),
    },
    "embedding": {
        "padding": (
            "token 0 is taken for padding, so that its embedding does not learn as an input",
            "Print `model.word_to_embedding`, and the gradient of its row 0 for a text with token 0. Did you change "
            "the given line? There is no padding in this lab.",
        ),
        "by_frequency": (
            "gradients of an embedding are divided by the number of times that its token occurs",
            "Print `model.word_to_embedding` and compare it with the given line. What does `scale_grad_by_freq` do?",
        ),
        "max_norm": (
            "embeddings are shortened when they are looked up",
            "Print `model.word_to_embedding` and compare it with the given line. A call should change no parameter: "
            "what does `max_norm` do?",
        ),
    },
}


class FeedForwardLM:
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, **self._settings())
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=chosen("tie") == "bias")
        weight = self.word_to_embedding.weight
        match chosen("tie"):
            case "none" | "at_first_call":
                pass
            case "copy":
                self.lm_head.weight.data.copy_(weight.data)
            case "data":
                self.lm_head.weight.data = weight.data
            case "layer":
                self.lm_head = self.word_to_embedding
            case "no_parameter":
                self.lm_head.weight = weight.data
            case "transposed":
                self.lm_head.weight = nn.Parameter(weight.data.T)
            case _:
                self.lm_head.weight = weight
        if chosen("tie") == "frozen":
            weight.requires_grad_(False)
        if chosen("tie") == "at_first_call":
            self.register_forward_pre_hook(self._tie)

    def _settings(self):
        return {
            "padding": {"padding_idx": 0},
            "by_frequency": {"scale_grad_by_freq": True},
            "max_norm": {"max_norm": 1.0},
        }.get(chosen("embedding"), {})

    def _tie(self, *call):
        self.lm_head.weight = self.word_to_embedding.weight
