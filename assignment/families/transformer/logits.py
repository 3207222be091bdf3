"""The way of the transformer from token ids to logits."""

import math

from torch.nn import functional as F

CHOICES = {
    "limit": {
        "one_too_strict": "max_len_refused",
        "one_too_generous": (
            "one token more than max_len gets through",
            "Build `TransformerLM(11, 6, 8, 10)` and call it with 6, 7 and 8 ids. How many position embeddings does it "
            "have? When is a text too long?",
        ),
        "none": (
            "a text that is too long raises an IndexError, and not a ValueError",
            "Call `TransformerLM(11, 6, 8, 10)` with 9 ids and read the last lines of the error. Does a line of yours "
            "raise it? The docstring says which exception it should be, and what its message names.",
        ),
        "assert": "assertion_for_too_long",
        "other_exception": (
            "an exception of another kind refuses a long text",
            "Call `TransformerLM(11, 6, 8, 10)` with 9 ids and read the last line of the error. Which exception does "
            "the docstring name?",
        ),
        "cut_to_last": "too_long_is_cut",
        "all_tokens": (
            "all tokens of a batch are counted together",
            "Call `TransformerLM(11, 6, 8, 10)` with ids of shape (3, 4). How long is each text? Print the number that "
            "you compare with max_len.",
        ),
        "first_dimension": (
            "the number of texts in a batch is taken for their length",
            "Call `TransformerLM(11, 6, 8, 10)` with ids of shape (7, 4), and then (2, 9). How long is each text? "
            "Print the number that you compare with max_len.",
        ),
        "second_dimension": (
            "the length of a text is not looked for in the last dimension",
            "Call the model with ids of shape (2, 2, 3), and print the number that you take for the length of a text. "
            "Which dimension is it in the docstring?",
        ),
    },
    "message": {
        "without_numbers": "numbers_not_named",
    },
    "positions": {
        "none": "positions_forgotten",
        "zero": "position_zero_everywhere",
        "from_one": "positions_from_one",
        "from_one_without_end": (
            "positions are counted from 1, so that the last one does not exist",
            "Print the positions that you look up for a text of `max_len` tokens. Which row of the matrix does the "
            "first token get, and which the last?",
        ),
        "backwards": "positions_from_the_end",
        "last_ones": (
            "the last token always gets the last position, and the first token the position that this leaves",
            "Print the positions that you look up for texts of 3 and of 4 tokens. Which one does the first token get? "
            "The TODO counts them out.",
        ),
        "modulo": (
            "positions begin again after max_len, where a longer text should be refused",
            "Print the positions that you look up for a text of `max_len + 2` tokens. What should such a text give?",
        ),
        "texts_counted": (
            "positions count the texts of a batch, and not the tokens of each text",
            "Print the positions that you look up for ids of shape (2, 5). Do the tokens of one text get different "
            "ones?",
        ),
        "all_counted": "positions_over_the_batch",
        "ids": (
            "the ids are taken for positions",
            "Print the positions that you look up, for a text with the same token twice. Are the two places the same?",
        ),
        "without_zeros": (
            "positions stop counting at tokens with the id 0",
            "Print the positions that you look up for the ids 3, 0, 0, 5. There is no padding in this lab: token 0 is "
            "a character like the others.",
        ),
        "all_rows": (
            "all position embeddings are added, however long the text is",
            "Print the shapes of the two things that you add, for a text of 3 tokens. How many positions does such a "
            "text have?",
        ),
        "words": (
            "positions are looked up among the embeddings of tokens",
            "Set `model.pos_to_embedding.weight` to other numbers: do the logits change? Print which matrix you look "
            "the positions up in.",
        ),
        "sinusoids": "sinusoids",
        "cpu": "positions_or_another_tensor_on_the_cpu",
    },
    "memory": {
        "positions": (
            "positions are counted on from the last call",
            "Call one model twice with the same ids: are the logits the same? Print the positions that you look up in "
            "each call.",
        ),
        "positions_in_evaluation": (
            "positions are counted on from the last call",
            "Call one model twice with the same ids, after `model.eval()`: are the logits the same? Print the "
            "positions that you look up in each call.",
        ),
    },
    "sum": {
        "multiplied": "positions_multiplied",
        "words_scaled": "embeddings_scaled",
        "scaled": (
            "the sum of the embeddings is multiplied by the root of their size",
            "Print what goes into `self.model` and compare it with the sum of the two embeddings. Some transformers "
            "scale them: does the TODO?",
        ),
        "after_layer": (
            "the positions are added after the layer, where attention cannot see them any more",
            "Give the model the texts 1, 2, 3 and 2, 1, 3. Part 5 asks how the last token can tell them apart: where "
            "do the positions have to be added for this?",
        ),
        "positions_detached": (
            "the positions do not learn",
            "Call `model(ids).sum().backward()` and print `model.pos_to_embedding.weight.grad`. Look for `detach`, "
            "`.data` and `no_grad`.",
        ),
        "words_detached": "embedding_detached",
        "dropped": (
            "some numbers of the embeddings are set to zero at random",
            "Call one fresh model twice with the same ids: are the logits the same? The docstring says how training "
            "and evaluation differ.",
        ),
    },
    "model": {
        "skipped": "layer_skipped",
        "twice": (
            "the layer is used twice in a row",
            "Count how often your `forward` calls `self.model`. How many layers does this model have?",
        ),
        "residual": (
            "the input of the layer is added to its output once more",
            "Compare what goes into `self.lm_head` with `self.model(...)` of the same input. The layer has its "
            "residuals inside.",
        ),
        "flat": (
            "the texts of a batch see each other",
            "Give the model two texts as a batch, and then each of them alone. Are the logits the same? Print the "
            "shape of what goes into `self.model`.",
        ),
    },
    "final": {
        "plain_norm": "norm_before_the_head",
        "norm_1": (
            "norm_1 is used once more before the head",
            "Print the mean of each vector that goes into `self.lm_head`. Many models have a last norm there: does "
            "the TODO of this one name one?",
        ),
        "norm_2": (
            "norm_2 is used once more before the head",
            "Print the mean of each vector that goes into `self.lm_head`. Many models have a last norm there: does "
            "the TODO of this one name one?",
        ),
        "scaled": (
            "the logits are divided by the root of the size of an embedding",
            "Compare your result with `model.lm_head(...)` of the same vectors: are these the same numbers? Scores are "
            "divided in part 4, and not here.",
        ),
        "log_softmax": (
            "the model gives logarithms of probabilities where logits are wanted",
            "Print `model(ids).exp().sum(dim=-1)`: if this is 1 in each row, something has been normalised already. "
            "The docstring says what comes back.",
        ),
        "softmax": "probabilities_for_logits",
        "no_head": (
            "the head is never used, so that vectors come back, and not logits",
            "Print `model(ids).shape` and compare it with the docstring. How many numbers does each token get?",
        ),
        "head_detached": (
            "the embedding learns nothing from its use as a head",
            "Call `model(ids).sum().backward()` and print `model.word_to_embedding.weight.grad`: which rows are zero? "
            "Look for `detach` and `.data`.",
        ),
        "rounded": (
            "the logits have lost digits in floats of 16 bits",
            "Print `model(ids)[0, :3]` with many digits, and compare it with the same steps by hand. Which of your "
            "lines changes a dtype?",
        ),
    },
    "result": {
        "pair": "loss_returned_as_well",
        "missing": (
            "the model returns nothing",
            "Print `model(ids)`. Which line of a Python function says what comes back?",
        ),
        "detached": (
            "the logits are cut off from the gradient",
            "Print `model(ids).requires_grad`. Which line keeps torch from remembering how the logits were made?",
        ),
        "last_row": (
            "the last token alone gets logits",
            "Print the shape of the logits for 3 ids. For writing a text, the last row is enough; for training, how "
            "many tokens should guess?",
        ),
        "last_row_in_evaluation": (
            "in evaluation the last token alone gets logits",
            "Print the shape of the logits for 3 ids, after `model.train()` and after `model.eval()`. The docstring "
            "says how the two differ.",
        ),
        "without_last": (
            "the last token gets no logits",
            "Print the shape of the logits for 3 ids. Inputs and targets have been paired before: how many of the "
            "tokens that arrive should get a row?",
        ),
    },
    "form": {
        "batch_needed": (
            "a text without a batch is refused",
            "Try `model(torch.tensor([1, 2, 3]))`. The docstring says `(..., L)`: how many dimensions may be before "
            "the last one? Look for the line that counts on exactly two.",
        ),
        "batch_added": "extra_batch",
    },
}


class TransformerLM:
    def forward(self, input_ids):
        match chosen("form"):
            case "batch_needed":
                _n_documents, _length = input_ids.shape
            case "batch_added":
                input_ids = input_ids[None] if input_ids.dim() == 1 else input_ids
        if chosen("limit") == "cut_to_last":
            input_ids = input_ids[..., -self.max_len :]
        else:
            self._refuse_too_long(input_ids)
        return self._returned(self._scored(self._through_layer(input_ids)))

    def _refuse_too_long(self, input_ids):
        length, limit = self._length(input_ids), self.max_len
        match chosen("limit"):
            case "none":
                return
            case "one_too_strict":
                limit -= 1
            case "one_too_generous":
                limit += 1
        if chosen("positions") == "modulo" or length <= limit:
            return
        said = f"{length} tokens are too many: this model takes at most {self.max_len}"
        if chosen("message") == "without_numbers":
            said = "this text is too long"
        match chosen("limit"):
            case "assert":
                raise AssertionError(said)
            case "other_exception":
                raise RuntimeError(said)
        raise ValueError(said)

    def _length(self, input_ids):
        match chosen("limit"):
            case "all_tokens":
                return input_ids.numel()
            case "first_dimension":
                return len(input_ids)
            case "second_dimension":
                return input_ids.shape[min(1, input_ids.dim() - 1)]
        return input_ids.shape[-1]

    def _through_layer(self, input_ids):
        words, positions = self.word_to_embedding(input_ids), self._positions(input_ids)
        match chosen("sum"):
            case "multiplied":
                x = words * positions
            case "words_scaled":
                x = words * words.shape[-1] ** 0.5 + positions
            case "scaled":
                x = (words + positions) * words.shape[-1] ** 0.5
            case "after_layer":
                return self.model(words) + positions
            case "positions_detached":
                x = words + positions.detach()
            case "words_detached":
                x = words.detach() + positions
            case "dropped":
                x = F.dropout(words + positions, 0.1, training=self.training)
            case _:
                x = words + positions
        match chosen("model"):
            case "skipped":
                return x
            case "twice":
                return self.model(self.model(x))
            case "residual":
                return x + self.model(x)
            case "flat":
                return self.model(x.reshape(-1, x.shape[-1])).reshape(x.shape)
        return self.model(x)

    def _positions(self, input_ids):
        length, device = input_ids.shape[-1], input_ids.device
        if chosen("limit") == "second_dimension":
            length = self._length(input_ids)
        at = torch.arange(length, device=device) + self._past(length)
        match chosen("positions"):
            case "none":
                return torch.zeros((), device=device)
            case "zero":
                at = torch.zeros_like(at)
            case "from_one":
                at = (at + 1) % self.max_len
            case "from_one_without_end":
                at = at + 1
            case "backwards":
                at = at.flip(0)
            case "last_ones":
                at = at + self.max_len - length
            case "modulo":
                at = at % self.max_len
            case "texts_counted":
                at = torch.arange(input_ids.shape[0], device=device)
                at = at[:, None] if input_ids.dim() == 2 else at
            case "all_counted":
                at = torch.arange(input_ids.numel(), device=device).reshape(input_ids.shape)
            case "ids":
                at = input_ids
            case "without_zeros":
                at = (input_ids.ne(0).long().cumsum(-1) - 1).clamp(min=0)
            case "all_rows":
                at = torch.arange(self.max_len, device=device)
            case "words":
                return self.word_to_embedding(at)
            case "sinusoids":
                return self._waves(at)
            case "cpu":
                at = torch.arange(length, device="cpu")
        return self.pos_to_embedding(at)

    def _past(self, length):
        if not chosen("memory"):
            return 0
        begins = chosen("memory") == "positions_in_evaluation" and self.training
        past = 0 if begins else getattr(self, "past", 0)
        past = 0 if past + length > self.max_len else past
        self.past = past + length
        return past

    def _waves(self, at):
        size = self.word_to_embedding.embedding_dim
        rates = torch.exp(torch.arange(0, size, 2, device=at.device) * (-math.log(10000.0) / size))
        angles = at[:, None] * rates
        return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(-2)[:, :size]

    def _scored(self, x):
        match chosen("final"):
            case "plain_norm":
                x = F.layer_norm(x, x.shape[-1:])
            case "norm_1":
                x = self.model.norm_1(x)
            case "norm_2":
                x = self.model.norm_2(x)
            case "no_head":
                return x
            case "head_detached":
                return F.linear(x, self.lm_head.weight.detach())
        logits = self.lm_head(x)
        match chosen("final"):
            case "scaled":
                return logits / x.shape[-1] ** 0.5
            case "log_softmax":
                return logits.log_softmax(dim=-1)
            case "softmax":
                return logits.softmax(dim=-1)
            case "rounded":
                return logits.bfloat16().float()
        return logits

    def _returned(self, logits):
        match chosen("result"):
            case "pair":
                return logits, None
            case "missing":
                return None
            case "detached":
                return logits.detach()
            case "last_row":
                return logits[..., -1, :]
            case "last_row_in_evaluation":
                return logits if self.training else logits[..., -1:, :]
            case "without_last":
                return logits[..., :-1, :]
        return logits
