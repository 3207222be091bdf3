"""The layer runs twice

A loop over layers that share their weights; the lab has one layer, run once.
"""

VERDICT = "wrong"
SOURCE = "ALBERT style sharing, or a loop over n_layers left in"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens do not fit into {self.max_len} positions")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(n, device=input_ids.device))
        for block in (self.model, self.model):
            x = block(x)
        return self.lm_head(x)
