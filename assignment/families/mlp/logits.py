"""The way of the language model from token ids to logits."""

import torch

CHOICES = {
    "lookup": {
        "detached": "embedding_detached",
        "scaled_by_root": (
            "the embeddings are multiplied by the root of their size",
            "Compare what goes into `self.model` with `self.word_to_embedding(input_ids)`: are these the same numbers? "
            "Some transformers scale them. Part 2 describes this model in one sentence.",
        ),
        "relu": (
            "a ReLU stands between the embeddings and the MLP",
            "Compare what goes into `self.model` with `self.word_to_embedding(input_ids)`: are there negative numbers "
            "in both? Part 2 describes the way of a character through this model in one sentence.",
        ),
        "normed": (
            "the embeddings are normed before the MLP",
            "Print the length and the spread of the vectors that go into `self.model`, and of those that "
            "`self.word_to_embedding` gives. Norms come with the transformer, in part 5.",
        ),
        "dropped": (
            "some numbers of the embeddings are set to zero at random",
            "Call one fresh model twice with the same ids: are the logits the same? The docstring says how training "
            "and evaluation differ.",
        ),
        "without_last": (
            "the last token gets no logits",
            "Print `model(torch.tensor([1, 2, 3])).shape`. Inputs and targets have been paired before: how many of the "
            "tokens that arrive should get a row of logits?",
        ),
        "without_first": (
            "the first token gets no logits",
            "Print `model(torch.tensor([1, 2, 3])).shape`. Inputs and targets have been paired before: how many of the "
            "tokens that arrive should get a row of logits?",
        ),
    },
    "others": {
        "averaged": "context_averaged",
        "averaged_past": (
            "a token gets the mean of the embeddings up to its own",
            "Change the first id of a text, and look at the logits of its last token: do they move? This model sees "
            "one character at a time, and part 2 says what it cannot know.",
        ),
        "summed": (
            "the embeddings of a text are added up",
            "Change the last id of a text, and look at the logits of its first token: do they move? This model sees "
            "one character at a time.",
        ),
        "summed_past": (
            "a token gets the sum of the embeddings up to its own",
            "Change the first id of a text, and look at the logits of its last token: do they move? This model sees "
            "one character at a time.",
        ),
        "token_before": (
            "a token is treated as the one before it",
            "Change the last id of a text, and look at the last row of the logits: does it move? Each token should "
            "guess from itself.",
        ),
        "first_for_all": (
            "every token gets the logits of the first",
            "Print `model(torch.tensor([1, 2, 3]))`: are its rows alike? If you have a loop, print the token that you "
            "look up in each turn.",
        ),
    },
    "mlp": {
        "skipped": "mlp_skipped",
        "residual": "residual_added",
        "twice": (
            "the MLP is used twice in a row",
            "Count how often your `forward` calls `self.model`. Part 2 describes the way of a character through this "
            "model in one sentence.",
        ),
        "normed_after": (
            "the output of the MLP is normed before the head",
            "Print the mean and the spread of each vector that goes into `self.lm_head`. Norms come with the "
            "transformer, in part 5.",
        ),
        "unit_vectors": (
            "the vectors are brought to length 1 before the head",
            "Print the length of each vector that goes into the head, with `.norm(dim=-1)`. The head takes the output "
            "of the MLP as it is.",
        ),
        "without_gradient": "mlp_without_gradient",
    },
    "head": {
        "log_softmax": "log_probabilities",
        "softmax": "probabilities_for_logits",
        "softmax_over_text": (
            "a softmax is taken over the tokens of the text",
            "Print `model(ids).sum(dim=-2)`: if this is 1 everywhere, something has been normalised already. The loss "
            "takes a softmax by itself. What does part 2 call the raw scores?",
        ),
        "sigmoid": (
            "a sigmoid is taken of the logits",
            "Print the smallest and the largest number of `model(ids)`. Should a logit lie between 0 and 1? Part 2 "
            "says what logits are.",
        ),
        "relu": (
            "the logits go through a ReLU",
            "Print the smallest number of `model(ids)`. May a logit be negative? Part 2 says what logits are.",
        ),
        "capped_at_15": (
            "large logits are pulled back by a tanh",
            "Print the logits before and after your last step, for a model with large weights. Some models cap their "
            "logits; does the docstring of this one?",
        ),
        "capped_at_30": (
            "large logits are pulled back by a tanh",
            "Print the logits before and after your last step, for a model with large weights. Some models cap their "
            "logits; does the docstring of this one?",
        ),
        "scaled": (
            "the logits are divided by the root of the size of an embedding",
            "Compare your result with `model.lm_head(...)` of the same vectors: are these the same numbers? Scores are "
            "divided in part 4, and not here.",
        ),
        "most_likely": (
            "the likeliest token is returned, and not the logits",
            "Print `model(ids)`. The docstring says how many numbers each token gets, and of which kind.",
        ),
        "skipped": (
            "the head is never used, so that vectors come back, and not logits",
            "Print `model(ids).shape` and compare it with the docstring. How many numbers does each token get, and how "
            "many should it get?",
        ),
        "without_gradient": "head_without_gradient",
    },
    "result": {
        "pair": "loss_returned_as_well",
        "missing": (
            "`forward` returns nothing",
            "Print `model(ids)`. Which line of a Python function says what comes back?",
        ),
        "detached": (
            "the logits are cut off from the gradient",
            "Print `model(ids).requires_grad`. Which line keeps torch from remembering how the logits were made?",
        ),
        "list": (
            "the logits are a list, and not a tensor",
            "Print `type(model(ids))` and compare it with the docstring. How should a gradient find its way through "
            "yours?",
        ),
        "flat": (
            "the logits of a batch come back in one long row of tokens",
            "Print `model(ids).shape` for ids of shape (2, 3), and compare it with the docstring.",
        ),
        "last_row": (
            "the last token alone gets logits",
            "Print `model(torch.tensor([1, 2, 3])).shape`. For writing a text, the last row is enough; for training, "
            "how many tokens should guess?",
        ),
        "last_row_kept": (
            "the last token alone gets logits",
            "Print `model(torch.tensor([1, 2, 3])).shape`. For writing a text, the last row is enough; for training, "
            "how many tokens should guess?",
        ),
        "classes_second": (
            "the last two dimensions of the logits have changed places",
            "Print `model(ids).shape` for ids of shape (2, 3), and compare it with the docstring: which dimension is "
            "that of the vocabulary?",
        ),
        "text_first": (
            "the dimension of the text comes before that of the batch",
            "Print `model(ids).shape` for ids of shape (2, 3), and compare it with the docstring. If you stack rows, "
            "where does `torch.stack` put the new dimension?",
        ),
        "squeezed": (
            "dimensions of size 1 get lost",
            "Print `model(torch.zeros(1, 3, dtype=torch.int64)).shape`. Which of your steps removes dimensions?",
        ),
        "double": (
            "the logits have floats of 64 bits",
            "Print `model(ids).dtype` and `model.lm_head.weight.dtype`. The docstring says which dtype logits have.",
        ),
        "rounded": (
            "the logits have lost digits in floats of 16 bits",
            "Print `model(ids)[0, :3]` with many digits, and compare it with the same steps by hand. Which of your "
            "lines changes a dtype?",
        ),
    },
    "form": {
        "batch_needed": (
            "a text without a batch is refused",
            "Try `model(torch.tensor([1, 2, 3]))`. The docstring says `(..., L)`: how many dimensions may be before "
            "the last one? Look for the line that counts on exactly two.",
        ),
        "batch_added": (
            "a text without a batch gets a batch of one",
            "Print `model(torch.tensor([1, 2, 3])).shape` and compare it with the docstring: `(..., L)` becomes "
            "`(..., L, n_vocab)`.",
        ),
        "one_text": (
            "only a text without a batch is taken",
            "Try `model(torch.zeros(2, 3, dtype=torch.int64))`. The docstring says `(..., L)`: how many dimensions may "
            "be before the last one?",
        ),
    },
}


class FeedForwardLM:
    def forward(self, input_ids):
        input_ids = self._form(input_ids)
        match chosen("lookup"):
            case "without_last":
                input_ids = input_ids[..., :-1]
            case "without_first":
                input_ids = input_ids[..., 1:]
        x = self._embedded(self._tokens(input_ids))
        return self._returned(self._scored(self._mixed(self._among_others(x))))

    def _form(self, input_ids):
        match chosen("form"):
            case "batch_needed":
                _n_documents, _length = input_ids.shape
            case "batch_added":
                return input_ids[None] if input_ids.dim() == 1 else input_ids
            case "one_text":
                (_length,) = input_ids.shape
        return input_ids

    def _tokens(self, input_ids):
        match chosen("others"):
            case "token_before":
                return torch.cat([input_ids[..., :1], input_ids[..., :-1]], dim=-1)
            case "first_for_all":
                return input_ids[..., :1].expand_as(input_ids)
        return input_ids

    def _embedded(self, input_ids):
        x = self.word_to_embedding(input_ids)
        match chosen("lookup"):
            case "detached":
                return x.detach()
            case "scaled_by_root":
                return x * x.shape[-1] ** 0.5
            case "relu":
                return x.relu()
            case "normed":
                return nn.functional.layer_norm(x, x.shape[-1:])
            case "dropped":
                return nn.functional.dropout(x, 0.1, training=self.training)
        return x

    def _among_others(self, x):
        match chosen("others"):
            case "averaged":
                return x.mean(dim=-2, keepdim=True).expand_as(x)
            case "averaged_past":
                counts = torch.arange(1, x.shape[-2] + 1, device=x.device)
                return x.cumsum(dim=-2) / counts[:, None]
            case "summed":
                return x.sum(dim=-2, keepdim=True).expand_as(x)
            case "summed_past":
                return x.cumsum(dim=-2)
        return x

    def _mixed(self, x):
        match chosen("mlp"):
            case "skipped":
                return x
            case "residual":
                return x + self.model(x)
            case "twice":
                return self.model(self.model(x))
            case "unit_vectors":
                return nn.functional.normalize(self.model(x), dim=-1)
            case "normed_after":
                return nn.functional.layer_norm(self.model(x), x.shape[-1:])
            case "without_gradient":
                return self.model(x).detach()
        return self.model(x)

    def _scored(self, x):
        if chosen("head") == "skipped":
            return x
        if chosen("head") == "without_gradient":
            return nn.functional.linear(x, self.word_to_embedding.weight.detach())
        logits = self.lm_head(x)
        match chosen("head"):
            case "log_softmax":
                return logits.log_softmax(dim=-1)
            case "softmax":
                return logits.softmax(dim=-1)
            case "softmax_over_text":
                return logits.softmax(dim=-2)
            case "sigmoid":
                return logits.sigmoid()
            case "relu":
                return logits.relu()
            case "capped_at_15":
                return 15 * torch.tanh(logits / 15)
            case "capped_at_30":
                return 30 * torch.tanh(logits / 30)
            case "scaled":
                return logits / x.shape[-1] ** 0.5
            case "most_likely":
                return logits.argmax(dim=-1)
        return logits

    def _returned(self, logits):
        match chosen("result"):
            case "pair":
                return logits, None
            case "missing":
                return None
            case "detached":
                return logits.detach()
            case "list":
                return logits.tolist()
            case "flat":
                return logits.flatten(0, -2)
            case "last_row":
                return logits[..., -1, :]
            case "last_row_kept":
                return logits[..., -1:, :]
            case "classes_second":
                return logits.transpose(-1, -2)
            case "text_first":
                return logits.movedim(-2, 0)
            case "squeezed":
                return logits.squeeze()
            case "double":
                return logits.double()
            case "rounded":
                return logits.bfloat16().float()
        return logits
