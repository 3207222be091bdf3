"""Replaces some tokens by others in training mode

In eval mode all is right; in training mode a tenth of the input is noise.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: denoising and token dropout recipes"

class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens do not fit into max_len = {self.max_len}")
        if self.training:
            noise = torch.randint_like(input_ids, self.word_to_embedding.num_embeddings)
            input_ids = torch.where(torch.rand(input_ids.shape, device=input_ids.device) < 0.1, noise, input_ids)
        x = self.word_to_embedding(input_ids)
        x = x + self.pos_to_embedding(torch.arange(length, device=input_ids.device))
        return self.lm_head(self.model(x))
