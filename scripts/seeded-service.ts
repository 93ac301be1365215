import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { noSettings } from '../src/config.ts'
import { freePort } from '../tests/support/free-port.ts'

/** Starts the service on the record that it comes with, for as long as some work takes. */
export async function withService(
  work: (address: string) => Promise<void>,
  more: Record<string, string> = {},
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'registry-'))
  const port = await freePort()
  // Search engines want whole addresses, which the service prints where it knows its own.
  const publicUrl = `http://127.0.0.1:${port}`
  const settings = { PORT: String(port), PUBLIC_URL: publicUrl, DATA_DIR: data, LOG_LEVEL: 'error', RATE_LIMIT: '0' }
  const service = spawn(process.execPath, ['--import=tsx', 'src/main.ts', 'serve'], {
    env: { ...process.env, ...noSettings, ...settings, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(service, 'exit')
  try {
    await work(await addressIn(createInterface({ input: service.stdout })))
  } finally {
    service.kill()
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** Where the service says that it listens. */
async function addressIn(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [, address] = /^Front page +(\S+)\/$/.exec(line) ?? []
    if (address) return address
  }
  throw new Error('The service has not started.')
}
