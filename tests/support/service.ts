import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { environmentWith, launcher, program } from './program.ts'
import { adminKey } from './writer.ts'

export interface RunningService {
  child: ChildProcess
  address: string
  /** All that the service has said at its standard output. */
  said: string[]
  /** Asks it to end, and gives its exit code when it has. */
  stop: () => Promise<number | null>
}

/** Starts the service as its user does, as a process of its own on a free port. */
export async function startService(
  t: Test,
  environment: NodeJS.ProcessEnv,
  release = program,
): Promise<RunningService> {
  const child = spawn(launcher, [...release, 'serve'], {
    env: environmentWith({
      PORT: '0',
      ADMIN_KEY: adminKey,
      LOG_LEVEL: 'error',
      RATE_LIMIT: '0',
      ...environment,
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const said: string[] = []
  const lines = createInterface({ input: child.stdout }).on('line', (line) => said.push(line))
  const ended = once(child, 'close')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    return child.exitCode
  }
  return { child, address: await addressOf(lines, ended), said, stop }
}

function addressOf(lines: ReturnType<typeof createInterface>, ended: Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const [, address] = /^API +(http:.*)\/v1/.exec(line) ?? []
      if (address) resolve(address)
    })
    ended.then(() => reject(new Error('The service did not start.')))
  })
}

export const asWriter = { authorization: `Bearer ${adminKey}` }

/** Writes a record over HTTP. */
export async function put(address: string, path: string, record: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${address}${path}`, {
    method: 'PUT',
    headers: { ...asWriter, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(record),
  })
  await answer.text()
  return { status: answer.status, tag: String(answer.headers.get('etag')) }
}
