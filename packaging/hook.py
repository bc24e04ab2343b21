"""What hatchling calls while it makes a wheel: builds the clone, and takes build/bundle along as `_bundle`."""

import os
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))


class Hook(BuildHookInterface):
    """Of the wheel alone: an sdist is text."""

    def initialize(self, version, data):
        if self.target_name != "wheel":
            return
        if subprocess.run(["/bin/sh", Path(self.root, "scripts/build.sh")], check=False).returncode:
            sys.exit("jaculus: a wheel needs a JDK 25, Maven, gcc and Python's headers (see above)")
        if version == "editable":  # build/ is found beside the package
            return
        import bundle

        made = os.environ.get("JACULUS_BUNDLE") == "made"  # by ./jaculus wheel, for the Pythons that it was told
        folder = bundle.BUNDLE if made else bundle.make()
        data["force_include"][str(folder)] = "jaculus/_bundle"
        data["force_include"][str(Path(__file__).with_name("jaculus_as_numba.pth"))] = "jaculus_as_numba.pth"
        data["pure_python"] = False
        data["tag"] = f"py3-none-{bundle.PLATFORM}"
