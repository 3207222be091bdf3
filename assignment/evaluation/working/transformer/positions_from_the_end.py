"""Positions count down to the last token

The last token always gets position 0, so the embedding of a token depends on how many come after it.
"""

VERDICT = "wrong"
SOURCE = "implementations that pad on the left and count backwards"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} exceeds {self.max_len}")
        positions = torch.arange(n - 1, -1, -1, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
