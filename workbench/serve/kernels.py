"""Page kernels: started by this interpreter, with an environment that holds no secret.

What a page kernel may know is a list of names, not a list of exceptions: a variable that
nobody thought of stays outside.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from voila.utils import ENV_VARIABLE

from workbench import settings
from workbench.practice.token import Bearer, mint
from workbench.serve.identity import visitor
from workbench.serve.interface import interface

KERNEL = "python3"
_NAMES = """
PATH HOME USER LOGNAME SHELL TZ LANG LANGUAGE TMPDIR TEMP TMP LD_LIBRARY_PATH
VIRTUAL_ENV CONDA_PREFIX OMP_NUM_THREADS OPENBLAS_NUM_THREADS
PYTHONPATH PYTHONHOME PYTHONUTF8 PYTHONIOENCODING PYTHONHASHSEED PYTHONNOUSERSITE
PYTHONPYCACHEPREFIX PYTHONWARNINGS
JUPYTER_PATH JUPYTER_DATA_DIR JUPYTER_CONFIG_DIR JUPYTER_CONFIG_PATH JUPYTER_RUNTIME_DIR
JUPYTER_PLATFORM_DIRS JUPYTER_PREFER_ENV_PATH JUPYTER_NO_CONFIG
WORKBENCH_HOME
"""
PERMITTED = frozenset(_NAMES.split()) | {str(name) for name in ENV_VARIABLE}
"""All that a page kernel may inherit, apart from ``LC_*``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLink:
    """Where the practice service listens, and the secret that signs the tokens for it."""

    address: str
    secret: bytes = field(repr=False)


def page_environment(
    environment: Mapping[str, str], *, kernel: str, person: str, link: ServiceLink
) -> dict[str, str]:
    """The environment of one page kernel: what is `PERMITTED`, the service and its own token."""
    kept = {name: text for name, text in environment.items() if _is_permitted(name)}
    token = mint(link.secret, Bearer(kernel, person))
    return with_package(kept) | {
        "WORKBENCH_SERVICE": link.address,
        "WORKBENCH_TOKEN": token,
    }


def with_package(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` in which a child process can import this package from a checkout."""
    if not (settings.CHECKOUT / "pyproject.toml").is_file():
        return dict(environment)
    paths = [
        str(settings.CHECKOUT),
        *environment.get("PYTHONPATH", "").split(os.pathsep),
    ]
    return dict(environment) | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(filter(None, paths)))}


def _is_permitted(name: str) -> bool:
    return name in PERMITTED or name.startswith("LC_")


class PageKernelSpecs(KernelSpecManager):
    """One kernel, whatever is installed: ipykernel under the running interpreter."""

    def find_kernel_specs(self) -> dict[str, str]:
        """The only name there is; it needs no folder."""
        return {KERNEL: ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The same kernel for every name; without a history file that kernels would share."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        argv += ["--HistoryManager.enabled=False"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


class PageKernels(AsyncMappingKernelManager):
    """Starts page kernels; `parent` is the application, which holds the `ServiceLink`."""

    async def _async_start_kernel(
        self, *, kernel_id: str | None = None, path: Any = None, **kwargs: Any
    ) -> str:
        kernel_id = kernel_id or str(uuid.uuid4())
        kwargs["env"] = page_environment(
            kwargs.get("env") or os.environ,
            kernel=kernel_id,
            person=visitor.get(),
            link=self.parent.link,
        )
        kwargs["env"]["WORKBENCH_LANGUAGE"] = interface.get()
        # A folder of its own: what a person's IPython runs at start is not for visitors.
        kwargs["env"]["IPYTHONDIR"] = str(Path(self.connection_dir) / "ipython")
        return await super()._async_start_kernel(kernel_id=kernel_id, path=path, **kwargs)

    start_kernel = _async_start_kernel  # type: ignore[assignment]
