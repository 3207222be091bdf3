"""Output scaled by the root of emb_dim before the tied matrix

T5 rescales where weights are tied; the lab does not.
"""

VERDICT = "wrong"
SOURCE = "huggingface/transformers T5: sequence_output * model_dim ** -0.5 with tied embeddings"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        x = self.model(x)
        return self.lm_head(x * x.shape[-1] ** -0.5)
