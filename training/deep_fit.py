"""Fine-tunes the encoder on prepared examples and writes what it predicts for mails it did not see.

`python -m training.deep_fit FOLDER` reads `base.npz`, `examples.json` and `plan.json` of a working folder, which
`training.deep` prepares, and writes one `.npz` per run of the plan. Needs PyTorch; nothing else here does.
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from training.deep_net import AREAS, EXTRAS, HAS_HALF, KINDS, STATUSES, Bottom, Reader, quick_sums, warm_rate

Row = dict[str, Any]
LENGTH = 384


def hidden_states(folder: Path, name: str, rows: list[Row], base: dict[str, Any], frozen: int) -> list[torch.Tensor]:
    """The states under the trained layers for every row, kept in a file by the rows' pieces."""
    kept = folder / f"states-{frozen}.pt"
    known: dict[str, torch.Tensor] = torch.load(kept) if kept.exists() else {}
    wanted = {_key(row): row["ids"] for row in rows}
    missing = sorted((key for key in wanted if key not in known), key=lambda key: len(wanted[key]))
    words = _unpack_rows(base["emb.word"], base["emb.word#"])
    bottom = Bottom(base, words, frozen).eval()
    for first in range(0, len(missing), 16):
        batch = missing[first : first + 16]
        ids, mask = _pad([wanted[key] for key in batch])
        with quick_sums():
            states = bottom(ids, mask)[-1].to(torch.bfloat16)
        for number, key in enumerate(batch):
            known[key] = states[number, : len(wanted[key])].clone()
    if missing:
        torch.save(known, folder / f"states-{name}.tmp")
        (folder / f"states-{name}.tmp").replace(kept)
    return [known[_key(row)] for row in rows]


def _key(row: Row) -> str:
    return ",".join(map(str, row["ids"]))


def _unpack_rows(codes: np.ndarray[Any, Any], scales: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    blocks = codes.reshape(len(codes), -1, 16)
    numbers = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - 8.0
    unpacked: np.ndarray[Any, Any] = (numbers * scales.astype(np.float32)[:, :, None]).reshape(len(codes), -1)
    return unpacked


def _pad(lists: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, lists))
    ids = torch.ones(len(lists), longest, dtype=torch.long)
    mask = torch.zeros(len(lists), longest, dtype=torch.bool)
    for number, values in enumerate(lists):
        ids[number, : len(values)] = torch.tensor(values)
        mask[number, : len(values)] = True
    return ids, mask


def gather(rows: list[Row], states: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Rows and their states -> padded states, which are real, and the pooling weights of all their segments."""
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


def loss_of(model: Reader, rows: list[Row], states: list[torch.Tensor], drop: float, plan: Row) -> torch.Tensor:
    """The weighted sum of the losses of all heads for a batch."""
    x, mask, pool = gather(rows, states)
    tokens, segments, mails = model(x, mask, pool, drop)
    labels = torch.tensor([segment[2:7] for row in rows for segment in row["segments"]]).reshape(-1, 5)
    longest = x.shape[1]
    kinds = torch.full((len(rows), longest), -100)
    for number, row in enumerate(rows):
        kinds[number, 1 : len(row["tokens"]) - 1] = torch.tensor(row["tokens"][1:-1])
    total = plan["tokens"] * functional.cross_entropy(tokens, kinds.reshape(-1))
    if len(labels):
        total = total + functional.cross_entropy(segments[:, :KINDS], labels[:, 0], label_smoothing=plan["smooth"])
        extras = functional.binary_cross_entropy_with_logits(
            segments[:, KINDS : KINDS + EXTRAS], labels[:, 2:5].float()
        )
        total = total + plan["extras"] * extras
        if (with_area := labels[:, 1] >= 0).any():
            areas = segments[:, KINDS + EXTRAS :][with_area]
            total = total + plan["areas"] * functional.cross_entropy(areas, labels[with_area, 1], label_smoothing=0.1)
    whole = torch.tensor([row["status"] >= 0 for row in rows])
    if not whole.any():
        return total
    mails, rows = mails[whole], [row for row in rows if row["status"] >= 0]
    status = torch.tensor([row["status"] for row in rows])
    door = torch.tensor([row["door"] for row in rows])
    openings = torch.tensor([float(row["openings"]) for row in rows])
    total = total + plan["status"] * functional.cross_entropy(mails[:, :STATUSES], status, label_smoothing=0.05)
    total = total + plan["door"] * functional.cross_entropy(mails[:, STATUSES : STATUSES + 3], door)
    named = functional.binary_cross_entropy_with_logits(mails[:, STATUSES + 3], openings)
    return total + plan["door"] * named


def train(
    base: dict[str, Any], mails: list[list[Row]], states: list[list[torch.Tensor]], plan: Row, name: str
) -> Reader:
    """Mails, each with its variants, and their states -> a trained reader. The same seed gives the same reader."""
    torch.manual_seed(plan["seed"])
    chance = random.Random(plan["seed"])
    model = Reader(base, plan["frozen"], plan["layers"]).train()
    heads = [*model.segment.parameters(), *model.mail.parameters()]
    encoder = list(model.layers.parameters())
    groups = [{"params": heads, "peak": plan["head_rate"]}]
    if plan["rate"]:
        groups.append({"params": encoder, "peak": plan["rate"]})
    for parameter in encoder:
        parameter.requires_grad_(bool(plan["rate"]))
    optimiser = torch.optim.AdamW(groups, lr=1e-3, weight_decay=0.01)
    step, began = 0, time.time()
    for epoch in range(plan["epochs"]):
        chosen = [
            (mail, chance.randrange(len(mails[mail])))
            for mail in range(len(mails))
            if mails[mail][0]["new"] or chance.random() < plan.get("old", 1.0)
        ]
        flat = [(mails[mail][part], states[mail][part]) for mail, part in chosen]
        steps = plan["epochs"] * ((len(flat) + plan["batch"] - 1) // plan["batch"])
        total = 0.0
        for batch in _batches(flat, plan["batch"], chance):
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * warm_rate(min(step, steps - 1), steps)
            optimiser.zero_grad(set_to_none=True)
            with quick_sums():
                loss = loss_of(model, [row for row, _ in batch], [state for _, state in batch], plan["drop"], plan)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += loss.item() * len(batch)
        print(f"{name} epoch {epoch + 1}: {total / len(flat):.3f}, {time.time() - began:.0f} s", flush=True)
    return model.eval()


def _batches(
    flat: list[tuple[Row, torch.Tensor]], size: int, chance: random.Random
) -> list[list[tuple[Row, torch.Tensor]]]:
    """Batches of rows of like length, so that little is padded, in a chance order."""
    order = sorted(flat, key=lambda pair: len(pair[1]) * chance.uniform(0.9, 1.1))
    batches = [order[first : first + size] for first in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches


@torch.no_grad()
def predict(model: Reader, rows: list[Row], states: list[torch.Tensor]) -> tuple[list[Any], list[Any]]:
    """Rows and states -> for each row the logits of its segments, and of its mail."""
    segments, mails = [], []
    for row, state in zip(rows, states, strict=True):
        x, mask, pool = gather([row], [state])
        with quick_sums():
            _, segment, mail = model(x, mask, pool)
        segments.append(segment.float().numpy().reshape(-1, KINDS + EXTRAS + AREAS))
        mails.append(mail.float().numpy()[0])
    return segments, mails


def run(folder: Path, name: str, plan: Row) -> None:
    """One run of the plan: trains on its mails, predicts the others, writes `NAME.npz` (and weights if asked)."""
    base = dict(np.load(folder / "base.npz"))
    mails: list[Row] = json.loads((folder / "examples.json").read_text())
    known = [mail for mail in mails if mail["file"] not in plan["out"] and mail["fold"] not in plan["folds_out"]]
    unseen = [mail for mail in mails if mail["file"] in plan["out"] or mail["fold"] in plan["folds_out"]]
    rows = [row for mail in known for variant in mail["variants"] for row in variant]
    rows += [row for mail in unseen for row in mail["variants"][0]]
    states = hidden_states(folder, name, rows, base, plan["frozen"])
    paired = iter(states)
    trained, below = [], []
    for mail in known:
        parts = [[(row, next(paired)) for row in variant] for variant in mail["variants"]]
        for window in range(len(parts[0])):
            choices = [variant[window] for variant in parts if window < len(variant)]
            choices[0][0]["new"] = mail["file"] in plan.get("new", ())
            trained.append([row for row, _ in choices])
            below.append([state for _, state in choices])
    model = train(base, trained, below, plan, name)
    left = [row for mail in unseen for row in mail["variants"][0]]
    segments, whole = predict(model, left, list(paired))
    out = {
        "mail": np.array([mail["key"] for mail in unseen for _ in mail["variants"][0]]),
        "counts": np.array([len(part) for part in segments]),
        "numbers": np.array([segment[7] for row in left for segment in row["segments"]]),
        "segments": np.concatenate(segments) if segments else np.zeros((0, KINDS + EXTRAS + AREAS)),
        "mails": np.array(whole),
    }
    np.savez(folder / f"{name}.npz", **out)
    if plan["weights"]:
        torch.save(model.state_dict(), folder / f"{name}.pt")
        np.savez(folder / f"{name}-weights.npz", **{key: value.numpy() for key, value in model.state_dict().items()})


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    torch.set_num_threads(int(arguments[2]) if len(arguments) > 2 else 2)
    plans: dict[str, Row] = json.loads((folder / "plan.json").read_text())
    for name in arguments[1].split(","):
        run(folder, name, plans[name])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
