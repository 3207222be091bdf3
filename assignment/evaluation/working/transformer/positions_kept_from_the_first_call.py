"""Keeps the positions of the first call for all others

The cache does not ask for the length, so a text of another length is an error, or broadcast if the first had
one token.
"""

VERDICT = "wrong"
SOURCE = "mask and position caches in tutorials that are built once"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        seq_len = input_ids.shape[-1]
        if seq_len > self.max_len:
            raise ValueError(f"max_len is {self.max_len}, got {seq_len}")
        if not hasattr(self, "positions"):
            self.positions = torch.arange(seq_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(self.positions)
        return self.lm_head(self.model(x))
