"""Checks of type and shape, a length error of its own class, and prints

The new error is a ValueError and names both numbers; the checks let every valid input pass.
"""

VERDICT = "right"
SOURCE = "defensive style of library code (Hugging Face checks of input_ids)"

class ContextTooLongError(ValueError):
    """More tokens than positions."""

    def __init__(self, got, limit):
        super().__init__(f"got {got} tokens, limit is {limit}")
        self.got, self.limit = got, limit


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if not torch.is_tensor(input_ids):
            raise TypeError(f"input_ids should be a tensor, not {type(input_ids).__name__}")
        if input_ids.is_floating_point():
            raise TypeError("token ids are whole numbers")
        assert input_ids.dim() >= 1, "at least one dimension"
        sequence_len = int(input_ids.shape[-1])
        if sequence_len > self.max_len:
            raise ContextTooLongError(sequence_len, self.max_len)
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        before = x.shape
        x = self.model(x)
        assert x.shape == before
        logits = self.lm_head(x)
        print("TransformerLM:", tuple(input_ids.shape), "->", tuple(logits.shape))
        return logits
