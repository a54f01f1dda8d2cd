"""A tiny encoder of chance weights, so that the code of the deeper reader is tested without the real ones."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from afterview.reader.deep.pieces import SPACE
from training.texts import AREAS

HIDDEN, LAYERS = 96, 2
PIECES = [
    *("<s>", "<pad>", "</s>", "<unk>", SPACE),
    *(SPACE + word for word in ("you", "your", "the", "answer", "next", "time", "was", "clear", "but", "hello")),
    *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüéèñçãß0123456789.,;:!?-'",
]
SETTINGS: dict[str, Any] = {
    "areas": sorted(AREAS),
    "temperatures": {},
    "blend": dict.fromkeys(("kind", "area", "status", "extra", "door", "least_door", "least_opening"), 0.5)
    | {"sharpness": 1.0, "found": 0.6},
}


def make_weights(seed: int = 7) -> dict[str, np.ndarray[Any, Any]]:
    """Weights as the export writes them: layer 0 in four bits, layer 1 in eight."""
    chance = np.random.default_rng(seed)

    def floats(*shape: int, scale: float = 0.1) -> np.ndarray[Any, Any]:
        return chance.normal(0, scale, shape).astype(np.float32)

    def four_bits(rows: int, width: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        codes = chance.integers(0, 256, (rows, width // 2)).astype(np.uint8)
        return codes, chance.uniform(0.01, 0.03, (rows, width // 32)).astype(np.float16)

    weights: dict[str, np.ndarray[Any, Any]] = {
        "scores": np.array([-3.0 if len(piece) > 1 else -8.0 for piece in PIECES], np.float32),
        "places": floats(384, HIDDEN),
        "norm.w": 1 + floats(HIDDEN),
        "norm.b": floats(HIDDEN),
        "segment.w": floats(34, HIDDEN),
        "segment.b": floats(34),
        "mail.w": floats(10, HIDDEN),
        "mail.b": floats(10),
    }
    weights["words"], weights["words#"] = four_bits(len(PIECES), HIDDEN)
    shapes = {
        "qkv": (3 * HIDDEN, HIDDEN),
        "out": (HIDDEN, HIDDEN),
        "up": (4 * HIDDEN, HIDDEN),
        "down": (HIDDEN, 4 * HIDDEN),
    }
    for number in range(LAYERS):
        for name, (rows, width) in shapes.items():
            key = f"l{number}.{name}"
            if number == 0:
                weights[key], weights[key + "#"] = four_bits(rows, width)
            else:
                weights[key] = chance.integers(-127, 128, (rows, width)).astype(np.int8)
                weights[key + "#"] = chance.uniform(0.0005, 0.002, rows).astype(np.float32)
            weights[key + ".b"] = floats(rows)
        for norm in ("norm1", "norm2"):
            weights[f"l{number}.{norm}.w"] = 1 + floats(HIDDEN)
            weights[f"l{number}.{norm}.b"] = floats(HIDDEN)
    return weights


def write_package(folder: Path) -> None:
    """Writes the tiny model as an importable weights package into a folder."""
    package = folder / "afterview_weights"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    weights = make_weights()
    words = {name: weights.pop(name) for name in ("words", "words#", "scores")}
    np.savez(package / "words.npz", **words)  # type: ignore[arg-type]  # numpy's stub takes the names for its flags
    np.savez(package / "encoder.npz", **weights)  # type: ignore[arg-type]  # the same
    (package / "pieces.txt").write_text("\n".join(PIECES), encoding="utf-8")
    (package / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
