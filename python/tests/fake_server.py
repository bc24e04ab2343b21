"""A compile server that knows no Python: it answers each request with a kernel in C that the test has put ready.

Run as `java -jar … server run`, as the client starts the true one. The kernels are C files in
$JACULUS_FAKE_KERNELS, named by the function; a comment at the top of each is its metadata. Each request is noted in
requests.jsonl there.
"""

import hashlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HOME = Path(os.environ["JACULUS_HOME"])
KERNELS = Path(os.environ["JACULUS_FAKE_KERNELS"])
PATH = Path(os.environ["JACULUS_RUNTIME_DIR"]) / f"server-{(HOME / 'version').read_text()[:8]}.sock"
INCLUDE = Path(__file__).resolve().parents[2] / "runtime" / "include"


def compiled(request):
    """The ELF image and the metadata of the kernel for this request; or an error."""
    name = request["functions"][request["root"]]["name"]
    source = KERNELS / f"{name}.c"
    if not source.exists():
        text = f"error[no-kernel]: the test has no kernel `{name}`"
        return None, {"id": "no-kernel", "kind": "TypingError", "message": text, "text": text}
    text = source.read_text()
    metadata = json.loads(text[text.index("/*") + 2 : text.index("*/")])
    metadata = {"symbol": "jaculus_entry", "sites": [], "arguments": request["arguments"], **metadata}
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "kernel.so"
        command = ["cc", "-O2", "-shared", "-fPIC", f"-I{INCLUDE}", str(source), "-o", str(image)]
        subprocess.run([*command, f"-L{HOME / 'lib'}", "-ljaculus_rt"], check=True)
        return image.read_bytes(), metadata


def answer(message):
    with open(KERNELS / "requests.jsonl", "a") as log:
        log.write(json.dumps(message) + "\n")
    if message["op"] == "stop":
        PATH.unlink(missing_ok=True)
        return {"stopped": True}
    if message["op"] == "status":
        return {"pid": os.getpid()}
    if message["op"] == "inspect":
        return {"text": f"{message['what']} of {message['request']['functions'][0]['name']}"}
    if (KERNELS / "die").exists():
        (KERNELS / "die").unlink()
        os._exit(9)
    if (KERNELS / "always-die").exists():
        os._exit(9)
    if (KERNELS / "slow").exists():
        time.sleep(0.5)
    elf, metadata = compiled(message["request"])
    if elf is None:
        return {"error": metadata}
    path = Path(message["cache"]) / f"{message['key']}.so"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = elf + json.dumps(metadata).encode()
    trailer = struct.pack("<QQ32s8s", len(elf), len(content) - len(elf), hashlib.sha256(content).digest(), b"JACULUS1")
    handle, partial = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content + trailer)
    os.replace(partial, path)
    warning = {"warning": "the cache is full"} if (KERNELS / "warn").exists() else {}
    return {"path": str(path), **warning}


def serve(connection):
    stream = connection.makefile("rwb")
    while head := stream.read(4):
        message = json.loads(stream.read(struct.unpack("<I", head)[0]))
        reply = json.dumps(answer(message)).encode()
        stream.write(struct.pack("<I", len(reply)) + reply)
        stream.flush()
        if message["op"] == "stop":
            os._exit(0)


def main():
    if (KERNELS / "killed-at-start").exists():
        (KERNELS / "killed-at-start").unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    if (KERNELS / "no-start").exists():
        sys.exit("this server does not want to start")
    PATH.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(PATH))
    listener.listen(16)
    while True:
        threading.Thread(target=serve, args=[listener.accept()[0]], daemon=True).start()


main()
