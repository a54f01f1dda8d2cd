"""Writes a trained reader as the weights package that `afterview.reader.deep.tagger` loads."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from training.texts import ROOT

PACKAGE = ROOT / "packages" / "afterview-weights" / "afterview_weights"
Arrays = dict[str, np.ndarray[Any, Any]]
_PARTS = {"qkv": ("q", "k", "v"), "out": ("ao",), "up": ("fi",), "down": ("fo",)}
_NORMS = {"norm1": "aln", "norm2": "oln"}


def assemble(base: Arrays, trained: Arrays, frozen: int) -> Arrays:
    """The pruned base and the trained layers and heads -> arrays as the encoder reads them."""
    out: Arrays = {
        "scores": base["scores"].astype(np.float32),
        "words": base["emb.word"],
        "words#": base["emb.word#"],
        "places": (base["emb.pos"].reshape(512, -1) + base["emb.type"].reshape(2, -1)[0]).astype(np.float32),
        "norm.w": base["emb.ln.w"],
        "norm.b": base["emb.ln.b"],
    }
    out["places"] = out["places"][:384]
    for number in range(frozen):
        _add_frozen(out, base, number)
    for name in sorted(trained):
        add_trained(out, name, trained[name], frozen)
    return out


def _add_frozen(out: Arrays, base: Arrays, number: int) -> None:
    for part, names in _PARTS.items():
        out[f"l{number}.{part}"] = np.concatenate([base[f"l{number}.{name}.w@"] for name in names])
        out[f"l{number}.{part}#"] = np.concatenate([base[f"l{number}.{name}.w#"] for name in names])
        out[f"l{number}.{part}.b"] = np.concatenate([base[f"l{number}.{name}.b"] for name in names])
    for part, name in _NORMS.items():
        out[f"l{number}.{part}.w"] = base[f"l{number}.{name}.w"]
        out[f"l{number}.{part}.b"] = base[f"l{number}.{name}.b"]


def add_trained(out: Arrays, name: str, values: np.ndarray[Any, Any], frozen: int) -> None:
    """Adds one of the network's arrays, named as PyTorch names it, as the encoder reads it: eight bits a weight of a
    layer, float32 for the rest."""
    if not name.startswith("layers."):
        head, kind = name.split(".")
        out[f"{head}.{kind[0]}"] = values.astype(np.float32)
        return
    _, number, part, kind = name.split(".")
    place = f"l{int(number) + frozen}.{part}"
    if values.ndim == 1:
        out[f"{place}.{kind[0]}"] = values.astype(np.float32)
        return
    scale = np.abs(values).max(axis=1) / 127
    out[place] = np.rint(values / scale[:, None]).astype(np.int8)
    out[place + "#"] = scale.astype(np.float32)


def write(weights: Arrays, pieces: list[str], settings: dict[str, Any], folder: Path = PACKAGE) -> int:
    """Writes the package's files, the same weights giving the same bytes. Returns their size together."""
    folder.mkdir(parents=True, exist_ok=True)
    words = {name: weights[name] for name in ("words", "words#", "scores")}
    rest = {name: values for name, values in weights.items() if name not in words}
    for name, arrays in (("words.npz", words), ("encoder.npz", rest)):
        (folder / name).write_bytes(as_npz(arrays))
    (folder / "pieces.txt").write_text("\n".join(pieces), encoding="utf-8")
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def add_letters(trained: Arrays, frozen: int, folder: Path = PACKAGE) -> int:
    """Writes the layers and the head that read letters beside the reader's; the first layers are the reader's own.
    Returns the file's size."""
    out: Arrays = {}
    for name in sorted(trained):
        add_trained(out, name, trained[name], frozen)
    return (folder / "letters.npz").write_bytes(as_npz(out))


def as_npz(arrays: Arrays) -> bytes:
    """Arrays as an `.npz` with a fixed time, which numpy's own writer does not give."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            single = io.BytesIO()
            np.lib.format.write_array(single, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(name + ".npy", (2026, 1, 1, 0, 0, 0)), single.getvalue())
    return whole.getvalue()
