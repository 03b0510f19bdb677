"""The web server: standalone Voila with our page, clean kernels and a watched service.

``workbench.serve.main.serve`` starts it. Trainees only ever get standalone Voila, which
refuses to execute what a browser sends; it must never run as a Jupyter Server extension.
"""

import sys

# jsonschema imports this grammar of internationalised addresses when it happens to be
# installed, which takes two seconds; nothing here checks such an address.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
