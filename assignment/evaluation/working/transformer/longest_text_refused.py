"""Refuses a text of exactly max_len tokens

The comparison should be strict: max_len tokens have max_len positions.
"""

VERDICT = "wrong"
SOURCE = "off-by-one checks of block_size in nanoGPT forks"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len >= self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many, max_len is {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
