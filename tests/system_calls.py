"""The system calls by which a process writes, seen one by one from outside, whichever library makes them.

1. `start` forks. The child asks the kernel to stop it at each call that writes, and hands over the descriptor at
   which these stops are told (seccomp's user notifications, seccomp_unotify(2)).
2. `watch` answers each stop: the call goes on, or it fails, or the process is killed before it.

Calls on anything but files and folders are not told: pipes, devices, and the process's own output. Nothing need
outlive the machine here, so a flush of all its disks (`sync`) is answered and not made.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import stat
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

OPEN_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
BY_DESCRIPTOR = {
    1: "write", 18: "pwrite", 20: "writev", 296: "pwritev", 40: "sendfile", 74: "fsync", 75: "fdatasync",
    77: "ftruncate", 285: "fallocate", 91: "fchmod", 93: "fchown",
}  # fmt: skip
BY_PATH = {
    82: "rename",
    83: "mkdir",
    84: "rmdir",
    86: "link",
    87: "unlink",
    88: "symlink",
    76: "truncate",
    90: "chmod",
}
BY_FOLDER_AND_PATH = {
    258: "mkdir", 263: "unlink", 264: "rename", 265: "link", 268: "chmod", 280: "utime", 316: "rename",
}  # fmt: skip
OTHERS = {2: "open", 257: "open", 162: "sync", 266: "symlink", 306: "syncfs", 326: "copy_file_range"}
NAMES = BY_DESCRIPTOR | BY_PATH | BY_FOLDER_AND_PATH | OTHERS
"""The numbers of the calls on x86-64 (asm/unistd_64.h)."""

MAKING = {"open", "mkdir", "rename", "link", "symlink"}
"""Calls that need room on the disk only where they make something that is not there yet."""
FILLING = {"write", "pwrite", "writev", "pwritev", "sendfile", "copy_file_range", "fallocate", "fsync"}
FLUSHING = {"fsync", "fdatasync", "syncfs"}
KINDS = ("none", "kill", "full", "full once", "unsynced", "meet")
"""What befalls the process at the chosen call: nothing; SIGKILL; ENOSPC from there on; or there alone; EIO; something
else happens before it goes on."""

_LIBC = ctypes.CDLL(None, use_errno=True)
_SECCOMP, _GET_DESCRIPTOR = 317, 438
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_NOTICE = struct.Struct("<QII iIQ 6Q")
_ANSWER = struct.Struct("<QqiI")
_GO_ON = 1
_AT_CWD = 0xFFFFFF9C


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call that writes: what it is, and the file or folder that it writes."""

    name: str
    path: str


@dataclass(kw_only=True)
class Watched:
    """What was seen of a process: its calls in their order, and its exit code or minus the signal that ended it."""

    calls: list[Call] = field(default_factory=list)
    code: int = 0


def reason_against() -> str:
    """Why calls can't be watched on this machine; empty where they can."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return "the numbers of system calls are known for Linux on x86-64 alone"
    try:
        return "" if watch(*start(lambda: 0)).code == 0 else "the kernel tells no stops of a process"
    except OSError as error:
        return f"the kernel tells no stops of a process: {error}"


def start(task: Callable[[], int]) -> tuple[int, int]:
    """Run a task in a forked process that stops at each call; its process id, and where its stops are told."""
    ours, theirs = socket.socketpair()
    process = os.fork()
    if process == 0:
        code = 70
        try:
            socket.send_fds(theirs, [b"+"], [_stop_at_writing()])
            code = task()
        finally:
            os._exit(code)
    theirs.close()
    with ours:
        descriptors = socket.recv_fds(ours, 1, 1)[1]
    if not descriptors:
        os.waitpid(process, 0)
        raise OSError("no descriptor came")
    return process, descriptors[0]


def watch(
    process: int,
    stops: int,
    kind: str = "none",
    chosen: int = 0,
    meanwhile: Callable[[], None] = lambda: None,
) -> Watched:
    """Answer all stops of a process until it ends; the calls are numbered from 1."""
    assert kind in KINDS
    seen = Watched()
    ending = os.pidfd_open(process)
    poll = select.poll()
    poll.register(stops, select.POLLIN)
    poll.register(ending, select.POLLIN)
    while all(descriptor != ending for descriptor, _ in poll.poll()):
        notice = bytearray(_NOTICE.size)
        with suppress(FileNotFoundError):  # it has ended meanwhile
            fcntl.ioctl(stops, _RECEIVE, notice)
            id_, thread, _, number, _, _, *arguments = _NOTICE.unpack(notice)
            answer = _answer(seen, thread, ending, NAMES[number], number, arguments, kind, chosen)
            if kind == "meet" and len(seen.calls) == chosen:
                chosen = 0
                meanwhile()
            if answer is None:
                os.kill(process, signal.SIGKILL)
            else:
                fcntl.ioctl(stops, _SEND, _ANSWER.pack(id_, *answer))
    for descriptor in (stops, ending):
        os.close(descriptor)
    seen.code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return seen


def _answer(
    seen: Watched,
    thread: int,
    ending: int,
    name: str,
    number: int,
    arguments: list[int],
    kind: str,
    chosen: int,
) -> tuple[int, int, int] | None:
    """What a stopped call returns, its error and whether it goes on; none where the process is to be killed."""
    path = _path_of(thread, number, arguments)
    if not _is_file_or_folder(path):
        return 0, 0, _GO_ON
    seen.calls.append(Call(name=name, path=path))
    at = len(seen.calls)
    if kind == "kill" and at == chosen:
        return None
    if name == "sync":
        return 0, 0, 0
    if (
        kind == "full"
        and at >= chosen
        and (name in FILLING or (name in MAKING and not os.path.lexists(path)))
    ):
        taken = _take_half(thread, ending, arguments) if at == chosen and name == "write" else 0
        return (taken, 0, 0) if taken else (0, -errno.ENOSPC, 0)
    if kind == "full once" and at == chosen:
        return 0, -errno.ENOSPC, 0
    if kind == "unsynced" and at == chosen:
        return 0, -errno.EIO, 0
    return 0, 0, _GO_ON


def _take_half(thread: int, process: int, arguments: list[int]) -> int:
    """Write what a disk that is filling up still takes, in the place of the stopped process."""
    with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:
        memory.seek(arguments[1])
        half = memory.read(arguments[2] // 2)
    descriptor = _LIBC.syscall(_GET_DESCRIPTOR, process, arguments[0], 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "the stopped process's file is out of reach")
    try:
        return os.write(descriptor, half)
    finally:
        os.close(descriptor)


def _path_of(thread: int, number: int, arguments: list[int]) -> str:
    """The file that a call writes; of a renaming, the one that it makes."""
    if number in (162, 306):
        return "/"
    if number in BY_DESCRIPTOR:
        return _path_of_descriptor(thread, arguments[0])
    if number == 326:
        return _path_of_descriptor(thread, arguments[2])
    if number in (82, 86, 88):
        return _text(thread, arguments[1])
    if number in BY_PATH or number == 2:
        return _text(thread, arguments[0])
    at = 2 if number in (264, 265, 316) else 1 if number == 266 else 0
    folder, name = arguments[at] & 0xFFFFFFFF, arguments[at + 1]
    below = os.getcwd() if folder == _AT_CWD else _path_of_descriptor(thread, folder)
    return os.path.join(below, _text(thread, name)) if name else below


def _path_of_descriptor(thread: int, descriptor: int) -> str:
    return os.readlink(f"/proc/{thread}/fd/{descriptor}").removesuffix(" (deleted)")


def _is_file_or_folder(path: str) -> bool:
    try:
        mode = os.stat(path, follow_symlinks=False).st_mode
    except OSError:
        return path.startswith("/")  # yet to be made, or already removed; pipes have names such as pipe:[1]
    return not (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode))


def _text(thread: int, address: int) -> str:
    """The text at an address in the memory of a stopped process."""
    found = b""
    with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:
        while b"\0" not in found:
            place = address + len(found)
            memory.seek(place)
            found += memory.read(4096 - place % 4096)  # to the end of the page, as the next may not be there
    return os.fsdecode(found.partition(b"\0")[0])


# The filter: a program for the kernel, which decides at each call (linux/filter.h, linux/seccomp.h)

_LOAD, _EQUAL, _GREATER, _ANY_BIT, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
_ALLOW, _TELL = 0x7FFF0000, 0x7FC00000
_X86_64 = 0xC000003E


def _stop_at_writing() -> int:
    """Make the calling process stop at each call that writes; the descriptor at which its stops are told."""
    program = b"".join(struct.pack("<HBBI", *step) for step in _steps())
    steps = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(steps)))
    _LIBC.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, without which only root may
    stops: int = _LIBC.syscall(_SECCOMP, 1, 8, header)  # SECCOMP_SET_MODE_FILTER, with a new listener
    if stops < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return stops


def _steps() -> list[tuple[int, int, int, int]]:
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, _X86_64), (_RETURN, 0, 0, _ALLOW), (_LOAD, 0, 0, 0)]
    for number in NAMES:
        if number in BY_DESCRIPTOR:
            steps += _if_argument(number, 0, _GREATER, 2)  # 0, 1 and 2 are the process's own output
        elif number in (2, 257):
            steps += _if_argument(number, 1 if number == 2 else 2, _ANY_BIT, OPEN_TO_WRITE)
        else:
            steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _TELL)]
    return [*steps, (_RETURN, 0, 0, _ALLOW)]


def _if_argument(number: int, argument: int, test: int, value: int) -> list[tuple[int, int, int, int]]:
    """Tell a call only where a test of one of its arguments holds."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, 16 + 8 * argument),
        (test, 0, 1, value),
        (_RETURN, 0, 0, _TELL),
        (_RETURN, 0, 0, _ALLOW),
    ]
