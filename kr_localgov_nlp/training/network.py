"""Training the recogniser's network on labels: PyTorch, which the extra ``network`` brings; tagging needs none of it.

Parameters are a dictionary of tensors by the names that ``network.npz`` has, so that what is trained is what is written.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.recogniser_features import SIZES
from kr_localgov_nlp.entities.recogniser_flags import sizes
from kr_localgov_nlp.entities.recogniser_network import NUMBERS, WORDS
from kr_localgov_nlp.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from kr_localgov_nlp.training.encoder import Encoder
    from kr_localgov_nlp.training.network_inputs import Words

    Tensors = dict[str, Any]
    Progress = Callable[[str], None]

#: Shape: length of a word's vector, width, how far each layer reaches, after which one a text is remembered.
SHAPE: dict[str, Any] = {"size": 64, "width": 64, "dilations": (1, 3), "remembers": 1}


def torch() -> Any:
    """Import PyTorch.

    Raises
    ------
    MissingExtraError
        It is not installed.
    """
    try:
        import torch
    except ImportError:
        raise MissingExtraError("networks", "network") from None
    return torch


def untrained(words: Words, n_sources: int, seed: int = 0, shape: Mapping[str, Any] = SHAPE) -> Tensors:
    """Make parameters to begin with; what rules say counts for nothing yet."""
    t = torch()
    t.manual_seed(seed)
    size, width, layers = shape["size"], shape["width"], len(shape["dilations"])
    values = SIZES | sizes(n_sources)

    def evenly(*form: int) -> Any:
        # What PyTorch's own linear layers begin with.
        bound = 1 / math.sqrt(form[-2])
        return t.empty(form).uniform_(-bound, bound)

    out = {
        "vectors": t.randn(len(words.keys) + 1, size) * 0.1,
        "words": evenly((len(WORDS) + 1) * size, width) * math.sqrt(len(WORDS) + 1),
        "bias": t.zeros(width),
        "layers": evenly(layers, 3 * width, width) / 2,
        "biases": t.zeros(layers, width),
        "memory": evenly(width, width) / 2,
        "memory_bias": t.zeros(width),
    }
    out["vectors"][0] = 0
    for slot in NUMBERS:
        out[slot] = t.randn(values[slot], width) * (0.05 if slot in SIZES else 0.0)
    return out


def encode(
    p: Tensors,
    b: Mapping[str, Any],
    shape: Mapping[str, Any] = SHAPE,
    dropout: float = 0.0,
    hides: Callable[[Any], Any] | None = None,
    numbers: int = len(NUMBERS),
) -> Any:
    """Give what the network makes of each morpheme.

    Parameters
    ----------
    p
        Parameters.
    b
        A batch as tensors.
    shape
        Of `SHAPE`.
    dropout
        Share of values left out between layers.
    hides
        Gives the keys of words with some of them hidden.
    numbers
        How many of the numbers are looked at, the first ones.
    """
    t = torch()
    f = t.nn.functional
    trains = dropout > 0
    keys = b["keys"] if hides is None else hides(b["keys"])
    vectors = f.embedding_bag(keys, p["vectors"], b["begins"], mode="sum", padding_idx=0)
    vectors = f.dropout(vectors, dropout, trains)
    size = vectors.shape[1]
    each = [vectors @ p["words"][i * size : (i + 1) * size] for i in range(len(WORDS) + 1)]
    x = p["bias"]
    for i, rows in enumerate(b["slots"][:-1]):
        x = x + each[i][rows]
    run = b["slots"][-1]
    x = x + t.where(b["inner"], each[-1][run], each[-2][run])
    for slot, values in zip(NUMBERS[:numbers], b["numbers"], strict=False):
        x = x + p[slot][values]
    z = x.new_zeros(len(b["live"]), x.shape[1]).index_copy(0, b["rows"], f.relu(x))
    for i, dilation in enumerate(shape["dilations"]):
        dropped = f.dropout(z, dropout, trains)
        around = t.cat([t.roll(dropped, dilation, 0), dropped, t.roll(dropped, -dilation, 0)], 1)
        z = (z + f.relu(around @ p["layers"][i] + p["biases"][i])) * b["live"]
        if i == shape["remembers"]:
            own = z[b["rows"]]
            mean = own.new_zeros(len(b["share"]), own.shape[1]).index_add(0, b["runs"], own) * b["share"]
            told = f.relu(f.dropout(mean, dropout, trains) @ p["memory"] + p["memory_bias"])
            z = z.index_copy(0, b["rows"], own + told[b["runs"]] * b["again"])
    return z[b["rows"]]


def tensors(b: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
    """Hand a batch to PyTorch."""
    t = torch()
    return {name: t.from_numpy(np.ascontiguousarray(array)) for name, array in b.items()}


def course(done: int, total: int, warm: int, least: float) -> float:
    """Give the share of the full rate at a step: it rises over the first `warm` ones, then falls as a cosine does, not below `least`.

    Examples
    --------
    >>> [round(course(done, 100, 10, 0.1), 2) for done in (5, 10, 50, 100)]
    [0.5, 0.98, 0.5, 0.1]
    """
    return min(1.0, done / warm) * max(least, 0.5 * (1 + math.cos(math.pi * done / total)))


def learn(step_by: Any, loss: Any, rate: float, norm: float) -> None:
    """Take one step down a loss, with all gradients together cut to a norm."""
    step_by.zero_grad(set_to_none=True)
    loss.backward()
    torch().nn.utils.clip_grad_norm_([one for group in step_by.param_groups for one in group["params"]], norm)
    for group in step_by.param_groups:
        group["lr"] = rate
    step_by.step()


def exported(p: Tensors, words: Words, shape: Mapping[str, Any] = SHAPE) -> dict[str, NDArray[Any]]:
    """Write parameters as `kr_localgov_nlp.entities.recogniser_network.Network` reads them: vectors in bytes, the rest in half precision."""
    arrays = {name: one.detach().numpy() for name, one in p.items()}
    vectors = arrays.pop("vectors")[1:]
    scale = np.maximum(np.abs(vectors).max(axis=0), 1e-9) / 127
    out: dict[str, NDArray[Any]] = {
        "keys": np.frombuffer("\n".join(words.keys).encode(), dtype=np.uint8),
        "vectors": np.round(vectors / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "dilations": np.array(shape["dilations"], dtype=np.int64),
        "remembers": np.array(shape["remembers"]),
    }
    if "out" in arrays:
        # Tags are set against "no name".
        for name in ("out", "out_bias"):
            one = arrays.pop(name)
            out[name] = (one[..., 1:] - one[..., :1]).astype(np.float16)
        out["transitions"] = arrays.pop("transitions").astype(np.float32)
    return out | {name: one.astype(np.float16) for name, one in arrays.items()}


def imported(encoder: Encoder, n_sources: int) -> Tensors:
    """Read parameters to begin with; what rules say counts for nothing yet, of however many there are."""
    t = torch()
    arrays, width = encoder.arrays, encoder.shape["width"]
    vectors = arrays["vectors"].astype(np.float32) * arrays["scale"]
    out = {"vectors": t.from_numpy(np.concatenate([np.zeros_like(vectors[:1]), vectors]))}
    values = SIZES | sizes(n_sources)
    for name in ("words", "bias", "layers", "biases", "memory", "memory_bias", *NUMBERS):
        known = name not in NUMBERS or name in SIZES
        out[name] = t.from_numpy(arrays[name].astype(np.float32)) if known else t.zeros(values[name], width)
    return out
