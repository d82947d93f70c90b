#!/usr/bin/env python3
"""Runs the tests of this package as separate processes, in both frameworks, and looks at exit status and text.

The consumer is sound or broken by an environment variable, so that one build is enough. Prints one line for each run;
the exit status is 1 where one of them was not as it has to be. Further arguments go to `swift test`.
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MORE = sys.argv[1:]
SWIFT, XCTEST = "--disable-xctest", "--disable-swift-testing"
failures = 0


def run(name, framework, mode="", status=0, has=(), lacks=(), more=(), notes=None, build=False):
    """Runs `swift test` once and compares."""
    global failures
    environment = dict(os.environ)
    environment.pop("SAMPLE_CLIENT_BROKEN", None)
    if mode == "broken":
        environment["SAMPLE_CLIENT_BROKEN"] = "1"
    else:
        environment["SAMPLE_CLIENT_MODE"] = mode
    environment["TMPDIR"] = notes or tempfile.mkdtemp()
    command = ["swift", "test", "--package-path", HERE] + MORE + ([] if build else ["--skip-build"])
    command += ([framework] if framework else []) + list(more)
    try:
        found = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=1800)
        text, code = found.stdout.decode(errors="replace"), found.returncode
    except subprocess.TimeoutExpired as error:
        text, code = (error.stdout or b"").decode(errors="replace"), "no end"
    wrong = [] if (code == 0) == (status == 0) and code != "no end" else [f"exit status {code}"]
    wrong += [f"without {part!r}" for part in has if part not in text]
    wrong += [f"with {part!r}" for part in lacks if part in text]
    kind = {SWIFT: "Swift Testing", XCTEST: "XCTest"}.get(framework, "both")
    print(f"{'FAILED' if wrong else 'ok'}: {name}, {kind}" + "".join(f"\n  {part}" for part in wrong), flush=True)
    if wrong:
        failures += 1
        print("  | " + "\n  | ".join(text.splitlines()[-40:]), flush=True)


HANDOFF = "researcher->writer"
run("passing", None, has=["0 failures", "passed after"], build=True)
if failures:
    sys.exit("nothing else is run: the tests do not build or do not pass")
for kind in (SWIFT, XCTEST):
    run("failing", kind, "broken", 1, more=["--filter", "NewsroomHandoffs|NewsroomXCTests"], has=[
        f"silent-acceptance on {HANDOFF}", "/sources", "replay: h1-", "Pass replay: \"h1-"])
    run("flaky", kind, "flaky", 0, has=[f"flaky silent-acceptance on {HANDOFF}", "it fails sometimes"])
    notes = tempfile.mkdtemp()
    run("trapping", kind, "trapping", 1, has=["Index out of range"], notes=notes)
    run("trapping, once more", kind, "trapping", 1, notes=notes, has=[
        "an earlier run ended while the consumer had this payload", '"sources":[]', "token: h1-", "Index out of range"])
    run("trapping, the third time", kind, "trapping", 1, notes=notes, lacks=["Index out of range"], has=[
        f"crash on {HANDOFF}: The consumer ends the process of the tests.", '"sources":[]', "replay: h1-"])
    run("mended", kind, "", 0, notes=notes)
    run("blocking", kind, "blocking", 1, lacks=["Backtrace", "Crash:"], has=[
        f"hang on {HANDOFF}", "blocks the thread", '"sources":[]'])
    run("never resuming", kind, "stuck", 1, has=[f"hang on {HANDOFF}", '"sources":[]', "replay: h1-"])
    run("trapping in a process of its own", kind, "isolated", 1, has=[
        f"crash on {HANDOFF}", '"sources":[]', "Index out of range", "replay: h1-"])
    run("an assertion inside of the consumer", kind, "complaining", 1, has=['"priority":3'])
    run("a store that an agent does not declare", kind, "overreaching", 1, has=[
        '"writer" writes the store "archive", and does not declare it (only "researcher" does)', 'to "topic"'])
    run("filtered", kind, "", 0, more=["--filter", "outingIsSound"], lacks=["Survives"])
    run("parallel", kind, "", 0, more=["--parallel"])
run("wrong framework", XCTEST, "wrongFramework", 1, lacks=["Backtrace", "Crash:"], has=[
    "expectSound was called where no test of Swift Testing is running"])
run("detached task", SWIFT, "detached", 1, lacks=["Backtrace", "Crash:"], has=[
    "expectSound was called where no test of Swift Testing is running"])
run("time limit", SWIFT, "late", 1, lacks=["over-strict"], has=[
    "Time limit was exceeded", "the test was ended from outside, by its time limit"])
sys.exit(1 if failures else 0)
