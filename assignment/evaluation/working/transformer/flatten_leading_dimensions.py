"""All leading dimensions become one batch, and are restored at the end

Documents do not see each other, so the arrangement of the batch does not matter.
"""

VERDICT = "right"
SOURCE = "PyTorch forum answers: view(-1, L) and back for extra batch dimensions"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        *leading, length = input_ids.shape
        if length > self.max_len:
            raise ValueError(f"sequence length {length} exceeds max_len {self.max_len}")
        batch = input_ids.reshape(-1, length)  # (B, L), also for a single document
        pos = torch.arange(length, device=batch.device)[None, :]  # (1, L)
        x = self.word_to_embedding(batch) + self.pos_to_embedding(pos)
        logits = self.lm_head(self.model(x))
        return logits.reshape(*leading, length, logits.shape[-1])
