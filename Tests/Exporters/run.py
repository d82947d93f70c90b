"""Tests the exporters against the real packages: python3 Tests/Exporters/run.py [FRAMEWORK…]

Each framework gets a virtual environment of its own in a cache folder outside the repository (HANDOFF_VENVS, else
~/.cache/handoff-exporters). One that cannot be installed is skipped with a message. The result is compared with
Fixtures/imports (HANDOFF_UPDATE=1 writes it anew) and, where HANDOFF_CORPORA names the corpora, with their truth.
"""

import json
import os
import pathlib
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
CACHE = pathlib.Path(os.environ.get("HANDOFF_VENVS") or pathlib.Path.home() / ".cache" / "handoff-exporters")


def environment(framework, packages):
    """The Python of a framework's environment, or None where it cannot be had."""
    folder = CACHE / framework
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "installed.json"
    if stamp.exists() and json.loads(stamp.read_text()) == packages:
        return python
    try:
        venv.create(folder, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        print("%s: skipped, no virtual environment can be made: %s" % (framework, problem))
        return None
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    result = subprocess.run(install, capture_output=True, text=True)
    if result.returncode != 0:
        last = (result.stderr.strip().splitlines() or ["no message"])[-1]
        print("%s: skipped, %s cannot be installed: %s" % (framework, " ".join(packages), last))
        return None
    stamp.write_text(json.dumps(packages))
    return python


def main(names):
    known = json.loads((HERE / "packages.json").read_text())
    unknown = [n for n in names if n not in known]
    if unknown:
        print("unknown: %s; known: %s" % (", ".join(unknown), ", ".join(known)), file=sys.stderr)
        return 2
    failed, quiet = [], {"CREWAI_DISABLE_TELEMETRY": "true", "OTEL_SDK_DISABLED": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    for framework in names or known:
        python = environment(framework, known[framework])
        if python is None:
            continue
        print(framework + ":", flush=True)
        command = [str(python), "-W", "ignore", str(HERE / "check.py"), framework]
        if subprocess.run(command, env={**os.environ, **quiet}).returncode != 0:
            failed.append(framework)
    print("failed: " + ", ".join(failed) if failed else "all that could be installed are as expected")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
