"""Panoramisk as a subject of the side-by-side runs; takes and tells what StreamRun does, and how many events a burst has."""

import asyncio
import socket
import sys
import time

from panoramisk import Manager

host, port, control_port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
warm_up, measured, burst = int(sys.argv[4]) / 1000, int(sys.argv[5]) / 1000, int(sys.argv[6])

seen = 0
characters = 0
target = 0
complete = None


def read(manager, event):
    global seen, characters
    characters += len(event.event) + len(event['Channel']) + len(event['Uniqueid'])
    seen += 1
    if seen == target:
        complete.set()


async def bursts(control, seconds):
    global target
    events = 0
    end = time.monotonic() + seconds
    while events == 0 or time.monotonic() < end:
        target = seen + burst
        complete.clear()
        control.sendall(b'CALLS %d\n' % burst)
        if control.recv(3) != b'ok\n':
            raise IOError('The server refused a burst')
        await asyncio.wait_for(complete.wait(), 60)
        events += burst
    return events


async def main():
    global complete
    complete = asyncio.Event()
    manager = Manager(loop=asyncio.get_running_loop(), host=host, port=port, username='bench', secret='bench')
    manager.register_event('*', read)
    await manager.connect()
    while not manager.authenticated:
        await asyncio.sleep(0.01)
    with socket.create_connection((host, control_port)) as control:
        await bursts(control, warm_up)
        begin, cpu = time.monotonic(), time.process_time()
        events = await bursts(control, measured)
        elapsed, used = time.monotonic() - begin, time.process_time() - cpu
    print('result rate %.1f cpu %.4f' % (events / elapsed, used * 1e6 / events), flush=True)
    manager.close()


asyncio.run(main())
