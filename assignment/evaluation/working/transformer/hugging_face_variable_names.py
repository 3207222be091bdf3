"""Hugging Face style with a variable named residual before each half

The sum is the same, only the names differ: residual is set anew before the second half.
"""

VERDICT = "right"
SOURCE = "huggingface/transformers GPT2Block (modeling_gpt2.py)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        hidden_states = x

        residual = hidden_states
        hidden_states = self.norm_1(hidden_states)
        hidden_states = self.self_attention(hidden_states)
        hidden_states = residual + hidden_states

        residual = hidden_states
        hidden_states = self.norm_2(hidden_states)
        hidden_states = self.mlp(hidden_states)
        hidden_states = residual + hidden_states
        return hidden_states
