"""Pages of a PDF as a scanner gives them: pictures only, clean, noisy and askew, or as a fax."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

__all__ = ["KINDS", "scanned"]

NOISE = 12  # of 255, the spread of a sensor's noise
SKEW = 0.7  # degrees


def _clean(picture: Image.Image) -> Image.Image:
    return picture


def _noisy(picture: Image.Image) -> Image.Image:
    turned = picture.rotate(SKEW, fillcolor=(255, 255, 255), resample=Image.Resampling.BICUBIC)
    grain = np.random.default_rng(7).normal(0, NOISE, (turned.height, turned.width, 1))
    return Image.fromarray(np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8))


def _fax(picture: Image.Image) -> Image.Image:
    return picture.convert("L").point(lambda grey: 255 if grey > 128 else 0).convert("1")


KINDS: dict[str, tuple[int, Callable[[Image.Image], Image.Image]]] = {"clean": (300, _clean), "noisy": (200, _noisy), "fax": (150, _fax)}


def scanned(path: Path, kind: str, pages: int | None = None) -> bytes:
    """A PDF of the first `pages` pages of another, as pictures and nothing else."""
    dpi, worn = KINDS[kind]
    document = pypdfium2.PdfDocument(path)
    count = min(len(document), pages or len(document))
    pictures = [worn(document[at].render(scale=dpi / 72).to_pil().convert("RGB")) for at in range(count)]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return out.getvalue()
