"""One more residual around the whole layer

The layer has its residuals inside, so the input is counted twice.
"""

VERDICT = "wrong"
SOURCE = "tutorials that put a residual around each block"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        x = x + self.model(x)
        return self.lm_head(x)
