"""strace, which counts a process' system calls and makes the n-th of them fail or kill."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

from program import Broken, expect


class Strace:
    def __init__(self, program, folder):
        if shutil.which("strace") is None:
            raise Broken("strace is missing (Debian: apt-get install strace)")
        probe = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
        expect(probe.returncode == 0, f"strace can't trace here: {probe.stderr.decode()}")
        self.program = program
        self.log = folder / "strace.log"
        self.counts = {}

    def count(self, call, words):
        """How often the busiest thread of an undisturbed process makes a call: strace counts them so.

        The words are run once and their calls remembered.
        """
        key = tuple(words)
        if key not in self.counts:
            self.program.call(["strace", "-f", "-o", str(self.log), *words]).expect(0)
            calls = Counter()
            for line in self.log.read_text(errors="replace").splitlines():
                found = re.match(r"(\d+) +(\w+)\(", line)
                if found:
                    calls[found.groups()] += 1
            counts = self.counts[key] = {}
            for (_, name), times in calls.items():
                counts[name] = max(times, counts.get(name, 0))
        return self.counts[key].get(call, 0)

    def count_of_run(self, call, territory):
        """The same of a run that publishes over the old one."""
        words = self.program.words(territory.new, territory.folder / "salida")
        if tuple(words) not in self.counts:
            territory.published()
        return self.count(call, words)

    def inject(self, call, what, words, **options):
        """Runs with `what` done to a call, as strace's `-e inject=` spells it."""
        return self.program.call(
            ["strace", "-f", "-qq", "-o", str(self.log), "-e", f"trace={call}",
             "-e", f"inject={call}:{what}", *words], **options)

    def stop_before(self, call, number, words, act):
        """Runs, stops the whole process as it begins a call, lets `act` do something to it by its
        number, and lets it go on: its ending.

        A signal that strace injects goes to one thread, which may have it blocked; one that is sent
        goes to the process.
        """
        self.log.unlink(missing_ok=True)
        process = self.program.start(
            ["strace", "-f", "-qq", "-o", str(self.log), "-e", f"trace={call}", "-e",
             f"inject={call}:signal=STOP:when={number}", *words])
        began = time.monotonic()
        target = None
        while process.poll() is None and time.monotonic() < began + 60:
            if target is None:
                log = self.log.read_text(errors="replace") if self.log.exists() else ""
                stopped = re.search(r"(?m)^(\d+) +--- stopped by SIGSTOP", log)
                if stopped:
                    status = Path(f"/proc/{stopped[1]}/status").read_text()
                    target = int(re.search(r"Tgid:\s+(\d+)", status)[1])
                    act(target)
            if target is not None:
                # Each thread comes to such a call, and stops them all again.
                with contextlib.suppress(ProcessLookupError):
                    os.kill(target, signal.SIGCONT)
            time.sleep(0.004)
        return self.program.finish(process, began)

    def opened(self, words, **options):
        """The ending, and every path that was opened for reading or writing."""
        calls = "open,openat,openat2,creat,execve,connect,symlinkat,unlinkat,renameat,mkdirat"
        ending = self.program.call(
            ["strace", "-f", "-qq", "-y", "-s", "4096", "-o", str(self.log), "-e",
             f"trace={calls}", *words], **options)
        return ending, self.log.read_text(errors="replace").splitlines()
