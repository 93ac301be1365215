// The program of a process that lives for a moment: the socket that it is sent it sends back, in so many copies. Nothing
// in Node copies a socket but sending it to another process.

import type { SendHandle } from 'node:child_process'

process.on('message', async (copies: number, socket: SendHandle) => {
  for (let sent = 0; sent < copies; sent += 1) {
    await new Promise((resolve) => process.send?.('copy', socket, {}, resolve))
  }
  process.disconnect()
})
// The service that asked may have ended meanwhile.
process.send?.('ready', undefined, {}, () => {})
