"""Compares the number of all tokens with max_len

A batch of short documents is refused as too long.
"""

VERDICT = "wrong"
SOURCE = "checks with numel or len on batched ids"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if input_ids.numel() > self.max_len:
            raise ValueError(f"{input_ids.numel()} tokens, at most {self.max_len}")
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
