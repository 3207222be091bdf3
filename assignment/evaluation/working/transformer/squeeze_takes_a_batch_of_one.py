"""Adds a batch dimension, and squeezes it away also where it was given

A batch with one document comes back without its batch dimension.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT issue 42 and forum answers that end in squeeze"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if input_ids.dim() == 1:
            input_ids = input_ids.unsqueeze(0)
        n = input_ids.size(-1)
        if n > self.max_len:
            raise ValueError(f"n={n} exceeds max_len={self.max_len}")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(n, device=input_ids.device))
        logits = self.lm_head(self.model(x))
        return logits.squeeze(0)
