#!/usr/bin/env bash
# Optax 0.2.8: after one infinite gradient an optimiser in MultiSteps takes no step any more, zero_nans or not.
#
# MultiSteps averages gradients and then clears the average by a multiplication with 0. But 0 · ∞ is nan, and so is nan
# and what comes next: the average is lost for good. zero_nans in the wrapped optimiser makes steps of 0 of it: the loss
# stays finite and constant. apply_if_finite in its place holds for as many errors as it was told, and then lets nan
# through. What to do: should_skip_update_fn=optax.skip_not_finite, which leaves the one gradient out, or
# apply_if_finite around MultiSteps.
#
# Seen for 40 gradients in pairs, all 1 but one that is infinite, at rate 0.1, from weight 0 on: −0.1 with zero_nans,
# one step of 20; nan with apply_if_finite; −1.9 where MultiSteps skips what is not finite.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 scipy==1.17.1 ml-dtypes==0.6.0 opt-einsum==3.4.0 absl-py==2.5.1
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import math
import sys

import jax.numpy as jnp
import optax

print("Optax", optax.__version__)
gradients = [1.0] * 40
gradients[2] = math.inf


def trained(optimiser, gradients):
    """Where a weight comes to that starts at 0."""
    weight = jnp.array(0.0)
    state = optimiser.init(weight)
    for gradient in gradients:
        update, state = optimiser.update(jnp.array(gradient), state, weight)
        weight = optax.apply_updates(weight, update)
    return float(weight)


clean = optax.chain(optax.zero_nans(), optax.sgd(0.1))
finite = optax.apply_if_finite(optax.sgd(0.1), max_consecutive_errors=5)
skipping = optax.MultiSteps(clean, 2, should_skip_update_fn=optax.skip_not_finite)
seen = {
    "MultiSteps, no gradient infinite": trained(optax.MultiSteps(clean, 2), [1.0] * 40),
    "MultiSteps of zero_nans and sgd": trained(optax.MultiSteps(clean, 2), gradients),
    "MultiSteps of apply_if_finite": trained(optax.MultiSteps(finite, 2), gradients),
    "MultiSteps that skips": trained(skipping, gradients),
}
# By hand: 20 pairs, each a step of -0.1. Without the infinite gradient 39 are left, 19 pairs.
good, bad = -0.1 * 19, -0.1
for name, weight in seen.items():
    print(f"{name}: weight {weight:.1f}")
all_, zeroed, held, skipped = seen.values()
if not (abs(all_ + 2) < 1e-5 and abs(zeroed - bad) < 1e-6 and math.isnan(held) and abs(skipped - good) < 1e-5):
    sys.exit(f"different: expected -2, {bad}, nan and {good:.1f}")
PROGRAM
