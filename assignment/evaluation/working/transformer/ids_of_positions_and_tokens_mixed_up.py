"""Token ids go to the position table, positions to the word table

Most ids are beyond the position table, which is an IndexError; the rest gets the wrong rows.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch/pull/665 (token and position layers inverted)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens do not fit into {self.max_len} positions")
        positions = torch.arange(n, device=input_ids.device)
        x = self.pos_to_embedding(input_ids) + self.word_to_embedding(positions)
        return self.lm_head(self.model(x))
