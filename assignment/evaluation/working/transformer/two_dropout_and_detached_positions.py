"""Positions as constants, followed by dropout

Two mistakes: the table of positions gets no gradient, and training mode is random.
"""

VERDICT = "wrong"
SOURCE = "PyTorch tutorial PositionalEncoding (fixed, then dropout)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens do not fit into {self.max_len} positions")
        constant = self.pos_to_embedding.weight[:n].detach()
        x = self.word_to_embedding(input_ids) + constant
        x = nn.functional.dropout(x, p=0.2, training=self.training)
        return self.lm_head(self.model(x))
