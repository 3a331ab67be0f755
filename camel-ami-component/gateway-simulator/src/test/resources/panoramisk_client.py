"""Logs in with panoramisk, pings, waits for one message and says what it saw, a line each."""
import asyncio
import sys

from panoramisk import Manager


async def main(port):
    manager = Manager(
        loop=asyncio.get_running_loop(),
        host="127.0.0.1",
        port=port,
        username="ami",
        secret="secret",
    )
    received = asyncio.Event()

    @manager.register_event("Newexten")
    def on_step(_, event):
        print("appdata", event.appdata, flush=True)
        received.set()

    await manager.connect()
    while manager.authenticated_future is None:
        await asyncio.sleep(0)
    login = await manager.authenticated_future
    print("login", login.success, flush=True)
    pong = await manager.send_action({"Action": "Ping"})
    print("ping", pong.ping, flush=True)
    await asyncio.wait_for(received.wait(), 20)
    manager.close()


asyncio.run(main(int(sys.argv[1])))
