"""Logits by einsum with the word embedding matrix

lm_head holds the very same matrix, so this is the same product.
"""

VERDICT = "right"
SOURCE = "picoGPT: return x @ wte.T"

class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        limit = self.pos_to_embedding.num_embeddings
        if limit < length:
            raise ValueError(f"{length} positions asked for, {limit} learned")
        wte, wpe = self.word_to_embedding.weight, self.pos_to_embedding.weight
        x = wte[input_ids] + wpe[torch.arange(length, device=wpe.device)]
        x = self.model(x)
        return torch.einsum("...ld,vd->...lv", x, wte)
