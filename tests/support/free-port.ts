import { once } from 'node:events'
import { createServer } from 'node:net'

const given = new Set<number>()

/** A free port that was not returned before: the earlier caller may not listen yet. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  if (given.has(port)) return freePort()
  given.add(port)
  return port
}
