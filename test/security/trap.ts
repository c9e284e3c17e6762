import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A listener on loopback, TCP and UDP, that counts who comes. */
export interface Trap {
  readonly tcpPort: number;
  readonly udpPort: number;
  /** Connections and datagrams so far. */
  caught(): number;
  close(): void;
}

/** Sets a trap. Nothing that the page does may be caught in it. */
export async function setTrap(): Promise<Trap> {
  let caught = 0;
  const server = createServer((socket) => {
    caught += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = createSocket('udp4', () => {
    caught += 1;
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    tcpPort: (server.address() as AddressInfo).port,
    udpPort: socket.address().port,
    caught: () => caught,
    close: () => {
      server.close();
      socket.close();
    },
  };
}
