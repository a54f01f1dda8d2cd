"""Fine-tunes layers for candidates' letters: `python -m training.deep_letters_fit FOLDER RUN,RUN`.

Reads `base.npz`, `letters.json` and `letters-plan.json` of a working folder; writes one `.npz` per run with the chances
of every sentence of the letters it left out. Needs PyTorch; `training.deep_letters` prepares and reads.
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.deep_fit import _batches, hidden_states
from training.deep_net import HAS_HALF, Layer, quick_sums, warm_rate

Row = dict[str, Any]
POSITIVE = 2.0


class LetterReader(nn.Module):
    """Layers `[frozen, layers)` of the encoder with one head for sentences."""

    def __init__(self, base: dict[str, Any], frozen: int, layers: int, labels: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(base, number) for number in range(frozen, layers))
        self.letter = nn.Linear(len(base["emb.ln.w"]), labels)
        nn.init.normal_(self.letter.weight, std=0.02)
        nn.init.constant_(self.letter.bias, -3.0)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
        """States `[batch, length, hidden]`, which are real, and each sentence's weights `[sentences, batch * length]`
        -> logits `[sentences, labels]`."""
        bias = torch.zeros(mask.shape, dtype=torch.float32).masked_fill(~mask, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias, drop)
        flat = x.float().reshape(-1, x.shape[-1])
        logits: torch.Tensor = self.letter(functional.dropout(pool @ flat, drop, self.training))
        return logits


def gather(rows: list[Row], states: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Rows and their states -> padded states, which are real, and the pooling weights of all their sentences."""
    longest = max(len(state) for state in states)
    x = torch.zeros(len(rows), longest, states[0].shape[1], dtype=states[0].dtype)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    pool = torch.zeros(sum(len(row["segments"]) for row in rows), len(rows) * longest)
    at = 0
    for number, (row, state) in enumerate(zip(rows, states, strict=True)):
        x[number, : len(state)] = state
        mask[number, : len(state)] = True
        for first, last, *_ in row["segments"]:
            pool[at, number * longest + first : number * longest + last] = 1 / (last - first)
            at += 1
    return x if HAS_HALF else x.float(), mask, pool


def loss_of(model: LetterReader, rows: list[Row], states: list[torch.Tensor], plan: Row) -> torch.Tensor:
    """Of every sentence what it carries; of a whole letter what its surest sentence carries."""
    logits = model(*gather(rows, states), plan["drop"])
    wanted = torch.tensor([segment[2] for row in rows for segment in row["segments"]]).float()
    asked = torch.tensor([row["asked"] for row in rows for _ in row["segments"]]).float()
    weight = asked * (1 + (POSITIVE - 1) * wanted)
    each = functional.binary_cross_entropy_with_logits(logits, wanted, weight, reduction="sum")
    total = each / max(1, len(wanted))
    at = 0
    for row in rows:
        part = logits[at : at + len(row["segments"])]
        at += len(row["segments"])
        if row["whole"] and len(part):
            best, has = part.max(dim=0).values, torch.tensor(row["whole"]).float()
            whole = functional.binary_cross_entropy_with_logits(
                best, has, torch.tensor(row["asked"]).float(), reduction="sum"
            )
            total = total + plan["whole"] * whole / len(rows)
    return total


def train(base: dict[str, Any], letters: list[list[list[Row]]], states: Any, plan: Row, name: str) -> LetterReader:
    """Letters, each with its variants -> a trained reader. The same seed gives the same reader."""
    torch.manual_seed(plan["begin"])
    chance = random.Random(plan["seed"])
    model = LetterReader(base, plan["frozen"], plan["layers"], len(letters[0][0][0]["asked"])).train()
    torch.manual_seed(plan["seed"])
    groups = [
        {"params": list(model.letter.parameters()), "peak": plan["head_rate"]},
        {"params": list(model.layers.parameters()), "peak": plan["rate"]},
    ]
    optimiser = torch.optim.AdamW(groups, lr=1e-3, weight_decay=0.01)
    step, began = 0, time.time()
    for epoch in range(plan["epochs"]):
        chosen = [(at, chance.randrange(len(letters[at]))) for at in range(len(letters))]
        flat = [
            (row, state)
            for at, variant in chosen
            for row, state in zip(letters[at][variant], states[at][variant], strict=True)
            if row["segments"]
        ]
        batches = _batches(flat, plan["batch"], chance)
        steps = plan["epochs"] * len(batches)
        total = 0.0
        for batch in batches:
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * warm_rate(min(step, steps - 1), steps)
            optimiser.zero_grad(set_to_none=True)
            with quick_sums():
                loss = loss_of(model, [row for row, _ in batch], [state for _, state in batch], plan)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += loss.item()
        print(f"{name} epoch {epoch + 1}: {total / len(batches):.3f}, {time.time() - began:.0f} s", flush=True)
    return model.eval()


@torch.no_grad()
def predict(model: LetterReader, rows: list[Row], states: list[torch.Tensor]) -> list[Any]:
    """Rows and states -> for each row the chances of its sentences."""
    found = []
    for row, state in zip(rows, states, strict=True):
        with quick_sums():
            logits = model(*gather([row], [state]))
        found.append(torch.sigmoid(logits.float()).numpy())
    return found


def run(folder: Path, name: str, plan: Row) -> None:
    """One run of the plan: trains on its letters, reads the others, writes `NAME.npz` (and weights if asked)."""
    base = dict(np.load(folder / "base.npz"))
    letters: list[Row] = json.loads((folder / "letters.json").read_text())
    known = [letter for letter in letters if letter["writer"] not in plan["out"]]
    unseen = [letter for letter in letters if letter["writer"] in plan["out"]]
    rows = [row for letter in known for variant in letter["variants"] for row in variant]
    left = [row for letter in unseen for row in letter["variants"][0]]
    paired = iter(hidden_states(folder, name, [*rows, *left], base, plan["frozen"]))
    below = [[[next(paired) for _ in variant] for variant in letter["variants"]] for letter in known]
    if plan.get("start"):
        base |= dict(np.load(folder / plan["start"]))
    model = train(base, [letter["variants"] for letter in known], below, plan, name)
    found = predict(model, left, list(paired))
    np.savez(
        folder / f"{name}.npz",
        letter=np.array([letter["key"] for letter in unseen for row in letter["variants"][0] for _ in row["segments"]]),
        number=np.array([segment[3] for row in left for segment in row["segments"]]),
        chances=np.concatenate(found),
    )
    if plan["weights"]:
        np.savez(folder / f"{name}-weights.npz", **{key: value.numpy() for key, value in model.state_dict().items()})


def main(arguments: list[str]) -> int:
    torch.set_num_threads(1)
    folder = Path(arguments[0])
    plans: dict[str, Row] = json.loads((folder / "letters-plan.json").read_text())
    for name in arguments[1].split(","):
        run(folder, name, plans[name])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
