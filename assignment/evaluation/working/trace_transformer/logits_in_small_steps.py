"""Each step has its own name

The second norm goes before the MLP, and there is none at the end.
"""

VERDICT = "right"
SOURCE = "ARENA: resid_mid, resid_post, unembed"
CELL = "transformer_logits"

resid_pre = x
resid_mid = resid_pre + attention_output
mlp_in = layer.norm_2(resid_mid)
pre = layer.mlp.model[0](mlp_in)
post = pre.clamp(min=0)
mlp_out = layer.mlp.model[2](post)
resid_post = resid_mid + mlp_out

after_attention, after_mlp = resid_mid, resid_post
logits = torch.nn.functional.linear(resid_post, trace_model.lm_head.weight)
print(tuple(logits.shape))
