"""Adds the words into the rows of the position table

The slice is a view of the table: each call changes the parameters, positions get no gradient, and batches
fail.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: += on a slice of a weight"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens do not fit into {self.max_len} positions")
        x = self.pos_to_embedding.weight.data[:n]
        x += self.word_to_embedding(input_ids).detach()
        return self.lm_head(self.model(x))
