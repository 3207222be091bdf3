"""Raises IndexError with both numbers

The documentation asks for ValueError; whoever catches that misses this one.
"""

VERDICT = "wrong"
SOURCE = "bentrevett/pytorch-seq2seq issue 89 (index out of range)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        t = input_ids.shape[-1]
        if t > self.max_len:
            raise IndexError(f"position {t - 1} of {t} tokens is outside of the {self.max_len} positions")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(t, device=input_ids.device))
        return self.lm_head(self.model(x))
