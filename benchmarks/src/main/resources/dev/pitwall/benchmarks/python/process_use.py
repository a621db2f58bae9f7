"""What this process and those that it started have used so far, as the kernel counts it."""

import os


def _processes():
    """The ids of this process and of all that descend from it."""
    found = [os.getpid()]
    for process in found:
        try:
            for task in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{task}/children") as children:
                    found += [int(child) for child in children.read().split()]
        except OSError:
            continue
    return found


def peak_kilobytes():
    """The most memory that was resident, each process at its own peak."""
    total = 0
    for process in _processes():
        try:
            with open(f"/proc/{process}/status") as status:
                total += sum(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
        except OSError:
            continue
    return total


def processor_seconds():
    """Processor time on all cores."""
    ticks = 0
    for process in _processes():
        try:
            with open(f"/proc/{process}/stat") as stat:
                # The name, in parentheses, may hold spaces.
                fields = stat.read().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")
