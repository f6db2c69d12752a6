"""Where LibreOffice of the round trip tests is; printed when run, installed first where that is possible.

`$SOFFICE_PATH`, the system's LibreOffice, macOS' application, else Debian's `libreoffice-calc-nogui` through apt for root.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("soffice", "libreoffice", "localc")
MAC_APPLICATION = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
APT = ("apt-get", "-qq")
WAY_OUT = (
    "The tests of templates need LibreOffice, and it was not found. Install it (Debian, Ubuntu: sudo apt install "
    "--no-install-recommends libreoffice-calc-nogui; macOS: brew install --cask libreoffice), or set SOFFICE_PATH to "
    "the program soffice."
)


def find_soffice() -> str | None:
    """The path of LibreOffice on this machine; None where it is not there."""
    if given := os.environ.get("SOFFICE_PATH"):
        return given
    on_path = (shutil.which(command) for command in COMMANDS)
    application = MAC_APPLICATION if Path(MAC_APPLICATION).exists() else None
    return next((path for path in (*on_path, application) if path), None)


def can_install() -> bool:
    """True for root on a system of Debian's packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> None:
    """LibreOffice's tables without its windows."""
    sys.stderr.write("Installing LibreOffice for the tests of templates …\n")
    for command in (("update",), ("install", "-y", "--no-install-recommends", "libreoffice-calc-nogui")):
        subprocess.run((*APT, *command), check=False, stdout=sys.stderr)


def main() -> int:
    """Prints the path; exit status 1 with the way out where there is no LibreOffice."""
    if find_soffice() is None and can_install():
        install()
    found = find_soffice()
    sys.stdout.write(f"{found}\n") if found else sys.stderr.write(f"{WAY_OUT}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
