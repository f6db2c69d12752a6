"""Where the browser of the browser tests is; printed when run, installed first where that is possible.

`$CHROMIUM_PATH`, the system's Chromium or Chrome, macOS' Chrome, else Debian's `chromium` through apt for root.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
APT = ("apt-get", "-qq")
WAY_OUT = (
    "The browser tests need Chromium or Chrome, and none was found. Install one (Debian: sudo apt install chromium; "
    "macOS: brew install --cask google-chrome), or set CHROMIUM_PATH to the program."
)


def find_chromium() -> str | None:
    """The path of the browser on this machine; None where there is none."""
    if given := os.environ.get("CHROMIUM_PATH"):
        return given
    on_path = (shutil.which(command) for command in COMMANDS)
    applications = (path for path in MAC_APPLICATIONS if Path(path).exists())
    return next((path for path in (*on_path, *applications) if path), None)


def can_install() -> bool:
    """True for root on a Debian, whose `chromium` is a real package (Ubuntu's only points to a snap)."""
    debian = Path("/etc/debian_version").exists() and "ubuntu" not in Path("/etc/os-release").read_text("utf-8").lower()
    return debian and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> None:
    """Debian's Chromium, and letters for it to write with."""
    sys.stderr.write("Installing Chromium for the browser tests …\n")
    packages = ("chromium", "fonts-dejavu-core")
    for command in (("update",), ("install", "-y", "--no-install-recommends", *packages)):
        subprocess.run((*APT, *command), check=False, stdout=sys.stderr)


def main() -> int:
    """Prints the path; exit status 1 with the way out where there is no browser."""
    if find_chromium() is None and can_install():
        install()
    found = find_chromium()
    sys.stdout.write(f"{found}\n") if found else sys.stderr.write(f"{WAY_OUT}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
