"""Positions go on where the last call stopped, in eval mode

There is no cache to go with the offset: the same text gives other logits the second time.
"""

VERDICT = "wrong"
SOURCE = "KV-cache generation code (past length offset) copied without the cache"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        seq_len = input_ids.shape[-1]
        if seq_len > self.max_len:
            raise ValueError(f"{seq_len} > {self.max_len}")
        past = 0 if self.training else getattr(self, "past_length", 0)
        if past + seq_len > self.max_len:
            past = 0
        self.past_length = past + seq_len
        positions = torch.arange(past, past + seq_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
