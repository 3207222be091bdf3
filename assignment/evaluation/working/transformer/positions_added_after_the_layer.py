"""Position embeddings are added after the layer

Attention has to know the positions; here they only shift the logits.
"""

VERDICT = "wrong"
SOURCE = "misreading of diagrams that draw positions beside the stack"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens, limit {self.max_len}")
        x = self.model(self.word_to_embedding(input_ids))
        x = x + self.pos_to_embedding(torch.arange(n, device=input_ids.device))
        return self.lm_head(x)
