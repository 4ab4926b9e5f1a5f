#!/usr/bin/env python3
"""Lists what a start of the program runs, so that the linker lays it side by side: src/bin/suraq/start.ld.

The system reads a program in stretches of 64 KB around what is run. What a start runs is a tenth of the program; laid
side by side it takes a sixth of the stretches that it takes when it is strewn over all of it, and the memory is that
much less. A name that is no longer there does no harm, one that is missing costs a stretch: the list is made anew when
a start has become larger. With a release build, and a home of many cards that are due:

    echo q | valgrind --tool=callgrind --dump-instr=yes --callgrind-out-file=start.out \\
        target/release/suraq --home HOME --plain review
    python3 benches/start_order.py target/release/suraq start.out
"""

import bisect
import re
import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).parent.parent / "src/bin/suraq/start.ld"

HEAD = """\
/* What a start of the program runs, for the linker to lay side by side: a start then touches fewer pages.
   Made by benches/start_order.py, which says how and why. Names have no hashes, so that they outlive a change. */
SECTIONS
{
  .text.start :
  {
"""
TAIL = """\
  }
}
INSERT BEFORE .text;
"""


def symbols(program):
    """The functions of the program: where each begins, its size, its name; by place."""
    listed = subprocess.run(["nm", "-n", "-S", program], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return [(int(row[0], 16), int(row[1], 16), row[3]) for row in rows if len(row) == 4 and row[2] in "tTwW"]


def run_addresses(profile, program):
    """The addresses of the program's own instructions that were run."""
    lines = Path(profile).read_text().splitlines()
    named = (re.match(r"c?ob=\((\d+)\) (.*)", line) for line in lines)
    own = {found[1] for found in named if found and Path(found[2]).name == Path(program).name}
    of_program = False
    for line in lines:
        if line.startswith("ob="):
            of_program = re.match(r"ob=\((\d+)\)", line)[1] in own
        elif of_program and line.startswith("0x"):
            yield int(line.split()[0], 16)


def pattern(name):
    """The section of a function, whatever hash the compiler gave it."""
    name = re.sub(r"\.llvm\.\d+$", "", name)
    if name.startswith("_ZN"):
        return re.sub(r"17h[0-9a-f]{16}E.*$", "17h*", name)
    if name.startswith("_R"):
        return re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name)
    return re.sub(r"\.(constprop|isra|part|cold)\..*$", ".*", name)


def main(program, *profiles):
    known = symbols(program)
    begins = [begin for begin, _, _ in known]
    patterns = set()
    for profile in profiles:
        for address in run_addresses(profile, program):
            begin, size, name = known[max(bisect.bisect_right(begins, address) - 1, 0)]
            if begin <= address < begin + max(size, 1) and not name.startswith("_start"):
                patterns.add(pattern(name))
    lines = "".join(f"    *(.text.{one})\n" for one in sorted(patterns))
    LIST.write_text(HEAD + lines + TAIL)
    print(f"{len(patterns)} functions: {LIST}")


if __name__ == "__main__":
    main(*sys.argv[1:])
