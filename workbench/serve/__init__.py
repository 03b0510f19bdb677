"""The web server: standalone Voila with our page, clean kernels and a watched service.

``workbench.serve.main.serve`` starts it. Trainees only ever get standalone Voila, which
refuses to execute what a browser sends; it must never run as a Jupyter Server extension.
"""
