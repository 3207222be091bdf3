"""A final layer norm before the logits

Larger models have one; this one goes from the layer straight to lm_head.
"""

VERDICT = "wrong"
SOURCE = "GPT-2 ln_f before lm_head (nanoGPT, CS336 transformer_lm)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        x = self.model(x)
        x = nn.functional.layer_norm(x, (x.shape[-1],))
        return self.lm_head(x)
