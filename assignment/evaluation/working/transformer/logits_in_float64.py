"""Logits are computed in float64 and cast back

Only the rounding changes, and the output keeps the dtype of the model.
"""

VERDICT = "right"
SOURCE = "llama implementations that upcast the logits"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"L={L} but max_len={self.max_len}")
        x = self.word_to_embedding(input_ids)
        x = x + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        x = self.model(x)
        logits = x.double() @ self.lm_head.weight.double().transpose(0, 1)
        return logits.to(x.dtype)
