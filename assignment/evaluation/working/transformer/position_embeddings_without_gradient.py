"""Position embeddings are looked up under no_grad

Fixed encodings need no gradient, learned ones do: the logits are right, but the table never learns.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer: positional encoding with requires_grad_(False)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens > max_len = {self.max_len}")
        with torch.no_grad():
            p = self.pos_to_embedding(torch.arange(sequence_len, device=input_ids.device))
        x = self.word_to_embedding(input_ids) + p
        return self.lm_head(self.model(x))
