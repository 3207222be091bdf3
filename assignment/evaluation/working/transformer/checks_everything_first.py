"""Type and shape checks, and an error class of its own that is a ValueError

Valid ids pass the checks; the error is a subclass of ValueError and its text names both numbers.
"""

VERDICT = "right"
SOURCE = "defensive code in Hugging Face models"


class ContextTooLong(ValueError):
    """More tokens than the model has positions for."""

    def __init__(self, n_tokens, max_len):
        super().__init__(f"context of {n_tokens} tokens exceeds the limit of {max_len}")
        self.n_tokens, self.max_len = n_tokens, max_len


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        self._check(input_ids)
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device).expand(input_ids.shape)
        embedded = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        assert embedded.shape == (*input_ids.shape, self.word_to_embedding.embedding_dim)
        logits = self.lm_head(self.model(embedded))
        assert logits.shape[:-1] == input_ids.shape
        return logits

    def _check(self, input_ids):
        if not isinstance(input_ids, Tensor):
            raise TypeError(f"input_ids should be a tensor, not {type(input_ids).__name__}")
        if input_ids.dim() < 1:
            raise TypeError("input_ids needs a dimension for the tokens")
        if input_ids.is_floating_point():
            raise TypeError("token ids are whole numbers")
        if input_ids.shape[-1] > self.max_len:
            raise ContextTooLong(input_ids.shape[-1], self.max_len)
