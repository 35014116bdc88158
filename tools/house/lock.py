"""`make lock`: pins every package, of every platform, with hashes and without naming where it was fetched."""

from environment import BIN, prepare_environment
from steps import ROOT, Trouble, call, step

_FILES = {
    "requirements.txt": ("pyproject.toml", "--extra", "build"),
    # Held to what runs in production: the tests must test those versions.
    "requirements-dev.txt": (
        "pyproject.toml",
        "--extra",
        "build",
        "--extra",
        "dev",
        "--constraints",
        "requirements.txt",
    ),
    "requirements-node.txt": ("tools/node.in",),
}
_OPTIONS = (
    *("--quiet", "--no-config", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def lock() -> int:
    """Write the pinned files from pyproject.toml; versions already pinned stay unless they no longer fit."""
    prepare_environment(with_tests=True)
    for output, sources in _FILES.items():
        with step(f"Pinning {output}"):
            call([BIN / "uv", "pip", "compile", *sources, *_OPTIONS, "--output-file", output])
        _refuse_addresses(output)
    return 0


def _refuse_addresses(output: str) -> None:
    text = (ROOT / output).read_text()
    if "://" in text or "--find-links" in text or "--index" in text:
        raise Trouble(
            f"{output} names where packages were fetched; it must hold names, versions and hashes alone."
        )
