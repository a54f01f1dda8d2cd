"""The network that is trained: the encoder's first layers as they are, the next ones fine-tuned, and its heads.

PyTorch, only to train; `afterview.reader.deep.encoder` runs the same sums in numpy.
"""

import math
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

HEADS = 12
KINDS, EXTRAS, AREAS, STATUSES, DOORS = 6, 3, 25, 6, 3
Weights = dict[str, np.ndarray[Any, Any]]
CPU = Path("/proc/cpuinfo")
HAS_HALF = CPU.exists() and "_bf16" in CPU.read_text()


def quick_sums() -> AbstractContextManager[Any]:
    """Sums in bfloat16 where the processor has them; elsewhere they would take eight times as long as in float32."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=HAS_HALF)


class Layer(nn.Module):
    """One layer of the encoder: attention and feed-forward, each added and normalised."""

    def __init__(self, base: Weights, number: int) -> None:
        super().__init__()
        hidden = len(base["emb.ln.w"])
        names = ("q", "k", "v")
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.up = nn.Linear(hidden, 4 * hidden)
        self.down = nn.Linear(4 * hidden, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)
        with torch.no_grad():
            _set(self.qkv, *(np.concatenate([base[f"l{number}.{n}.{part}"] for n in names]) for part in "wb"))
            _set(self.out, base[f"l{number}.ao.w"], base[f"l{number}.ao.b"])
            _set(self.up, base[f"l{number}.fi.w"], base[f"l{number}.fi.b"])
            _set(self.down, base[f"l{number}.fo.w"], base[f"l{number}.fo.b"])
            _set(self.norm1, base[f"l{number}.aln.w"], base[f"l{number}.aln.b"])
            _set(self.norm2, base[f"l{number}.oln.w"], base[f"l{number}.oln.b"])

    def forward(self, x: torch.Tensor, bias: torch.Tensor, drop: float) -> torch.Tensor:
        size, length, hidden = x.shape
        parts = self.qkv(x).view(size, length, 3, HEADS, hidden // HEADS).permute(2, 0, 3, 1, 4)
        chances = parts[0] @ parts[1].transpose(2, 3) * (hidden // HEADS) ** -0.5 + bias.to(parts.dtype)
        seen = torch.softmax(chances, dim=3, dtype=parts.dtype) @ parts[2]  # faster here than the fused attention
        seen = self.out(seen.transpose(1, 2).reshape(size, length, hidden))
        x = self.norm1(x + nn.functional.dropout(seen, drop, self.training))
        seen = self.down(nn.functional.gelu(self.up(x), approximate="tanh"))
        return self.norm2(x + nn.functional.dropout(seen, drop, self.training))


def _set(module: nn.Linear | nn.LayerNorm, weight: np.ndarray[Any, Any], bias: np.ndarray[Any, Any]) -> None:
    module.weight.copy_(torch.from_numpy(np.array(weight)).view_as(module.weight))
    module.bias.copy_(torch.from_numpy(np.array(bias)).view_as(module.bias))


class Reader(nn.Module):
    """Layers `[frozen, layers)` of the encoder with heads for segments and for the whole mail."""

    def __init__(self, base: Weights, frozen: int, layers: int) -> None:
        super().__init__()
        hidden = len(base["emb.ln.w"])
        self.layers = nn.ModuleList(Layer(base, number) for number in range(frozen, layers))
        self.segment = nn.Linear(hidden, KINDS + EXTRAS + AREAS)
        self.mail = nn.Linear(hidden, STATUSES + DOORS + 1)
        for name, head in (("segment", self.segment), ("mail", self.mail)):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
            if f"{name}.w" in base:
                with torch.no_grad():
                    _set(head, base[f"{name}.w"], base[f"{name}.b"])

    def encode(self, x: torch.Tensor, mask: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
        """Hidden states below `[batch, length, hidden]` and which are real -> hidden states at the top."""
        bias = torch.zeros(mask.shape, dtype=torch.float32).masked_fill(~mask, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias, drop)
        return x

    def forward(
        self, x: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor, drop: float = 0.0
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """`pool` `[segments, batch * length]` holds each segment's weights -> token, segment and mail logits."""
        top = self.encode(x, mask, drop).float()
        flat = top.reshape(-1, top.shape[-1])
        spread = nn.functional.dropout(flat, drop, self.training)
        segments = torch.sparse.mm(pool, flat) if pool.is_sparse else pool @ flat
        real = mask.float()[:, :, None]
        mails = (top * real).sum(1) / real.sum(1)
        return (
            self.segment(spread)[:, :KINDS],
            self.segment(nn.functional.dropout(segments, drop, self.training)),
            self.mail(nn.functional.dropout(mails, drop, self.training)),
        )


class Bottom(nn.Module):
    """Piece vectors, positions and the frozen first layers; what it gives is kept, never learned."""

    def __init__(self, base: Weights, words: np.ndarray[Any, Any], frozen: int) -> None:
        super().__init__()
        self.words = torch.from_numpy(words)
        self.places = torch.from_numpy((base["emb.pos"].reshape(512, -1) + base["emb.type"].reshape(2, -1)[0]).copy())
        self.norm = nn.LayerNorm(words.shape[1], 1e-12)
        with torch.no_grad():
            _set(self.norm, base["emb.ln.w"], base["emb.ln.b"])
        self.layers = nn.ModuleList(Layer(base, number) for number in range(frozen))

    @torch.no_grad()
    def forward(self, ids: torch.Tensor, mask: torch.Tensor, every: bool = False) -> list[torch.Tensor]:
        """Piece ids and which are real -> the hidden states after the last frozen layer (or after `every` one)."""
        x = self.norm(self.words[ids] + self.places[: ids.shape[1]])
        bias = torch.zeros(mask.shape, dtype=torch.float32).masked_fill(~mask, -1e9)[:, None, None, :]
        states = [x]
        for layer in self.layers:
            x = layer(x, bias, 0.0)
            states = [*states, x] if every else [x]
        return states


def warm_rate(step: int, steps: int, warm: float = 0.1) -> float:
    """Learning rate's share at a step: a linear rise over `warm` of the steps, then half a cosine to zero."""
    share = (step + 1) / steps
    return share / warm if share < warm else 0.5 * (1 + math.cos(math.pi * (share - warm) / (1 - warm)))
