"""Exports the systems of one framework and compares what comes out. Run by run.py inside the framework's environment."""

import importlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "Templates" / "exporters"), str(HERE)]

from compare import differences  # noqa: E402
from corpus import objects  # noqa: E402
from handoff_export import export  # noqa: E402


def main(framework):
    failures = 0
    told = []
    module = importlib.import_module("systems.%s_system" % framework)
    for name, value in module.SYSTEMS.items():
        draft = export(value, name)
        manifest = draft.manifest()
        told += draft.loss_lines()
        file = ROOT / "Fixtures" / "imports" / (name + ".json")
        if os.environ.get("HANDOFF_UPDATE") == "1":
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        failures += tell(name, differences(manifest, json.loads(file.read_text(encoding="utf-8"))))
    failures += tell_command(framework, next(iter(module.SYSTEMS)))
    failures += tell_page(framework, told, pathlib.Path(module.__file__).read_text(encoding="utf-8"))
    corpora = os.environ.get("HANDOFF_CORPORA")
    if corpora:
        root = pathlib.Path(corpora) / "import"
        for folder, value, told in objects(framework, root):
            truth = json.loads((folder / "truth.manifest.json").read_text(encoding="utf-8"))
            manifest = export(value, truth["name"], **told).manifest()
            failures += tell(str(folder.relative_to(root)), differences(manifest, truth))
    return 1 if failures else 0


def tell_command(framework, name):
    """Runs the command of a framework's page, with the first system in the place of the reader's own."""
    page = ROOT / "docs" / ("from-%s.md" % framework.replace("_", "-"))
    if not page.exists():
        return 0
    command = re.search(r"python3 (-m handoff_export my_module:(\w+)) > ", page.read_text(encoding="utf-8"))
    if command is None:
        return tell(page.name + ", command", ["the page names no command"])
    with tempfile.TemporaryDirectory() as folder:
        code = "from systems.%s_system import SYSTEMS\n\n%s = SYSTEMS[%r]\n" % (framework, command.group(2), name)
        (pathlib.Path(folder) / "my_module.py").write_text(code, encoding="utf-8")
        paths = os.pathsep.join([str(ROOT / "Templates" / "exporters"), str(HERE)])
        run = subprocess.run(
            [sys.executable, "-W", "ignore", *command.group(1).split()], cwd=folder, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": paths})
    if run.returncode != 0:
        return tell(page.name + ", command", [run.stderr.strip()[-400:]])
    expected = json.loads((ROOT / "Fixtures" / "imports" / (name + ".json")).read_text(encoding="utf-8"))
    found = json.loads(run.stdout)
    return tell(page.name + ", command", differences({**found, "name": ""}, {**expected, "name": ""}))


def tell_page(framework, told, source):
    """Holds what the page of a framework shows of Python against its system: the code, and what is not told."""
    page = ROOT / "docs" / ("from-%s.md" % framework.replace("_", "-"))
    if not page.exists():
        return 0
    blocks = page.read_text(encoding="utf-8").split("```")[1::2]
    found = ["code that the system does not have: " + b for b in blocks if b.startswith("python\n") and b[7:] not in source]
    found += ["not told: " + line for b in blocks if b.startswith("text\n") for line in b[5:].splitlines() if line not in told]
    return tell(page.name, found)


def tell(name, found):
    print("  %-40s %s" % (name, "as expected" if not found else "%d differences" % len(found)))
    for line in found:
        print("    " + line)
    return len(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
