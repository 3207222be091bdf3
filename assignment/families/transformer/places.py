"""A layer and a model with another operation at one place; none of these comes together with other mistakes."""

from torch.nn import functional as F

CHOICES = {
    "place": {
        "twice_first": (
            "what came into a half of the layer is added twice",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. How often is x added in "
            "each half?",
        ),
        "twice_second": "place=twice_first",
        "twice_both": "place=twice_first",
        "doubled_first": (
            "x is overwritten by what attention gives, which is then added to itself",
            "Set all parameters of attention to zero: what is left of x? Does a line of yours overwrite x before it is "
            "added?",
        ),
        "doubled_second": (
            "x is overwritten by what the MLP gives, which is then added to itself",
            "Set all parameters of the MLP to zero: what is left of x? Does a line of yours overwrite x before it is "
            "added?",
        ),
        "doubled_both": (
            "x is overwritten by what attention and the MLP give, and each of them is added to itself",
            "Set all parameters of attention and MLP to zero: what is left of x? Which lines of yours overwrite x "
            "before it is added?",
        ),
        "inside": (
            "x is added to its norm before the part, and not to the result of the part",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. What is left of x? Draw the "
            "layer with an arrow for each thing that is added.",
        ),
        "inside_too": (
            "x is added before the part as well as after it",
            "Print what goes into attention and compare it with `layer.norm_1(x)`. Draw the layer with an arrow for "
            "each thing that is added.",
        ),
        "mlp_of_update": (
            "the MLP works on what attention gives, without the x that it was added to",
            "Set all parameters of attention to zero and print what goes into `layer.norm_2`. Which of your lines make "
            "it, and what does the TODO say?",
        ),
        "halved": (
            "the sums are halved",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Which of your steps makes it "
            "smaller?",
        ),
        "multiplied": (
            "x is multiplied by the result of each part, where it should be added",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. What is left of x?",
        ),
        "subtracted": (
            "the results of the parts are subtracted from x",
            "Print `layer(x) - x` for a layer whose MLP has only zeros, and compare its signs with those of "
            "`layer.self_attention(layer.norm_1(x))`.",
        ),
        "normed_on_both_sides": (
            "each part is normed before it and after it",
            "Print the mean of each vector that you add to x: if it is 0 for fresh norms, the result of the part has "
            "been normed. Which norms does the TODO name, and where do they stand?",
        ),
        "attention_twice": (
            "attention is used twice in a row",
            "Count how often your `forward` calls `self.self_attention`. How many parts does the TODO name?",
        ),
        "mlp_twice": (
            "the MLP is used twice in a row",
            "Count how often your `forward` calls `self.mlp`. How many parts does the TODO name?",
        ),
        "tuple": (
            "the layer returns a tuple, where it should return one tensor",
            "Print `type(layer(torch.ones(5, 8)))`. What does the docstring say that comes back?",
        ),
        "drop_first": (
            "the result of one part of the layer loses some numbers at random",
            "Call `layer(x)` twice for one fresh layer: is the output the same? The docstring says how training and "
            "evaluation differ.",
        ),
        "drop_second": "place=drop_first",
        "drop_first_always": "place=drop_first",
        "drop_second_always": "place=drop_first",
        "drop_both_always": (
            "the results of attention and MLP lose some numbers at random",
            "Call `layer(x)` twice for one fresh layer: is the output the same? The docstring says how training and "
            "evaluation differ.",
        ),
        "drop_both_20": "place=drop_both_always",
        "drop_sums": (
            "the sums of the layer lose some numbers at random",
            "Call `layer(x)` twice for one fresh layer: is the output the same? The docstring says how training and "
            "evaluation differ.",
        ),
        "tables_swapped": (
            "ids are looked up among the positions, and positions among the tokens",
            "Print the shapes of both matrices of embeddings. Which one has a row for each token of the vocabulary, and "
            "which one a row for each place in a text?",
        ),
        "words_twice": (
            "the embeddings of the tokens are added twice",
            "Set `model.pos_to_embedding.weight` to zeros, and compare what goes into `self.model` with "
            "`model.word_to_embedding(ids)`.",
        ),
        "positions_twice": (
            "the embeddings of the positions are added twice",
            "Set `model.word_to_embedding.weight` to zeros, and compare what goes into `self.model` with the rows of "
            "`model.pos_to_embedding`.",
        ),
        "averaged": (
            "the two embeddings are averaged, where they should be added",
            "Print what goes into `self.model` and compare it with the sum of the two embeddings.",
        ),
        "normed_before": (
            "the embeddings are normed before the layer",
            "Print the mean of each vector that goes into `self.model`. Which norms does this model have, and which of "
            "them does the TODO of `TransformerLM` name?",
        ),
        "positions_at_end": (
            "every token gets the position of the last one",
            "Print the positions that you look up for a text of 4 tokens. Which one does the first token get? The TODO "
            "counts them out.",
        ),
        "positions_clamped": (
            "a text that is too long gets through, and all its late tokens share the last position",
            "Print the positions that you look up for a text of `max_len + 2` tokens. What should such a text give?",
        ),
        "nothing_if_long": (
            "a text that is too long gives nothing, and no error",
            "Print `model(ids)` for a text of `max_len + 2` tokens. What does the docstring say that happens?",
        ),
        "texts_in_columns": (
            "positions count the texts of a batch, and not the tokens of each text",
            "Print the positions that you look up for ids of shape (2, 5). Do the tokens of one text get different "
            "ones?",
        ),
        "texts_in_rows": "place=texts_in_columns",
        "waves_in_halves": "sinusoids",
        "kept_positions": (
            "something of an earlier call is kept, and changes the logits of later ones",
            "Call one model with a text of 3 tokens, then with one of 6, and then change its parameters and call it "
            "again. What does your code keep in `self`, and when is it still right?",
        ),
        "kept_rows": "place=kept_positions",
        "zero_is_padding": (
            "the token with the id 0 is taken for padding, and its embedding for zero",
            "Print what goes into `self.model` for the ids 3, 0, 0, 5. There is no padding in this lab: token 0 is a "
            "character like the others.",
        ),
        "drop_20": (
            "some numbers of the embeddings are set to zero at random",
            "Call `model(ids)` twice for one fresh model: are the logits the same? The docstring says how training and "
            "evaluation differ.",
        ),
        "drop_50": "place=drop_20",
        "drop_always": "place=drop_20",
        "attention_alone": (
            "the model uses the attention of its layer, and not the whole layer",
            "Set all parameters of `model.model.mlp` to zero: do the logits change? What does the TODO of "
            "`TransformerLM` call?",
        ),
        "mlp_alone": (
            "the model uses the MLP of its layer, and not the whole layer",
            "Set all parameters of `model.model.self_attention` to zero: do the logits change? What does the TODO of "
            "`TransformerLM` call?",
        ),
        "head_in_bfloat16": (
            "the logits have lost digits in floats of 16 bits",
            "Print `model(ids)[0, :3]` with many digits, and compare it with the same steps by hand. Which of your "
            "lines changes a dtype?",
        ),
        "logits_in_one_list": (
            "the logits come back as one long list, without the shape of the batch",
            "Print the shape of `model(ids)` for ids of shape (2, 5), and compare it with the docstring. Who reshapes "
            "logits for the loss?",
        ),
        "logits_in_one_list_of_batch": "place=logits_in_one_list",
        "logits_transposed": (
            "the logits are transposed: the vocabulary is not in the last dimension",
            "Print the shape of `model(ids)` for ids of shape (2, 5), and compare it with the docstring.",
        ),
        "last_row_kept": (
            "the last token alone gets logits",
            "Print the shape of the logits for 3 ids. For writing a text, the last row is enough; for training, how many "
            "tokens should guess?",
        ),
        "last_probabilities": (
            "in evaluation the last token alone gets logits",
            "Print the shape of the logits for 3 ids, after `model.train()` and after `model.eval()`. The docstring "
            "says how the two differ.",
        ),
        "last_row_squeezed": "place=last_probabilities",
        "likeliest": (
            "the model returns the likeliest tokens, and not logits",
            "Print the shape and the dtype of `model(ids)`, and compare them with the docstring. Who chooses a token?",
        ),
        "batch_of_one": (
            "a batch of one text comes back without its batch dimension",
            "Print the shape of the logits for ids of shape (1, 5). What does `squeeze` do there?",
        ),
    },
}


class BareBonesTransformerLayer:
    def forward(self, x):
        place = chosen("place")
        y = self._half(x, self.norm_1, self.self_attention, "first")
        if place == "attention_twice":
            y = self._half(y, self.norm_1, self.self_attention, "first")
        if place == "mlp_of_update":
            update = self.self_attention(self.norm_1(x))
            return x + update + self.mlp(self.norm_2(update))
        y = self._half(y, self.norm_2, self.mlp, "second")
        if place == "mlp_twice":
            y = self._half(y, self.norm_2, self.mlp, "second")
        return (y,) if place == "tuple" else y

    def _half(self, x, norm, part, which):
        place = chosen("place")
        before = norm(x) + x if place in ("inside", "inside_too") else norm(x)
        found = part(before)
        if place in (f"twice_{which}", "twice_both"):
            return x + x + found
        if place in (f"doubled_{which}", "doubled_both"):
            return found + found
        if place in (f"drop_{which}", f"drop_{which}_always", "drop_both_20", "drop_both_always"):
            found = F.dropout(found, 0.2 if "20" in place else 0.1, self.training or "always" in place)
        match place:
            case "inside":
                return found
            case "halved":
                return (x + found) / 2
            case "multiplied":
                return x * found
            case "subtracted":
                return x - found
            case "normed_on_both_sides":
                return x + norm(found)
            case "drop_sums":
                return F.dropout(x + found, 0.1, self.training)
        return x + found


class TransformerLM:
    def forward(self, input_ids):
        place, length = chosen("place"), input_ids.shape[-1]
        if place == "logits_in_one_list_of_batch":
            _n_documents, _length = input_ids.shape
        if place == "batch_of_one" and input_ids.dim() == 1:
            input_ids = input_ids[None]
        if length > self.max_len:
            if place == "nothing_if_long":
                return None
            if place != "positions_clamped":
                raise ValueError(f"{length} tokens are too many: this model takes at most {self.max_len}")
        x = self._summed(input_ids)
        match place:
            case "attention_alone":
                x = self.model.self_attention(x)
            case "mlp_alone":
                x = self.model.mlp(x)
            case "tuple":
                (x,) = self.model(x)
            case _:
                x = self.model(x)
        return self._returned(x)

    def _summed(self, input_ids):
        place, length = chosen("place"), input_ids.shape[-1]
        at = torch.arange(length, device=input_ids.device)
        if place == "tables_swapped":
            return self.pos_to_embedding(input_ids) + self.word_to_embedding(at)
        words, positions = self.word_to_embedding(input_ids), self._positions(input_ids, at)
        match place:
            case "words_twice":
                return words + words + positions
            case "positions_twice":
                return words + positions + positions
            case "averaged":
                return (words + positions) / 2
            case "normed_before":
                return F.layer_norm(words + positions, words.shape[-1:])
            case "zero_is_padding":
                return words * (input_ids != 0)[..., None] + positions
            case "drop_20" | "drop_50":
                return F.dropout(words + positions, int(place[-2:]) / 100, self.training)
            case "drop_always":
                return F.dropout(words + positions, 0.1)
        return words + positions

    def _positions(self, input_ids, at):
        match chosen("place"):
            case "positions_at_end":
                at = torch.full_like(at, len(at) - 1)
            case "positions_clamped":
                at = at.clamp(max=self.max_len - 1)
            case "texts_in_columns":
                at = torch.arange(input_ids.shape[0], device=at.device)[:, None]
            case "texts_in_rows":
                at = torch.arange(input_ids.shape[0], device=at.device)
            case "waves_in_halves":
                return self._waves(at)
            case "kept_positions":
                self.kept = at if getattr(self, "kept", None) is None else self.kept
                at = self.kept
            case "kept_rows":
                kept = self.__dict__.setdefault("kept", {})
                return kept.setdefault(len(at), self.pos_to_embedding.weight[: len(at)].detach().clone())
        return self.pos_to_embedding(at)

    def _waves(self, at):
        half = self.word_to_embedding.embedding_dim // 2
        rates = 10000.0 ** (-torch.arange(half, device=at.device) / half)
        angles = at[:, None] * rates
        return torch.cat([angles.sin(), angles.cos()], dim=-1)

    def _returned(self, x):
        if chosen("place") == "head_in_bfloat16":
            return (x.bfloat16() @ self.lm_head.weight.bfloat16().T).float()
        logits = self.lm_head(x)
        match chosen("place"):
            case "logits_in_one_list" | "logits_in_one_list_of_batch":
                return logits.reshape(-1, logits.shape[-1])
            case "logits_transposed":
                return logits.transpose(-2, -1)
            case "last_row_kept":
                return logits[..., -1:, :]
            case "last_probabilities" if not self.training:
                return logits[..., -1, :].softmax(-1)
            case "last_row_squeezed" if not self.training:
                return logits[..., -1, :]
            case "likeliest":
                return logits.argmax(-1)
            case "batch_of_one":
                return logits.squeeze(0)
        return logits
